// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/connection.h"
#include "models/values/hostcapabilities.h"
#include "models/values/machine.h"
#include "models/values/stats.h"

#include <QWidget>

class FactsForm;
class MessagePage;
class NoticePanel;
class OverviewFrame;
class QAction;
class QStackedWidget;
class QTimer;
class UsageBar;

// What a host is and how the connection to it is: state and error whole, facts, usage, machines.
class HostOverviewPage : public QWidget
{
    Q_OBJECT

public:
    explicit HostOverviewPage(QWidget *parent = nullptr);

    // Fills the page; another connection's host, machines and usage are forgotten.
    void setConnection(const ConnectionConfig &config, const ConnectionStatus &status);
    void setHost(const HostInfo &host);
    void setCapabilities(const Result<HostCapabilities> &capabilities);
    void setUsage(const HostUsage &usage);
    void setMachines(const QList<Machine> &machines); // for the counts
    void setActions(const QList<QAction *> &actions);
    void clear(); // nothing is selected, or there is no connection yet

    QString title() const;
    QString state() const;
    QString problem() const; // what the notice says; empty when there is none

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void updateHeading();
    void updateProblem();
    void updateFacts();
    void updateClock();

    ConnectionConfig m_config;
    ConnectionStatus m_status;
    HostInfo m_host;
    HostCapabilities m_capabilities;
    QList<QAction *> m_actions;
    QTimer *m_clock; // ages and counts down while the page is seen
    QStackedWidget *m_stack;
    MessagePage *m_message;
    OverviewFrame *m_frame;
    NoticePanel *m_problem, *m_warnings;
    FactsForm *m_facts, *m_machines, *m_virtualization;
    QWidget *m_usageSection, *m_machinesSection, *m_factsSection, *m_virtualizationSection;
    UsageBar *m_cpu, *m_memory;
};
