// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largest = 8 * 1024 * 1024; // bytes; ours is a few kilobytes

// QSettings skips lines that it does not understand, and drops them with its next write.
bool looksBroken(const QString &path)
{
    QFile file(path);
    if (!file.exists() || !file.open(QIODevice::ReadOnly))
        return false;
    if (file.size() > largest || file.read(largest).contains('\0'))
        return true;
    const QSettings trial(path, QSettings::IniFormat);
    trial.allKeys(); // sections are parsed, and found bad, only when they are looked at
    return trial.status() == QSettings::FormatError;
}

void setAside(const QString &path)
{
    QString aside = path + u".bad"_s;
    for (int i = 2; QFileInfo::exists(aside) && i < 10; ++i)
        aside = path + u".bad%1"_s.arg(i);
    QFile::remove(aside);
    QFile::rename(path, aside);
}

// Made before QSettings would make them: it keeps a file's mode, but creates one for all to read.
void makePrivate(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (const int fd = ::open(name.constData(), O_WRONLY | O_CLOEXEC); fd >= 0) {
        struct stat status = {};
        if (::fstat(fd, &status) == 0 && (status.st_mode & 077))
            ::fchmod(fd, 0600);
        ::close(fd);
        return;
    }
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(folder)) {
        QDir().mkpath(QFileInfo(folder).absolutePath());
        ::mkdir(QFile::encodeName(folder).constData(), 0700);
    }
    const int fd = ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0)
        ::close(fd);
}

} // namespace

Settings::Settings(const QString &file, QObject *parent) : QObject(parent)
{
    if (looksBroken(file))
        setAside(file);
    m_store = std::make_unique<QSettings>(file, QSettings::IniFormat);
}

Settings::~Settings() = default;

QVariant Settings::value(const char *key) const
{
    return m_store->value(QLatin1StringView(key));
}

void Settings::setValue(const char *key, const QVariant &newValue)
{
    const QVariant old = value(key);
    if (old.isValid() == newValue.isValid() && old == newValue)
        return;
    makePrivate(m_store->fileName());
    if (newValue.isValid())
        m_store->setValue(QLatin1StringView(key), newValue);
    else
        m_store->remove(QLatin1StringView(key));
    Q_EMIT changed(QString::fromLatin1(key));
}

QString Settings::file() const
{
    return m_store->fileName();
}
