// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/displayrecording.h"

#include "console/consolesession.h"
#include "console/displayview.h"
#include "console/recordingmark.h"
#include "console/screenshot.h"
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QAction>
#include <QFileDialog>
#include <QProcess>
#include <QStandardPaths>
#include <QThreadPool>
#include <QTimer>

#include <cerrno>
#include <cstring>
#include <fcntl.h>

using namespace Qt::StringLiterals;

static constexpr quint64 littleSpace = quint64(1) << 30;
static constexpr int frameMs = 33;

// Opening can take as long as a network file system likes.
static QFuture<Result<FileDescriptor>> openInBackground(const QString &path)
{
    auto promise = std::make_shared<QPromise<Result<FileDescriptor>>>();
    promise->start();
    const auto future = promise->future();
    QThreadPool::globalInstance()->start([promise, path] {
        // Not through a link that somebody put there.
        FileDescriptor file(::open(QFile::encodeName(path).constData(),
                                   O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666));
        if (file)
            promise->addResult(file);
        else
            promise->addResult(tl::unexpected(
                Error{.summary = DisplayRecording::tr("Cannot record into the file “%1”.")
                                     .arg(SafeText::line(QFileInfo(path).fileName())),
                      .detail = QString::fromLocal8Bit(strerror(errno))}));
        promise->finish();
    });
    return future;
}

DisplayRecording::DisplayRecording(ConsoleSession &session, DisplayView &view, int display,
                                   QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_view(view)
    , m_display(display)
    , m_action(new QAction(this))
    , m_mark(new RecordingMark(&view))
{
    connect(m_action, &QAction::triggered, this, [this] {
        if (isRecording())
            stop();
        else
            ask();
    });
    updateAction();
}

// The viewer finishes the film when the window's end of their socket closes.
DisplayRecording::~DisplayRecording() = default;

bool DisplayRecording::isRecording() const
{
    return m_viewer;
}

void DisplayRecording::setAvailable(bool available)
{
    m_available = available;
    updateAction();
}

void DisplayRecording::updateAction()
{
    const bool recording = isRecording();
    m_action->setText(recording ? tr("Stop recording") : tr("Record…"));
    m_action->setIconText(recording ? tr("Stop recording") : tr("Record"));
    m_action->setIcon(QIcon::fromTheme(recording ? u"media-playback-stop"_s : u"media-record"_s));
    m_action->setEnabled(recording ? !m_stopping : m_available && !m_formats);
}

void DisplayRecording::ask()
{
    // What can be written depends on what is installed; only the viewer links GStreamer.
    m_formats = new QProcess(this);
    QProcess *process = m_formats;
    connect(process, &QProcess::finished, this, [this, process] {
        const QByteArray formats = process->read(4096);
        process->deleteLater();
        m_formats = nullptr;
        updateAction();
        askForFile(formats);
    });
    connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        process->deleteLater();
        m_formats = nullptr;
        updateAction();
        Q_EMIT failed({.summary = tr("Cannot record."), .detail = process->errorString()});
    });
    process->setStandardErrorFile(QProcess::nullDevice());
    process->start(ViewerProcess::program(), {u"--recording-formats"_s}, QIODevice::ReadOnly);
    updateAction();
}

void DisplayRecording::askForFile(const QByteArray &formats)
{
    const QList<QByteArray> known = formats.split('\n');
    QStringList filters, suffixes;
    if (known.contains("webm")) {
        filters += tr("WebM films (*.webm)");
        suffixes += u"webm"_s;
    }
    if (known.contains("mp4")) {
        filters += tr("MP4 films (*.mp4)");
        suffixes += u"mp4"_s;
    }
    if (filters.isEmpty()) {
        Q_EMIT failed({.kind = Error::Kind::Unsupported,
                       .summary = tr("Nothing that can encode films is installed."),
                       .advice = tr("Install the package gstreamer1.0-plugins-good.")});
        return;
    }
    const QString folder = m_folder.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::MoviesLocation)
                               : m_folder;
    auto *dialog = new QFileDialog(m_view.window(), tr("Record the screen"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(suffixes.first());
    const QString name =
        QFileInfo(Screenshot::fileName(m_session.machine())).completeBaseName() + u'.';
    dialog->selectFile(name + suffixes.first());
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog, filters, suffixes, name](const QString &filter) {
                const QString suffix = suffixes.value(qMax(0, int(filters.indexOf(filter))));
                dialog->setDefaultSuffix(suffix);
                const QString typed =
                    QFileInfo(dialog->selectedFiles().value(0)).completeBaseName();
                dialog->selectFile((typed.isEmpty() ? name : typed + u'.') + suffix);
            });
    connect(dialog, &QFileDialog::fileSelected, this, &DisplayRecording::start);
    dialog->open();
}

bool DisplayRecording::stillThere() const
{
    return m_session.viewer() && m_session.viewer()->display(m_display);
}

void DisplayRecording::start(const QString &path)
{
    m_folder = QFileInfo(path).absolutePath();
    whenDone(openInBackground(path), this, [this, path](const Result<FileDescriptor> &file) {
        if (file)
            begin(path, *file);
        else
            Q_EMIT failed(file.error());
    });
}

void DisplayRecording::begin(const QString &path, const FileDescriptor &file)
{
    if (isRecording() || !stillThere()) {
        QFile::remove(path);
        if (!isRecording())
            Q_EMIT failed({.summary = tr("Cannot record: the console is not connected.")});
        return;
    }
    ViewerProcess *viewer = m_session.viewer();
    m_viewer = viewer;
    m_path = path;
    m_stopping = false;
    connect(viewer, &ViewerProcess::said, this, [this](const Wire::ToWindow::Any &message) {
        if (const auto *progress = std::get_if<Wire::Recording>(&message))
            heard(*progress);
    });
    // Without a last word it was killed, or has crashed.
    connect(viewer, &QObject::destroyed, this, [this] {
        if (m_path.isEmpty())
            return;
        const QString kept = m_path;
        end();
        Q_EMIT failed({.summary = tr("The recording ended early; what there is of it is in “%1”.")
                                      .arg(SafeText::line(QFileInfo(kept).fileName(), 80))});
    });
    // What nobody looks at is not painted, and what is not painted is announced more rarely.
    connect(viewer->display(m_display), &MachineDisplay::damaged, this, [this] {
        if (m_view.isVisible())
            return;
        QTimer::singleShot(frameMs, this, [this] {
            if (stillThere() && !m_view.isVisible())
                m_session.viewer()->display(m_display)->seen();
        });
    });
    viewer->send(
        Wire::StartRecording{quint8(m_display), path.endsWith(u".mp4"_s, Qt::CaseInsensitive)
                                                    ? Wire::RecordingFormat::Mp4
                                                    : Wire::RecordingFormat::WebM},
        file);
    m_mark->setProgress(0, false);
    m_mark->show();
    m_mark->raise();
    updateAction();
}

void DisplayRecording::stop()
{
    if (!isRecording() || m_stopping)
        return;
    m_stopping = true;
    m_viewer->send(Wire::StopRecording{});
    updateAction();
}

void DisplayRecording::heard(const Wire::Recording &progress)
{
    if (progress.state == Wire::RecordingState::Running) {
        m_mark->setProgress(int(qMin(progress.seconds, quint32(86'399))),
                            progress.free < littleSpace);
        return;
    }
    const bool asked = m_stopping;
    const QString path = m_path;
    end();
    if (progress.state == Wire::RecordingState::Failed) {
        if (progress.bytes == 0)
            QFile::remove(path);
        Q_EMIT failed({.summary = tr("The recording failed."), .detail = progress.text});
        return;
    }
    if (!asked && progress.free < littleSpace)
        Q_EMIT failed({.summary = tr("The disk is nearly full, so the recording was stopped; what "
                                     "there is of it is in “%1”.")
                                      .arg(SafeText::line(QFileInfo(path).fileName(), 80))});
    else
        m_view.showHint(
            tr("The recording is in %1").arg(SafeText::line(QFileInfo(path).fileName(), 80)));
    Q_EMIT saved(path);
}

void DisplayRecording::end()
{
    if (m_viewer) {
        m_viewer->disconnect(this);
        if (ViewerDisplay *display = m_viewer->display(m_display))
            display->disconnect(this);
    }
    m_viewer = nullptr;
    m_path.clear();
    m_stopping = false;
    m_mark->hide();
    updateAction();
}
