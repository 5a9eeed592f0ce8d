// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class XmlEdit;

// The margin of an XmlEdit: numbers, and what folds and unfolds an element by a click.
class XmlGutter : public QWidget
{
    Q_OBJECT

public:
    explicit XmlGutter(XmlEdit *edit);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    int markWidth() const;

    XmlEdit *m_edit;
};
