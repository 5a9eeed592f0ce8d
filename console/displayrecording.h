// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "models/core/filedescriptor.h"
#include "models/core/result.h"

#include <QObject>
#include <QPointer>

class ConsoleSession;
class DisplayView;
class RecordingMark;
class ViewerProcess;
class QAction;
class QProcess;

// Records a display into a file: asks where to, hands the open file to the viewer, which encodes,
// and shows a red mark over the display until the film is finished. GUI thread; nothing in it waits.
class DisplayRecording : public QObject
{
    Q_OBJECT

public:
    // `view` shows the display number `display`; both live as long as this.
    DisplayRecording(ConsoleSession &session, DisplayView &view, int display, QObject *parent);
    ~DisplayRecording() override;

    // "Record…", and "Stop recording" while it does.
    QAction *action() const { return m_action; }
    void setAvailable(bool available); // there is a picture
    bool isRecording() const;
    RecordingMark *mark() const { return m_mark; }

    // Begins at once; `format` by the name's ending (.mp4, else WebM). A file that is there is
    // replaced: ask before.
    void start(const QString &path);
    void stop(); // saved() follows

Q_SIGNALS:
    void saved(const QString &path);
    void failed(const Error &error);

private:
    void ask();
    void askForFile(const QByteArray &formats);
    void begin(const QString &path, const FileDescriptor &file);
    void heard(const Wire::Recording &progress);
    void end();
    void updateAction();
    bool stillThere() const;

    ConsoleSession &m_session;
    DisplayView &m_view;
    int m_display;
    QAction *m_action;
    RecordingMark *m_mark;
    QPointer<QProcess> m_formats;     // asks the viewer program what it can write
    QPointer<ViewerProcess> m_viewer; // while it records
    QString m_path, m_folder;
    bool m_available = false, m_stopping = false;
};
