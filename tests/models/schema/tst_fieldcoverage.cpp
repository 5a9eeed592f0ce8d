// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/domainschema.h"
#include "models/xml/devicekinds.h"
#include "models/xml/domaindescriptionreader.h"
#include "tests/support/patience.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace {

QSet<QString> paths(const QString &kind)
{
    QSet<QString> found;
    for (const auto &table : fieldTables(kind)) {
        for (const Field &field : table)
            found.insert(QString::fromUtf16(field.path));
    }
    return found;
}

// Whether a table has words for what stands at `path` below its item.
bool said(const QString &path, const QSet<QString> &fields)
{
    if (fields.contains(path) || fields.contains(path + "/*"_L1))
        return true;
    if (path.endsWith("@unit"_L1) && fields.contains(path.chopped(5)))
        return true; // said with its amount
    QString above = path.section(u'@', 0, 0);
    while (!above.isEmpty()) {
        if (fields.contains(above + "/*"_L1))
            return true;
        const qsizetype cut = above.lastIndexOf(u'/');
        above.truncate(cut < 0 ? 0 : cut);
    }
    // An element that only holds what is said.
    return !path.contains(u'@')
           && std::any_of(fields.cbegin(), fields.cend(), [&](const QString &field) {
                  return field.startsWith(path + u'@') || field.startsWith(path + u'/');
              });
}

} // namespace

// What libvirt's grammar has and our tables have no words for is shown all the same, under its raw
// name. It is to be little.
class TestFieldCoverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeopleSetHasWords()
    {
        const auto schema = DomainSchema::read();
        QVERIFY(schema);
        QSet<QString> sections;
        for (const QString &kind :
             {u"machine"_s, u"boot"_s, u"cpu"_s, u"memory"_s, u"clock"_s, u"features"_s,
              u"lifecycle"_s, u"tuning"_s, u"security"_s, u"system-information"_s})
            sections.unite(paths(u"section:"_s + kind));
        QHash<QString, QSet<QString>> devices;
        for (const DeviceKind &kind : deviceKinds())
            devices.insert(QString::fromUtf16(kind.tag), paths(QString::fromUtf16(kind.tag)));

        // Shown raw on purpose: tables of their own and what only programs write.
        const QStringList raw{u"metadata"_s,       u"commandline"_s, u"capabilities"_s,
                              u"deprecation"_s,    u"override"_s,    u"namespace"_s,
                              u"datacenterpath"_s, u"idmap"_s,       u"sysinfo"_s};
        QStringList missing;
        int all = 0;
        for (const QString &path : (*schema)->everything()) {
            const QString below = path.section(u'/', 1);
            const QString top = below.section(u'/', 0, 0).section(u'@', 0, 0);
            if (path == "domain"_L1 || below == "devices"_L1 || raw.contains(top))
                continue;
            ++all;
            if (top != "devices"_L1) {
                if (!said(path.startsWith("domain@"_L1) ? path.mid(6) : below, sections))
                    missing += path;
                continue;
            }
            const QString kind = below.section(u'/', 1, 1).section(u'@', 0, 0);
            const QString inside = below.mid(qstrlen("devices/") + kind.size());
            if (!inside.isEmpty()
                && !said(inside.startsWith(u'/') ? inside.mid(1) : inside, devices.value(kind)))
                missing += path;
        }
        QVERIFY(all > 2000);
        constexpr qsizetype most = 0;
        QVERIFY2(missing.size() <= most,
                 qPrintable(u"%1 of %2:\n%3"_s.arg(QString::number(missing.size()),
                                                   QString::number(all), missing.join(u'\n'))));
    }
};

QTEST_GUILESS_MAIN(TestFieldCoverage)
#include "tst_fieldcoverage.moc"
