// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"

#include <QMenu>
#include <QPointer>

class PlainLabel;
class ViewerProcess;

// Says what a machine without a guest agent lacks, and what to install in it. There is nothing to
// see of it while the agent runs or nothing is known yet.
class AgentNote : public QMenu
{
    Q_OBJECT

public:
    explicit AgentNote(QWidget *parent);

    void setViewer(ViewerProcess *viewer); // null: not connected

    // Empty when nothing is missing.
    static QString text(Wire::Protocol protocol, const Wire::Features &features);

private:
    void refresh();

    QPointer<ViewerProcess> m_viewer;
    PlainLabel *m_label;
};
