// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/graphicseditor.h"

#include "models/xml/devicewords.h"
#include "models/xml/domainedit.h"
#include "models/xml/xmlnode.h"
#include "views/hardware/displaypasswordfield.h"
#include "views/hardware/expiryfield.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

namespace {

// What is only said of displays of some types: a value, or an element with all in it.
struct Part
{
    const char16_t *path, *types; // separated by blanks
};

// clang-format off
constexpr Part parts[] = {
    {u"@port", u"vnc spice rdp"},
    {u"@autoport", u"vnc spice rdp"},
    {u"@tlsPort", u"spice"},
    {u"@websocket", u"vnc"},
    {u"@listen", u"vnc spice rdp"},
    {u"@socket", u"vnc"},
    {u"@passwdValidTo", u"vnc spice"},
    {u"@connected", u"vnc spice"},
    {u"@keymap", u"vnc spice"},
    {u"@sharePolicy", u"vnc"},
    {u"@defaultMode", u"spice"},
    {u"@powerControl", u"vnc"},
    {u"@replaceUser", u"rdp"},
    {u"@multiUser", u"rdp"},
    {u"@display", u"sdl desktop"},
    {u"@xauth", u"sdl"},
    {u"@fullscreen", u"sdl desktop"},
    {u"@p2p", u"dbus"},
    {u"@address", u"dbus"},
    {u"gl@enable", u"spice sdl dbus"},
    {u"gl@rendernode", u"spice egl-headless dbus"},
    {u"audio@id", u"vnc dbus"},
    {u"image@compression", u"spice"},
    {u"jpeg@compression", u"spice"},
    {u"zlib@compression", u"spice"},
    {u"playback@compression", u"spice"},
    {u"streaming@mode", u"spice"},
    {u"clipboard@copypaste", u"spice"},
    {u"filetransfer@enable", u"spice"},
    {u"mouse@mode", u"spice"},
};
// clang-format on

bool belongs(const Part &part, const QString &type)
{
    return QString::fromUtf16(part.types).split(u' ').contains(type);
}

bool isServed(const QString &type) // over a network or a socket
{
    return type == "vnc"_L1 || type == "spice"_L1 || type == "rdp"_L1;
}

} // namespace

GraphicsEditor::GraphicsEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent), m_password(new DisplayPasswordField), m_expiry(new ExpiryField)
{
    FieldRows &r = rows();
    r.addChoice(u"@type"_s, tr("Type"), listOf(Words::graphicsType), tr("None"));
    addListening();
    addPassword();
    r.addSwitch(u"gl@enable"_s, tr("OpenGL"));
    r.addOpenChoice(u"gl@rendernode"_s, tr("Render node"), {}, tr("Chosen by the host"));
    r.addOpenChoice(u"@keymap"_s, tr("Keyboard layout"), {});
    r.addChoice(u"@sharePolicy"_s, tr("Several viewers"),
                {{u"allow-exclusive"_s, tr("Unless one asks to be alone")},
                 {u"force-shared"_s, tr("Always")},
                 {u"ignore"_s, tr("Always, whatever they ask for")}});
    r.addText(u"@display"_s, tr("X display"));
    r.addText(u"@xauth"_s, tr("X authority"));
    r.addSwitch(u"@fullscreen"_s, tr("Full screen"));
    r.addSwitch(u"@p2p"_s, tr("Peer to peer"));
    r.addText(u"@address"_s, tr("Bus address"));
    r.addChoice(u"audio@id"_s, tr("Sound"), {});
    addSpice();
    alsoCovers({u"@passwd"_s, u"@passwdValidTo"_s, u"@listen"_s, u"@socket"_s});
}

void GraphicsEditor::addListening()
{
    FieldRows &r = rows();
    r.addChoice(u"listen@type"_s, tr("Reached through"),
                {{u"address"_s, tr("An address of the host")},
                 {u"network"_s, tr("The address of a virtual network")},
                 {u"socket"_s, tr("A socket on the host")},
                 {u"none"_s, tr("Nothing but this program")}});
    r.addOpenChoice(u"listen@address"_s, tr("Address"),
                    {{u"127.0.0.1"_s, tr("127.0.0.1 (this host only)")},
                     {u"::1"_s, tr("::1 (this host only, IPv6)")},
                     {u"0.0.0.0"_s, tr("0.0.0.0 (everybody)")},
                     {u"::"_s, tr(":: (everybody, IPv6 too)")}},
                    tr("Default (as the host is set up)"));
    r.addOpenChoice(u"listen@network"_s, tr("Network"), {}, tr("None"));
    r.addText(u"listen@socket"_s, tr("Socket"), tr("Made by the host"));
    r.addChoice(u"@autoport"_s, tr("Ports"),
                {{u"yes"_s, tr("Chosen at each start")}, {u"no"_s, tr("Fixed")}});
    r.addNumber(u"@port"_s, tr("Port"));
    r.addNumber(u"@tlsPort"_s, tr("TLS port"));
    r.addNumber(u"@websocket"_s, tr("WebSocket port"));
}

void GraphicsEditor::addPassword()
{
    rows().addWidget(u"#password"_s, tr("Password"), m_password);
    rows().addWidget(u"#expiry"_s, tr("Password valid"), m_expiry);
    rows().addChoice(u"@connected"_s, tr("Viewers when it changes"),
                     {{u"keep"_s, tr("Stay")},
                      {u"disconnect"_s, tr("Are disconnected")},
                      {u"fail"_s, tr("Prevent the change")}});
    addGroup(tr("Viewers when the password changes"), {u"@connected"_s});

    connect(m_password, &DisplayPasswordField::typed, this, [this](const QString &text) {
        setUnseen(u"@passwd"_s, text.isEmpty() ? Value() : Value(text), !text.isEmpty());
        judge();
    });
    connect(m_password, &DisplayPasswordField::removed, this, [this] {
        setUnseen(u"@passwd"_s, {});
        rows().setNote(u"#password"_s, tr("Apply takes the password out."));
    });
    connect(m_expiry, &ExpiryField::edited, this,
            [this](const Value &time) { set(u"@passwdValidTo"_s, time); });
}

void GraphicsEditor::addSpice()
{
    FieldRows &r = rows();
    r.addSwitch(u"clipboard@copypaste"_s, tr("Clipboard sharing"));
    r.addSwitch(u"filetransfer@enable"_s, tr("File transfer"));
    r.addChoice(u"mouse@mode"_s, tr("Mouse"),
                {{u"client"_s, tr("The viewer’s")}, {u"server"_s, tr("The machine’s")}});
    r.addChoice(u"streaming@mode"_s, tr("Video streaming"),
                {{u"filter"_s, tr("What looks like video")},
                 {u"all"_s, tr("Everything that changes fast")},
                 {u"off"_s, tr("Off")}});
    r.addChoice(u"image@compression"_s, tr("Image compression"),
                {{u"auto_glz"_s, tr("Automatic (GLZ)")},
                 {u"auto_lz"_s, tr("Automatic (LZ)")},
                 {u"quic"_s, u"Quic"_s},
                 {u"glz"_s, u"GLZ"_s},
                 {u"lz"_s, u"LZ"_s},
                 {u"off"_s, tr("Off")}});
    const FieldRows::Words wan{{u"auto"_s, tr("On slow connections")},
                               {u"always"_s, tr("Always")},
                               {u"never"_s, tr("Never")}};
    r.addChoice(u"jpeg@compression"_s, tr("JPEG compression"), wan);
    r.addChoice(u"zlib@compression"_s, tr("zlib compression"), wan);
    r.addSwitch(u"playback@compression"_s, tr("Sound compression"), true);
    r.addChoice(u"@defaultMode"_s, tr("Channels"),
                {{u"secure"_s, tr("With TLS only")},
                 {u"insecure"_s, tr("Without TLS")},
                 {u"any"_s, tr("With TLS if possible")}});
    addGroup(tr("SPICE"), {u"clipboard@copypaste"_s, u"filetransfer@enable"_s, u"mouse@mode"_s,
                           u"streaming@mode"_s, u"image@compression"_s, u"jpeg@compression"_s,
                           u"zlib@compression"_s, u"playback@compression"_s, u"@defaultMode"_s});
}

// libvirt writes -1 for a port that it will choose.
Value GraphicsEditor::shown(const QString &path) const
{
    const Value found = value(path);
    return found == u"-1"_s ? Value() : found;
}

Value GraphicsEditor::shownBefore(const QString &path) const
{
    const Value found = originalValue(path);
    return found == u"-1"_s ? Value() : found;
}

void GraphicsEditor::arrange()
{
    fillWords();
    const QString type = word(u"@type"_s), listen = word(u"listen@type"_s);
    for (const Part &part : parts)
        rows().setShown(QString::fromUtf16(part.path), belongs(part, type));
    const bool served = isServed(type), open = served && listen != "none"_L1;
    const bool ports = open && listen != "socket"_L1;
    const bool fixed = ports && word(u"@autoport"_s) != "yes"_L1;
    rows().setShown(u"listen@type"_s, served);
    rows().setShown(u"listen@address"_s, ports && listen != "network"_L1);
    rows().setShown(u"listen@network"_s, ports && listen == "network"_L1);
    rows().setShown(u"listen@socket"_s, open && listen == "socket"_L1);
    rows().setShown(u"@autoport"_s, ports);
    rows().setShown(u"@port"_s, fixed);
    rows().setShown(u"@tlsPort"_s, fixed && type == "spice"_L1);
    rows().setShown(u"@websocket"_s, ports && type == "vnc"_L1);
    const bool secret = type == "vnc"_L1 || type == "spice"_L1;
    rows().setShown(u"#password"_s, secret);
    rows().setShown(u"#expiry"_s, secret);
    rows().setShown(u"@connected"_s, secret);

    const auto &fields = context().changes.fields;
    const auto password = std::find_if(fields.cbegin(), fields.cend(), [this](const auto &one) {
        return one.item == context().item && one.path == "@passwd"_L1;
    });
    const bool touched = password != fields.cend();
    if (!touched)
        m_password->clear();
    if (!touched || password->after)
        rows().setNote(u"#password"_s, {});
    m_expiry->setTime(value(u"@passwdValidTo"_s), context().readOnly);
    judge();
}

void GraphicsEditor::fillWords()
{
    FieldRows::Words types = schemaWords({u"domain"_s, u"devices"_s, u"graphics"_s}, u"type"_s,
                                         listOf(Words::graphicsType));
    const auto &choices = context().choices;
    if (choices && choices->capabilities && !choices->capabilities->graphicsTypes.isEmpty()) {
        types.removeIf([&choices](const auto &one) {
            return !choices->capabilities->graphicsTypes.contains(one.raw);
        });
    }
    rows().setWords(u"@type"_s, types);
    FieldRows::Words nodes, networks, sounds;
    for (const NodeDevice &one :
         choices ? choices->devices.value_or(QList<NodeDevice>()) : QList<NodeDevice>()) {
        if (one.kind == NodeDevice::Kind::Drm && one.path.contains("render"_L1))
            nodes += {one.path, one.path};
    }
    for (const HostNetwork &one :
         choices ? choices->networks.value_or(QList<HostNetwork>()) : QList<HostNetwork>())
        networks += {one.name, one.name};
    const auto tree = readTree(context().document);
    for (const XmlNode *audio : tree ? tree->find(u"devices/audio") : QList<const XmlNode *>())
        sounds += {audio->attribute(u"id"),
                   tr("Back end %1 (%2)")
                       .arg(audio->attribute(u"id"),
                            Fields::word(audio->attribute(u"type"), Words::audioType))};
    rows().setWords(u"gl@rendernode"_s, nodes);
    rows().setWords(u"listen@network"_s, networks);
    rows().setWords(u"audio@id"_s, sounds);
    FieldRows::Words keymaps;
    for (const char16_t *one :
         {u"en-us", u"en-gb", u"ar", u"bepo", u"cz",    u"da",    u"de",    u"de-ch", u"es",
          u"et",    u"fi",    u"fo", u"fr",   u"fr-be", u"fr-ca", u"fr-ch", u"hr",    u"hu",
          u"is",    u"it",    u"ja", u"lt",   u"lv",    u"mk",    u"nl",    u"no",    u"pl",
          u"pt",    u"pt-br", u"ru", u"sl",   u"sv",    u"th",    u"tr"})
        keymaps += {QString::fromUtf16(one), QString::fromUtf16(one)};
    rows().setWords(u"@keymap"_s, keymaps);
}

void GraphicsEditor::judge()
{
    const QString type = word(u"@type"_s), listen = word(u"listen@type"_s);
    QStringList hints;
    if (word(u"gl@enable"_s) == "yes"_L1 && type == "spice"_L1) {
        if (listen != "none"_L1 && listen != "socket"_L1)
            hints += tr("OpenGL reaches viewers on the same computer only: the display is best "
                        "reached through nothing but this program.");
        const auto tree = readTree(context().document);
        const auto videos =
            tree ? tree->find(u"devices/video/model/acceleration") : QList<const XmlNode *>();
        if (std::none_of(videos.cbegin(), videos.cend(),
                         [](const XmlNode *one) { return one->attribute(u"accel3d") == "yes"_L1; }))
            hints += tr("It needs a VirtIO video card with 3D acceleration.");
    }
    rows().setNote(u"gl@enable"_s, hints.join(u' '));
    const QString address = word(u"listen@address"_s);
    const bool everybody = address == "0.0.0.0"_L1 || address == "::"_L1;
    rows().setNote(u"listen@address"_s,
                   everybody && isServed(type) && listen != "none"_L1 && listen != "socket"_L1
                       ? tr("Everybody who can reach the host can try the password; without one, "
                            "they are in.")
                       : QString());
    for (const QString &path : {u"@port"_s, u"@tlsPort"_s, u"@websocket"_s}) {
        const Value port = shown(path);
        rows().setNote(path, port && (port->toInt() < 1 || port->toInt() > 65535)
                                 ? tr("A port is a number from 1 to 65535.")
                                 : QString());
    }
    if (type == "vnc"_L1 && m_password->text().toUtf8().size() > 8)
        rows().setNote(u"#password"_s, tr("VNC takes the first eight characters only."));
}

void GraphicsEditor::edit(const QString &path, const Value &wanted)
{
    if (path == "@type"_L1) {
        changeType(wanted);
    } else if (path.startsWith("listen@"_L1)) {
        changeListen(path, wanted);
    } else if (path == "@autoport"_L1) {
        together([&] {
            set(path, wanted);
            if (wanted == u"yes"_s) {
                for (const QString &port : {u"@port"_s, u"@tlsPort"_s}) {
                    if (shown(port)) // -1 says the same
                        set(port, {});
                }
            } else {
                for (const QString &port : {u"@port"_s, u"@tlsPort"_s}) {
                    if (value(port) == u"-1"_s)
                        set(port, {});
                }
            }
        });
    } else if (path == "@port"_L1 || path == "@tlsPort"_L1) {
        together([&] {
            set(path, wanted);
            if (wanted && word(u"@autoport"_s) == "yes"_L1)
                set(u"@autoport"_s, u"no"_s);
        });
    } else {
        set(path, wanted);
    }
}

// The same address stands in an attribute of old, and libvirt refuses two that differ.
void GraphicsEditor::changeListen(const QString &path, const Value &wanted)
{
    const bool type = path == "listen@type"_L1;
    together([&] {
        set(path, wanted);
        const bool back = originalValue(u"listen@type"_s) == value(u"listen@type"_s)
                          && originalValue(u"listen@address"_s) == value(u"listen@address"_s);
        if (back) {
            set(u"@listen"_s, originalValue(u"@listen"_s));
        } else if (value(u"@listen"_s)) {
            set(u"@listen"_s, {});
        }
        if (value(u"@socket"_s) && path != "listen@address"_L1)
            set(u"@socket"_s, {});
        if (!type) {
            // A listen element says of which kind it is.
            if (wanted && !value(u"listen@type"_s))
                set(u"listen@type"_s, path.mid(7));
            return;
        }
        const QString kind = wanted.value_or(QString());
        for (const QString &one : {u"address"_s, u"network"_s, u"socket"_s}) {
            const QString own = u"listen@"_s + one;
            const bool keeps = one == kind || (kind == "network"_L1 && one == "address"_L1);
            if (!keeps && value(own))
                set(own, {});
        }
    });
}

void GraphicsEditor::changeType(const Value &type)
{
    const QString name = type.value_or(QString());
    const bool back = originalValue(u"@type"_s) == type;
    together([&] {
        set(u"@type"_s, type);
        for (const Part &part : parts) {
            const QString path = QString::fromUtf16(part.path);
            if (back && value(path) != originalValue(path))
                set(path, originalValue(path));
            else if (!back && !belongs(part, name) && value(path))
                set(path, {});
        }
        if (!isServed(name)) {
            setUnseen(u"@passwd"_s, {});
            if (!element(u"listen"_s).isEmpty())
                setElement(u"listen"_s, {});
        } else if (back) {
            setUnseen(u"@passwd"_s, {}, false);
            setElement(u"listen"_s, originalElement(u"listen"_s));
        }
        // SPICE's channels, each of a name.
        const auto tree = readTree(originalElement());
        for (const XmlNode *channel : tree ? tree->find(u"channel") : QList<const XmlNode *>()) {
            const QString path = u"channel[name=%1]"_s.arg(channel->attribute(u"name"));
            if (back)
                setElement(path, originalElement(path));
            else if (name != "spice"_L1)
                setElement(path, {});
        }
    });
}
