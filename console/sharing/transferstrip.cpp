// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/transferstrip.h"

#include "console/sharing/filetransfers.h"
#include "views/basic/plainlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

TransferStrip::TransferStrip(FileTransfers &transfers, QWidget *over)
    : QFrame(over)
    , m_transfers(transfers)
    , m_text(new PlainLabel)
    , m_bar(new QProgressBar)
    , m_skip(new QPushButton(tr("&Skip file")))
    , m_cancel(new QPushButton(tr("&Cancel")))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setAccessibleName(tr("Copying files"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setMaximumWidth(fontMetrics().averageCharWidth() * 30);
    m_bar->setTextVisible(false);
    m_skip->setAccessibleName(tr("Skip file"));
    m_cancel->setAccessibleName(tr("Cancel"));
    // The keyboard stays with the guest.
    for (QPushButton *button : {m_skip, m_cancel})
        button->setFocusPolicy(Qt::NoFocus);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_text, 1);
    row->addWidget(m_bar);
    row->addWidget(m_skip);
    row->addWidget(m_cancel);
    connect(m_skip, &QPushButton::clicked, &transfers, &FileTransfers::skipFile);
    connect(m_cancel, &QPushButton::clicked, &transfers, &FileTransfers::cancel);
    connect(&transfers, &FileTransfers::progressChanged, this, &TransferStrip::refresh);
    over->installEventFilter(this);
    hide();
}

void TransferStrip::refresh()
{
    const FileTransfers::Progress progress = m_transfers.progress();
    if (!progress.isActive())
        return hide();
    m_text->setText(progress.text());
    m_bar->setRange(0, progress.total ? 1000 : 0);
    m_bar->setValue(int(progress.share() * 1000));
    m_skip->setVisible(progress.count > 1);
    setAccessibleDescription(m_text->text());
    show();
    raise();
    place();
}

void TransferStrip::place()
{
    const QWidget *over = parentWidget();
    const int high = sizeHint().height();
    setGeometry(0, over->height() - high, over->width(), high);
}

bool TransferStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}
