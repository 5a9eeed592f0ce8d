// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/virt/guard.h"

#include <libvirt/libvirt.h>

#include <utility>

// Shared ownership of one libvirt object. Copying takes a libvirt reference, so a handle can
// travel between worker threads by value. The GUI thread owns none: even letting go of the last
// reference to a connection is a call to its daemon.
template <class T, int (*Ref)(T *), int (*Unref)(T *)>
class Handle
{
public:
    Handle() = default;
    explicit Handle(T *adopted) : m_object(adopted) {}
    Handle(const Handle &other) : m_object(other.m_object)
    {
        if (m_object)
            Ref(m_object);
    }
    Handle(Handle &&other) noexcept : m_object(std::exchange(other.m_object, nullptr)) {}
    Handle &operator=(Handle other) noexcept
    {
        std::swap(m_object, other.m_object);
        return *this;
    }
    ~Handle()
    {
        if (m_object) {
            Virt::mustBeOffGuiThread();
            Unref(m_object);
        }
    }

    // For callbacks, whose argument libvirt lends only for the length of the call.
    static Handle borrow(T *lent)
    {
        Ref(lent);
        return Handle(lent);
    }

    // Every libvirt call goes through here, which is where the guard stands.
    T *get() const
    {
        Virt::mustBeOffGuiThread();
        return m_object;
    }
    explicit operator bool() const { return m_object != nullptr; }

private:
    T *m_object = nullptr;
};

using ConnectHandle = Handle<virConnect, virConnectRef, virConnectClose>;
using DomainHandle = Handle<virDomain, virDomainRef, virDomainFree>;
using PoolHandle = Handle<virStoragePool, virStoragePoolRef, virStoragePoolFree>;
using VolumeHandle = Handle<virStorageVol, virStorageVolRef, virStorageVolFree>;
