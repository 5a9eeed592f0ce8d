// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/hostcapabilities.h"

#include <QHash>
#include <QWidget>

#include <optional>

class PlainLabel;
class QLineEdit;
class QListWidget;
class QToolButton;
class QVBoxLayout;

// Which threads of a machine run on which CPUs of its host: the threads at the left, a map of the
// host's sockets and NUMA cells at the right. A click on a CPU takes it in for all selected
// threads, or out again; the same can be typed.
class CpuPinning : public QWidget
{
    Q_OBJECT

public:
    struct Thread
    {
        QString path = {}; // of the field that pins it
        QString title = {};
        std::optional<QString> cpus = {}; // absent: anywhere
        bool operator==(const Thread &) const = default;
    };

    explicit CpuPinning(QWidget *parent = nullptr);

    void setThreads(const QList<Thread> &threads);
    void setCells(const QList<NumaCell> &cells); // empty: not known, and CPUs are typed

Q_SIGNALS:
    // By the user; nothing: anywhere.
    void edited(const QStringList &paths, const std::optional<QString> &cpus);

private:
    QList<int> selected() const; // rows
    void showSelected();
    void toggle(int cpu, bool in);
    void type(const QString &text);
    void tell(const QHash<QString, QList<int>> &sets);

    QList<Thread> m_threads;
    QList<NumaCell> m_cells;
    bool m_hasCells = false;
    QListWidget *m_list;
    QWidget *m_map;
    QVBoxLayout *m_mapLayout;
    QHash<int, QToolButton *> m_buttons; // by CPU
    QLineEdit *m_text;
    PlainLabel *m_note;
    QToolButton *m_anywhere;
};
