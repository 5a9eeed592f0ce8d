// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

class PlainLabel;
class QGridLayout;

// Fields below each other, each with its label before it and room for a sentence under it.
class FieldForm : public QWidget
{
    Q_OBJECT

public:
    explicit FieldForm(QWidget *parent = nullptr);

    // With its mnemonic, without a colon; also the field's accessible name. An empty one: none.
    void add(const QString &label, QWidget *field);
    void setLabel(QWidget *field, const QString &label);
    void setShown(QWidget *field, bool shown);
    bool isShown(const QWidget *field) const;
    // A problem, or else a remark; nothing: the line goes.
    void say(QWidget *field, const QString &problem, const QString &remark = {});
    QString sentence(const QWidget *field) const; // that is under it

private:
    struct Row
    {
        PlainLabel *label = nullptr, *note = nullptr;
        bool shown = true;
    };

    QHash<const QWidget *, Row> m_rows;
    QGridLayout *m_grid;
    int m_labels = 0;
};
