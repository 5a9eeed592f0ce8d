// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/deletepooldialog.h"

#include "dialogs/storage/fieldform.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static QString lossOf(const StoragePool &pool)
{
    const QString place = SafeText::line(pool.targetPath, 1024);
    if (pool.type == "dir"_L1 || pool.type == "fs"_L1 || pool.type == "netfs"_L1)
        return DeletePoolDialog::tr("The host removes the folder %1, if there is nothing in it. "
                                    "Volumes have to be deleted one by one before.")
            .arg(place);
    if (pool.type == "logical"_L1)
        return DeletePoolDialog::tr("The host removes the volume group “%1” with every volume in "
                                    "it. What is in them is lost for ever.")
            .arg(SafeText::line(pool.source.isEmpty() ? pool.name : pool.source, 200));
    return DeletePoolDialog::tr("The host removes what the pool is made of, with every volume in "
                                "it. What is in them is lost for ever.");
}

DeletePoolDialog::DeletePoolDialog(const StoragePool &pool, const QString &host, QWidget *parent)
    : PlainDialog(u"dialog-warning"_s, tr("Delete pool"), parent)
    , m_pool(pool)
    , m_definition(new QRadioButton(tr("Delete the &definition only")))
    , m_contents(new QRadioButton(tr("Delete what it is made of, &too")))
    , m_form(new FieldForm)
    , m_typed(new QLineEdit)
{
    const QString place = pool.targetPath.isEmpty() ? pool.source : pool.targetPath;
    setHeading(tr("Delete the pool “%1” on “%2”?")
                   .arg(SafeText::line(pool.name, 60), SafeText::line(host, 60)));
    setText(place.isEmpty() ? tr("The host forgets the pool; its volumes stay.")
                            : tr("The host forgets the pool; its volumes stay where they are: %1")
                                  .arg(SafeText::line(place, 1024)));
    m_definition->setAccessibleName(tr("Delete the definition only"));
    m_contents->setAccessibleName(tr("Delete what it is made of, too"));
    m_definition->setChecked(true);
    m_form->add(tr("&Type the pool's name"), m_typed);
    content()->addWidget(m_definition);
    content()->addWidget(m_contents);
    content()->addWidget(m_form);
    addButtons(tr("&Delete"), true);
    connect(m_contents, &QRadioButton::toggled, this, &DeletePoolDialog::update);
    connect(m_typed, &QLineEdit::textChanged, this, &DeletePoolDialog::update);
    update();
}

void DeletePoolDialog::update()
{
    const bool contents = m_contents->isChecked();
    m_form->setVisible(contents);
    m_form->say(m_typed, contents ? lossOf(m_pool) : QString());
    acceptButton()->setEnabled(!contents || m_typed->text() == m_pool.name);
    fit(true);
}

void DeletePoolDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(m_pool.uuid, m_contents->isChecked());
    QDialog::accept();
}
