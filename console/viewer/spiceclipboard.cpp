// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/spiceclipboard.h"

#include "console/protocol/sharedbytes.h"

#include <spice/vd_agent.h>

#include <array>

using namespace Wire;

// The clipboard that the user means; X11 guests have two more.
static constexpr guint selection = VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD;

static constexpr guint agentType(ClipboardType type)
{
    return type == ClipboardType::Text ? VD_AGENT_CLIPBOARD_UTF8_TEXT
                                       : VD_AGENT_CLIPBOARD_IMAGE_PNG;
}

static std::optional<ClipboardType> wireType(guint type)
{
    for (const ClipboardType known : {ClipboardType::Text, ClipboardType::Png}) {
        if (agentType(known) == type)
            return known;
    }
    return std::nullopt;
}

void SpiceClipboard::channelAppeared(SpiceChannel *channel)
{
    if (!SPICE_IS_MAIN_CHANNEL(channel))
        return;
    m_main = SPICE_MAIN_CHANNEL(channel);
    g_object_set(m_main, "max-clipboard", int(maximumClipboardImage), nullptr);
    g_signal_connect(m_main, "main-clipboard-selection-grab",
                     G_CALLBACK(+[](SpiceMainChannel *, guint which, const guint32 *types,
                                    guint count, SpiceClipboard *self) -> gboolean {
                         if (which != selection)
                             return FALSE;
                         quint8 offered = 0;
                         for (guint i = 0; i < count && i < 64; ++i) {
                             if (const auto type = wireType(types[i]))
                                 offered |= clipboardBit(*type);
                         }
                         self->guestOffers(offered);
                         return TRUE;
                     }),
                     this);
    g_signal_connect(m_main, "main-clipboard-selection-release",
                     G_CALLBACK(+[](SpiceMainChannel *, guint which, SpiceClipboard *self) {
                         if (which == selection)
                             self->guestOffers(0);
                     }),
                     this);
    g_signal_connect(m_main, "main-clipboard-selection-request",
                     G_CALLBACK(+[](SpiceMainChannel *, guint which, guint type,
                                    SpiceClipboard *self) -> gboolean {
                         return which == selection && self->guestWants(type);
                     }),
                     this);
    g_signal_connect(m_main, "main-clipboard-selection",
                     G_CALLBACK(+[](SpiceMainChannel *, guint which, guint type, const guchar *data,
                                    guint size, SpiceClipboard *self) {
                         if (which == selection)
                             self->guestGives(type, data, size);
                     }),
                     this);
}

void SpiceClipboard::channelVanishing(SpiceChannel *channel)
{
    if (SPICE_CHANNEL(m_main) == channel)
        m_main = nullptr;
}

bool SpiceClipboard::can(int capability) const
{
    gboolean agent = FALSE;
    if (m_main)
        g_object_get(m_main, "agent-connected", &agent, nullptr);
    return agent && spice_main_channel_agent_test_capability(m_main, guint32(capability));
}

void SpiceClipboard::describe(Features &features) const
{
    features.clipboard = features.images = can(VD_AGENT_CAP_CLIPBOARD_BY_DEMAND);
}

// An agent that has just come knows of nothing, and what the last one promised nobody can give.
void SpiceClipboard::agentChanged()
{
    if (can(VD_AGENT_CAP_CLIPBOARD_BY_DEMAND)) {
        if (!m_offered)
            offerToGuest();
        return;
    }
    m_offered = false;
    m_wantedByGuest = 0;
    if (m_guests)
        guestOffers(0);
}

bool SpiceClipboard::handle(const ToViewer::Any &any, const FileDescriptor &attachment)
{
    if (const auto *sharing = std::get_if<ShareClipboard>(&any)) {
        share(sharing->on);
    } else if (const auto *offer = std::get_if<ClipboardOffer>(&any)) {
        m_ours = offer->types;
        offerToGuest();
    } else if (const auto *wanted = std::get_if<ClipboardWanted>(&any)) {
        askGuest(wanted->type);
    } else if (const auto *data = std::get_if<ClipboardData>(&any)) {
        giveToGuest(*data, attachment);
    } else {
        return false;
    }
    return true;
}

void SpiceClipboard::share(bool on)
{
    if (std::exchange(m_on, on) == on)
        return;
    if (!on)
        m_ours = 0;
    offerToGuest();
    if (m_guests)
        m_window.send(ClipboardOffer{on ? m_guests : quint8(0)});
}

void SpiceClipboard::offerToGuest()
{
    if (!can(VD_AGENT_CAP_CLIPBOARD_BY_DEMAND))
        return;
    std::array<guint32, 2> types{};
    int count = 0;
    for (const ClipboardType type : {ClipboardType::Text, ClipboardType::Png}) {
        if (m_on && (m_ours & clipboardBit(type)))
            types[size_t(count++)] = agentType(type);
    }
    if (count > 0) {
        spice_main_channel_clipboard_selection_grab(m_main, selection, types.data(), count);
        m_guests = 0; // there is one clipboard, and now it is ours
    } else if (m_offered) {
        spice_main_channel_clipboard_selection_release(m_main, selection);
    }
    m_offered = count > 0;
}

void SpiceClipboard::guestOffers(quint8 types)
{
    if (types)
        m_offered = false;
    m_guests = types;
    if (m_on)
        m_window.send(ClipboardOffer{types});
    if (!types) {
        // What was asked for and not given never comes.
        for (const ClipboardType type : {ClipboardType::Text, ClipboardType::Png}) {
            if (m_wantedByWindow & clipboardBit(type))
                giveToWindow(type, {});
        }
    }
}

bool SpiceClipboard::guestWants(guint type)
{
    const auto wanted = wireType(type);
    if (!m_on || !wanted || !(m_ours & clipboardBit(*wanted)))
        return false; // the library answers that there is nothing
    m_wantedByGuest |= clipboardBit(*wanted);
    m_window.send(ClipboardWanted{*wanted});
    return true;
}

void SpiceClipboard::giveToGuest(const ClipboardData &message, const FileDescriptor &memory)
{
    if (!(m_wantedByGuest & clipboardBit(message.type)) || !m_main)
        return;
    m_wantedByGuest &= quint8(~clipboardBit(message.type));
    QByteArray bytes = m_on && memory
                           ? SharedBytes::read(memory, message.size).value_or(QByteArray())
                           : QByteArray();
    if (message.type == ClipboardType::Text && can(VD_AGENT_CAP_GUEST_LINEEND_CRLF))
        bytes.replace("\r\n", "\n").replace("\n", "\r\n");
    spice_main_channel_clipboard_selection_notify(
        m_main, selection,
        bytes.isEmpty() ? guint32(VD_AGENT_CLIPBOARD_NONE) : agentType(message.type),
        reinterpret_cast<const guchar *>(bytes.constData()), size_t(bytes.size()));
}

void SpiceClipboard::askGuest(ClipboardType type)
{
    if (!m_on || !(m_guests & clipboardBit(type)) || !can(VD_AGENT_CAP_CLIPBOARD_BY_DEMAND))
        return giveToWindow(type, {});
    m_wantedByWindow |= clipboardBit(type);
    spice_main_channel_clipboard_selection_request(m_main, selection, agentType(type));
}

void SpiceClipboard::guestGives(guint type, const guchar *data, gsize size)
{
    // An agent that has nothing answers so without a type: that is the oldest question's answer.
    auto given = wireType(type);
    if (!given && m_wantedByWindow)
        given = m_wantedByWindow & clipboardBit(ClipboardType::Text) ? ClipboardType::Text
                                                                     : ClipboardType::Png;
    if (!given || !(m_wantedByWindow & clipboardBit(*given)))
        return;
    QByteArray bytes;
    if (data && wireType(type) == given && size <= gsize(clipboardLimit(*given)))
        bytes = QByteArray(reinterpret_cast<const char *>(data), qsizetype(size));
    if (*given == ClipboardType::Text && can(VD_AGENT_CAP_GUEST_LINEEND_CRLF))
        bytes.replace("\r\n", "\n");
    giveToWindow(*given, m_on ? bytes : QByteArray());
}

void SpiceClipboard::giveToWindow(ClipboardType type, const QByteArray &bytes)
{
    m_wantedByWindow &= quint8(~clipboardBit(type));
    const FileDescriptor memory = bytes.isEmpty() ? FileDescriptor() : SharedBytes::seal(bytes);
    m_window.send(ClipboardData{type, memory ? quint32(bytes.size()) : 0}, memory);
}
