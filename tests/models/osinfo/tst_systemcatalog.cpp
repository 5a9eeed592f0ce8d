// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/async.h"
#include "models/osinfo/systemcatalog.h"
#include "models/values/systemsearch.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

class TestSystemCatalog : public QObject
{
    Q_OBJECT

    SystemDatabase database;
    QTemporaryDir folder;

    // A CD whose descriptors say what those of a real one do.
    QString makeIso(const QString &name, const QStringList &options)
    {
        const QString content = folder.filePath(name + u".content"_s);
        const QString iso = folder.filePath(name);
        if (!QDir().mkpath(content))
            return {};
        QFile file(content + u"/readme.txt"_s);
        if (!file.open(QIODevice::WriteOnly) || file.write("nothing to install") < 0)
            return {};
        file.close();
        QProcess xorriso;
        xorriso.start(u"/usr/bin/xorriso"_s, QStringList{u"-as"_s, u"mkisofs"_s, u"-o"_s, iso}
                                                 + options + QStringList{content});
        return xorriso.waitForFinished() && xorriso.exitCode() == 0 ? iso : QString();
    }

    // As Debian's installer: an El Torito boot record, too.
    QString debianIso()
    {
        const QString boot = folder.filePath(u"debian.iso.content"_s);
        QFile image(boot + u"/boot.img"_s);
        if (!QDir().mkpath(boot) || !image.open(QIODevice::WriteOnly)
            || image.write(QByteArray(2048, '\x90')) < 0)
            return {};
        image.close();
        return makeIso(u"debian.iso"_s,
                       {u"-V"_s, u"Debian 11.5.0 amd64 n"_s, u"-A"_s, u"DEBIAN"_s, u"-b"_s,
                        u"boot.img"_s, u"-no-emul-boot"_s, u"-boot-load-size"_s, u"4"_s});
    }

    SystemEntry named(const QString &shortId)
    {
        const auto all = database.systems();
        for (const SystemEntry &entry : all ? *all : QList<SystemEntry>{}) {
            if (entry.shortId == shortId)
                return entry;
        }
        return {};
    }

private Q_SLOTS:
    void theListHasWhatPeopleInstall()
    {
        const auto all = database.systems();
        QVERIFY(all);
        QVERIFY(all->size() > 500);
        const SystemEntry debian = named(u"debian11"_s);
        QCOMPARE(debian.id, u"http://debian.org/debian/11"_s);
        QCOMPARE(debian.name, u"Debian 11"_s);
        QCOMPARE(debian.version, u"11"_s);
        QCOMPARE(debian.codename, u"bullseye"_s);
        QCOMPARE(debian.family, u"linux"_s);
        QCOMPARE(debian.released, QDate(2021, 8, 14));
        QVERIFY(!debian.prerelease);
        QVERIFY(named(u"winxp"_s).endOfLife.isValid());
        for (qsizetype i = 1; i < all->size(); ++i)
            QVERIFY(all->at(i - 1).released >= all->at(i).released);
    }

    void whatIsTypedFindsASystemByAnyOfItsNames()
    {
        const auto all = database.systems();
        QVERIFY(all);
        const auto first = [&](const QString &typed) {
            const QList<SystemEntry> found = findSystems(*all, typed, QDate(2022, 12, 1));
            return found.isEmpty() ? QString() : found.first().shortId;
        };
        QCOMPARE(first(u"debian 11"_s), u"debian11"_s);
        QCOMPARE(first(u"DEBIAN11"_s), u"debian11"_s);
        QCOMPARE(first(u"bullseye"_s), u"debian11"_s);
        QCOMPARE(first(u"jammy"_s), u"ubuntu22.04"_s);
        QCOMPARE(first(u"windows 11"_s), u"win11"_s);
        QCOMPARE(first(u"no such system"_s), QString());
        QCOMPARE(findSystems(*all, {}, QDate(2022, 12, 1)).size(), all->size());
        // What has reached its end comes after what has not.
        const auto found = findSystems(*all, u"ubuntu"_s, QDate(2022, 12, 1));
        bool ended = false;
        for (const SystemEntry &entry : found) {
            const bool thisOne = entry.endOfLife.isValid() && entry.endOfLife < QDate(2022, 12, 1);
            QVERIFY(thisOne || !ended);
            ended |= thisOne;
        }
    }

    void factsSayWhatASystemHasDriversForAndNeeds()
    {
        const auto debian = database.facts(u"http://debian.org/debian/11"_s, u"x86_64"_s);
        QVERIFY(debian);
        for (const SystemDevice device :
             {SystemDevice::VirtioDisk, SystemDevice::VirtioScsi, SystemDevice::VirtioNetwork,
              SystemDevice::VirtioGpu, SystemDevice::VirtioRng, SystemDevice::VirtioSerial,
              SystemDevice::Usb3, SystemDevice::Q35, SystemDevice::UsbTablet})
            QVERIFY2(debian->devices.testFlag(device), QByteArray::number(quint32(device)));
        QVERIFY(debian->supportsBios && debian->supportsUefi && !debian->needsUefi);
        QVERIFY(!debian->needsTpm && !debian->localTime);
        QCOMPARE(debian->minimum.memory, 1ull << 30);
        QCOMPARE(debian->minimum.storage, 10ull << 30);
        QCOMPARE(debian->recommended.storage, 20ull << 30);

        const auto windows = database.facts(u"http://microsoft.com/win/11"_s, u"x86_64"_s);
        QVERIFY(windows);
        QVERIFY(!windows->devices.testFlag(SystemDevice::VirtioDisk));
        QVERIFY(windows->devices.testFlag(SystemDevice::E1000e));
        QVERIFY(!windows->supportsBios && windows->needsUefi);
        QVERIFY(windows->needsTpm && windows->needsSecureBoot && windows->localTime);
        QCOMPARE(windows->minimum.cpus, 2);
        QCOMPARE(windows->minimum.memory, 4ull << 30);

        const auto old = database.facts(u"http://debian.org/debian/6"_s, u"x86_64"_s);
        QVERIFY(old);
        QVERIFY(!old->devices.testFlag(SystemDevice::Q35));

        const auto nobody = database.facts(u"http://example.org/none"_s, u"x86_64"_s);
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().kind, Error::Kind::NotFound);
    }

    void aCdIsRecognisedByItsDescriptors()
    {
        const QString iso = debianIso();
        QVERIFY(!iso.isEmpty());
        const auto medium = database.identifyFile(iso);
        QVERIFY2(medium, qPrintable(medium ? QString() : medium.error().summary));
        QVERIFY(medium->has_value());
        QCOMPARE((*medium)->systemId, u"http://debian.org/debian/11"_s);
        QCOMPARE((*medium)->systemName, u"Debian 11"_s);
        QCOMPARE((*medium)->architecture, u"x86_64"_s);
        QCOMPARE((*medium)->volumeId, u"Debian 11.5.0 amd64 n"_s);
        QVERIFY((*medium)->installer);
        QVERIFY(!(*medium)->kernelPath.isEmpty());
    }

    void aCdElsewhereIsRecognisedByItsFirstBytes()
    {
        QFile iso(debianIso());
        QVERIFY(iso.open(QIODevice::ReadOnly));
        const SystemCatalog catalog;
        const auto answer = catalog.identify(iso.read(IsoLabels::needed));
        bool told = false;
        whenDone(answer, this, [&](const Result<std::optional<SystemMedium>> &medium) {
            told = medium && *medium && (*medium)->systemId == "http://debian.org/debian/11"_L1;
        });
        QTRY_VERIFY(answer.isFinished());
        QTRY_VERIFY(told);
    }

    void aCdNobodyKnowsIsNoError()
    {
        const QString iso = makeIso(u"mine.iso"_s, {u"-V"_s, u"MY HOLIDAY"_s});
        QVERIFY(!iso.isEmpty());
        const auto medium = database.identifyFile(iso);
        QVERIFY(medium);
        QVERIFY(!medium->has_value());
        QFile file(iso);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto labels = readIsoLabels(file.readAll());
        QVERIFY(labels);
        QCOMPARE(labels->volumeId, u"MY HOLIDAY"_s);
        QVERIFY(!labels->bootable);
        QVERIFY(labels->bytes > 32 * 1024 && labels->bytes <= quint64(file.size()));
    }

    void whatIsNoCdSaysSo()
    {
        QVERIFY(!database.identifyFile(u"/dev/null"_s));
        QVERIFY(!database.identifyFile(u"/nonexistent.iso"_s));
        QVERIFY(!database.identifyFile(u"relative.iso"_s));
        QVERIFY(!readIsoLabels({}));
        QVERIFY(!readIsoLabels(QByteArray(IsoLabels::needed, '\0')));
        QVERIFY(!readIsoLabels(QByteArray(IsoLabels::needed, '\xff')));
        // Cut at every place around the descriptors: never read beyond the end.
        QFile iso(debianIso());
        QVERIFY(iso.open(QIODevice::ReadOnly));
        const QByteArray whole = iso.read(IsoLabels::needed);
        for (qsizetype size = 32 * 1024 - 8; size < 44 * 1024; size += 7) {
            const auto labels = readIsoLabels(whole.first(size));
            QCOMPARE(bool(labels), size >= 34 * 1024);
        }
    }

    void systemsCanBeDownloaded()
    {
        const auto media = database.media(u"http://debian.org/debian/11"_s);
        QVERIFY(media);
        QVERIFY(!media->isEmpty());
        for (const SystemMedium &medium : *media)
            QVERIFY2(medium.url.startsWith(u"http"_s), qPrintable(medium.url));
        const auto trees = database.trees(u"http://debian.org/debian/11"_s);
        QVERIFY(trees);
        QVERIFY(std::any_of(trees->cbegin(), trees->cend(), [](const SystemTree &tree) {
            return tree.architecture == "x86_64"_L1 && !tree.kernelPath.isEmpty();
        }));
        const auto images = database.images({});
        QVERIFY(images);
        QVERIFY(std::count_if(images->cbegin(), images->cend(),
                              [](const SystemImage &image) {
                                  return image.cloudInit && image.format == "qcow2"_L1;
                              })
                > 20);
    }

    void anInstallationWithoutQuestionsHasItsAnswersWritten()
    {
        const auto scripts = database.installScripts(u"http://debian.org/debian/11"_s);
        QVERIFY(scripts);
        QVERIFY(!scripts->isEmpty());
        const InstallScript &script = scripts->first();
        QVERIFY(script.byInitrd);
        QCOMPARE(script.outputName, u"preseed.cfg"_s);
        const auto file =
            database.unattended(u"http://debian.org/debian/11"_s, script.id, u"x86_64"_s,
                                {.userName = u"alice"_s,
                                 .fullName = u"Alice & <Bob>"_s,
                                 .password = u"s3cret"_s,
                                 .hostName = u"web"_s,
                                 .language = u"de_DE.UTF-8"_s,
                                 .timezone = u"Europe/Berlin"_s,
                                 .keyboard = u"de"_s});
        QVERIFY2(file, qPrintable(file ? QString() : file.error().detail));
        QCOMPARE(file->name, u"preseed.cfg"_s);
        QVERIFY(file->content.contains("alice"));
        QVERIFY(file->content.contains("Europe/Berlin"));
        QVERIFY(!file->kernelArguments.isEmpty());
        QVERIFY(!database.unattended(u"http://debian.org/debian/11"_s, u"none"_s, {}, {}));
    }

    void answersSuitTheWayTheyTake()
    {
        const QString fedora = u"http://fedoraproject.org/fedora/36"_s;
        const auto scripts = database.installScripts(fedora);
        QVERIFY(scripts);
        const auto script =
            std::find_if(scripts->cbegin(), scripts->cend(),
                         [](const InstallScript &one) { return one.outputName == "fedora.ks"_L1; });
        QVERIFY(script != scripts->cend());
        UnattendedAnswers answers{.userName = u"alice"_s,
                                  .password = u"s3cret"_s,
                                  .hostName = u"web"_s,
                                  .language = u"de_DE.UTF-8"_s,
                                  .timezone = u"Europe/Berlin"_s,
                                  .injection = Injection::Initrd,
                                  .installUrl = u"https://example.org/os"_s,
                                  .targetDisk = u"/dev/sdq"_s};
        auto file = database.unattended(fedora, script->id, u"x86_64"_s, answers);
        QVERIFY(file);
        QVERIFY2(file->kernelArguments.contains(u"file:/fedora.ks"_s),
                 qPrintable(file->kernelArguments));
        QVERIFY(file->content.contains("https://example.org/os"));
        QVERIFY(file->content.contains("sdq"));
        answers.injection = Injection::OemDrive;
        answers.installUrl.clear();
        file = database.unattended(fedora, script->id, u"x86_64"_s, answers);
        QVERIFY(file);
        QVERIFY(!file->content.contains("https://example.org/os"));
    }

    void aTreeIsRecognisedByItsWordsOrItsAddress()
    {
        const auto told = database.identifyTree(
            "[general]\nfamily = Fedora\nversion = 36\narch = x86_64\nvariant = Server\n"
            "[images-x86_64]\nkernel = a\ninitrd = b\n",
            u"https://example.org/os"_s);
        QVERIFY(told && *told);
        QCOMPARE((*told)->systemId, u"http://fedoraproject.org/fedora/36"_s);
        const auto mirror = database.identifyTree(
            {}, u"https://mirror.example.org/x/debian/dists/bullseye/main/installer-amd64/"_s);
        QVERIFY(mirror && *mirror);
        QCOMPARE((*mirror)->systemId, u"http://debian.org/debian/11"_s);
        QVERIFY(!(*mirror)->kernelPath.isEmpty());
        QVERIFY(!*database.identifyTree("nonsense", u"https://example.org/"_s));
    }

    void manyMayAskAtOnce()
    {
        const SystemCatalog catalog;
        QList<QFuture<Result<SystemFacts>>> answers;
        for (int i = 0; i < 40; ++i)
            answers += catalog.facts(i % 2 ? u"http://debian.org/debian/11"_s
                                           : u"http://microsoft.com/win/11"_s,
                                     u"x86_64"_s);
        for (const auto &answer : answers) {
            QTRY_VERIFY(answer.isFinished());
            QVERIFY(answer.result());
        }
    }
};

QTEST_GUILESS_MAIN(TestSystemCatalog)
#include "tst_systemcatalog.moc"
