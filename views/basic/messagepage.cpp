// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/basic/messagepage.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QIcon>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

MessagePage::MessagePage(QWidget *parent)
    : QWidget(parent)
    , m_icon(new PlainLabel)
    , m_title(new PlainLabel)
    , m_text(new PlainLabel)
    , m_buttons(new QHBoxLayout)
{
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    m_title->setFont(large);
    for (PlainLabel *label : {m_icon, m_title, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(label != m_icon);
    }
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    m_text->setMaximumWidth(fontMetrics().averageCharWidth() * 80);

    auto *text = new QHBoxLayout;
    text->addStretch();
    text->addWidget(m_text, 1);
    text->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addLayout(text);
    layout->addSpacing(style()->pixelMetric(QStyle::PM_LayoutVerticalSpacing) * 2);
    layout->addLayout(m_buttons);
    layout->addStretch(3);
}

void MessagePage::show(const QString &icon, const QString &title, const QString &text,
                       const QList<QAction *> &actions)
{
    const int size = style()->pixelMetric(QStyle::PM_LargeIconSize) * 2;
    m_icon->setPixmap(QIcon::fromTheme(icon).pixmap(QSize(size, size), devicePixelRatioF()));
    m_icon->setVisible(!icon.isEmpty());
    m_title->setText(SafeText::line(title));
    m_text->setText(SafeText::block(text, 4000));
    m_text->setVisible(!text.isEmpty());
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        if (QWidget *button = item->widget()) {
            button->hide(); // it may be what was clicked, so it goes later, but is not seen again
            button->deleteLater();
        }
        delete item;
    }
    m_buttons->addStretch();
    for (QAction *action : actions) {
        auto *button = new QPushButton(action->icon(), action->text());
        button->setAccessibleName(action->iconText());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_buttons->addWidget(button);
        const auto follow = [action, button] {
            button->setEnabled(action->isEnabled());
            button->setVisible(action->isVisible());
        };
        connect(action, &QAction::changed, button, follow);
        follow();
    }
    m_buttons->addStretch();
}

QString MessagePage::title() const
{
    return m_title->text();
}

QString MessagePage::text() const
{
    return m_text->text();
}
