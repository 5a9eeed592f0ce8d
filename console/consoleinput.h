// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyboard/keyboardlayout.h"
#include "models/keyboard/keymacro.h"
#include "models/keyboard/keyplayer.h"

#include <QObject>
#include <QPointer>

class DisplayView;
class KeyRow;
class MachineDisplay;
class QAction;
class SendKeyMenu;

// What a console sends beside the keys that the user presses: the Send key menu, macros, typed text
// and the on-screen keys. It goes through the display while that is connected, else by the way that
// the application gives. Owned by its ConsolePage; what needs a dialog it asks the application for.
class ConsoleInput : public QObject
{
    Q_OBJECT

public:
    ConsoleInput(DisplayView &view, QWidget *parent);

    // Null while the console is not connected.
    void setDisplay(MachineDisplay *display);
    // How keys reach a running machine without its console; empty: not at all.
    void setRemoteSink(std::function<QFuture<Result<>>(const KeyChord &, int)> sink);
    void setReleaseChord(const KeyChord &chord);
    void setHostChords(const QList<KeyChord> &chords);
    void setMacros(const QList<KeyMacro> &macros);
    void setGuestLayout(const KeyboardLayout &layout);

    // Whether keys reach the machine now.
    bool canSend() const;
    void send(const QList<KeyStep> &steps, int pace = KeyPlayer::defaultPace);
    KeyPlayer *player() const { return m_player; }

    SendKeyMenu *menu() const { return m_menu; }
    KeyRow *keyRow() const { return m_row; } // to be placed below the screen; hidden
    QAction *keyRowAction() const { return m_rowAction; }
    QAction *typeTextAction() const { return m_typeText; }
    QAction *recordKeysAction() const { return m_record; }
    QAction *macrosAction() const { return m_editMacros; }

Q_SIGNALS:
    void typeTextWanted();
    void recordKeysWanted();
    void macrosWanted();
    void failed(const Error &error);

private:
    void updateActions();
    void hostChordPressed(const KeyChord &chord);

    DisplayView &m_view;
    QPointer<MachineDisplay> m_display;
    std::function<QFuture<Result<>>(const KeyChord &, int)> m_remote;
    KeyPlayer *m_player;
    SendKeyMenu *m_menu;
    KeyRow *m_row;
    QAction *m_rowAction, *m_typeText, *m_record, *m_editMacros;
    QList<KeyChord> m_hostChords;
    QList<KeyMacro> m_macros;
    bool m_restoreCaps = false;
};
