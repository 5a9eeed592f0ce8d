// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/values/machineevent.h"
#include "models/virt/handle.h"

#include <QList>

#include <functional>
#include <memory>

// Called on the event thread with what libvirt told and a counted handle of the machine. The
// event's connection and name are the receiver's to fill in.
using EventSink = std::function<void(MachineEvent event, const DomainHandle &machine)>;

// Registrations with libvirt, ended with the object (worker threads only).
class EventSubscription
{
public:
    // Lifecycle is what a list needs to stay true: it is registered before the list is read. The
    // others cost a call each and can wait until there is something to see.
    enum class Scope { Lifecycle, AllOthers };

    EventSubscription(ConnectHandle connect, std::shared_ptr<EventSink> sink, Scope scope);
    ~EventSubscription();
    EventSubscription(const EventSubscription &) = delete;
    EventSubscription &operator=(const EventSubscription &) = delete;

private:
    ConnectHandle m_connect;
    QList<int> m_callbacks;
};
