// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/itemeditor.h"

#include "models/values/domaindescription.h"
#include "models/xml/domainedit.h"
#include "views/basic/plainlabel.h"

#include <QPointer>

#include <utility>

using namespace Qt::StringLiterals;

ItemEditor::ItemEditor(const HardwareServices &services, QWidget *parent)
    : QWidget(parent), m_services(services)
{}

void ItemEditor::setContext(const ItemContext &context)
{
    const ItemContext before = std::exchange(m_context, context);
    const bool sameChoices =
        before.choices == context.choices
        || (before.choices && context.choices && *before.choices == *context.choices);
    if (before.document == context.document && before.original == context.original
        && before.item == context.item && before.live == context.live
        && before.schema == context.schema && sameChoices && before.readOnly == context.readOnly
        && before.driver == context.driver
        && before.running == context.running && before.guestAddresses == context.guestAddresses)
        return;
    m_own = ownOf(context.document, context.renamed.value(context.item, context.item));
    m_ownOriginal = ownOf(context.original, context.item);
    m_ownLive = ownOf(context.live, context.item);
    if (m_together > 0)
        m_stale = true;
    else
        refill();
}

ItemEditor::Own ItemEditor::ownOf(const QByteArray &document, const QString &item)
{
    const QByteArray device = deviceXml(document, item);
    const Own own{"<domain><devices>" + device + "</devices></domain>",
                  item.section(u'#', 0, 0) + u"#0"_s};
    // A prefix that is declared further up is not known there.
    return device.isEmpty() || elementXml(own.xml, own.key, {}).isEmpty() ? Own{document, item}
                                                                          : own;
}

std::optional<QString> ItemEditor::value(const QString &path) const
{
    return fieldValue(m_own.xml, m_own.key, path);
}

std::optional<QString> ItemEditor::value(const QString &item, const QString &path) const
{
    return fieldValue(m_context.document, m_context.renamed.value(item, item), path);
}

QByteArray ItemEditor::element(const QString &path) const
{
    return elementXml(m_own.xml, m_own.key, path);
}

std::optional<QString> ItemEditor::originalValue(const QString &path) const
{
    return fieldValue(m_ownOriginal.xml, m_ownOriginal.key, path);
}

QByteArray ItemEditor::originalElement(const QString &path) const
{
    return elementXml(m_ownOriginal.xml, m_ownOriginal.key, path);
}

std::optional<QString> ItemEditor::liveValue(const QString &path) const
{
    return fieldValue(m_ownLive.xml, m_ownLive.key, path);
}

void ItemEditor::set(const QString &path, const std::optional<QString> &wanted)
{
    set(m_context.item, path, wanted);
}

// Whether `path` is the element at `element` or leads into it; without a name: the device.
static bool isInside(const QString &path, const QString &element)
{
    return element.isEmpty() || path == element
           || (path.startsWith(element)
               && (path[element.size()] == u'@' || path[element.size()] == u'/'));
}

std::optional<ElementChange> foldedEdit(const ItemContext &context, const QString &item,
                                        const QString &path, const std::optional<QString> &wanted)
{
    const QString key = context.renamed.value(item, item);
    for (const ElementChange &one : context.changes.elements) {
        if (one.item.isEmpty() || one.item != item || !isInside(path, one.path))
            continue;
        const auto edited = applyChanges(
            context.document, {.fields = {{.item = key, .path = path, .after = wanted}}}, true);
        ElementChange change = one;
        if (edited)
            change.after = elementXml(edited->xml, edited->renamed.value(key, key), one.path);
        return change;
    }
    return {};
}

void ItemEditor::set(const QString &item, const QString &path, const std::optional<QString> &wanted)
{
    if (const auto folded = foldedEdit(m_context, item, path, wanted)) {
        Q_EMIT elementEdited(*folded, folded->before != folded->after);
        return;
    }
    const FieldChange change{.item = item,
                             .path = path,
                             .before = fieldValue(m_context.original, item, path),
                             .after = wanted};
    Q_EMIT fieldEdited(change, change.before != change.after);
}

void ItemEditor::setUnseen(const QString &path, const std::optional<QString> &wanted, bool touched)
{
    Q_EMIT fieldEdited({.item = m_context.item,
                        .path = path,
                        .before = QString(),
                        .after = wanted,
                        .unseen = true},
                       touched);
}

void ItemEditor::setElement(const QString &path, const QByteArray &wanted)
{
    const DomainChanges pending = m_context.changes;
    const QString key = m_context.renamed.value(m_context.item, m_context.item);
    for (const ElementChange &one : pending.elements) {
        if (path.isEmpty() || one.item != m_context.item || !one.path.isEmpty())
            continue;
        // The device waits to be written anew.
        const auto edited = applyChanges(
            m_context.document, {.elements = {{.item = key, .path = path, .after = wanted}}}, true);
        ElementChange change = one;
        if (edited)
            change.after = elementXml(edited->xml, edited->renamed.value(key, key), {});
        Q_EMIT elementEdited(change, change.before != change.after);
        return;
    }
    const ElementChange change{.item = m_context.item,
                               .path = path,
                               .before = elementXml(m_context.original, m_context.item, path),
                               .after = wanted};
    together([&] {
        for (const FieldChange &one : pending.fields) {
            if (one.item == change.item && isInside(one.path, path))
                Q_EMIT fieldEdited(one, false);
        }
        for (const ElementChange &one : pending.elements) {
            if (one.item == change.item && one.path != path && isInside(one.path, path))
                Q_EMIT elementEdited(one, false);
        }
        Q_EMIT elementEdited(change, change.before != change.after);
    });
}

void ItemEditor::together(const std::function<void()> &edits)
{
    const QPointer<ItemEditor> alive(this); // an edit can make its item, and us, go
    ++m_together;
    edits();
    if (alive && --m_together == 0 && std::exchange(m_stale, false))
        refill();
}

QString ItemEditor::whyNotSet(const QString &path, const std::optional<QString> &shown) const
{
    return shown ? QString()
                 : DriverRules::whyNotField(m_context.driver, HardwareItem::kindOf(m_context.item),
                                            path);
}

void ItemEditor::refuse(const QString &why, QWidget *field, QWidget *label)
{
    static constexpr char refused[] = "refused";
    if (why.isEmpty() && !field->property(refused).toBool())
        return;
    field->setProperty(refused, !why.isEmpty());
    for (QWidget *one : {field, label}) {
        if (!one)
            continue;
        one->setEnabled(why.isEmpty());
        setPlainToolTip(one, why);
    }
}
