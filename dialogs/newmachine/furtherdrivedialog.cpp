// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/furtherdrivedialog.h"

#include "dialogs/newmachine/allocationcombo.h"
#include "dialogs/newmachine/mediumfield.h"
#include "dialogs/newmachine/poolcombo.h"
#include "dialogs/storage/fieldform.h"
#include "dialogs/storage/sizefield.h"
#include "models/core/safetext.h"
#include "models/values/storagerules.h"

#include <QComboBox>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QString iconOf(FurtherDriveDialog::Kind kind)
{
    return kind == FurtherDriveDialog::Kind::Disk ? u"drive-harddisk"_s : u"drive-optical"_s;
}

QString titleOf(FurtherDriveDialog::Kind kind, bool windows)
{
    if (kind == FurtherDriveDialog::Kind::Disk)
        return FurtherDriveDialog::tr("Add a disk");
    return windows ? FurtherDriveDialog::tr("Add a CD with drivers")
                   : FurtherDriveDialog::tr("Add a CD");
}

} // namespace

FurtherDriveDialog::FurtherDriveDialog(NewMachineState &state, Kind kind, QWidget *parent)
    : PlainDialog(iconOf(kind), titleOf(kind, state.facts().isWindows()), parent)
    , m_state(state)
    , m_kind(kind)
    , m_new(new QRadioButton(tr("A &new disk"), this))
    , m_existing(new QRadioButton(tr("An e&xisting disk"), this))
    , m_form(new FieldForm(this))
    , m_pool(new PoolCombo(state, PoolCombo::Use::Own))
    , m_size(new SizeField)
    , m_format(new QComboBox)
    , m_allocation(new AllocationCombo)
    , m_medium(new MediumField(state,
                               kind == Kind::Disk ? MediumField::Kind::Disk : MediumField::Kind::Cd,
                               kind == Kind::Disk ? tr("Disk") : tr("Image")))
{
    const SystemFacts &system = state.facts();
    setHeading(titleOf(kind, system.isWindows()));
    if (kind == Kind::Cd && system.isWindows()) {
        QString text =
            tr("Windows lacks drivers for the fast devices of virtual machines (virtio). "
               "The CD “virtio-win” has them: its setup asks for drivers, and finds them "
               "in the second drive.");
        if (!system.driversUrl.isEmpty())
            text += u"\n\n"_s
                    + tr("For %1 they are at %2.")
                          .arg(SafeText::line(system.system.name, 60),
                               SafeText::line(system.driversUrl, 200));
        setText(text);
    }
    addDiskFields();
    content()->addWidget(m_new);
    content()->addWidget(m_form);
    content()->addWidget(m_existing);
    content()->addWidget(m_medium, 1);
    m_medium->setMinimumWidth(fontMetrics().averageCharWidth() * 70);
    m_new->setVisible(kind == Kind::Disk);
    m_existing->setVisible(kind == Kind::Disk);
    addButtons(tr("&Add"));
    connect(m_medium, &MediumField::changed, this, &FurtherDriveDialog::update);
    // Nothing of another host.
    connect(&state, &QObject::destroyed, this, &QDialog::reject);
    m_new->setChecked(true);
    update();
}

void FurtherDriveDialog::addDiskFields()
{
    for (QRadioButton *button : {m_new, m_existing}) {
        button->setAccessibleName(QString(button->text()).remove(u'&'));
        connect(button, &QRadioButton::toggled, this, &FurtherDriveDialog::update);
    }
    m_format->addItem(tr("QCOW2: grows as needed, can have snapshots"), u"qcow2"_s);
    m_format->addItem(tr("Raw: plain and fast"), u"raw"_s);
    constexpr quint64 usual = 20ULL << 30;
    m_size->setBytes(usual);
    m_form->add(tr("&Pool"), m_pool);
    m_form->add(tr("&Size"), m_size);
    m_form->add(tr("&Format"), m_format);
    m_form->add(tr("A&llocation"), m_allocation);
    connect(m_pool, &PoolCombo::chosen, this, &FurtherDriveDialog::update);
    connect(m_size, &SizeField::changed, this, &FurtherDriveDialog::update);
    connect(m_format, &QComboBox::activated, this, &FurtherDriveDialog::update);
    connect(m_allocation, &QComboBox::activated, this, &FurtherDriveDialog::update);
}

FurtherDrive FurtherDriveDialog::drive() const
{
    using Drive = FurtherDrive::Kind;
    if (m_kind == Kind::Cd) {
        return {.kind = m_state.facts().isWindows() ? Drive::DriverCd : Drive::Cd,
                .medium = m_medium->choice()};
    }
    if (m_existing->isChecked())
        return {.kind = Drive::ExistingDisk, .medium = m_medium->choice()};
    return {.kind = Drive::NewDisk,
            .pool = m_pool->pool(),
            .bytes = m_size->bytes(),
            .format = m_format->currentData().toString(),
            .preallocation = m_allocation->value()};
}

void FurtherDriveDialog::update()
{
    const bool isNew = m_kind == Kind::Disk && m_new->isChecked();
    m_form->setVisible(isNew);
    m_medium->setVisible(!isNew);
    const StoragePool pool = m_pool->pool();
    m_format->setEnabled(poolForm(pool.type).files);
    m_allocation->offer(m_format->currentData().toString(), pool);
    const FurtherDrive wanted = drive();
    const QString problem =
        isNew ? newDiskProblem(wanted.bytes, wanted.pool, wanted.preallocation) : QString();
    m_form->say(m_size, problem, isNew ? newDiskRemark(wanted.bytes, pool, {}) : QString());
    acceptButton()->setEnabled(isNew ? problem.isEmpty()
                                     : !wanted.medium.isEmpty() && m_medium->isSettled());
    fit();
}

void FurtherDriveDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT chosen(drive());
    QDialog::accept();
}
