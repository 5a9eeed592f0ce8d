// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the user enters on the Hardware page: kept, applied and taken back.
#include "views/hardware/hardwarepage.h"

#include "models/core/safetext.h"
#include "models/values/refusedchanges.h"
#include "models/xml/domainedit.h"
#include "models/xml/handwritten.h"
#include "models/xml/sectionxml.h"
#include "views/hardware/applybar.h"
#include "views/hardware/devicepage.h"
#include "views/hardware/hardwarelist.h"
#include "views/hardware/itemsettings.h"

#include <QSet>

#include <utility>

using namespace Qt::StringLiterals;

QByteArray HardwarePage::definition() const
{
    return original();
}

Result<QByteArray> HardwarePage::wanted() const
{
    return applyChanges(definition(), m_changes, true).map([](const EditedDomain &edited) {
        return edited.xml;
    });
}

// The text takes the place of all that was changed of its item before, because it shows that.
void HardwarePage::editXml(const QString &item, const QByteArray &text)
{
    if (SectionXml::isWhole(item)) {
        const QByteArray before = m_changes.document ? m_changes.document->before : definition();
        m_changes = {};
        if (text != before)
            m_changes.document = DocumentChange{before, text};
    } else {
        const SplitChanges parts = split(m_changes);
        QByteArray before;
        for (const ElementChange &one : parts.handwritten.elements) {
            if (one.item == item)
                before = one.before;
        }
        const bool section = SectionXml::isSection(item);
        if (before.isEmpty()) {
            const auto base =
                applyHandwritten(definition(), {.document = m_changes.document}, true);
            before = itemSource(base ? base->xml : definition(), item);
        }
        const auto own = [&item](const auto &one) { return one.item == item; };
        m_changes.fields.removeIf(own);
        m_changes.elements.removeIf(own);
        if (text != before && (section || !text.trimmed().isEmpty()))
            m_changes.elements += {.item = item, .before = before, .after = text};
    }
    // The editor has it; the settings get it when somebody looks at them.
    m_overrule = false;
    forgetFailure();
    m_stale = true;
    updateBar();
}

void HardwarePage::showChanges()
{
    const auto after = wanted();
    if (after)
        Q_EMIT comparisonWanted(definition(), *after);
    else
        m_bar->setText(SafeText::line(after.error().summary + u' ' + after.error().detail));
}

void HardwarePage::cancelApply()
{
    m_applying = false;
    fill();
    updateBar();
}

void HardwarePage::resumeApply(EditTime time)
{
    m_applying = true;
    m_time = time;
    fill();
    updateBar();
}

void HardwarePage::editField(const FieldChange &change, bool touched)
{
    m_changes.put(change, touched);
    edited();
}

void HardwarePage::editElement(const ElementChange &edit, bool touchedNow)
{
    ElementChange change = edit;
    bool touched = touchedNow;
    for (const ElementChange &one : split(m_changes).handwritten.elements) {
        // What it was before it was written anew, and not what was written then.
        if (change.path.isEmpty() && !change.item.isEmpty() && one.item == change.item) {
            change.before = one.before;
            touched = change.before != change.after;
        }
    }
    m_changes.put(change, touched);
    edited();
}

void HardwarePage::edited()
{
    m_overrule = false;
    forgetFailure();
    compare();
    fill();
    updateBar();
}

void HardwarePage::setChanges(const DomainChanges &changes)
{
    m_changes = changes;
    compare();
    fill();
    updateBar();
}

void HardwarePage::forgetFailure()
{
    m_failure.clear();
    m_refused = false;
}

void HardwarePage::apply(EditTime time)
{
    if (m_changes.isEmpty() || m_applying || !m_conflicts.isEmpty())
        return;
    m_applying = true;
    // Nothing is asked of the running machine that it cannot answer.
    m_time = time == EditTime::Both && description(m_later) && !whyNotNow().isEmpty()
                 ? EditTime::NextStart
                 : time;
    forgetFailure();
    updateBar();
    Q_EMIT applyWanted(m_changes, m_time, m_overrule);
}

void HardwarePage::take(const Result<EditOutcome> &outcome)
{
    m_applying = false;
    m_overrule = false;
    if (outcome && outcome->conflicts.isEmpty()) {
        m_changes = refusedChanges(m_changes, *outcome, m_time, description(m_later));
        m_refused = !m_changes.isEmpty();
        m_failure = m_refused ? refusalText(*outcome) : QString();
        m_conflicts.clear();
        for (const QString &item : outcome->now)
            m_notNow.remove(item);
        if (!m_refused)
            m_notNow.insert(outcome->notNow);
    } else if (outcome) {
        forgetFailure();
        m_conflicts = outcome->conflicts;
        tellInParts();
    } else {
        m_failure = outcome.error().reason();
        m_refused = false;
    }
    showConflicts();
    fill();
    updateBar();
    if (!outcome)
        return;
    const QString shown = m_list->currentKey();
    for (const EditConflict &one : outcome->conflicts) {
        if (one.item == shown)
            m_page->settings()->setNote(
                one.path,
                tr("Somebody else set it to “%1” meanwhile.").arg(SafeText::line(one.theirs, 120)));
    }
}

void HardwarePage::keepRefused(const DomainChanges &refused, const EditOutcome &outcome)
{
    putAll(m_changes, refused);
    compare();
    m_refused = true;
    m_failure = refusalText(outcome);
    fill();
    updateBar();
}

void HardwarePage::revert()
{
    m_reverted = std::exchange(m_changes, {});
    m_overrule = false;
    forgetFailure();
    compare();
    fill();
    updateBar();
}

QString HardwarePage::barText() const
{
    return m_bar->text();
}

void HardwarePage::updateBar()
{
    if (!m_changes.isEmpty())
        m_reverted = {};
    QSet<QString> edited;
    for (const FieldChange &one : std::as_const(m_changes.fields))
        edited += one.item;
    for (const ElementChange &one : std::as_const(m_changes.elements))
        edited += one.item;
    m_list->setEdited(edited);
    const auto count = [](const DomainChanges &changes) {
        return int(changes.fields.size() + changes.elements.size()) + (changes.document ? 1 : 0);
    };
    m_bar->setState({.changes = count(m_changes),
                     .reverted = count(m_reverted),
                     .applying = m_applying,
                     .readOnly = m_readOnly,
                     .conflicts = !m_conflicts.isEmpty(),
                     .twoCopies = description(m_now) && description(m_later),
                     .notNow = whyNotNow(),
                     .failure = m_failure,
                     .refused = m_refused,
                     .undo = m_undo});
}
