// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/containerbox.h"

#include "dialogs/plaindialog.h"
#include "models/values/machinedraft.h"
#include "views/basic/plainlabel.h"

#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QRadioButton>

using namespace Qt::StringLiterals;

namespace {

// What a container runs unless somebody says otherwise; nothing of ours runs it.
constexpr QStringView programInit = u"/bin/sh"; // allowed: shell-word
constexpr QStringView systemInit = u"/sbin/init";

} // namespace

ContainerBox::ContainerBox()
    : m_program(new QRadioButton(tr("&One program, with the files of the host")))
    , m_system(new QRadioButton(tr("A &whole system, in a folder of the host")))
    , m_init(new QLineEdit)
    , m_folder(new QLineEdit)
    , m_folderLabel(new PlainLabel(tr("&Root folder")))
    , m_initNote(new PlainLabel)
    , m_folderNote(new PlainLabel)
{
    m_program->setAccessibleName(tr("One program, with the files of the host"));
    m_system->setAccessibleName(tr("A whole system, in a folder of the host"));
    m_init->setAccessibleName(tr("First program"));
    m_folder->setAccessibleName(tr("Root folder"));
    m_folder->setPlaceholderText(tr("Path of a folder that holds a system"));
    m_folderLabel->setBuddy(m_folder);
    m_initNote->setWordWrap(true);
    m_folderNote->setWordWrap(true);
    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    form->addRow(m_program);
    form->addRow(m_system);
    auto *label = new PlainLabel(tr("First &program"));
    label->setBuddy(m_init);
    form->addRow(label, m_init);
    form->addRow(QString(), m_initNote);
    form->addRow(m_folderLabel, m_folder);
    form->addRow(QString(), m_folderNote);

    connect(m_program, &QRadioButton::toggled, this, [this](bool program) {
        // What the user has written stays.
        if (m_init->text() == (program ? systemInit : programInit))
            m_init->setText((program ? programInit : systemInit).toString());
        update();
    });
    connect(m_init, &QLineEdit::textChanged, this, &ContainerBox::update);
    connect(m_folder, &QLineEdit::textChanged, this, &ContainerBox::update);
    m_init->setText(programInit.toString());
    m_program->setChecked(true);
}

ContainerSpec ContainerBox::container() const
{
    ContainerSpec container{.init = m_init->text().trimmed()};
    if (m_system->isChecked())
        container.rootFolder = m_folder->text().trimmed();
    return container;
}

void ContainerBox::setLocal(bool local)
{
    if (std::exchange(m_local, local) != local)
        update();
}

QString ContainerBox::folderProblem() const
{
    if (!m_system->isChecked())
        return {};
    const QString folder = m_folder->text().trimmed();
    if (folder.isEmpty())
        return tr("Say where the system’s files are.");
    if (!folder.startsWith(u'/'))
        return containerProblem({.init = programInit.toString(), .rootFolder = folder});
    const QFileInfo place(folder);
    if (m_local && !place.isDir())
        return place.exists() ? tr("This is no folder.") : tr("There is no such folder.");
    return {};
}

bool ContainerBox::isComplete() const
{
    return containerProblem({.init = m_init->text().trimmed()}).isEmpty()
           && folderProblem().isEmpty();
}

void ContainerBox::update()
{
    const bool system = m_system->isChecked();
    m_folder->setVisible(system);
    m_folderLabel->setVisible(system);
    m_folderNote->setVisible(system);
    const QString problem = containerProblem({.init = m_init->text().trimmed()});
    showUnderField(m_initNote, problem,
                   system
                       ? QString()
                       : tr("It runs as root, and can change what root can change on the host."));
    m_initNote->setVisible(!m_initNote->text().isEmpty());
    showUnderField(m_folderNote, folderProblem());
    Q_EMIT changed();
}
