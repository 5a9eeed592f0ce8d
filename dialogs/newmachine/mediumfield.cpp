// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/mediumfield.h"

#include "dialogs/newmachine/downloaddialog.h"
#include "dialogs/newmachine/newmachinestate.h"
#include "dialogs/plaindialog.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
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
    line->addWidget(m_path, 1);
    line->addWidget(browseButton);
    if (kind != Kind::Disk)
        line->addWidget(downloadButton());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(line);
    layout->addWidget(m_note);
    layout->addWidget(m_upload);
    layout->addWidget(m_listLabel);
    layout->addWidget(m_list, 1);
    layout->addStretch(0);

    m_fill->setSingleShot(true);
    m_fill->setInterval(0);
    connect(m_fill, &QTimer::timeout, this, &MediumField::fillNow);
    connect(browseButton, &QPushButton::clicked, this, &MediumField::browse);
    connect(m_path, &QLineEdit::textEdited, this, &MediumField::pathTyped);
    connect(m_path, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty() && !m_choice.isEmpty())
            pathTyped();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &MediumField::volumePicked);
    connect(m_upload, &QCheckBox::clicked, this, [this](bool on) {
        m_choice.upload = on;
        judge();
        Q_EMIT changed();
    });
    connect(&state, &NewMachineState::storageChanged, this, &MediumField::fillVolumes);
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

void MediumField::setRemark(const QString &remark)
{
    m_remark = remark;
    judge();
}

void MediumField::pathTyped()
{
    const QString path = m_path->text().trimmed();
    m_choice = {};
    m_remark.clear();
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
        const QFileInfo file(path);
        if (!path.startsWith(u'/'))
            m_problem = tr("The path is absolute: it begins with a slash.");
        else if (!file.exists())
            m_problem = m_state.isLocal()
                            ? tr("There is no such file.")
                            : tr("There is no such file, here or in the host's storage.");
        else if (file.isDir())
            m_problem = tr("This is a folder.");
        else if (!file.isFile())
            m_problem = tr("This is no file."); // opening a pipe would wait
        else
            m_choice.file = path;
        if (!m_choice.file.isEmpty()) {
            QFile opened(path);
            const bool readable = opened.open(QIODevice::ReadOnly);
            m_choice.format = readable ? diskFormatOf(opened.read(512)) : u"raw"_s;
            m_choice.upload = !m_state.isLocal() || (!m_state.isSession() && !othersCanReach(path));
            if (!readable && (m_choice.upload || m_kind == Kind::Template)) {
                m_choice = {};
                m_problem = tr("This file cannot be read.");
            }
        }
    }
    if (known == volumes.cend()) {
        const QSignalBlocker quiet(m_list->selectionModel());
        m_list->setCurrentIndex({});
        m_list->clearSelection();
        m_list->viewport()->update();
    }
    judge();
    Q_EMIT changed();
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
    m_remark.clear();
    m_origin.clear();
    m_problem.clear();
    m_choice = {.volume = volume, .format = volume.format.isEmpty() ? u"raw"_s : volume.format};
    m_path->setText(volume.path.isEmpty() ? volume.name : volume.path);
    judge();
    Q_EMIT changed();
}

void MediumField::judge()
{
    const bool file = !m_choice.file.isEmpty();
    // What is copied anyway needs no choice.
    m_upload->setVisible(file && !m_state.isSession() && m_kind != Kind::Template);
    m_upload->setEnabled(m_state.isLocal()); // elsewhere there is no other way
    m_upload->setChecked(m_choice.upload);
    QString remark = m_remark;
    if (m_kind == Kind::Template)
        remark.clear();
    else if (remark.isEmpty() && file && !m_state.isLocal())
        remark =
            tr("The file is on this computer; it is sent to the host before the machine is made.");
    else if (remark.isEmpty() && file && m_choice.upload)
        remark = tr("Machines of the system cannot get to files in this folder.");
    if (!m_origin.isEmpty())
        remark = remark.isEmpty() ? m_origin : m_origin + u'\n' + remark;
    // A machine that shares a disk is more than a remark.
    showUnderField(m_note, m_problem.isEmpty() ? m_remark : m_problem, remark);
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
        m_kind == Kind::Cd
            ? QStringList{tr("CD images (*.iso *.ISO *.img)"), tr("All files (*)")}
            : QStringList{tr("Disk images (*.qcow2 *.img *.raw *.vmdk *.vdi *.vhdx)"),
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
