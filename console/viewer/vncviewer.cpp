// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/vncviewer.h"

#include "console/protocol/sharedbytes.h"

using namespace Qt::StringLiterals;
using namespace Wire;

static constexpr gint64 paceMicroseconds = 10000;
static constexpr guint heldMs = 150; // shorter than the time after which a key repeats

VncViewer::VncViewer(WindowLink &window)
    : m_window(window)
    , m_publisher(
          0, window,
          [this]() -> std::optional<PicturePublisher::Source> {
              if (!m_client || !m_client->isOpen())
                  return std::nullopt;
              const Framebuffer &picture = m_client->picture();
              return PicturePublisher::Source{{reinterpret_cast<const uchar *>(picture.pixels()),
                                               picture.size().width() * 4, picture.size()},
                                              QRect(QPoint(0, 0), picture.size())};
          },
          [this] { ended(EndReason::NotUnderstood, u"There is no memory for the picture."_s); })
    , m_socket({[this](const FileDescriptor &socket) { connected(socket); },
                [this](const QString &text) { ended(EndReason::Unreachable, text); },
                [this](QByteArrayView bytes) { serverSaid(bytes); },
                [this] {
                    if (m_client)
                        m_client->closed();
                }})
{}

VncViewer::~VncViewer()
{
    for (guint timer : {m_heldTimer, m_idle, m_tellTimer}) {
        if (timer)
            g_source_remove(timer);
    }
}

void VncViewer::handle(const ToViewer::Any &any, const FileDescriptor &attachment)
{
    if (m_ended)
        return;
    if (const auto *where = std::get_if<Open>(&any))
        return open(*where);
    if (std::holds_alternative<ChannelSocket>(any)) {
        if (attachment && !m_client && m_where.sockets)
            connected(attachment);
        return;
    }
    if (!m_client)
        return;
    const bool input = !m_where.viewOnly;
    std::visit(
        Overloaded{
            [&](const Key &message) {
                if (input)
                    sendKey(message.code, message.pressed);
            },
            [&](const SetLocks &message) {
                if (input)
                    m_client->setLocks(message.locks);
            },
            [&](const PointerMoved &message) {
                if (input)
                    m_client->movePointerBy({message.dx, message.dy}, message.buttons);
            },
            [&](const PointerAt &message) {
                if (input)
                    m_client->movePointerTo({message.x, message.y}, message.buttons);
            },
            [&](const PointerButton &message) {
                if (!input)
                    return;
                pressHeldKey(); // a click with Ctrl is not a click before Ctrl
                m_client->pressButtons(message.buttons);
            },
            [this](const ResizeDisplay &message) {
                m_client->resize({message.width, message.height});
            },
            [this](const DamageSeen &) {
                m_publisher.seen();
                if (std::exchange(m_updateDue, false))
                    m_client->requestUpdate();
            },
            [this](const ShareClipboard &message) { m_client->clipboard().setOn(message.on); },
            [this](const ClipboardOffer &message) {
                m_client->clipboard().offer(message.types & clipboardBit(ClipboardType::Text));
            },
            [this](const ClipboardWanted &message) {
                if (message.type == ClipboardType::Text)
                    m_client->clipboard().want();
                else
                    m_window.send(ClipboardData{message.type, 0});
            },
            [&](const ClipboardData &message) { clipboardData(message, attachment); },
            [this](const SetSound &message) { setSound(message); },
            [](const auto &) {}, // what this session cannot do; it never said it could
        },
        any);
}

// ---- the connection ----

void VncViewer::open(const Open &where)
{
    if (std::exchange(m_began, true))
        return;
    m_where = where;
    m_sound.play = where.sound;
    if (where.sockets)
        m_window.send(ChannelWanted{1, false});
    else if (!where.path.isEmpty())
        m_socket.connectToPath(where.path.toUtf8());
    else if (where.port > 0 && !where.host.isEmpty())
        m_socket.connectToHost(where.host.toUtf8(), quint16(where.port));
    else
        ended(EndReason::Unreachable, u"The display has no address."_s);
}

void VncViewer::connected(const FileDescriptor &socket)
{
    m_client = std::make_unique<RfbClient>(m_where, ServerSocket::isLocal(socket),
                                           static_cast<RfbClient::Listener &>(*this));
    m_where.password.fill('\0');
    m_where.password.clear();
    m_socket.adopt(socket);
}

void VncViewer::serverSaid(QByteArrayView bytes)
{
    m_client->received(bytes);
    proceed();
}

// A few bytes can ask for much painting: keys and the window come in between.
void VncViewer::proceed()
{
    const bool more = m_client->process();
    if (m_ended)
        return;
    m_socket.setReading(!more);
    if (!more || m_idle)
        return;
    m_idle = g_idle_add(
        [](gpointer self) -> gboolean {
            static_cast<VncViewer *>(self)->m_idle = 0;
            static_cast<VncViewer *>(self)->proceed();
            return G_SOURCE_REMOVE;
        },
        this);
}

void VncViewer::transmit(const QByteArray &bytes)
{
    m_socket.send(bytes);
}

void VncViewer::opened()
{
    m_window.send(Opened{});
}

void VncViewer::ended(EndReason reason, const QString &text)
{
    if (std::exchange(m_ended, true))
        return;
    m_player.stop();
    m_socket.close();
    m_window.send(Ended{reason, text});
    m_window.finish();
}

// ---- what is shown ----

// The next picture is made while this one is painted, but not the one after that.
void VncViewer::updateRead()
{
    if (m_publisher.isBehind())
        m_updateDue = true;
    else
        m_client->requestUpdate();
}

void VncViewer::cursorChanged(const Cursor &cursor)
{
    m_cursor = cursor;
    tell(CursorDue);
}

void VncViewer::pointerModeChanged(PointerMode mode)
{
    m_mode = mode;
    tell(ModeDue);
}

void VncViewer::locksChanged(quint8 locks)
{
    m_locks = locks;
    tell(LocksDue);
}

void VncViewer::tell(Due what)
{
    m_due |= what;
    if (m_tellTimer || m_ended)
        return;
    const gint64 wait = qBound(
        gint64(0), (m_told + paceMicroseconds - g_get_monotonic_time()) / 1000, gint64(1000));
    m_tellTimer = g_timeout_add(
        guint(wait),
        [](gpointer self) -> gboolean {
            static_cast<VncViewer *>(self)->m_tellTimer = 0;
            static_cast<VncViewer *>(self)->tellNow();
            return G_SOURCE_REMOVE;
        },
        this);
}

void VncViewer::tellNow()
{
    if (m_ended)
        return;
    m_told = g_get_monotonic_time();
    const int due = std::exchange(m_due, 0);
    if (due & CursorDue)
        m_window.send(m_cursor);
    if (due & ModeDue)
        m_window.send(SetPointerMode{m_mode});
    if (due & LocksDue)
        m_window.send(Locks{m_locks});
    if (due & OfferDue)
        m_window.send(ClipboardOffer{m_offered ? clipboardBit(ClipboardType::Text) : quint8(0)});
    if (due & TextWantedDue)
        m_window.send(ClipboardWanted{ClipboardType::Text});
    if (due & FeaturesDue) {
        Features features;
        features.resize = m_client->canResize() && !m_where.viewOnly;
        features.clipboard = m_client->hasClipboard();
        features.sound = m_client->hasAudio() && m_where.sound;
        m_window.send(features);
    }
    if (due & (FeaturesDue | SoundDue))
        applySound();
}

// ---- keys ----

// Over a network a press waits for its release, to travel in one packet: were they to arrive apart,
// the guest would take the key for held and repeat it.
void VncViewer::sendKey(quint16 code, bool pressed)
{
    pressHeldKey();
    if (!pressed || m_where.local) {
        m_client->sendKey(code, pressed);
        return;
    }
    m_heldKey = code;
    m_heldTimer = g_timeout_add(
        heldMs,
        [](gpointer self) -> gboolean {
            static_cast<VncViewer *>(self)->m_heldTimer = 0;
            static_cast<VncViewer *>(self)->pressHeldKey();
            return G_SOURCE_REMOVE;
        },
        this);
}

void VncViewer::pressHeldKey()
{
    if (m_heldTimer)
        g_source_remove(std::exchange(m_heldTimer, 0));
    if (const quint16 code = std::exchange(m_heldKey, quint16(0)))
        m_client->sendKey(code, true);
}

// ---- clipboard ----

void VncViewer::clipboardOffered(bool hasText)
{
    m_offered = hasText;
    tell(OfferDue);
}

void VncViewer::clipboardReceived(const std::optional<QByteArray> &text)
{
    const FileDescriptor memory = text ? SharedBytes::seal(*text) : FileDescriptor();
    if (memory)
        m_window.send(ClipboardData{ClipboardType::Text, quint32(text->size())}, memory);
    else
        m_window.send(ClipboardData{});
}

void VncViewer::clipboardData(const ClipboardData &message, const FileDescriptor &memory)
{
    if (message.type == ClipboardType::Text)
        m_client->clipboard().provide(SharedBytes::read(memory, message.size));
}

// ---- sound ----

void VncViewer::setSound(const SetSound &wish)
{
    m_sound = wish;
    tell(SoundDue);
}

void VncViewer::audioRuns(bool running)
{
    m_audioRuns = running;
    tell(SoundDue);
}

void VncViewer::applySound()
{
    m_client->setAudio(m_where.sound && m_sound.play);
    m_player.setVolume(m_sound.volume / 100.0, m_sound.muted);
    const bool plays = m_audioRuns && m_where.sound && m_sound.play;
    if (plays && !m_player.isPlaying())
        m_player.start(2, RfbClient::audioFrequency);
    else if (!plays)
        m_player.stop();
    if (m_client->hasAudio())
        m_window.send(Sound{plays, false, m_sound.muted, m_sound.volume});
}

void VncViewer::audioData(QByteArrayView samples)
{
    m_player.push(samples);
}
