// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/renamevolumedialog.h"

#include "dialogs/storage/fieldform.h"
#include "models/core/safetext.h"
#include "models/values/storagerules.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

RenameVolumeDialog::RenameVolumeDialog(const StorageVolume &volume, const QString &host,
                                       const QStringList &taken,
                                       const QFuture<VolumeUsersAnswer> &users, QWidget *parent)
    : PlainDialog(u"edit-rename"_s, tr("Rename volume"), parent)
    , m_volume(volume)
    , m_users(new VolumeUsersBox({volume}))
    , m_form(new FieldForm)
    , m_name(new QLineEdit(volume.name))
{
    setHeading(tr("Rename the volume “%1” on “%2”")
                   .arg(SafeText::line(volume.name, 60), SafeText::line(host, 60)));
    setText(tr("Its contents stay as they are. Nobody may use it, because its path changes."));
    m_form->add(tr("&Name"), m_name);
    content()->addWidget(m_form);
    content()->addWidget(m_users);
    addButtons(tr("&Rename"));
    const auto judge = [this, taken] {
        const bool same = m_name->text() == m_volume.name;
        const QString problem = same ? QString() : volumeNameProblem(m_name->text(), taken);
        m_form->say(m_name, problem);
        acceptButton()->setEnabled(problem.isEmpty() && !same && m_users->isFree());
        fit();
    };
    connect(m_name, &QLineEdit::textChanged, this, judge);
    connect(m_users, &VolumeUsersBox::answered, this, judge);
    judge();
    m_users->ask(users);
    m_name->setFocus();
    // Without what tells the kind of file.
    const qsizetype dot = volume.name.lastIndexOf(u'.');
    m_name->setSelection(0, int(dot > 0 ? dot : volume.name.size()));
}

void RenameVolumeDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(m_volume.ref(), m_name->text());
    QDialog::accept();
}
