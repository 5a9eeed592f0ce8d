// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/import/imageimport.h"
#include "models/import/workfolder.h"

// A converted copy of an image, for as long as this lives: the file goes with it, whole or not. The
// image itself is only read. Lives in one thread, the GUI's will do.
class ImageCopy : public QObject
{
    Q_OBJECT

public:
    explicit ImageCopy(QObject *parent = nullptr);
    ~ImageCopy() override;

    // Its path. `expected`: the format that it was seen in; in another one it is not what the user
    // has agreed to. `target`: raw or qcow2. Once.
    QFuture<Result<QString>> make(const ImageFile &image, const QString &expected,
                                  ImageFormat target);
    void cancel();
    double share() const { return m_share; } // 0…1

private:
    void convert(const ImageFile &image, const ImageInfo &info, ImageFormat target);
    void answer(const Result<QString> &result);

    std::unique_ptr<WorkFolder> m_folder;
    ImageImport m_import;
    QPromise<Result<QString>> m_promise;
    double m_share = 0;
    bool m_canceled = false;
};
