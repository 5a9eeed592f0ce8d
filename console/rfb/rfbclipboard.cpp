// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/rfbclipboard.h"

#include "console/protocol/messages.h"
#include "console/rfb/clientmessages.h"
#include "console/rfb/extendedclipboard.h"

#include <QString>

using Action = ExtendedClipboard::Action;

static QByteArray packet(Action action, bool text, const QByteArray &content = {})
{
    return ClientMessages::extendedClipboard(ExtendedClipboard{action, text, content}.toBytes());
}

void RfbClipboard::setOn(bool on)
{
    if (on == m_on)
        return;
    m_on = on;
    m_requested = false;
    if (!on && std::exchange(m_awaiting, false))
        m_calls.received(std::nullopt);
    if (m_serverOffers)
        m_calls.offered(on);
}

void RfbClipboard::offer(bool hasText)
{
    if (!m_on)
        return;
    if (m_extended)
        m_calls.send(packet(Action::Notify, hasText));
    else if (hasText && isPossible())
        m_calls.wanted(); // there is no asking later
}

void RfbClipboard::want()
{
    if (!m_on || !m_serverOffers) {
        m_calls.received(std::nullopt);
    } else if (m_extended) {
        m_awaiting = true;
        m_calls.send(packet(Action::Request, true));
    } else {
        m_calls.received(m_cutText);
    }
}

void RfbClipboard::provide(const std::optional<QByteArray> &text)
{
    if (!m_on || !text || text->size() > Wire::maximumClipboard)
        return;
    if (m_extended) {
        if (std::exchange(m_requested, false))
            m_calls.send(packet(Action::Provide, true, *text));
    } else if (isPossible()) {
        m_calls.send(ClientMessages::cutText(QString::fromUtf8(*text).toLatin1()));
    }
}

void RfbClipboard::cutText(const QByteArray &text)
{
    if (m_extended)
        return; // it has a better way
    QByteArray utf8 = QString::fromLatin1(text).toUtf8();
    utf8.replace("\r\n", "\n");
    if (utf8.size() > Wire::maximumClipboard)
        return;
    m_cutText = utf8;
    m_serverOffers = true;
    if (m_on)
        m_calls.offered(true);
}

void RfbClipboard::message(const QByteArray &message)
{
    const auto said = ExtendedClipboard::parse(message);
    if (!said) {
        if (std::exchange(m_awaiting, false))
            m_calls.received(std::nullopt);
        return;
    }
    switch (said->action) {
    case Action::Capabilities:
        m_extended = said->text;
        if (m_extended)
            m_calls.send(packet(Action::Capabilities, true));
        break;
    case Action::Notify:
        m_serverOffers = said->text;
        if (m_on)
            m_calls.offered(said->text);
        break;
    case Action::Request:
        if (m_on && said->text) {
            m_requested = true;
            m_calls.wanted();
        }
        break;
    case Action::Peek:
        break; // what we have was told when it changed
    case Action::Provide:
        if (m_on && std::exchange(m_awaiting, false))
            m_calls.received(said->text ? std::optional(said->content) : std::nullopt);
        break;
    }
}
