// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/reviewpage.h"

#include "dialogs/newmachine/comparisonview.h"
#include "dialogs/plaindialog.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/inventory/connection.h"
#include "models/values/machinerules.h"
#include "models/values/machinetext.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/machinewriter.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"
#include "views/facts/factsform.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ReviewPage::ReviewPage(NewMachineState &shared)
    : NewMachinePage(shared, tr("Review"), tr("Is this the machine?"))
    , m_name(new QLineEdit)
    , m_nameNote(new PlainLabel)
    , m_note(new PlainLabel)
    , m_facts(new FactsForm)
    , m_xml(new QPlainTextEdit)
    , m_comparison(new ComparisonView)
    , m_tabs(new QTabWidget)
    , m_customize(new QCheckBox(tr("C&hange its hardware before the first start")))
    , m_start(new QCheckBox(tr("&Start the machine")))
    , m_console(new QCheckBox(tr("&Open the console")))
{
    m_name->setAccessibleName(tr("Name"));
    m_customize->setAccessibleName(tr("Change its hardware before the first start"));
    m_start->setAccessibleName(tr("Start the machine"));
    m_console->setAccessibleName(tr("Open the console"));
    m_start->setChecked(true);
    m_console->setChecked(true);
    m_xml->setObjectName(u"reviewXml"_s);
    m_xml->setReadOnly(true);
    m_xml->setTabChangesFocus(true);
    m_xml->setAccessibleName(tr("XML"));
    m_xml->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_xml->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_nameNote->setWordWrap(true);
    m_note->setWordWrap(true);

    auto *form = new QFormLayout;
    auto *label = new PlainLabel(tr("N&ame"));
    label->setBuddy(m_name);
    form->addRow(label, m_name);
    form->addRow(QString(), m_nameNote);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *facts = new QWidget;
    auto *factsLayout = new QVBoxLayout(facts);
    factsLayout->addWidget(m_facts);
    factsLayout->addStretch(1);
    scroll->setWidget(facts);
    m_tabs->addTab(scroll, tr("In words"));
    m_tabs->addTab(m_xml, tr("XML"));
    m_tabs->addTab(m_comparison, tr("What the host makes of it"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(form);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_note);
    layout->addWidget(m_customize);
    layout->addWidget(m_start);
    layout->addWidget(m_console);

    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) {
        state().draft.name = name;
        update();
    });
    const auto startChanged = [this] {
        state().customize = m_customize->isChecked();
        m_start->setEnabled(!state().customize);
        state().draft.start = m_start->isChecked() && !state().customize;
        m_console->setEnabled(state().draft.start);
        update();
    };
    connect(m_customize, &QCheckBox::toggled, this, startChanged);
    connect(m_start, &QCheckBox::toggled, this, startChanged);
    connect(m_console, &QCheckBox::toggled, this, [this](bool on) { state().openConsole = on; });
    connect(&shared, &NewMachineState::hostChanged, this, [this] {
        if (isVisible())
            update();
    });
}

void ReviewPage::enter()
{
    // A name that the user has not chosen follows the system.
    if (!m_name->isModified() || m_name->text().isEmpty())
        state().draft.name.clear();
    if (state().draft.origin == MachineOrigin::Xml)
        m_name->setText(state().plan().plan.spec.name);
    else if (state().draft.name.isEmpty())
        m_name->setText(state().filled().name);
    m_name->setReadOnly(state().draft.origin == MachineOrigin::Xml);
    m_name->setFocus();
    update();
}

void ReviewPage::update()
{
    const bool fromXml = state().draft.origin == MachineOrigin::Xml;
    if (m_name->text().isEmpty() && !fromXml) {
        m_problem = newNameProblem({}, {});
        showUnderField(m_nameNote, m_problem);
        Q_EMIT completeChanged();
        return;
    }
    m_drafted = state().plan();
    const MachineSpec &spec = m_drafted.plan.spec;
    m_problem = newNameProblem(spec.name, state().machineNames());
    showUnderField(m_nameNote, m_problem, renameRemark(spec.name));
    // What is wrong with the name is said there.
    QStringList problems = m_drafted.problems;
    problems.removeAll(m_problem);
    showUnderField(m_note, problems.join(u'\n'), m_drafted.remarks.join(u'\n'));
    m_note->setVisible(!m_note->text().isEmpty());

    m_facts->clear();
    const Connection *host = state().host();
    m_facts->setFact(tr("Host"), host ? connectionDisplayName(host->config()) : QString());
    m_tabs->setTabVisible(m_tabs->indexOf(m_comparison), fromXml);
    if (fromXml) {
        showDefinition();
        m_xml->setPlainText(SafeText::block(QString::fromUtf8(m_drafted.plan.xml), 1024 * 1024));
    } else {
        m_facts->setFact(tr("System"), state().facts().system.name);
        QStringList labels;
        const auto all = machineFacts(spec);
        for (const MachineFact &fact : all) {
            labels += fact.label;
            const auto times = labels.count(fact.label);
            if (labels.size() > 1) // the name stands above
                m_facts->setFact(times == 1 ? fact.label
                                            : tr("%1 (%2)").arg(fact.label, QString::number(times)),
                                 fact.value);
        }
        QStringList made;
        for (const VolumeStep &step : m_drafted.plan.volumes) {
            const QString name = SafeText::line(step.volume.name, 80);
            const QString pool = SafeText::line(state().poolName(step.pool), 60);
            made +=
                step.use != VolumeStep::Use::Disk
                    ? tr("The installer's kernel, “%1” in “%2”, until it has done").arg(name, pool)
                : step.kind == VolumeStep::Kind::Upload && step.file.isEmpty()
                    ? tr("The settings for the first boot, “%1” in “%2”").arg(name, pool)
                : step.kind != VolumeStep::Kind::Create
                    ? tr("A copy of the image, “%1” in “%2”").arg(name, pool)
                    : tr("“%1” in “%2”, %3").arg(name, pool, Units::bytes(step.volume.capacity));
        }
        if (!m_drafted.plan.startNetwork.isEmpty())
            made += tr("The network “%1” is started")
                        .arg(SafeText::line(m_drafted.plan.startNetwork, 60));
        m_facts->setFact(tr("Made first"), made.join(u'\n'));
        const auto xml = writeMachine(spec, m_drafted.plan.capabilities, MachineStage::Installing);
        m_xml->setPlainText(
            SafeText::block(xml ? QString::fromUtf8(*xml) : xml.error().summary, 1024 * 1024));
    }
    Q_EMIT completeChanged();
}

// As the host has understood it.
void ReviewPage::showDefinition()
{
    m_facts->setFact(tr("Definition"), tr("As the XML says; nothing is made for it."));
    const auto checked = state().definition();
    const auto described =
        checked && *checked ? readDomain(**checked) : Result<DomainDescription>();
    if (!checked || !*checked || !described)
        return;
    m_comparison->compare(m_drafted.plan.xml, **checked);
    QStringList labels;
    const auto add = [this, &labels](const HardwareItem &item) {
        const QString label = SafeText::line(item.title, 80);
        labels += label;
        const auto times = labels.count(label);
        m_facts->setFact(times == 1 ? label : tr("%1 (%2)").arg(label, QString::number(times)),
                         SafeText::line(item.summary, 200));
    };
    for (const HardwareItem &section : described->sections) {
        if (!section.summary.isEmpty())
            add(section);
    }
    for (const HardwareItem &device : described->devices)
        add(device);
}

bool ReviewPage::isComplete() const
{
    return m_problem.isEmpty() && m_drafted.problems.isEmpty() && state().originProblem().isEmpty();
}
