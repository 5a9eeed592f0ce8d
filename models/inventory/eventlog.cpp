// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/eventlog.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <algorithm>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logEvents, "guesthouse.events", QtWarningMsg)

static constexpr int maximumFiles = 8;           // processes at one time
static constexpr qint64 maximumBytes = 16 << 20; // of one file: long lines bound it, not only many
static const QByteArray heading = "{\"format\":\"guesthouse events\",\"version\":1}\n"_ba;

static QByteArray toLine(const MachineEvent &event)
{
    QJsonObject line{{u"t"_s, event.timeMs},
                     {u"c"_s, event.machine.connection.toString(QUuid::WithoutBraces)},
                     {u"m"_s, event.machine.uuid.toString(QUuid::WithoutBraces)},
                     {u"k"_s, int(event.kind)},
                     {u"y"_s, event.type},
                     {u"d"_s, event.detail},
                     {u"n"_s, event.machineName.first(qMin(event.machineName.size(), 256))}};
    if (!event.subject.isEmpty())
        line.insert(u"s"_s, event.subject.first(qMin(event.subject.size(), 1024)));
    if (!event.text.isEmpty())
        line.insert(u"x"_s, event.text.first(qMin(event.text.size(), 2048)));
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

static std::optional<MachineEvent> fromLine(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QJsonValue time = object.value("t"_L1), kind = object.value("k"_L1);
    MachineEvent event{
        .timeMs = time.toInteger(),
        .machine = {QUuid(object.value("c"_L1).toString()), QUuid(object.value("m"_L1).toString())},
        .kind = MachineEvent::Kind(quint8(kind.toInt())),
        .type = object.value("y"_L1).toInt(),
        .detail = object.value("d"_L1).toInt(),
        .subject = object.value("s"_L1).toString(),
        .text = object.value("x"_L1).toString(),
        .machineName = object.value("n"_L1).toString()};
    if (!time.isDouble() || !kind.isDouble() || kind.toInt() < 0 || kind.toInt() > 255
        || event.machine.isNull())
        return {};
    return event;
}

// 0600, never through a link.
static FileDescriptor openPrivate(const QString &file, int flags)
{
    const int fd =
        ::open(QFile::encodeName(file).constData(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0)
        ::fchmod(fd, 0600);
    return fd >= 0 ? FileDescriptor(fd) : FileDescriptor();
}

static bool writeAll(int fd, const QByteArray &data)
{
    for (qsizetype done = 0; done < data.size();) {
        const ssize_t wrote = ::write(fd, data.constData() + done, size_t(data.size() - done));
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        done += wrote;
    }
    return true;
}

EventLog::EventLog(const QString &folder, int limit) : m_folder(folder), m_limit(qMax(1, limit)) {}

QList<MachineEvent> EventLog::open()
{
    if (!QDir().exists(m_folder) && QDir().mkpath(m_folder))
        ::chmod(QFile::encodeName(m_folder).constData(), 0700);

    // What other processes are still writing is shown, but is theirs to keep.
    QList<MachineEvent> ours, theirs;
    QStringList absorbed;
    bool fresh = false;
    for (int number = 1; number <= maximumFiles; ++number) {
        const QString name = number == 1 ? u"events"_s : u"events-%1"_s.arg(number);
        const QString file = QDir(m_folder).filePath(name + u".jsonl"_s);
        const bool exists = QFile::exists(file);
        if (!exists && !m_file.isEmpty())
            continue;
        FileDescriptor lock =
            openPrivate(QDir(m_folder).filePath(name + u".lock"_s), O_RDWR | O_CREAT);
        const bool locked = lock && ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0;
        const Contents contents = exists ? read(file) : Contents();
        (locked ? ours : theirs) += contents.events;
        if (!locked)
            continue;
        if (contents.broken) {
            QFile::remove(file + u".bad"_s);
            QFile::rename(file, file + u".bad"_s);
            qCWarning(logEvents) << "The event log was damaged; it is kept as" << file + u".bad"_s;
        }
        if (m_file.isEmpty()) {
            m_file = file;
            m_lock = lock;
            m_lines = contents.lines;
            m_bytes = contents.goodBytes;
            fresh = contents.broken || !exists;
        } else if (exists) {
            absorbed.append(file);
        }
    }
    if (!m_file.isEmpty() && (!absorbed.isEmpty() || fresh)) {
        arrange(ours);
        if (rewrite(ours))
            for (const QString &file : std::as_const(absorbed))
                QFile::remove(file);
    } else if (!m_file.isEmpty()) {
        openForAppending();
    }
    ours += theirs;
    arrange(ours);
    return ours;
}

// In the order of time, the newest of them.
void EventLog::arrange(QList<MachineEvent> &events) const
{
    std::stable_sort(
        events.begin(), events.end(),
        [](const MachineEvent &a, const MachineEvent &b) { return a.timeMs < b.timeMs; });
    if (events.size() > m_limit)
        events.remove(0, events.size() - m_limit);
}

EventLog::Contents EventLog::read(const QString &file) const
{
    Contents contents;
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly))
        return contents;
    QHash<QUuid, QString> names; // one copy of each machine's name
    const qint64 tail = input.size() - 2 * maximumBytes;
    if (tail > 0) { // not of our making, but its end may be
        contents.broken = true;
        input.seek(tail);
        input.readLine();
    } else if (input.size() > 0 && input.readLine() != heading) {
        contents.broken = true;
        input.seek(0);
    }
    contents.goodBytes = input.pos();
    while (!input.atEnd()) {
        const QByteArray line = input.readLine();
        if (!line.endsWith('\n'))
            break; // torn: its writer was killed
        contents.goodBytes += line.size();
        ++contents.lines;
        if (auto event = fromLine(line)) {
            QString &name = names[event->machine.uuid];
            if (name == event->machineName)
                event->machineName = name;
            name = event->machineName;
            contents.events.append(std::move(*event));
        } else {
            contents.broken = true;
        }
        if (contents.events.size() > 2 * m_limit)
            contents.events.remove(0, contents.events.size() - m_limit);
    }
    return contents;
}

bool EventLog::openForAppending()
{
    m_output = openPrivate(m_file, O_WRONLY | O_APPEND | O_CREAT);
    if (!m_output)
        return false;
    // Cut what a killed process left of its last line, or the next one would be lost with it.
    if (::ftruncate(m_output.get(), m_bytes) != 0)
        m_output = {};
    if (m_output && m_bytes == 0) {
        if (writeAll(m_output.get(), heading))
            m_bytes = heading.size();
        else
            m_output = {};
    }
    return bool(m_output);
}

bool EventLog::append(const QList<MachineEvent> &events)
{
    if (m_file.isEmpty() || (!m_output && !openForAppending()))
        return false;
    QByteArray lines;
    for (const MachineEvent &event : events)
        lines += toLine(event);
    struct stat found = {};
    if (::fstat(m_output.get(), &found) != 0 || found.st_nlink == 0) {
        // Somebody removed the file: begin it anew.
        m_output = {};
        m_bytes = m_lines = 0;
        if (!openForAppending())
            return false;
    }
    if (!writeAll(m_output.get(), lines)) {
        if (::ftruncate(m_output.get(), m_bytes) != 0)
            m_output = {};
        return false;
    }
    m_bytes += lines.size();
    m_lines += events.size();
    if (m_lines > 2 * m_limit || m_bytes > maximumBytes)
        compact();
    return true;
}

void EventLog::compact()
{
    Contents contents = read(m_file);
    arrange(contents.events);
    rewrite(contents.events);
}

// A new file takes the old one's place in one step; until then, the old one is whole.
bool EventLog::rewrite(const QList<MachineEvent> &events)
{
    const QString temporary = m_file + u".new"_s;
    QFile::remove(temporary);
    const FileDescriptor output = openPrivate(temporary, O_WRONLY | O_CREAT | O_EXCL);
    QByteArrayList lines;
    qint64 size = heading.size();
    for (auto event = events.crbegin(); event != events.crend() && size < maximumBytes / 2;
         ++event) {
        lines.prepend(toLine(*event));
        size += lines.first().size();
    }
    lines.prepend(heading);
    const QByteArray text = lines.join();
    const bool written =
        output && writeAll(output.get(), text) && ::fdatasync(output.get()) == 0
        && ::rename(QFile::encodeName(temporary).constData(), QFile::encodeName(m_file).constData())
               == 0;
    if (!written) {
        QFile::remove(temporary);
        return false;
    }
    m_lines = lines.size() - 1;
    m_bytes = text.size();
    return openForAppending();
}
