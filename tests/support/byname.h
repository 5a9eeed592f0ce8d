// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/patience.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

// How tests find the parts of a window: by what people and assistive programs call them. None of
// it needs a display, or a window that is open: what is seen is what would be in an open one. GUI
// thread.

// The part of `in` that has this accessible name or, a button, these words on it (without mnemonic
// and ellipsis). One that is seen goes before one that is hidden; null without any.
template <class Widget>
Widget *byName(const QWidget *in, const QString &name)
{
    if (!in)
        return nullptr;
    Widget *hidden = nullptr;
    const auto all = in->findChildren<Widget *>();
    for (Widget *one : all) {
        const auto *button = qobject_cast<const QAbstractButton *>(one);
        if (one->accessibleName() != name
            && (!button || button->text().remove(u'&').remove(u'…') != name))
            continue;
        if (one->isVisibleTo(in))
            return one;
        hidden = hidden ? hidden : one;
    }
    return hidden;
}

// The same; null where it is hidden.
template <class Widget>
Widget *seenByName(const QWidget *in, const QString &name)
{
    Widget *one = byName<Widget>(in, name);
    return one && one->isVisibleTo(in) ? one : nullptr;
}

// Clicks the button of this name; false where there is none that can be used.
inline bool clickOn(const QWidget *in, const QString &name)
{
    auto *button = seenByName<QAbstractButton>(in, name);
    if (!button || !button->isEnabled())
        return false;
    button->click();
    return true;
}

// Enters `text` in the field of this name, instead of what is there; false where nobody can.
inline bool typeInto(const QWidget *in, const QString &name, const QString &text)
{
    auto *edit = seenByName<QLineEdit>(in, name);
    if (!edit || !edit->isEnabled())
        return false;
    edit->selectAll();
    if (text.isEmpty())
        QTest::keyClick(edit, Qt::Key_Delete);
    else
        QTest::keyClicks(edit, text);
    return edit->text() == text;
}

// Chooses the row with this title in the list of this name; false where there is none.
inline bool chooseRow(const QWidget *in, const QString &name, const QString &title)
{
    auto *list = seenByName<QAbstractItemView>(in, name);
    for (int row = 0; list && row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        if (index.data().toString() != title)
            continue;
        list->setCurrentIndex(index);
        return list->currentIndex() == index;
    }
    return false;
}

// Whether these words can be read on it, whatever their case; invisible break points do not count.
inline bool says(const QWidget *in, const QString &words)
{
    const auto labels = in->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisibleTo(in)
               && label->text().remove(QChar(0x200b)).contains(words, Qt::CaseInsensitive);
    });
}
