// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/async.h"
#include "models/download/download.h"
#include "tests/support/httpserver.h"
#include "tests/support/patience.h"
#include "tests/support/testcertificates.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

// Downloads from a server in this process.
class TestDownload : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<HttpServer> server;
    QByteArray body;

    QString path(const QString &name = u"image.iso"_s) const { return folder->filePath(name); }
    QStringList files() const { return QDir(folder->path()).entryList(QDir::Files, QDir::Name); }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    DownloadRequest request(const QString &file = u"/pub/image.iso"_s) const
    {
        return {.url = server->url(file), .path = path(), .retryMs = 1};
    }
    Result<Downloaded> fetch(const DownloadRequest &wanted)
    {
        Download download(wanted);
        Result<Downloaded> answer = tl::unexpected(Error{.summary = u"no answer"_s});
        bool done = false;
        whenDone(download.run(), this, [&](const Result<Downloaded> &result) {
            answer = result;
            done = true;
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(done, 60'000); }();
        return answer;
    }
    QByteArray sum(QCryptographicHash::Algorithm algorithm) const
    {
        return QCryptographicHash::hash(body, algorithm).toHex();
    }

private Q_SLOTS:
    void init()
    {
        folder = std::make_unique<QTemporaryDir>();
        server = std::make_unique<HttpServer>();
        QVERIFY(server->ok());
        body.resize(3'000'000);
        for (qsizetype i = 0; i < body.size(); ++i)
            body[i] = char(i * 7 + i / 251);
        server->serve("/pub/image.iso", {.body = body, .etag = "\"one\""});
    }

    void aWholeFileHasItsNameAndNothingElseIsLeft()
    {
        Download download(request());
        QSignalSpy progress(&download, &Download::progressed);
        bool done = false;
        Result<Downloaded> answer;
        whenDone(download.run(), this, [&](const Result<Downloaded> &result) {
            answer = result;
            done = true;
        });
        QTRY_VERIFY(done);
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
        QCOMPARE(answer->bytes, quint64(body.size()));
        QCOMPARE(answer->checked, Downloaded::Checked::Nothing);
        QVERIFY(answer->sentence().contains(u"could not be checked"));
        QCOMPARE(read(path()), body);
        QCOMPARE(files(), QStringList{u"image.iso"_s});
        QVERIFY(progress.size() > 1);
        QCOMPARE(download.total(), quint64(body.size()));
        QCOMPARE(server->requests("/pub/image.iso").first().headers.value("accept-encoding"),
                 QByteArray("identity"));
    }

    void aBrokenConnectionIsContinuedWhereItBroke()
    {
        server->file("/pub/image.iso").breakAfter = 700'000;
        server->file("/pub/image.iso").breaks = 2;
        const auto answer = fetch(request());
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
        QCOMPARE(read(path()), body);
        const auto asked = server->requests("/pub/image.iso");
        QCOMPARE(asked.size(), 3);
        QCOMPARE(asked[0].headers.value("range"), QByteArray());
        QVERIFY(asked[1].headers.value("range").startsWith("bytes="));
        QVERIFY(asked[1].headers.value("range") != "bytes=0-");
        QCOMPARE(asked[1].headers.value("if-range"), QByteArray("\"one\""));
    }

    void whatWasCanceledIsContinuedByTheNextOne()
    {
        server->file("/pub/image.iso").breakAfter = 1'000'000;
        server->file("/pub/image.iso").stall = true;
        {
            Download download(request());
            Result<Downloaded> answer;
            bool done = false;
            whenDone(download.run(), this, [&](const Result<Downloaded> &result) {
                answer = result;
                done = true;
            });
            QTRY_VERIFY(QFile(path(u"image.iso.part"_s)).size() == 1'000'000);
            download.cancel();
            QTRY_VERIFY(done);
            QVERIFY(!answer);
            QCOMPARE(answer.error().kind, Error::Kind::Canceled);
        }
        QCOMPARE(files(), (QStringList{u"image.iso.part"_s, u"image.iso.part.info"_s}));
        server->file("/pub/image.iso").breakAfter = -1;
        QVERIFY(fetch(request()));
        QCOMPARE(read(path()), body);
        QCOMPARE(files(), QStringList{u"image.iso"_s});
        QCOMPARE(server->requests("/pub/image.iso").last().headers.value("range"),
                 QByteArray("bytes=1000000-"));
    }

    void aFileThatChangedMeanwhileIsFetchedFromItsBeginning()
    {
        HttpServer::File &file = server->file("/pub/image.iso");
        file.breakAfter = 1'000'000;
        file.breaks = 1;
        connect(server.get(), &HttpServer::asked, this, [&](const QByteArray &path, int times) {
            if (path == "/pub/image.iso" && times == 2) { // the rest of it
                file.body = QByteArray(500'000, 'x');
                file.etag = "\"two\"";
            }
        });
        QVERIFY(fetch(request()));
        QCOMPARE(read(path()), QByteArray(500'000, 'x'));
    }

    void aPartWithoutAMarkOfItsVersionIsNotContinued()
    {
        server->file("/pub/image.iso").etag = "W/\"weak\"";
        server->file("/pub/image.iso").breakAfter = 1'000'000;
        server->file("/pub/image.iso").breaks = 1;
        QVERIFY(fetch(request()));
        QCOMPARE(read(path()), body);
        for (const auto &one : server->requests("/pub/image.iso"))
            QVERIFY(!one.headers.contains("range"));
    }

    void aServerThatSendsAnotherPieceThanAskedIsNotBelieved()
    {
        write(path(u"image.iso.part"_s), QByteArray(100, 'a'));
        write(path(u"image.iso.part.info"_s),
              "{\"url\":\"" + server->url(u"/pub/image.iso"_s).toEncoded()
                  + "\",\"etag\":\"\\\"one\\\"\",\"total\":\"77\"}");
        QVERIFY(fetch(request()));
        QCOMPARE(read(path()), body);
    }

    void aFileThatIsThereIsNotTouched()
    {
        write(path(), "mine");
        const auto answer = fetch(request());
        QVERIFY(!answer);
        QVERIFY(answer.error().summary.contains(u"not overwritten"));
        QCOMPARE(read(path()), QByteArray("mine"));
        QVERIFY(server->requests("/pub/image.iso").isEmpty());
    }

    void aPartOfSomebodyElseIsNotTouched()
    {
        write(path(u"image.iso.part"_s), "mine");
        QVERIFY(!fetch(request()));
        QCOMPARE(read(path(u"image.iso.part"_s)), QByteArray("mine"));
        QCOMPARE(files(), (QStringList{u"image.iso.part"_s}));
    }

    void twoAtOnceDoNotWriteIntoOneFile()
    {
        server->file("/pub/image.iso").breakAfter = 1000;
        server->file("/pub/image.iso").stall = true;
        Download first(request());
        whenDone(first.run(), this, [](const Result<Downloaded> &) {});
        QTRY_VERIFY(QFile(path(u"image.iso.part"_s)).size() == 1000);
        const auto second = fetch(request());
        QVERIFY(!second);
        QCOMPARE(second.error().kind, Error::Kind::Busy);
        QCOMPARE(QFile(path(u"image.iso.part"_s)).size(), 1000);
    }

    void aGivenChecksumDecides_data()
    {
        QTest::addColumn<int>("algorithm");
        QTest::addRow("SHA-256") << int(QCryptographicHash::Sha256);
        QTest::addRow("SHA-512") << int(QCryptographicHash::Sha512);
    }
    void aGivenChecksumDecides()
    {
        QFETCH(int, algorithm);
        DownloadRequest wanted = request();
        QByteArray digits = sum(QCryptographicHash::Algorithm(algorithm));
        wanted.checksum = readChecksum(QString::fromLatin1(digits));
        QVERIFY(wanted.checksum);
        const auto right = fetch(wanted);
        QVERIFY(right);
        QCOMPARE(right->checked, Downloaded::Checked::Given);
        QVERIFY(QFile::remove(path()));
        digits[3] = digits[3] == '0' ? '1' : '0';
        wanted.checksum = readChecksum(QString::fromLatin1(digits));
        const auto wrong = fetch(wanted);
        QVERIFY(!wrong);
        QVERIFY(wrong.error().summary.contains(u"checksum"));
        QCOMPARE(files(), QStringList());
    }

    void theServersListOfChecksumsIsAsked()
    {
        server->serve("/pub/SHA256SUMS",
                      {.body = QByteArray(64, '0') + "  other.iso\n"
                               + sum(QCryptographicHash::Sha256) + " *image.iso\n"});
        const auto right = fetch(request());
        QVERIFY(right);
        QCOMPARE(right->checked, Downloaded::Checked::Server);
        QCOMPARE(right->checkedBy, u"SHA256SUMS"_s);
        QVERIFY(QFile::remove(path()));
        server->serve("/pub/SHA512SUMS", {.body = QByteArray(128, 'a') + "  image.iso\n"});
        QVERIFY(!fetch(request()));
        QCOMPARE(files(), QStringList());
    }

    void whatIsNotThereIsSaidAndLeavesNothing()
    {
        const auto answer = fetch(request(u"/gone.iso"_s));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::NotFound);
        QCOMPARE(files(), QStringList());
    }

    void aServerThatIsBusyIsAskedAgain()
    {
        server->file("/pub/image.iso").status = 503;
        connect(server.get(), &HttpServer::asked, this, [&](const QByteArray &path, int times) {
            if (path == "/pub/image.iso" && times == 3)
                server->file(path).status = 200;
        });
        QVERIFY(fetch(request()));
        QCOMPARE(read(path()), body);
    }

    void aRedirectionToAProtectedAddressIsFollowedAndNeverBack()
    {
        const TestCertificates certificates("127.0.0.1");
        QVERIFY(certificates.ok());
        HttpServer secure(certificates.folder());
        QVERIFY(secure.ok());
        const auto before = QSslConfiguration::defaultConfiguration();
        auto trusting = before;
        trusting.addCaCertificates(QSslCertificate::fromData(certificates.authority()));
        QSslConfiguration::setDefaultConfiguration(trusting);
        const auto restore =
            qScopeGuard([&] { QSslConfiguration::setDefaultConfiguration(before); });

        server->serve("/up", {.status = 302, .location = secure.url(u"/image.iso"_s).toEncoded()});
        secure.serve("/image.iso", {.body = body, .etag = "\"s\""});
        const auto up = fetch(request(u"/up"_s));
        QVERIFY2(up, qPrintable(up ? QString() : up.error().detail));
        QCOMPARE(read(path()), body);
        QVERIFY(QFile::remove(path()));

        secure.serve("/down",
                     {.status = 302, .location = server->url(u"/pub/image.iso"_s).toEncoded()});
        DownloadRequest wanted = request();
        wanted.url = secure.url(u"/down"_s);
        const auto asked = server->requests("/pub/image.iso").size();
        const auto down = fetch(wanted);
        QVERIFY(!down);
        QCOMPARE(down.error().kind, Error::Kind::Denied);
        QCOMPARE(server->requests("/pub/image.iso").size(), asked);
        QCOMPARE(files(), QStringList());
    }

    void aServerThatNobodyVouchesForIsRefused()
    {
        const TestCertificates certificates("127.0.0.1");
        HttpServer secure(certificates.folder());
        QVERIFY(secure.ok());
        secure.serve("/image.iso", {.body = body});
        DownloadRequest wanted = request();
        wanted.url = secure.url(u"/image.iso"_s);
        const auto answer = fetch(wanted);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::Denied);
        QCOMPARE(files(), QStringList());
    }

    void aFileLargerThanAllowedIsRefused()
    {
        DownloadRequest wanted = request();
        wanted.most = 1'000'000;
        QVERIFY(!fetch(wanted));
        QCOMPARE(files(), QStringList());
        server->file("/pub/image.iso").tellLength = false;
        QVERIFY(!fetch(wanted));
        QVERIFY(QFile(path(u"image.iso.part"_s)).size() <= 1'000'000);
        QVERIFY(!QFile::exists(path()));
    }

    void aFullDiskIsSaidAndTheRestCanFollow()
    {
        rlimit before;
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
        rlimit small = before;
        small.rlim_cur = 1'000'000;
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto answer = fetch(request());
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, ignored);
        QVERIFY(!answer);
        QVERIFY2(answer.error().summary.contains(u"cannot be written"),
                 qPrintable(answer.error().summary));
        QVERIFY(!QFile::exists(path()));
        QVERIFY(fetch(request()));
        QCOMPARE(read(path()), body);
    }

    void onlyAddressesOfTheWebAreFetched_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("fine");
        QTest::addRow("nothing") << QString() << true;
        QTest::addRow("https") << u"https://example.org/a.iso"_s << true;
        QTest::addRow("a file") << u"file:///etc/passwd"_s << false;
        QTest::addRow("ftp") << u"ftp://example.org/a.iso"_s << false;
        QTest::addRow("no host") << u"https:///a.iso"_s << false;
        QTest::addRow("a word") << u"debian"_s << false;
        QTest::addRow("a password") << u"https://me:secret@example.org/a.iso"_s << false;
    }
    void onlyAddressesOfTheWebAreFetched()
    {
        QFETCH(QString, address);
        QFETCH(bool, fine);
        QCOMPARE(downloadUrlProblem(address).isEmpty(), fine);
        if (!fine) {
            DownloadRequest wanted = request();
            wanted.url = QUrl(address);
            QVERIFY(!fetch(wanted));
            QCOMPARE(files(), QStringList());
        }
    }

    void theNameOfAnAddressIsSafe()
    {
        QCOMPARE(downloadFileName(QUrl(u"https://x/a/b.iso?c=d"_s)), u"b.iso"_s);
        QVERIFY(!downloadFileName(QUrl(u"https://x/"_s)).isEmpty());
        QVERIFY(!downloadFileName(QUrl(u"https://x/%2e%2e%2fetc"_s)).contains(u'/'));
    }
};

QTEST_GUILESS_MAIN(TestDownload)
#include "tst_download.moc"
