// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/corpus.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Corpus {

static QString root()
{
    return QStringLiteral(GUESTHOUSE_SOURCE_DIR) + u"/tests/data/domains/"_s;
}

QStringList documents(const QStringList &folders)
{
    QStringList paths;
    for (const QString &folder : folders) {
        const QDir dir(root() + folder);
        for (const QString &file : dir.entryList({u"*.xml"_s}, QDir::Files, QDir::Name))
            paths += dir.filePath(file);
    }
    return paths;
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString name(const QString &path)
{
    return path.mid(root().size());
}

} // namespace Corpus
