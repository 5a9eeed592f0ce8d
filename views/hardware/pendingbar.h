// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/definitiondifference.h"

#include <QFrame>
#include <QHash>

class PlainLabel;
class QTreeWidget;
class QPushButton;
class FoldButton;

// Says how many changes wait for the machine's next start, lists them on demand, and offers to
// start it again or to give them up. Hidden while nothing waits.
class PendingBar : public QFrame
{
    Q_OBJECT

public:
    explicit PendingBar(QWidget *parent = nullptr);

    // `reasons`: why the running machine did not take a change, by item.
    void setWaiting(const QList<DefinitionDifference> &waiting,
                    const QHash<QString, Error> &reasons, bool readOnly);

Q_SIGNALS:
    void restartWanted();
    void discardWanted();
    void itemWanted(const QString &key); // to see it

private:
    PlainLabel *m_text;
    FoldButton *m_expand;
    QPushButton *m_restart, *m_discard;
    QTreeWidget *m_list;
};
