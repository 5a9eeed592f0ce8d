// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/import/tararchive.h"

#include "models/core/safetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TarArchive)
};

constexpr qint64 block = 512;
constexpr int mostEntries = 1000;
constexpr quint64 longestExtra = 64 * 1024; // of a header for a header

tl::unexpected<Error> broken(const QString &why)
{
    return tl::unexpected(Error{.summary = Text::tr("The archive cannot be read."), .detail = why});
}

// Octal, or for what is larger than 8 GiB the number itself behind a set bit.
std::optional<quint64> number(QByteArrayView field)
{
    if (uchar(field[0]) == 0x80) {
        quint64 value = 0;
        for (const char c : field.sliced(1)) {
            if (value >> 55)
                return std::nullopt;
            value = value << 8 | uchar(c);
        }
        return value;
    }
    const QByteArray digits =
        field
            .first(qMax<qsizetype>(0, field.indexOf('\0') < 0 ? field.size() : field.indexOf('\0')))
            .trimmed()
            .toByteArray();
    bool ok = digits.isEmpty();
    const quint64 value = digits.isEmpty() ? 0 : digits.toULongLong(&ok, 8);
    return ok ? std::optional(value) : std::nullopt;
}

bool sumIsRight(const QByteArray &header)
{
    quint64 sum = 0;
    for (qsizetype i = 0; i < header.size(); ++i)
        sum += i >= 148 && i < 156 ? ' ' : uchar(header[i]);
    return number(QByteArrayView(header).sliced(148, 8)) == sum;
}

QByteArray textField(const QByteArray &header, qsizetype at, qsizetype size)
{
    const QByteArray field = header.mid(at, size);
    const qsizetype end = field.indexOf('\0');
    return end < 0 ? field : field.first(end);
}

// "27 path=a-long-name.vmdk\n" after one another; sets what it names.
bool readPax(QByteArray records, QByteArray &name, std::optional<quint64> &size)
{
    while (!records.isEmpty()) {
        const qsizetype blank = records.indexOf(' ');
        bool ok = false;
        const int length = records.left(qMax<qsizetype>(0, blank)).toInt(&ok);
        if (!ok || length <= blank + 1 || length > records.size() || records[length - 1] != '\n')
            return false;
        const QByteArray record = records.mid(blank + 1, length - blank - 2);
        if (record.startsWith("path="))
            name = record.mid(5);
        if (record.startsWith("size=")) {
            size = record.mid(5).toULongLong(&ok);
            if (!ok)
                return false;
        }
        records = records.mid(length);
    }
    return true;
}

bool isPlainName(const QString &name)
{
    return !name.isEmpty() && name != "."_L1 && name != ".."_L1 && !name.contains(u'/')
           && !name.contains(u'\\') && !name.contains(u'\0') && SafeText::line(name) == name;
}

class Lister
{
public:
    explicit Lister(QIODevice &archive) : m_archive(archive), m_total(quint64(archive.size())) {}

    Result<QList<TarEntry>> run()
    {
        QByteArray header;
        while (m_archive.seek(qint64(m_at)) && (header = m_archive.read(block)).size() == block
               && header != QByteArray(block, '\0')) {
            if (!sumIsRight(header))
                return broken(Text::tr("A header is damaged, or this is no tar archive."));
            const auto stated = number(QByteArrayView(header).sliced(124, 12));
            if (!stated)
                return broken(Text::tr("A size is no number."));
            m_at += block;
            if (const auto done = take(header, *stated); !done)
                return tl::unexpected(done.error());
            if (++m_headers > 4 * mostEntries || m_entries.size() > mostEntries)
                return broken(Text::tr("It holds too many files."));
        }
        if (m_entries.isEmpty())
            return broken(Text::tr("It holds no files."));
        return m_entries;
    }

private:
    Result<> take(const QByteArray &header, quint64 stated)
    {
        const char type = header[156];
        const bool extra = type == 'x' || type == 'g' || type == 'L' || type == 'K';
        const quint64 size = !extra && m_size ? *m_size : stated;
        if (size > m_total || m_at > m_total - size)
            return broken(Text::tr("It ends before its files do."));
        if (extra) {
            if (size > longestExtra)
                return broken(Text::tr("A header is too long."));
            const QByteArray content = m_archive.read(qint64(size));
            if (type == 'L')
                m_name = textField(content, 0, content.size());
            else if (type == 'x' && !readPax(content, m_name, m_size))
                return broken(Text::tr("A header is damaged."));
        } else if (const auto named = add(header, type, size); !named) {
            return named;
        }
        m_at += (size + block - 1) / block * block;
        return {};
    }

    Result<> add(const QByteArray &header, char type, quint64 size)
    {
        QByteArray raw = m_name.isEmpty() ? textField(header, 0, 100) : m_name;
        const bool ustar = header.mid(257, 6) == QByteArrayView("ustar\0", 6);
        if (m_name.isEmpty() && ustar && header[345] != '\0')
            raw = textField(header, 345, 155) + '/' + raw;
        m_name.clear();
        m_size.reset();
        if (raw.startsWith("./"))
            raw = raw.mid(2);
        const bool folder = type == '5';
        if (folder && raw.isEmpty())
            return {};
        const QString name = QString::fromUtf8(raw);
        if ((type != '0' && type != '\0') || !isPlainName(name)) {
            return broken(Text::tr("“%1” is no plain file with a plain name.")
                              .arg(SafeText::line(name, 120)));
        }
        for (const TarEntry &entry : std::as_const(m_entries)) {
            if (entry.name == name)
                return broken(Text::tr("It holds “%1” twice.").arg(SafeText::line(name, 120)));
        }
        m_entries += {.name = name, .offset = m_at, .size = size};
        return {};
    }

    QIODevice &m_archive;
    const quint64 m_total;
    quint64 m_at = 0;
    int m_headers = 0;
    QByteArray m_name;             // of the next file, from a header before its own
    std::optional<quint64> m_size; // likewise
    QList<TarEntry> m_entries;
};

} // namespace

Result<QList<TarEntry>> listTar(QIODevice &archive)
{
    return Lister(archive).run();
}
