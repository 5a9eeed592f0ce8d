// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consoleinput.h"

#include "console/displayview.h"
#include "console/keyrow.h"
#include "console/sendkeymenu.h"

#include <QAction>
#include <QIcon>

using namespace Qt::StringLiterals;

ConsoleInput::ConsoleInput(DisplayView &view, QWidget *parent)
    : QObject(parent)
    , m_view(view)
    , m_player(new KeyPlayer(this))
    , m_menu(new SendKeyMenu(parent))
    , m_row(new KeyRow(view, parent))
    , m_rowAction(new QAction(QIcon::fromTheme(u"input-keyboard"_s), tr("On-screen &keys"), this))
    , m_typeText(new QAction(QIcon::fromTheme(u"edit-paste"_s), tr("&Type clipboard…"), this))
    , m_record(new QAction(tr("&Record keys…"), this))
    , m_editMacros(new QAction(tr("Edit &macros…"), this))
{
    m_row->hide();
    m_rowAction->setCheckable(true);
    connect(m_rowAction, &QAction::toggled, m_row, &QWidget::setVisible);
    m_typeText->setIconText(tr("Type clipboard"));
    for (QAction *action : {m_typeText, m_record, m_editMacros})
        m_menu->addTool(action);
    m_menu->addSeparator();
    m_menu->addTool(m_rowAction);
    connect(m_menu, &SendKeyMenu::chosen, this,
            [this](const QList<KeyStep> &steps) { send(steps); });
    connect(m_typeText, &QAction::triggered, this, &ConsoleInput::typeTextWanted);
    connect(m_record, &QAction::triggered, this, &ConsoleInput::recordKeysWanted);
    connect(m_editMacros, &QAction::triggered, this, &ConsoleInput::macrosWanted);
    connect(m_player, &KeyPlayer::failed, this, &ConsoleInput::failed);
    connect(m_player, &KeyPlayer::finished, this, [this] {
        if (std::exchange(m_restoreCaps, false) && m_display)
            m_display->setLocks(m_display->locks() | Wire::CapsLock);
    });
    connect(&view, &DisplayView::hostChordPressed, this, &ConsoleInput::hostChordPressed);
    updateActions();
}

void ConsoleInput::setDisplay(MachineDisplay *display)
{
    if (m_display == display)
        return;
    if (m_display)
        m_display->disconnect(this);
    m_row->releaseModifiers();
    m_display = display;
    m_row->setEnabled(display);
    if (display) {
        connect(display, &MachineDisplay::locksChanged, this,
                [this] { m_row->setLocks(m_display->locks()); });
        m_row->setLocks(display->locks());
    }
    updateActions();
}

void ConsoleInput::setRemoteSink(std::function<QFuture<Result<>>(const KeyChord &, int)> sink)
{
    m_remote = std::move(sink);
    updateActions();
}

void ConsoleInput::setReleaseChord(const KeyChord &chord)
{
    m_view.setReleaseChord(chord);
}

void ConsoleInput::setHostChords(const QList<KeyChord> &chords)
{
    m_hostChords = chords;
    setMacros(m_macros);
}

void ConsoleInput::setMacros(const QList<KeyMacro> &macros)
{
    m_macros = macros;
    m_menu->setMacros(macros);
    QList<KeyChord> kept = m_hostChords;
    for (const KeyMacro &macro : macros) {
        if (!macro.shortcut.isEmpty())
            kept.append(macro.shortcut);
    }
    m_view.setHostChords(kept);
}

void ConsoleInput::setGuestLayout(const KeyboardLayout &layout)
{
    m_view.setGuestLayout(layout);
}

bool ConsoleInput::canSend() const
{
    return m_display || m_remote;
}

void ConsoleInput::updateActions()
{
    m_menu->menuAction()->setEnabled(canSend());
    m_rowAction->setEnabled(m_display);
}

void ConsoleInput::send(const QList<KeyStep> &steps, int pace)
{
    m_player->cancel();
    m_view.releaseAllKeys();
    if (!m_display) {
        if (m_remote)
            m_player->play(steps, {.chord = m_remote}, pace);
        return;
    }
    // Layouts are read with Caps Lock off. The lights are the guest's own word for it.
    m_restoreCaps = m_display->locks() & Wire::CapsLock;
    if (m_restoreCaps)
        m_display->setLocks(m_display->locks() & quint8(~Wire::CapsLock));
    m_player->play(steps,
                   {.key =
                        [display = m_display](quint16 code, bool pressed) {
                            if (display)
                                display->sendKey(code, pressed);
                            return !display.isNull();
                        }},
                   pace);
}

void ConsoleInput::hostChordPressed(const KeyChord &chord)
{
    for (const KeyMacro &macro : std::as_const(m_macros)) {
        if (macro.shortcut.isSame(chord)) {
            send(macro.steps);
            return;
        }
    }
}
