// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/partfile.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PartFile)
};

// Takes a name that nobody has, also where the file system lacks the flag for it.
bool renameWithoutReplacing(const QByteArray &from, const QByteArray &to)
{
    if (renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    return link(from.constData(), to.constData()) == 0 && unlink(from.constData()) == 0;
}

} // namespace

PartFile::PartFile(const QString &path) : m_path(path), m_part(path + ".part"_L1) {}

Error PartFile::failure(const QString &summary) const
{
    const int code = errno;
    return {.kind = code == EACCES ? Error::Kind::Denied : Error::Kind::Failed,
            .summary = summary,
            .detail = QString::fromLocal8Bit(strerror(code))};
}

bool PartFile::exists() const
{
    struct stat found;
    return lstat(QFile::encodeName(m_part).constData(), &found) == 0;
}

Result<> PartFile::open(Opening how, quint64 piece)
{
    const int flags =
        O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (how == MustBeNew ? O_CREAT | O_EXCL : 0);
    m_file = FileDescriptor(::open(QFile::encodeName(m_part).constData(), flags, 0666));
    if (!m_file && errno == EEXIST) {
        return tl::unexpected(
            Error{.summary = Text::tr("A file that another program left is in the way."),
                  .detail = m_part,
                  .advice = Text::tr("Remove it, or choose another name.")});
    }
    struct stat found;
    if (!m_file || fstat(m_file.get(), &found) != 0)
        return tl::unexpected(failure(Text::tr("The file “%1” cannot be written.").arg(m_part)));
    if (!S_ISREG(found.st_mode))
        return tl::unexpected(Error{.summary = Text::tr("“%1” is no file.").arg(m_part)});
    // Where the file system has no locks, there is nothing to ask.
    if (flock(m_file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        m_file = {};
        return tl::unexpected(
            Error{.kind = Error::Kind::Busy,
                  .summary = Text::tr("The file “%1” is being written already.").arg(m_path)});
    }
    m_size = how == Continue ? quint64(found.st_size) / piece * piece : 0;
    if (ftruncate(m_file.get(), off_t(m_size)) != 0)
        return tl::unexpected(failure(Text::tr("The file “%1” cannot be written.").arg(m_part)));
    return {};
}

Result<> PartFile::write(quint64 at, const char *data, qsizetype count)
{
    while (count > 0) {
        const ssize_t done = pwrite(m_file.get(), data, size_t(count), off_t(at));
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return tl::unexpected(
                failure(Text::tr("The file “%1” cannot be written.").arg(m_path)));
        data += done;
        count -= done;
        at += quint64(done);
    }
    return {};
}

Result<QByteArray> PartFile::read(quint64 at, qsizetype count) const
{
    QByteArray bytes(count, Qt::Uninitialized);
    qsizetype got = 0;
    while (got < count) {
        const ssize_t some =
            pread(m_file.get(), bytes.data() + got, size_t(count - got), off_t(at + quint64(got)));
        if (some < 0 && errno == EINTR)
            continue;
        if (some < 0)
            return tl::unexpected(failure(Text::tr("The file “%1” cannot be read.").arg(m_path)));
        if (some == 0)
            break;
        got += some;
    }
    bytes.truncate(got);
    return bytes;
}

Result<> PartFile::settle(quint64 size)
{
    if (ftruncate(m_file.get(), off_t(size)) != 0 || fdatasync(m_file.get()) != 0)
        return tl::unexpected(failure(Text::tr("The file “%1” cannot be written.").arg(m_path)));
    m_size = size;
    return {};
}

Result<> PartFile::finish(bool replace)
{
    const QByteArray from = QFile::encodeName(m_part), to = QFile::encodeName(m_path);
    if (fsync(m_file.get()) != 0)
        return tl::unexpected(failure(Text::tr("The file “%1” cannot be written.").arg(m_path)));
    const bool named =
        replace ? rename(from.constData(), to.constData()) == 0 : renameWithoutReplacing(from, to);
    if (!named)
        return tl::unexpected(failure(Text::tr("The file cannot be called “%1”.").arg(m_path)));
    const int folder = ::open(QFile::encodeName(m_path.section(u'/', 0, -2) + u'/').constData(),
                              O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        fsync(folder);
        ::close(folder);
    }
    m_file = {};
    return {};
}

void PartFile::remove()
{
    if (m_file)
        unlink(QFile::encodeName(m_part).constData());
    m_file = {};
}
