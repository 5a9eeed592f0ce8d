// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/domainschema.h"
#include "models/xml/xmlnode.h"
#include "tests/support/corpus.h"
#include "tests/support/patience.h"

#include <QProcess>
#include <QSet>

using namespace Qt::StringLiterals;

namespace {

// Every path of a document, as DomainSchema::everything() says them.
void collect(const XmlNode &node, const QStringList &above, QSet<QString> &paths)
{
    const QString name = node.name.section(u':', -1);
    if (above.contains(name))
        return; // the grammar's list has each element below itself once
    const QStringList path = above + QStringList{name};
    const QString here = path.join(u'/');
    paths.insert(here);
    for (const XmlNode::Attribute &attribute : node.attributes)
        paths.insert(here + u'@' + attribute.name);
    for (const XmlNode &child : node.children)
        collect(child, path, paths);
}

} // namespace

// The machines that the other tests read: whether they are what they claim to be, and whether
// together they say everything that libvirt's grammar can say.
class TestDomainCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAreEnoughOfThem()
    {
        QVERIFY(Corpus::documents().size() >= 150);
        QVERIFY(Corpus::documents({u"valid"_s}).size() >= 9);
        QVERIFY(Corpus::documents({u"odd"_s}).size() >= 9);
    }

    void everyElementAndAttributeOfTheGrammarIsUsed()
    {
        const auto schema = DomainSchema::read();
        QVERIFY(schema);
        QSet<QString> used;
        for (const QString &path : Corpus::documents({u"schema"_s, u"valid"_s})) {
            const auto tree = readTree(Corpus::read(path));
            QVERIFY2(tree, qPrintable(Corpus::name(path)));
            collect(*tree, {}, used);
        }
        // What no valid document can hold, and why. There is nothing of the kind.
        const QStringList exceptions{};
        QStringList missing;
        const QStringList everything = (*schema)->everything();
        for (const QString &path : everything) {
            if (!used.contains(path) && !exceptions.contains(path))
                missing += path;
        }
        QVERIFY2(missing.isEmpty(),
                 qPrintable(u"%1 of %2 are missing:\n%3"_s.arg(
                     QString::number(missing.size()), QString::number(everything.size()),
                     missing.first(qMin<qsizetype>(40, missing.size())).join(u'\n'))));
        QVERIFY2(everything.size() > 2500, qPrintable(QString::number(everything.size())));
    }

    // By libxml2, which knows nothing of ours.
    void whatClaimsToBeValidIs()
    {
        QProcess xmllint;
        xmllint.setProcessChannelMode(QProcess::MergedChannels);
        xmllint.start(
            u"/usr/bin/xmllint"_s,
            QStringList{u"--noout"_s, u"--relaxng"_s, DomainSchema::installed() + u"/domain.rng"_s}
                + Corpus::documents({u"schema"_s, u"valid"_s}));
        QVERIFY2(xmllint.waitForFinished(120'000), qPrintable(xmllint.errorString()));
        QStringList wrong = QString::fromUtf8(xmllint.readAll()).split(u'\n', Qt::SkipEmptyParts);
        wrong.removeIf([](const QString &line) { return line.endsWith(" validates"_L1); });
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n').left(4000)));
        QCOMPARE(xmllint.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDomainCorpus)
#include "tst_domaincorpus.moc"
