// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cloudinit/yaml.h"

#include <QJsonArray>
#include <QJsonObject>

namespace {

QByteArray quoted(const QString &text)
{
    QByteArray out = "\"";
    for (const char32_t c : text.toUcs4()) {
        const bool lone = c >= 0xd800 && c < 0xe000;
        if (c == '"' || c == '\\')
            out += '\\';
        if (c >= 0x20 && c < 0x7f)
            out += char(c);
        else if (c <= 0xff)
            out += "\\x" + QByteArray::number(c, 16).rightJustified(2, '0');
        else if (c <= 0xffff)
            out += "\\u" + QByteArray::number(lone ? 0xfffd : c, 16).rightJustified(4, '0');
        else
            out += "\\U" + QByteArray::number(c, 16).rightJustified(8, '0');
    }
    return out + '"';
}

QByteArray scalar(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? "true" : "false";
    if (value.isDouble())
        return QByteArray::number(value.toInteger());
    if (value.isString())
        return quoted(value.toString());
    if (value.isArray())
        return "[]";
    return value.isObject() ? "{}" : "null";
}

bool isNested(const QJsonValue &value)
{
    return (value.isArray() && !value.toArray().isEmpty())
           || (value.isObject() && !value.toObject().isEmpty());
}

void write(const QJsonValue &value, int depth, QByteArray &out)
{
    const QByteArray indent(2 * depth, ' ');
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array) {
            if (isNested(item)) {
                out += indent + "-\n";
                write(item, depth + 1, out);
            } else {
                out += indent + "- " + scalar(item) + '\n';
            }
        }
        return;
    }
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        out += indent + quoted(member.key()) + ':';
        if (isNested(member.value())) {
            out += '\n';
            write(member.value(), depth + 1, out);
        } else {
            out += ' ' + scalar(member.value()) + '\n';
        }
    }
}

} // namespace

QByteArray toYaml(const QJsonValue &value)
{
    QByteArray out;
    if (isNested(value))
        write(value, 0, out);
    else
        out = scalar(value) + '\n';
    return out;
}
