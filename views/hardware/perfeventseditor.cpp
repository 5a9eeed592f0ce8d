// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/perfeventseditor.h"

#include "models/core/safetext.h"
#include "models/xml/devicewords.h"
#include "models/xml/elementparts.h"
#include "views/basic/foldbutton.h"
#include "views/basic/plainlabel.h"


using namespace Qt::StringLiterals;

PerfEventsEditor::PerfEventsEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
    , m_fold(new FoldButton(tr("Performance counters")))
    , m_about(new PlainLabel(tr("What the host counts of the machine while it runs. It takes a "
                                "little of its speed; “virsh domstats --perf” tells the numbers.")))
{
    m_about->setWordWrap(true);
    addWide(m_fold);
    addWide(m_about);
    addGroup({});
    for (const Word &event : Words::perfEvent)
        addEvent(QString::fromUtf16(event.raw), Fields::translated(event.text));
    for (const QString &name : {u"cmt"_s, u"mbmt"_s, u"mbml"_s})
        setNote(m_events.value(name), tr("Kernels since Linux 4.14 do not count this."));
    connect(m_fold, &FoldButton::toggled, this, &PerfEventsEditor::showRows);
}

void PerfEventsEditor::addEvent(const QString &name, const QString &title)
{
    m_names += name;
    m_events.insert(
        name, addSwitch(title, u"perf/event[name=%1]@enabled"_s.arg(name), u"yes"_s, u"no"_s));
}

void PerfEventsEditor::setHighlight(const QString &words)
{
    FormEditor::setHighlight(words);
    if (std::exchange(m_highlight, words) != words && !words.isEmpty()
        && FormEditor::searchText().contains(words, Qt::CaseInsensitive))
        m_fold->setChecked(true);
}

static std::optional<DomainSchema::Content> namesOf(const DomainSchema *schema)
{
    return schema ? schema->attribute({u"domain"_s, u"perf"_s, u"event"_s}, u"name"_s)
                  : std::nullopt;
}

// Events that are newer than our words have rows under their own names.
void PerfEventsEditor::refill()
{
    QStringList names;
    if (const auto known = namesOf(context().schema.get()))
        names = known->words;
    for (const auto &event : ElementParts::children(element(u"perf"_s), u"event"_s))
        names += ElementParts::value(event, u"name"_s);
    for (const QString &name : std::as_const(names)) {
        if (!name.isEmpty() && !name.contains(u']') && !m_events.contains(name))
            addEvent(name, SafeText::line(name, 60));
    }
    FormEditor::refill();
}

void PerfEventsEditor::fillMore()
{
    showRows();
    setVisible(!isContainer() || !root().find(u"perf").isEmpty());
}

// What is set is always seen; the others are those that this libvirt knows.
void PerfEventsEditor::showRows()
{
    QStringList set;
    for (const XmlNode *event : root().find(u"perf/event"))
        set += event->attribute(u"name");
    const auto known = namesOf(context().schema.get());
    for (const QString &name : std::as_const(m_names))
        setRowVisible(m_events.value(name),
                      set.contains(name)
                          || (m_fold->isChecked() && (!known || known->words.contains(name))));
    m_about->setVisible(m_fold->isChecked() || !set.isEmpty());
}
