// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/viewerwindow.h"

#include "app/consolekeyboard.h"
#include "app/log.h"
#include "app/reporter.h"
#include "console/consolepage.h"
#include "console/sharing/consolesharing.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/settings/preferences.h"
#include "views/basic/noticebar.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QIcon>
#include <QUrl>
#include <QUuid>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static tl::unexpected<Error> unreadable(const QString &path, const QString &detail)
{
    return tl::unexpected(
        Error{.summary = ViewerWindow::tr("The connection file “%1” cannot be read.")
                             .arg(SafeText::line(path, 200)),
              .detail = detail});
}

Result<ViewerFile> readViewerSource(const QString &source)
{
    const QUrl url(source);
    const bool isAddress = source.contains(u"://"_s) && !url.isLocalFile();
    if (isAddress)
        return parseViewerAddress(source);
    const QString path = url.isLocalFile() ? url.toLocalFile() : source;
    QFile file(path);
    // A pipe or a device would be waited for.
    if (QFileInfo(path).exists() && !QFileInfo(path).isFile())
        return unreadable(path, ViewerWindow::tr("It is not a file."));
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path, file.errorString());
    auto result = parseViewerFile(file.read(maximumViewerFile + 1));
    if (!result)
        return result;
    if (!result->unknown.isEmpty())
        qCDebug(lcApp) << "keys of the connection file that are not used:" << result->unknown;
    if (result->deleteFile && !file.remove())
        qCDebug(lcApp) << "the connection file could not be deleted";
    return result;
}

ViewerWindow::ViewerWindow(const ViewerFile &file, Settings &settings)
    : m_page(new ConsolePage), m_fullScreenDue(file.fullScreen)
{
    const QString address = viewerAddress(file.where);
    const QString title = file.title.isEmpty() ? address : file.title;
    setWindowTitle(tr("%1 – Guesthouse").arg(SafeText::line(title, 120)));
    setWindowIcon(QIcon::fromTheme(u"org.guesthouse.Guesthouse"_s));
    auto *notices = new NoticeBar;
    m_reporter = std::make_unique<NoticeReporter>(notices);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(notices);
    layout->addWidget(m_page, 1);
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 45);

    m_page->setScaling(Preferences::consoleScaling(settings));
    // No machine of an inventory: what is remembered of its keyboard is remembered of the address.
    auto *keyboard = new ConsoleKeyboard(nullptr, settings, *m_reporter, this);
    keyboard->attach(m_page, {{}, QUuid::createUuidV5(QUuid(), address)}, title);
    connect(m_page, &ConsolePage::failed, this,
            [this](const Error &error) { m_reporter->show(error); });
    // There is no list of tasks here: what was not copied is told as the rest is.
    connect(&m_page->sharing(), &ConsoleSharing::jobStarted, this, [this](const ConsoleJob &job) {
        whenDone(job.future, this, [this](const Result<> &result) {
            if (!result && result.error().kind != Error::Kind::Canceled)
                m_reporter->show(result.error());
        });
    });
    connect(m_page, &ConsolePage::displayStateChanged, this, [this](ConsoleState state) {
        if (state == ConsoleState::Connected && m_page->fullScreenAction()->isEnabled()
            && std::exchange(m_fullScreenDue, false))
            m_page->fullScreenAction()->trigger();
    });
    m_page->setConnectionUsable(true);
    m_page->setMachine(title, MachineState::Running, false);
    ConsoleTarget target;
    target.name = title;
    target.fixed = file.where;
    m_page->setTarget(target);
    m_page->setActive(true);
}

ViewerWindow::~ViewerWindow()
{
    m_page->disconnect(this);
}
