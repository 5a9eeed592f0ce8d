// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/formeditor.h"

class PlainLabel;
class FoldButton;

// Which events the host counts of a machine, one by one, behind a button until they are wanted. Part
// of the page of the resource limits.
class PerfEventsEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit PerfEventsEditor(const HardwareServices &services, QWidget *parent = nullptr);
    void setHighlight(const QString &words) override;

protected:
    void refill() override;
    void fillMore() override;

private:
    void addEvent(const QString &name, const QString &title);
    void showRows();

    FoldButton *m_fold;
    PlainLabel *m_about;
    QStringList m_names; // in the order of the rows
    QHash<QString, QComboBox *> m_events;
    QString m_highlight;
};
