// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/cpumap.h"
#include "views/hardware/formeditor.h"

class CpuFeatureList;
class CpuPinning;
class QSpinBox;
class QToolButton;

// A machine's processors: how many, how they are arranged, what they can, and where they run.
class CpuEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit CpuEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    void addCounts();
    void addTopology();
    void addModel();
    void addThreads();
    void setTopology(bool byHand);
    void setModel(const QString &choice); // "mode=host-model", "model=EPYC"; empty: the default
    void fillCounts();
    void fillTopology();
    void fillModel();
    void fillThreads();
    void readMap();
    bool isCustom() const;
    QStringList mitigations() const; // that this host's processors have

    QSpinBox *m_atStart, *m_maximum;
    QCheckBox *m_byHand, *m_mitigations;
    QHash<QString, QSpinBox *> m_topology; // by attribute
    QToolButton *m_fit;
    QComboBox *m_model;
    CpuFeatureList *m_features;
    QSpinBox *m_ioThreads;
    CpuPinning *m_pinning;
    CpuMap m_map;
    QString m_mapOf; // architecture
};
