// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/messages.h"
#include "console/protocol/picturecopy.h"
#include "tests/support/patience.h"

static quint32 pixel(const SharedPicture &picture, int x, int y)
{
    quint32 value;
    memcpy(&value, picture.pixels() + y * picture.bytesPerLine() + x * 4, 4);
    return value;
}

class TestPictureCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheRectangleIsCopied()
    {
        const QList<quint32> pixels(16 * 8, 0x00123456u);
        const SourcePixels source{reinterpret_cast<const uchar *>(pixels.constData()), 64, {16, 8}};
        SharedPicture target = SharedPicture::create({16, 8});
        copyPixels(source, {0, 0}, target, {2, 3, 4, 2});
        QCOMPARE(pixel(target, 2, 3), 0xff123456u); // made opaque
        QCOMPARE(pixel(target, 5, 4), 0xff123456u);
        QCOMPARE(pixel(target, 1, 3), 0u);
        QCOMPARE(pixel(target, 6, 4), 0u);
        QCOMPARE(pixel(target, 2, 5), 0u);
    }

    void aMonitorIsCutOutOfALargerSurface()
    {
        QList<quint32> pixels(16 * 8, 0u);
        pixels[4 * 16 + 10] = 0x0000ff00u;
        const SourcePixels source{reinterpret_cast<const uchar *>(pixels.constData()), 64, {16, 8}};
        SharedPicture target = SharedPicture::create({8, 4});
        copyPixels(source, {8, 4}, target, {0, 0, 8, 4});
        QCOMPARE(pixel(target, 2, 0), 0xff00ff00u);
    }

    void nothingOutsideIsTouched()
    {
        const QList<quint32> pixels(4 * 4, 0x00ffffffu);
        const SourcePixels source{reinterpret_cast<const uchar *>(pixels.constData()), 16, {4, 4}};
        SharedPicture target = SharedPicture::create({8, 8});
        copyPixels(source, {2, 2}, target, {-5, -5, 100, 100});
        QCOMPARE(pixel(target, 1, 1), 0xffffffffu);
        QCOMPARE(pixel(target, 2, 2), 0u); // the source ends there
        copyPixels(source, {1000, 1000}, target, {0, 0, 8, 8});
        QCOMPARE(pixel(target, 4, 4), 0u);
    }

    void sixteenBitsBecomeThirtyTwo()
    {
        const QList<quint16> pixels{0x7c00, 0x03e0, 0x001f, 0x7fff};
        SourcePixels source{reinterpret_cast<const uchar *>(pixels.constData()),
                            8,
                            {4, 1},
                            SourcePixels::Format::Rgb555};
        SharedPicture target = SharedPicture::create({4, 1});
        copyPixels(source, {0, 0}, target, {0, 0, 4, 1});
        QCOMPARE(pixel(target, 0, 0), 0xffff0000u);
        QCOMPARE(pixel(target, 2, 0), 0xff0000ffu);
        QCOMPARE(pixel(target, 3, 0) & 0xffff00ffu, 0xffff00ffu);
        const QList<quint16> others{0xf800, 0x07e0, 0x001f, 0xffff};
        source.data = reinterpret_cast<const uchar *>(others.constData());
        source.format = SourcePixels::Format::Rgb565;
        copyPixels(source, {0, 0}, target, {0, 0, 4, 1});
        QCOMPARE(pixel(target, 0, 0), 0xffff0000u);
        QCOMPARE(pixel(target, 1, 0), 0xff00ff00u);
        QCOMPARE(pixel(target, 3, 0), 0xffffffffu);
    }

    void damageStaysShortAndComplete()
    {
        DamageList damage;
        for (int i = 0; i < 500; ++i)
            damage.add({(i * 37) % 900, (i * 101) % 700, 3, 3});
        damage.add({});
        const QList<QRect> rects = damage.take();
        QVERIFY(rects.size() <= Wire::maximumRects);
        for (int i = 0; i < 500; ++i) {
            const QRect part((i * 37) % 900, (i * 101) % 700, 3, 3);
            QVERIFY(std::any_of(rects.begin(), rects.end(),
                                [&part](const QRect &rect) { return rect.contains(part); }));
        }
        QVERIFY(damage.isEmpty());
    }

    void neighboursAreJoinedAndFarApartOnesAreNot()
    {
        DamageList damage;
        damage.add({0, 0, 8, 16});
        damage.add({8, 0, 8, 16}); // the next letter
        damage.add({1000, 700, 8, 16});
        QCOMPARE(damage.take(), (QList<QRect>{{0, 0, 16, 16}, {1000, 700, 8, 16}}));
    }
};

QTEST_APPLESS_MAIN(TestPictureCopy)
#include "tst_picturecopy.moc"
