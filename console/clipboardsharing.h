// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "models/core/filedescriptor.h"

#include <QElapsedTimer>
#include <QMap>
#include <QMimeData>
#include <QObject>
#include <QPointer>
#include <QTimer>

class ViewerProcess;

// One clipboard for this computer and a machine, while the user shares it. This computer's is offered
// only while the machine's screen has the focus; what the machine copied is taken only then or right
// after, so that a guest cannot replace what was copied elsewhere. Text loses its control
// characters, pictures are handed on as they come and never decoded. GUI thread.
class ClipboardSharing : public QObject
{
    Q_OBJECT

public:
    explicit ClipboardSharing(QObject *parent = nullptr);
    ~ClipboardSharing() override;

    void setViewer(ViewerProcess *viewer); // null: not connected
    void setOn(bool on);
    bool isOn() const { return m_on; }
    void setFocused(bool focused); // one of the machine's screens has the focus
    // The user typed the chord of pasting into the machine.
    void noticePaste();

    // A guest's text as it may be pasted anywhere: \n ends lines, \t stays, nothing else controls.
    static QString fromGuest(const QByteArray &utf8);

Q_SIGNALS:
    void hint(const QString &text);

private:
    void hear(const Wire::ToWindow::Any &message, const FileDescriptor &memory);
    void hostChanged();
    bool mayOffer() const;
    void offer();
    void withdraw();
    void give(Wire::ClipboardType type);
    void send(Wire::ClipboardType type, const QByteArray &bytes);
    void guestOffered(quint8 types);
    void fetch();
    void receive(Wire::ClipboardType type, const QByteArray &bytes);

    QPointer<ViewerProcess> m_viewer;
    const QByteArray m_mark; // on the clipboard: it came from this machine
    bool m_on = false, m_focused = false, m_hinted = false;
    quint8 m_offered = 0;                          // to the guest
    QMap<Wire::ClipboardType, QByteArray> m_given; // this computer's content, once it was asked for
    quint8 m_held = 0;                             // offered by the guest, not yet taken
    quint8 m_awaited = 0;                          // asked for
    std::unique_ptr<QMimeData> m_received;
    QElapsedTimer m_unfocused;
    QTimer m_pace;
};
