// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/codec.h"

// The messages about what the user and the guest share beside the screen: clipboard, sound, files,
// folders, devices, recordings. Part of messages.h.
namespace Wire {

inline constexpr qsizetype maximumClipboard = 1024 * 1024;           // bytes of text
inline constexpr qsizetype maximumClipboardImage = 32 * 1024 * 1024; // bytes of a PNG

// ---- clipboard, the same in both directions ----

enum class ClipboardType : quint8 { Text, Png, Last = Png };

constexpr quint8 clipboardBit(ClipboardType type)
{
    return quint8(1u << quint8(type));
}

constexpr qsizetype clipboardLimit(ClipboardType type)
{
    return type == ClipboardType::Text ? maximumClipboard : maximumClipboardImage;
}

// The sender has something to paste; clipboardBit() of what it can give. 0: no more.
struct ClipboardOffer
{
    quint8 types = 0;
    auto fields() { return std::tie(types); }
    bool isValid() const { return types <= 3; }
};

// Asks for what was offered.
struct ClipboardWanted
{
    ClipboardType type = ClipboardType::Text;
    auto fields() { return std::tie(type); }
    bool isValid() const { return true; }
};

// The answer: the packet carries sealed memory (SharedBytes) with `size` bytes, none when there is
// nothing to give. Text is UTF-8 with \n.
struct ClipboardData
{
    ClipboardType type = ClipboardType::Text;
    quint32 size = 0;
    auto fields() { return std::tie(type, size); }
    bool isValid() const { return size <= quint32(clipboardLimit(type)); }
};

// ---- from the window to the viewer ----

// Until it is on, the viewer tells neither side of the other's clipboard.
struct ShareClipboard
{
    bool on = false;
    auto fields() { return std::tie(on); }
    bool isValid() const { return true; }
};

struct SetSound
{
    bool play = true, record = false, muted = false;
    quint8 volume = 100; // percent
    auto fields() { return std::tie(play, record, muted, volume); }
    bool isValid() const { return volume <= 100; }
};

// Copies one file into the guest. The sender chooses the number.
struct SendFile
{
    quint32 transfer = 0;
    QByteArray path = {}; // as the file system spells it
    auto fields() { return std::tie(transfer, path); }
    bool isValid() const { return path.startsWith('/') && path.size() < 4096; }
};

struct CancelTransfer
{
    quint32 transfer = 0;
    auto fields() { return std::tie(transfer); }
    bool isValid() const { return true; }
};

// Lets the guest see a folder; an empty path ends that.
struct ShareFolder
{
    QByteArray path = {};
    bool readOnly = true;
    auto fields() { return std::tie(path, readOnly); }
    bool isValid() const { return path.isEmpty() || (path.startsWith('/') && path.size() < 4096); }
};

// Hands a USB device of this computer to the guest, or takes it back.
struct RedirectUsb
{
    quint32 device = 0; // UsbDevice::id
    bool on = false;
    auto fields() { return std::tie(device, on); }
    bool isValid() const { return true; }
};

// Tells of this computer's USB devices from now on, in UsbDevices. Which of them go to the guest by
// themselves is the window's decision: it does not leave that to the viewer.
struct WatchUsb
{
    auto fields() { return std::tie(); }
    bool isValid() const { return true; }
};

// Presents an image file to the guest as a USB CD drive: one more UsbDevice. An empty path takes
// all of them away.
struct ShareCd
{
    QByteArray path = {};
    auto fields() { return std::tie(path); }
    bool isValid() const { return path.isEmpty() || (path.startsWith('/') && path.size() < 4096); }
};

// Lets the guest use this computer's smart card reader, and puts the software card in; or takes both
// away.
struct InsertSmartCard
{
    bool inserted = false;
    auto fields() { return std::tie(inserted); }
    bool isValid() const { return true; }
};

enum class RecordingFormat : quint8 { WebM, Mp4, Last = Mp4 };

// Records a display; the packet carries the file, open for writing and seekable.
struct StartRecording
{
    quint8 display = 0;
    RecordingFormat format = RecordingFormat::WebM;
    auto fields() { return std::tie(display, format); }
    bool isValid() const { return display < 16; }
};

struct StopRecording
{
    auto fields() { return std::tie(); }
    bool isValid() const { return true; }
};

// ---- from the viewer to the window ----

// What the sound does now, in the guest's opinion.
struct Sound
{
    bool playing = false, recording = false; // the guest plays, the guest listens
    bool muted = false;
    quint8 volume = 100;
    auto fields() { return std::tie(playing, recording, muted, volume); }
    bool isValid() const { return volume <= 100; }
};

struct TransferProgress
{
    quint32 transfer = 0;
    quint64 done = 0, total = 0; // bytes
    auto fields() { return std::tie(transfer, done, total); }
    bool isValid() const { return done <= total; }
};

enum class TransferOutcome : quint8 {
    Done,
    Canceled,
    NoAgent,  // the guest's agent is not running
    Disabled, // the host does not permit it
    Changed,  // the file became another while it was copied, or is none
    Failed,
    Last = Failed
};

struct TransferEnded
{
    quint32 transfer = 0;
    TransferOutcome outcome = TransferOutcome::Failed;
    QString text = {}; // what the library says of a failure, untrusted
    auto fields() { return std::tie(transfer, outcome, text); }
    bool isValid() const { return true; }
};

enum class FolderState : quint8 { None, Connecting, Shared, Last = Shared };

struct FolderShared
{
    FolderState state = FolderState::None;
    bool opened = false; // the guest's part (spice-webdavd) is there
    QString text = {};   // why not, untrusted
    auto fields() { return std::tie(state, opened, text); }
    bool isValid() const { return true; }
};

struct UsbDevice
{
    quint32 id = 0;
    QString name = {}; // the device's own words, untrusted
    quint16 vendor = 0, product = 0;
    quint8 bus = 0, address = 0;
    bool image = false; // not a device but a ShareCd
    bool redirected = false, possible = true;
    QString hindrance = {}; // when it is not possible; untrusted
    auto fields()
    {
        return std::tie(id, name, vendor, product, bus, address, image, redirected, possible,
                        hindrance);
    }
    bool isValid() const { return true; }
    bool operator==(const UsbDevice &) const = default;
};

// All that are there now.
struct UsbDevices
{
    QList<UsbDevice> devices = {};
    auto fields() { return std::tie(devices); }
    bool isValid() const { return true; }
};

struct UsbFailed
{
    quint32 device = 0; // 0: none in particular
    QString text = {};  // untrusted
    auto fields() { return std::tie(device, text); }
    bool isValid() const { return true; }
};

struct SmartCard
{
    bool connected = false; // the guest has our reader
    bool reader = false, inserted = false;
    QString text = {}; // why not, untrusted
    auto fields() { return std::tie(connected, reader, inserted, text); }
    bool isValid() const { return true; }
};

enum class RecordingState : quint8 { Running, Finished, Failed, Last = Failed };

struct Recording
{
    RecordingState state = RecordingState::Running;
    quint64 bytes = 0;
    quint32 seconds = 0;
    quint64 free = quint64(-1); // bytes left on the file's disk; all ones: not known
    QString text = {};          // why it failed, untrusted
    auto fields() { return std::tie(state, bytes, seconds, free, text); }
    bool isValid() const { return true; }
};

} // namespace Wire
