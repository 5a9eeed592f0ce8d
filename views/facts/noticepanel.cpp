// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/facts/noticepanel.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QIcon>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

NoticePanel::NoticePanel(QWidget *parent)
    : QFrame(parent)
    , m_icon(new PlainLabel)
    , m_title(new PlainLabel)
    , m_detail(new PlainLabel)
    , m_advice(new PlainLabel)
    , m_more(new PlainLabel)
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_detail->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_more->setForegroundRole(QPalette::PlaceholderText);
    auto *words = new QVBoxLayout;
    words->setSpacing(fontMetrics().height() / 2);
    for (PlainLabel *label : {m_title, m_detail, m_advice, m_more}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        QSizePolicy policy = label->sizePolicy();
        policy.setHorizontalPolicy(QSizePolicy::Ignored); // an endless word makes no page wider
        label->setSizePolicy(policy);
        words->addWidget(label);
    }
    auto *layout = new QHBoxLayout(this);
    const int margin = fontMetrics().height() * 3 / 4;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
}

void NoticePanel::show(Kind kind, const QString &title, const QString &detail,
                       const QString &advice, const QString &more)
{
    const QString icon = kind == Kind::Information ? u"dialog-information"_s
                         : kind == Kind::Warning   ? u"dialog-warning"_s
                                                   : u"dialog-error"_s;
    const int side = style()->pixelMetric(QStyle::PM_LargeIconSize);
    m_icon->setPixmap(QIcon::fromTheme(icon).pixmap(QSize(side, side), devicePixelRatioF()));
    const auto set = [](PlainLabel *label, const QString &text) {
        label->setText(SafeText::block(text));
        label->setVisible(!text.isEmpty());
    };
    set(m_title, title);
    set(m_detail, detail);
    set(m_advice, advice);
    set(m_more, more);
    setVisible(true);
}

void NoticePanel::showSentence(Kind kind, const QString &sentence, const QString &more)
{
    show(kind, sentence, {}, {}, more);
}

void NoticePanel::showError(const Error &error, const QString &more)
{
    QString detail = error.detail;
    if (error.code != 0)
        detail += u"\n"_s + tr("(libvirt error %1, domain %2)").arg(error.code).arg(error.domain);
    show(Kind::Failure, error.summary, detail.trimmed(), error.advice, more);
}

QString NoticePanel::text() const
{
    QStringList lines;
    for (const PlainLabel *label : {m_title, m_detail, m_advice, m_more}) {
        if (!label->text().isEmpty())
            lines += label->text();
    }
    return lines.join(u'\n');
}
