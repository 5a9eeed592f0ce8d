// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// "VIR_ERR_NO_DOMAIN" for 42: what people search for. Empty for a number newer than libvirt 9.0.
QString libvirtErrorName(int code);

// "VIR_FROM_QEMU" for 10: the part of libvirt that failed.
QString libvirtErrorDomainName(int domain);
