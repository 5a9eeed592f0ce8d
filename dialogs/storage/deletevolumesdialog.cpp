// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/deletevolumesdialog.h"

#include "models/core/safetext.h"
#include "models/core/units.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

DeleteVolumesDialog::DeleteVolumesDialog(const QList<StorageVolume> &volumes, const QString &host,
                                         const QFuture<VolumeUsersAnswer> &users, QWidget *parent)
    : PlainDialog(u"dialog-warning"_s, tr("Delete volumes"), parent)
    , m_volumes(volumes)
    , m_users(new VolumeUsersBox(volumes))
{
    const QString where = SafeText::line(host, 80);
    setHeading(
        volumes.size() == 1
            ? tr("Delete the volume “%1” on “%2”?")
                  .arg(SafeText::line(volumes.first().name, 80), where)
            : tr("Delete these %n volumes on “%1”?", nullptr, int(volumes.size())).arg(where));
    quint64 bytes = 0;
    for (const StorageVolume &volume : volumes)
        bytes += volume.allocation;
    setText(bytes > 0 ? tr("What is in it is lost for ever: %1 on the host. There is no undo.")
                            .arg(Units::bytes(bytes))
                      : tr("What is in it is lost for ever. There is no undo."));
    content()->addWidget(m_users);
    addButtons(tr("&Delete"), true);
    acceptButton()->setEnabled(false);
    connect(m_users, &VolumeUsersBox::answered, this, [this] {
        acceptButton()->setEnabled(m_users->isFree());
        fit();
    });
    m_users->ask(users);
}

void DeleteVolumesDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    QList<VolumeRef> refs;
    for (const StorageVolume &volume : std::as_const(m_volumes))
        refs.append(volume.ref());
    Q_EMIT accepted(refs);
    QDialog::accept();
}
