// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QFrame>

#include <optional>

class PlainLabel;

// A framed notice on a page: an icon, a sentence, and for an error its detail in the library's own
// words, its advice and its code. Nothing is shortened; all can be selected.
class NoticePanel : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Information, Warning, Failure };

    explicit NoticePanel(QWidget *parent = nullptr);

    void showSentence(Kind kind, const QString &sentence, const QString &more = {});
    void showError(const Error &error, const QString &more = {}); // `more`: when it is tried again
    QString text() const;                                         // all that is shown, line by line

private:
    void show(Kind kind, const QString &title, const QString &detail, const QString &advice,
              const QString &more);

    PlainLabel *m_icon, *m_title, *m_detail, *m_advice, *m_more;
};
