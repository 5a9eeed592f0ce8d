// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/osinfo/systemdatabase.h"
#include "models/values/machinerules.h"
#include "models/xml/capabilitiesreader.h"
#include "models/xml/domaincapabilitiesreader.h"
#include "models/xml/machinewriter.h"
#include "models/xml/xmlnode.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"

#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

// Side by side with virt-install: the same system on the same host, both defined, and what libvirt
// keeps of them compared fact by fact. Each difference is explained in virt-install-differences.txt;
// one that is not, and an explanation that explains nothing, fail.
class TestVirtInstall : public QObject
{
    Q_OBJECT

    struct Explanation
    {
        QChar side = {}; // '+' only ours, '-' only theirs
        QStringList systems = {};
        QRegularExpression fact = {};
        QString text = {};
        bool used = false;
    };

    PrivateLibvirtd daemon;
    SystemDatabase database;
    HostCapabilities host;
    QList<Explanation> explanations;

    static constexpr const char *systems[] = {
        "debian11",     "ubuntu22.04",     "fedora36", "rhel9.0",     "centos-stream9",
        "opensuse15.4", "win10",           "win2k19",  "freebsd13.0", "winxp",
        "debian6",      "alpinelinux3.16", "win11"};

    void readExplanations()
    {
        QFile file(
            QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/data/virt-install-differences.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
        for (const QString &line : lines) {
            if (line.trimmed().isEmpty() || line.startsWith(u'#'))
                continue;
            const QStringList columns = line.split(u'|');
            QVERIFY2(columns.size() == 4, qPrintable(line));
            const QString pattern =
                QRegularExpression::escape(columns[2].trimmed()).replace(u"\\*"_s, u".*"_s);
            explanations +=
                {.side = columns[0].trimmed().front(),
                 .systems = columns[1].simplified().split(u' '),
                 .fact = QRegularExpression(QRegularExpression::anchoredPattern(pattern)),
                 .text = columns[3].trimmed()};
            QVERIFY2(!explanations.last().text.isEmpty(), qPrintable(line));
        }
    }

    static QString named(const XmlNode &node)
    {
        // What tells one device from another of its kind, whoever made it.
        QString name = node.name;
        if (node.name == "disk"_L1)
            name += u'[' + node.attribute(u"device") + u']';
        else if (node.name == "controller"_L1)
            name += u'[' + node.attribute(u"type") + u' ' + node.attribute(u"model") + u']';
        else if (node.name == "channel"_L1)
            name += u'[' + node.value(u"target@name") + u']';
        else if (node.name == "timer"_L1 || node.name == "feature"_L1)
            name += u'[' + node.attribute(u"name") + u']';
        else if (node.name == "input"_L1)
            name += u'[' + node.attribute(u"type") + u' ' + node.attribute(u"bus") + u']';
        return name;
    }

    // "devices/video/model@type=virtio", with how often it is there.
    static void collect(const XmlNode &node, const QString &path, QMap<QString, int> &facts)
    {
        // Places, names and numbers that libvirt gives out: they follow from the devices.
        static const QSet<QString> given{u"address"_s, u"alias"_s,    u"uuid"_s,  u"mac"_s,
                                         u"name"_s,    u"metadata"_s, u"nvram"_s, u"loader"_s};
        if (given.contains(node.name))
            return;
        if (!path.isEmpty())
            ++facts[path];
        for (const XmlNode::Attribute &attribute : node.attributes) {
            const bool number = attribute.name == "index"_L1 || attribute.name == "chassis"_L1
                                || (attribute.name == "port"_L1 && node.name == "target"_L1);
            if (!number)
                ++facts[path + u'@' + attribute.name + u'=' + attribute.value];
        }
        if (!node.text.trimmed().isEmpty())
            ++facts[path + u'=' + node.text.trimmed()];
        for (const XmlNode &child : node.children)
            collect(child, path.isEmpty() ? named(child) : path + u'/' + named(child), facts);
    }

    QMap<QString, int> factsOfDefined(const QString &name, const QByteArray &xml, QString *problem)
    {
        if (!problem->isEmpty())
            return {};
        const VirshAnswer answer = daemon.define(xml, {u"--validate"_s});
        if (!answer.ok()) {
            *problem = answer.error + QString::fromUtf8(xml);
            return {};
        }
        const auto kept =
            readTree(daemon.virsh({u"dumpxml"_s, u"--inactive"_s, name}).output.toUtf8());
        daemon.virsh({u"undefine"_s, u"--nvram"_s, name});
        QMap<QString, int> facts;
        if (kept)
            collect(*kept, {}, facts);
        return facts;
    }

    QByteArray ours(const SystemFacts &facts, const QString &disk, QString *problem)
    {
        MachineSpec wanted{.name = u"compared"_s};
        wanted.virtType = u"qemu"_s;
        wanted.memoryKiB = 2048 * 1024;
        wanted.vcpus = 2;
        wanted.disks = {{.source = DiskSource::file(disk), .format = u"qcow2"_s},
                        {.device = DiskSpec::Device::Cdrom, .role = DiskSpec::Role::Data}};
        wanted.networks = {{.kind = NetworkSpec::Kind::User}};
        const auto chosen = choosePlatform(wanted, host, facts);
        if (!chosen)
            return {};
        const auto capabilities =
            readDomainCapabilities(daemon
                                       .virsh({u"domcapabilities"_s, u"--virttype"_s, u"qemu"_s,
                                               u"--machine"_s, chosen->machine})
                                       .output.toUtf8());
        const auto xml = capabilities.and_then([&](const DomainCapabilities &offered) {
            return writeMachine(soundMachine(*chosen, facts, offered).spec, offered);
        });
        if (!xml)
            *problem = xml.error().detail;
        return xml.value_or(QByteArray());
    }

    QByteArray theirs(const QString &system, const QString &disk, QString *problem)
    {
        QProcess virtInstall;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, daemon.folder() + u"/home"_s);
        environment.insert(u"XDG_CACHE_HOME"_s, daemon.folder() + u"/virt-install"_s);
        virtInstall.setProcessEnvironment(environment);
        virtInstall.start(u"/usr/bin/virt-install"_s, {u"--connect"_s,
                                                       daemon.uri(),
                                                       u"--virt-type"_s,
                                                       u"qemu"_s,
                                                       u"--name"_s,
                                                       u"compared"_s,
                                                       u"--osinfo"_s,
                                                       system,
                                                       u"--memory"_s,
                                                       u"2048"_s,
                                                       u"--vcpus"_s,
                                                       u"2"_s,
                                                       u"--import"_s,
                                                       u"--disk"_s,
                                                       u"path=%1,format=qcow2"_s.arg(disk),
                                                       u"--disk"_s,
                                                       u"device=cdrom"_s,
                                                       u"--network"_s,
                                                       u"user"_s,
                                                       u"--check"_s,
                                                       u"all=off"_s,
                                                       u"--print-xml"_s,
                                                       u"--dry-run"_s});
        if (!virtInstall.waitForFinished(60'000) || virtInstall.exitCode() != 0)
            *problem = u"virt-install: "_s + virtInstall.errorString() + u'\n'
                       + QString::fromUtf8(virtInstall.readAllStandardError());
        return virtInstall.readAllStandardOutput();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        const auto read = readCapabilities(daemon.virsh({u"capabilities"_s}).output.toUtf8());
        QVERIFY(read);
        host = *read;
        readExplanations();
    }

    void cleanupTestCase() { daemon.quit(); }

    void everyDifferenceIsExplained_data()
    {
        QTest::addColumn<QString>("system");
        for (const char *system : systems)
            QTest::newRow(system) << QString::fromLatin1(system);
    }

    void everyDifferenceIsExplained()
    {
        QFETCH(QString, system);
        const auto all = database.systems();
        QVERIFY(all);
        SystemFacts facts;
        for (const SystemEntry &entry : *all) {
            if (entry.shortId == system)
                facts = database.facts(entry.id, u"x86_64"_s).value_or(SystemFacts{});
        }
        QCOMPARE(facts.system.shortId, system);
        const QString disk = daemon.folder() + u"/compared.qcow2"_s;
        QCOMPARE(QProcess::execute(u"/usr/bin/qemu-img"_s,
                                   {u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, disk, u"1G"_s}),
                 0);
        QString problem;
        const QByteArray ourXml = ours(facts, disk, &problem);
        const QByteArray theirXml = theirs(system, disk, &problem);
        const QMap<QString, int> left = factsOfDefined(u"compared"_s, ourXml, &problem);
        const QMap<QString, int> right = factsOfDefined(u"compared"_s, theirXml, &problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(left.size() > 50 && right.size() > 50);

        QSet<QString> names(left.keyBegin(), left.keyEnd());
        names.unite(QSet<QString>(right.keyBegin(), right.keyEnd()));
        QStringList unexplained;
        for (const QString &fact : std::as_const(names)) {
            const int more = left.value(fact) - right.value(fact);
            if (more == 0)
                continue;
            const QChar side = more > 0 ? u'+' : u'-';
            bool explained = false;
            for (Explanation &one : explanations) {
                if (one.side == side
                    && (one.systems.contains(u"all"_s) || one.systems.contains(system))
                    && one.fact.match(fact).hasMatch())
                    explained = one.used = true;
            }
            if (!explained)
                unexplained += side + u' ' + fact + u" (%1)"_s.arg(qAbs(more));
        }
        unexplained.sort();
        QVERIFY2(unexplained.isEmpty(), qPrintable(u'\n' + unexplained.join(u'\n')));
    }

    void everyExplanationExplainsSomething()
    {
        QStringList idle;
        for (const Explanation &one : std::as_const(explanations)) {
            if (!one.used)
                idle += one.fact.pattern() + u": "_s + one.text;
        }
        QVERIFY2(idle.isEmpty(), qPrintable(u'\n' + idle.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestVirtInstall)
#include "tst_virtinstall.moc"
