// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QStringList>
#include <QUrl>

// What was dropped or chosen to be copied: the ordinary files of it, and why the rest is none.
struct LocalFiles
{
    struct File
    {
        QByteArray path = {}; // absolute, as the file system spells it
        QString name = {};    // untrusted
        quint64 size = 0;     // bytes, when it was looked at

        bool operator==(const File &) const = default;
    };

    QList<File> files = {};
    QStringList refusals = {}; // sentences, safe

    // Looks at each on a thread of its own: a network's file system may take its time.
    static QFuture<LocalFiles> examine(const QList<QUrl> &urls);
    static LocalFiles examineNow(const QList<QUrl> &urls); // blocks
};
