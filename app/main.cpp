// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/application.h"
#include "app/mainwindow.h"
#include "app/singleinstance.h"
#include "app/viewerwindow.h"
#include "dialogs/errordialog.h"
#include "models/inventory/lane.h"
#include "models/settings/settings.h"
#include "models/virt/eventloop.h"
#include "views/basic/icons.h"
#include "views/basic/selectionstyle.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QLoggingCategory>
#include <QPalette>
#include <QTranslator>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

static void print(FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
}

// A libvirt client that was frozen dies of SIGPIPE when it wakes; files are the user's own; a core
// dump would hold passwords.
static void harden()
{
    std::signal(SIGPIPE, SIG_IGN);
    umask(077);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

// Some desktops make everything dark but the hints, which stay black.
static void mendPalette()
{
    const QPalette given = QApplication::palette();
    const auto isDark = [&given](QPalette::ColorRole role) {
        return given.color(QPalette::Active, role).lightness() < 128;
    };
    if (isDark(QPalette::Base) != isDark(QPalette::PlaceholderText))
        return;
    QPalette mended;
    QColor hint = given.color(QPalette::Active, QPalette::Text);
    hint.setAlphaF(0.6F);
    mended.setColor(QPalette::PlaceholderText, hint);
    QApplication::setPalette(mended);
}

// One console alone, for somebody who was sent a connection file.
static int showViewer(const CommandLine &line)
{
    auto file = readViewerSource(line.viewer);
    if (!file) {
        ErrorDialog dialog(file.error());
        dialog.show();
        QApplication::exec();
        return 1;
    }
    file->fullScreen |= line.fullScreen;
    Settings settings(Application::settingsFile(line));
    ViewerWindow window(*file, settings);
    window.show();
    return QApplication::exec();
}

int main(int argc, char *argv[])
{
    harden();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));

    // Help and errors need no display, so the arguments are read before there is an application.
    const auto line = parseCommandLine(arguments);
    if (!line) {
        print(stderr, line.error().summary + u'\n' + line.error().detail + u'\n'
                          + line.error().advice + u'\n');
        return 2;
    }
    if (line->help) {
        print(stdout, commandLineHelp());
        return 0;
    }
    if (line->version) {
        print(stdout, u"guesthouse %1\n"_s.arg(QLatin1String(GUESTHOUSE_VERSION)));
        return 0;
    }
    QLoggingCategory::setFilterRules(line->debug ? u"guesthouse.*.debug=true"_s : QString());

    QApplication qt(argc, argv);
    QApplication::setApplicationName(u"guesthouse"_s);
    QApplication::setApplicationDisplayName(u"Guesthouse"_s);
    QApplication::setApplicationVersion(QLatin1String(GUESTHOUSE_VERSION));
    QApplication::setDesktopFileName(u"org.guesthouse.Guesthouse"_s);
    QTranslator ofQt, ours;
    if (ofQt.load(QLocale(), u"qtbase"_s, u"_"_s,
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&ofQt);
    // English has a file, too: of its plural forms.
    if (ours.load(QLocale(), u"guesthouse"_s, u"_"_s, u":/translations"_s)
        || ours.load(u":/translations/guesthouse_en.qm"_s))
        QApplication::installTranslator(&ours);
    installIcons();
    QApplication::setStyle(new SelectionStyle);
    mendPalette();
    QApplication::setWindowIcon(QIcon::fromTheme(u"org.guesthouse.Guesthouse"_s));

    if (!line->viewer.isEmpty())
        return showViewer(*line);

    SingleInstance instance(line->profile);
    if (line->singleInstance && !instance.becomeFirst()) {
        if (instance.handOver(arguments))
            return 0;
        print(stderr, QApplication::translate(
                          "main", "Guesthouse is running already and does not answer.\n"));
        return 1;
    }
    EventLoop eventLoop; // outlives every connection
    int code = 0;
    {
        Application application(*line);
        QObject::connect(&instance, &SingleInstance::opened, &application,
                         [&application](const QStringList &given) {
                             if (const auto later = parseCommandLine(given))
                                 application.open(*later, false);
                             application.window().show();
                             application.window().raise();
                             application.window().activateWindow();
                         });
        application.start();
        application.open(*line, true);
        code = QApplication::exec();
    }
    // A call to a host that hangs cannot be ended; nobody waits for it.
    constexpr int patienceMs = 1500;
    if (!waitForWorkers(patienceMs))
        std::_Exit(code);
    return code;
}
