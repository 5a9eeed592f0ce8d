// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/virt/lasterror.h"
#include "models/virt/storage.h"

#include <cstdlib>
#include <memory>

// What the calls for pools and those for volumes have in common.
namespace Virt {

// A list that libvirt gave, freed with what is in it.
template <class Object, int (*Free)(Object *)>
struct FreeList
{
    int count = 0;
    void operator()(Object **objects) const
    {
        for (int i = 0; i < count; ++i)
            Free(objects[i]);
        free(objects);
    }
};
inline Result<QByteArray> owned(char *text, const QString &failure)
{
    const LastError last = text ? LastError() : lastError();
    const std::unique_ptr<char, decltype(&free)> owner(text, free);
    if (!text)
        return last.about(failure);
    return QByteArray(text);
}

// `done` is what libvirt returned; its error is taken at once.
inline Result<> check(int done, const QString &failure, const auto &object)
{
    if (done >= 0)
        return {};
    const LastError last = lastError();
    return last.about(failure.arg(nameOf(object)));
}

} // namespace Virt
