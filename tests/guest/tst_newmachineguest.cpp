// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serialline.h"
#include "tests/support/wizarduser.h"
#include "views/basic/plainlabel.h"

using namespace Qt::StringLiterals;

// From the New machine wizard to a system that somebody can use: a real installation from a CD.
class TestNewMachineGuest : public QObject
{
    Q_OBJECT

    WizardUser wizard;
    QString iso;

    static bool shows(const QWidget *dialog, const QString &text)
    {
        const auto labels = dialog->findChildren<PlainLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const PlainLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    }
    // What is in the first CD drive, by what libvirt says.
    QString medium(const QString &machine, bool inactive) const
    {
        QStringList arguments{u"domblklist"_s, machine, u"--details"_s};
        if (inactive)
            arguments += u"--inactive"_s;
        const QStringList lines = wizard.daemon().virsh(arguments).output.split(u'\n');
        for (const QString &line : lines) {
            if (line.contains(u" cdrom "_s))
                return line.simplified().section(u' ', 3);
        }
        return u"no drive"_s;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(wizard.start(), "no private daemon");
        QString words;
        const QString made = WizardUser::image(u"make-install-cd.sh"_s, nullptr, &words);
        QVERIFY2(!made.isEmpty(), qPrintable(words));
        iso = wizard.daemon().folder() + u"/Some installer.iso"_s;
        QVERIFY(QFile::copy(made, iso));
        QVERIFY(QFile::setPermissions(iso, QFile::Permissions(0x6444)));
    }
    void cleanupTestCase() { wizard.quit(); }
    void init() { QVERIFY(wizard.open()); }
    void cleanup() { QVERIFY(wizard.close()); }

    void anIsoBecomesAnInstalledSystemThatStartsFromItsDisk()
    {
        NewMachineDialog *dialog = wizard.openWizard();
        QVERIFY(dialog);
        WizardUser::type(dialog, u"Image"_s, iso);
        // libosinfo knows it by its label.
        QTRY_VERIFY_WITH_TIMEOUT(shows(dialog, u"Found: Debian 11"_s), patience);
        WizardUser::goToReview(dialog, 384);
        QVERIFY(shows(dialog, u"The CD is taken out when the installer restarts the machine."_s));
        WizardUser::type(dialog, u"Name"_s, u"bullseye"_s);
        QVERIFY(WindowUser::click(dialog, u"Create"_s));
        QVERIFY(wizard.created(u"bullseye"_s));
        const QString xml = wizard.xml(u"bullseye"_s, true);
        QVERIFY2(xml.contains(u"<domain type='qemu'>"_s), qPrintable(xml));
        QVERIFY2(xml.contains(u"http://debian.org/debian/11"_s), qPrintable(xml));
        QCOMPARE(medium(u"bullseye"_s, false), iso);
        QCOMPARE(medium(u"bullseye"_s, true), iso);

        SerialLine line(wizard.serialTerminal(u"bullseye"_s));
        QVERIFY(line.isOpen());
        // The console has come by itself, and shows the machine.
        QTRY_COMPARE_WITH_TIMEOUT(wizard.user().window().machinePages()->currentPage(),
                                  MachinePages::Console, patience);
        QTRY_VERIFY_WITH_TIMEOUT(byName<QWidget>(&wizard.user().window(), u"Display of bullseye"_s),
                                 patience);
        // It installs, restarts, and what it has installed comes up: once, and from the disk.
        QVERIFY2(line.waitFor("INSTALLER-STARTED", 180'000), line.heard());
        QVERIFY2(line.waitFor("INSTALLER-DONE", 120'000), line.heard());
        QVERIFY2(line.waitFor("GUEST-READY", 240'000), line.heard());
        QCOMPARE(line.heard().count("INSTALLER-STARTED"), 1);
        // The CD is out, now and at the next start, and nothing waits for it any more.
        QTRY_COMPARE_WITH_TIMEOUT(medium(u"bullseye"_s, false), u"-"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(medium(u"bullseye"_s, true), u"-"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            !wizard.xml(u"bullseye"_s, true).contains(u"urn:guesthouse:installation"_s),
            patience);
        QCOMPARE(wizard.user().notice(), QString());
        wizard.remove(u"bullseye"_s);
    }
};

QTEST_MAIN(TestNewMachineGuest)
#include "tst_newmachineguest.moc"
