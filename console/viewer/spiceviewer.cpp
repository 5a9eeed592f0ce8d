// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/spiceviewer.h"

#include "console/protocol/keymap.h"

#include <spice/enums.h>
#include <spice/vd_agent.h>

#include <unistd.h>

using namespace Wire;

static constexpr guint heldMs = 150; // shorter than the time after which a key repeats

SpiceViewer::SpiceViewer(WindowLink &window)
    : m_window(window), m_session(spice_session_new()), m_sharing(m_session, window)
{
    g_object_set(m_session, "enable-audio", FALSE, "enable-usbredir", FALSE, "enable-smartcard",
                 FALSE, nullptr);
    g_signal_connect(m_session, "channel-new",
                     G_CALLBACK(+[](SpiceSession *, SpiceChannel *channel, SpiceViewer *self) {
                         self->channelAppeared(channel);
                     }),
                     this);
    g_signal_connect(m_session, "channel-destroy",
                     G_CALLBACK(+[](SpiceSession *, SpiceChannel *channel, SpiceViewer *self) {
                         self->channelVanished(channel);
                     }),
                     this);
    g_signal_connect(
        m_session, "disconnected",
        G_CALLBACK(+[](SpiceSession *, SpiceViewer *self) { self->end(EndReason::Closed); }), this);
}

// The process is about to end; the system closes the connections. Taking the session apart would
// only run more of the library's code.
SpiceViewer::~SpiceViewer() = default;

void SpiceViewer::handle(const ToViewer::Any &any, const FileDescriptor &attachment)
{
    if (m_ended)
        return;
    std::visit(
        Overloaded{
            [this](const Open &message) { open(message); },
            [&](const ChannelSocket &message) { adoptSocket(message.request, attachment); },
            [this](const Key &message) {
                if (const quint16 code = KeyMap::atCode(message.code))
                    sendKey(code, message.pressed);
            },
            [this](const SetLocks &message) {
                static_assert(int(ScrollLock) == SPICE_INPUTS_SCROLL_LOCK
                              && int(NumLock) == SPICE_INPUTS_NUM_LOCK
                              && int(CapsLock) == SPICE_INPUTS_CAPS_LOCK);
                if (m_inputs)
                    spice_inputs_channel_set_key_locks(m_inputs, message.locks);
            },
            [this](const PointerMoved &message) {
                if (m_inputs)
                    spice_inputs_channel_motion(m_inputs, message.dx, message.dy, message.buttons);
            },
            [this](const PointerAt &message) {
                if (m_inputs)
                    spice_inputs_channel_position(m_inputs, message.x + origin().x(),
                                                  message.y + origin().y(), message.display,
                                                  message.buttons);
            },
            [this](const PointerButton &message) {
                static_assert(int(Button::Extra) == SPICE_MOUSE_BUTTON_EXTRA);
                if (!m_inputs)
                    return;
                pressHeldKey(); // a click with Ctrl is not a click before Ctrl
                if (message.pressed)
                    spice_inputs_channel_button_press(m_inputs, int(message.button),
                                                      message.buttons);
                else
                    spice_inputs_channel_button_release(m_inputs, int(message.button),
                                                        message.buttons);
            },
            [this](const ResizeDisplay &message) {
                if (!m_main)
                    return;
                spice_main_channel_update_display(m_main, message.display, 0, 0, message.width,
                                                  message.height, TRUE);
                spice_main_channel_update_display_enabled(m_main, message.display, TRUE, TRUE);
            },
            [this](const DamageSeen &) {
                if (m_display)
                    m_display->seen();
            },
            [this](const SendFile &message) { m_sharing.handle(message); },
            [this](const CancelTransfer &message) { m_sharing.handle(message); },
            [this](const ShareFolder &message) { m_sharing.handle(message); },
            [this](const WatchUsb &message) { m_sharing.handle(message); },
            [this](const RedirectUsb &message) { m_sharing.handle(message); },
            [this](const ShareCd &message) { m_sharing.handle(message); },
            [this](const InsertSmartCard &message) { m_sharing.handle(message); },
            [](const auto &) {}, // what this session cannot do; it never said it could
        },
        any);
}

// Over a network a press waits for its release, to travel in one message: were they to arrive apart,
// the guest would take the key for held and repeat it.
void SpiceViewer::sendKey(quint16 code, bool pressed)
{
    if (!m_inputs)
        return;
    if (!pressed && code == m_heldKey) {
        g_source_remove(std::exchange(m_heldTimer, 0));
        m_heldKey = 0;
        spice_inputs_channel_key_press_and_release(m_inputs, code);
        return;
    }
    pressHeldKey();
    if (!pressed) {
        spice_inputs_channel_key_release(m_inputs, code);
    } else if (m_local) {
        spice_inputs_channel_key_press(m_inputs, code);
    } else {
        m_heldKey = code;
        m_heldTimer = g_timeout_add(
            heldMs,
            [](gpointer self) -> gboolean {
                static_cast<SpiceViewer *>(self)->m_heldTimer = 0;
                static_cast<SpiceViewer *>(self)->pressHeldKey();
                return G_SOURCE_REMOVE;
            },
            this);
    }
}

void SpiceViewer::pressHeldKey()
{
    if (m_heldTimer)
        g_source_remove(std::exchange(m_heldTimer, 0));
    if (const quint16 code = std::exchange(m_heldKey, quint16(0)); code && m_inputs)
        spice_inputs_channel_key_press(m_inputs, code);
}

void SpiceViewer::open(const Open &where)
{
    if (m_main || m_requests)
        return;
    const QByteArray host = where.host.toUtf8(), path = where.path.toUtf8();
    const QByteArray port = QByteArray::number(where.port),
                     tlsPort = QByteArray::number(where.tlsPort);
    m_local = where.local;
    m_sharing.open(where);
    if (m_local)
        g_object_set(m_session, "preferred-compression", SPICE_IMAGE_COMPRESSION_OFF, nullptr);
    if (!where.password.isEmpty())
        g_object_set(m_session, "password", where.password.constData(), nullptr);
    if (where.sockets) {
        m_wanted.insert(++m_requests, nullptr);
        m_window.send(ChannelWanted{m_requests, false});
        return;
    }
    if (!path.isEmpty())
        g_object_set(m_session, "unix-path", path.constData(), nullptr);
    else
        g_object_set(m_session, "host", host.constData(), nullptr);
    if (where.port > 0)
        g_object_set(m_session, "port", port.constData(), nullptr);
    if (where.tlsPort > 0)
        g_object_set(m_session, "tls-port", tlsPort.constData(), nullptr);
    if (!spice_session_connect(m_session))
        end(EndReason::Unreachable);
}

void SpiceViewer::adoptSocket(quint32 request, const FileDescriptor &socket)
{
    const auto wanted = m_wanted.constFind(request);
    if (wanted == m_wanted.constEnd() || !socket)
        return;
    SpiceChannel *channel = *wanted;
    m_wanted.erase(wanted);
    const int own = dup(socket.get()); // the library closes what it is given
    const bool done =
        channel ? spice_channel_open_fd(channel, own) : spice_session_open_fd(m_session, own);
    if (!done && !channel)
        end(EndReason::NotUnderstood);
}

void SpiceViewer::end(EndReason reason, const QString &text)
{
    if (std::exchange(m_ended, true))
        return;
    m_window.send(Ended{reason, text});
    m_window.finish();
}

void SpiceViewer::channelAppeared(SpiceChannel *channel)
{
    int id = 0;
    g_object_get(channel, "channel-id", &id, nullptr);
    g_signal_connect(channel, "open-fd",
                     G_CALLBACK(+[](SpiceChannel *it, int withTls, SpiceViewer *self) {
                         self->socketWanted(it, withTls);
                     }),
                     this);
    if (m_sharing.channelAppeared(channel)) {
        featuresChanged();
        return;
    }
    if (SPICE_IS_MAIN_CHANNEL(channel)) {
        // Connected by the session itself.
        m_main = SPICE_MAIN_CHANNEL(channel);
        g_signal_connect(channel, "channel-event",
                         G_CALLBACK(+[](SpiceChannel *, SpiceChannelEvent event,
                                        SpiceViewer *self) { self->mainEvent(event); }),
                         this);
        g_signal_connect_swapped(channel, "notify::mouse-mode",
                                 G_CALLBACK(+[](SpiceViewer *self) { self->pointerModeChanged(); }),
                                 this);
        g_signal_connect_swapped(channel, "main-agent-update",
                                 G_CALLBACK(+[](SpiceViewer *self) { self->featuresChanged(); }),
                                 this);
        g_signal_connect_swapped(channel, "notify::agent-connected",
                                 G_CALLBACK(+[](SpiceViewer *self) { self->featuresChanged(); }),
                                 this);
    } else if (SPICE_IS_DISPLAY_CHANNEL(channel) && !m_display && id == 0) {
        m_display = std::make_unique<DisplayChannel>(channel, m_window,
                                                     [this] { end(EndReason::NotUnderstood); });
        spice_channel_connect(channel);
    } else if (SPICE_IS_CURSOR_CHANNEL(channel) && !m_cursor && id == 0) {
        m_cursor = SPICE_CURSOR_CHANNEL(channel);
        g_signal_connect_swapped(channel, "notify::cursor",
                                 G_CALLBACK(+[](SpiceViewer *self) { self->cursorChanged(); }),
                                 this);
        for (const char *hidden : {"cursor-hide", "cursor-reset"})
            g_signal_connect_swapped(
                channel, hidden,
                G_CALLBACK(+[](SpiceViewer *self) { self->m_window.send(Cursor{}); }), this);
        g_signal_connect(channel, "cursor-move",
                         G_CALLBACK(+[](SpiceChannel *, int x, int y, SpiceViewer *self) {
                             self->cursorMoved({x, y});
                         }),
                         this);
        spice_channel_connect(channel);
    } else if (SPICE_IS_INPUTS_CHANNEL(channel) && !m_inputs) {
        m_inputs = SPICE_INPUTS_CHANNEL(channel);
        g_signal_connect_swapped(channel, "inputs-modifiers",
                                 G_CALLBACK(+[](SpiceViewer *self) { self->locksChanged(); }),
                                 this);
        spice_channel_connect(channel);
    }
}

void SpiceViewer::channelVanished(SpiceChannel *channel)
{
    m_sharing.channelVanished(channel);
    m_wanted.removeIf([channel](const auto &wanted) { return wanted.value() == channel; });
    if (SPICE_CHANNEL(m_main) == channel)
        m_main = nullptr;
    else if (SPICE_CHANNEL(m_inputs) == channel)
        m_inputs = nullptr;
    else if (SPICE_CHANNEL(m_cursor) == channel)
        m_cursor = nullptr;
}

void SpiceViewer::socketWanted(SpiceChannel *channel, bool withTls)
{
    // A server that wants TLS on sockets it was handed asks for ever.
    if (withTls || m_requests >= quint32(maximumChannels)) {
        end(withTls ? EndReason::NotSecure : EndReason::NotUnderstood);
        return;
    }
    m_wanted.insert(++m_requests, channel);
    m_window.send(ChannelWanted{m_requests, false});
}

void SpiceViewer::mainEvent(SpiceChannelEvent event)
{
    QString text;
    if (const GError *error = m_main ? spice_channel_get_error(SPICE_CHANNEL(m_main)) : nullptr)
        text = QString::fromUtf8(error->message);
    switch (event) {
    case SPICE_CHANNEL_OPENED:
        if (!std::exchange(m_opened, true))
            m_window.send(Opened{});
        pointerModeChanged();
        break;
    case SPICE_CHANNEL_ERROR_AUTH:
        end(EndReason::PasswordWanted, text);
        break;
    case SPICE_CHANNEL_ERROR_TLS:
        end(EndReason::NotSecure, text);
        break;
    case SPICE_CHANNEL_ERROR_CONNECT:
        end(EndReason::Unreachable, text);
        break;
    case SPICE_CHANNEL_ERROR_LINK:
        end(EndReason::NotUnderstood, text);
        break;
    case SPICE_CHANNEL_ERROR_IO:
    case SPICE_CHANNEL_CLOSED:
        end(m_opened ? EndReason::Closed : EndReason::NotUnderstood, text);
        break;
    default:
        break;
    }
}

void SpiceViewer::cursorChanged()
{
    SpiceCursorShape *shape = nullptr;
    g_object_get(m_cursor, "cursor", &shape, nullptr);
    if (!shape)
        return;
    Cursor cursor{0, shape->width, shape->height, shape->hot_spot_x, shape->hot_spot_y, {}};
    if (shape->data && cursor.width <= maximumCursorSide && cursor.height <= maximumCursorSide) {
        const qsizetype pixels = qsizetype(cursor.width) * cursor.height;
        cursor.pixels.resize(pixels * 4);
        const auto *from = static_cast<const uchar *>(shape->data);
        for (qsizetype i = 0; i < pixels; ++i, from += 4) {
            const quint32 pixel =
                quint32(from[3]) << 24 | quint32(from[0]) << 16 | quint32(from[1]) << 8 | from[2];
            memcpy(cursor.pixels.data() + i * 4, &pixel, 4);
        }
    }
    g_boxed_free(SPICE_TYPE_CURSOR_SHAPE, shape);
    // Some servers place the hot spot outside.
    cursor.hotX = qMin<quint16>(cursor.hotX, quint16(qMax(0, cursor.width - 1)));
    cursor.hotY = qMin<quint16>(cursor.hotY, quint16(qMax(0, cursor.height - 1)));
    m_window.send(cursor.isValid() ? cursor : Cursor{});
}

QPoint SpiceViewer::origin() const
{
    return m_display ? m_display->origin() : QPoint();
}

void SpiceViewer::cursorMoved(QPoint position)
{
    const QPoint inPicture = position - origin();
    const CursorAt at{0, inPicture.x(), inPicture.y()};
    if (at.isValid())
        m_window.send(at);
}

void SpiceViewer::pointerModeChanged()
{
    if (!m_main)
        return;
    int mode = 0;
    g_object_get(m_main, "mouse-mode", &mode, nullptr);
    m_window.send(SetPointerMode{mode == SPICE_MOUSE_MODE_CLIENT ? PointerMode::Absolute
                                                                 : PointerMode::Relative});
}

void SpiceViewer::featuresChanged()
{
    if (!m_main)
        return;
    gboolean agent = FALSE;
    g_object_get(m_main, "agent-connected", &agent, nullptr);
    Features features;
    features.agent = agent;
    features.resize =
        agent && spice_main_channel_agent_test_capability(m_main, VD_AGENT_CAP_MONITORS_CONFIG);
    m_sharing.describe(features);
    m_window.send(features);
}

void SpiceViewer::locksChanged()
{
    int locks = 0;
    if (m_inputs)
        g_object_get(m_inputs, "key-modifiers", &locks, nullptr);
    m_window.send(Locks{quint8(locks & 7)});
}
