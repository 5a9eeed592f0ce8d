// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/coredumpdialog.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/values/machinetext.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

CoreDumpDialog::CoreDumpDialog(const Machine &machine, const QString &host, QWidget *parent)
    : PlainDialog(u"memory"_s, tr("Core dump"), parent)
    , m_path(new QLineEdit)
    , m_memoryOnly(new QCheckBox(tr("&Memory only, as an ELF file that debuggers read")))
    , m_underField(new PlainLabel)
{
    setHeading(tr("Write the memory of “%1” to a file on “%2”")
                   .arg(SafeText::line(machine.name, 60), SafeText::line(host, 60)));
    setText(machine.memoryKiB > 0
                ? tr("The host writes up to %1. The file holds everything that is in the guest's "
                     "memory, passwords and keys too.")
                      .arg(Units::kibibytes(machine.memoryKiB))
                : tr("The file holds everything that is in the guest's memory, passwords and keys "
                     "too."));
    auto *label = new PlainLabel(tr("&File on the host:"));
    label->setBuddy(m_path);
    m_path->setAccessibleName(tr("File on the host"));
    m_path->setText(u"/var/lib/libvirt/qemu/dump/%1.core"_s.arg(SafeText::fileName(machine.name)));
    m_memoryOnly->setAccessibleName(tr("Memory only"));
    m_memoryOnly->setChecked(true);
    content()->addWidget(label);
    content()->addWidget(m_path);
    m_underField->setMinimumHeight(fontMetrics().height());
    content()->addWidget(m_underField);
    content()->addWidget(m_memoryOnly);
    addButtons(tr("&Write"));
    const auto validate = [this] { setProblem(m_underField, hostPathProblem(m_path->text())); };
    connect(m_path, &QLineEdit::textChanged, this, validate);
    validate();
    m_path->setFocus();
}

void CoreDumpDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    MachineRequest request;
    request.action = MachineAction::CoreDump;
    request.path = m_path->text();
    request.memoryOnly = m_memoryOnly->isChecked();
    Q_EMIT accepted(request);
    QDialog::accept();
}
