// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/safetext.h"

using namespace Qt::StringLiterals;

namespace SafeText {

static bool reorders(char32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
           || (c >= 0x2066 && c <= 0x2069);
}

static bool invisible(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x00ad || (c >= 0x200b && c <= 0x200d)
           || c == 0x2028 || c == 0x2029 || c == 0x2060 || c == 0xfeff
           || (c >= 0xd800 && c <= 0xdfff);
}

static QString escaped(char32_t c)
{
    switch (c) {
    case '\n':
        return u"\\n"_s;
    case '\t':
        return u"\\t"_s;
    case '\r':
        return u"\\r"_s;
    default:
        return u"\\u%1"_s.arg(uint(c), 4, 16, QLatin1Char('0'));
    }
}

static QString cleaned(const QString &untrusted, qsizetype limit, QStringView keep)
{
    QString text;
    // Cut before looking at every character: the input can be megabytes long.
    QStringView source = QStringView(untrusted).first(qMin(untrusted.size(), limit + 1));
    const bool cut = source.size() > limit;
    if (cut)
        source.chop(source.size() - limit);
    text.reserve(source.size());
    int combining = 0;
    for (qsizetype i = 0; i < source.size(); ++i) {
        const QChar c = source[i];
        if (c.isHighSurrogate() && i + 1 < source.size() && source[i + 1].isLowSurrogate()) {
            text += c;
            text += source[++i];
            combining = 0;
            continue;
        }
        combining = c.isMark() ? combining + 1 : 0;
        if (combining > 4)
            continue; // stacks of marks paint over the neighbouring rows
        if (keep.contains(c))
            text += c;
        else if (reorders(c.unicode()) || invisible(c.unicode()))
            text += escaped(c.unicode());
        else
            text += c;
    }
    if (cut)
        text += u'…';
    return text;
}

QString line(const QString &untrusted, qsizetype limit)
{
    return cleaned(untrusted, limit, {});
}

QString block(const QString &untrusted, qsizetype limit)
{
    return cleaned(untrusted, limit, u"\n\t");
}

QString forAction(const QString &untrusted, qsizetype limit)
{
    return line(untrusted, limit).replace(u'&', u"&&"_s);
}

QString toolTip(const QString &untrusted, qsizetype limit)
{
    return untrusted.isEmpty() ? QString()
                               : u"<p style='white-space:pre-wrap'>"_s
                                     + block(untrusted, limit).toHtmlEscaped() + u"</p>"_s;
}

QString fileName(const QString &untrusted)
{
    QString name;
    for (const QChar c : line(untrusted, 120)) {
        const bool plain = c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.' || c == u' ';
        name += plain ? c : u'_';
    }
    name = name.trimmed();
    while (name.startsWith(u'.') || name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.toUtf8().size() > 120)
        name.chop(1);
    return name.isEmpty() ? u"machine"_s : name;
}

} // namespace SafeText
