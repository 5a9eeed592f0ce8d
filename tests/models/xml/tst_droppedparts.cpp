// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/droppedparts.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

class TestDroppedParts : public QObject
{
    Q_OBJECT

    static QByteArray domain(const QByteArray &devices)
    {
        return "<domain type='qemu'><name>x</name><devices>" + devices + "</devices></domain>";
    }

private Q_SLOTS:
    void whatIsKeptOrAddedOrWrittenInAnotherWayIsNotTold()
    {
        QCOMPARE(droppedParts(domain("<disk type='file'><target dev='vda'/></disk>"),
                              domain("<controller/>\n<disk device='disk' type='file'>"
                                     "<alias name='a'/><target bus='virtio' dev='vda'/></disk>")),
                 QStringList());
        QCOMPARE(droppedParts("<domain><memory unit='MiB'>1</memory></domain>",
                              "<domain><memory unit='KiB'>1024</memory></domain>"),
                 QStringList());
    }

    void whatIsGoneIsTold()
    {
        QCOMPARE(droppedParts(domain("<disk type='file' extra='1'><!-- mine --><target dev='vda'/>"
                                     "<newer what='1'/></disk><rng/>"),
                              domain("<disk type='file'><target dev='vda'/></disk>")),
                 (QStringList{u"“extra” of <disk>"_s, u"<disk/newer>"_s,
                              u"1 comment(s) in <disk>"_s, u"<rng>"_s}));
    }

    void eachIsComparedWithWhatItBecame()
    {
        // The host sorts them.
        QCOMPARE(droppedParts(domain("<disk><target dev='vdb' odd='1'/></disk>"
                                     "<disk><target dev='vda'/></disk>"),
                              domain("<disk><target dev='vda'/></disk>"
                                     "<disk><target dev='vdb'/></disk>")),
                 QStringList(u"“odd” of <disk/target>"_s));
    }

    void whatIsNoXmlHasLostNothing()
    {
        QCOMPARE(droppedParts("<domain>", "<domain/>"), QStringList());
    }
};

QTEST_APPLESS_MAIN(TestDroppedParts)
#include "tst_droppedparts.moc"
