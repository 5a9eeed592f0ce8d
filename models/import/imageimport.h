// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/import/imageformat.h"
#include "models/tools/toolrun.h"

#include <functional>

// What is known of an image before it is converted.
struct ImageInfo
{
    ImageFormat format = ImageFormat::Raw;
    quint64 virtualBytes = 0; // what the guest sees
    quint64 fileBytes = 0;    // what it takes now

    bool operator==(const ImageInfo &) const = default;
};

// Brings a disk image of this computer into a format that machines run on, with qemu-img. Formats are
// always named and never probed. The new file has its name when it is whole and replaces nothing. One
// image each; lives in one thread, the GUI's will do; going away cancels and leaves nothing behind.
class ImageImport : public QObject
{
    Q_OBJECT

public:
    explicit ImageImport(QObject *parent = nullptr);
    ~ImageImport() override;

    // What it is, and whether it is whole. All of a file when `file.size` is 0.
    QFuture<Result<ImageInfo>> inspect(const ImageFile &file);
    // `info` is inspect()'s answer; `target` absolute, not there yet; raw or qcow2.
    QFuture<Result<>> convert(const ImageFile &file, const ImageInfo &info, const QString &target,
                              ImageFormat targetFormat);
    void cancel();

Q_SIGNALS:
    void progressed(double share); // 0…1

private:
    using Inspected = std::function<void(const Result<ImageInfo> &)>;
    void runInfo(const ImageFile &file, ImageFormat format, const Inspected &answer);
    void runCheck(const ImageFile &file, const ImageInfo &info, quint64 clusterSize,
                  const Inspected &answer);

    std::unique_ptr<ToolRun> m_tool;
    QString m_part; // while it is being written
    bool m_canceled = false;
};
