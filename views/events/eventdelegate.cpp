// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/events/eventdelegate.h"

#include "models/items/eventmodel.h"

#include <QIcon>

using namespace Qt::StringLiterals;

static QIcon severityIcon(EventSeverity severity)
{
    switch (severity) {
    case EventSeverity::Information:
        break;
    case EventSeverity::Warning:
        return QIcon::fromTheme(u"dialog-warning"_s);
    case EventSeverity::Failure:
        return QIcon::fromTheme(u"dialog-error"_s);
    }
    return QIcon::fromTheme(u"dialog-information"_s);
}

void EventDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = severityIcon(EventSeverity(index.data(EventModel::SeverityRole).toInt()));
}
