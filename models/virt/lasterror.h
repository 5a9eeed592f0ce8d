// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"

// The calling thread's last libvirt error. libvirt keeps one per thread and clears it at the next
// call, so read it on the line after the call that failed and only then look anything else up:
//     return Virt::lastError().about(tr("Cannot start “%1”.").arg(nameOf(domain)));
// C++ evaluates lastError() before the arguments of about().
namespace Virt {

class LastError
{
public:
    tl::unexpected<Error> about(const QString &summary) const;
    const Error &error() const { return m_error; }

private:
    friend LastError lastError();
    Error m_error;
};

LastError lastError();

// An error of ours in libvirt's place, for what we refuse before asking.
tl::unexpected<Error> refuse(Error::Kind kind, const QString &summary, const QString &advice = {});

} // namespace Virt
