// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/connectionstore.h"
#include "models/settings/preferences.h"
#include "models/settings/settings.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

static int modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? int(status.st_mode & 07777)
                                                                     : -1;
}

static void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

static QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class TestSettings : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_next = 0;
    QString fresh() { return m_folder.filePath(u"%1/guesthouse/guesthouse.conf"_s.arg(++m_next)); }

private Q_SLOTS:
    void onlyTheUserCanReadWhatIsStored()
    {
        const mode_t old = ::umask(0);
        const QString file = fresh();
        {
            Settings settings(file);
            QVERIFY(!QFile::exists(file));
            settings.set(Preferences::confirmForceOff, false);
        }
        ::umask(old);
        QCOMPARE(modeOf(file), 0600);
        QCOMPARE(modeOf(QFileInfo(file).absolutePath()), 0700);
        {
            Settings settings(file);
            QVERIFY(!settings.get(Preferences::confirmForceOff));
            settings.set(Preferences::statsSeconds, 9);
        }
        QCOMPARE(modeOf(file), 0600); // QSettings replaces the file when it writes
    }

    void aFileThatOthersCouldReadIsClosedToThem()
    {
        const QString file = m_folder.filePath(u"open.conf"_s);
        write(file, "[statistics]\nseconds=7\n");
        QVERIFY(::chmod(QFile::encodeName(file).constData(), 0644) == 0);
        {
            Settings settings(file);
            QCOMPARE(Preferences::statsInterval(settings), 7000);
            settings.set(Preferences::statsSeconds, 8);
        }
        QCOMPARE(modeOf(file), 0600);
    }

    void aDefaultIsNotWritten()
    {
        const QString file = fresh();
        {
            Settings settings(file);
            settings.set(Preferences::statsSeconds, 5);
            settings.set(Preferences::confirmReset, false);
            settings.set(Preferences::statsSeconds, 3);
        }
        QVERIFY(read(file).contains("reset=false"));
        QVERIFY(!read(file).contains("seconds"));
    }

    void aChangeIsAnnouncedOnce()
    {
        Settings settings(fresh());
        QSignalSpy changed(&settings, &Settings::changed);
        settings.set(Preferences::confirmReset, false);
        settings.set(Preferences::confirmReset, false);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.at(0).at(0).toString(), u"confirm/reset"_s);
    }

    void aBrokenFileIsKeptAndTheDefaultsHold_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("binary") << QByteArray("\x00\x01\xff\xfe garbage \x00", 14);
        QTest::newRow("no INI") << QByteArray("{\"this\": \"is JSON\"}\n");
        QTest::newRow("huge") << QByteArray(9 * 1024 * 1024, 'x');
    }

    void aBrokenFileIsKeptAndTheDefaultsHold()
    {
        QFETCH(const QByteArray, content);
        QTemporaryDir folder;
        const QString file = folder.filePath(u"guesthouse.conf"_s);
        write(file, content);
        Settings settings(file);
        QVERIFY(settings.get(Preferences::confirmForceOff));
        QCOMPARE(read(file + u".bad"_s), content);
        write(file, content);
        Settings again(file);
        QCOMPARE(read(file + u".bad"_s), content);
        QCOMPARE(read(file + u".bad2"_s), content);
    }

    void whatALaterVersionStoredStays()
    {
        const QString file = m_folder.filePath(u"future.conf"_s);
        write(file, "[statistics]\nseconds=4\nnewThing=@Variant(\\0\\0)\n[future]\nx=1\n");
        {
            Settings settings(file);
            QCOMPARE(settings.get(Preferences::statsSeconds), 4);
            settings.set(Preferences::confirmReset, false);
        }
        QVERIFY(read(file).contains("[future]\nx=1"));
        QVERIFY(!QFile::exists(file + u".bad"_s));
    }

    void valuesOutOfBoundsFallBack()
    {
        const QString file = m_folder.filePath(u"bounds.conf"_s);
        write(file,
              "[statistics]\nseconds=many\n[machines]\nshutdownMode=77\n[console]\nscaling=-1\n");
        Settings settings(file);
        QCOMPARE(Preferences::statsInterval(settings), 3000);
        QCOMPARE(Preferences::shutdownMode(settings), ShutdownMode::Automatic);
        QCOMPARE(Preferences::consoleScaling(settings), Preferences::ConsoleScaling::Fit);
        settings.setValue(Preferences::statsSeconds.key, 100000);
        QCOMPARE(Preferences::statsInterval(settings), 60000);
    }

    void aFolderThatCannotBeWrittenLosesNothingElse()
    {
        Settings settings(u"/proc/nowhere/guesthouse.conf"_s);
        settings.set(Preferences::confirmReset, false);
        QVERIFY(!settings.get(Preferences::confirmReset));
    }

    void askingAgainTakesBackEveryDontAskAgain()
    {
        Settings settings(fresh());
        for (const Setting<bool> *confirmation : Preferences::confirmations)
            settings.set(*confirmation, false);
        Preferences::askAgainAboutEverything(settings);
        for (const Setting<bool> *confirmation : Preferences::confirmations)
            QCOMPARE(settings.get(*confirmation), confirmation->fallback);
    }

    void connectionsComeBackInTheirOrder()
    {
        const QString file = fresh();
        const QList<ConnectionConfig> connections{
            {QUuid::createUuid(), u"näme, \"quoted\";\n%1"_s, u"qemu+ssh://a@h/system?x=1,2;3"_s,
             false, true},
            {QUuid::createUuid(), {}, u"test:///default"_s, true, false},
        };
        {
            Settings settings(file);
            QVERIFY(!ConnectionStore::load(settings));
            ConnectionStore::save(settings, connections);
        }
        {
            Settings settings(file);
            QCOMPARE(*ConnectionStore::load(settings), connections);
            ConnectionStore::save(settings, {});
        }
        Settings settings(file);
        QVERIFY(ConnectionStore::load(settings));
        QVERIFY(ConnectionStore::load(settings)->isEmpty());
    }

    void connectionsThatMakeNoSenseAreLeftOut()
    {
        Settings settings(fresh());
        const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        settings.setValue(
            "connections/list",
            u"[1, {\"uri\": \"\"}, {\"uri\": \"xen:///\"}, {\"id\": \"%1\", \"uri\": \"a:///\"}, "
            "{\"id\": \"%1\", \"uri\": \"b:///\"}]"_s.arg(id));
        const QList<ConnectionConfig> loaded = *ConnectionStore::load(settings);
        QCOMPARE(loaded.size(), 2);
        QVERIFY(!loaded[0].id.isNull());
        QCOMPARE(loaded[1].uri, u"a:///"_s);
        settings.setValue("connections/list", u"no JSON"_s);
        QVERIFY(ConnectionStore::load(settings)->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
