// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/foldersharing.h"

#include "console/viewerprocess.h"
#include "models/core/safetext.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

FolderSharing::FolderSharing(QObject *parent) : QObject(parent) {}

void FolderSharing::setChoice(const Choice &choice)
{
    m_choice = choice;
}

void FolderSharing::setViewer(ViewerProcess *viewer)
{
    if (m_viewer == viewer)
        return;
    if (m_viewer)
        m_viewer->disconnect(this);
    m_viewer = viewer;
    m_state = Wire::FolderState::None;
    m_ready = false;
    m_due = viewer && m_choice.again && !m_choice.folder.isEmpty();
    if (viewer) {
        connect(viewer, &ViewerProcess::featuresChanged, this, &FolderSharing::featuresChanged);
        connect(viewer, &ViewerProcess::said, this, &FolderSharing::heard);
        featuresChanged();
    }
    Q_EMIT possibleChanged();
    Q_EMIT changed();
}

void FolderSharing::featuresChanged()
{
    if (m_due && m_viewer->features().folder) {
        m_due = false;
        send();
    }
    Q_EMIT possibleChanged();
}

QString FolderSharing::whyNot() const
{
    if (!m_viewer)
        return tr("The machine's screen is not connected.");
    if (m_viewer->features().folder)
        return {};
    if (m_viewer->protocol() != Wire::Protocol::Spice)
        return tr("A folder can be shared through a SPICE display only, and this one is VNC.");
    return tr("The machine has no channel for this: add one of the type “spiceport” with the name "
              "org.spice-space.webdav.0 to its hardware.");
}

QString FolderSharing::statusText() const
{
    const QString folder = SafeText::line(m_choice.folder, 200);
    if (!isShared())
        return tr("No folder is shared.");
    if (!m_ready)
        return tr("“%1” is shared, but the guest has not looked for it: it needs spice-webdavd "
                  "(package spice-webdavd; on Windows: Spice WebDAV daemon).")
            .arg(folder);
    return m_choice.readOnly ? tr("The machine can read “%1”.").arg(folder)
                             : tr("The machine can read and change “%1”.").arg(folder);
}

void FolderSharing::share(const Choice &choice)
{
    m_choice = choice;
    Q_EMIT choiceMade(choice);
    send();
}

void FolderSharing::send()
{
    if (!m_viewer)
        return;
    m_viewer->send(
        Wire::ShareFolder{QFile::encodeName(QDir::cleanPath(m_choice.folder)), m_choice.readOnly});
    m_state = Wire::FolderState::Connecting; // a sign too early is no harm
    Q_EMIT changed();
}

void FolderSharing::stop()
{
    m_due = false;
    if (m_viewer)
        m_viewer->send(Wire::ShareFolder{});
    if (m_choice.again) {
        m_choice.again = false;
        Q_EMIT choiceMade(m_choice);
    }
}

void FolderSharing::heard(const Wire::ToWindow::Any &message)
{
    const auto *shared = std::get_if<Wire::FolderShared>(&message);
    if (!shared)
        return;
    m_state = shared->state;
    m_ready = isShared() && shared->opened;
    if (!shared->text.isEmpty())
        Q_EMIT failed({.summary = tr("“%1” is not shared.").arg(SafeText::line(m_choice.folder)),
                       .detail = shared->text});
    Q_EMIT changed();
}

QString FolderSharing::warning(const QString &folder, bool readOnly)
{
    const QString path = QDir::cleanPath(folder);
    const QString inside = path.endsWith(u'/') ? path : path + u'/';
    const QString home = QDir::homePath();
    QString what;
    if (path == u"/"_s)
        what = tr("This is the whole file system: whoever controls the machine can read all of "
                  "your files, keys and passwords among them.");
    else if (path == home || home.startsWith(inside))
        what = tr("Your home folder is in it: whoever controls the machine can read all of your "
                  "files, keys and passwords among them.");
    else if (path.startsWith(home + u"/."_s))
        what = tr("Hidden folders hold settings, and often keys and passwords.");
    if (what.isEmpty() || readOnly)
        return what;
    return what + u' ' + tr("It could change and delete them, too.");
}
