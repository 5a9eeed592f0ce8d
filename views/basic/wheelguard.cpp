// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/basic/wheelguard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>

namespace {

class WheelGuard : public QObject
{
public:
    explicit WheelGuard(QWidget *guarded) : QObject(guarded)
    {
        guarded->setFocusPolicy(Qt::StrongFocus); // not by the wheel itself
        guarded->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (event->type() != QEvent::Wheel || !widget || widget->hasFocus())
            return false;
        event->ignore(); // the page takes it
        return true;
    }
};

} // namespace

void guardFromWheel(QWidget *editor)
{
    QList<QWidget *> parts = editor->findChildren<QWidget *>();
    parts.prepend(editor);
    for (QWidget *part : std::as_const(parts)) {
        if (qobject_cast<QComboBox *>(part) || qobject_cast<QAbstractSpinBox *>(part))
            new WheelGuard(part);
    }
}
