// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/filedrop.h"

#include "console/sharing/filetransfers.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

FileDrop::FileDrop(QWidget *screen, FileTransfers &transfers)
    : QObject(screen), m_screen(screen), m_transfers(transfers), m_overlay(new PlainLabel(screen))
{
    m_overlay->setAlignment(Qt::AlignCenter);
    m_overlay->setWordWrap(true);
    m_overlay->setAutoFillBackground(true);
    m_overlay->setFrameStyle(QFrame::Box | QFrame::Plain);
    m_overlay->setLineWidth(m_overlay->fontMetrics().lineWidth() * 3);
    m_overlay->setMargin(m_overlay->fontMetrics().height());
    m_overlay->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_overlay->hide();
    screen->setAcceptDrops(true);
    screen->installEventFilter(this);
}

QString FileDrop::text() const
{
    return m_overlay->isHidden() ? QString() : m_overlay->text();
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
        entered(static_cast<QDropEvent *>(event));
        return true;
    case QEvent::DragLeave:
        m_overlay->hide();
        return true;
    case QEvent::Drop: {
        m_overlay->hide();
        auto *drop = static_cast<QDropEvent *>(event);
        if (m_transfers.whyNot().isEmpty() && drop->mimeData()->hasUrls()) {
            drop->setDropAction(Qt::CopyAction);
            drop->accept();
            m_transfers.copy(drop->mimeData()->urls());
        }
        return true;
    }
    default:
        return QObject::eventFilter(watched, event);
    }
}

void FileDrop::entered(QDropEvent *event)
{
    const QString offered = offer(*event->mimeData());
    if (offered.isEmpty())
        return event->ignore();
    const QString why = m_transfers.whyNot();
    if (event->type() == QEvent::DragEnter)
        show(why.isEmpty() ? offered : why, why.isEmpty());
    // Taken in both cases: who refuses an entering drag is not told when it leaves. What is not
    // possible stays undone, and is dropped with the action "ignore".
    event->setDropAction(why.isEmpty() ? Qt::CopyAction : Qt::IgnoreAction);
    event->accept();
}

QString FileDrop::offer(const QMimeData &data) const
{
    const QList<QUrl> urls = data.hasUrls() ? data.urls() : QList<QUrl>();
    if (urls.isEmpty())
        return {};
    const QString machine = SafeText::line(m_transfers.machine(), 60);
    if (urls.size() == 1)
        return tr("Copy “%1” into “%2”").arg(SafeText::line(urls.first().fileName(), 60), machine);
    return tr("Copy %n files into “%1”", nullptr, int(urls.size())).arg(machine);
}

void FileDrop::show(const QString &text, bool possible)
{
    m_overlay->setText(text);
    QFont font = m_screen->font();
    font.setPointSizeF(font.pointSizeF() * (possible ? 1.4 : 1));
    m_overlay->setFont(font);
    // In the middle of what is not scrolled away.
    const QRect seen = m_screen->visibleRegion().boundingRect();
    m_overlay->setMaximumWidth(qMax(1, seen.width() * 3 / 4));
    const int wide =
        qMin(m_overlay->maximumWidth(), m_overlay->fontMetrics().averageCharWidth() * 50);
    m_overlay->resize(wide, m_overlay->heightForWidth(wide));
    m_overlay->move(seen.center() - m_overlay->rect().center());
    m_overlay->show();
    m_overlay->raise();
}
