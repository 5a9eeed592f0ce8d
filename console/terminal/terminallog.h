// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QObject>

#include <memory>

// Writes what a machine says to a file, byte for byte, away from the GUI thread. A disk that cannot
// keep up ends it with an error rather than filling the memory.
class TerminalLog : public QObject
{
    Q_OBJECT

public:
    explicit TerminalLog(QObject *parent = nullptr);
    ~TerminalLog() override; // what has been written to it still reaches the file

    // Only the user can read the file; what it held before is kept, and added to.
    Result<> start(const QString &path);
    void stop();
    bool isActive() const { return m_file != nullptr; }
    QString path() const { return m_path; }
    void write(const QByteArray &bytes);

Q_SIGNALS:
    void failed(const Error &error); // and stopped

private:
    struct File;
    struct Piece
    {
        std::shared_ptr<File> file = {};
        QByteArray bytes = {};
    };
    void flush();
    static QString writeNow(const Piece &piece); // what went wrong

    std::shared_ptr<File> m_file;
    QString m_path;
    QList<Piece> m_waiting;
    qsizetype m_waitingBytes = 0;
    bool m_writing = false;
};

// Writes a text as one file, or leaves what was there; a worker thread's work.
Result<> saveTerminalText(const QString &text, const QString &path);
