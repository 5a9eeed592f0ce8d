// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/spiceviewer.h"

#include "console/protocol/keymap.h"
#include "console/viewer/spiceclipboard.h"
#include "console/viewer/spicedisplays.h"
#include "console/viewer/spicesound.h"

#include <spice/enums.h>

using namespace Wire;

static constexpr guint heldMs = 150;  // shorter than the time after which a key repeats
static constexpr guint lostMs = 1500; // for the main channel to say why

SpiceViewer::SpiceViewer(WindowLink &window)
    : m_window(window)
    , m_session(spice_session_new())
    , m_connection(m_session, window, [this](EndReason reason) { end(reason); })
    , m_sharing(m_session, window)
{
    const auto changed = [this] { featuresChanged(); };
    m_displays = add<SpiceDisplays>(
        window, [this](EndReason reason) { end(reason); }, changed);
    add<SpiceClipboard>(window);
    m_sound = add<SpiceSound>(m_session, window, changed);
    // Sound goes through a facet of ours, which knows no microphone before the user does.
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
    g_signal_connect_swapped(m_session, "notify::migration-state",
                             G_CALLBACK(+[](SpiceViewer *self) { self->migrationChanged(); }),
                             this);
}

template <class Facet, class... A>
Facet *SpiceViewer::add(A &&...arguments)
{
    auto facet = std::make_unique<Facet>(std::forward<A>(arguments)...);
    Facet *result = facet.get();
    m_facets.push_back(std::move(facet));
    return result;
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
            [&](const ChannelSocket &message) {
                m_connection.adoptSocket(message.request, attachment);
            },
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
                const auto [channel, at] =
                    m_displays->place(message.display, {message.x, message.y});
                if (m_inputs)
                    spice_inputs_channel_position(m_inputs, at.x(), at.y(), channel,
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
            [this](const WantPointerMode &message) {
                m_relativeAsked = message.mode == PointerMode::Relative;
                if (m_main)
                    spice_main_channel_request_mouse_mode(m_main, m_relativeAsked
                                                                      ? SPICE_MOUSE_MODE_SERVER
                                                                      : SPICE_MOUSE_MODE_CLIENT);
            },
            [this](const SendFile &message) { m_sharing.handle(message); },
            [this](const CancelTransfer &message) { m_sharing.handle(message); },
            [this](const ShareFolder &message) { m_sharing.handle(message); },
            [this](const WatchUsb &message) { m_sharing.handle(message); },
            [this](const RedirectUsb &message) { m_sharing.handle(message); },
            [this](const ShareCd &message) { m_sharing.handle(message); },
            [this](const InsertSmartCard &message) { m_sharing.handle(message); },
            [&](const auto &) {
                // What no facet takes, this session cannot do; it never said it could.
                for (const auto &facet : m_facets) {
                    if (facet->handle(any, attachment))
                        return;
                }
            },
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
    if (m_connection.isOpened())
        return;
    m_local = where.local;
    m_sound->setEnabled(where.sound);
    m_sharing.open(where);
    m_connection.open(where);
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
    if (!m_connection.channelAppeared(channel))
        return;
    if (m_sharing.channelAppeared(channel)) {
        featuresChanged();
        return;
    }
    if (SPICE_IS_MAIN_CHANNEL(channel) && !m_main) {
        // Connected by the session itself.
        m_main = SPICE_MAIN_CHANNEL(channel);
        g_signal_connect(channel, "channel-event",
                         G_CALLBACK(+[](SpiceChannel *, SpiceChannelEvent event,
                                        SpiceViewer *self) { self->mainEvent(event); }),
                         this);
        g_signal_connect_swapped(channel, "notify::mouse-mode",
                                 G_CALLBACK(+[](SpiceViewer *self) { self->pointerModeChanged(); }),
                                 this);
        for (const char *changed : {"main-agent-update", "notify::agent-connected"})
            g_signal_connect_swapped(channel, changed,
                                     G_CALLBACK(+[](SpiceViewer *self) { self->agentChanged(); }),
                                     this);
    } else if (SPICE_IS_INPUTS_CHANNEL(channel) && !m_inputs) {
        m_inputs = SPICE_INPUTS_CHANNEL(channel);
        g_signal_connect_swapped(channel, "inputs-modifiers",
                                 G_CALLBACK(+[](SpiceViewer *self) { self->locksChanged(); }),
                                 this);
        spice_channel_connect(channel);
    }
    int number = 0;
    g_object_get(channel, "channel-id", &number, nullptr);
    if (SPICE_IS_INPUTS_CHANNEL(channel) || (SPICE_IS_DISPLAY_CHANNEL(channel) && number == 0))
        g_signal_connect(
            channel, "channel-event",
            G_CALLBACK(+[](SpiceChannel *, SpiceChannelEvent event, SpiceViewer *self) {
                if (event == SPICE_CHANNEL_CLOSED || event >= SPICE_CHANNEL_ERROR_CONNECT)
                    self->channelLost();
            }),
            this);
    for (const auto &facet : m_facets)
        facet->channelAppeared(channel);
}

void SpiceViewer::channelVanished(SpiceChannel *channel)
{
    m_connection.channelVanishing(channel);
    m_sharing.channelVanished(channel);
    for (const auto &facet : m_facets)
        facet->channelVanishing(channel);
    if (SPICE_CHANNEL(m_main) == channel)
        m_main = nullptr;
    else if (SPICE_CHANNEL(m_inputs) == channel)
        m_inputs = nullptr;
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
        authenticationFailed(text);
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

void SpiceViewer::authenticationFailed(const QString &text)
{
    const GError *error = m_main ? spice_channel_get_error(SPICE_CHANNEL(m_main)) : nullptr;
    const bool login =
        error
        && (g_error_matches(error, SPICE_CLIENT_ERROR, SPICE_CLIENT_ERROR_AUTH_NEEDS_USERNAME)
            || g_error_matches(error, SPICE_CLIENT_ERROR,
                               SPICE_CLIENT_ERROR_AUTH_NEEDS_PASSWORD_AND_USERNAME));
    end(login ? EndReason::LoginWanted : EndReason::PasswordWanted, text);
}

// The first display or the inputs have gone while the session is said to go on: there will be no
// picture any more, or nobody types. A migration brings others.
void SpiceViewer::channelLost()
{
    if (m_lostTimer || m_ended || isMigrating())
        return;
    m_lostTimer = g_timeout_add(
        lostMs,
        [](gpointer self) -> gboolean {
            auto *viewer = static_cast<SpiceViewer *>(self);
            viewer->m_lostTimer = 0;
            if (!viewer->isMigrating())
                viewer->end(EndReason::NotUnderstood);
            return G_SOURCE_REMOVE;
        },
        this);
}

bool SpiceViewer::isMigrating() const
{
    SpiceSessionMigration state = SPICE_SESSION_MIGRATION_NONE;
    g_object_get(m_session, "migration-state", &state, nullptr);
    return state != SPICE_SESSION_MIGRATION_NONE;
}

void SpiceViewer::migrationChanged()
{
    m_window.send(Migrating{isMigrating()});
}

void SpiceViewer::agentChanged()
{
    for (const auto &facet : m_facets)
        facet->agentChanged();
    featuresChanged();
}

void SpiceViewer::pointerModeChanged()
{
    if (!m_main)
        return;
    int mode = 0;
    g_object_get(m_main, "mouse-mode", &mode, nullptr);
    m_window.send(SetPointerMode{mode == SPICE_MOUSE_MODE_CLIENT ? PointerMode::Absolute
                                                                 : PointerMode::Relative});
    featuresChanged();
}

void SpiceViewer::featuresChanged()
{
    if (!m_main)
        return;
    gboolean agent = FALSE;
    int mode = 0;
    g_object_get(m_main, "agent-connected", &agent, "mouse-mode", &mode, nullptr);
    Features features;
    features.agent = agent;
    // The library takes the absolute mode where it can be had, unless it was told not to.
    features.pointerMode = mode == SPICE_MOUSE_MODE_CLIENT || m_relativeAsked;
    for (const auto &facet : m_facets)
        facet->describe(features);
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
