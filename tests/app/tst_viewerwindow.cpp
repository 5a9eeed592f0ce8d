// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewerwindow.h"
#include "tests/support/patience.h"

#include "app/commandline.h"
#include "console/consolepage.h"
#include "console/displayview.h"
#include "models/settings/settings.h"

#include <QAction>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

class TestViewerWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("GUESTHOUSE_VIEWER",
                (QCoreApplication::applicationDirPath() + u"/../app/guesthouse-viewer"_s).toUtf8());
    }

    void aFileThatWantsItIsDeletedOnceItIsUnderstood()
    {
        const QString path = write("[virt-viewer]\ntype=vnc\nhost=h\nport=1\ndelete-this-file=1\n");
        QVERIFY(readViewerSource(path));
        QVERIFY(!QFile::exists(path));
        const QString kept = write("[virt-viewer]\ntype=vnc\nhost=h\ndelete-this-file=1\n");
        QVERIFY(!readViewerSource(kept)); // no port
        QVERIFY(QFile::exists(kept));
        QVERIFY(readViewerSource(
            QUrl::fromLocalFile(write("[virt-viewer]\ntype=vnc\nhost=h\nport=1\n")).toString()));
    }

    void whatIsNoFileIsNotWaitedFor()
    {
        QVERIFY(!readViewerSource(u"/dev/zero"_s));
        QVERIFY(!readViewerSource(m_folder.path()));
        const auto missing = readViewerSource(u"/nonexistent/x.vv"_s);
        QVERIFY(!missing);
        QVERIFY(missing.error().summary.contains(u"/nonexistent/x.vv"_s));
    }

    void theCommandLineTakesAConsoleAlone()
    {
        const auto line = parseCommandLine(
            {u"guesthouse"_s, u"--viewer"_s, u"spice://h:1"_s, u"--full-screen"_s});
        QVERIFY(line);
        QCOMPARE(line->viewer, u"spice://h:1"_s);
        QVERIFY(line->fullScreen);
        QVERIFY(!parseCommandLine({u"guesthouse"_s, u"--viewer"_s, u""_s}));
        QVERIFY(!parseCommandLine({u"guesthouse"_s, u"--full-screen"_s}));
        QVERIFY(!parseCommandLine(
            {u"guesthouse"_s, u"--viewer"_s, u"vnc://h"_s, u"-c"_s, u"test:///default"_s}));
    }

    void aConsoleIsShownWithoutLibvirt()
    {
        QProcess qemu;
        const QString socket = m_folder.filePath(u"s"_s);
        qemu.start(u"qemu-system-x86_64"_s,
                   {u"-machine"_s, u"pc,accel=tcg"_s, u"-m"_s, u"32"_s, u"-nic"_s, u"none"_s,
                    u"-nodefaults"_s, u"-vga"_s, u"std"_s, u"-display"_s, u"none"_s, u"-spice"_s,
                    u"unix=on,addr=%1,password=secret"_s.arg(socket)});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket), patience);
        Settings settings(m_folder.filePath(u"settings.ini"_s));
        const auto file =
            readViewerSource(write("[virt-viewer]\ntype=spice\nunix-path=" + socket.toUtf8()
                                   + "\npassword=secret\ntitle=A guest\nfullscreen=1\n"));
        QVERIFY(file);
        ViewerWindow window(*file, settings);
        window.show();
        QCOMPARE(window.windowTitle(), u"A guest – Guesthouse"_s);
        QTRY_COMPARE_WITH_TIMEOUT(window.page()->displayState(), ConsoleState::Connected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!window.page()->displayView()->image().isNull(), patience);
        QTRY_VERIFY(window.page()->fullScreenAction()->isChecked());
        window.page()->fullScreenAction()->trigger();
        qemu.kill();
        QVERIFY(qemu.waitForFinished());
        QTRY_COMPARE_WITH_TIMEOUT(window.page()->displayState(), ConsoleState::Closed, patience);
    }

    void aWrongPasswordInTheFileIsAskedFor()
    {
        QProcess qemu;
        const QString socket = m_folder.filePath(u"t"_s);
        qemu.start(u"qemu-system-x86_64"_s,
                   {u"-machine"_s, u"pc,accel=tcg"_s, u"-m"_s, u"32"_s, u"-nic"_s, u"none"_s,
                    u"-nodefaults"_s, u"-vga"_s, u"std"_s, u"-display"_s, u"none"_s, u"-spice"_s,
                    u"unix=on,addr=%1,password=secret"_s.arg(socket)});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket), patience);
        Settings settings(m_folder.filePath(u"settings.ini"_s));
        ViewerFile file;
        file.where.path = socket;
        file.where.local = true;
        file.where.password = "guess";
        ViewerWindow window(file, settings);
        window.show();
        QTRY_COMPARE_WITH_TIMEOUT(window.page()->displayState(), ConsoleState::PasswordWanted,
                                  patience);
        qemu.kill();
        QVERIFY(qemu.waitForFinished());
    }

private:
    QString write(const QByteArray &text)
    {
        const QString path = m_folder.filePath(u"%1.vv"_s.arg(++m_files));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return path;
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_MAIN(TestViewerWindow)
#include "tst_viewerwindow.moc"
