// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/spicesmartcards.h"

using namespace Wire;

void SpiceSmartCards::setChannel(SpiceChannel *channel)
{
    m_channel = channel;
    m_open = false;
    if (!channel)
        return;
    g_signal_connect(
        channel, "channel-event",
        G_CALLBACK(+[](SpiceChannel *it, SpiceChannelEvent event, SpiceSmartCards *self) {
            self->m_open = event == SPICE_CHANNEL_OPENED;
            const GError *error = spice_channel_get_error(it);
            self->announce(error ? QString::fromUtf8(error->message) : QString());
        }),
        this);
}

void SpiceSmartCards::follow()
{
    if (m_manager)
        return;
    m_manager = spice_smartcard_manager_get();
    for (const char *change : {"reader-added", "reader-removed"})
        g_signal_connect(
            m_manager, change,
            G_CALLBACK(+[](SpiceSmartcardManager *, SpiceSmartcardReader *, SpiceSmartCards *self) {
                if (self->m_wanted)
                    spice_smartcard_manager_insert_card(self->m_manager);
                self->announce();
            }),
            this);
    g_signal_connect(
        m_manager, "card-inserted",
        G_CALLBACK(+[](SpiceSmartcardManager *, SpiceSmartcardReader *, SpiceSmartCards *self) {
            self->m_inserted = true;
            self->announce();
        }),
        this);
    g_signal_connect(
        m_manager, "card-removed",
        G_CALLBACK(+[](SpiceSmartcardManager *, SpiceSmartcardReader *, SpiceSmartCards *self) {
            self->m_inserted = false;
            self->announce();
        }),
        this);
}

// The guest loses the whole reader, not only its card: a real card cannot be pulled from here.
void SpiceSmartCards::insert(bool inserted)
{
    m_wanted = inserted;
    if (!m_channel)
        return announce();
    if (inserted) {
        follow();
        if (!m_open)
            spice_channel_connect(m_channel);
        insertSoftwareCard(true);
    } else if (m_open) {
        insertSoftwareCard(false);
        spice_channel_disconnect(m_channel, SPICE_CHANNEL_NONE);
        m_open = m_inserted = false;
    }
    announce();
}

// The library has one when it was given certificates; it complains where it has none.
void SpiceSmartCards::insertSoftwareCard(bool inserted)
{
    GList *readers = spice_smartcard_manager_get_readers(m_manager);
    for (const GList *it = readers; it; it = it->next) {
        auto *reader = static_cast<SpiceSmartcardReader *>(it->data);
        if (!spice_smartcard_reader_is_software(reader))
            continue;
        if (inserted)
            spice_smartcard_reader_insert_card(reader);
        else
            spice_smartcard_reader_remove_card(reader);
    }
    g_list_free_full(readers, [](gpointer it) { g_boxed_free(SPICE_TYPE_SMARTCARD_READER, it); });
}

void SpiceSmartCards::announce(const QString &text)
{
    bool reader = false;
    if (m_manager && m_open) {
        GList *readers = spice_smartcard_manager_get_readers(m_manager);
        reader = readers != nullptr;
        g_list_free_full(readers,
                         [](gpointer it) { g_boxed_free(SPICE_TYPE_SMARTCARD_READER, it); });
    }
    m_window.send(SmartCard{m_open, reader, m_open && m_inserted, text.left(500)});
}
