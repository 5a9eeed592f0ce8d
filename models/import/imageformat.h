// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QString>

enum class ImageFormat { Raw, Qcow2, Vmdk, Vdi, Vhdx, Vpc };

// qemu-img's and libvirt's word: "qcow2", "vpc".
QString imageFormatName(ImageFormat format);

// Where an image is: a file of this computer, or a part of one (in an OVA).
struct ImageFile
{
    QString path = {}; // absolute
    quint64 offset = 0;
    quint64 size = 0; // bytes from there on

    bool operator==(const ImageFile &) const = default;
};

// What tells the formats apart. Reads a file: no GUI thread.
struct ImageHead
{
    static constexpr qint64 needed = 64 * 1024;

    QByteArray first = {}; // at most `needed` bytes
    QByteArray last = {};  // the last 512
    quint64 size = 0;      // of all
};
Result<ImageHead> readImageHead(const ImageFile &file);

// By what is in it, never by its name. Images that point to other files (backing files, external
// data, extents, parents) are refused, because those could be any file of this computer; so are
// encrypted ones.
Result<ImageFormat> recogniseImage(const ImageHead &head);
