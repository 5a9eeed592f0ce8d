// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/deletedialog.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

// Names repeat and look alike; the beginning of the UUID tells them apart.
static QString named(const DeleteSubject &subject)
{
    return DeleteDialog::tr("“%1” (%2) on “%3”", "machine, UUID, host")
        .arg(SafeText::line(subject.machine.name, 60),
             subject.machine.uuid.toString(QUuid::WithoutBraces).first(8),
             SafeText::line(subject.host, 60));
}

static QListWidget *list(const QStringList &lines, const QString &name)
{
    auto *view = new QListWidget;
    view->addItems(lines);
    view->setAccessibleName(name);
    view->setSelectionMode(QAbstractItemView::NoSelection);
    view->setTextElideMode(Qt::ElideMiddle);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const int shown = int(std::clamp<qsizetype>(lines.size(), 1, 8));
    view->setFixedHeight(view->sizeHintForRow(0) * shown + view->frameWidth() * 2 + 4);
    return view;
}

DeleteDialog::DeleteDialog(const QList<DeleteSubject> &subjects, QWidget *parent)
    : PlainDialog(u"edit-delete"_s, tr("Delete"), parent), m_subjects(subjects)
{
    QStringList machines, disks;
    int savedStates = 0, nvrams = 0, snapshots = 0;
    for (const DeleteSubject &subject : subjects) {
        machines << named(subject);
        for (const QString &disk : subject.disks)
            if (const QString line = SafeText::line(disk, 1024); !disks.contains(line))
                disks << line;
        savedStates += subject.machine.savedState;
        nvrams += subject.nvram;
        snapshots += subject.snapshots;
    }
    const int count = int(subjects.size());
    setHeading(count == 1 ? tr("Delete %1?").arg(machines.first())
                          : tr("Delete these %n machines?", nullptr, count));
    setText(
        disks.isEmpty()
            ? tr("Only the definition is deleted: its hardware and its settings. No disk and no "
                 "other file of the host is touched.")
            : tr("Only the definition is deleted: its hardware and its settings. These disks "
                 "stay on the host:"));
    if (count > 1)
        content()->addWidget(list(machines, tr("Machines to delete")));
    if (!disks.isEmpty()) {
        if (count > 1)
            content()->addWidget(new PlainLabel(tr("Disks that stay:")));
        content()->addWidget(list(disks, tr("Disks that stay")));
    }
    if (savedStates)
        addLoss(count == 1 ? tr("The &saved state is lost: what ran when it was saved")
                           : tr("The &saved states are lost: what ran when they were saved"));
    if (snapshots)
        addLoss(snapshots == 1 ? tr("The record of a sna&pshot is lost")
                               : tr("The records of %n sna&pshots are lost", nullptr, snapshots));
    if (nvrams)
        addLoss(tr("The &firmware's settings (NVRAM) are lost"));
    addButtons(tr("&Delete"), true);
    updateButton();
    resize(sizeHint().expandedTo(QSize(fontMetrics().averageCharWidth() * 80, 0)));
}

void DeleteDialog::addLoss(const QString &text)
{
    auto *loss = new QCheckBox(text);
    loss->setAccessibleName(QString(text).remove(u'&'));
    connect(loss, &QCheckBox::toggled, this, &DeleteDialog::updateButton);
    content()->addWidget(loss);
    m_losses << loss;
}

void DeleteDialog::updateButton()
{
    acceptButton()->setEnabled(std::all_of(
        m_losses.begin(), m_losses.end(), [](const QCheckBox *loss) { return loss->isChecked(); }));
}

void DeleteDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    for (const DeleteSubject &subject : std::as_const(m_subjects)) {
        MachineRequest request;
        request.action = MachineAction::Delete;
        // A saved state that was made after this dialog opened has not been agreed to.
        request.keepSavedState = !subject.machine.savedState;
        Q_EMIT accepted(subject.key, request);
    }
    QDialog::accept();
}
