// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/renamepooldialog.h"

#include "dialogs/storage/fieldform.h"
#include "models/core/safetext.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

RenamePoolDialog::RenamePoolDialog(const StoragePool &pool, const QString &host,
                                   const QStringList &taken, QWidget *parent)
    : PlainDialog(u"edit-rename"_s, tr("Rename pool"), parent)
    , m_pool(pool)
    , m_form(new FieldForm)
    , m_name(new QLineEdit(pool.name))
{
    setHeading(tr("Rename the pool “%1” on “%2”")
                   .arg(SafeText::line(pool.name, 60), SafeText::line(host, 60)));
    setText(tr("Only its name changes: its volumes stay where they are. Machines that name the "
               "pool, not a path, find their disks no longer."));
    m_form->add(tr("&Name"), m_name);
    content()->addWidget(m_form);
    addButtons(tr("&Rename"));
    const auto judge = [this, taken] {
        const bool same = m_name->text() == m_pool.name;
        const QString problem = same ? QString() : poolNameProblem(m_name->text(), taken);
        m_form->say(m_name, problem);
        acceptButton()->setEnabled(problem.isEmpty() && !same);
        fit();
    };
    connect(m_name, &QLineEdit::textChanged, this, judge);
    judge();
    m_name->setFocus();
    m_name->selectAll();
}

void RenamePoolDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(m_pool.uuid, m_name->text());
    QDialog::accept();
}
