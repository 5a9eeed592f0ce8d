// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/connectionmenu.h"

#include "console/consolesession.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QActionGroup>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QProcess>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

// virt-viewer's program, which reads connection files.
static QString otherViewer()
{
    return QStandardPaths::findExecutable(u"remote-viewer"_s);
}

ConnectionMenu::ConnectionMenu(ConsoleSession &session, QAction *reconnect, QWidget *parent)
    : QMenu(tr("Connection"), parent), m_session(session), m_choices(new QActionGroup(this))
{
    menuAction()->setIcon(QIcon::fromTheme(u"network-connect"_s));
    setToolTipsVisible(true);
    connect(m_choices, &QActionGroup::triggered, this, [this](const QAction *choice) {
        const QString type = choice->data().toString();
        m_session.setPreferredGraphics(type);
        Q_EMIT graphicsChosen(type);
    });
    const auto add = [this](const QString &icon, const QString &text, auto slot) {
        return addAction(QIcon::fromTheme(icon), text, this, slot);
    };
    m_choicesEnd = addSeparator();
    addAction(reconnect);
    m_disconnect =
        add(u"network-disconnect"_s, tr("Disconnect"), [this] { m_session.disconnectDisplay(); });
    addSeparator();
    m_copy = add(u"edit-copy"_s, tr("Copy address"), &ConnectionMenu::copyAddress);
    m_save = add(u"document-save-as"_s, tr("Save connection file…"), &ConnectionMenu::saveFile);
    m_elsewhere = add(u"window-new"_s, tr("Open in Remote Viewer"), &ConnectionMenu::openElsewhere);
    connect(&session, &ConsoleSession::stateChanged, this, &ConnectionMenu::refresh);
    connect(this, &QMenu::aboutToShow, this, &ConnectionMenu::refresh);
    refresh();
}

std::optional<ViewerFile> ConnectionMenu::viewerFile(const ConsoleSession &session)
{
    if (!session.target())
        return std::nullopt;
    const ConsoleRoute route = consoleRoute(*session.target(), false);
    if (route.state != ConsoleState::Connecting || route.where.sockets)
        return std::nullopt;
    ViewerFile file{.where = route.where, .title = SafeText::line(session.machine(), 120)};
    file.where.password.clear();
    return file;
}

void ConnectionMenu::refresh()
{
    addChoices();
    m_disconnect->setEnabled(m_session.viewer());
    const bool address = viewerFile(m_session).has_value();
    const auto enable = [](QAction *action, bool possible, const QString &why) {
        action->setEnabled(possible);
        setPlainToolTip(action, possible ? QString() : why);
    };
    const QString none = m_session.target()
                             ? tr("Other programs cannot reach this display: it has no address "
                                  "that is open to this computer.")
                             : tr("It is not known yet where the display is.");
    enable(m_copy, address, none);
    enable(m_save, address, none);
    const bool installed = !otherViewer().isEmpty();
    enable(m_elsewhere, address && installed,
           installed ? none : tr("Remote Viewer is not installed (package virt-viewer)."));
}

void ConnectionMenu::addChoices()
{
    QStringList types;
    if (m_session.target()) {
        for (const Graphics &graphics : m_session.target()->graphics) {
            if ((graphics.type == u"spice"_s || graphics.type == u"vnc"_s)
                && !types.contains(graphics.type))
                types.append(graphics.type);
        }
    }
    if (types.size() < 2)
        types.clear();
    QStringList shown;
    const QList<QAction *> old = m_choices->actions();
    for (const QAction *choice : old)
        shown.append(choice->data().toString());
    if (shown != types) {
        qDeleteAll(old);
        for (const QString &type : std::as_const(types)) {
            auto *choice = new QAction(type == u"spice"_s ? tr("SPICE display") : tr("VNC display"),
                                       m_choices);
            choice->setCheckable(true);
            choice->setData(type);
            insertAction(m_choicesEnd, choice);
        }
    }
    m_choicesEnd->setVisible(!types.isEmpty());
    const Graphics *chosen = m_session.target() ? chosenGraphics(*m_session.target()) : nullptr;
    const QList<QAction *> choices = m_choices->actions();
    for (QAction *choice : choices)
        choice->setChecked(chosen && choice->data().toString() == chosen->type);
}

void ConnectionMenu::copyAddress()
{
    const auto file = viewerFile(m_session);
    if (!file)
        return;
    QGuiApplication::clipboard()->setText(viewerAddress(file->where));
    Q_EMIT told(tr("The address is in the clipboard"));
}

static Result<> write(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return tl::unexpected(
        Error{.summary = ConnectionMenu::tr("The connection file could not be written."),
              .detail = u"%1: %2"_s.arg(path, file.errorString())});
}

void ConnectionMenu::saveFile()
{
    const auto file = viewerFile(m_session);
    if (!file)
        return;
    auto *dialog =
        new QFileDialog(parentWidget()->window(), tr("Save connection file"),
                        QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
                        tr("Connection files (*.vv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"vv"_s);
    dialog->selectFile(SafeText::fileName(m_session.machine()) + u".vv"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, text = writeViewerFile(*file)](const QString &path) {
                if (const auto written = write(path, text); !written)
                    Q_EMIT failed(written.error());
            });
    dialog->open();
}

void ConnectionMenu::openElsewhere()
{
    auto file = viewerFile(m_session);
    if (!file)
        return;
    // Through a file that only we can read, and that the program deletes: an argument could be seen
    // by everybody.
    file->deleteFile = true;
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty())
        folder = QDir::tempPath();
    QTemporaryFile temporary(folder + u"/guesthouse-XXXXXX.vv"_s);
    temporary.setAutoRemove(false);
    const QByteArray text = writeViewerFile(*file);
    if (!temporary.open() || temporary.write(text) != text.size()) {
        Q_EMIT failed({.summary = tr("The connection file could not be written."),
                       .detail = temporary.errorString()});
        return;
    }
    temporary.close();
    // A SPICE server serves one: ours would be thrown out, and would say that somebody did it.
    m_session.disconnectDisplay();
    if (QProcess::startDetached(otherViewer(), {temporary.fileName()}))
        return;
    QFile::remove(temporary.fileName());
    Q_EMIT failed({.summary = tr("Remote Viewer could not be started."), .detail = otherViewer()});
}
