// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tasks/taskpanel.h"

#include "models/inventory/jobs.h"
#include "models/items/jobmodel.h"
#include "views/basic/plainlabel.h"
#include "views/tasks/taskdelegate.h"

#include <QAction>
#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 stateMagic = 0x47485431; // "GHT1"

Job jobOf(const QModelIndex &index)
{
    return index.data(JobModel::JobRole).value<Job>();
}

} // namespace

TaskPanel::TaskPanel(Jobs *jobs, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_model(new JobModel(jobs, this))
    , m_toggle(new QToolButton)
    , m_summary(new PlainLabel)
    , m_clear(new QToolButton)
    , m_list(new QTreeView)
    , m_empty(new PlainLabel(tr("What you start, stop or change is listed here.")))
    , m_copy(new QAction(tr("Copy"), this))
    , m_tick(new QTimer(this))
{
    m_toggle->setText(tr("Tasks"));
    m_toggle->setAccessibleName(tr("Hide tasks"));
    m_toggle->setAutoRaise(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setArrowType(Qt::DownArrow);
    m_clear->setText(tr("Clear finished"));
    m_clear->setAccessibleName(tr("Clear finished"));
    m_clear->setAutoRaise(true);
    m_summary->setAccessibleName(tr("Summary of tasks"));
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto *delegate = new TaskDelegate(this);
    m_list->setAccessibleName(tr("Tasks"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(delegate);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setMouseTracking(true); // buttons show that they are under the pointer
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(m_copy);
    const int letter = fontMetrics().averageCharWidth();
    const auto width = [this, letter](JobModel::Column column, int letters) {
        m_list->header()->resizeSection(column, letters * letter);
    };
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setMinimumSectionSize(letter * 6);
    width(JobModel::Task, 36);
    width(JobModel::Target, 20);
    width(JobModel::Progress, 18);
    width(JobModel::Started, 12);
    width(JobModel::Duration, 14);
    width(JobModel::Action, 16);
    m_list->header()->setSectionResizeMode(JobModel::Outcome, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(JobModel::Action, QHeaderView::Fixed);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto *inList = new QVBoxLayout(m_list->viewport());
    inList->addWidget(m_empty);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins({});
    bar->addWidget(m_toggle);
    bar->addSpacing(letter);
    bar->addWidget(m_summary, 1);
    bar->addWidget(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_list, 1);

    m_tick->setInterval(1000);
    connect(m_tick, &QTimer::timeout, m_model, &JobModel::tick);
    connect(m_toggle, &QToolButton::clicked, this, [this] { setExpanded(!isExpanded()); });
    connect(m_clear, &QToolButton::clicked, jobs, &Jobs::clearFinished);
    connect(delegate, &TaskDelegate::buttonClicked, this, &TaskPanel::runAction);
    connect(m_list, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        // Return or a double click is a wish to know more, not to cancel.
        if (index.data(JobModel::ActionRole).toInt() == int(JobModel::JobAction::Details))
            runAction(index);
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, &TaskPanel::showMenu);
    connect(m_copy, &QAction::triggered, this, &TaskPanel::copySelection);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &TaskPanel::refresh);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &TaskPanel::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (roles.isEmpty()) // a job, not the passing of time
                    refresh();
            });
    refresh();
}

bool TaskPanel::isExpanded() const
{
    return !m_list->isHidden();
}

void TaskPanel::setExpanded(bool expanded)
{
    if (expanded == isExpanded())
        return;
    m_toggle->setArrowType(expanded ? Qt::DownArrow : Qt::RightArrow);
    m_toggle->setAccessibleName(expanded ? tr("Hide tasks") : tr("Show tasks"));
    m_list->setVisible(expanded);
    // A splitter gives what is kept closed no more than its one line.
    layout()->activate();
    setMaximumHeight(expanded ? QWIDGETSIZE_MAX : layout()->minimumSize().height());
    setSizePolicy(QSizePolicy::Preferred, expanded ? QSizePolicy::Preferred : QSizePolicy::Fixed);
    refresh();
    Q_EMIT expandedChanged(expanded);
}

QString TaskPanel::summary() const
{
    return m_summary->text();
}

QByteArray TaskPanel::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << stateMagic << isExpanded() << m_list->header()->saveState();
    return state;
}

bool TaskPanel::restoreState(const QByteArray &state)
{
    QDataStream in(state);
    in.setVersion(QDataStream::Qt_6_0);
    quint32 magic = 0;
    bool expanded = true;
    QByteArray header;
    in >> magic >> expanded >> header;
    if (in.status() != QDataStream::Ok || magic != stateMagic
        || !m_list->header()->restoreState(header))
        return false;
    setExpanded(expanded);
    return true;
}

void TaskPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void TaskPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick->stop();
}

void TaskPanel::refresh()
{
    const int running = m_model->runningCount();
    const int failed = m_model->failedCount();
    QStringList parts;
    if (running > 0)
        parts << tr("%n running", nullptr, running);
    if (failed > 0)
        parts << tr("%n failed", nullptr, failed);
    if (parts.isEmpty())
        parts << (m_model->finishedCount() > 0 ? tr("All done") : tr("Nothing running"));
    m_summary->setText(parts.join(tr(", ", "between parts of a list")));
    m_clear->setEnabled(m_model->finishedCount() > 0);
    m_empty->setVisible(m_model->rowCount() == 0);
    // Time passes only where somebody sees it.
    const bool ticking = running > 0 && isVisible() && isExpanded();
    if (ticking != m_tick->isActive())
        ticking ? m_tick->start() : m_tick->stop();
}

void TaskPanel::runAction(const QModelIndex &index)
{
    const Job job = jobOf(index);
    switch (JobModel::JobAction(index.data(JobModel::ActionRole).toInt())) {
    case JobModel::JobAction::Cancel:
        m_jobs->cancel(job.id);
        break;
    case JobModel::JobAction::Details:
        Q_EMIT errorDetailsWanted(*job.error);
        break;
    case JobModel::JobAction::None:
        break;
    }
}

void TaskPanel::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex index = m_list->indexAt(position).siblingAtColumn(JobModel::Action);
    if (index.isValid()) {
        const Job job = jobOf(index);
        const QString action = index.data().toString();
        if (!action.isEmpty()) {
            menu->addAction(action, this, [this, at = QPersistentModelIndex(index)] {
                if (at.isValid())
                    runAction(at);
            });
        }
        menu->addAction(m_copy);
        menu->addSeparator();
    }
    QAction *clear = menu->addAction(m_clear->text(), m_jobs, &Jobs::clearFinished);
    clear->setEnabled(m_clear->isEnabled());
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

void TaskPanel::copySelection()
{
    QModelIndexList rows = m_list->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        const Job job = jobOf(row);
        lines << tr("%1: %2", "task: result")
                     .arg(row.data().toString(),
                          row.siblingAtColumn(JobModel::Outcome).data().toString());
        if (job.error && !job.error->detail.isEmpty())
            lines << job.error->detail;
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}
