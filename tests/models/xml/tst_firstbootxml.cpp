// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/firstbootxml.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

// A definition without what only the first boot needed.
class TestFirstBootXml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingButTheDiskGoes()
    {
        const QByteArray before = "<domain>\n <!-- <disk><target dev='vdb'/></disk> -->\n "
                                  "<os><kernel>/k</kernel></os>\n <devices>\n "
                                  "<disk type='file'><target dev='vda'/></disk>\n ";
        const QByteArray gone = "<disk type='file'>\n<source file='/x'/><target bus='virtio' "
                                "dev=\"vdb\"/>\n</disk>";
        const QByteArray after = "\n <disk><target dev='vdc'/></disk></devices>\n</domain>";
        const auto rest = afterFirstBoot(before + gone + after, {u"vdb"_s}, false);
        QVERIFY(rest);
        QCOMPARE(*rest, before + after);
        QCOMPARE(*afterFirstBoot(before + after, {u"vdb"_s}, false), before + after);
        QVERIFY(!afterFirstBoot("<domain>", {}, false));
    }

    void theInstallersKernelGoesAndTheGuestMayReboot()
    {
        const auto rest = afterFirstBoot(
            "<domain><os><type>hvm</type><kernel>/k</kernel><initrd>/i</initrd><cmdline>a "
            "b</cmdline></os><on_poweroff>destroy</on_poweroff><on_reboot>destroy</on_reboot>"
            "<devices><disk><target dev='sda'/></disk></devices></domain>",
            {u"sda"_s}, true);
        QVERIFY(rest);
        QCOMPARE(*rest, QByteArray("<domain><os><type>hvm</type></os><on_poweroff>destroy"
                                   "</on_poweroff><on_reboot>restart</on_reboot>"
                                   "<devices></devices></domain>"));
    }
};

QTEST_GUILESS_MAIN(TestFirstBootXml)
#include "tst_firstbootxml.moc"
