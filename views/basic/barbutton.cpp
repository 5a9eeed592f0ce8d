// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/basic/barbutton.h"

#include <QAction>
#include <QCursor>
#include <QMenu>
#include <QToolBar>
#include <QToolButton>

QToolButton *setUpBarButton(QToolBar *bar, QAction *action)
{
    auto *button = qobject_cast<QToolButton *>(bar->widgetForAction(action));
    Q_ASSERT(button);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    const auto name = [button, action] { button->setAccessibleName(action->iconText()); };
    name();
    QObject::connect(action, &QAction::changed, button, name);
    // While its menu is open, nobody tells a button that the pointer has left it: it would look
    // pointed at for ever, when a dialog follows.
    if (QMenu *menu = action->menu<QMenu *>())
        QObject::connect(menu, &QMenu::aboutToHide, button, [button] {
            const bool isUnder = button->rect().contains(button->mapFromGlobal(QCursor::pos()));
            button->setAttribute(Qt::WA_UnderMouse, isUnder);
            button->update();
        });
    return button;
}
