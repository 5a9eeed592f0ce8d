// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"
#include "views/hardware/bootorderlist.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

class TestBootEditor : public QObject
{
    Q_OBJECT

    const QString boot = u"section:boot#0"_s;
    static QByteArray machine(const QByteArray &os, const QByteArray &diskBoot = {},
                              const QByteArray &cardBoot = {})
    {
        return "<domain type='kvm'>\n  <name>m</name>\n  <os>\n"
               "    <type arch='x86_64' machine='pc'>hvm</type>\n"
               + os
               + "  </os>\n  <devices>\n"
                 "    <disk type='file' device='disk'>\n      <target dev='vda' bus='virtio'/>\n"
               + diskBoot
               + "    </disk>\n    <disk type='file' device='cdrom'>\n"
                 "      <target dev='sda' bus='sata'/>\n    </disk>\n"
                 "    <interface type='user'>\n      <mac address='52:54:00:00:00:01'/>\n"
               + cardBoot + "    </interface>\n  </devices>\n</domain>\n";
    }
    static QByteArray order(int number)
    {
        return "      <boot order='" + QByteArray::number(number) + "'/>\n";
    }
    static QListWidget *list(const EditorRig &rig)
    {
        return rig.find<QListWidget>(u"Boot order"_s);
    }
    static void moveUp(const EditorRig &rig, int row)
    {
        list(rig)->setCurrentRow(row);
        rig.find<QToolButton>(u"Move up"_s)->click();
    }

private Q_SLOTS:
    void longTextsHaveTheRoomThereIsAndShowHowTheyBegin()
    {
        EditorRig rig;
        rig.show(machine("    <kernel>/k</kernel>\n    <cmdline>"
                         + QByteArray("console=ttyS0 quiet ").repeated(20) + "</cmdline>\n"),
                 boot);
        rig.settings.resize(1000, 800);
        rig.settings.show();
        auto *arguments = rig.find<QLineEdit>(u"Kernel arguments"_s);
        QVERIFY(arguments);
        QTRY_VERIFY2(arguments->width() > 600, qPrintable(QString::number(arguments->width())));
        QVERIFY(rig.find<QLineEdit>(u"Kernel"_s)->width() > 400);
        QCOMPARE(arguments->cursorPosition(), 0);
        QCOMPARE(rig.edits, 0);
    }

    void whatIsOnlyShownIsNotEdited()
    {
        for (const QByteArray &document :
             {machine("    <boot dev='cdrom'/>\n    <boot dev='hd'/>\n"),
              machine({}, order(2), order(1)), machine("    <bootmenu enable='yes'/>\n"),
              QByteArray("<domain type='lxc'><os><type>exe</type><init>/sbin/init</init>"
                         "<initarg>a</initarg></os></domain>")}) {
            EditorRig rig;
            rig.show(document, boot);
            QCOMPARE(rig.edits, 0);
            QVERIFY(rig.changes.isEmpty());
        }
    }

    void devicesStandInTheirOrderAndThoseThatDoNotBootBelow()
    {
        EditorRig rig;
        rig.show(machine({}, order(7), order(3)), boot);
        QCOMPARE(list(rig)->count(), 3);
        QVERIFY(list(rig)->item(0)->text().startsWith("Network interface"_L1));
        QCOMPARE(list(rig)->item(1)->checkState(), Qt::Checked);
        QCOMPARE(list(rig)->item(2)->checkState(), Qt::Unchecked);
    }

    void movingADeviceNumbersThemAll()
    {
        EditorRig rig;
        rig.show(machine({}, order(1), order(2)), boot);
        moveUp(rig, 1);
        QCOMPARE(rig.wanted(), machine({}, order(2), order(1)));
        moveUp(rig, 1); // and back
        QVERIFY(rig.changes.isEmpty());
    }

    void anOrderOfKindsIsShownAndBecomesOneOfDevicesOnlyWhenItIsChanged()
    {
        const QByteArray before = machine("    <boot dev='network'/>\n    <boot dev='hd'/>\n");
        EditorRig rig;
        rig.show(before, boot);
        QCOMPARE(list(rig)->item(0)->checkState(), Qt::Checked);
        QVERIFY(list(rig)->item(0)->text().startsWith("Network interface"_L1));
        moveUp(rig, 1);
        QCOMPARE(rig.wanted(), machine({}, order(1), order(2)));
        moveUp(rig, 1);
        QCOMPARE(rig.wanted(), before);
        QVERIFY(rig.changes.isEmpty());
    }

    void aTickAddsADeviceToTheEnd()
    {
        EditorRig rig;
        rig.show(machine({}, {}, order(1)), boot);
        list(rig)->item(1)->setCheckState(Qt::Checked);
        QCOMPARE(rig.wanted(), machine({}, order(2), order(1)));
        list(rig)->item(1)->setCheckState(Qt::Unchecked);
        QVERIFY(rig.changes.isEmpty());
    }

    void theMenuTakesItsTimeWithIt()
    {
        EditorRig rig;
        rig.show(machine({}), boot);
        auto *wait = rig.find<QLineEdit>(u"Menu waits (ms)"_s);
        QVERIFY(!wait->isEnabled());
        auto *menu = rig.find<QComboBox>(u"Boot menu"_s);
        menu->setCurrentIndex(menu->findData(u"yes"_s));
        QTest::keyClicks(wait, u"3000"_s);
        QCOMPARE(rig.wanted(), machine("    <bootmenu enable='yes' timeout='3000'/>\n"));
        menu->setCurrentIndex(0);
        QVERIFY(rig.changes.isEmpty());
    }

    void aKernelIsTypedOrBrowsedFor()
    {
        HardwareServices services;
        services.chooseStorage = [](StoragePurpose purpose, QObject *,
                                    const std::function<void(const QString &)> &chosen) {
            QCOMPARE(purpose, StoragePurpose::Kernel);
            chosen(u"/boot/initrd.img"_s);
        };
        EditorRig rig(services);
        rig.show(machine({}), boot);
        QTest::keyClicks(rig.find<QLineEdit>(u"Kernel"_s), u"/boot/vmlinuz"_s);
        rig.find<QPushButton>(u"Browse for Initial RAM disk"_s)->click();
        QTest::keyClicks(rig.find<QLineEdit>(u"Kernel arguments"_s), u"ro quiet"_s);
        QCOMPARE(rig.find<QLineEdit>(u"Kernel arguments"_s)->text(), u"ro quiet"_s);
        QCOMPARE(rig.wanted(), machine("    <kernel>/boot/vmlinuz</kernel>\n"
                                       "    <initrd>/boot/initrd.img</initrd>\n"
                                       "    <cmdline>ro quiet</cmdline>\n"));
    }

    void aContainersFirstProcessHasArguments()
    {
        const auto container = [](const QByteArray &more) {
            return "<domain type='lxc'>\n  <os>\n    <type>exe</type>\n    <!-- kept -->\n"
                   "    <init>/bin/sh</init>\n"
                   + more + "  </os>\n</domain>\n";
        };
        EditorRig rig;
        rig.show(container("    <initarg>-c</initarg>\n"), boot);
        auto *arguments = rig.find<QPlainTextEdit>(u"Its arguments"_s);
        QCOMPARE(arguments->toPlainText(), u"-c"_s);
        arguments->selectAll();
        QTest::keyClicks(arguments, u"-l"_s);
        QTest::keyClick(arguments, Qt::Key_Return);
        QTest::keyClicks(arguments, u"a b"_s);
        QTest::keyClicks(rig.find<QLineEdit>(u"Its user"_s), u"nobody"_s);
        QCOMPARE(rig.wanted(), container("    <initarg>-l</initarg>\n    <initarg>a b</initarg>\n"
                                         "    <inituser>nobody</inituser>\n"));
        rig.find<QLineEdit>(u"Its user"_s)->clear();
        QTest::keyClicks(rig.find<QLineEdit>(u"Its user"_s), u"x"_s);
        QTest::keyClick(rig.find<QLineEdit>(u"Its user"_s), Qt::Key_Backspace);
        arguments->selectAll();
        QTest::keyClick(arguments, Qt::Key_Delete);
        QCOMPARE(rig.wanted(), container({}));
    }

    void nothingCanBeChangedWhereOneMayOnlyRead()
    {
        EditorRig rig;
        rig.readOnly = true;
        rig.show(machine({}), boot);
        QVERIFY(!list(rig)->isEnabled());
        QVERIFY(!rig.find<QLineEdit>(u"Kernel"_s)->isEnabled());
    }
};

QTEST_MAIN(TestBootEditor)
#include "tst_booteditor.moc"
