// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/mediumfield.h"

#include "dialogs/newmachine/diskusersnote.h"
#include "dialogs/newmachine/downloaddialog.h"
#include "dialogs/newmachine/newmachinestate.h"
#include "dialogs/newmachine/poolcombo.h"
#include "dialogs/plaindialog.h"
#include "dialogs/storage/storagechooserdialog.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/import/importreader.h"
#include "models/inventory/connection.h"
#include "models/inventory/storage.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

enum Column { Name, Pool, Size, Columns };
constexpr int volumeRole = Qt::UserRole;

// Whether the account that runs machines of the system can get to a file of ours, as far as the
// folders' permissions tell.
bool othersCanReach(const QString &path)
{
    QFileInfo place(path);
    while (!place.isRoot()) {
        place = QFileInfo(place.absolutePath());
        if (!place.permission(QFile::ExeOther))
            return false;
    }
    return true;
}

const QString packageFormat = u"ova"_s;

// By what is in it, as far as it needs no worker; "raw" when it says nothing.
QString formatIn(QFile &opened)
{
    if (ImportReader::isPackage(opened.fileName()))
        return packageFormat;
    const QString format = diskFormatOf(opened.read(512));
    if (format != "raw"_L1 || opened.size() < 512)
        return format;
    // A fixed one says it at its end only.
    return opened.seek(opened.size() - 512) ? diskFormatOf(opened.read(512)) : format;
}

} // namespace

MediumField::MediumField(NewMachineState &state, Kind kind, const QString &name)
    : m_state(state)
    , m_kind(kind)
    , m_path(new QLineEdit)
    , m_list(new QTreeView)
    , m_volumes(new QStandardItemModel(0, Columns, this))
    , m_listLabel(new PlainLabel)
    , m_note(new PlainLabel)
    , m_upload(new QCheckBox(tr("Co&py the file into a storage pool of the host first")))
    , m_storage(new QPushButton(tr("&Storage…")))
    , m_pool(new PoolCombo(state))
    , m_poolLine(new QWidget)
    , m_users(new DiskUsersNote(state))
    , m_fill(new QTimer(this))
{
    setAcceptDrops(true);
    m_path->setAcceptDrops(false); // a dropped file is ours, wherever it lands
    m_path->setAccessibleName(name);
    m_path->setPlaceholderText(kind == Kind::Cd ? tr("Path of an ISO image; or drop one here")
                                                : tr("Path of a disk image; or drop one here"));
    m_path->setClearButtonEnabled(true);
    auto *browseButton = new QPushButton(tr("&Browse…"));
    browseButton->setAccessibleName(tr("Browse"));
    setPlainToolTip(browseButton, tr("Looks among the files of this computer"));
    m_storage->setAccessibleName(tr("Storage"));
    setPlainToolTip(m_storage, tr("Looks in the storage of the host; there one can upload a file "
                                  "or make a volume, too"));
    m_listLabel->setText(kind == Kind::Cd ? tr("Images in the storage of the host")
                                          : tr("Disks in the storage of the host"));
    m_list->setModel(m_volumes);
    m_list->setAccessibleName(m_listLabel->text());
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_volumes->setHorizontalHeaderLabels({tr("Name"), tr("Pool"), tr("Size")});
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Pool, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(Size, QHeaderView::ResizeToContents);
    m_list->setMinimumHeight(fontMetrics().height() * 6);
    m_upload->setAccessibleName(tr("Copy the file into a storage pool of the host first"));

    auto *line = new QHBoxLayout;
    line->addWidget(browseButton);
    line->addWidget(m_storage);
    if (kind == Kind::Cd || kind == Kind::Template)
        line->addWidget(downloadButton());
    auto *poolLayout = new QHBoxLayout(m_poolLine);
    poolLayout->setContentsMargins({});
    auto *poolLabel = new PlainLabel(tr("&Pool"));
    poolLabel->setBuddy(m_pool);
    poolLayout->addWidget(poolLabel);
    poolLayout->addWidget(m_pool);
    poolLayout->addStretch(1);
    m_note->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    line->addStretch(1);
    layout->addWidget(m_path);
    layout->addLayout(line);
    layout->addWidget(m_note);
    layout->addWidget(m_upload);
    layout->addWidget(m_poolLine);
    layout->addWidget(m_users);
    layout->addWidget(m_listLabel);
    layout->addWidget(m_list, 1);
    layout->addStretch(0);

    m_fill->setSingleShot(true);
    m_fill->setInterval(0);
    connect(m_fill, &QTimer::timeout, this, &MediumField::fillNow);
    connect(browseButton, &QPushButton::clicked, this, &MediumField::browse);
    connect(m_storage, &QPushButton::clicked, this, &MediumField::chooseInStorage);
    connect(m_users, &DiskUsersNote::changed, this, &MediumField::changed);
    connect(m_pool, &PoolCombo::chosen, this, &MediumField::changed);
    connect(m_path, &QLineEdit::textEdited, this, &MediumField::pathTyped);
    connect(m_path, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty() && !m_choice.isEmpty())
            pathTyped();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &MediumField::volumePicked);
    connect(m_upload, &QCheckBox::clicked, this, [this](bool on) {
        m_choice.upload = on;
        tell();
    });
    connect(&state, &NewMachineState::storageChanged, this, [this] {
        fillVolumes();
        m_storage->setVisible(bool(m_state.askForStorage));
    });
    connect(&state, &NewMachineState::hostChanged, this, [this] {
        fillVolumes();
        judge();
    });
    fillNow();
    judge();
}

bool MediumField::fits(const StorageVolume &volume) const
{
    if (volume.type != VolumeType::File && volume.type != VolumeType::Block
        && volume.type != VolumeType::Network && volume.type != VolumeType::Unknown)
        return false;
    const bool iso =
        volume.format == "iso"_L1 || volume.name.endsWith(".iso"_L1, Qt::CaseInsensitive);
    return (m_kind == Kind::Cd) == iso && !volume.incomplete;
}

// In one go after many announcements.
void MediumField::fillVolumes()
{
    m_fill->start();
}

void MediumField::fillNow()
{
    const QSignalBlocker quiet(m_list->selectionModel());
    QList<StorageVolume> wanted = m_state.volumes();
    wanted.removeIf([this](const StorageVolume &volume) { return !fits(volume); });
    // Row by row: what is there already stays, and the selection with it.
    for (int row = m_volumes->rowCount() - 1; row >= 0; --row) {
        const auto shown = m_volumes->item(row)->data(volumeRole).value<VolumeRef>();
        if (std::none_of(wanted.cbegin(), wanted.cend(),
                         [&](const StorageVolume &volume) { return volume.ref() == shown; }))
            m_volumes->removeRow(row);
    }
    QHash<VolumeRef, int> rows;
    for (int row = 0; row < m_volumes->rowCount(); ++row)
        rows.insert(m_volumes->item(row)->data(volumeRole).value<VolumeRef>(), row);
    for (const StorageVolume &volume : std::as_const(wanted)) {
        const QString size = volume.described ? Units::bytes(volume.capacity) : QString();
        if (const auto known = rows.constFind(volume.ref()); known != rows.constEnd()) {
            m_volumes->item(*known, Size)->setText(size);
            continue;
        }
        auto *name = new QStandardItem(SafeText::line(volume.name));
        name->setData(QVariant::fromValue(volume.ref()), volumeRole);
        auto *amount = new QStandardItem(size);
        amount->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_volumes->appendRow(
            {name, new QStandardItem(SafeText::line(m_state.poolName(volume.pool))), amount});
    }
    m_volumes->sort(Name);
    const bool any = m_volumes->rowCount() > 0;
    m_list->setVisible(any);
    m_listLabel->setVisible(any);
}

void MediumField::setPath(const QString &path)
{
    m_path->setText(path);
    pathTyped();
}

bool MediumField::isSettled() const
{
    return m_users->isSettled();
}

bool MediumField::mustBeCopied() const
{
    return !m_state.isLocal() || (isDisk() && !isRunnableFormat(m_choice.format));
}

// Something else was chosen.
void MediumField::tell()
{
    judge();
    Q_EMIT changed();
    m_users->ask(isDisk() ? m_choice : MediumChoice());
}

void MediumField::pathTyped()
{
    const QString path = m_path->text().trimmed();
    m_choice = {};
    m_origin.clear();
    m_problem.clear();
    const auto volumes = m_state.volumes();
    const auto known =
        std::find_if(volumes.cbegin(), volumes.cend(), [&](const StorageVolume &one) {
            return !path.isEmpty() && one.path == path && fits(one);
        });
    if (known != volumes.cend()) {
        m_choice.volume = *known;
        m_choice.format = known->format;
    } else if (!path.isEmpty()) {
        fileFound(path);
    }
    if (known == volumes.cend()) {
        const QSignalBlocker quiet(m_list->selectionModel());
        m_list->setCurrentIndex({});
        m_list->clearSelection();
        m_list->viewport()->update();
    }
    tell();
}

void MediumField::fileFound(const QString &path)
{
    const QFileInfo file(path);
    if (!path.startsWith(u'/'))
        m_problem = tr("The path is absolute: it begins with a slash.");
    else if (!file.exists())
        m_problem = m_state.isLocal() ? tr("There is no such file.")
                                      : tr("There is no such file, here or in the host's storage.");
    else if (file.isDir())
        m_problem = tr("This is a folder.");
    else if (!file.isFile())
        m_problem = tr("This is no file."); // opening a pipe would wait
    if (!m_problem.isEmpty())
        return;
    m_choice.file = path;
    QFile opened(path);
    const bool readable = opened.open(QIODevice::ReadOnly);
    m_choice.format = readable ? formatIn(opened) : u"raw"_s;
    m_choice.upload = mustBeCopied() || (!m_state.isSession() && !othersCanReach(path));
    if (!readable && (m_choice.upload || m_kind == Kind::Template))
        m_problem = tr("This file cannot be read.");
    else if (m_choice.format == packageFormat && m_kind != Kind::Import)
        m_problem = tr("This is a package of a machine; it can be the source of a machine, as an "
                       "existing disk.");
    if (!m_problem.isEmpty())
        m_choice = {};
}

void MediumField::volumePicked(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto ref = m_volumes->item(index.row())->data(volumeRole).value<VolumeRef>();
    const auto volumes = m_state.volumes();
    const auto volume = std::find_if(volumes.cbegin(), volumes.cend(),
                                     [&](const StorageVolume &one) { return one.ref() == ref; });
    if (volume == volumes.cend())
        return;
    if (volume->described) {
        take(*volume);
        return;
    }
    // So far only its name is known.
    whenDone(m_state.host()->storage()->readVolume(ref), this,
             [this, ref](const Result<StorageVolume> &read) {
                 const QModelIndex current = m_list->currentIndex();
                 const bool still =
                     current.isValid()
                     && m_volumes->item(current.row())->data(volumeRole).value<VolumeRef>() == ref;
                 if (read && still)
                     take(*read);
             });
}

void MediumField::take(const StorageVolume &volume)
{
    m_origin.clear();
    m_problem.clear();
    m_choice = {.volume = volume, .format = volume.format.isEmpty() ? u"raw"_s : volume.format};
    m_path->setText(volume.path.isEmpty() ? volume.name : volume.path);
    if (volume.incomplete) {
        m_problem = tr("An upload or a copy into this volume did not reach its end.");
        m_choice = {};
    }
    tell();
}

void MediumField::chooseInStorage()
{
    if (!m_state.askForStorage || !m_state.host())
        return;
    const auto purpose = m_kind == Kind::Cd ? StoragePurpose::Iso : StoragePurpose::Disk;
    const auto deliver = [self = QPointer(this)](const StorageChoice &chosen) {
        if (self && !chosen.volume.ref().isNull())
            self->take(chosen.volume);
        else if (self && !chosen.path.isEmpty())
            self->setPath(chosen.path);
    };
    m_state.askForStorage(purpose, m_state.host()->id(), this, deliver);
}

void MediumField::judge()
{
    const bool file = !m_choice.file.isEmpty();
    const bool packaged = m_choice.format == packageFormat;
    const bool converted = isDisk() && !m_choice.isEmpty() && !isRunnableFormat(m_choice.format);
    // What is copied anyway needs no choice.
    m_upload->setVisible(file && m_kind != Kind::Template && (isDisk() || !m_state.isSession()));
    m_upload->setEnabled(!mustBeCopied());
    m_upload->setChecked(m_choice.upload);
    m_poolLine->setVisible(m_kind == Kind::Import && (m_choice.upload || converted));
    m_pool->fill();
    m_storage->setVisible(bool(m_state.askForStorage));
    QString remark;
    if (m_kind == Kind::Template || m_choice.isEmpty())
        remark.clear();
    else if (packaged)
        remark = tr("Its disks are converted and copied to the host; the package stays as it is.");
    else if (converted && file)
        remark = tr("Machines run on QCOW2 and raw disks: the disk is converted on its way to the "
                    "host, and the file stays as it is.");
    else if (converted)
        remark = tr("Machines run on QCOW2 and raw disks: the host converts a copy, and the volume "
                    "stays as it is.");
    else if (file && !m_state.isLocal())
        remark =
            tr("The file is on this computer; it is sent to the host before the machine is made.");
    else if (file && m_choice.upload && !m_state.isSession() && !othersCanReach(m_choice.file))
        remark = tr("Machines of the system cannot get to files in this folder.");
    else if (isDisk() && m_choice.upload)
        remark = tr("The machine gets a copy; the file stays as it is.");
    else if (isDisk())
        remark = file ? tr("The machine uses this file itself, and changes it.")
                      : tr("The machine uses this volume itself, and changes it.");
    if (!m_origin.isEmpty())
        remark = remark.isEmpty() ? m_origin : m_origin + u'\n' + remark;
    showUnderField(m_note, m_problem, remark);
    m_note->setVisible(!m_note->text().isEmpty());
}

void MediumField::browse()
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    m_dialog =
        new QFileDialog(this, m_kind == Kind::Cd ? tr("Choose an image") : tr("Choose a disk"),
                        QFileInfo(m_path->text()).absolutePath());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setFileMode(QFileDialog::ExistingFile);
    m_dialog->setNameFilters(
        m_kind == Kind::Cd ? QStringList{tr("CD images (*.iso *.ISO *.img)"), tr("All files (*)")}
        : m_kind == Kind::Import
            ? QStringList{tr("Disk images and packages (*.qcow2 *.img *.raw *.vmdk *.vdi *.vhd "
                             "*.vhdx *.vpc *.ova *.ovf)"),
                          tr("All files (*)")}
            : QStringList{tr("Disk images (*.qcow2 *.img *.raw *.vmdk *.vdi *.vhd *.vhdx *.vpc)"),
                          tr("All files (*)")});
    connect(m_dialog, &QFileDialog::fileSelected, this, &MediumField::setPath);
    m_dialog->open();
}

QPushButton *MediumField::downloadButton()
{
    auto *button = new QPushButton(tr("&Download…"));
    button->setAccessibleName(tr("Download"));
    connect(button, &QPushButton::clicked, this, [this] {
        auto *dialog = new DownloadDialog(m_state.catalog(),
                                          m_kind == Kind::Cd ? DownloadDialog::Kind::Media
                                                             : DownloadDialog::Kind::Images,
                                          m_state.architecture(), this);
        connect(dialog, &DownloadDialog::downloaded, this,
                [this](const QString &path, const QString &remark) {
                    setPath(path);
                    m_origin = remark;
                    judge();
                });
        dialog->open();
    });
    return button;
}

void MediumField::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MediumField::dropEvent(QDropEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() != 1 || !urls.first().isLocalFile())
        return;
    event->acceptProposedAction();
    setPath(urls.first().toLocalFile());
}
