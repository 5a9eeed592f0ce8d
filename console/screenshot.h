// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QFuture>
#include <QImage>

namespace Screenshot {

// Writes the image as PNG: into a new file beside `path`, synced, then renamed over it, so that no
// half picture is ever there and a symbolic link is replaced, not followed. Any thread.
Result<> save(const QImage &image, const QString &path);

// The same on a worker thread.
QFuture<Result<>> saveInBackground(const QImage &image, const QString &path);

// As `folder`/`name`.png, or with a number behind the name where that is taken: nothing is ever
// replaced. The path it got. Any thread; the same on a worker thread.
Result<QString> saveNew(const QImage &image, const QString &folder, const QString &name);
QFuture<Result<QString>> saveNewInBackground(const QImage &image, const QString &folder,
                                             const QString &name);

// "web 2026-11-21 08.15.30.png" from a machine's untrusted name.
QString fileName(const QString &machine);

// A picture as a PNG, made in the background; empty when that fails.
QFuture<QByteArray> pngInBackground(const QImage &image);

} // namespace Screenshot
