// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// guesthouse-console-host spice|vnc PATH|PORT
// One console in a window, and nothing else of the program: what is compared with remote-viewer.
#include "console/consolepage.h"
#include "console/displayview.h"

#include <QApplication>
#include <QFile>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    const QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 3) {
        std::fputs("usage: guesthouse-console-host spice|vnc PATH|PORT\n", stderr);
        return 2;
    }
    if (!qEnvironmentVariableIsSet("GUESTHOUSE_VIEWER"))
        qputenv("GUESTHOUSE_VIEWER", QFile::encodeName(QCoreApplication::applicationDirPath()
                                                       + u"/../../app/guesthouse-viewer"_s));

    ConsoleTarget target;
    target.key.uuid = QUuid(u"{11111111-2222-3333-4444-555555555555}"_s);
    target.local = true;
    Graphics graphics;
    graphics.type = arguments.at(1);
    if (const int port = arguments.at(2).toInt(); port > 0) {
        graphics.listenType = u"address"_s;
        graphics.listenAddress = u"127.0.0.1"_s;
        graphics.port = port;
    } else {
        graphics.listenType = u"socket"_s;
        graphics.socketPath = arguments.at(2);
    }
    target.graphics = {graphics};

    ConsolePage page;
    QObject::connect(&page, &ConsolePage::targetWanted, &page,
                     [&page, target] { page.setTarget(target); });
    QObject::connect(&page, &ConsolePage::displayStateChanged, &page,
                     [](ConsoleState, const QString &text) {
                         std::puts(qPrintable(text));
                         std::fflush(stdout);
                     });
    page.setScaling(Scaling::OneToOne);
    page.resize(1960, 1180);
    page.show();
    page.displayView()->setFocus();
    page.setMachine(u"benchmark"_s, MachineState::Running, false);
    page.setActive(true);
    return QApplication::exec();
}
