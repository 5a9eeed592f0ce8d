// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/virt/handle.h"

#include <QByteArray>

namespace Virt {

// What screen number `screen` of the machine shows, as the hypervisor encodes it: QEMU gives PNG
// or PPM (virDomainScreenshot and its stream). Untrusted, at most `limit` bytes: a host that sends
// more is refused. Blocks: worker threads only.
Result<QByteArray> screenshot(const DomainHandle &domain, int screen, qsizetype limit);

} // namespace Virt
