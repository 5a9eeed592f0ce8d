// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/question.h"

#include <QPointer>
#include <QWidget>

#include <functional>

// The only one who asks the user whether to go on. Commands hold it by reference; tests give them
// one that answers by itself.
class Prompt
{
public:
    virtual ~Prompt() = default;

    // `answer` is called once, now or later, in the GUI thread; not at all if the window that asks
    // is destroyed first.
    virtual void confirm(const Question &question, std::function<void(bool)> answer) = 0;
};

// Asks with a dialog over `window`, or agrees at once where the user asked not to be asked.
class DialogPrompt : public Prompt
{
public:
    DialogPrompt(Settings &settings, QWidget *window);

    void confirm(const Question &question, std::function<void(bool)> answer) override;

private:
    Settings &m_settings;
    QPointer<QWidget> m_window;
};
