// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/editablefield.h"

#include <QHash>
#include <QWidget>

#include <functional>
#include <optional>

class AmountEdit;
class PlainLabel;
class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;

// The rows of an ItemEditor: each one value of the document, by its path. What is not there is shown
// as such, and nothing is said that the user did not do. Filling leaves alone what shows the same
// already, so that a cursor stays where it is.
class FieldRows : public QWidget
{
    Q_OBJECT

public:
    using Value = std::optional<QString>;
    using Words = QList<EditableField::Word>;
    struct Unit
    {
        QString text = {};
        quint64 factor = 1;
    };

    explicit FieldRows(QWidget *parent = nullptr);

    QLineEdit *addText(const QString &path, const QString &label, const QString &placeholder = {});
    QLineEdit *addNumber(const QString &path, const QString &label);
    QLineEdit *addSecret(const QString &path, const QString &label); // never shown; writes only
    // The first entry is the value's absence.
    QComboBox *addChoice(const QString &path, const QString &label, const Words &words,
                         const QString &absent = tr("Default"));
    // Other words can be typed.
    QComboBox *addOpenChoice(const QString &path, const QString &label, const Words &words,
                             const QString &absent = tr("Default"));
    QComboBox *addSwitch(const QString &path, const QString &label, bool onOff = false);
    QCheckBox *addPresence(const QString &path, const QString &label);
    // A number in the first of these units, shown in the largest that it is a multiple of.
    AmountEdit *addAmount(const QString &path, const QString &label, const QList<Unit> &units);
    // Something of the editor's own, under a name in place of a path.
    void addWidget(const QString &path, const QString &label, QWidget *widget);
    // A button beside a row's field.
    void addBeside(const QString &path, QWidget *widget);

    // The head of rows that can be folded away, above the first of them.
    void addGroup(const QString &title, QWidget *button, const QString &firstPath);
    void setFolded(const QStringList &paths, bool folded);

    void setWords(const QString &path, const Words &words);
    void setShown(const QString &path, bool shown);
    bool isShown(const QString &path) const;
    // A sentence below a field; empty: none.
    void setNote(const QString &path, const QString &sentence);
    QWidget *field(const QString &path) const;
    QStringList paths() const; // without those of addWidget()

    using Read = std::function<Value(const QString &path)>;
    void fill(const Read &now, const Read &before, bool readOnly);
    void setHighlight(const QString &words);
    QString searchText() const;

Q_SIGNALS:
    void edited(const QString &path, const FieldRows::Value &value); // by the user

private:
    enum class Kind { Text, Secret, Choice, OpenChoice, Presence, Amount, Own };
    struct Row
    {
        QString path = {}, text = {};
        Kind kind = Kind::Own;
        PlainLabel *label = nullptr, *note = nullptr;
        QWidget *field = nullptr;
        QWidget *holder = nullptr; // the field with what stands beside it
        QList<QWidget *> beside = {};
        Words words = {};
        QString absent = {};
        Value value = {};
        bool shown = true, folded = false, touched = false;
    };

    Row *row(const QString &path);
    Row &add(const QString &path, const QString &label, Kind kind, QWidget *field);
    QComboBox *makeChoice(const QString &path, const QString &label, const Words &words,
                          const QString &absent, Kind kind);
    void refillChoice(Row &row);
    void show(Row &row);
    void paint(Row &row);

    QGridLayout *m_grid;
    QList<Row> m_rows;
    QString m_highlight;
};
