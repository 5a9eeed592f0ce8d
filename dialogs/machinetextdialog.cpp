// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/machinetextdialog.h"

#include "models/core/safetext.h"
#include "models/values/machinetext.h"
#include "views/basic/plainlabel.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static QString titleOf(MachineAction action)
{
    switch (action) {
    case MachineAction::Rename:
        return MachineTextDialog::tr("Rename");
    case MachineAction::EditTitle:
        return MachineTextDialog::tr("Edit title");
    default:
        return MachineTextDialog::tr("Edit description");
    }
}

MachineTextDialog::MachineTextDialog(MachineAction action, const Machine &machine,
                                     const QString &host, QWidget *parent)
    : PlainDialog(action == MachineAction::Rename ? u"edit-rename"_s : u"document-edit"_s,
                  titleOf(action), parent)
    , m_action(action)
    , m_underField(new PlainLabel)
{
    const QString name = SafeText::line(machine.name, 60), place = SafeText::line(host, 60);
    QString label;
    switch (action) {
    case MachineAction::Rename:
        m_before = machine.name;
        label = tr("Name");
        setHeading(tr("Rename “%1” on “%2”").arg(name, place));
        break;
    case MachineAction::EditTitle:
        m_before = machine.title;
        label = tr("Title");
        setHeading(tr("Title of “%1” on “%2”").arg(name, place));
        setText(tr("It is shown in place of the name. Leave it empty to show the name."));
        break;
    default:
        m_before = machine.description;
        label = tr("Description");
        setHeading(tr("Description of “%1” on “%2”").arg(name, place));
        break;
    }
    if (action == MachineAction::EditDescription) {
        m_lines = new QPlainTextEdit;
        m_lines->setTabChangesFocus(true);
        m_lines->setAccessibleName(label);
        m_lines->setMinimumHeight(fontMetrics().lineSpacing() * 8);
        content()->addWidget(m_lines, 1);
        connect(m_lines, &QPlainTextEdit::textChanged, this, &MachineTextDialog::validate);
    } else {
        m_line = new QLineEdit;
        m_line->setAccessibleName(label);
        content()->addWidget(m_line);
        connect(m_line, &QLineEdit::textChanged, this, &MachineTextDialog::validate);
    }
    // Its line is kept free, so that nothing jumps while one types.
    m_underField->setMinimumHeight(fontMetrics().height());
    content()->addWidget(m_underField);
    addButtons(action == MachineAction::Rename ? tr("&Rename") : tr("&Save"));
    if (action == MachineAction::EditDescription)
        acceptButton()->setDefault(false); // Return is a line there
    setValue(m_before);
    if (m_line)
        m_line->selectAll();
    QWidget *field = m_line ? static_cast<QWidget *>(m_line) : m_lines;
    field->setFocus();
    validate();
}

QString MachineTextDialog::value() const
{
    return m_line ? m_line->text() : m_lines->toPlainText();
}

void MachineTextDialog::setValue(const QString &value)
{
    if (m_line)
        m_line->setText(value);
    else
        m_lines->setPlainText(value);
}

void MachineTextDialog::validate()
{
    const QString text = value();
    switch (m_action) {
    case MachineAction::Rename:
        setProblem(m_underField, renameProblem(text), renameRemark(text));
        break;
    case MachineAction::EditTitle:
        setProblem(m_underField, titleProblem(text));
        break;
    default:
        m_underField->hide();
        break;
    }
}

void MachineTextDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    if (value() != m_before) {
        MachineRequest request;
        request.action = m_action;
        request.text = value();
        Q_EMIT accepted(request);
    }
    QDialog::accept();
}
