// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/hostaddress.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

std::optional<QString> HostAddress::pci(const QByteArray &address)
{
    if (address.isEmpty())
        return {};
    const auto list = ElementParts::children("<x>" + address + "</x>", u"address"_s);
    if (list.isEmpty())
        return {};
    const auto part = [&list](const QString &name, int digits) {
        const QString text = ElementParts::value(list.first(), name);
        const uint number = text.toUInt(nullptr, 0);
        return QString::number(number, 16).rightJustified(digits, u'0');
    };
    return u"%1:%2:%3.%4"_s.arg(part(u"domain"_s, 4), part(u"bus"_s, 2), part(u"slot"_s, 2),
                                part(u"function"_s, 1));
}

QList<ElementParts::Attributes> HostAddress::attributes(const QString &address, const QString &type)
{
    static const QRegularExpression form(
        u"^(?:([0-9a-fA-F]{1,8}):)?([0-9a-fA-F]{1,2}):([0-9a-fA-F]{1,2})\\.([0-7])$"_s);
    const auto match = form.match(address.trimmed());
    if (!match.hasMatch())
        return {};
    const auto part = [&match](int index, int digits) {
        return u"0x"_s + match.captured(index).toLower().rightJustified(digits, u'0');
    };
    return {{{u"type"_s, type},
             {u"domain"_s, part(1, 4)},
             {u"bus"_s, part(2, 2)},
             {u"slot"_s, part(3, 2)},
             {u"function"_s, part(4, 1)}}};
}

QString HostAddress::title(const NodeDevice &device)
{
    const QString words = (device.vendor + u' ' + device.product).trimmed();
    return words.isEmpty() ? device.name : words;
}
