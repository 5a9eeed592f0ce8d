// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/screenshot.h"

#include "models/virt/lasterror.h"

#include <libvirt/libvirt.h>

#include <QCoreApplication>

#include <cstdlib>
#include <memory>

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Virt)
};

struct FreeStream
{
    void operator()(virStreamPtr stream) const { virStreamFree(stream); }
};

} // namespace

Result<QByteArray> Virt::screenshot(const DomainHandle &domain, int screen, qsizetype limit)
{
    const auto failed = [&domain](const LastError &error) {
        return error.about(Text::tr("Cannot take a screenshot of “%1”.")
                               .arg(QString::fromUtf8(virDomainGetName(domain.get()))));
    };
    const std::unique_ptr<virStream, FreeStream> stream(
        virStreamNew(virDomainGetConnect(domain.get()), 0));
    if (!stream)
        return failed(lastError());
    // The type it names is the host's word; what the bytes are is seen when they are decoded.
    const std::unique_ptr<char, decltype(&free)> type(
        virDomainScreenshot(domain.get(), stream.get(), unsigned(screen), 0), free);
    if (!type)
        return failed(lastError());
    QByteArray picture;
    constexpr int packet = 64 * 1024;
    const auto buffer = std::make_unique<char[]>(packet);
    while (true) {
        const int got = virStreamRecv(stream.get(), buffer.get(), packet);
        if (got == 0)
            break;
        if (got < 0) {
            const LastError error = lastError();
            virStreamAbort(stream.get());
            return failed(error);
        }
        if (picture.size() + got > limit) {
            virStreamAbort(stream.get());
            return refuse(Error::Kind::Failed, Text::tr("The screenshot is too large."));
        }
        picture.append(buffer.get(), got);
    }
    if (virStreamFinish(stream.get()) < 0)
        return failed(lastError());
    return picture;
}
