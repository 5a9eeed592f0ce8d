// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/localfiles.h"

#include <QFile>
#include <QtEndian>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace LocalFiles {

namespace {

constexpr qsizetype headerBytes = 64 * 1024;

std::optional<quint64> number(const QByteArray &bytes, qsizetype at, int size)
{
    if (at < 0 || at + size > bytes.size())
        return {};
    const char *data = bytes.constData() + at;
    return size == 4 ? quint64(qFromBigEndian<quint32>(data)) : qFromBigEndian<quint64>(data);
}

// QCOW and QCOW2: where the base's name is, its length, and among the extensions its format.
std::optional<Header> parseQcow(const QByteArray &first)
{
    const auto version = number(first, 4, 4), at = number(first, 8, 8), size = number(first, 16, 4);
    if (!version || !at || !size)
        return {};
    Header header;
    if (*at == 0)
        return header;
    constexpr quint64 longest = 1023;
    if (*size == 0 || *size > longest || *at + *size > quint64(first.size()))
        return {};
    header.backingPath = QString::fromUtf8(first.mid(qsizetype(*at), qsizetype(*size)));
    const auto length = number(first, 100, 4);
    quint64 next = *version >= 3 ? length.value_or(0) : 72;
    constexpr quint64 backingFormat = 0xe2792aca;
    while (*version >= 2 && next >= 72 && next + 8 <= *at) {
        const auto kind = number(first, qsizetype(next), 4);
        const auto extent = number(first, qsizetype(next) + 4, 4);
        if (!kind || !extent || *kind == 0 || *extent > quint64(first.size()))
            break;
        if (*kind == backingFormat) {
            header.backingFormat =
                QString::fromUtf8(first.mid(qsizetype(next) + 8, qsizetype(*extent)));
        }
        next += 8 + ((*extent + 7) & ~quint64(7));
    }
    return header;
}

std::optional<Header> parseQed(const QByteArray &first)
{
    constexpr int hasBase = 1;
    if (first.size() < 64)
        return {};
    const char *data = first.constData();
    if (!(qFromLittleEndian<quint64>(data + 16) & hasBase))
        return Header{};
    const quint32 at = qFromLittleEndian<quint32>(data + 56),
                  size = qFromLittleEndian<quint32>(data + 60);
    if (size == 0 || quint64(at) + size > quint64(first.size()))
        return {};
    return Header{.backingPath = QString::fromUtf8(first.mid(at, size))};
}

std::optional<Header> parseVmdk(const QByteArray &first)
{
    const qsizetype at = first.indexOf("parentFileNameHint=\"");
    if (at < 0)
        return Header{};
    const qsizetype begin = at + qsizetype(sizeof "parentFileNameHint=\"") - 1;
    const qsizetype end = first.indexOf('"', begin);
    if (end < 0)
        return {};
    return Header{.backingPath = QString::fromUtf8(first.mid(begin, end - begin))};
}

} // namespace

FileIdentity identityOf(const QString &path)
{
    struct stat found;
    if (!path.startsWith(u'/') || stat(QFile::encodeName(path).constData(), &found) != 0)
        return {};
    // A device has many nodes, and its own number.
    if (S_ISBLK(found.st_mode))
        return {.device = ~quint64(0), .inode = quint64(found.st_rdev)};
    return {.device = quint64(found.st_dev), .inode = quint64(found.st_ino)};
}

bool isMissing(const QString &path)
{
    struct stat found;
    return stat(QFile::encodeName(path).constData(), &found) != 0 && errno == ENOENT;
}

std::optional<Header> parseHeader(const QByteArray &first)
{
    if (first.startsWith("QFI\xfb"))
        return parseQcow(first);
    if (first.startsWith(QByteArrayView("QED\0", 4)))
        return parseQed(first);
    if (first.startsWith("KDMV") || first.startsWith("COWD")
        || first.startsWith("# Disk DescriptorFile"))
        return parseVmdk(first);
    return Header{};
}

std::optional<Header> readHeader(const QString &path)
{
    // Not a pipe or a terminal, which would make us wait.
    const int file = open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return {};
    struct stat found;
    QByteArray first(headerBytes, Qt::Uninitialized);
    const bool plain =
        fstat(file, &found) == 0 && (S_ISREG(found.st_mode) || S_ISBLK(found.st_mode));
    const ssize_t got = plain ? pread(file, first.data(), size_t(first.size()), 0) : -1;
    close(file);
    if (got < 0)
        return {};
    first.truncate(got);
    return parseHeader(first);
}

} // namespace LocalFiles
