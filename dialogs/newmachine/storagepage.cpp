// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/storagepage.h"

#include "dialogs/newmachine/allocationcombo.h"
#include "dialogs/newmachine/furtherdrivesbox.h"
#include "dialogs/newmachine/mediumfield.h"
#include "dialogs/newmachine/poolcombo.h"
#include "dialogs/plaindialog.h"
#include "models/core/units.h"
#include "models/values/storagerules.h"
#include "views/basic/plainlabel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

constexpr double gibiByte = 1 << 30;

MachineStoragePage::MachineStoragePage(NewMachineState &shared)
    : NewMachinePage(shared, tr("Storage"), tr("Where does it keep its data?"))
    , m_new(new QRadioButton(tr("A &new disk")))
    , m_existing(new QRadioButton(tr("An e&xisting disk")))
    , m_none(new QRadioButton(tr("No &disk")))
    , m_newBox(new QWidget)
    , m_pool(new PoolCombo(shared))
    , m_format(new QComboBox)
    , m_size(new QDoubleSpinBox)
    , m_sizeNote(new PlainLabel)
    , m_noneNote(new PlainLabel(tr("For live systems: nothing is kept when the machine is off.")))
    , m_allocation(new AllocationCombo)
    , m_disk(new MediumField(shared, MediumField::Kind::Disk, tr("Disk")))
    , m_further(new FurtherDrivesBox(shared))
{
    for (QRadioButton *button : {m_new, m_existing, m_none})
        button->setAccessibleName(QString(button->text()).remove(u'&'));
    m_new->setChecked(true);
    m_size->setAccessibleName(tr("Size"));
    m_size->setRange(0.001, 1024.0 * 1024);
    m_size->setDecimals(1);
    m_size->setSuffix(tr(" GiB"));
    m_size->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_format->setAccessibleName(tr("Format"));
    m_format->addItem(tr("QCOW2: grows as needed, can have snapshots"), u"qcow2"_s);
    m_format->addItem(tr("Raw: plain and fast"), u"raw"_s);

    auto *form = new QFormLayout(m_newBox);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto add = [&](const QString &label, QWidget *field) {
        auto *name = new PlainLabel(label);
        name->setBuddy(field);
        form->addRow(name, field);
        return name;
    };
    add(tr("&Pool"), m_pool);
    add(tr("&Size"), m_size);
    m_sizeNote->setWordWrap(true);
    m_sizeNote->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    form->addRow(QString(), m_sizeNote);
    m_formatLabel = add(tr("&Format"), m_format);
    m_allocationLabel = add(tr("A&llocation"), m_allocation);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    const int indent = style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth)
                       + style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing);
    const auto below = [&](QWidget *widget, int stretch = 0) {
        auto *line = new QHBoxLayout;
        line->setContentsMargins(indent, 0, 0, 0);
        line->addWidget(widget);
        layout->addLayout(line, stretch);
    };
    layout->addWidget(m_new);
    below(m_newBox);
    layout->addWidget(m_existing);
    below(m_disk, 10);
    layout->addWidget(m_none);
    below(m_noneNote);
    layout->addStretch(1);
    layout->addWidget(m_further);

    for (QRadioButton *button : {m_new, m_existing, m_none})
        connect(button, &QRadioButton::toggled, this, &MachineStoragePage::choose);
    connect(m_pool, &PoolCombo::chosen, this, &MachineStoragePage::update);
    connect(m_size, &QDoubleSpinBox::valueChanged, this, [this](double gib) {
        state().draft.diskBytes = quint64(gib * 10 + 0.5) * (quint64(gibiByte) / 10 / 512 * 512);
        if (qFuzzyCompare(gib, double(qint64(gib))))
            state().draft.diskBytes = quint64(gib) << 30;
        update();
    });
    connect(m_format, &QComboBox::activated, this, [this] {
        state().draft.diskFormat = m_format->currentData().toString();
        update();
    });
    connect(m_allocation, &QComboBox::activated, this, &MachineStoragePage::update);
    connect(m_further, &FurtherDrivesBox::changed, this, &MachineStoragePage::update);
    connect(m_disk, &MediumField::changed, this, [this] {
        state().draft.existing = m_disk->choice();
        update();
    });
    connect(&shared, &NewMachineState::storageChanged, this, &MachineStoragePage::update);
    connect(&shared, &NewMachineState::hostChanged, this, &MachineStoragePage::update);
    choose();
}

void MachineStoragePage::enter()
{
    const MachineDraft full = state().filled();
    {
        const QSignalBlocker quiet(m_size);
        m_size->setValue(double(full.diskBytes) / gibiByte);
    }
    m_pool->fill();
    m_further->update();
    update();
}

void MachineStoragePage::choose()
{
    using Storage = MachineDraft::Storage;
    state().draft.storage = m_new->isChecked()        ? Storage::New
                            : m_existing->isChecked() ? Storage::Existing
                                                      : Storage::None;
    update();
}

void MachineStoragePage::update()
{
    MachineDraft full = state().filled();
    m_allocation->offer(full.diskFormat, full.pool);
    full.preallocation = state().draft.preallocation = m_allocation->value();
    // A copy of a cloud image: only where it goes and how large it is.
    const bool copy = full.origin == MachineOrigin::Cloud;
    if (copy && !m_new->isChecked()) {
        m_new->setChecked(true); // comes back here
        return;
    }
    for (QRadioButton *button : {m_new, m_existing, m_none})
        button->setVisible(!copy);
    m_format->setVisible(!copy);
    m_formatLabel->setVisible(!copy);
    m_allocation->setVisible(!copy);
    m_allocationLabel->setVisible(!copy);
    m_newBox->setVisible(m_new->isChecked());
    m_disk->setVisible(m_existing->isChecked());
    m_noneNote->setVisible(m_none->isChecked());
    m_format->setEnabled(poolForm(full.pool.type).files);
    showUnderField(m_sizeNote, newDiskProblem(full.diskBytes, full.pool, full.preallocation),
                   newDiskRemark(full.diskBytes, full.pool, state().facts()));
    Q_EMIT completeChanged();
}

bool MachineStoragePage::isComplete() const
{
    const MachineDraft full = state().filled();
    switch (full.storage) {
    case MachineDraft::Storage::New:
        return newDiskProblem(full.diskBytes, full.pool, full.preallocation).isEmpty();
    case MachineDraft::Storage::Existing:
        return !full.existing.isEmpty() && m_disk->isSettled();
    case MachineDraft::Storage::None:
        break;
    }
    return true;
}
