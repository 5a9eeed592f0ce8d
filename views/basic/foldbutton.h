// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

// A button with an arrow that folds what stands below it. Who makes it listens to toggled() and shows
// or hides that; `title` is ours and fixed, and the name for screen readers, too.
class FoldButton : public QToolButton
{
    Q_OBJECT

public:
    explicit FoldButton(const QString &title, QWidget *parent = nullptr);
};
