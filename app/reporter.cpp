// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reporter.h"

#include "dialogs/errordialog.h"
#include "views/basic/noticebar.h"

#include <algorithm>

constexpr int mostNotices = 50;

NoticeReporter::NoticeReporter(NoticeBar *bar, QObject *parent) : QObject(parent), m_bar(bar)
{
    connect(bar, &NoticeBar::detailsRequested, this, &NoticeReporter::showDetails);
    connect(bar, &NoticeBar::dismissed, this, [this] {
        if (!m_notices.isEmpty())
            m_notices.removeLast();
        update();
    });
    connect(bar, &NoticeBar::allDismissed, this, [this] {
        m_notices.clear();
        update();
    });
}

void NoticeReporter::show(const Error &error, const QString &source)
{
    if (error.kind == Error::Kind::Canceled)
        return;
    const auto same = std::find_if(m_notices.begin(), m_notices.end(), [&](const Notice &notice) {
        return source.isEmpty() ? notice.error == error : notice.source == source;
    });
    Notice notice{source, error};
    if (same != m_notices.end()) {
        notice.times = same->error.summary == error.summary ? same->times + 1 : 1;
        m_notices.erase(same);
    }
    m_notices.append(notice);
    if (m_notices.size() > mostNotices)
        m_notices.removeFirst();
    update();
}

void NoticeReporter::offer(const Error &error, const QString &source, const QString &verb,
                           const std::function<void()> &act)
{
    show(error, source);
    if (m_notices.isEmpty() || m_notices.last().error != error)
        return;
    m_notices.last().verb = verb;
    m_notices.last().act = act;
    update();
}

void NoticeReporter::settle(const QString &source)
{
    if (source.isEmpty())
        return;
    m_notices.removeIf([&source](const Notice &notice) { return notice.source == source; });
    update();
}

static NoticeBar::Severity severity(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::NotFound:
    case Error::Kind::Postponed:
        return NoticeBar::Severity::Information;
    case Error::Kind::Lost:
        return NoticeBar::Severity::Warning;
    default:
        return NoticeBar::Severity::Failure;
    }
}

void NoticeReporter::update()
{
    if (m_notices.isEmpty()) {
        m_bar->hide();
        return;
    }
    const Notice &notice = m_notices.last();
    QString text =
        notice.error.summary.isEmpty() ? tr("Something did not work.") : notice.error.summary;
    if (notice.times > 1)
        text = tr("%1 (%2 times)").arg(text, QString::number(notice.times));
    m_bar->showNotice(severity(notice.error.kind), text, int(m_notices.size()) - 1, notice.verb);
}

void NoticeReporter::showDetails()
{
    if (m_notices.isEmpty())
        return;
    if (const auto act = m_notices.last().act)
        act();
    else
        (new ErrorDialog(m_notices.last().error, m_bar->window()))->show();
}
