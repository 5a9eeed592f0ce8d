// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sendkeymenu.h"

#include "models/core/safetext.h"

#include <QIcon>

using namespace Qt::StringLiterals;

SendKeyMenu::SendKeyMenu(QWidget *parent) : QMenu(tr("Send &key"), parent)
{
    menuAction()->setIcon(QIcon::fromTheme(u"input-keyboard"_s));
    for (const char *chord : {"Ctrl+Alt+Delete", "Ctrl+Alt+Backspace", "Ctrl+Esc", "Alt+Tab",
                              "Alt+F4", "Super", "Menu", "Print", "Pause", "F11"})
        add(this, {}, chord);
    addSeparator();
    QMenu *terminals = addMenu(tr("Ctrl+Alt+F keys"));
    for (int i = 1; i <= 12; ++i)
        add(terminals, {}, qPrintable(u"Ctrl+Alt+F%1"_s.arg(i)));

    // Linux's own chords for a system that hangs; in the order of the safe way down.
    QMenu *kernel = addMenu(tr("SysRq (Linux)"));
    const std::pair<const char *, QString> requests[] = {
        {"R", tr("Keyboard back from the X server (R)")},
        {"E", tr("End all processes (E)")},
        {"I", tr("Kill all processes (I)")},
        {"S", tr("Write disks (S)")},
        {"U", tr("Disks read-only (U)")},
        {"B", tr("Reboot at once (B)")},
        {"F", tr("Kill what takes the memory (F)")},
        {"O", tr("Power off at once (O)")},
    };
    for (const auto &[key, text] : requests)
        add(kernel, text, qPrintable(u"Alt+SysRq+%1"_s.arg(QLatin1StringView(key))));
    addSeparator();
    m_macros = addMenu(tr("Macros"));
    addSeparator();
    setMacros({});
}

void SendKeyMenu::add(QMenu *menu, const QString &text, const char *chord)
{
    const auto keys = KeyChord::parse(QString::fromLatin1(chord));
    Q_ASSERT(keys);
    add(menu, text.isEmpty() ? keys->label() : text, QList<KeyStep>{{*keys, 0}});
}

void SendKeyMenu::add(QMenu *menu, const QString &text, const QList<KeyStep> &steps)
{
    connect(menu->addAction(text), &QAction::triggered, this,
            [this, steps] { Q_EMIT chosen(steps); });
}

void SendKeyMenu::setMacros(const QList<KeyMacro> &macros)
{
    m_macros->clear();
    for (const KeyMacro &macro : macros) {
        // After a tab stands what a menu shows as a shortcut.
        const QString shortcut =
            macro.shortcut.isEmpty() ? QString() : u'\t' + macro.shortcut.label();
        add(m_macros, SafeText::forAction(macro.name, 60) + shortcut, macro.steps);
    }
    m_macros->menuAction()->setVisible(!macros.isEmpty());
}

void SendKeyMenu::addTool(QAction *action)
{
    addAction(action);
}
