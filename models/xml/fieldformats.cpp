// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/fieldformats.h"

#include "models/core/units.h"
#include "models/xml/devicewords.h"
#include "models/xml/xmlvalues.h"

using namespace Qt::StringLiterals;

namespace Fields {

static constexpr qsizetype mostParts = 100; // of one value

QString yesNo(const XmlNode &, const QString &value)
{
    if (value == "yes"_L1 || value == "on"_L1)
        return translated(QT_TRANSLATE_NOOP("Hardware", "Yes"));
    if (value == "no"_L1 || value == "off"_L1)
        return translated(QT_TRANSLATE_NOOP("Hardware", "No"));
    return value;
}

QString present(const XmlNode &, const QString &)
{
    return translated(QT_TRANSLATE_NOOP("Hardware", "Yes"));
}

QString memory(const XmlNode &node, const QString &value)
{
    const auto kib = XmlValues::memoryKiB(value, node.attribute(u"unit"));
    return kib ? Units::kibibytes(*kib) : value;
}

QString kibibytes(const XmlNode &, const QString &value)
{
    bool ok = false;
    const quint64 amount = value.toULongLong(&ok);
    return ok ? Units::kibibytes(amount) : value;
}

QString mebibytes(const XmlNode &, const QString &value)
{
    const auto kib = XmlValues::memoryKiB(value, u"MiB");
    return kib ? Units::kibibytes(*kib) : value;
}

QString bytes(const XmlNode &node, const QString &value)
{
    bool ok = false;
    const quint64 amount = value.toULongLong(&ok);
    const auto factor = XmlValues::unitBytes(node.attribute(u"unit"), 1);
    if (!ok || !factor || amount > UINT64_MAX / *factor)
        return value;
    return Units::bytes(amount * *factor);
}

QString rate(const XmlNode &, const QString &value)
{
    bool ok = false;
    const quint64 amount = value.toULongLong(&ok);
    return ok ? Units::rate(double(amount)) : value;
}

QString secret(const XmlNode &, const QString &)
{
    return translated(QT_TRANSLATE_NOOP("Hardware", "Set (not shown)"));
}

bool isSecret(const QString &name)
{
    return name.contains("passw"_L1) || name == "cookie"_L1;
}

static void collect(const XmlNode &node, const QString &prefix, QStringList &parts)
{
    for (const XmlNode::Attribute &attribute : node.attributes) {
        if (parts.size() >= mostParts)
            return;
        parts += u"%1%2 %3"_s.arg(prefix, attribute.name,
                                  isSecret(attribute.name) ? secret(node, {}) : attribute.value);
    }
    if (QString text = node.text.trimmed(); !text.isEmpty()) {
        if (isSecret(node.name))
            text = secret(node, {});
        parts += prefix.isEmpty() ? text : prefix + text;
    }
    for (const XmlNode &child : node.children) {
        if (parts.size() >= mostParts)
            return;
        if (child.attributes.isEmpty() && child.children.isEmpty()
            && child.text.trimmed().isEmpty())
            parts += prefix + child.name;
        else
            collect(child, prefix + child.name + u' ', parts);
    }
}

QString all(const XmlNode &node, const QString &)
{
    QStringList parts;
    collect(node, {}, parts);
    return parts.isEmpty() ? present(node, {}) : parts.join(u", "_s);
}

QString address(const XmlNode &node, const QString &)
{
    const QString type = node.attribute(u"type");
    const auto hex = [&node](QStringView name, int digits) {
        bool ok = false;
        const uint value = node.attribute(name).toUInt(&ok, 0);
        return u"%1"_s.arg(ulong(ok ? value : 0), digits, 16, QLatin1Char('0'));
    };
    if (type == "pci"_L1 || (type.isEmpty() && node.has(u"slot"))) {
        return u"PCI %1:%2:%3.%4"_s.arg(hex(u"domain", 4), hex(u"bus", 2), hex(u"slot", 2),
                                        hex(u"function", 1));
    }
    if (type == "drive"_L1) {
        return translated(
                   QT_TRANSLATE_NOOP("Hardware", "Controller %1, bus %2, target %3, unit %4"))
            .arg(node.attribute(u"controller"), node.attribute(u"bus"), node.attribute(u"target"),
                 node.attribute(u"unit"));
    }
    if (type == "usb"_L1) {
        return translated(QT_TRANSLATE_NOOP("Hardware", "USB bus %1, port %2"))
            .arg(node.attribute(u"bus"), node.attribute(u"port"));
    }
    return all(node, {});
}

QString port(const XmlNode &, const QString &value)
{
    bool ok = false;
    const int number = value.toInt(&ok);
    return ok && number <= 0 ? translated(QT_TRANSLATE_NOOP("Hardware", "Given at start")) : value;
}

QString bandwidth(const XmlNode &node, const QString &)
{
    static constexpr struct
    {
        const char16_t *name;
        const char *text;
    } parts[] = {
        {u"average", QT_TRANSLATE_NOOP("Hardware", "average %1")},
        {u"peak", QT_TRANSLATE_NOOP("Hardware", "peak %1")},
        {u"floor", QT_TRANSLATE_NOOP("Hardware", "at least %1")},
    };
    QStringList words;
    for (const auto &part : parts) {
        bool ok = false;
        const QString raw = node.attribute(part.name);
        const double kib = raw.toDouble(&ok); // libvirt counts these in KiB per second
        if (!raw.isEmpty())
            words += translated(part.text).arg(ok ? Units::rate(kib * 1024) : raw);
    }
    if (const QString burst = node.attribute(u"burst"); !burst.isEmpty())
        words +=
            translated(QT_TRANSLATE_NOOP("Hardware", "bursts of %1")).arg(kibibytes(node, burst));
    return words.join(u", "_s);
}

QString storagePath(const XmlNode &source)
{
    for (const auto *name : {u"file", u"dev", u"dir"}) {
        if (source.has(name))
            return source.attribute(name);
    }
    if (source.has(u"volume"))
        return source.attribute(u"pool") + u'/' + source.attribute(u"volume");
    if (source.has(u"protocol"))
        return source.attribute(u"protocol") + u':' + source.attribute(u"name");
    if (const XmlNode *address = source.child(u"address"))
        return Fields::address(*address, {});
    return source.attribute(u"path");
}

QString backingChain(const XmlNode &node, const QString &)
{
    QStringList links;
    for (const XmlNode *link = &node; link && links.size() < mostParts;
         link = link->child(u"backingStore")) {
        const XmlNode *source = link->child(u"source");
        const QString path = source ? storagePath(*source) : QString();
        if (path.isEmpty())
            break; // the empty <backingStore/> that ends a chain
        const QString format = link->value(u"format@type");
        links += format.isEmpty() ? path : u"%1 (%2)"_s.arg(path, format);
    }
    return links.join(u'\n');
}

QString firmware(const XmlNode &, const QString &value)
{
    static constexpr Word names[] = {
        {u"efi", QT_TRANSLATE_NOOP("Hardware", "UEFI")},
        {u"bios", QT_TRANSLATE_NOOP("Hardware", "BIOS")},
    };
    return word(value, names);
}

QString firmwareFeatures(const XmlNode &node, const QString &)
{
    static constexpr Word names[] = {
        {u"secure-boot", QT_TRANSLATE_NOOP("Hardware", "Secure Boot")},
        {u"enrolled-keys", QT_TRANSLATE_NOOP("Hardware", "Enrolled keys")},
    };
    QStringList words;
    for (const XmlNode *one : node.find(u"feature")) {
        words += u"%1: %2"_s.arg(word(one->attribute(u"name"), names),
                                 yesNo(*one, one->attribute(u"enabled")));
    }
    return words.join(u", "_s);
}

QString cpuFeature(const XmlNode &node, const QString &)
{
    const QString name = node.attribute(u"name"), policy = node.attribute(u"policy");
    if (policy.isEmpty() || policy == "require"_L1)
        return name;
    return u"%1: %2"_s.arg(name, word(policy, Words::featurePolicy));
}

QString perfEvent(const XmlNode &node, const QString &)
{
    return u"%1: %2"_s.arg(word(node.attribute(u"name"), Words::perfEvent),
                           yesNo(node, node.attribute(u"enabled")));
}

QString feature(const XmlNode &node, const QString &)
{
    QStringList words;
    for (const XmlNode::Attribute &attribute : node.attributes) {
        if (attribute.name == "state"_L1)
            words.prepend(yesNo(node, attribute.value));
        else
            words += u"%1 %2"_s.arg(attribute.name, attribute.value);
    }
    for (const XmlNode &child : node.children)
        words += u"%1 %2"_s.arg(child.name, all(child, {}));
    return words.isEmpty() ? present(node, {}) : words.join(u", "_s);
}

QString featureList(const XmlNode &node, const QString &)
{
    QStringList words;
    for (const XmlNode::Attribute &attribute : node.attributes)
        words += u"%1 %2"_s.arg(attribute.name, attribute.value);
    for (const XmlNode &child : node.children) {
        const bool plain = child.attributes.size() == 1 && child.children.isEmpty();
        if (plain && child.attribute(u"state") == "on"_L1)
            words += child.name;
        else
            words += u"%1: %2"_s.arg(child.name, feature(child, {}));
    }
    return words.isEmpty() ? present(node, {}) : words.join(u", "_s);
}

} // namespace Fields
