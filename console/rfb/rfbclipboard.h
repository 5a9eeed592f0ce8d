// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <optional>

// The clipboard's text on its way between us and a server, in whichever of the two ways the server
// knows. While it is off, neither side learns anything of the other's.
class RfbClipboard
{
public:
    struct Calls
    {
        std::function<void(const QByteArray &)> send;                    // to the server
        std::function<void(bool)> offered;                               // by the server
        std::function<void()> wanted;                                    // provide(), please
        std::function<void(const std::optional<QByteArray> &)> received; // the answer to want()
    };

    explicit RfbClipboard(Calls calls) : m_calls(std::move(calls)) {}

    void setOn(bool on);
    // What our side does:
    void offer(bool hasText);
    void want();
    void provide(const std::optional<QByteArray> &text); // UTF-8
    // What the server does:
    void cutText(const QByteArray &text);
    void message(const QByteArray &message); // the extended clipboard's
    void setQemu(bool qemu) { m_qemu = qemu; }

    // The server has a way to exchange texts.
    bool isPossible() const { return m_extended || !m_qemu; }

private:
    bool m_on = false;
    bool m_extended = false;
    bool m_qemu = false; // its old messages are UTF-8, and it never sends one
    bool m_serverOffers = false;
    bool m_requested = false; // by the server, of us
    bool m_awaiting = false;  // an answer from the server
    QByteArray m_cutText;     // of servers that know no better way; UTF-8
    Calls m_calls;
};
