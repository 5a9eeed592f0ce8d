// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/firmware.h"
#include "tests/views/hardware/editorrig.h"
#include "views/basic/markdownview.h"

#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;

class TestMachineEditor : public QObject
{
    Q_OBJECT

    const QString section = u"section:machine#0"_s, boot = u"section:boot#0"_s;
    static QByteArray machine(const QByteArray &texts = {}, const QByteArray &os = {},
                              const QByteArray &more = {})
    {
        return "<domain type='kvm'>\n  <name>m</name>\n" + texts
               + (os.isEmpty()
                      ? QByteArray("  <os>\n    <type arch='x86_64' machine='pc-q35-7.1'>hvm</type>"
                                   "\n  </os>\n")
                      : os)
               + more + "</domain>\n";
    }
    static QString shown(const EditorRig &rig)
    {
        rig.find<QToolButton>(u"Preview"_s)->click();
        return rig.find<MarkdownView>(u"Preview of the description"_s)->toPlainText();
    }

private Q_SLOTS:
    void whatIsOnlyShownIsNotEdited()
    {
        for (const QByteArray &document :
             {machine(), machine("  <title>T</title>\n  <description>\n    a\n    b\n"
                                 "  </description>\n")}) {
            EditorRig rig;
            rig.show(document, section);
            rig.show(document, boot);
            rig.show(document, section);
            QCOMPARE(rig.edits, 0);
        }
    }

    void titleAndDescriptionAreTyped()
    {
        EditorRig rig;
        rig.show(machine(), section);
        QTest::keyClicks(rig.find<QLineEdit>(u"Title"_s), u"Web server "_s);
        auto *description = rig.find<QPlainTextEdit>(u"Description"_s);
        QTest::keyClicks(description, u"# About <b>"_s);
        QTest::keyClick(description, Qt::Key_Return);
        QTest::keyClicks(description, u"it"_s);
        QCOMPARE(description->toPlainText(), u"# About <b>\nit"_s);
        QCOMPARE(fieldValue(rig.wanted(), {}, u"title"_s), u"Web server"_s);
        QCOMPARE(fieldValue(rig.wanted(), {}, u"description"_s), u"# About <b>\nit"_s);
        description->selectAll();
        QTest::keyClick(description, Qt::Key_Delete);
        rig.find<QLineEdit>(u"Title"_s)->selectAll();
        QTest::keyClick(rig.find<QLineEdit>(u"Title"_s), Qt::Key_Delete);
        QVERIFY(rig.changes.isEmpty());
    }

    void thePreviewIsMarkdownThatLoadsNothing()
    {
        QTemporaryDir folder;
        QImage red(30, 30, QImage::Format_RGB32);
        red.fill(Qt::red);
        QVERIFY(red.save(folder.filePath(u"red.png"_s)));
        EditorRig rig;
        rig.show(machine("  <description># Head\n\n**bold** &lt;b>raw&lt;/b> [link](file:///etc/x)"
                         " ![alt](/dev/zero) ![a]("
                         + folder.filePath(u"red.png"_s).toUtf8() + ")</description>\n"),
                 section);
        const QString text = shown(rig);
        QVERIFY2(text.startsWith("Head\n"_L1), qPrintable(text));
        QVERIFY(text.contains("bold"_L1) && !text.contains("**"_L1));
        QVERIFY(text.contains("<b>raw</b>"_L1)); // as it stands
        QVERIFY(text.contains("[image: /dev/zero]"_L1));
        auto *view = rig.find<MarkdownView>(u"Preview of the description"_s);
        QVERIFY(!view->toHtml().contains("file:"_L1));
        view->resize(400, 300);
        const QImage picture = view->grab().toImage();
        for (int x = 0; x < picture.width(); ++x) {
            for (int y = 0; y < picture.height(); ++y)
                QVERIFY(picture.pixel(x, y) != red.pixel(0, 0));
        }
    }

    void longAndMaliciousMarkdownIsShownCut()
    {
        for (const QByteArray &part :
             {QByteArray(">"), QByteArray("- "), QByteArray("["), QByteArray("*a_"),
              QByteArray("|a"), QByteArray("```\n"), QByteArray("![](")}) {
            MarkdownView view;
            view.show(QString::fromUtf8(part.repeated(100'000)));
            QVERIFY(view.toPlainText().size() <= 4 * MarkdownView::most);
        }
    }

    void theMachineTypeIsOneOfTheHostsAndChangingItHasConsequences()
    {
        HardwareChoices choices;
        choices.host = HostCapabilities{
            .guests = {{.osType = u"hvm"_s,
                        .architecture = u"x86_64"_s,
                        .domainTypes = {u"qemu"_s, u"kvm"_s},
                        .machines = {{.name = u"q35"_s, .canonical = u"pc-q35-7.2"_s},
                                     {.name = u"pc-q35-7.1"_s}}},
                       {.osType = u"hvm"_s,
                        .architecture = u"aarch64"_s,
                        .domainTypes = {u"qemu"_s, u"kvm"_s},
                        .machines = {{.name = u"virt"_s}}}}};
        EditorRig rig;
        rig.choices = std::make_shared<const HardwareChoices>(choices);
        rig.show(machine(), section);
        QCOMPARE(rig.find<QComboBox>(u"Machine type"_s)->findData(u"virt"_s), -1);
        QVERIFY(rig.chooseValue(u"Machine type"_s, u"q35"_s));
        QCOMPARE(rig.wanted(), machine().replace("pc-q35-7.1", "q35"));
        QVERIFY(rig.chooseValue(u"Machine type"_s, u"pc-q35-7.1"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void firmwareIsChosenAndTakenBack()
    {
        using MachineFirmware::Kind;
        EditorRig rig;
        rig.show(machine(), boot);
        QVERIFY(rig.chooseValue(u"Firmware"_s, int(Kind::SecureUefi)));
        QCOMPARE(rig.wanted(), machine({},
                                       "  <os firmware='efi'>\n"
                                       "    <type arch='x86_64' machine='pc-q35-7.1'>hvm</type>\n"
                                       "    <firmware>\n"
                                       "      <feature name='enrolled-keys' enabled='yes'/>\n"
                                       "      <feature name='secure-boot' enabled='yes'/>\n"
                                       "    </firmware>\n  </os>\n",
                                       "  <features>\n    <smm state='on'/>\n  </features>\n"));
        QVERIFY(rig.chooseValue(u"Firmware"_s, int(Kind::Uefi)));
        QCOMPARE(MachineFirmware::read(rig.wanted()).kind, Kind::Uefi);
        QVERIFY(!rig.wanted().contains("smm"));
        QVERIFY(rig.chooseValue(u"Firmware"_s, int(Kind::Bios)));
        QVERIFY(rig.changes.isEmpty());
    }

    void variablesThatAreKeptMayHaveNoKeys()
    {
        using MachineFirmware::Kind;
        EditorRig rig;
        rig.show(machine({},
                         "  <os firmware='efi'>\n    <type arch='x86_64' machine='pc-q35-7.1'>hvm"
                         "</type>\n  </os>\n"),
                 boot);
        QVERIFY(rig.chooseValue(u"Firmware"_s, int(Kind::SecureUefi)));
        QVERIFY(rig.says(u"no keys yet"_s));
        rig.show(machine(), boot);
        QVERIFY(rig.chooseValue(u"Firmware"_s, int(Kind::SecureUefi)));
        QVERIFY(!rig.says(u"no keys yet"_s)); // they are made with them
        QVERIFY(rig.says(u"What is not signed does not start."_s));
    }

    void anImageThatWasNamedComesBackWithItsVariables()
    {
        using MachineFirmware::Kind;
        const QByteArray os = "  <os>\n    <type arch='x86_64' machine='q35'>hvm</type>\n"
                              "    <loader readonly='yes' type='pflash'>/f/CODE.fd</loader>\n"
                              "    <nvram template='/f/VARS.fd'>/v/m_VARS.fd</nvram>\n  </os>\n";
        EditorRig rig;
        rig.show(machine({}, os), boot);
        QCOMPARE(rig.find<QComboBox>(u"Firmware"_s)->currentText(), u"The file /f/CODE.fd"_s);
        QVERIFY(rig.chooseValue(u"Firmware"_s, int(Kind::Uefi)));
        QVERIFY(!rig.wanted().contains("CODE.fd") && !rig.wanted().contains("template"));
        QCOMPARE(MachineFirmware::read(rig.wanted()).variables, u"/v/m_VARS.fd"_s);
        QVERIFY(rig.chooseValue(u"Firmware"_s, int(Kind::Bios)));
        QVERIFY(!rig.wanted().contains("nvram"));
        QVERIFY(rig.chooseValue(u"Firmware"_s, int(Kind::Image)));
        QVERIFY(rig.changes.isEmpty());
    }
};

QTEST_MAIN(TestMachineEditor)
#include "tst_machineeditor.moc"
