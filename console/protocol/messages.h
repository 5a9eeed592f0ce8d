// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/sharingmessages.h"

// What the window and the viewer process say to each other: one message is one packet of a
// socketpair they share. Nothing in it is particular to SPICE: keys are Linux key codes, pictures
// are 32-bit pixels in shared memory, features say what a session can do; a VNC session speaks the
// same words. Each side drops a peer whose packet is not valid, because the viewer belongs to the
// server, and thereby to the guest, as soon as a decoder has a hole.
namespace Wire {

inline constexpr int maximumSide = 16384;                 // pixels
inline constexpr qint64 maximumPixels = 64 * 1024 * 1024; // of all displays together
inline constexpr int maximumCursorSide = 256;
inline constexpr int maximumDisplays = 16;
inline constexpr int maximumRects = 16;    // in one Damage
inline constexpr int maximumChannels = 32; // sockets one session may ask for
inline constexpr quint32 protocolVersion = 2;

// A coordinate, or a step, that any display could have.
constexpr bool isPlace(qint32 value)
{
    return value >= -maximumSide && value <= maximumSide;
}

// Whether a display may have this size; both sides ask it before they allocate.
constexpr bool isPictureSize(qint64 width, qint64 height)
{
    return width >= 1 && height >= 1 && width <= maximumSide && height <= maximumSide
           && width * height <= maximumPixels;
}

enum class Protocol : quint8 { Spice, Vnc, Last = Vnc };
enum class PointerMode : quint8 { Relative, Absolute, Last = Absolute };
enum class EndReason : quint8 {
    Closed,         // after it was open: the machine stopped, or another client took the display
    PasswordWanted, // none was given, or it was wrong
    LoginWanted,    // the same of user name and password
    Unreachable,    // nobody listens there
    NotSecure,      // TLS failed: certificate, name or version
    NotUnderstood,  // the server talks something else, or too much
    NotReadable,    // the guest draws with OpenGL where only the graphics card can see it
    Last = NotReadable
};
// Buttons as numbers and, shifted, as bits of a mask; the wheel is two of them.
enum class Button : quint8 {
    Left = 1,
    Middle,
    Right,
    WheelUp,
    WheelDown,
    Side,
    Extra,
    Last = Extra
};
enum Lock : quint8 { ScrollLock = 1, NumLock = 2, CapsLock = 4 };

constexpr quint8 buttonBit(Button button)
{
    return quint8(1u << (quint8(button) - 1));
}

// ---- from the window to the viewer ----

// First message, once. Where the server is: `sockets` (the window hands in every connection), or a
// path, or host and ports. TLS: `tlsPort` says that the server has it, also with sockets.
struct Open
{
    Protocol protocol = Protocol::Spice;
    bool sockets = false;
    bool local = false; // no need to compress
    QString path = {};
    QString host = {};
    qint32 port = -1, tlsPort = -1;
    QString user = {};
    QByteArray password = {};
    QByteArray authorities = {};     // PEM certificates to trust; empty: the system's and ~/.pki/CA
    QString certificateName = {};    // the server's certificate has this name; empty: the host's
    QString certificateSubject = {}; // SPICE's host-subject, instead of the name
    QStringList secureChannels = {}; // SPICE: "main", "display", …, "all"
    QStringList disabledChannels = {}; // SPICE: not connected
    QString ciphers = {};              // SPICE: OpenSSL's notation; empty: the library's
    QString proxy = {};                // SPICE: of HTTP
    quint8 colorDepth = 0;             // SPICE: asks a Windows guest for it; 0: as it is
    QStringList disabledEffects = {};  // SPICE: "wallpaper", "font-smooth", "animation", "all"
    bool secure = false;               // VNC: refuse what is not encrypted and verified
    bool shared = true;                // VNC: others may stay connected
    bool viewOnly = false;             // send neither keys nor pointer
    bool sound = true, usb = true, smartCard = true;
    auto fields()
    {
        return std::tie(protocol, sockets, local, path, host, port, tlsPort, user, password,
                        authorities, certificateName, certificateSubject, secureChannels,
                        disabledChannels, ciphers, proxy, colorDepth, disabledEffects, secure,
                        shared, viewOnly, sound, usb, smartCard);
    }
    bool isValid() const { return port <= 65535 && tlsPort <= 65535; }
};

// The answer to ChannelWanted; the packet carries the socket.
struct ChannelSocket
{
    quint32 request = 0;
    auto fields() { return std::tie(request); }
    bool isValid() const { return true; }
};

struct Key
{
    quint16 code = 0; // linux/input-event-codes.h
    bool pressed = false;
    auto fields() { return std::tie(code, pressed); }
    bool isValid() const { return code > 0 && code < 0x300; }
};

// The state of the lock keys on the user's keyboard; Wire::Lock.
struct SetLocks
{
    quint8 locks = 0;
    auto fields() { return std::tie(locks); }
    bool isValid() const { return locks <= 7; }
};

struct PointerMoved
{
    qint32 dx = 0, dy = 0;
    quint8 buttons = 0;
    auto fields() { return std::tie(dx, dy, buttons); }
    bool isValid() const { return isPlace(dx) && isPlace(dy); }
};

struct PointerAt
{
    quint8 display = 0;
    qint32 x = 0, y = 0;
    quint8 buttons = 0;
    auto fields() { return std::tie(display, x, y, buttons); }
    bool isValid() const
    {
        return display < maximumDisplays && x >= 0 && y >= 0 && x < maximumSide && y < maximumSide;
    }
};

struct PointerButton
{
    Button button = Button::Left;
    bool pressed = false;
    quint8 buttons = 0; // after the change
    auto fields() { return std::tie(button, pressed, buttons); }
    bool isValid() const { return quint8(button) >= 1; }
};

// Asks the guest for another resolution.
struct ResizeDisplay
{
    quint8 display = 0;
    qint32 width = 0, height = 0;
    auto fields() { return std::tie(display, width, height); }
    bool isValid() const { return display < maximumDisplays && isPictureSize(width, height); }
};

// Where the guest's displays are beside each other, and which are on; all of them at once.
struct DisplayArea
{
    quint8 display = 0;
    bool on = true;
    qint32 x = 0, y = 0, width = 0, height = 0;
    auto fields() { return std::tie(display, on, x, y, width, height); }
    bool isValid() const
    {
        return display < maximumDisplays && x >= 0 && y >= 0 && x <= maximumSide && y <= maximumSide
               && (!on || isPictureSize(width, height));
    }
};

struct ArrangeDisplays
{
    QList<DisplayArea> areas = {};
    auto fields() { return std::tie(areas); }
    bool isValid() const { return !areas.isEmpty() && areas.size() <= maximumDisplays; }
};

// Asks for the other pointer mode; the answer is SetPointerMode, if the guest can.
struct WantPointerMode
{
    PointerMode mode = PointerMode::Absolute;
    auto fields() { return std::tie(mode); }
    bool isValid() const { return true; }
};

// The last Picture or Damage has been painted: the viewer may write to the shared picture again.
struct DamageSeen
{
    quint8 display = 0;
    auto fields() { return std::tie(display); }
    bool isValid() const { return display < maximumDisplays; }
};

using ToViewer =
    Messages<Open, ChannelSocket, Key, SetLocks, PointerMoved, PointerAt, PointerButton,
             ResizeDisplay, ArrangeDisplays, WantPointerMode, DamageSeen, ShareClipboard,
             ClipboardOffer, ClipboardWanted, ClipboardData, SetSound, SendFile, CancelTransfer,
             ShareFolder, RedirectUsb, WatchUsb, ShareCd, InsertSmartCard, StartRecording,
             StopRecording>;

// ---- from the viewer to the window ----

struct Hello
{
    quint32 version = protocolVersion;
    auto fields() { return std::tie(version); }
    bool isValid() const { return version == protocolVersion; }
};

// The session needs one more connection to the server: answer with ChannelSocket. `secure`: to its
// TLS port; the viewer speaks TLS through it.
struct ChannelWanted
{
    quint32 request = 0;
    bool secure = false;
    auto fields() { return std::tie(request, secure); }
    bool isValid() const { return true; }
};

// The server accepted us; pictures follow.
struct Opened
{
    auto fields() { return std::tie(); }
    bool isValid() const { return true; }
};

// Last message.
struct Ended
{
    EndReason reason = EndReason::Closed;
    QString text = {}; // the library's own words, untrusted
    auto fields() { return std::tie(reason, text); }
    bool isValid() const { return true; }
};

// A display has a new picture, all of it to be painted; the packet carries its memory:
// width × height pixels of 0xffRRGGBB.
struct Picture
{
    quint8 display = 0;
    qint32 width = 0, height = 0;
    auto fields() { return std::tie(display, width, height); }
    bool isValid() const { return display < maximumDisplays && isPictureSize(width, height); }
};

// The guest has turned this display off.
struct DisplayGone
{
    quint8 display = 0;
    auto fields() { return std::tie(display); }
    bool isValid() const { return display < maximumDisplays; }
};

// These parts of the picture are new. One Picture or Damage is under way at a time: the next comes
// after DamageSeen, so nothing is written to while it is painted and no queue can grow.
struct Damage
{
    quint8 display = 0;
    QList<QRect> rects = {};
    auto fields() { return std::tie(display, rects); }
    bool isValid() const;
};

// The pointer's shape, 0xAARRGGBB, not premultiplied. No size: hidden.
struct Cursor
{
    quint8 display = 0;
    quint16 width = 0, height = 0, hotX = 0, hotY = 0;
    QByteArray pixels = {};
    auto fields() { return std::tie(display, width, height, hotX, hotY, pixels); }
    bool isValid() const;
};

// Where the guest has its pointer; matters in relative mode only.
struct CursorAt
{
    quint8 display = 0;
    qint32 x = 0, y = 0;
    auto fields() { return std::tie(display, x, y); }
    bool isValid() const { return display < maximumDisplays && isPlace(x) && isPlace(y); }
};

struct SetPointerMode
{
    PointerMode mode = PointerMode::Relative;
    auto fields() { return std::tie(mode); }
    bool isValid() const { return true; }
};

// The lock keys' lights in the guest; Wire::Lock.
struct Locks
{
    quint8 locks = 0;
    auto fields() { return std::tie(locks); }
    bool isValid() const { return locks <= 7; }
};

// What this session can do now, beyond picture, keys and pointer: menus follow it, not the protocol.
struct Features
{
    bool agent = false;       // the guest's SPICE agent is there
    bool resize = false;      // ResizeDisplay has an effect
    quint8 displays = 1;      // that the guest can have
    bool clipboard = false;   // text; with the guest's part running
    bool images = false;      // clipboard pictures
    bool files = false;       // SendFile
    bool folder = false;      // ShareFolder
    quint8 usbChannels = 0;   // devices that can be redirected at a time
    bool sound = false;       // the machine has a way to play
    bool microphone = false;  // and to listen
    bool smartCard = false;   // there is a channel for a reader
    bool pointerMode = false; // WantPointerMode has an effect
    auto fields()
    {
        return std::tie(agent, resize, displays, clipboard, images, files, folder, usbChannels,
                        sound, microphone, smartCard, pointerMode);
    }
    bool isValid() const { return displays >= 1 && displays <= maximumDisplays; }
};

// The machine moves to another host, and the session with it; false: it has arrived.
struct Migrating
{
    bool underWay = false;
    auto fields() { return std::tie(underWay); }
    bool isValid() const { return true; }
};

using ToWindow = Messages<Hello, ChannelWanted, Opened, Ended, Picture, DisplayGone, Damage, Cursor,
                          CursorAt, SetPointerMode, Locks, Features, Migrating, ClipboardOffer,
                          ClipboardWanted, ClipboardData, Sound, TransferProgress, TransferEnded,
                          FolderShared, UsbDevices, UsbFailed, SmartCard, Recording>;

// Of these only the newest counts: one that still waits to be sent is replaced by the next that
// begins with the same bytes. 0: every one counts.
template <class T>
inline constexpr qsizetype replacedBy = 0;
template <>
inline constexpr qsizetype replacedBy<Cursor> = 3; // the message's number and the display
template <>
inline constexpr qsizetype replacedBy<CursorAt> = 3;
template <>
inline constexpr qsizetype replacedBy<SetPointerMode> = 2;
template <>
inline constexpr qsizetype replacedBy<Locks> = 2;
template <>
inline constexpr qsizetype replacedBy<Features> = 2;
template <>
inline constexpr qsizetype replacedBy<Sound> = 2;
template <>
inline constexpr qsizetype replacedBy<TransferProgress> = 6; // and the transfer
template <>
inline constexpr qsizetype replacedBy<UsbDevices> = 2;
template <>
inline constexpr qsizetype replacedBy<Recording> = 2;

} // namespace Wire
