// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/uploadoverdialog.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "views/basic/plainlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

UploadOverDialog::UploadOverDialog(const StorageVolume &volume, const QString &host,
                                   const QString &file, quint64 size,
                                   const QFuture<VolumeUsersAnswer> &users, QWidget *parent)
    : PlainDialog(u"dialog-warning"_s, tr("Upload over a volume"), parent)
    , m_volume(volume)
    , m_file(file)
    , m_users(new VolumeUsersBox({volume}))
{
    setHeading(tr("Upload over the volume “%1” on “%2”?")
                   .arg(SafeText::line(volume.name, 80), SafeText::line(host, 80)));
    setText(tr("What is in its first %1 is lost for ever; the rest stays. It is sent from %2.")
                .arg(Units::bytes(size), SafeText::line(file, 400)));
    auto *problem = new PlainLabel;
    problem->setWordWrap(true);
    const QString why = size == 0 ? tr("There is nothing in the file.")
                        : size > volume.capacity
                            ? tr("The file has %1, the volume %2.")
                                  .arg(Units::bytes(size), Units::bytes(volume.capacity))
                            : QString();
    content()->addWidget(m_users);
    content()->addWidget(problem);
    addButtons(tr("&Upload"), true);
    setProblem(problem, why);
    problem->setVisible(!why.isEmpty());
    acceptButton()->setEnabled(false);
    connect(m_users, &VolumeUsersBox::answered, this, [this, why] {
        acceptButton()->setEnabled(m_users->isFree() && why.isEmpty());
        fit();
    });
    m_users->ask(users);
}

void UploadOverDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(m_volume.ref(), m_file);
    QDialog::accept();
}
