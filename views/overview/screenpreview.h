// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QImage>

// What a machine's screen shows, small; a click opens the console.
class ScreenPreview : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ScreenPreview(QWidget *parent = nullptr);

    // Null: an icon in its place. Faint where it is what the machine showed before it stopped.
    void setPicture(const QImage &picture, bool faint);
    bool hasPicture() const { return !m_picture.isNull(); }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QImage m_picture;
    QPixmap m_scaled; // of m_picture, as it is painted
    bool m_faint = false;
};
