// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/basic/noticebar.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QIcon>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new PlainLabel)
    , m_label(new PlainLabel)
    , m_others(new PlainLabel)
    , m_details(new QPushButton(tr("&Details…")))
    , m_dismissAll(new QPushButton(tr("Dismiss &all")))
    , m_dismiss(new QToolButton)
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setAccessibleName(tr("Notice"));
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_others->setForegroundRole(QPalette::PlaceholderText);
    m_details->setAccessibleName(tr("Details"));
    m_dismissAll->setAccessibleName(tr("Dismiss all"));
    m_dismiss->setAutoRaise(true);
    m_dismiss->setIcon(QIcon::fromTheme(u"window-close"_s));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    setPlainToolTip(m_dismiss, tr("Dismiss"));

    auto *layout = new QHBoxLayout(this);
    const int gap = style()->pixelMetric(QStyle::PM_LayoutVerticalSpacing);
    layout->setContentsMargins(gap * 2, gap, gap, gap);
    layout->addWidget(m_icon);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_others);
    layout->addWidget(m_details);
    layout->addWidget(m_dismissAll);
    layout->addWidget(m_dismiss);

    connect(m_details, &QPushButton::clicked, this, &NoticeBar::detailsRequested);
    connect(m_dismissAll, &QPushButton::clicked, this, &NoticeBar::allDismissed);
    connect(m_dismiss, &QToolButton::clicked, this, &NoticeBar::dismissed);
    hide();
}

void NoticeBar::showNotice(Severity severity, const QString &text, int others, const QString &verb)
{
    m_details->setText(verb.isEmpty() ? tr("&Details…") : verb);
    m_details->setAccessibleName(m_details->text().remove(u'&').remove(u'…'));
    m_severity = severity;
    m_text = SafeText::line(text, 400);
    m_label->setText(wrappable(m_text));
    m_others->setText(others > 0 ? tr("%n more", nullptr, others) : QString());
    m_others->setVisible(others > 0);
    m_dismissAll->setVisible(others > 0);
    tint();
    setAccessibleDescription(m_text);
    show();
}

QString NoticeBar::text() const
{
    return m_text;
}

void NoticeBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        tint();
    QFrame::changeEvent(event);
}

// The window's own colour with a breath of the severity's in it: right on light and on dark.
void NoticeBar::tint()
{
    static constexpr struct
    {
        QLatin1StringView icon;
        QRgb colour;
    } looks[] = {{"dialog-information"_L1, 0x3b8ae6},
                 {"dialog-warning"_L1, 0xd08f12},
                 {"dialog-error"_L1, 0xdc4a3f}};
    const auto &look = looks[int(m_severity)];
    const int size = style()->pixelMetric(QStyle::PM_ButtonIconSize);
    m_icon->setPixmap(
        QIcon::fromTheme(QString(look.icon)).pixmap(QSize(size, size), devicePixelRatioF()));
    const QColor base = QGuiApplication::palette().color(QPalette::Window), accent(look.colour);
    const auto mixed = [](int a, int b) { return (a * 84 + b * 16) / 100; };
    QPalette tinted; // one role only: the others go on following the application's
    tinted.setColor(QPalette::Window,
                    QColor(mixed(base.red(), accent.red()), mixed(base.green(), accent.green()),
                           mixed(base.blue(), accent.blue())));
    setPalette(tinted);
}
