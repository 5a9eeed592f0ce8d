// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/storagechooserdialog.h"

#include "models/core/safetext.h"
#include "models/inventory/storage.h"
#include "views/basic/plainlabel.h"
#include "views/storage/storagebrowser.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QString titleOf(StoragePurpose purpose)
{
    switch (purpose) {
    case StoragePurpose::Disk:
        return StorageChooserDialog::tr("Choose a disk");
    case StoragePurpose::Iso:
        return StorageChooserDialog::tr("Choose an ISO image");
    case StoragePurpose::Floppy:
        return StorageChooserDialog::tr("Choose a floppy image");
    case StoragePurpose::Kernel:
        return StorageChooserDialog::tr("Choose a kernel or initial RAM disk");
    case StoragePurpose::Folder:
        break;
    }
    return StorageChooserDialog::tr("Choose a folder");
}

QString iconOf(StoragePurpose purpose)
{
    switch (purpose) {
    case StoragePurpose::Iso:
        return u"drive-optical"_s;
    case StoragePurpose::Floppy:
        return u"media-floppy"_s;
    case StoragePurpose::Folder:
        return u"folder"_s;
    case StoragePurpose::Disk:
    case StoragePurpose::Kernel:
        break;
    }
    return u"drive-harddisk"_s;
}

// The empty one: volumes of pools that know no formats, such as logical volumes.
QSet<QString> formatsOf(StoragePurpose purpose)
{
    switch (purpose) {
    case StoragePurpose::Disk:
        return {QString(), u"raw"_s, u"qcow2"_s, u"qcow"_s, u"qed"_s,  u"vmdk"_s,
                u"vdi"_s,  u"vpc"_s, u"vhdx"_s,  u"luks"_s, u"none"_s, u"linux"_s};
    case StoragePurpose::Iso:
        return {u"iso"_s};
    case StoragePurpose::Floppy:
    case StoragePurpose::Kernel:
        return {u"raw"_s};
    case StoragePurpose::Folder:
        break;
    }
    return {u"dir"_s};
}

} // namespace

StorageChooserDialog::StorageChooserDialog(StoragePurpose purpose, Storage *storage,
                                           const StorageAccess &access, const QString &host,
                                           bool local, QWidget *parent)
    : PlainDialog(iconOf(purpose), titleOf(purpose), parent)
    , m_purpose(purpose)
    , m_storage(storage)
    , m_browser(new StorageBrowser(StorageBrowser::Purpose::Choose))
    , m_all(new QCheckBox(tr("Show &all volumes")))
    , m_note(new PlainLabel)
{
    setHeading(
        tr("%1 on “%2”", "choose a disk, host").arg(titleOf(purpose), SafeText::line(host, 80)));
    m_all->setAccessibleName(tr("Show all volumes"));
    m_browser->setMinimumSize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 24);
    m_browser->setFormats(formatsOf(purpose));
    m_browser->setStorage(storage, access);
    content()->addWidget(m_browser, 1);
    content()->addWidget(m_all);
    content()->addWidget(m_note);
    m_note->setMinimumHeight(fontMetrics().height());
    addButtons(tr("&Choose"));
    if (local) {
        QPushButton *browse =
            buttons()->addButton(tr("&Browse this computer…"), QDialogButtonBox::ActionRole);
        browse->setAccessibleName(tr("Browse this computer"));
        browse->setAutoDefault(false);
        connect(browse, &QPushButton::clicked, this, &StorageChooserDialog::browseLocally);
    }
    connect(m_all, &QCheckBox::toggled, this, [this](bool all) {
        m_browser->setFormats(all ? QSet<QString>() : formatsOf(m_purpose));
    });
    connect(m_browser, &StorageBrowser::selectionChanged, this, &StorageChooserDialog::update);
    connect(m_browser, &StorageBrowser::volumeActivated, this, &StorageChooserDialog::accept);
    connect(storage, &Storage::usersChanged, this, &StorageChooserDialog::update);
    update();
}

StorageChoice StorageChooserDialog::choice() const
{
    const StorageSelection selection = m_browser->selection();
    if (!selection.volumes.isEmpty())
        return {selection.volumes.first().path, selection.volumes.first()};
    if (m_purpose == StoragePurpose::Folder && selection.pool && selection.pool->isActive())
        return {selection.pool->targetPath, {}};
    return {};
}

void StorageChooserDialog::update()
{
    const StorageChoice chosenNow = choice();
    QString warning, remark = SafeText::line(chosenNow.path, 1024);
    if (chosenNow.volume.incomplete)
        warning = tr("An upload or a copy into this volume did not reach its end.");
    else if (m_storage && m_purpose == StoragePurpose::Disk && !chosenNow.volume.ref().isNull()) {
        const auto users = m_storage->knownUsers(chosenNow.volume.ref());
        if (users && (!users->machines.isEmpty() || !users->dependants.isEmpty()))
            warning = SafeText::line(volumeUsersText(*users), 400);
    }
    showUnderField(m_note, warning, remark);
    acceptButton()->setEnabled(!chosenNow.path.isEmpty());
}

void StorageChooserDialog::browseLocally()
{
    auto *dialog = new QFileDialog(this, titleOf(m_purpose));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (m_purpose == StoragePurpose::Folder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
    }
    if (m_purpose == StoragePurpose::Iso)
        dialog->setNameFilters({tr("ISO images (*.iso)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        Q_EMIT chosen({path, {}});
        QDialog::accept();
    });
    dialog->open();
}

void StorageChooserDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT chosen(choice());
    QDialog::accept();
}
