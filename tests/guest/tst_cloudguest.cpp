// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serialline.h"
#include "tests/support/wizarduser.h"

using namespace Qt::StringLiterals;

// A cloud image through the New machine wizard: a real Debian with the real cloud-init.
class TestCloudGuest : public QObject
{
    Q_OBJECT

    WizardUser wizard;
    QString image;

private Q_SLOTS:
    void initTestCase()
    {
        int status = 0;
        QString words;
        const QString made = WizardUser::image(u"make-cloud-image.sh"_s, &status, &words);
        if (status == 77)
            QSKIP(qPrintable(u"no network: "_s + words));
        QVERIFY2(!made.isEmpty(), qPrintable(words));
        qInfo("%s", qPrintable(words));
        QVERIFY2(wizard.start(), "no private daemon");
        image = wizard.daemon().folder() + u"/debian-cloud.qcow2"_s;
        QVERIFY(QFile::link(made, image));
    }
    void cleanupTestCase()
    {
        if (!image.isEmpty())
            wizard.quit();
    }
    void init() { QVERIFY(wizard.open()); }
    void cleanup() { QVERIFY(wizard.close()); }

    void aCloudImageComesUpWithTheNameAndTheUserOfTheForm()
    {
        const QString key = u"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJpZ2VuZGlhbnM"
                            "AAAAAAAAAAAAAAAAAAAAAAAAA somebody@here"_s;
        NewMachineDialog *dialog = wizard.openWizard();
        QVERIFY(dialog);
        WizardUser::chooseSource(dialog, u"Cloud image"_s);
        WizardUser::type(dialog, u"Cloud image"_s, image);
        QVERIFY(WizardUser::next(dialog));
        QCOMPARE(dialog->currentStep(), u"System"_s);
        WizardUser::type(dialog, u"User name"_s, u"alice"_s);
        WizardUser::type(dialog, u"Password"_s, u"wonder land"_s);
        WizardUser::type(dialog, u"SSH key"_s, key);
        WizardUser::type(dialog, u"Host name"_s, u"rabbit-hole"_s);
        WizardUser::goToReview(dialog, 768);
        WizardUser::type(dialog, u"Name"_s, u"cloud"_s);
        QVERIFY(WindowUser::click(dialog, u"Create"_s));
        QVERIFY(wizard.created(u"cloud"_s));
        QVERIFY(wizard.xml(u"cloud"_s, false).contains(u"cloud-settings.iso"_s));
        // The image itself is only read.
        QVERIFY(QFileInfo(QFile::symLinkTarget(image)).lastModified()
                < QFileInfo(wizard.daemon().folder() + u"/images/cloud.qcow2"_s).lastModified());

        SerialLine line(wizard.serialTerminal(u"cloud"_s));
        QVERIFY(line.isOpen());
        QVERIFY2(line.waitFor("rabbit-hole login:", 420'000), line.heard().right(4000));
        // Who may log in is there soon after.
        const auto end = [&](const QByteArray &mark) { return line.waitFor(mark, 120'000); };
        QVERIFY2(end("Cloud-init v") && end("finished at"), line.heard().right(4000));
        line.type("\r");
        QVERIFY2(end("rabbit-hole login:"), line.heard().right(4000));
        line.type("alice\r");
        QVERIFY2(end("Password:"), line.heard().right(4000));
        line.type("wonder land\r");
        QVERIFY2(end("alice@rabbit-hole"), line.heard().right(4000));
        // What is typed comes back as it is; what is in brackets is what the shell made of it.
        line.type("echo \"<$(hostname)> <$(id -un)> <$(cat ~/.ssh/authorized_keys)>\"\r");
        QVERIFY2(end("<rabbit-hole> <alice> <" + key.toUtf8() + ">"), line.heard().right(4000));
        line.type("echo \"<$(echo 'wonder land' | sudo -S -p '' id -un)>\"\r");
        QVERIFY2(end("<root>"), line.heard().right(4000));
        // The network that the wizard gave it works.
        line.type("ip -4 -brief address\r");
        QVERIFY2(end(" 10.0.2."), line.heard().right(4000));
    }

    void itsNextStartHasNoDiskWithSettings()
    {
        QVERIFY(wizard.daemon().virsh({u"domstate"_s, u"cloud"_s}).output.contains(u"running"_s));
        QVERIFY(!wizard.xml(u"cloud"_s, true).contains(u"cloud-settings.iso"_s));
        wizard.remove(u"cloud"_s);
    }
};

QTEST_MAIN(TestCloudGuest)
#include "tst_cloudguest.moc"
