// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/machineactions.h"

#include "views/basic/plainlabel.h"

#include <QAction>
#include <QIcon>
#include <QKeySequence>
#include <QMenu>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using enum MachineAction;

namespace {

struct Row
{
    MachineAction action;
    const char *text; // with its mnemonic; the ellipsis says that a dialog follows
    const char *icon;
    const char *shortcut;
    bool single; // only on one machine at a time
    bool local;  // needs no host: the page of the machine can be shown any time
};

constexpr Row table[] = {
    {OpenConsole, QT_TRANSLATE_NOOP("MachineCommandSet", "Open &console"), "video-display",
     "Ctrl+Return", true, true},
    {Screenshot, QT_TRANSLATE_NOOP("MachineCommandSet", "Screensh&ot…"), "camera-photo", "", false,
     false},
    {CopyScreenshot, QT_TRANSLATE_NOOP("MachineCommandSet", "Copy screenshot"), "edit-copy", "",
     true, false},
    {Start, QT_TRANSLATE_NOOP("MachineCommandSet", "&Start"), "media-playback-start",
     "Ctrl+Shift+S", false, false},
    {StartPaused, QT_TRANSLATE_NOOP("MachineCommandSet", "Start &paused"), "media-playback-start",
     "", false, false},
    {Restore, QT_TRANSLATE_NOOP("MachineCommandSet", "Res&tore"), "media-playback-start", "", false,
     false},
    {DiscardSavedState, QT_TRANSLATE_NOOP("MachineCommandSet", "&Discard saved state…"),
     "edit-clear", "", false, false},
    {Pause, QT_TRANSLATE_NOOP("MachineCommandSet", "&Pause"), "media-playback-pause",
     "Ctrl+Shift+P", false, false},
    {Resume, QT_TRANSLATE_NOOP("MachineCommandSet", "&Resume"), "media-playback-start", "", false,
     false},
    {WakeUp, QT_TRANSLATE_NOOP("MachineCommandSet", "&Wake up"), "media-playback-start", "", false,
     false},
    {ShutDown, QT_TRANSLATE_NOOP("MachineCommandSet", "S&hut down"), "system-shutdown",
     "Ctrl+Shift+H", false, false},
    {Reboot, QT_TRANSLATE_NOOP("MachineCommandSet", "Re&boot"), "system-reboot", "", false, false},
    {Reset, QT_TRANSLATE_NOOP("MachineCommandSet", "Rese&t"), "view-refresh", "", false, false},
    {ForceOff, QT_TRANSLATE_NOOP("MachineCommandSet", "&Force off"), "process-stop", "", false,
     false},
    {SaveState, QT_TRANSLATE_NOOP("MachineCommandSet", "Sa&ve state"), "document-save", "", false,
     false},
    {SuspendToRam, QT_TRANSLATE_NOOP("MachineCommandSet", "Suspend guest to &memory"),
     "system-suspend", "", false, false},
    {SuspendToDisk, QT_TRANSLATE_NOOP("MachineCommandSet", "Suspend guest to dis&k"),
     "system-hibernate", "", false, false},
    {CoreDump, QT_TRANSLATE_NOOP("MachineCommandSet", "Dump memor&y…"), "document-save-as", "",
     true, false},
    {Autostart, QT_TRANSLATE_NOOP("MachineCommandSet", "Start with the &host"), "", "", false,
     false},
    {Rename, QT_TRANSLATE_NOOP("MachineCommandSet", "Re&name…"), "edit-rename", "F2", true, false},
    {EditTitle, QT_TRANSLATE_NOOP("MachineCommandSet", "Edit t&itle…"), "document-edit", "", true,
     false},
    {EditDescription, QT_TRANSLATE_NOOP("MachineCommandSet", "Edit d&escription…"), "document-edit",
     "", true, false},
    {Delete, QT_TRANSLATE_NOOP("MachineCommandSet", "De&lete…"), "edit-delete", "Shift+Del", true,
     false},
};

const Row &rowOf(MachineAction action)
{
    return *std::find_if(std::begin(table), std::end(table),
                         [action](const Row &row) { return row.action == action; });
}

QString plainText(const QString &text)
{
    QString plain = text;
    return plain.remove(u'&').remove(u'…');
}

} // namespace

MachineCommandSet::MachineCommandSet(QObject *parent) : QObject(parent)
{
    for (const Row &row : table) {
        auto *action = new QAction(tr(row.text), this);
        action->setObjectName(plainText(QString::fromUtf8(row.text)));
        action->setIconText(plainText(tr(row.text)));
        if (*row.icon)
            action->setIcon(QIcon::fromTheme(QString::fromLatin1(row.icon)));
        if (*row.shortcut)
            action->setShortcut(QKeySequence(QString::fromLatin1(row.shortcut)));
        action->setCheckable(row.action == Autostart);
        connect(action, &QAction::triggered, this,
                [this, id = row.action](bool checked) { Q_EMIT triggered(id, checked); });
        m_actions.insert(row.action, action);
    }
    setMachines({}, false);
}

QList<QAction *> MachineCommandSet::all() const
{
    QList<QAction *> actions;
    for (const Row &row : table)
        actions.append(action(row.action));
    return actions;
}

void MachineCommandSet::setMachines(const QList<Machine> &machines, bool usable)
{
    // Not asked of the actions: one that is hidden says that it is disabled.
    QSet<MachineAction> enabled;
    for (const Row &row : table) {
        if (update(row.action, machines, usable))
            enabled.insert(row.action);
    }
    const auto allowed = [&enabled](MachineAction id) { return enabled.contains(id); };
    // One of each pair while one makes sense; both where the selected machines differ.
    action(Restore)->setVisible(allowed(Restore));
    action(Start)->setVisible(allowed(Start) || !allowed(Restore));
    action(Resume)->setVisible(allowed(Resume));
    action(WakeUp)->setVisible(allowed(WakeUp));
    action(Pause)->setVisible(allowed(Pause) || !(allowed(Resume) || allowed(WakeUp)));
    action(Autostart)->setChecked(
        !machines.isEmpty()
        && std::all_of(machines.begin(), machines.end(),
                       [](const Machine &machine) { return machine.autostart; }));
}

bool MachineCommandSet::update(MachineAction id, const QList<Machine> &machines, bool usable)
{
    const Row &row = rowOf(id);
    const auto refused = [&](const Machine &machine) {
        return !whyNotAllowed(machine, id).isEmpty();
    };
    QString why;
    if (machines.isEmpty())
        why = tr("No machine is selected.");
    else if (row.single && machines.size() > 1)
        why = tr("This works on one machine at a time.");
    else if (!usable && !row.local)
        why = tr("The host is not connected, or is open for reading only.");
    else if (std::all_of(machines.begin(), machines.end(), refused))
        why = machines.size() == 1 ? whyNotAllowed(machines.first(), id)
                                   : tr("None of the selected machines is in a state for this.");
    QAction *target = action(id);
    target->setEnabled(why.isEmpty());
    setPlainToolTip(target, why.isEmpty() ? QString() : target->iconText() + u"\n"_s + why);
    return why.isEmpty();
}

QList<QAction *> MachineCommandSet::primary() const
{
    return {action(Start),  action(Restore), action(Pause),
            action(Resume), action(WakeUp),  action(ShutDown)};
}

void MachineCommandSet::fill(QMenu *menu) const
{
    const QList<QList<MachineAction>> groups{
        {OpenConsole, Screenshot, CopyScreenshot},
        {Start, StartPaused, Restore, Pause, Resume, WakeUp},
        {ShutDown, Reboot, Reset, ForceOff},
        {SaveState, DiscardSavedState, SuspendToRam, SuspendToDisk, CoreDump},
        {Autostart, Rename, EditTitle, EditDescription},
        {Delete}};
    for (const auto &group : groups) {
        if (!menu->isEmpty())
            menu->addSeparator();
        for (const MachineAction id : group)
            menu->addAction(action(id));
    }
}
