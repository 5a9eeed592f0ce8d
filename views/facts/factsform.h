// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class PlainLabel;
class QFormLayout;

// Facts in two columns: labels, and values that wrap and can be selected and copied. Values come
// from outside and are cleaned here. A fact keeps its row when its value changes.
class FactsForm : public QWidget
{
    Q_OBJECT

public:
    explicit FactsForm(QWidget *parent = nullptr);

    // An empty value hides the row. Rows stand in the order of their first call.
    void setFact(const QString &label, const QString &value);
    // The same with a button that copies the value.
    void setCopyableFact(const QString &label, const QString &value);
    QString fact(const QString &label) const; // as shown; empty when hidden or unknown
    void setLabelWidth(int pixels);           // at least; forms below each other line up by it
    void setHighlight(const QString &words);  // makes the labels bold whose row holds them
    void clear();                             // removes all rows

private:
    struct Row
    {
        QString label, value;
        PlainLabel *labelWidget = nullptr;
        PlainLabel *valueWidget = nullptr;
        QWidget *field = nullptr; // what stands in the form: the value, or a box with its button
    };

    Row &row(const QString &label, bool copyable);
    void set(Row &row, const QString &value);

    QFormLayout *m_form;
    int m_labelWidth = 0;
    QList<Row> m_rows;
};
