// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/import/appliance.h"

#include "models/core/safetext.h"
#include "models/import/tararchive.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Appliance)
};

constexpr quint64 longestText = 4 * 1024 * 1024; // of a descriptor or a manifest

tl::unexpected<Error> refused(const QString &why)
{
    return tl::unexpected(Error{.kind = Error::Kind::Unsupported,
                                .summary = Text::tr("The package is not imported."),
                                .detail = why});
}

tl::unexpected<Error> unreadable(const QFile &file)
{
    return tl::unexpected(
        Error{.summary = Text::tr("Cannot read “%1”.").arg(SafeText::line(file.fileName())),
              .detail = file.errorString()});
}

// The files of a package by name: parts of an archive, or what lies in one folder.
class Package
{
public:
    static Result<Package> open(const QString &path)
    {
        QFile file(path);
        if (!QDir::isAbsolutePath(path) || !file.open(QIODevice::ReadOnly))
            return unreadable(file);
        Package package;
        if (path.endsWith(u".ovf", Qt::CaseInsensitive)) {
            package.m_folder = QFileInfo(path).absolutePath();
            package.m_descriptor = QFileInfo(path).fileName();
            return package;
        }
        const auto entries = listTar(file);
        if (!entries)
            return tl::unexpected(entries.error());
        for (const TarEntry &entry : *entries) {
            if (entry.name.endsWith(u".ovf", Qt::CaseInsensitive) && package.m_descriptor.isEmpty())
                package.m_descriptor = entry.name;
            package.m_parts.insert(entry.name, {path, entry.offset, entry.size});
        }
        return package;
    }

    QString descriptor() const { return m_descriptor; }

    // Nothing when there is no such file; only names without a folder can be.
    std::optional<ImageFile> find(const QString &name) const
    {
        if (m_folder.isEmpty()) {
            const auto part = m_parts.constFind(name);
            return part == m_parts.constEnd() ? std::nullopt : std::optional(*part);
        }
        if (name.isEmpty() || name.contains(u'/') || name.contains(u'\0') || name == ".."_L1)
            return std::nullopt;
        const QFileInfo info(m_folder + u'/' + name);
        // A link could lead anywhere.
        if (!info.isFile() || info.isSymLink())
            return std::nullopt;
        return ImageFile{.path = info.filePath(), .offset = 0, .size = quint64(info.size())};
    }

    Result<QByteArray> text(const QString &name) const
    {
        const auto part = find(name);
        if (!part)
            return refused(Text::tr("It has no file “%1”.").arg(SafeText::line(name, 120)));
        QFile file(part->path);
        if (part->size > longestText)
            return refused(Text::tr("“%1” is too long.").arg(SafeText::line(name, 120)));
        if (!file.open(QIODevice::ReadOnly) || !file.seek(qint64(part->offset)))
            return unreadable(file);
        return file.read(qint64(part->size));
    }

private:
    QString m_folder; // empty: an archive
    QString m_descriptor;
    QHash<QString, ImageFile> m_parts;
};

// "SHA256(disk1.vmdk)= 0123…", a line each.
QList<Appliance::Digest> readManifest(const QByteArray &manifest, const Package &package)
{
    static const QRegularExpression line(uR"(^(SHA\d+)\s*\((.+)\)\s*=\s*([0-9a-fA-F]+)\s*$)"_s);
    QList<Appliance::Digest> all;
    const QStringList lines = QString::fromUtf8(manifest).split(u'\n');
    for (const QString &one : lines.mid(0, 1000)) {
        const auto match = line.match(one);
        if (!match.hasMatch())
            continue;
        if (const auto file = package.find(match.captured(2))) {
            all += {.name = match.captured(2),
                    .algorithm = match.captured(1),
                    .digest = QByteArray::fromHex(match.captured(3).toLatin1()),
                    .file = *file};
        }
    }
    return all;
}

std::optional<QCryptographicHash::Algorithm> algorithmOf(const QString &name)
{
    if (name == "SHA1"_L1)
        return QCryptographicHash::Sha1;
    if (name == "SHA256"_L1)
        return QCryptographicHash::Sha256;
    if (name == "SHA384"_L1)
        return QCryptographicHash::Sha384;
    return name == "SHA512"_L1 ? std::optional(QCryptographicHash::Sha512) : std::nullopt;
}

} // namespace

Result<Appliance> openAppliance(const QString &path)
{
    const auto package = Package::open(path);
    if (!package)
        return tl::unexpected(package.error());
    if (package->descriptor().isEmpty())
        return refused(Text::tr("It has no description of a machine (.ovf)."));
    const auto machine = package->text(package->descriptor()).and_then(readOvf);
    if (!machine)
        return tl::unexpected(machine.error());
    Appliance appliance{.machine = *machine};
    for (const OvfDisk &disk : machine->disks) {
        const QString name = SafeText::line(disk.file, 120);
        if (disk.compressed)
            return refused(Text::tr("Its file “%1” is compressed.").arg(name));
        const auto file = package->find(disk.file);
        if (!disk.file.isEmpty() && !file)
            return refused(Text::tr("It has no file “%1”.").arg(name));
        appliance.files += file.value_or(ImageFile{});
    }
    const QString manifest = package->descriptor().chopped(4) + u".mf"_s;
    if (package->find(manifest)) {
        const auto text = package->text(manifest);
        if (!text)
            return tl::unexpected(text.error());
        appliance.digests = readManifest(*text, *package);
    }
    return appliance;
}

Result<> verifyAppliance(const Appliance &appliance, const std::function<bool()> &canceled)
{
    for (const Appliance::Digest &one : appliance.digests) {
        const auto algorithm = algorithmOf(one.algorithm);
        const QString name = SafeText::line(one.name, 120);
        if (!algorithm)
            return refused(Text::tr("The checksum of “%1” is of an unknown kind.").arg(name));
        QFile file(one.file.path);
        if (!file.open(QIODevice::ReadOnly) || !file.seek(qint64(one.file.offset)))
            return unreadable(file);
        QCryptographicHash hash(*algorithm);
        constexpr quint64 piece = 1024 * 1024;
        for (quint64 left = one.file.size; left > 0;) {
            if (canceled && canceled())
                return tl::unexpected(Error{.kind = Error::Kind::Canceled});
            const QByteArray bytes = file.read(qint64(qMin(left, piece)));
            if (bytes.isEmpty())
                return unreadable(file);
            hash.addData(bytes);
            left -= quint64(bytes.size());
        }
        if (hash.result() != one.digest)
            return refused(Text::tr("“%1” is damaged: its checksum is wrong.").arg(name));
    }
    return {};
}
