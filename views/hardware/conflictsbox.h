// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

class PlainLabel;
class QGridLayout;
class QWidget;

// Settings that the user and somebody else have changed at the same time: what each wants, and
// whose is to be. Hidden while there are none.
class ConflictsBox : public QFrame
{
    Q_OBJECT

public:
    // In words; untrusted.
    struct Row
    {
        QString item = {}, path = {};
        QString setting = {}, mine = {}, theirs = {};
        bool gone = false; // the device is not there any more

        bool operator==(const Row &) const = default;
    };

    explicit ConflictsBox(QWidget *parent = nullptr);

    void setRows(const QList<Row> &rows);
    const QList<Row> &rows() const { return m_rows; }

Q_SIGNALS:
    void resolved(const QString &item, const QString &path, bool mine);
    void itemWanted(const QString &key); // to see it

private:
    QList<Row> m_rows;
    PlainLabel *m_text;
    QWidget *m_table = nullptr;
};
