// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tasks/taskdelegate.h"

#include "models/items/jobmodel.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace {

QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

bool hasButton(const QModelIndex &index)
{
    return index.column() == JobModel::Action
           && index.data(JobModel::ActionRole).toInt() != int(JobModel::JobAction::None);
}

QRect buttonRect(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(2, 1, -2, -1);
}

} // namespace

TaskDelegate::TaskDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_succeeded(QIcon::fromTheme(QStringLiteral("emblem-ok")))
    , m_failed(QIcon::fromTheme(QStringLiteral("dialog-error")))
{}

void TaskDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() != JobModel::Outcome)
        return;
    const auto state = index.data(JobModel::JobRole).value<Job>().state;
    if (state != Job::State::Succeeded && state != Job::State::Failed)
        return;
    option->icon = state == Job::State::Succeeded ? m_succeeded : m_failed;
    option->features |= QStyleOptionViewItem::HasDecoration;
    const int size = option->fontMetrics.height();
    option->decorationSize = {size, size};
}

void TaskDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QVariant share = index.data(JobModel::ShareRole);
    const bool bar = index.column() == JobModel::Progress && share.isValid();
    if (!bar && !hasButton(index)) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = cell.text;
    cell.text.clear();
    styleOf(option)->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    if (bar) {
        QStyleOptionProgressBar progress;
        progress.initFrom(option.widget);
        progress.state = QStyle::State_Enabled | QStyle::State_Horizontal;
        progress.rect = option.rect.adjusted(4, 3, -4, -3);
        progress.minimum = 0;
        // Both ends at nothing: the style shows that something goes on, and not how much.
        progress.maximum = share.toDouble() < 0 ? 0 : 1000;
        progress.progress = share.toDouble() < 0 ? 0 : int(share.toDouble() * 1000);
        progress.text = text;
        progress.textVisible = !text.isEmpty();
        progress.textAlignment = Qt::AlignCenter;
        styleOf(option)->drawControl(QStyle::CE_ProgressBar, &progress, painter, option.widget);
        return;
    }
    QStyleOptionButton button;
    button.initFrom(option.widget);
    button.rect = buttonRect(option);
    button.text = text;
    button.state = QStyle::State_Enabled;
    button.state |= m_pressed == index ? QStyle::State_Sunken : QStyle::State_Raised;
    if (option.state.testFlag(QStyle::State_MouseOver))
        button.state |= QStyle::State_MouseOver;
    styleOf(option)->drawControl(QStyle::CE_PushButton, &button, painter, option.widget);
}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    // Every row has the height of one with a button.
    size.setHeight(std::max(size.height(), option.fontMetrics.height() * 17 / 10));
    if (index.column() == JobModel::Action)
        size.rwidth() += option.fontMetrics.averageCharWidth() * 4;
    return size;
}

bool TaskDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                               const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool press = event->type() == QEvent::MouseButtonPress;
    const bool release = event->type() == QEvent::MouseButtonRelease;
    if ((!press && !release) || !hasButton(index))
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const bool inside = mouse->button() == Qt::LeftButton
                        && buttonRect(option).contains(mouse->position().toPoint());
    const bool clicked = release && inside && m_pressed == index;
    m_pressed = press && inside ? QPersistentModelIndex(index) : QPersistentModelIndex();
    if (option.widget)
        const_cast<QWidget *>(option.widget)->update();
    if (clicked)
        Q_EMIT buttonClicked(index);
    return inside;
}
