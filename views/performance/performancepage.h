// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/inventory/timeline.h"
#include "models/values/stats.h"
#include "views/performance/chartscale.h"

#include <QPointer>
#include <QWidget>

class ChartGroup;
class ChartView;
class MessagePage;
class PlainLabel;
class QComboBox;
class QScrollArea;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;
class StatsHistory;

// What the performance pages of a machine and of a host share: charts in groups, how far back they
// reach, pause, export. While it is paused it shows what was; everything is still recorded.
class PerformancePage : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(int range READ range WRITE setRange NOTIFY rangeChanged)

public:
    explicit PerformancePage(QWidget *parent = nullptr);
    ~PerformancePage() override;

    // Not owned; first of all calls.
    virtual void setHistory(StatsHistory *history) = 0;
    // What the statistics are of, as a suggestion for file names; untrusted.
    void setSubject(const QString &name) { m_subject = name; }

    int range() const; // seconds that are shown: 60, 300, 900 or 3600
    void setRange(int seconds);
    bool isPaused() const;

    // Writes what is shown, the whole hour of it, in the background; then exported() or
    // exportFailed().
    void exportTo(const QString &file);

Q_SIGNALS:
    // What to ask the host for while the page is visible; nothing when it is hidden. For
    // Connection::setStatsDemand(page, groups, host).
    void demandChanged(StatsGroups groups, bool host);
    void rangeChanged(int seconds); // by the user: worth remembering
    void exported(const QString &file);
    void exportFailed(const Error &error);

protected:
    struct Chart
    {
        QString id = {};    // what it is told apart by, within its group
        QString title = {}; // safe to show
        ChartUnit unit = ChartUnit::Share;
        struct Line
        {
            SeriesKey key = {};
            QString name = {}; // safe to show
        };
        QList<Line> lines = {};
    };
    struct Group
    {
        QString id = {}, title = {}, note = {};
        QList<Chart> charts = {};
    };
    struct Message
    {
        QString icon = {}, title = {}, text = {};
    };

    virtual const Timeline &liveTimeline() const = 0;
    // Which charts a timeline has.
    virtual QList<Group> groups(const Timeline &timeline) const = 0;
    // Why there is nothing to see.
    virtual Message emptyMessage(const Timeline &timeline) const = 0;
    // That what is shown is not of now; empty: it is.
    virtual QString staleNote() const = 0;
    virtual StatsGroups demandedGroups() const = 0;
    virtual bool demandsHost() const = 0;
    virtual void watch(bool visible) = 0; // tell the history

    // New figures, or another machine.
    void refresh();
    void resume(); // ends a pause
    void announceDemand();
    void withdrawDemand();

    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Shown;
    const Timeline &timeline() const;
    void setPaused(bool paused);
    void askForFile();
    void showCharts();
    Shown &showGroup(qsizetype index, const Group &group);
    void fill(ChartView *chart, const Chart &description, const Timeline &timeline) const;
    void moveCursors(qint64 timeMs);

    QString m_subject;
    std::optional<Timeline> m_paused; // what is shown while paused
    bool m_demanding = false;
    QList<Shown> m_shown;

    QComboBox *m_range;
    QToolButton *m_pause, *m_export;
    QStackedWidget *m_stack;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column;
    MessagePage *m_message;
    PlainLabel *m_note;
};
