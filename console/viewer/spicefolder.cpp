// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/spicefolder.h"

using namespace Wire;

static constexpr guint settleMs = 1500;

void SpiceFolder::setChannel(SpiceChannel *channel)
{
    m_channel = channel;
    m_state = Idle;
    if (!channel)
        return;
    g_signal_connect(channel, "channel-event",
                     G_CALLBACK(+[](SpiceChannel *, SpiceChannelEvent event, SpiceFolder *self) {
                         self->m_state = event == SPICE_CHANNEL_OPENED ? Open : Failed;
                         self->announce(self->m_state == Open
                                            ? QString()
                                            : QStringLiteral("The channel was closed."));
                     }),
                     this);
    g_signal_connect_swapped(channel, "notify::port-opened",
                             G_CALLBACK(+[](SpiceFolder *self) { self->announce(); }), this);
}

void SpiceFolder::share(const ShareFolder &message)
{
    m_shared = false;
    if (message.path.isEmpty()) {
        g_object_set(m_session, "shared-dir", nullptr, "share-dir-ro", TRUE, nullptr);
        return announce();
    }
    if (!g_file_test(message.path.constData(), G_FILE_TEST_IS_DIR))
        return announce(QStringLiteral("There is no such folder."));
    m_shared = m_channel && m_state != Failed;
    if (!m_shared)
        return announce(QStringLiteral("The channel was closed."));
    g_object_set(m_session, "share-dir-ro", gboolean(message.readOnly), "shared-dir",
                 message.path.constData(), nullptr);
    if (m_state == Idle) {
        m_state = Connecting;
        spice_channel_connect(m_channel);
    }
    announce();
}

void SpiceFolder::announce(const QString &text)
{
    gboolean opened = FALSE;
    if (m_channel && m_state == Open)
        g_object_get(m_channel, "port-opened", &opened, nullptr);
    m_shared = m_shared && m_state != Failed;
    const FolderState state = !m_shared         ? FolderState::None
                              : m_state == Open ? FolderState::Shared
                                                : FolderState::Connecting;
    m_window.send(FolderShared{state, bool(opened), text});
}

void SpiceFolder::settle()
{
    bool waiting = true;
    const guint timer = g_timeout_add(
        settleMs,
        [](gpointer it) -> gboolean {
            *static_cast<bool *>(it) = false;
            return G_SOURCE_CONTINUE;
        },
        &waiting);
    while (m_state == Connecting && waiting)
        g_main_context_iteration(nullptr, TRUE);
    g_source_remove(timer);
}
