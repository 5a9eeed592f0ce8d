// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminallog.h"

#include "models/core/async.h"
#include "models/core/safetext.h"

#include <QFile>
#include <QFileInfo>
#include <QMutex>
#include <QSaveFile>
#include <QThreadPool>

static constexpr qsizetype mostWaiting = 16 * 1024 * 1024;

static Error cannotWrite(const QString &path, const QString &why)
{
    return Error{.summary = TerminalLog::tr("Cannot write the file “%1”.")
                                .arg(SafeText::line(QFileInfo(path).fileName())),
                 .detail = why};
}

struct TerminalLog::File
{
    QMutex mutex;
    QFile file;
};

TerminalLog::TerminalLog(QObject *parent) : QObject(parent) {}

TerminalLog::~TerminalLog()
{
    for (const Piece &piece : std::as_const(m_waiting))
        QThreadPool::globalInstance()->start([piece] { writeNow(piece); });
}

QString TerminalLog::writeNow(const Piece &piece)
{
    const QMutexLocker lock(&piece.file->mutex);
    const bool written = piece.file->file.write(piece.bytes) == piece.bytes.size();
    return written ? QString() : piece.file->file.errorString();
}

Result<> TerminalLog::start(const QString &path)
{
    stop();
    auto opened = std::make_shared<File>();
    opened->file.setFileName(path);
    if (!opened->file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return tl::unexpected(cannotWrite(path, opened->file.errorString()));
    m_file = std::move(opened);
    m_path = path;
    return {};
}

void TerminalLog::stop()
{
    m_file.reset(); // closed when the last piece of it is written
}

void TerminalLog::write(const QByteArray &bytes)
{
    if (!m_file)
        return;
    m_waitingBytes += bytes.size();
    if (m_waitingBytes > mostWaiting) {
        m_waiting.clear();
        m_waitingBytes = 0;
        m_file.reset();
        Q_EMIT failed(cannotWrite(m_path, tr("The disk cannot keep up with the machine.")));
        return;
    }
    if (!m_waiting.isEmpty() && m_waiting.last().file == m_file)
        m_waiting.last().bytes += bytes;
    else
        m_waiting.append({m_file, bytes});
    flush();
}

void TerminalLog::flush()
{
    if (m_writing || m_waiting.isEmpty())
        return;
    m_writing = true;
    const Piece piece = m_waiting.takeFirst();
    m_waitingBytes -= piece.bytes.size();
    auto promise = std::make_shared<QPromise<QString>>();
    promise->start();
    whenDone(promise->future(), this, [this, file = piece.file](const QString &error) {
        m_writing = false;
        if (file == m_file && !error.isEmpty()) {
            m_file.reset();
            m_waiting.clear();
            m_waitingBytes = 0;
            Q_EMIT failed(cannotWrite(m_path, error));
            return;
        }
        flush();
    });
    QThreadPool::globalInstance()->start([promise, piece] {
        promise->addResult(writeNow(piece));
        promise->finish();
    });
}

Result<> saveTerminalText(const QString &text, const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return tl::unexpected(cannotWrite(path, file.errorString()));
    return {};
}
