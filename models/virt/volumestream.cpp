// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes into volumes and comes out of them.
#include "models/virt/lasterror.h"
#include "models/virt/storage.h"

#include <libvirt/virterror.h>

#include <QCoreApplication>

#include <array>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace Virt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Virt)
};

using StreamHandle = Handle<virStream, virStreamRef, virStreamFree>;

// One packet of libvirt's protocol.
constexpr size_t packet = 256 * 1024 - 1024;

// A stream that is ended before it is freed: by finish(), or aborted.
class Stream
{
public:
    explicit Stream(const ConnectHandle &connect) : m_stream(virStreamNew(connect.get(), 0)) {}
    ~Stream()
    {
        if (m_open)
            virStreamAbort(m_stream.get());
    }
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    explicit operator bool() const { return bool(m_stream); }
    virStreamPtr get() const { return m_stream.get(); }
    void opened() { m_open = true; }
    bool finish()
    {
        m_open = false;
        return virStreamFinish(m_stream.get()) == 0;
    }

private:
    StreamHandle m_stream;
    bool m_open = false;
};

tl::unexpected<Error> canceled()
{
    return refuse(Error::Kind::Canceled, Text::tr("Canceled."));
}

tl::unexpected<Error> cannotReadFile(const QString &why)
{
    return tl::unexpected(
        Error{.summary = Text::tr("The file on this computer cannot be read."), .detail = why});
}

// Where the next data begins and where it ends; file systems that know no holes have one piece.
struct Extent
{
    quint64 data = 0, end = 0;
};

Extent nextExtent(int file, quint64 from, quint64 size)
{
    const off_t data = lseek(file, off_t(from), SEEK_DATA);
    if (data < 0) // ENXIO: a hole up to the end
        return errno == ENXIO ? Extent{size, size} : Extent{from, size};
    const off_t end = lseek(file, data, SEEK_HOLE);
    return {qMin(quint64(data), size), end < 0 ? size : qMin(quint64(end), size)};
}

} // namespace

Result<> upload(const ConnectHandle &connect, const VolumeHandle &volume, int file, quint64 offset,
                quint64 length, bool &sparse, const Progress &progress)
{
    const QString failure = Text::tr("Cannot upload into the volume “%1”.").arg(nameOf(volume));
    std::optional<Stream> stream(std::in_place, connect);
    if (!*stream)
        return lastError().about(failure);
    int begun = virStorageVolUpload(volume.get(), stream->get(), offset, length,
                                    sparse ? VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM : 0);
    if (begun < 0 && sparse) {
        const LastError last = lastError();
        if (last.error().kind == Error::Kind::Lost)
            return last.about(failure);
        // An older host refuses the flag, and nothing has happened yet.
        sparse = false;
        stream.emplace(connect);
        begun = virStorageVolUpload(volume.get(), stream->get(), offset, length, 0);
    }
    if (begun < 0)
        return lastError().about(failure);
    stream->opened();

    const quint64 size = offset + length;
    const auto buffer = std::make_unique<std::array<char, packet>>();
    quint64 sent = offset;
    Extent extent{offset, size};
    bool inside = !sparse;
    while (sent < size) {
        if (!progress(sent))
            return canceled();
        if (!inside || sent >= extent.end) {
            extent = sparse ? nextExtent(file, sent, size) : Extent{sent, size};
            inside = true;
            if (extent.data > sent) {
                if (virStreamSendHole(stream->get(), (long long)(extent.data - sent), 0) < 0) {
                    const LastError last = lastError();
                    return last.about(failure);
                }
                sent = extent.data;
                continue;
            }
        }
        const size_t wanted = size_t(qMin<quint64>(packet, extent.end - sent));
        const ssize_t got = pread(file, buffer->data(), wanted, off_t(sent));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannotReadFile(QString::fromLocal8Bit(strerror(errno)));
        if (got == 0)
            return cannotReadFile(Text::tr("It became shorter meanwhile."));
        for (ssize_t gone = 0; gone < got;) {
            const int done =
                virStreamSend(stream->get(), buffer->data() + gone, size_t(got - gone));
            if (done < 0) {
                const LastError last = lastError();
                return last.about(failure);
            }
            gone += done;
        }
        sent += quint64(got);
    }
    if (!progress(sent))
        return canceled();
    if (!stream->finish())
        return lastError().about(failure);
    return {};
}

Result<quint64> download(const ConnectHandle &connect, const VolumeHandle &volume, quint64 offset,
                         quint64 length, bool &sparse, const DownloadSink &sink)
{
    const QString failure = Text::tr("Cannot download the volume “%1”.").arg(nameOf(volume));
    std::optional<Stream> stream(std::in_place, connect);
    if (!*stream)
        return lastError().about(failure);
    int begun = virStorageVolDownload(volume.get(), stream->get(), offset, length,
                                      sparse ? VIR_STORAGE_VOL_DOWNLOAD_SPARSE_STREAM : 0);
    if (begun < 0 && sparse) {
        const LastError last = lastError();
        if (last.error().kind == Error::Kind::Lost)
            return last.about(failure);
        sparse = false;
        stream.emplace(connect);
        begun = virStorageVolDownload(volume.get(), stream->get(), offset, length, 0);
    }
    if (begun < 0)
        return lastError().about(failure);
    stream->opened();

    const auto buffer = std::make_unique<std::array<char, packet>>();
    quint64 received = 0;
    while (true) {
        const int got = sparse ? virStreamRecvFlags(stream->get(), buffer->data(), packet,
                                                    VIR_STREAM_RECV_STOP_AT_HOLE)
                               : virStreamRecv(stream->get(), buffer->data(), packet);
        if (got == 0)
            break;
        if (got > 0) {
            received += quint64(got);
            if (received > length) // a host that sends more than it was asked for
                return refuse(Error::Kind::Failed, failure);
            if (!sink.data(buffer->data(), got))
                return canceled();
            continue;
        }
        if (got == -3) {
            long long hole = 0;
            if (virStreamRecvHole(stream->get(), &hole, 0) == 0 && hole >= 0) {
                received += quint64(hole);
                if (received > length)
                    return refuse(Error::Kind::Failed, failure);
                if (!sink.hole(quint64(hole)))
                    return canceled();
                continue;
            }
        }
        const LastError last = lastError();
        return last.about(failure);
    }
    if (!stream->finish())
        return lastError().about(failure);
    return received;
}

} // namespace Virt
