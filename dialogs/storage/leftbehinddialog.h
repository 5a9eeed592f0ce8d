// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/inventory/journal.h"

#include <QHash>

#include <functional>

class QScrollArea;

// What operations of ours left on a host when the program or the link ended in the middle, and what
// can be done about each: undo it, finish it, keep it. Does none of it itself.
class LeftBehindDialog : public PlainDialog
{
    Q_OBJECT

public:
    explicit LeftBehindDialog(const QString &host, QWidget *parent = nullptr);

    // `place`: a volume, or with an empty name a pool, in words.
    using Place = std::function<QString(const VolumeRef &)>;
    void setEntries(const QList<Journal::Entry> &entries, const Place &place);
    void showFailure(const QUuid &entry, const Error &error);

Q_SIGNALS:
    void chosen(const Journal::Entry &entry, Remedy remedy);

private:
    struct Row
    {
        QWidget *widget = nullptr;
        PlainLabel *consequence = nullptr, *failure = nullptr;
        QWidget *buttons = nullptr;
    };
    Row addRow(const Journal::Entry &entry);

    QHash<QUuid, Row> m_rows;
    QVBoxLayout *m_list;
    QScrollArea *m_area;
};

// "The volume “a” was being made."
QString leftBehindText(const Journal::Entry &entry);
