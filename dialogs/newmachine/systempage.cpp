// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/systempage.h"

#include "dialogs/newmachine/cloudformbox.h"
#include "dialogs/newmachine/unattendedbox.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/values/unattended.h"
#include "views/basic/plainlabel.h"
#include "views/systems/systemlist.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

SystemPage::SystemPage(NewMachineState &shared)
    : NewMachinePage(shared, tr("System"), tr("Which system will it run?"))
    , m_found(new PlainLabel)
    , m_list(new SystemList(tr("Another system: nothing is assumed")))
    , m_cloudHeading(new PlainLabel(tr("Who may log in?")))
    , m_cloud(new CloudFormBox)
    , m_unattended(new UnattendedBox)
    , m_forms(new QScrollArea)
{
    m_found->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_found);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_cloudHeading);
    layout->addWidget(m_forms, 2);
    auto *forms = new QWidget;
    auto *below = new QVBoxLayout(forms);
    below->setContentsMargins({});
    below->addWidget(m_cloud);
    below->addWidget(m_unattended);
    below->addStretch(1);
    m_forms->setWidget(forms);
    m_forms->setWidgetResizable(true);
    m_forms->setFrameShape(QFrame::NoFrame);
    m_forms->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QFont bold = m_cloudHeading->font();
    bold.setBold(true);
    m_cloudHeading->setFont(bold);
    connect(m_cloud, &CloudFormBox::changed, this, [this] {
        state().cloud = m_cloud->form();
        Q_EMIT completeChanged();
    });

    connect(m_unattended, &UnattendedBox::changed, this, &SystemPage::answered);

    connect(m_list, &SystemList::chosen, this,
            [this](const QString &systemId) { state().setSystem(systemId, true); });
    connect(&shared, &NewMachineState::detectionChanged, this, &SystemPage::update);
    connect(&shared, &NewMachineState::systemChanged, this, [this] {
        update();
        offer();
        m_list->setChosen(state().systemId());
    });
}

void SystemPage::enter()
{
    if (!std::exchange(m_asked, true)) {
        whenDone(state().catalog().systems(), this,
                 [this](const Result<QList<SystemEntry>> &systems) {
                     m_list->setSystems(systems.value_or(QList<SystemEntry>()));
                 });
    }
    const bool cloud = state().draft.origin == MachineOrigin::Cloud;
    m_cloudHeading->setVisible(cloud);
    m_cloud->setVisible(cloud);
    state().cloud = m_cloud->form();
    offer();
    update();
    m_list->setChosen(state().systemId());
    m_list->showChosen();
    m_list->search()->setFocus();
}

bool SystemPage::isComplete() const
{
    if (state().draft.origin == MachineOrigin::Cloud)
        return m_cloud->isComplete();
    // Whoever goes on at once must not lose what was filled in.
    return !m_askingScripts && (!m_unattended->isOffered() || m_unattended->isComplete());
}

void SystemPage::offer()
{
    const QString system = state().systemId();
    const MachineOrigin origin = state().draft.origin;
    if (system != m_scriptsOf) {
        m_scriptsOf = system;
        m_scripts.clear();
        m_askingScripts = !system.isEmpty();
        if (m_askingScripts) {
            whenDone(state().catalog().installScripts(system), this,
                     [this, system](const Result<QList<InstallScript>> &scripts) {
                         if (system != m_scriptsOf)
                             return;
                         m_askingScripts = false;
                         m_scripts = scripts.value_or(QList<InstallScript>());
                         offer();
                     });
        }
    }
    // Live media have an installer of another kind; they are known by what was found on them.
    const auto &found = state().detected();
    const bool refuses = found && found->systemId == system && !found->takesScript;
    QList<InstallScript> fit;
    for (const InstallScript &script : std::as_const(m_scripts)) {
        if (!refuses && injectionOf(script, origin) != Injection::None)
            fit += script;
    }
    m_unattended->setScripts(fit);
    m_unattended->setVisible(m_unattended->isOffered());
    m_forms->setVisible(origin == MachineOrigin::Cloud || m_unattended->isOffered());
    answered();
}

void SystemPage::answered()
{
    const auto script = m_unattended->isOffered() ? m_unattended->script() : std::nullopt;
    state().draft.injection = script ? injectionOf(*script, state().draft.origin) : Injection::None;
    state().scriptId = script ? script->id : QString();
    state().unattended = script ? m_unattended->answers() : UnattendedAnswers();
    state().unattended.injection = state().draft.injection;
    // No more room than they need: the list has the rest.
    m_forms->setMaximumHeight(state().draft.origin == MachineOrigin::Cloud || script
                                  ? QWIDGETSIZE_MAX
                                  : m_unattended->sizeHint().height());
    Q_EMIT completeChanged();
}

void SystemPage::update()
{
    QString text;
    if (state().isDetecting()) {
        text = tr("Looking at what is on the image…");
    } else if (state().detected()) {
        const QString name = SafeText::line(state().detected()->systemName, 120);
        text = state().systemId() == state().detected()->systemId
                   ? tr("Found on the image: %1.").arg(name)
                   : tr("Found on the image: %1. Something else was chosen.").arg(name);
    } else {
        text = tr("What is known of a system decides which devices the machine has and how large "
                  "it is. Without a choice, it gets what works everywhere.");
    }
    m_found->setText(text);
}
