// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/editablefield.h"

#include <QHash>
#include <QWidget>

#include <functional>

class PlainLabel;
class QCheckBox;
class QGridLayout;
class FoldButton;

// The settings of one section or device as fields. Nothing is written that the user did not touch,
// and what is absent is shown as absent: "Default". Rows stand in the order of their fields; those
// that are neither set nor looked for first wait behind "More settings".
class SettingsForm : public QWidget
{
    Q_OBJECT

public:
    using Values = QHash<QString, std::optional<QString>>; // by path

    explicit SettingsForm(QWidget *parent = nullptr);

    // `touched`: what the user has entered and not applied yet, in place of the fields' values.
    // `obstacle`: why a field that is not set cannot be, as a sentence.
    using Obstacle = std::function<QString(const EditableField &field)>;
    void setFields(const QList<EditableField> &fields, const Values &touched, bool readOnly,
                   const Obstacle &obstacle = {});
    const QList<EditableField> &fields() const { return m_fields; }
    const Values &touched() const { return m_touched; } // what is entered
    void setHighlight(const QString &words); // makes the labels bold whose row holds them
    // A sentence below a field: who else changed it, or why it was refused.
    void setNote(const QString &path, const QString &sentence);
    // Marks the fields whose value the running machine does not have yet, with the one it has, in
    // words; empty: not set.
    void setRunning(const QHash<QString, QString> &words);

Q_SIGNALS:
    // By the user. Back to what the field was is no touch: `touched` is false then.
    void edited(const QString &path, const std::optional<QString> &value, bool touched);

private:
    struct Row
    {
        EditableField field = {};
        PlainLabel *label = nullptr, *note = nullptr, *now = nullptr;
        QWidget *editor = nullptr;
        bool touched = false;
    };

    QWidget *makeEditor(const EditableField &field, const std::optional<QString> &value);
    void take(const QString &path, const std::optional<QString> &value);
    void paint(Row &row);
    void showRows();
    void clear();

    QGridLayout *m_grid;
    FoldButton *m_more;
    QList<EditableField> m_fields;
    Values m_touched;
    QList<Row> m_rows;
    QString m_highlight;
};
