// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/uploaddialog.h"

#include "dialogs/storage/fieldform.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "views/basic/plainlabel.h"

#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

UploadDialog::UploadDialog(const StoragePool &pool, const QString &host, const QStringList &taken,
                           const QList<File> &files, QWidget *parent)
    : PlainDialog(u"go-up"_s, tr("Upload"), parent)
    , m_pool(pool)
    , m_taken(taken)
    , m_files(files)
    , m_form(new FieldForm)
    , m_space(new PlainLabel)
{
    const QString pools = SafeText::line(pool.name, 60), hosts = SafeText::line(host, 60);
    quint64 size = 0;
    for (const File &file : files)
        size += file.size;
    setHeading(
        files.size() == 1
            ? tr("Upload “%1” to the pool “%2” on “%3”")
                  .arg(SafeText::line(QFileInfo(files.first().path).fileName(), 80), pools, hosts)
            : tr("Upload %n files to the pool “%1” on “%2”", nullptr, int(files.size()))
                  .arg(pools, hosts));
    for (const File &file : files) {
        auto *name =
            new QLineEdit(file.name.isEmpty() ? QFileInfo(file.path).fileName() : file.name);
        name->setMaxLength(250);
        m_form->add(files.size() == 1 ? tr("&Name of the volume")
                                      : SafeText::forAction(QFileInfo(file.path).fileName(), 40),
                    name);
        connect(name, &QLineEdit::textChanged, this, &UploadDialog::update);
        m_names.append(name);
    }
    constexpr qsizetype most = 8;
    if (files.size() > most) {
        auto *scroll = new QScrollArea;
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setWidget(m_form);
        scroll->setMinimumHeight(fontMetrics().height() * 2 * int(most));
        scroll->setMinimumWidth(m_form->minimumSizeHint().width());
        content()->addWidget(scroll, 1);
    } else {
        content()->addWidget(m_form);
    }
    content()->addWidget(m_space);
    const QString needed = tr("%1 to upload, %2 free in the pool.")
                               .arg(Units::bytes(size), Units::bytes(pool.available));
    const bool tooMuch = pool.available > 0 && size > pool.available;
    showUnderField(m_space, tooMuch ? needed : QString(), needed);
    addButtons(tr("&Upload"));
    update();
    m_names.first()->setFocus();
}

QList<UploadDialog::File> UploadDialog::files() const
{
    QList<File> files = m_files;
    for (int i = 0; i < files.size(); ++i)
        files[i].name = m_names[i]->text();
    return files;
}

void UploadDialog::update()
{
    bool fine = true;
    QStringList taken = m_taken;
    for (QLineEdit *name : std::as_const(m_names)) {
        const QString problem = volumeNameProblem(name->text(), taken);
        m_form->say(name, problem);
        taken << name->text();
        fine = fine && problem.isEmpty();
    }
    acceptButton()->setEnabled(fine);
    fit();
}

void UploadDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(files());
    QDialog::accept();
}
