// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QRect>
#include <QString>

#include <optional>
#include <tuple>
#include <type_traits>
#include <variant>

// Messages as bytes and back. Both ends are on one machine, so numbers travel in its own order;
// every length is checked against what is really there before anything is allocated.
namespace Wire {

inline constexpr qsizetype maximumText = 4096;          // bytes of one string
inline constexpr qsizetype maximumBlob = 256 * 256 * 4; // the largest cursor
inline constexpr qsizetype maximumPacket = maximumBlob + 1024;
inline constexpr qsizetype maximumItems = 64; // of a list, rectangles excepted

// What is itself made of fields: an entry of a list.
template <class T>
concept Structure = requires(T value)
{
    value.fields();
};

class Writer
{
public:
    template <class T>
    void put(const T &value)
    {
        if constexpr (std::is_same_v<T, bool>)
            put(quint8(value));
        else if constexpr (std::is_enum_v<T>)
            put(std::underlying_type_t<T>(value));
        else if constexpr (std::is_arithmetic_v<T>)
            bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
        else if constexpr (std::is_same_v<T, QByteArray>)
            putBytes(value.left(maximumBlob));
        else if constexpr (std::is_same_v<T, QString>)
            putBytes(value.left(maximumText / 4).toUtf8());
        else if constexpr (Structure<T>)
            std::apply([this](const auto &...field) { (put(field), ...); },
                       const_cast<T &>(value).fields());
        else if constexpr (std::is_same_v<T, QList<QRect>>)
            putRects(value);
        else {
            put(quint32(value.size()));
            for (const auto &item : value)
                put(item);
        }
    }

    QByteArray bytes;

private:
    void putBytes(const QByteArray &value)
    {
        put(quint32(value.size()));
        bytes.append(value);
    }
    void putRects(const QList<QRect> &rects);
};

class Reader
{
public:
    explicit Reader(QByteArrayView packet) : m_rest(packet) {}

    template <class T>
    bool get(T &value)
    {
        if constexpr (std::is_same_v<T, bool>) {
            quint8 byte = 0;
            if (!get(byte) || byte > 1)
                return false;
            value = byte == 1;
            return true;
        } else if constexpr (std::is_enum_v<T>) {
            std::underlying_type_t<T> number = 0;
            if (!get(number) || number > std::underlying_type_t<T>(T::Last))
                return false;
            value = T(number);
            return true;
        } else if constexpr (std::is_arithmetic_v<T>) {
            if (m_rest.size() < qsizetype(sizeof value))
                return false;
            memcpy(&value, m_rest.data(), sizeof value);
            m_rest = m_rest.sliced(sizeof value);
            return true;
        } else if constexpr (std::is_same_v<T, QByteArray>) {
            return getBytes(value, maximumBlob);
        } else if constexpr (std::is_same_v<T, QString>) {
            QByteArray utf8;
            if (!getBytes(utf8, maximumText))
                return false;
            value = QString::fromUtf8(utf8);
            return true;
        } else if constexpr (Structure<T>) {
            return std::apply([this](auto &...field) { return (get(field) && ...); },
                              value.fields())
                   && value.isValid();
        } else if constexpr (std::is_same_v<T, QList<QRect>>) {
            return getRects(value);
        } else {
            quint32 count = 0;
            if (!get(count) || count > quint32(maximumItems))
                return false;
            for (quint32 i = 0; i < count; ++i) {
                typename T::value_type item;
                if (!get(item))
                    return false;
                value.append(std::move(item));
            }
            return true;
        }
    }
    bool atEnd() const { return m_rest.isEmpty(); }

private:
    bool getBytes(QByteArray &value, qsizetype limit);
    bool getRects(QList<QRect> &rects);

    QByteArrayView m_rest;
};

// One direction's messages. A message's number is its place in the list.
template <class... M>
struct Messages
{
    using Any = std::variant<M...>;

    template <class T>
    static QByteArray encode(T message)
    {
        Writer writer;
        writer.put(quint16(Any(message).index()));
        writer.put(message);
        return writer.bytes;
    }

    // Nothing, unless the packet is exactly one valid message.
    static std::optional<Any> decode(QByteArrayView packet)
    {
        Reader reader(packet);
        quint16 number = 0;
        std::optional<Any> result;
        if (packet.size() <= maximumPacket && reader.get(number)) {
            quint16 place = 0;
            ((place++ == number ? void(result = read<M>(reader)) : void()), ...);
        }
        return result;
    }

private:
    template <class T>
    static std::optional<Any> read(Reader &reader)
    {
        T message;
        if (!reader.get(message) || !reader.atEnd())
            return std::nullopt;
        return Any(std::move(message));
    }
};

// For std::visit with one lambda a message.
template <class... F>
struct Overloaded : F...
{
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

} // namespace Wire
