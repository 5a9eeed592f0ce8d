// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktopguest.h"

#include "tests/support/patience.h"

#include <QLocalSocket>

using namespace Qt::StringLiterals;

static GuestOptions desktopOptions(const QString &name, GuestOptions options)
{
    options.title = name;
    options.image = GuestOptions::Image::Desktop;
    options.memoryMiB = qMax(options.memoryMiB, 768);
    options.processors = qMax(options.processors, 2);
    return options;
}

DesktopGuest::DesktopGuest(PrivateLibvirtd &daemon, const QString &name, GuestOptions options)
    : TestGuest(daemon, name, desktopOptions(name, std::move(options)))
{}

bool DesktopGuest::waitForDesktop(int milliseconds) const
{
    return waitFor("GUEST-DESKTOP", 1, milliseconds) && run("true").status == 0;
}

bool DesktopGuest::waitForAgent(int milliseconds) const
{
    return QTest::qWaitFor(
        [this] { return run("grep -q 'opening vdagent' /var/log/vdagentd.log").status == 0; },
        milliseconds);
}

DesktopGuest::Answer DesktopGuest::run(const QByteArray &command, int milliseconds) const
{
    // Numbered, so that a late answer is not taken for this one's.
    const QByteArray number = QByteArray::number(++m_commands);
    const QByteArray mark = "GUEST-STATUS " + number + ' ';
    QLocalSocket socket;
    socket.connectToServer(daemon().folder() + u'/' + name() + ".command"_L1);
    socket.write(number + ' ' + command + '\n');
    QByteArray heard;
    qsizetype at = -1;
    const auto answered = [&] {
        heard += socket.readAll();
        at = heard.indexOf(mark);
        return at >= 0 && heard.indexOf('\n', at) > at;
    };
    if (!QTest::qWaitFor(answered, milliseconds))
        return {.output = heard + socket.errorString().toUtf8()};
    const qsizetype status = at + mark.size();
    Answer answer{.status = heard.mid(status, heard.indexOf('\n', status) - status).toInt(),
                  .output = heard.left(at)};
    if (answer.output.endsWith('\n'))
        answer.output.chop(1);
    return answer;
}

QByteArray DesktopGuest::clipboard(const QByteArray &options) const
{
    return run("timeout 10 xclip -selection clipboard -o " + options).output;
}

bool DesktopGuest::setClipboard(const QByteArray &text) const
{
    return run("printf %s '" + text + "' | xclip -selection clipboard -i >/dev/null 2>&1").status
           == 0;
}
