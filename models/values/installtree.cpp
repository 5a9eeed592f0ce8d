// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/installtree.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype treeInfoLimit = 256 * 1024;

// A file inside the tree, and nothing outside it.
bool isInside(const QString &path)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9][A-Za-z0-9._+~/-]*$"_s);
    return plain.match(path).hasMatch() && !path.split(u'/').contains(".."_L1);
}

QHash<QString, QString> readIni(const QByteArray &text)
{
    QHash<QString, QString> values;
    QString section;
    const auto lines = QString::fromUtf8(text.left(treeInfoLimit)).split(u'\n');
    for (const QString &raw : lines) {
        const QString line = raw.trimmed();
        if (line.startsWith(u'[') && line.endsWith(u']')) {
            section = line.mid(1, line.size() - 2).trimmed();
            continue;
        }
        const qsizetype equals = line.indexOf(u'=');
        if (equals > 0 && !line.startsWith(u'#') && !line.startsWith(u';')) {
            values.insert(section + u'/' + line.left(equals).trimmed(),
                          line.mid(equals + 1).trimmed());
        }
    }
    return values;
}

InstallTree::Kind kindOf(const QString &family)
{
    const auto has = [&](std::initializer_list<QLatin1StringView> names) {
        return std::any_of(names.begin(), names.end(), [&](QLatin1StringView name) {
            return family.contains(name, Qt::CaseInsensitive);
        });
    };
    if (has({"fedora"_L1, "red hat"_L1, "centos"_L1, "rocky"_L1, "alma"_L1, "oracle"_L1,
             "scientific"_L1}))
        return InstallTree::Kind::Fedora;
    if (has({"suse"_L1, "sle"_L1, "leap"_L1}))
        return InstallTree::Kind::Suse;
    return InstallTree::Kind::Other;
}

} // namespace

QString InstallTree::arguments() const
{
    switch (kind) {
    case Kind::Fedora: {
        // Before Fedora 19 and version 7 of the others it had another name.
        const int major = version.section(u'.', 0, 0).toInt();
        const int since = family.contains("fedora"_L1, Qt::CaseInsensitive) ? 19 : 7;
        return (major > 0 && major < since ? u"method="_s : u"inst.repo="_s) + url;
    }
    case Kind::Suse:
        return u"install="_s + url;
    case Kind::Debian: // asks for its mirror
    case Kind::Other:
        break;
    }
    return {};
}

QString treeUrl(const QString &typed)
{
    QString url = typed.trimmed();
    while (url.endsWith(u'/') && !url.endsWith("//"_L1))
        url.chop(1);
    return url;
}

InstallTree readTreeInfo(const QByteArray &text, const QString &url, const QString &architecture)
{
    const auto values = readIni(text);
    const auto value = [&](const QString &key) { return values.value(key); };
    InstallTree tree{.url = treeUrl(url), .treeInfo = text.left(treeInfoLimit)};
    tree.family = value(u"general/family"_s);
    if (tree.family.isEmpty())
        tree.family = value(u"release/name"_s);
    tree.version = value(u"general/version"_s);
    if (tree.version.isEmpty())
        tree.version = value(u"release/version"_s);
    tree.kind = kindOf(tree.family);
    const QString own = value(u"general/arch"_s);
    if (!own.isEmpty() && own != architecture && !(own == "i386"_L1 && architecture == "i686"_L1))
        return {};
    const QString images = u"images-"_s + (own.isEmpty() ? architecture : own);
    const QString kernel = value(images + "/kernel"_L1), initrd = value(images + "/initrd"_L1);
    if (!isInside(kernel) || !isInside(initrd))
        return {};
    tree.kernelUrl = tree.url + u'/' + kernel;
    tree.initrdUrl = tree.url + u'/' + initrd;
    const auto sum = [&](const QString &path) {
        const QString told = value(u"checksums/"_s + path);
        return told.startsWith("sha256:"_L1) ? told.mid(7).toLatin1() : QByteArray();
    };
    tree.kernelSha256 = sum(kernel);
    tree.initrdSha256 = sum(initrd);
    return tree;
}

QList<InstallTree> likelyTrees(const QString &typed, const QString &architecture)
{
    const QString url = treeUrl(typed);
    const QString debian = architecture == "x86_64"_L1    ? u"amd64"_s
                           : architecture == "i686"_L1    ? u"i386"_s
                           : architecture == "aarch64"_L1 ? u"arm64"_s
                                                          : architecture;
    using Kind = InstallTree::Kind;
    const struct
    {
        Kind kind;
        QString folder, kernel, initrd;
    } layouts[] = {
        {Kind::Debian, u"current/images/netboot/debian-installer/%1"_s, u"linux"_s, u"initrd.gz"_s},
        {Kind::Debian, u"current/images/netboot/ubuntu-installer/%1"_s, u"linux"_s, u"initrd.gz"_s},
        {Kind::Debian, u"current/legacy-images/netboot/ubuntu-installer/%1"_s, u"linux"_s,
         u"initrd.gz"_s},
        {Kind::Debian, u"debian-installer/%1"_s, u"linux"_s, u"initrd.gz"_s},
        {Kind::Debian, u"install.%1"_s, u"vmlinuz"_s, u"initrd.gz"_s},
        {Kind::Suse, u"boot/%2/loader"_s, u"linux"_s, u"initrd"_s},
        {Kind::Fedora, u"images/pxeboot"_s, u"vmlinuz"_s, u"initrd.img"_s},
        {Kind::Debian, u"install"_s, u"vmlinuz"_s, u"initrd.gz"_s},
    };
    QList<InstallTree> trees;
    for (const auto &layout : layouts) {
        QStringList folders{layout.folder};
        folders.replaceInStrings(u"%1"_s, debian).replaceInStrings(u"%2"_s, architecture);
        if (layout.folder == "install.%1"_L1 && debian == "amd64"_L1)
            folders += u"install.amd"_s; // as Debian's CDs have it
        for (const QString &folder : std::as_const(folders)) {
            trees += {.url = url,
                      .kind = layout.kind,
                      .kernelUrl = url + u'/' + folder + u'/' + layout.kernel,
                      .initrdUrl = url + u'/' + folder + u'/' + layout.initrd};
        }
    }
    return trees;
}
