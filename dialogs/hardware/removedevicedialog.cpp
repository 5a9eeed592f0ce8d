// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hardware/removedevicedialog.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

RemoveDeviceDialog::RemoveDeviceDialog(const RemoveDeviceContext &context,
                                       const QFuture<VolumeUsersAnswer> &users, QWidget *parent)
    : PlainDialog(u"list-remove"_s, tr("Remove"), parent)
    , m_context(context)
    , m_time(new QComboBox)
    , m_delete(new QCheckBox(tr("Also &delete its volume from the host")))
    , m_users(new VolumeUsersBox({context.volume}))
{
    setHeading(tr("Remove “%1” from “%2”?")
                   .arg(SafeText::line(context.device, 80), SafeText::line(context.machine, 80)));
    const bool storage = !context.volume.path.isEmpty();
    QString text = storage ? tr("The disk leaves the machine; what is in it stays on the host.")
                           : tr("It can be added again later.");
    if (context.running)
        text += u' ' + tr("The guest is asked to let go of it first.");
    setText(text);

    m_time->setAccessibleName(tr("Remove it"));
    if (context.running && context.defined)
        m_time->addItem(tr("Now, and from every start from now on"), int(EditTime::Both));
    if (context.running && !context.defined)
        m_time->addItem(tr("Now"), int(EditTime::Now));
    if (context.defined)
        m_time->addItem(tr("At the next start only"), int(EditTime::NextStart));
    if (context.running && context.defined)
        m_time->addItem(tr("From the running machine only"), int(EditTime::Now));
    auto *timeRow = new QWidget;
    auto *timeLayout = new QHBoxLayout(timeRow);
    timeLayout->setContentsMargins({});
    auto *label = new PlainLabel(tr("&Remove it:"));
    label->setBuddy(m_time);
    timeLayout->addWidget(label);
    timeLayout->addWidget(m_time, 1);
    timeRow->setVisible(m_time->count() > 1);
    m_delete->setAccessibleName(tr("Also delete its volume from the host"));
    m_delete->setEnabled(false);
    m_delete->setVisible(storage);
    m_users->hide();
    content()->addWidget(timeRow);
    content()->addWidget(m_delete);
    content()->addWidget(m_users);
    addButtons(tr("Re&move"));
    connect(m_time, &QComboBox::currentIndexChanged, this, &RemoveDeviceDialog::update);
    connect(m_delete, &QCheckBox::toggled, this, &RemoveDeviceDialog::update);
    connect(m_users, &VolumeUsersBox::answered, this, &RemoveDeviceDialog::update);
    if (storage)
        m_users->ask(users);
    update();
}

EditTime RemoveDeviceDialog::time() const
{
    return EditTime(m_time->currentData().toInt());
}

bool RemoveDeviceDialog::deletesVolume() const
{
    return m_delete->isEnabled() && m_delete->isChecked();
}

void RemoveDeviceDialog::update()
{
    // What the running machine keeps until its next start, or gets again with that, is not deleted
    // under it.
    const bool keeps = m_context.running && time() == EditTime::NextStart;
    const bool again = m_context.defined && time() == EditTime::Now;
    const bool soon = !keeps && !again;
    const bool storage = !m_context.volume.path.isEmpty();
    m_delete->setEnabled(storage && soon && m_users->isFree());
    setPlainToolTip(m_delete, keeps   ? tr("The running machine has it until its next start.")
                              : again ? tr("The machine has it again with its next start.")
                                      : m_users->verdict());
    m_users->setVisible(storage && soon);
    acceptButton()->setText(deletesVolume() ? tr("Re&move and delete") : tr("Re&move"));
    fit(true);
}

void RemoveDeviceDialog::accept()
{
    Q_EMIT removalWanted(time(), deletesVolume());
    QDialog::accept();
}
