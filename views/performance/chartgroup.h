// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class ChartView;
class PlainLabel;
class QGridLayout;
class QToolButton;

// Charts under one heading that folds them away; side by side where there is room.
class ChartGroup : public QWidget
{
    Q_OBJECT

public:
    explicit ChartGroup(const QString &title, QWidget *parent = nullptr);

    void insert(int index, ChartView *chart); // owned from here on
    void remove(ChartView *chart);            // and delete
    int count() const { return int(m_charts.size()); }
    void setNote(const QString &text); // beside the heading; empty: none

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    int columns() const; // as many as there is room for
    void setOpen(bool open);

    QToolButton *m_heading;
    PlainLabel *m_note;
    QWidget *m_body;
    QGridLayout *m_grid;
    QList<ChartView *> m_charts;
    int m_columns = 1;
    bool m_open = true;
};
