// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"

#include <QRandomGenerator>

// Messages of the viewer's protocol by chance: of every kind that Wire::ToViewer and Wire::ToWindow
// list, whatever they may be. The same seed makes the same ones.
class WireFuzz
{
public:
    explicit WireFuzz(quint32 seed) : m_random(seed) {}

    int below(int limit) { return limit > 0 ? m_random.bounded(limit) : 0; }

    // Any message of a direction, as a packet. Most are valid: numbers are small, enumerations in
    // their range.
    template <class... M>
    QByteArray packet(const Wire::Messages<M...> &)
    {
        const int chosen = below(int(sizeof...(M)));
        int place = 0;
        QByteArray result;
        ((place++ == chosen ? void(result = packetOf<M, Wire::Messages<M...>>()) : void()), ...);
        return result;
    }

    // Another packet, near to this one: bits, bytes and lengths changed, cut, repeated, joined.
    QByteArray changed(QByteArray packet, const QByteArray &other)
    {
        for (int i = 1 + below(3); i > 0; --i) {
            const int at = below(int(packet.size()));
            switch (below(8)) {
            case 0:
                if (!packet.isEmpty())
                    packet[at] = char(packet[at] ^ (1 << below(8)));
                break;
            case 1:
                if (!packet.isEmpty())
                    packet[at] = char(below(256));
                break;
            case 2: { // a number that ends a range
                static constexpr quint32 ends[] = {0,          1,      0x7fffffff, 0x80000000,
                                                   0xffffffff, 0xffff, 0x10000,    64,
                                                   65,         16384,  16385};
                const quint32 number = ends[below(int(std::size(ends)))];
                if (at + 4 <= packet.size())
                    memcpy(packet.data() + at, &number, 4);
                break;
            }
            case 3:
                packet.truncate(at);
                break;
            case 4:
                packet.append(other.left(below(64)));
                break;
            case 5:
                packet.insert(at, other.mid(below(int(other.size())), below(32)));
                break;
            case 6:
                packet.remove(at, below(8));
                break;
            default:
                packet = packet.left(at) + other.mid(at);
            }
        }
        return packet;
    }

private:
    template <class Message, class Direction>
    QByteArray packetOf()
    {
        Message message;
        fill(message);
        return Direction::encode(message);
    }

    template <class T>
    void fill(T &value)
    {
        if constexpr (std::is_same_v<T, bool>)
            value = below(2) == 1;
        else if constexpr (std::is_enum_v<T>)
            value = T(below(int(T::Last) + 1));
        else if constexpr (std::is_arithmetic_v<T>)
            value = number<T>();
        else if constexpr (std::is_same_v<T, QByteArray>)
            value = QByteArray(below(64), char(below(256)));
        else if constexpr (std::is_same_v<T, QString>)
            value = QString(below(64), QChar(ushort(32 + below(0x2000))));
        else if constexpr (std::is_same_v<T, QRect>)
            value = QRect(below(100), below(100), 1 + below(100), 1 + below(100));
        else if constexpr (Wire::Structure<T>)
            std::apply([this](auto &...field) { (fill(field), ...); }, value.fields());
        else {
            for (int i = below(5); i > 0; --i) {
                typename T::value_type item;
                fill(item);
                value.append(item);
            }
        }
    }

    template <class T>
    T number()
    {
        switch (below(4)) {
        case 0:
            return T(below(3));
        case 1:
            return T(below(101));
        case 2:
            return T(1 + below(1920));
        default:
            return below(20) ? T(0) : T(m_random.generate());
        }
    }

    QRandomGenerator m_random;
};
