// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/safetext.h"
#include "models/schema/editablefields.h"
#include "models/xml/domainedit.h"
#include "models/xml/handwritten.h"
#include "views/hardware/hardwarelist.h"
#include "views/hardware/hardwarepage.h"
#include "views/hardware/pendingbar.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// What of the Hardware page is about changes that others make, and those that wait.

QByteArray HardwarePage::original() const
{
    const DomainDescription *edited =
        description(m_later) ? description(m_later) : description(m_now);
    return edited && !edited->sections.isEmpty() ? edited->sections.first().xml : QByteArray();
}

void HardwarePage::compare()
{
    const DomainDescription *now = description(m_now), *later = description(m_later);
    m_waiting = now && later ? differences(*now, *later, Compare::RunningWithDefinition)
                             : QList<DefinitionDifference>();
    m_notNow.removeIf([this](const auto &entry) {
        return std::none_of(m_waiting.cbegin(), m_waiting.cend(),
                            [&](const auto &one) { return one.item == entry.key(); });
    });
    m_pending->setWaiting(m_waiting, m_notNow, m_readOnly);

    const QByteArray newest = original();
    if (newest.isEmpty() && !m_changes.isEmpty())
        return; // the host is away; what is entered stays
    m_conflicts.clear();
    DomainChanges possible = m_changes;
    const auto gone = [&](const QString &item) {
        return !item.isEmpty() && !item.startsWith("section:"_L1)
               && deviceXml(newest, item).isEmpty();
    };
    possible.fields.removeIf([&](const FieldChange &one) {
        if (!gone(one.item))
            return false;
        m_conflicts += EditConflict{one.item, one.path, one.after.value_or(QString()), {}};
        return true;
    });
    possible.elements.removeIf([&](const ElementChange &one) {
        if (!gone(one.item) || one.after.isEmpty())
            return false;
        m_conflicts += EditConflict{one.item, one.path, QString::fromUtf8(one.after), {}};
        return true;
    });
    if (!possible.isEmpty()) {
        if (const auto merged = applyChanges(newest, possible))
            m_conflicts += merged->conflicts;
    }
    tellInParts();
    showConflicts();
    updateBar();
}

// Label and words of a raw value, as the form of its item would show them.
static QString wordsOf(const EditableField &field, const QString &raw)
{
    if (field.editor == EditableField::Editor::Presence)
        return HardwarePage::tr("Yes");
    for (const EditableField::Word &word : field.words) {
        if (word.raw == raw)
            return word.text;
    }
    return raw;
}

// Whose is to be is chosen setting by setting: what is written by hand is told as such, then.
void HardwarePage::tellInParts()
{
    const auto [handwritten, others] = split(m_changes);
    const bool single = std::any_of(m_conflicts.cbegin(), m_conflicts.cend(),
                                    [](const EditConflict &one) { return !one.path.isEmpty(); });
    const auto parts = single && !handwritten.isEmpty() ? inParts(handwritten) : std::nullopt;
    if (!parts)
        return;
    m_changes = {.fields = parts->fields + others.fields,
                 .elements = parts->elements + others.elements};
}

void HardwarePage::showConflicts()
{
    const QByteArray newest = original();
    const DomainDescription *edited =
        description(m_later) ? description(m_later) : description(m_now);
    QList<ConflictsBox::Row> rows;
    for (const EditConflict &one : std::as_const(m_conflicts)) {
        ConflictsBox::Row row{.item = one.item,
                              .path = one.path,
                              .setting = one.path,
                              .mine = one.mine,
                              .theirs = one.theirs};
        QString title = one.item.section(u'#', 0, 0);
        if (edited) {
            for (const auto *items : {&edited->sections, &edited->devices}) {
                for (const HardwareItem &item : *items) {
                    if (item.key == one.item)
                        title = item.title;
                }
            }
        }
        const auto fields = editableFields(newest, one.item, m_schema.get());
        for (const EditableField &field : fields) {
            if (field.path != one.path)
                continue;
            row.setting = field.label;
            row.mine = one.mine.isEmpty() ? QString() : wordsOf(field, one.mine);
            row.theirs = one.theirs.isEmpty() ? QString() : wordsOf(field, one.theirs);
        }
        row.setting = row.setting.isEmpty() ? title : tr("%1: %2").arg(title, row.setting);
        row.gone = !one.item.isEmpty() && !one.item.startsWith("section:"_L1) && !newest.isEmpty()
                   && deviceXml(newest, one.item).isEmpty();
        rows += row;
    }
    m_conflictsBox->setRows(rows);
}

void HardwarePage::resolve(const QString &item, const QString &path, bool mine)
{
    const auto concerns = [&](const auto &one) { return one.item == item && one.path == path; };
    const auto conflict = std::find_if(m_conflicts.cbegin(), m_conflicts.cend(), concerns);
    if (conflict == m_conflicts.cend())
        return;
    const EditConflict settled = *conflict;
    m_conflicts.erase(conflict);
    if (item.isEmpty() && path.isEmpty() && m_changes.document) {
        if (mine)
            m_changes.document->before = settled.theirs.toUtf8();
        else
            m_changes.document.reset();
    }
    if (!mine) {
        m_changes.fields.removeIf(concerns);
        m_changes.elements.removeIf(concerns);
    }
    for (FieldChange &one : m_changes.fields) {
        if (!concerns(one))
            continue;
        const auto read = fieldValue(original(), item, path);
        one.before = read.value_or(QString()) == settled.theirs ? read
                     : settled.theirs.isEmpty()                 ? std::nullopt
                                                                : std::optional(settled.theirs);
    }
    for (ElementChange &one : m_changes.elements) {
        if (concerns(one))
            one.before = settled.theirs.toUtf8();
    }
    showConflicts();
    fill();
    updateBar();
}

void HardwarePage::showItem(const QString &key)
{
    if (m_list->choose(key))
        return;
    for (const auto copy : {HardwareList::AfterNextStart, HardwareList::Now}) {
        m_list->setCopy(copy);
        update();
        if (m_list->choose(key))
            return;
    }
}

void HardwarePage::setUndo(const ApplyBar::Undo &undo)
{
    m_undo = undo;
    updateBar();
}
