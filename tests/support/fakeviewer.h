// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "console/viewerprocess.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QTemporaryDir>

// A program in the viewer's place that says what a test tells it to, in answer to what it hears, and
// keeps what it heard. For tests that link the target console.
class FakeViewer
{
public:
    // Said at once, after the greeting.
    template <class T>
    void says(const T &message)
    {
        m_script += "say " + Wire::ToWindow::encode(message).toHex() + '\n';
    }
    // Said whenever a Heard arrives. `numbered`: the answer's first number is the question's.
    template <class Heard, class T>
    void answers(const T &message, bool numbered = false)
    {
        m_script += QByteArray(numbered ? "number " : "answer ")
                    + Wire::ToViewer::encode(Heard{}).first(2).toHex() + ' '
                    + Wire::ToWindow::encode(message).toHex() + '\n';
    }

    // Its path; it says what it was told to until now.
    QString program()
    {
        write(QStringLiteral("script"), m_script);
        write(QStringLiteral("viewer"),
              QByteArray(text).replace("FOLDER", QFile::encodeName(m_folder.path())));
        QFile::setPermissions(m_folder.filePath(QStringLiteral("viewer")),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return m_folder.filePath(QStringLiteral("viewer"));
    }
    void start(ViewerProcess &viewer, const Wire::Open &where = {})
    {
        viewer.start(program(), where);
    }

    // All messages of this kind that it heard until now.
    template <class T>
    QList<T> heard() const
    {
        QList<T> result;
        QFile log(m_folder.filePath(QStringLiteral("log")));
        if (!log.open(QIODevice::ReadOnly))
            return result;
        const QList<QByteArray> lines = log.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const auto message = Wire::ToViewer::decode(QByteArray::fromHex(line));
            if (message && std::holds_alternative<T>(*message))
                result.append(std::get<T>(*message));
        }
        return result;
    }

private:
    static constexpr const char *text = R"(#!/usr/bin/python3
import socket, sys
window = socket.socket(fileno=int(sys.argv[1]))
window.setblocking(True)
answers = []
for line in open("FOLDER/script"):
    words = line.split()
    if words[0] == "say":
        window.send(bytes.fromhex(words[1]))
    else:
        answers.append((words[0] == "number", bytes.fromhex(words[1]), bytes.fromhex(words[2])))
with open("FOLDER/log", "w", buffering=1) as log:
    while packet := window.recv(1 << 20):
        log.write(packet.hex() + "\n")
        for numbered, heard, answer in answers:
            if packet.startswith(heard):
                window.send(answer[:2] + packet[2:6] + answer[6:] if numbered else answer)
)";

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
    }

    QTemporaryDir m_folder;
    QByteArray m_script = "say " + Wire::ToWindow::encode(Wire::Hello{}).toHex() + '\n';
};
