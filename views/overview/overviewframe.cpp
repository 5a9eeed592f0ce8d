// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/overviewframe.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QAction>
#include <QHBoxLayout>
#include <QIcon>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

static void scaleFont(QWidget *widget, qreal factor, bool bold)
{
    QFont font = widget->font();
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setBold(bold);
    widget->setFont(font);
}

OverviewFrame::OverviewFrame(QWidget *parent)
    : QScrollArea(parent)
    , m_icon(new PlainLabel)
    , m_title(new PlainLabel)
    , m_badge(new PlainLabel)
    , m_state(new PlainLabel)
    , m_more(new PlainLabel)
    , m_buttons(new QWidget)
    , m_top(new QHBoxLayout)
    , m_column(new QVBoxLayout)
{
    const int line = fontMetrics().height();
    scaleFont(m_title, 1.7, true);
    scaleFont(m_state, 1.1, false);
    m_more->setForegroundRole(QPalette::PlaceholderText);
    for (PlainLabel *label : {m_title, m_state, m_more}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setWordWrap(true);
        QSizePolicy policy = label->sizePolicy();
        policy.setHorizontalPolicy(QSizePolicy::Ignored); // an endless name makes no page wider
        label->setSizePolicy(policy);
    }
    auto *state = new QHBoxLayout;
    state->setSpacing(line / 2);
    state->addWidget(m_badge);
    state->addWidget(m_state, 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(line / 5);
    words->addWidget(m_title);
    words->addLayout(state);
    words->addWidget(m_more);
    words->addStretch(); // beside a picture that is higher
    m_top->setSpacing(line);
    m_top->addWidget(m_icon, 0, Qt::AlignTop);
    m_top->addLayout(words, 1);
    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);

    m_column->setContentsMargins(line * 2, line * 3 / 2, line * 2, line * 2);
    m_column->setSpacing(line);
    m_column->addLayout(m_top);
    m_column->addWidget(m_buttons);
    m_column->addStretch();
    // Lines that run across a wide window are hard to read: the column ends where a book's would.
    auto *column = new QWidget;
    column->setLayout(m_column);
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 130);
    auto *page = new QWidget;
    auto *pageLayout = new QHBoxLayout(page);
    pageLayout->setContentsMargins(0, 0, 0, 0);
    pageLayout->addWidget(column, 1);
    pageLayout->addStretch(0);
    setWidget(page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
}

void OverviewFrame::setHeading(const QString &icon, const QString &title, const QString &state,
                               const QString &more, const QString &badge)
{
    const int side = style()->pixelMetric(QStyle::PM_LargeIconSize) * 2;
    const auto pixmap = [this](const QString &name, int size) {
        return QIcon::fromTheme(name).pixmap(QSize(size, size), devicePixelRatioF());
    };
    m_icon->setPixmap(pixmap(icon, side));
    m_title->setText(wrappable(SafeText::line(title, 120)));
    m_title->setAccessibleName(SafeText::line(title, 120));
    setPlainToolTip(m_title, title.size() > 40 ? SafeText::line(title, 1000) : QString());
    m_state->setText(SafeText::line(state));
    m_more->setText(wrappable(SafeText::line(more)));
    m_more->setVisible(!more.isEmpty());
    const QPixmap small =
        badge.isEmpty() ? QPixmap() : pixmap(badge, style()->pixelMetric(QStyle::PM_SmallIconSize));
    m_badge->setVisible(!small.isNull());
    m_badge->setPixmap(small);
}

void OverviewFrame::setPreview(QWidget *preview)
{
    m_preview = preview;
    m_top->insertWidget(0, preview, 0, Qt::AlignTop);
    showPreview(false);
}

void OverviewFrame::showPreview(bool shown)
{
    m_preview->setVisible(shown);
    m_icon->setVisible(!shown);
}

void OverviewFrame::setActions(const QList<QAction *> &actions)
{
    auto *layout = static_cast<QHBoxLayout *>(m_buttons->layout());
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (!item->widget()) {
            delete item;
            continue;
        }
        // Perhaps it is this button's own click that brings the new ones.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (QAction *action : actions) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        button->setMinimumHeight(fontMetrics().height() * 2);
        button->setAccessibleName(action->iconText());
        layout->addWidget(button);
        // As in a tool bar: what is not on offer now (Resume, of a machine that runs) takes no room.
        button->setVisible(action->isVisible());
        connect(action, &QAction::visibleChanged, button,
                [button, action] { button->setVisible(action->isVisible()); });
    }
    layout->addStretch();
    m_buttons->setVisible(!actions.isEmpty());
}

int OverviewFrame::labelWidth() const
{
    return fontMetrics().averageCharWidth() * 21;
}

QString OverviewFrame::title() const
{
    return m_title->accessibleName(); // without break points
}

QString OverviewFrame::state() const
{
    return m_state->text();
}

void OverviewFrame::addPlain(QWidget *widget)
{
    m_column->insertWidget(m_column->count() - 1, widget);
}

QWidget *OverviewFrame::addSection(const QString &heading, QWidget *widget)
{
    auto *section = new QWidget;
    auto *title = new PlainLabel(heading);
    scaleFont(title, 1.15, true);
    auto *rule = new QFrame;
    rule->setFrameShape(QFrame::HLine);
    rule->setForegroundRole(QPalette::Mid);
    rule->setFrameShadow(QFrame::Plain);
    auto *layout = new QVBoxLayout(section);
    const int line = fontMetrics().height();
    layout->setContentsMargins(0, line / 2, 0, 0);
    layout->setSpacing(line / 3);
    layout->addWidget(title);
    layout->addWidget(rule);
    layout->addSpacing(line / 3);
    layout->addWidget(widget);
    addPlain(section);
    return section;
}
