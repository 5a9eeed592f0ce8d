// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/diskremoval.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestDiskRemoval : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheDiskOfThatTargetGoes()
    {
        const QByteArray before =
            "<domain type='qemu'>\n <devices>\n  <disk a=\"1\"><target dev='vda'/></disk>\n"
            "  ";
        const QByteArray gone = "<disk type='file'><source file='/x&amp;y'/><target bus='virtio' "
                                "dev='vdb'/><!-- <disk> --></disk>";
        const QByteArray after = "\n  <foreign:disk xmlns:foreign='u:x'><target dev='vdb'/>"
                                 "</foreign:disk>\n </devices>\n</domain>\n";
        const auto rest = withoutDisk(before + gone + after, u"vdb"_s);
        QVERIFY(rest);
        QCOMPARE(*rest, before + after);
        QVERIFY(withoutDisk(before + after, u"vdb"_s).error().kind == Error::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestDiskRemoval)
#include "tst_diskremoval.moc"
