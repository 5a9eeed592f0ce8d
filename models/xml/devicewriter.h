// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinespec.h"
#include "models/xml/elementwriter.h"

#include <QHash>

// The <devices> of a machine to be made; a part of writeMachine().
class DeviceWriter
{
public:
    DeviceWriter(ElementWriter &writer, const MachineSpec &machine) : xml(writer), spec(machine) {}
    void run();

private:
    void orderBoot();
    void writeMachine();
    void writeContainer();
    void writeDisk(const DiskSpec &disk, int bootOrder);
    void writeSource(const DiskSource &source);
    void writeControllers();
    void writeUsb();
    void writeNetwork(const NetworkSpec &network, int bootOrder);
    void writeTextConsole();
    void writeChannels();
    void writeDisplay();
    void writeOthers();

    ElementWriter &xml;
    const MachineSpec &spec;
    QHash<qsizetype, int> m_diskOrder, m_networkOrder; // by place in the spec; from 1
};
