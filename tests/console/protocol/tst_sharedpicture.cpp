// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/messages.h"
#include "console/protocol/sharedpicture.h"
#include "tests/support/patience.h"

#include <QTemporaryFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

class TestSharedPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatOneWritesTheOtherReads()
    {
        SharedPicture made = SharedPicture::create({64, 32});
        QVERIFY(made);
        const SharedPicture seen = SharedPicture::map(made.memory(), {64, 32});
        QVERIFY(seen);
        QCOMPARE(seen.pixels()[4], uchar(0));
        made.pixels()[4] = 0x5a;
        QCOMPARE(seen.pixels()[4], uchar(0x5a));
    }

    void itCannotBeShortenedUnderTheReader()
    {
        const SharedPicture made = SharedPicture::create({64, 32});
        QCOMPARE(ftruncate(made.memory().get(), 0), -1);
        QCOMPARE(errno, EPERM);
    }

    void memoryThatCouldBeShortenedIsRefused()
    {
        const FileDescriptor memory(memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING));
        QCOMPARE(ftruncate(memory.get(), 64 * 32 * 4), 0);
        QVERIFY(!SharedPicture::map(memory, {64, 32}));
        QCOMPARE(fcntl(memory.get(), F_ADD_SEALS, F_SEAL_SHRINK), 0);
        QVERIFY(SharedPicture::map(memory, {64, 32}));
    }

    void whatIsNoMemoryIsRefused()
    {
        QTemporaryFile file;
        QVERIFY(file.open() && file.resize(64 * 32 * 4));
        QVERIFY(!SharedPicture::map(FileDescriptor(dup(file.handle())), {64, 32}));
        QVERIFY(
            !SharedPicture::map(FileDescriptor(open("/dev/zero", O_RDONLY | O_CLOEXEC)), {64, 32}));
        QVERIFY(!SharedPicture::map({}, {64, 32}));
    }

    void aPictureLargerThanItsMemoryIsRefused()
    {
        const SharedPicture made = SharedPicture::create({64, 32});
        QVERIFY(!SharedPicture::map(made.memory(), {64, 33}));
        QVERIFY(!SharedPicture::map(made.memory(), {0, 0}));
        QVERIFY(!SharedPicture::map(made.memory(), {-64, -32}));
        QVERIFY(!SharedPicture::create({Wire::maximumSide, Wire::maximumSide}));
    }

    void theMappingOutlivesTheDescriptor()
    {
        SharedPicture seen;
        {
            const SharedPicture made = SharedPicture::create({8, 8});
            seen = SharedPicture::map(made.memory(), {8, 8});
        }
        QCOMPARE(seen.pixels()[8 * 8 * 4 - 1], uchar(0));
    }
};

QTEST_APPLESS_MAIN(TestSharedPicture)
#include "tst_sharedpicture.moc"
