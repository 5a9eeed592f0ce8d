// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/lasterror.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include <QCoreApplication>

namespace Virt {

static Error::Kind kindOf(int code, int domain)
{
    switch (code) {
    case VIR_ERR_NO_DOMAIN:
    case VIR_ERR_NO_NETWORK:
    case VIR_ERR_NO_STORAGE_POOL:
    case VIR_ERR_NO_STORAGE_VOL:
    case VIR_ERR_NO_SECRET:
    case VIR_ERR_NO_DOMAIN_SNAPSHOT:
        return Error::Kind::NotFound;
    case VIR_ERR_AUTH_FAILED:
    case VIR_ERR_AUTH_CANCELLED:
    case VIR_ERR_AUTH_UNAVAILABLE:
    case VIR_ERR_ACCESS_DENIED:
    case VIR_ERR_OPERATION_DENIED:
        return Error::Kind::Denied;
    case VIR_ERR_OPERATION_ABORTED:
        return Error::Kind::Canceled;
    case VIR_ERR_NO_SUPPORT:
    case VIR_ERR_ARGUMENT_UNSUPPORTED:
    case VIR_ERR_OPERATION_UNSUPPORTED:
        return Error::Kind::Unsupported;
    default:
        // A dead link comes with different codes; what it has in common is the layer.
        return domain == VIR_FROM_RPC ? Error::Kind::Lost : Error::Kind::Failed;
    }
}

LastError lastError()
{
    LastError last;
    const virErrorPtr error = virGetLastError();
    if (error && error->code != VIR_ERR_OK) {
        last.m_error.kind = kindOf(error->code, error->domain);
        last.m_error.detail = QString::fromUtf8(error->message);
        last.m_error.code = error->code;
        last.m_error.domain = error->domain;
    } else {
        last.m_error.detail =
            QCoreApplication::translate("LastError", "The call failed without an explanation.");
    }
    return last;
}

tl::unexpected<Error> LastError::about(const QString &summary) const
{
    Error error = m_error;
    error.summary = summary;
    return tl::unexpected(error);
}

tl::unexpected<Error> refuse(Error::Kind kind, const QString &summary, const QString &advice)
{
    return tl::unexpected(Error{.kind = kind, .summary = summary, .advice = advice});
}

} // namespace Virt
