// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/resourcespage.h"

#include "dialogs/plaindialog.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QComboBox>
#include <QFormLayout>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ResourcesPage::ResourcesPage(NewMachineState &shared)
    : NewMachinePage(shared, tr("Resources"), tr("What does it get of the host?"))
    , m_memory(new QSpinBox)
    , m_vcpus(new QSpinBox)
    , m_network(new QComboBox)
    , m_firmware(new QComboBox)
    , m_memoryNote(new PlainLabel)
    , m_vcpusNote(new PlainLabel)
    , m_networkNote(new PlainLabel)
    , m_remarks(new PlainLabel)
{
    m_memory->setRange(1, 64 * 1024 * 1024);
    m_memory->setSingleStep(256);
    m_memory->setSuffix(tr(" MiB"));
    m_memory->setGroupSeparatorShown(true);
    m_memory->setAccessibleName(tr("Memory"));
    m_vcpus->setRange(1, 4096);
    m_vcpus->setAccessibleName(tr("Processors"));
    m_network->setAccessibleName(tr("Network"));
    m_network->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_firmware->setAccessibleName(tr("Firmware"));
    m_firmware->addItem(tr("As the system needs it"));
    m_firmware->addItem(tr("BIOS"), int(Firmware::Bios));
    m_firmware->addItem(tr("UEFI"), int(Firmware::Uefi));

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow); // the sentences do
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    // Each field with its sentence below it.
    const auto add = [&](const QString &label, QWidget *field, PlainLabel *note) {
        auto *name = new PlainLabel(label);
        name->setBuddy(field);
        form->addRow(name, field);
        if (note) {
            note->setWordWrap(true);
            note->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
            form->addRow(QString(), note);
        }
    };
    add(tr("&Memory"), m_memory, m_memoryNote);
    add(tr("&Processors"), m_vcpus, m_vcpusNote);
    add(tr("N&etwork"), m_network, m_networkNote);
    add(tr("&Firmware"), m_firmware, nullptr);
    m_firmwareLabel = static_cast<PlainLabel *>(form->labelForField(m_firmware));
    m_remarks->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(form);
    layout->addSpacing(fontMetrics().height());
    layout->addWidget(m_remarks);
    layout->addStretch(1);

    // What the user did not touch follows the system.
    connect(m_memory, &QSpinBox::valueChanged, this, [this](int mib) {
        state().draft.memoryKiB = quint64(mib) * 1024;
        update();
    });
    connect(m_vcpus, &QSpinBox::valueChanged, this, [this](int count) {
        state().draft.vcpus = count;
        update();
    });
    connect(m_network, &QComboBox::activated, this, &ResourcesPage::networkChosen);
    connect(m_firmware, &QComboBox::activated, this, [this](int index) {
        const QVariant chosen = m_firmware->itemData(index);
        state().draft.firmware =
            chosen.isValid() ? std::optional(Firmware(chosen.toInt())) : std::nullopt;
        update();
    });
    connect(&shared, &NewMachineState::hostChanged, this, [this] {
        fillNetworks();
        if (isVisible())
            enter();
    });
    connect(&shared, &NewMachineState::systemChanged, this, [this] {
        if (isVisible())
            enter();
    });
    fillNetworks();
}

void ResourcesPage::enter()
{
    const MachineDraft full = state().filled();
    {
        const QSignalBlocker quietMemory(m_memory), quietVcpus(m_vcpus);
        m_memory->setValue(int(qMin<quint64>(full.memoryKiB / 1024, 64ULL * 1024 * 1024)));
        m_vcpus->setValue(full.vcpus);
    }
    const bool machine = full.origin != MachineOrigin::Container;
    m_firmware->setVisible(machine);
    m_firmwareLabel->setVisible(machine);
    update();
}

void ResourcesPage::fillNetworks()
{
    const auto chosen = state().draft.network;
    const bool before = m_network->count() > 0;
    const QString text = m_network->currentText();
    const QSignalBlocker quiet(m_network);
    m_network->clear();
    QList<HostNetwork> networks = state().networks();
    std::stable_sort(networks.begin(), networks.end(),
                     [](const HostNetwork &a, const HostNetwork &b) {
                         const auto rank = [](const HostNetwork &one) {
                             return one.active ? (one.name == "default"_L1 ? 0 : 1) : 2;
                         };
                         return rank(a) < rank(b);
                     });
    for (const HostNetwork &network : std::as_const(networks)) {
        const QString name = SafeText::forAction(network.name, 60);
        m_network->addItem(network.active ? tr("Virtual network “%1”").arg(name)
                                          : tr("Virtual network “%1” (is started first)").arg(name),
                           QVariant::fromValue(network));
    }
    if (!state().isContainerHost())
        m_network->addItem(tr("Outside world only (user-mode NAT)"), int(NetworkSpec::Kind::User));
    m_network->addItem(tr("No network"), int(NetworkSpec::Kind::None));
    const int same = before && chosen ? m_network->findText(text) : -1;
    m_network->setCurrentIndex(qMax(0, same));
    networkChosen();
}

void ResourcesPage::networkChosen()
{
    MachineDraft &draft = state().draft;
    const QVariant chosen = m_network->currentData();
    draft.networkIsStopped = false;
    if (chosen.canConvert<HostNetwork>()) {
        const auto network = chosen.value<HostNetwork>();
        draft.network = NetworkSpec{.kind = NetworkSpec::Kind::Network, .source = network.name};
        draft.networkIsStopped = !network.active;
    } else if (chosen.toInt() == int(NetworkSpec::Kind::User)) {
        draft.network = NetworkSpec{.kind = NetworkSpec::Kind::User};
    } else {
        draft.network.reset();
    }
    update();
}

void ResourcesPage::update()
{
    const MachineDraft full = state().filled();
    const HostSize host = state().size();
    const SystemFacts &system = state().facts();
    showUnderField(m_memoryNote, memoryProblem(full.memoryKiB, host),
                   memoryRemark(full.memoryKiB, system, host));
    showUnderField(m_vcpusNote, vcpusProblem(full.vcpus, host),
                   vcpusRemark(full.vcpus, system, host));
    const bool lonely = !state().draft.network && state().draft.origin == MachineOrigin::Network;
    showUnderField(m_networkNote,
                   lonely ? tr("Without a network there is nothing to start from.") : QString());
    m_networkNote->setVisible(lonely);
    const DraftedPlan drafted = state().isReady() ? state().plan() : DraftedPlan();
    showUnderField(m_remarks, {}, drafted.remarks.join(u'\n'));
    Q_EMIT completeChanged();
}

bool ResourcesPage::isComplete() const
{
    const MachineDraft full = state().filled();
    return state().isReady() && memoryProblem(full.memoryKiB, state().size()).isEmpty()
           && vcpusProblem(full.vcpus, state().size()).isEmpty()
           && (full.network || full.origin != MachineOrigin::Network);
}
