// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/storage/storagecommandset.h"

#include "views/basic/plainlabel.h"

#include <QAction>
#include <QIcon>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;
using enum StorageAction;

namespace {

struct Row
{
    StorageAction action;
    const char *text; // with its mnemonic; the ellipsis says that a dialog follows
    const char *icon;
    bool single; // only on one volume at a time
};

constexpr Row table[] = {
    {NewPool, QT_TRANSLATE_NOOP("StorageCommandSet", "New &pool…"), "list-add", false},
    {ShowSecrets, QT_TRANSLATE_NOOP("StorageCommandSet", "Se&crets…"), "dialog-password", false},
    {StartPool, QT_TRANSLATE_NOOP("StorageCommandSet", "&Start"), "media-playback-start", false},
    {StopPool, QT_TRANSLATE_NOOP("StorageCommandSet", "S&top"), "media-playback-stop", false},
    {RefreshPool, QT_TRANSLATE_NOOP("StorageCommandSet", "Re&fresh"), "view-refresh", false},
    {BuildPool, QT_TRANSLATE_NOOP("StorageCommandSet", "&Build"), "system-run", false},
    {AutostartPool, QT_TRANSLATE_NOOP("StorageCommandSet", "Start with the &host"), "", false},
    {RenamePool, QT_TRANSLATE_NOOP("StorageCommandSet", "Re&name…"), "edit-rename", false},
    {DeletePool, QT_TRANSLATE_NOOP("StorageCommandSet", "&Delete pool…"), "edit-delete", false},
    {NewVolume, QT_TRANSLATE_NOOP("StorageCommandSet", "New &volume…"), "list-add", false},
    {NewOverlay, QT_TRANSLATE_NOOP("StorageCommandSet", "New &overlay…"), "edit-copy", true},
    {UploadVolume, QT_TRANSLATE_NOOP("StorageCommandSet", "&Upload…"), "go-up", false},
    {UploadOver, QT_TRANSLATE_NOOP("StorageCommandSet", "Upload o&ver it…"), "go-up", true},
    {ResumeUpload, QT_TRANSLATE_NOOP("StorageCommandSet", "Res&ume upload"), "media-playback-start",
     true},
    {DownloadVolumes, QT_TRANSLATE_NOOP("StorageCommandSet", "Do&wnload…"), "go-down", false},
    {CloneVolume, QT_TRANSLATE_NOOP("StorageCommandSet", "&Clone…"), "edit-copy", true},
    {RenameVolume, QT_TRANSLATE_NOOP("StorageCommandSet", "Re&name volume…"), "edit-rename", true},
    {ResizeVolume, QT_TRANSLATE_NOOP("StorageCommandSet", "&Resize…"), "zoom-fit-best", true},
    {WipeVolume, QT_TRANSLATE_NOOP("StorageCommandSet", "W&ipe…"), "edit-clear", true},
    {DeleteVolumes, QT_TRANSLATE_NOOP("StorageCommandSet", "De&lete…"), "edit-delete", false},
    {CopyPath, QT_TRANSLATE_NOOP("StorageCommandSet", "Copy p&ath"), "edit-copy", false},
    {VolumeDetails, QT_TRANSLATE_NOOP("StorageCommandSet", "D&etails"), "document-properties",
     true},
};

std::optional<PoolAction> poolActionOf(StorageAction action)
{
    switch (action) {
    case StartPool:
        return PoolAction::Start;
    case StopPool:
        return PoolAction::Stop;
    case RefreshPool:
        return PoolAction::Refresh;
    case BuildPool:
        return PoolAction::Build;
    case AutostartPool:
        return PoolAction::Autostart;
    case RenamePool:
        return PoolAction::Rename;
    case DeletePool:
        return PoolAction::Delete;
    case NewVolume:
    case UploadVolume:
        return PoolAction::NewVolume;
    default:
        return {};
    }
}

std::optional<VolumeAction> volumeActionOf(StorageAction action)
{
    switch (action) {
    case NewOverlay:
        return VolumeAction::Overlay;
    case UploadOver:
    case ResumeUpload:
        return VolumeAction::Upload;
    case DownloadVolumes:
        return VolumeAction::Download;
    case CloneVolume:
        return VolumeAction::Clone;
    case RenameVolume:
        return VolumeAction::Rename;
    case ResizeVolume:
        return VolumeAction::Resize;
    case WipeVolume:
        return VolumeAction::Wipe;
    case DeleteVolumes:
        return VolumeAction::Delete;
    default:
        return {};
    }
}

QString plainText(const QString &text)
{
    QString plain = text;
    return plain.remove(u'&').remove(u'…');
}

QString whyNotVolumes(const Row &row, const StorageSelection &selection,
                      const StorageAccess &access)
{
    if (selection.volumes.isEmpty())
        return StorageCommandSet::tr("No volume is selected.");
    if (row.single && selection.volumes.size() > 1)
        return StorageCommandSet::tr("This works on one volume at a time.");
    const auto action = volumeActionOf(row.action);
    if (!action)
        return {}; // looks only
    if (!access.usable)
        return StorageCommandSet::tr("The host is not connected.");
    if (access.readOnly)
        return StorageCommandSet::tr("The connection is read-only.");
    if (!selection.pool || !selection.pool->isActive())
        return StorageCommandSet::tr("Start the pool first.");
    if (row.action == NewOverlay) {
        const QString why = whyNot(*selection.pool, PoolAction::NewVolume, access.readOnly);
        if (!why.isEmpty())
            return why;
    }
    const StorageVolume &first = selection.volumes.first();
    if (row.action == ResumeUpload && !first.incomplete)
        return StorageCommandSet::tr("No upload into it was interrupted.");
    if (row.action == UploadOver && !first.format.isEmpty() && first.format != "raw"_L1
        && first.format != "iso"_L1)
        return StorageCommandSet::tr("Its format would make a mixture of old and new. Upload into "
                                     "a new volume.");
    if (row.action == RenameVolume && !access.local)
        return StorageCommandSet::tr("Only on this computer. Elsewhere, clone it under the new "
                                     "name.");
    if (row.action == RenameVolume && first.incomplete)
        return StorageCommandSet::tr("It is incomplete.");
    const bool all = std::all_of(
        selection.volumes.begin(), selection.volumes.end(), [&](const StorageVolume &volume) {
            return allowedActions(*selection.pool, volume, access.readOnly).testFlag(*action);
        });
    if (all)
        return {};
    return selection.volumes.size() == 1
               ? StorageCommandSet::tr("A volume of this kind does not allow it.")
               : StorageCommandSet::tr("Not all of the selected volumes allow it.");
}

} // namespace

QString whyNot(StorageAction action, const StorageSelection &selection, const StorageAccess &access)
{
    const Row &row = *std::find_if(std::begin(table), std::end(table),
                                   [action](const Row &each) { return each.action == action; });
    const auto poolAction = poolActionOf(action);
    if (action == ShowSecrets)
        return access.usable ? QString() : StorageCommandSet::tr("The host is not connected.");
    if (!poolAction && action != NewPool)
        return whyNotVolumes(row, selection, access);
    if (!access.usable)
        return StorageCommandSet::tr("The host is not connected.");
    if (access.readOnly)
        return StorageCommandSet::tr("The connection is read-only.");
    if (action == NewPool)
        return {};
    if (!selection.pool)
        return StorageCommandSet::tr("No pool is selected.");
    return whyNot(*selection.pool, *poolAction, access.readOnly);
}

StorageCommandSet::StorageCommandSet(QObject *parent) : QObject(parent)
{
    for (const Row &row : table) {
        auto *action = new QAction(tr(row.text), this);
        // Some are called as a machine's are.
        action->setObjectName(u"Storage: "_s + plainText(QString::fromUtf8(row.text)));
        action->setIconText(plainText(tr(row.text)));
        if (*row.icon)
            action->setIcon(QIcon::fromTheme(QString::fromLatin1(row.icon)));
        action->setCheckable(row.action == AutostartPool);
        connect(action, &QAction::triggered, this,
                [this, id = row.action](bool checked) { Q_EMIT triggered(id, checked); });
        m_actions.insert(row.action, action);
    }
    // Of the view that they are added to.
    for (const auto &[id, keys] : {std::pair(CopyPath, QKeySequence(QKeySequence::Copy)),
                                   std::pair(DeleteVolumes, QKeySequence(QKeySequence::Delete))}) {
        action(id)->setShortcut(keys);
        action(id)->setShortcutContext(Qt::WidgetShortcut);
    }
    setSelection({}, {});
}

QList<QAction *> StorageCommandSet::actions(const QList<StorageAction> &which) const
{
    QList<QAction *> found;
    for (const StorageAction id : which)
        found.append(action(id));
    return found;
}

void StorageCommandSet::setSelection(const StorageSelection &selection, const StorageAccess &access)
{
    for (const Row &row : table) {
        QAction *target = action(row.action);
        const QString why = whyNot(row.action, selection, access);
        target->setEnabled(why.isEmpty());
        setPlainToolTip(target, why.isEmpty() ? QString() : target->iconText() + u"\n"_s + why);
    }
    action(AutostartPool)->setChecked(selection.pool && selection.pool->autostart);
    // Whichever makes sense.
    const bool active = selection.pool && selection.pool->isActive();
    action(StartPool)->setVisible(!active);
    action(StopPool)->setVisible(active);
    action(ResumeUpload)
        ->setVisible(selection.volumes.size() == 1 && selection.volumes.first().incomplete);
}

void StorageCommandSet::fillPoolMenu(QMenu *menu) const
{
    menu->addActions(actions({StartPool, StopPool, RefreshPool, BuildPool}));
    menu->addSeparator();
    menu->addActions(actions({AutostartPool, RenamePool, DeletePool}));
    menu->addSeparator();
    menu->addActions(actions({NewVolume, UploadVolume, NewPool, ShowSecrets}));
}

void StorageCommandSet::fillVolumeMenu(QMenu *menu) const
{
    menu->addActions(actions({VolumeDetails, CopyPath}));
    menu->addSeparator();
    menu->addActions(actions({NewVolume, NewOverlay, CloneVolume, ResizeVolume, RenameVolume}));
    menu->addSeparator();
    menu->addActions(actions({UploadVolume, UploadOver, ResumeUpload, DownloadVolumes}));
    menu->addSeparator();
    menu->addActions(actions({WipeVolume, DeleteVolumes}));
}
