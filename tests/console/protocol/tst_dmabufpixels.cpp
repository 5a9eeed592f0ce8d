// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/dmabufpixels.h"
#include "console/protocol/placeholder.h"
#include "console/protocol/sharedpicture.h"
#include "tests/support/patience.h"

#include <sys/mman.h>
#include <unistd.h>

// Ordinary memory stands in for the graphics card's: there is none where the tests run.
static FileDescriptor memoryWith(const QByteArray &bytes)
{
    FileDescriptor memory(memfd_create("card", MFD_CLOEXEC));
    return memory && write(memory.get(), bytes.constData(), size_t(bytes.size())) == bytes.size()
               ? memory
               : FileDescriptor();
}

static quint32 fourcc(const char *name)
{
    quint32 number;
    memcpy(&number, name, 4);
    return number;
}

class TestDmaBufPixels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPictureIsCopiedRowByRow_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<bool>("topFirst");
        QTest::addColumn<QList<quint32>>("expected");
        const QList<quint32> asIs{0xff010203, 0xff040506, 0xff070809, 0xff0a0b0c};
        QTest::newRow("rgb") << QByteArray("XR24") << true << asIs;
        QTest::newRow("bottom row first")
            << QByteArray("AR24") << false
            << QList<quint32>{0xff070809, 0xff0a0b0c, 0xff010203, 0xff040506};
        QTest::newRow("bgr") << QByteArray("XB24") << true
                             << QList<quint32>{0xff030201, 0xff060504, 0xff090807, 0xff0c0b0a};
    }

    void aPictureIsCopiedRowByRow()
    {
        QFETCH(QByteArray, format);
        QFETCH(bool, topFirst);
        QFETCH(QList<quint32>, expected);
        // Two by two, in rows of 16 bytes; blue is the first byte.
        const QByteArray bytes = QByteArray::fromHex("03020100 06050400 0000000000000000"
                                                     "09080700 0c0b0a00 0000000000000000");
        const auto mapped =
            DmaBufPixels::map(memoryWith(bytes), {2, 2}, 16, fourcc(format.constData()), topFirst);
        QVERIFY(mapped);
        SharedPicture picture = SharedPicture::create({2, 2});
        copyPixels(mapped->pixels(), {0, 0}, picture, QRect(0, 0, 2, 2));
        const auto *pixels = reinterpret_cast<const quint32 *>(picture.pixels());
        QCOMPARE(QList<quint32>(pixels, pixels + 4), expected);
    }

    void whatCannotBeReadIsRefused()
    {
        const FileDescriptor memory = memoryWith(QByteArray(32, 'x'));
        const quint32 format = fourcc("XR24");
        QVERIFY(DmaBufPixels::map(memory, {2, 2}, 16, format, true));
        QVERIFY(!DmaBufPixels::map(memory, {2, 3}, 16, format, true));         // shorter
        QVERIFY(!DmaBufPixels::map(memory, {5, 1}, 16, format, true));         // narrower
        QVERIFY(!DmaBufPixels::map(memory, {2, 2}, 16, fourcc("NV12"), true)); // not pixels
        QVERIFY(!DmaBufPixels::map(memory, {0, 2}, 16, format, true));
        QVERIFY(!DmaBufPixels::map(memory, {20000, 1}, 80000, format, true));
        QVERIFY(!DmaBufPixels::map({}, {2, 2}, 16, format, true));
    }

    void theTextInPlaceOfADisplayIsKnown()
    {
        const QSize size(64, 48);
        QList<quint32> pixels(size.width() * size.height(), 0);
        const SourcePixels source{reinterpret_cast<const uchar *>(pixels.constData()),
                                  size.width() * 4, size};
        QVERIFY(!isPlaceholder(source)); // black is a screen that sleeps
        pixels[20 * size.width() + 30] = 0xaaaaaa;
        QVERIFY(isPlaceholder(source));
        pixels[20 * size.width() + 31] = 0xaaaaab; // another colour
        QVERIFY(!isPlaceholder(source));
        pixels[20 * size.width() + 31] = 0;
        pixels[2 * size.width() + 2] = 0xaaaaaa; // another line
        QVERIFY(!isPlaceholder(source));
    }
};

QTEST_GUILESS_MAIN(TestDmaBufPixels)
#include "tst_dmabufpixels.moc"
