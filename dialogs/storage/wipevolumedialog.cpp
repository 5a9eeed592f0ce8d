// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/wipevolumedialog.h"

#include "dialogs/storage/fieldform.h"
#include "models/core/safetext.h"

#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

WipeVolumeDialog::WipeVolumeDialog(const StorageVolume &volume, const QString &host,
                                   const QFuture<VolumeUsersAnswer> &users, QWidget *parent)
    : PlainDialog(u"dialog-warning"_s, tr("Wipe volume"), parent)
    , m_volume(volume)
    , m_users(new VolumeUsersBox({volume}))
    , m_algorithm(new QComboBox)
{
    setHeading(tr("Wipe the volume “%1” on “%2”?")
                   .arg(SafeText::line(volume.name, 80), SafeText::line(host, 80)));
    setText(tr("All that is in it is overwritten and lost for ever. A file is no disk image any "
               "more after that, but raw zeros; and file systems and drives that move blocks "
               "about may keep old copies."));
    for (int i = int(WipeAlgorithm::Zero); i <= int(WipeAlgorithm::Trim); ++i)
        m_algorithm->addItem(wipeAlgorithmText(WipeAlgorithm(i)), i);
    auto *form = new FieldForm;
    form->add(tr("&Method"), m_algorithm);
    content()->addWidget(m_users);
    content()->addWidget(form);
    addButtons(tr("&Wipe"), true);
    acceptButton()->setEnabled(false);
    connect(m_users, &VolumeUsersBox::answered, this, [this] {
        acceptButton()->setEnabled(m_users->isFree());
        fit();
    });
    m_users->ask(users);
}

void WipeVolumeDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(m_volume.ref(), WipeAlgorithm(m_algorithm->currentData().toInt()));
    QDialog::accept();
}
