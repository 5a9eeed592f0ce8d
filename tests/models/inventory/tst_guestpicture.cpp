// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/guestpicture.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"

#include <QBuffer>
#include <QRandomGenerator>
#include <QThreadPool>

using namespace Qt::StringLiterals;

// What a host says a picture is, good and bad.
class TestGuestPicture : public QObject
{
    Q_OBJECT

    static QImage stripes(QSize size)
    {
        QImage picture(size, QImage::Format_RGB32);
        for (int y = 0; y < size.height(); ++y) {
            for (int x = 0; x < size.width(); ++x)
                picture.setPixel(x, y, qRgb(x * 7 % 256, y * 5 % 256, (x + y) % 256));
        }
        return picture;
    }
    static QByteArray encoded(const QImage &picture, const char *format)
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        picture.save(&buffer, format);
        return buffer.data();
    }

private Q_SLOTS:
    void pngAndPpmAreUnderstood()
    {
        const QImage picture = stripes({72, 40});
        for (const char *format : {"png", "ppm"}) {
            const auto decoded = GuestPicture::decode(encoded(picture, format));
            QVERIFY2(decoded, format);
            QCOMPARE(*decoded, picture);
        }
        // As QEMU writes it, with a comment as others do.
        const auto ppm = GuestPicture::decode("P6\n# a comment\n2 1\n255\n"
                                              + QByteArray::fromHex("ff00000000ff"));
        QVERIFY(ppm);
        QCOMPARE(ppm->pixel(0, 0), qRgb(255, 0, 0));
        QCOMPARE(ppm->pixel(1, 0), qRgb(0, 0, 255));
    }

    void wordsAndDensityInAPictureAreDropped()
    {
        QImage picture = stripes({8, 8});
        picture.setText(u"Comment"_s, u"from the host"_s);
        picture.setDotsPerMeterX(1);
        const auto decoded = GuestPicture::decode(encoded(picture, "png"));
        QVERIFY(decoded);
        QVERIFY(decoded->textKeys().isEmpty());
        QVERIFY(decoded->dotsPerMeterX() != 1);
    }

    void whatIsNoPictureIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray png = encoded(stripes({64, 64}), "png");
        const QByteArray ppm = encoded(stripes({64, 64}), "ppm");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("words") << QByteArray("This is no picture.");
        QTest::newRow("a PPM that is cut off") << ppm.chopped(1);
        QTest::newRow("a PNG that is cut off in its header") << png.first(20);
        QTest::newRow("a PPM with no pixels") << QByteArray("P6\n0 0\n255\n");
        QTest::newRow("a PPM of negative size") << QByteArray("P6\n-5 -5\n255\n");
        QTest::newRow("a PPM that needs 12 TB") << QByteArray("P6\n2000000 2000000\n255\n");
        QTest::newRow("a PPM whose size overflows") << QByteArray("P6\n65536 65536\n255\n");
        QTest::newRow("a PPM of a large side")
            << QByteArray("P6\n16385 1\n255\n") + QByteArray(16385 * 3, 'x');
        QTest::newRow("a PPM of 64 million pixels and no data")
            << QByteArray("P6\n8192 8192\n255\n");
        QTest::newRow("numbers as text") << QByteArray("P3\n2 1\n255\n255 0 0 0 0 255\n");
        QTest::newRow("a bitmap") << encoded(stripes({8, 8}), "bmp");
        QTest::newRow("an X pixmap") << encoded(stripes({8, 8}), "xpm");
        QByteArray bomb = png; // says 100,000 by 100,000
        bomb.replace(16, 8, QByteArray::fromHex("000186a0000186a0"));
        QTest::newRow("a PNG that says it is huge") << bomb;
    }
    void whatIsNoPictureIsRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto decoded = GuestPicture::decode(bytes);
        QVERIFY(!decoded);
        QVERIFY(!decoded.error().summary.isEmpty());
    }

    void spoiledPicturesDoNoHarm()
    {
        QRandomGenerator random(20261121); // the same every time
        const QByteArray originals[] = {encoded(stripes({33, 17}), "ppm"),
                                        encoded(stripes({33, 17}), "png")};
        int understood = 0;
        for (int round = 0; round < 6000; ++round) {
            QByteArray bytes = originals[round % 2];
            const int changes = 1 + int(random.bounded(6));
            for (int i = 0; i < changes; ++i) {
                // Headers break more than pixels do.
                const auto at = random.bounded(random.bounded(2) ? 32 : int(bytes.size()));
                switch (random.bounded(4)) {
                case 0:
                    bytes[at] = char(random.bounded(256));
                    break;
                case 1:
                    bytes.insert(at, QByteArray(1 + int(random.bounded(9)), '9'));
                    break;
                case 2:
                    bytes.remove(at, 1 + int(random.bounded(40)));
                    break;
                default:
                    bytes.truncate(at + 1);
                    break;
                }
                if (bytes.size() < 40)
                    break;
            }
            const auto decoded = GuestPicture::decode(bytes);
            if (!decoded)
                continue;
            ++understood;
            QVERIFY(qint64(decoded->width()) * decoded->height() <= GuestPicture::maximumPixels);
            QCOMPARE(decoded->depth(), 32);
        }
        QVERIFY(understood > 0); // a spoiled pixel is a pixel
    }

    void shrinkingKeepsProportionsAndSmallPictures()
    {
        QCOMPARE(GuestPicture::shrink(stripes({1600, 900}), {160, 160}).size(), QSize(160, 90));
        QCOMPARE(GuestPicture::shrink(stripes({90, 1600}), {160, 160}).size(), QSize(9, 160));
        QCOMPARE(GuestPicture::shrink(stripes({16000, 1}), {160, 160}).size(), QSize(160, 1));
        QCOMPARE(GuestPicture::shrink(stripes({40, 30}), {160, 160}).size(), QSize(40, 30));
        QCOMPARE(GuestPicture::shrink(stripes({40, 30}), {}).size(), QSize(40, 30));
        QVERIFY(GuestPicture::shrink({}, {160, 160}).isNull());
    }

    void itIsDecodedOnAnotherThread()
    {
        QThreadPool pool;
        const auto future =
            GuestPicture::decodeInBackground(encoded(stripes({400, 200}), "ppm"), {100, 100}, pool);
        QVERIFY(answered(future));
        QVERIFY(future.result());
        QCOMPARE(future.result()->size(), QSize(100, 50));
    }
};

QTEST_GUILESS_MAIN(TestGuestPicture)
#include "tst_guestpicture.moc"
