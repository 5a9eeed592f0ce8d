// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/furtherdrivesbox.h"

#include "dialogs/newmachine/newmachinestate.h"
#include "views/basic/plainlabel.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

FurtherDrivesBox::FurtherDrivesBox(NewMachineState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_list(new QListWidget)
    , m_addDisk(new QPushButton(QIcon::fromTheme(u"list-add"_s), tr("Add &disk…")))
    , m_addCd(new QPushButton(QIcon::fromTheme(u"list-add"_s), tr("Add &CD…")))
    , m_remove(new QPushButton(QIcon::fromTheme(u"list-remove"_s), tr("&Remove")))
    , m_hint(new PlainLabel)
{
    auto *title = new PlainLabel(tr("F&urther disks and CDs"));
    title->setBuddy(m_list);
    m_list->setAccessibleName(tr("Further disks and CDs"));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setFixedHeight(fontMetrics().height() * 4);
    m_addDisk->setAccessibleName(tr("Add disk"));
    m_remove->setAccessibleName(tr("Remove"));
    m_hint->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_addDisk);
    buttons->addWidget(m_addCd);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    for (QPushButton *button : {m_addDisk, m_addCd, m_remove})
        button->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(title);
    layout->addWidget(m_list);
    layout->addWidget(m_hint);
    layout->addLayout(buttons);
    connect(m_addDisk, &QPushButton::clicked, this,
            [this] { ask(FurtherDriveDialog::Kind::Disk); });
    connect(m_addCd, &QPushButton::clicked, this, [this] { ask(FurtherDriveDialog::Kind::Cd); });
    connect(m_remove, &QPushButton::clicked, this, &FurtherDrivesBox::remove);
    connect(m_list, &QListWidget::currentRowChanged, this,
            [this](int row) { m_remove->setEnabled(row >= 0); });
    connect(&state, &NewMachineState::systemChanged, this, &FurtherDrivesBox::update);
    connect(&state, &NewMachineState::hostChanged, this, &FurtherDrivesBox::update);
    update();
}

void FurtherDrivesBox::ask(FurtherDriveDialog::Kind kind)
{
    if (m_dialog && m_dialog->isVisible())
        return;
    m_dialog = new FurtherDriveDialog(m_state, kind, this);
    connect(m_dialog, &FurtherDriveDialog::chosen, this, [this](const FurtherDrive &drive) {
        m_state.draft.further += drive;
        update();
        m_list->setCurrentRow(m_list->count() - 1);
        Q_EMIT changed();
    });
    m_dialog->open();
}

void FurtherDrivesBox::remove()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_state.draft.further.size())
        return;
    m_state.draft.further.removeAt(row);
    update();
    Q_EMIT changed();
}

void FurtherDrivesBox::update()
{
    const bool windows = m_state.facts().isWindows();
    const auto &drives = m_state.draft.further;
    const int row = m_list->currentRow();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const FurtherDrive &drive : drives)
            m_list->addItem(new QListWidgetItem(
                QIcon::fromTheme(drive.isDisk() ? u"drive-harddisk"_s : u"drive-optical"_s),
                driveText(drive)));
        m_list->setCurrentRow(qMin(row, m_list->count() - 1));
    }
    m_list->setVisible(!drives.isEmpty());
    m_remove->setVisible(!drives.isEmpty());
    m_remove->setEnabled(m_list->currentRow() >= 0);
    m_addCd->setText(windows ? tr("Add &CD with drivers…") : tr("Add &CD…"));
    m_addCd->setAccessibleName(QString(m_addCd->text()).remove(u'&').remove(u'…'));
    const bool drivers = std::any_of(drives.cbegin(), drives.cend(), [](const FurtherDrive &drive) {
        return drive.kind == FurtherDrive::Kind::DriverCd;
    });
    m_hint->setText(windows && !drivers
                        ? tr("Windows brings no drivers for the fast devices of virtual machines. "
                             "The CD “virtio-win” has them.")
                        : QString());
    m_hint->setVisible(!m_hint->text().isEmpty());
}
