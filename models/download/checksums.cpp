// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/download/checksums.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Checksums)
};

constexpr int sha256Digits = 64, sha512Digits = 128;

// Fedora's are called after the release and not after the image:
// Fedora-Server-dvd-x86_64-38-1.6.iso is in Fedora-Server-38-1.6-x86_64-CHECKSUM.
QString fedoraName(const QString &fileName)
{
    static const QRegularExpression release(u"-(\\d+-\\d+\\.\\d+)[.-]"_s);
    static const QRegularExpression architecture(u"[.-](x86_64|aarch64|ppc64le|s390x)[.-]"_s);
    const auto number = release.match(fileName);
    const auto machine = architecture.match(fileName);
    if (!fileName.startsWith("Fedora-"_L1) || !number.hasMatch() || !machine.hasMatch())
        return {};
    return u"%1-%2-%3-CHECKSUM"_s.arg(fileName.section(u'-', 0, 1), number.captured(1),
                                      machine.captured(1));
}

} // namespace

std::optional<Checksum> readChecksum(const QString &typed)
{
    const QByteArray digits = typed.trimmed().toLatin1();
    const bool hexadecimal = std::all_of(digits.cbegin(), digits.cend(),
                                         [](char c) { return isxdigit(static_cast<uchar>(c)); });
    if (!hexadecimal || (digits.size() != sha256Digits && digits.size() != sha512Digits))
        return std::nullopt;
    return Checksum{.algorithm = digits.size() == sha256Digits ? QCryptographicHash::Sha256
                                                               : QCryptographicHash::Sha512,
                    .value = QByteArray::fromHex(digits)};
}

QString checksumProblem(const QString &typed)
{
    if (typed.trimmed().isEmpty() || readChecksum(typed))
        return {};
    return Text::tr("A checksum has 64 (SHA-256) or 128 (SHA-512) digits from 0 to f.");
}

QStringList checksumFiles(const QString &fileName)
{
    QStringList names{u"SHA512SUMS"_s, u"SHA256SUMS"_s, fileName + ".sha512"_L1,
                      fileName + ".sha256"_L1, u"CHECKSUM"_s};
    if (const QString fedora = fedoraName(fileName); !fedora.isEmpty())
        names.prepend(fedora);
    names += {fileName + ".sha256sum"_L1, fileName + ".SHA256SUM"_L1, u"sha256sums.txt"_s,
              u"sha256sum.txt"_s};
    return names;
}

std::optional<Checksum> findChecksum(const QByteArray &list, const QString &fileName, bool alone)
{
    // "DIGITS  NAME", "DIGITS *NAME" and "SHA256 (NAME) = DIGITS". A name may be in a folder.
    static const QRegularExpression plain(u"^([0-9A-Fa-f]{64,128})\\s+\\*?(.+)$"_s);
    static const QRegularExpression tagged(
        u"^SHA(?:256|512)\\s*\\((.+)\\)\\s*=\\s*([0-9A-Fa-f]+)$"_s);
    std::optional<Checksum> found;
    const auto lines = QString::fromUtf8(list).split(u'\n');
    for (const QString &raw : lines) {
        const QString line = raw.trimmed();
        QString digits = line, name;
        if (const auto match = plain.match(line); match.hasMatch()) {
            digits = match.captured(1);
            name = match.captured(2);
        } else if (const auto other = tagged.match(line); other.hasMatch()) {
            name = other.captured(1);
            digits = other.captured(2);
        } else if (!alone) {
            continue;
        }
        if (!name.isEmpty() && name.section(u'/', -1) != fileName)
            continue;
        const auto read = readChecksum(digits);
        // The longer of two, when both are there.
        if (read && (!found || read->value.size() > found->value.size()))
            found = read;
    }
    return found;
}
