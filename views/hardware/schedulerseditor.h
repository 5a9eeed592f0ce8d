// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/formeditor.h"

class CheckedField;
class PathList;
class PlainLabel;
class QAction;
class QToolButton;

// Under which of the host's schedulers a machine's threads run: a list of them, and the fields of the
// selected one. Part of the processor's page.
class SchedulersEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit SchedulersEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    enum Threads { Vcpus, IoThreads, Emulator };
    struct Entry
    {
        Threads threads = Vcpus;
        QString numbers = {}, scheduler = {}, priority = {};
        QString path = {}; // empty: none leads to it alone
    };

    static QString wordOf(const QString &scheduler);
    static QString pathOf(Threads threads, const QString &numbers);
    void readEntries();
    void fillButtons();
    void fillFields(bool anew);
    void fillNotes();
    const Entry *current() const;
    QString title(const Entry &entry) const;
    QString problem(const Entry &entry, const QString &numbers) const;
    QSet<int> there(Threads threads) const;
    QStringList setsOf(Threads threads, const Entry *without = nullptr) const;
    void add(Threads threads);
    void setNumbers(const QString &numbers);
    void setScheduler(const QString &word);

    QList<Entry> m_entries;
    PlainLabel *m_none;
    PathList *m_list;
    QToolButton *m_add, *m_remove;
    QList<QAction *> m_additions; // by Threads
    CheckedField *m_numbers, *m_priority;
    QComboBox *m_scheduler;
};
