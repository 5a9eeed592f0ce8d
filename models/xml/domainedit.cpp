// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domainedit.h"

#include "models/xml/editdocument.h"
#include "models/xml/editnodes.h"
#include "models/xml/editpath.h"
#include "models/xml/handwritten.h"
#include "models/xml/xmladmission.h"

#include <QCoreApplication>
#include <QHash>
#include <QThread>

#include <pugixml.hpp>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace EditNodes;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DomainEdit)
};

// `root`: a document whose prefixes the element may use.
Result<> parseElement(const QByteArray &xml, const pugi::xml_node &root,
                      pugi::xml_document &element)
{
    pugi::xml_document around;
    pugi::xml_node frame = around.append_child("domain");
    for (const pugi::xml_attribute &attribute : root.attributes()) {
        if (QByteArrayView(attribute.name()).startsWith("xmlns:"))
            frame.append_copy(attribute);
    }
    QByteArray framed = xml;
    if (frame.first_attribute()) {
        frame.append_child(pugi::node_pcdata).set_value(" ");
        framed = written(frame);
        framed.insert(framed.lastIndexOf("</"), xml);
    }
    if (const auto admitted = XmlAdmission::admit(framed); !admitted)
        return tl::unexpected(admitted.error());
    if (!element.load_buffer(xml.constData(), size_t(xml.size()), keepAll))
        return tl::unexpected(Error{.summary = Text::tr("This XML cannot be edited.")});
    return {};
}

Error gone(const QString &item)
{
    return {.kind = Error::Kind::NotFound,
            .summary = Text::tr("The device is not there any more."),
            .detail = item};
}

// A change that takes one back, and the device that it is about: its key is known when all is done.
template <class Change>
struct Undo
{
    Change change;
    pugi::xml_node device;
};

// The keys of the devices of the edited document.
class Keys
{
public:
    Keys(const Document &edited, const QByteArray &xml)
    {
        if (!Document::open(xml, m_written))
            return;
        const auto before = edited.inOrder(), after = m_written.inOrder();
        QHash<size_t, QString> names;
        const auto &named = m_written.devicesByKey();
        for (auto one = named.cbegin(); one != named.cend(); ++one)
            names.insert(one->hash_value(), one.key());
        for (qsizetype i = 0; i < qMin(before.size(), after.size()); ++i)
            m_keys.insert(before[i].hash_value(), names.value(after[i].hash_value()));
    }
    QString of(const pugi::xml_node &device, const QString &section) const
    {
        return device ? m_keys.value(device.hash_value()) : section;
    }

private:
    Document m_written;
    QHash<size_t, QString> m_keys;
};

Result<> change(Document &document, const ElementChange &one, bool overrule, EditedDomain &result,
                QList<Undo<ElementChange>> &undo)
{
    const bool section = one.item.isEmpty() || one.item.startsWith("section:"_L1);
    pugi::xml_document before, after;
    if (!one.after.isEmpty()) {
        if (const auto parsed = parseElement(one.after, document.root(), after); !parsed)
            return parsed;
    }
    if (one.item.isEmpty() && one.path.isEmpty()) {
        pugi::xml_node devices = document.devices();
        const pugi::xml_node made = devices.append_copy(after.document_element());
        arrange(devices, made);
        result.changed = true;
        undo += {{.before = one.after}, made};
        return {};
    }
    const pugi::xml_node item = document.item(one.item);
    if (!item && !one.after.isEmpty())
        return tl::unexpected(gone(one.item));
    Path path = parsed(one.path);
    path.presence = true; // the element, not the text in it
    pugi::xml_node element = found(item, path);
    if (!element && one.after.isEmpty())
        return {}; // somebody else has taken it out
    if (element && !one.after.isEmpty() && same(element, after.document_element()))
        return {};
    if (!one.before.isEmpty()) {
        if (const auto parsed = parseElement(one.before, document.root(), before); !parsed)
            return parsed;
    }
    const bool asSeen = element ? same(element, before.document_element()) : one.before.isEmpty();
    if (!overrule && !asSeen) {
        result.conflicts +=
            EditConflict{.item = one.item,
                         .path = one.path,
                         .mine = QString::fromUtf8(one.after),
                         .theirs = QString::fromUtf8(element ? written(element) : QByteArray())};
        return {};
    }
    result.changed = true;
    const QByteArray there = element ? written(element) : QByteArray();
    if (one.after.isEmpty()) {
        if (one.path.isEmpty())
            undo += {{.after = there}, {}};
        else
            undo += {{.item = one.item, .path = one.path, .after = there},
                     section ? pugi::xml_node() : item};
        if (one.path.isEmpty()) {
            take(element);
            document.removed(one.item);
        } else
            clear(item, path);
        return {};
    }
    if (!element)
        element = made(item, path.elements);
    const pugi::xml_node replacement =
        element.parent().insert_copy_before(after.document_element(), element);
    element.parent().remove_child(element);
    undo += {{.item = one.item, .path = one.path, .before = one.after, .after = there},
             section              ? pugi::xml_node()
             : one.path.isEmpty() ? replacement
                                  : item};
    if (one.path.isEmpty())
        document.replaced(one.item, replacement);
    return {};
}

// The devices' keys, in the order of the document.
QStringList keysInOrder(const QByteArray &xml)
{
    Document document;
    if (!Document::open(xml, document))
        return {};
    QHash<const void *, QString> keys;
    const auto &devices = document.devicesByKey();
    for (auto one = devices.cbegin(); one != devices.cend(); ++one)
        keys.insert(one->internal_object(), one.key());
    QStringList ordered;
    for (const pugi::xml_node &device : document.inOrder())
        ordered += keys.value(device.internal_object());
    return ordered;
}

// Devices that are written anew stay in their places: by the keys that they had, those that they have.
QHash<QString, QString> renamedBetween(const QByteArray &before, const QByteArray &after)
{
    const QStringList from = keysInOrder(before), to = keysInOrder(after);
    QHash<QString, QString> renamed;
    for (qsizetype i = 0; from.size() == to.size() && i < from.size(); ++i) {
        if (from[i] != to[i])
            renamed.insert(from[i], to[i]);
    }
    return renamed;
}

} // namespace

Result<EditedDomain> applyChanges(const QByteArray &newest, const DomainChanges &changes,
                                  bool overrule, const QByteArray &plain)
{
    const auto [handwritten, others] = split(changes);
    if (!handwritten.isEmpty()) {
        const QByteArray &seen = plain.isEmpty() ? newest : plain;
        const auto base = applyHandwritten(seen, handwritten, overrule);
        if (!base)
            return base;
        const QByteArray whole =
            plain.isEmpty() || !base->changed ? base->xml : withSecrets(base->xml, newest, plain);
        DomainChanges rest = others;
        QHash<QString, QString> renamed;
        if (!handwritten.document && base->changed)
            renamed = renamedBetween(newest, whole);
        for (FieldChange &one : rest.fields)
            one.item = renamed.value(one.item, one.item);
        for (ElementChange &one : rest.elements)
            one.item = renamed.value(one.item, one.item);
        auto result = applyChanges(base->changed ? whole : newest, rest, overrule);
        if (result) {
            for (QString &now : renamed)
                now = result->renamed.value(now, now);
            for (auto one = result->renamed.cbegin(); one != result->renamed.cend(); ++one) {
                if (!renamed.values().contains(*one))
                    renamed.insert(one.key(), *one);
            }
            result->renamed = renamed;
            result->changed = result->changed || base->changed;
            result->conflicts = base->conflicts + result->conflicts;
            if (result->changed)
                result->undo =
                    changesBetween(result->xml, newest)
                        .value_or(DomainChanges{.document = DocumentChange{result->xml, newest}});
        }
        return result;
    }
    Document document;
    if (const auto opened = Document::open(newest, document); !opened)
        return tl::unexpected(opened.error());
    if (!changes.isEmpty())
        document.keep(newest);
    EditedDomain result;
    // The fields first: they find their devices by what may be written anew below.
    QList<Undo<FieldChange>> fields;
    QList<Undo<ElementChange>> elements;
    QList<pugi::xml_node> items;
    for (const FieldChange &one : changes.fields) {
        items += document.item(one.item);
        if (!items.last())
            return tl::unexpected(gone(one.item));
    }
    for (qsizetype i = 0; i < changes.fields.size(); ++i) {
        const FieldChange &one = changes.fields[i];
        const Path path = parsed(one.path);
        const std::optional<QString> now = valueOf(items[i], path);
        if (now == one.after)
            continue;
        if (now != one.before && !overrule && !one.unseen) {
            result.conflicts += EditConflict{.item = one.item,
                                             .path = one.path,
                                             .mine = one.after.value_or(QString()),
                                             .theirs = now.value_or(QString())};
            continue;
        }
        if (one.after)
            set(items[i], path, *one.after);
        else
            clear(items[i], path);
        result.changed = true;
        fields += {{one.item, one.path, one.after, now, one.unseen},
                   items[i] == document.root() ? pugi::xml_node() : items[i]};
    }
    for (const ElementChange &one : changes.elements) {
        if (const auto done = change(document, one, overrule, result, elements); !done)
            return tl::unexpected(done.error());
    }
    result.xml = result.changed ? document.toXml() : newest;
    if (!result.changed)
        return result;
    const Keys keys(document, result.xml);
    const auto &devices = document.devicesByKey();
    for (auto one = devices.cbegin(); one != devices.cend(); ++one) {
        const QString key = keys.of(*one, {});
        if (!key.isEmpty() && key != one.key())
            result.renamed.insert(one.key(), key);
    }
    for (auto one = fields.rbegin(); one != fields.rend(); ++one) {
        one->change.item = keys.of(one->device, one->change.item);
        result.undo.fields += one->change;
    }
    for (auto one = elements.rbegin(); one != elements.rend(); ++one) {
        one->change.item = keys.of(one->device, one->change.item);
        result.undo.elements += one->change;
    }
    return result;
}

DomainChanges settledUndo(const DomainChanges &undo, const QByteArray &settled)
{
    DomainChanges result = undo;
    for (FieldChange &one : result.fields)
        one.before = fieldValue(settled, one.item, one.path);
    for (ElementChange &one : result.elements) {
        if (!one.item.isEmpty() || !one.path.isEmpty())
            one.before = elementXml(settled, one.item, one.path);
    }
    if (result.document)
        result.document->before = settled;
    return result;
}

// What a page shows is asked for value by value, of few documents: the GUI thread keeps the last two.
// The threads that talk to hosts keep none, because their documents hold passwords.
static std::shared_ptr<const Document> reading(const QByteArray &xml)
{
    struct Read
    {
        QByteArray xml;
        std::shared_ptr<const Document> document;
    };
    static QList<Read> last;
    const auto *application = QCoreApplication::instance();
    const bool keeps = application && QThread::currentThread() == application->thread();
    if (keeps) {
        for (qsizetype i = 0; i < last.size(); ++i) {
            if (last[i].xml == xml) {
                last.move(i, 0);
                return last.first().document;
            }
        }
    }
    const auto document = std::make_shared<Document>();
    if (!Document::open(xml, *document))
        return {};
    if (keeps) {
        last.prepend({xml, document});
        last.resize(qMin<qsizetype>(last.size(), 2));
    }
    return document;
}

std::optional<QString> fieldValue(const QByteArray &xml, const QString &item, const QString &path)
{
    return fieldValues(xml, item, {path}).first();
}

QList<std::optional<QString>> fieldValues(const QByteArray &xml, const QString &item,
                                          const QStringList &paths)
{
    const auto document = reading(xml);
    const pugi::xml_node node = document ? document->item(item) : pugi::xml_node();
    QList<std::optional<QString>> values;
    for (const QString &path : paths)
        values += node ? valueOf(node, parsed(path)) : std::nullopt;
    return values;
}

QByteArray deviceXml(const QByteArray &xml, const QString &item)
{
    return item.isEmpty() || item.startsWith("section:"_L1) ? QByteArray()
                                                            : elementXml(xml, item, {});
}

QByteArray elementXml(const QByteArray &xml, const QString &item, const QString &path)
{
    const auto document = reading(xml);
    const pugi::xml_node element =
        document ? found(document->item(item), parsed(path)) : pugi::xml_node();
    return element ? written(element) : QByteArray();
}
