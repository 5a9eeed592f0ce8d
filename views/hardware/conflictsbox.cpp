// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/conflictsbox.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QGridLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static constexpr int mostRows = 6; // the others come when these are settled

ConflictsBox::ConflictsBox(QWidget *parent) : QFrame(parent), m_text(new PlainLabel)
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Conflicts"));
    m_text->setWordWrap(true);
    QFont bold = m_text->font();
    bold.setBold(true);
    m_text->setFont(bold);
    const int gap = fontMetrics().height() / 2;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap * 2, gap, gap * 2, gap);
    layout->addWidget(m_text);
    hide();
}

void ConflictsBox::setRows(const QList<Row> &rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    setVisible(!rows.isEmpty());
    m_text->setText(tr("Somebody else changed %n of the settings that you are changing.", nullptr,
                       int(rows.size())));
    // It may be one of its own buttons that asks for this.
    if (m_table) {
        m_table->hide();
        m_table->deleteLater();
    }
    m_table = new QWidget;
    layout()->addWidget(m_table);
    auto *grid = new QGridLayout(m_table);
    grid->setContentsMargins({});
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    const auto cell = [&](const QString &text, int line, int column) {
        auto *label = new PlainLabel(wrappable(SafeText::line(text, 160)));
        label->setWordWrap(column > 0);
        if (line == 0)
            label->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(label, line, column);
    };
    cell(tr("Yours"), 0, 1);
    cell(tr("Theirs"), 0, 2);
    int line = 1;
    for (const Row &row : rows.first(qMin<qsizetype>(rows.size(), mostRows))) {
        auto *setting = new QToolButton;
        setting->setAutoRaise(true);
        setting->setText(SafeText::forAction(row.setting));
        setting->setAccessibleName(SafeText::line(row.setting, 120));
        connect(setting, &QToolButton::clicked, this, [this, row] { Q_EMIT itemWanted(row.item); });
        grid->addWidget(setting, line, 0, Qt::AlignLeft);
        cell(row.mine.isEmpty() ? tr("not set") : row.mine, line, 1);
        cell(row.gone               ? tr("The device is gone.")
             : row.theirs.isEmpty() ? tr("not set")
                                    : row.theirs,
             line, 2);
        for (const bool mine : {true, false}) {
            if (mine && row.gone)
                continue;
            auto *button = new QPushButton(mine ? tr("Use mine") : tr("Use theirs"));
            button->setAccessibleName(button->text());
            connect(button, &QPushButton::clicked, this,
                    [this, row, mine] { Q_EMIT resolved(row.item, row.path, mine); });
            grid->addWidget(button, line, mine ? 3 : 4);
        }
        ++line;
    }
}
