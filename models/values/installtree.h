// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

// A folder on a server that a system can be installed from, and what of it is booted for that. What it
// says of itself is untrusted. Pure; any thread.
struct InstallTree
{
    enum class Kind { Other, Fedora, Suse, Debian };

    QString url = {}; // without a slash at its end
    Kind kind = Kind::Other;
    QString kernelUrl = {}, initrdUrl = {};
    QByteArray kernelSha256 = {}, initrdSha256 = {}; // hexadecimal; empty: the tree does not say
    QString family = {}, version = {};               // "Fedora", "36"; may be empty
    QByteArray treeInfo = {};                        // for libosinfo; may be empty

    bool isEmpty() const { return kernelUrl.isEmpty(); }
    // What its installer has to be told, so that it finds the rest of the tree.
    QString arguments() const;
    bool operator==(const InstallTree &) const = default;
};
Q_DECLARE_METATYPE(InstallTree)

// The address of a folder, as it was typed, without what is after its path.
QString treeUrl(const QString &typed);
// From the file ".treeinfo" of the folder at `url`; empty when that names no kernel that could be used.
InstallTree readTreeInfo(const QByteArray &text, const QString &url, const QString &architecture);
// What could be in a folder without such a file, the likeliest first: to be tried.
QList<InstallTree> likelyTrees(const QString &url, const QString &architecture);
