// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/sharedbytes.h"
#include "tests/support/patience.h"

#include <sys/mman.h>
#include <unistd.h>

class TestSharedBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSealedIsRead()
    {
        for (const QByteArray &bytes : {QByteArray(), QByteArray("x"), QByteArray(3000000, 'y')})
            QCOMPARE(SharedBytes::read(SharedBytes::seal(bytes), bytes.size()), bytes);
    }

    void anotherSizeThanAnnouncedIsRefused()
    {
        const FileDescriptor memory = SharedBytes::seal("four");
        QVERIFY(!SharedBytes::read(memory, 3));
        QVERIFY(!SharedBytes::read(memory, 5));
        QVERIFY(!SharedBytes::read(memory, -1));
    }

    void memoryThatCouldStillChangeIsRefused()
    {
        const FileDescriptor open(memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING));
        QCOMPARE(ftruncate(open.get(), 4), 0);
        QVERIFY(!SharedBytes::read(open, 4));
        QVERIFY(!SharedBytes::read({}, 0));
        int ends[2];
        QCOMPARE(pipe(ends), 0);
        const FileDescriptor reading(ends[0]), writing(ends[1]);
        QVERIFY(!SharedBytes::read(reading, 0));
    }
};

QTEST_GUILESS_MAIN(TestSharedBytes)
#include "tst_sharedbytes.moc"
