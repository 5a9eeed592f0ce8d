// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/core/result.h"
#include "models/xml/bulkedit.h"

#include <QHash>

#include <optional>

class PlainLabel;
class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QSpinBox;
class QTreeWidget;

// Settings for several machines at once: what is ticked is to be the same in all of them, and a
// table says what that changes in each. It changes nothing itself.
class MultiEditDialog : public PlainDialog
{
    Q_OBJECT

public:
    struct Target
    {
        MachineKey key = {};
        Machine machine = {};
        QString host = {}; // the connection's name
    };

    MultiEditDialog(const QList<Target> &targets, QWidget *parent = nullptr);

    // The definition of one of them, as it is read; the table waits for all.
    void setDefinition(const MachineKey &machine, const Result<QByteArray> &definition);
    void addNetworks(const QStringList &names); // to choose from
    BulkWish wish() const;
    void accept() override;

Q_SIGNALS:
    // What is to be done, of the machines where something changes.
    void accepted(const QHash<MachineKey, BulkPlan> &plans);

private:
    QCheckBox *addRow(QGridLayout *grid, const QString &text, QWidget *editor);
    void plan();
    void showPlans(const QList<BulkPlan> &plans);

    struct Entry
    {
        Target target = {};
        std::optional<Result<QByteArray>> definition = {};
    };

    QList<Entry> m_entries;
    QHash<MachineKey, BulkPlan> m_plans;
    int m_asked = 0; // answers to earlier questions are dropped
    QCheckBox *m_maximumMemory, *m_memory, *m_maximumVcpus, *m_vcpus, *m_autostart, *m_network,
        *m_addTags, *m_removeTags;
    QSpinBox *m_maximumMemoryValue, *m_memoryValue, *m_maximumVcpusValue, *m_vcpusValue;
    QComboBox *m_autostartValue, *m_networkValue, *m_interfaces;
    QLineEdit *m_addTagsValue, *m_removeTagsValue;
    PlainLabel *m_note;
    QTreeWidget *m_table;
};
