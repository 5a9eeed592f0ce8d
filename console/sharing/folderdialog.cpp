// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/folderdialog.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

FolderDialog::FolderDialog(const QString &machine, FolderSharing &sharing, QWidget *parent)
    : QDialog(parent)
    , m_sharing(sharing)
    , m_status(new PlainLabel)
    , m_warning(new PlainLabel)
    , m_folder(new QLineEdit)
    , m_readOnly(new QRadioButton(tr("The machine can &read it")))
    , m_writable(new QRadioButton(tr("The machine can read it, &change and delete files in it")))
    , m_again(new QCheckBox(tr("Share it &again whenever this console connects")))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Close))
{
    const QString name = SafeText::line(machine, 60);
    setWindowTitle(tr("Share a folder with “%1”").arg(name));
    auto *explanation =
        new PlainLabel(tr("The folder appears in the machine while its console is connected, for "
                          "everybody who uses the machine. Links in it are followed. The guest "
                          "needs spice-webdavd; in Linux it is then a network place, in Windows a "
                          "network drive."));
    auto *choose = new QPushButton(tr("C&hoose…"));
    choose->setAccessibleName(tr("Choose"));
    m_folder->setAccessibleName(tr("Folder"));
    auto *folderLabel = new PlainLabel(tr("&Folder"));
    folderLabel->setBuddy(m_folder);
    m_readOnly->setAccessibleName(tr("The machine can read it"));
    m_writable->setAccessibleName(tr("The machine can read it, change and delete files in it"));
    m_again->setAccessibleName(tr("Share it again whenever this console connects"));
    m_warning->setAccessibleName(tr("Warning"));
    for (PlainLabel *label : {explanation, m_status, m_warning})
        label->setWordWrap(true);
    QFont bold = m_warning->font();
    bold.setBold(true);
    m_warning->setFont(bold);
    m_share = m_buttons->addButton(tr("&Share"), QDialogButtonBox::ActionRole);
    m_share->setAccessibleName(tr("Share"));
    m_stop = m_buttons->addButton(tr("S&top sharing"), QDialogButtonBox::ActionRole);
    m_stop->setAccessibleName(tr("Stop sharing"));
    m_share->setDefault(true);

    auto *row = new QHBoxLayout;
    row->addWidget(folderLabel);
    row->addWidget(m_folder, 1);
    row->addWidget(choose);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addLayout(row);
    layout->addWidget(m_readOnly);
    layout->addWidget(m_writable);
    layout->addWidget(m_again);
    layout->addWidget(m_warning);
    layout->addStretch();
    layout->addWidget(m_status);
    layout->addWidget(m_buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 70);

    const FolderSharing::Choice before = sharing.choice();
    m_folder->setText(before.folder);
    (before.readOnly ? m_readOnly : m_writable)->setChecked(true);
    m_again->setChecked(before.again);

    connect(choose, &QPushButton::clicked, this, &FolderDialog::browse);
    connect(m_folder, &QLineEdit::textChanged, this, &FolderDialog::refresh);
    connect(m_readOnly, &QRadioButton::toggled, this, &FolderDialog::refresh);
    connect(m_share, &QPushButton::clicked, this, [this] { m_sharing.share(choice()); });
    connect(m_stop, &QPushButton::clicked, &m_sharing, &FolderSharing::stop);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&sharing, &FolderSharing::changed, this, &FolderDialog::refresh);
    connect(&sharing, &FolderSharing::possibleChanged, this, &FolderDialog::refresh);
    refresh();
}

FolderSharing::Choice FolderDialog::choice() const
{
    return {.folder = QDir::cleanPath(m_folder->text().trimmed()),
            .readOnly = m_readOnly->isChecked(),
            .again = m_again->isChecked()};
}

void FolderDialog::setFolder(const QString &folder)
{
    m_folder->setText(folder);
}

void FolderDialog::refresh()
{
    const FolderSharing::Choice now = choice();
    const bool isFolder = QDir::isAbsolutePath(now.folder) && QFileInfo(now.folder).isDir();
    const QString whyNot = m_sharing.whyNot();
    QString warning;
    if (isFolder)
        warning = FolderSharing::warning(now.folder, now.readOnly);
    else if (!m_folder->text().isEmpty())
        warning = tr("There is no such folder on this computer.");
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    m_status->setText(wrappable(whyNot.isEmpty() ? m_sharing.statusText() : whyNot));
    m_share->setEnabled(whyNot.isEmpty() && isFolder);
    m_share->setText(m_sharing.isShared() ? tr("&Share this instead") : tr("&Share"));
    m_stop->setVisible(m_sharing.isShared());
}

void FolderDialog::browse()
{
    auto *dialog =
        new QFileDialog(this, tr("Share a folder"),
                        m_folder->text().isEmpty() ? QDir::homePath() : m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &FolderDialog::setFolder);
    dialog->open();
}
