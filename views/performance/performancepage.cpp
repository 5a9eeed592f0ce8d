// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/performance/performancepage.h"

#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/statscsv.h"
#include "views/basic/messagepage.h"
#include "views/basic/plainlabel.h"
#include "views/performance/chartgroup.h"
#include "views/performance/chartview.h"

#include <QComboBox>
#include <QDateTime>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QSaveFile>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QToolButton>
#include <QtConcurrent>

#include <cmath>

using namespace Qt::StringLiterals;

// A group that is on the page, and its charts by what they are told apart by.
struct PerformancePage::Shown
{
    QString id;
    ChartGroup *group;
    QList<std::pair<QString, ChartView *>> charts;
};

// In a worker. Temporary file and rename: a file of that name is whole or untouched.
static Result<> writeCsv(const QString &file, const Timeline &timeline)
{
    QSaveFile output(file);
    output.setDirectWriteFallback(false);
    const QByteArray csv = toCsv(timeline);
    if (output.open(QIODevice::WriteOnly) && output.write(csv) == csv.size() && output.commit())
        return {};
    return tl::unexpected(
        Error{.summary = PerformancePage::tr("Cannot write “%1”.").arg(SafeText::line(file)),
              .detail = output.errorString(),
              .advice = PerformancePage::tr("Choose another folder, or make room.")});
}

PerformancePage::PerformancePage(QWidget *parent)
    : QWidget(parent)
    , m_range(new QComboBox)
    , m_pause(new QToolButton)
    , m_export(new QToolButton)
    , m_stack(new QStackedWidget)
    , m_scroll(new QScrollArea)
    , m_column(new QVBoxLayout)
    , m_message(new MessagePage)
    , m_note(new PlainLabel)
{
    m_range->addItem(tr("Last minute"), 60);
    m_range->addItem(tr("Last 5 minutes"), 300);
    m_range->addItem(tr("Last 15 minutes"), 900);
    m_range->addItem(tr("Last hour"), 3600);
    m_range->setCurrentIndex(1);
    m_range->setAccessibleName(tr("Range"));
    connect(m_range, &QComboBox::currentIndexChanged, this, [this] {
        refresh();
        Q_EMIT rangeChanged(range());
    });

    m_pause->setText(tr("Pause"));
    m_pause->setAccessibleName(tr("Pause"));
    m_pause->setIcon(QIcon::fromTheme(u"media-playback-pause"_s));
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_pause->setCheckable(true);
    connect(m_pause, &QToolButton::toggled, this, &PerformancePage::setPaused);

    m_export->setText(tr("Export…"));
    m_export->setAccessibleName(tr("Export"));
    m_export->setIcon(QIcon::fromTheme(u"document-save-as"_s));
    m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_export, &QToolButton::clicked, this, &PerformancePage::askForFile);

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_range);
    bar->addWidget(m_pause);
    bar->addStretch();
    bar->addWidget(m_export);

    auto *content = new QWidget;
    content->setLayout(m_column);
    m_column->addStretch();
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_message);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(bar);
    m_note->setWordWrap(true);
    m_note->hide();
    layout->addWidget(m_note);
    layout->addWidget(m_stack, 1);
}

PerformancePage::~PerformancePage() = default;

int PerformancePage::range() const
{
    return m_range->currentData().toInt();
}

void PerformancePage::setRange(int seconds)
{
    if (const int index = m_range->findData(seconds); index >= 0)
        m_range->setCurrentIndex(index);
}

bool PerformancePage::isPaused() const
{
    return m_paused.has_value();
}

const Timeline &PerformancePage::timeline() const
{
    return m_paused ? *m_paused : liveTimeline();
}

void PerformancePage::setPaused(bool paused)
{
    if (paused)
        m_paused = liveTimeline();
    else
        m_paused.reset();
    showCharts();
}

void PerformancePage::resume()
{
    m_pause->setChecked(false);
}

void PerformancePage::refresh()
{
    // Hidden, nobody sees it; paused, nothing moves, but the range may have changed.
    if (isVisible())
        showCharts();
}

void PerformancePage::announceDemand()
{
    if (!isVisible() || m_demanding)
        return;
    m_demanding = true;
    watch(true);
    Q_EMIT demandChanged(demandedGroups(), demandsHost());
}

void PerformancePage::withdrawDemand()
{
    if (!m_demanding)
        return;
    m_demanding = false;
    watch(false);
    Q_EMIT demandChanged({}, false);
}

void PerformancePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    announceDemand();
    showCharts();
}

void PerformancePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    withdrawDemand();
}

void PerformancePage::showCharts()
{
    const Timeline &timeline = this->timeline();
    const QList<Group> groups =
        timeline.times().isEmpty() ? QList<Group>() : this->groups(timeline);
    m_pause->setEnabled(!groups.isEmpty());
    m_export->setEnabled(!groups.isEmpty());
    const QString note = groups.isEmpty() ? QString() : staleNote();
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    if (groups.isEmpty()) {
        const Message message = emptyMessage(timeline);
        m_message->show(message.icon, message.title, message.text);
        m_stack->setCurrentWidget(m_message);
        return;
    }
    m_stack->setCurrentWidget(m_scroll);
    for (qsizetype i = m_shown.size() - 1; i >= 0; --i) {
        const bool stays = std::any_of(groups.begin(), groups.end(), [&](const Group &group) {
            return group.id == m_shown[i].id;
        });
        if (stays)
            continue;
        delete m_shown[i].group;
        m_shown.removeAt(i);
    }
    for (qsizetype g = 0; g < groups.size(); ++g) {
        Shown &shown = showGroup(g, groups[g]);
        for (qsizetype c = 0; c < groups[g].charts.size(); ++c)
            fill(shown.charts[c].second, groups[g].charts[c], timeline);
    }
}

// Makes the group and its charts match, keeping every chart that stays.
PerformancePage::Shown &PerformancePage::showGroup(qsizetype index, const Group &group)
{
    if (index >= m_shown.size() || m_shown[index].id != group.id) {
        auto *widget = new ChartGroup(group.title);
        m_column->insertWidget(int(index), widget);
        m_shown.insert(index, {group.id, widget, {}});
    }
    Shown &shown = m_shown[index];
    shown.group->setNote(group.note);
    for (qsizetype i = shown.charts.size() - 1; i >= 0; --i) {
        const bool stays =
            std::any_of(group.charts.begin(), group.charts.end(),
                        [&](const Chart &chart) { return chart.id == shown.charts[i].first; });
        if (!stays)
            shown.group->remove(shown.charts.takeAt(i).second);
    }
    for (qsizetype i = 0; i < group.charts.size(); ++i) {
        const Chart &chart = group.charts[i];
        if (i < shown.charts.size() && shown.charts[i].first == chart.id)
            continue;
        // Charts keep their order; one that moved is as good as new.
        for (qsizetype later = i; later < shown.charts.size(); ++later)
            if (shown.charts[later].first == chart.id) {
                shown.group->remove(shown.charts.takeAt(later).second);
                break;
            }
        auto *view = new ChartView(chart.title, chart.unit);
        connect(view, &ChartView::cursorMoved, this, &PerformancePage::moveCursors);
        shown.group->insert(int(i), view);
        shown.charts.insert(i, {chart.id, view});
    }
    return shown;
}

void PerformancePage::fill(ChartView *chart, const Chart &description,
                           const Timeline &timeline) const
{
    QList<ChartSeries> lines;
    for (const Chart::Line &line : description.lines)
        if (const Series *series = timeline.find(line.key))
            lines.append({line.name, series->values});
    chart->setWindow(timeline.times().last(), range());
    chart->setData(timeline.times(), lines);
}

void PerformancePage::moveCursors(qint64 timeMs)
{
    for (const Shown &shown : std::as_const(m_shown))
        for (const auto &[id, chart] : shown.charts)
            chart->setCursorTime(timeMs);
}

void PerformancePage::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Export statistics"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Comma-separated values (*.csv)"));
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(SafeText::fileName(m_subject) + u'-'
                       + QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s) + u".csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &PerformancePage::exportTo);
    dialog->open();
}

void PerformancePage::exportTo(const QString &file)
{
    const auto write = [file, shown = timeline()] { return writeCsv(file, shown); };
    whenDone(QtConcurrent::run(write), this, [this, file](const Result<> &result) {
        if (result)
            Q_EMIT exported(file);
        else
            Q_EMIT exportFailed(result.error());
    });
}
