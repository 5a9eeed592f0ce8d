// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QFuture>
#include <QObject>
#include <QProcess>
#include <QPromise>
#include <QStringList>

#include <memory>

// One run of a program of somebody else's (qemu-img, xorriso): by its absolute path, with an argument
// vector and nothing of our environment but what it needs. Lives in the thread that starts it, GUI
// thread too; going away ends the program.
class ToolRun : public QObject
{
    Q_OBJECT

public:
    // `title` is the sentence of a failure: "Cannot convert the image.".
    explicit ToolRun(const QString &title, QObject *parent = nullptr);
    ~ToolRun() override;

    // For what only looks at a file that may be made to hurt: a minute of processor time and 1 GiB of
    // memory. Before start().
    void limitResources();
    // What it may end with beside 0. Before start().
    void acceptStatus(int status) { m_accepted = status; }
    // What it wrote to its output, at most outputLimit bytes of it. Once.
    QFuture<Result<QByteArray>> start(const QString &program, const QStringList &arguments);
    void cancel(); // the answer is then Kind::Canceled, when the program has ended

    static constexpr qsizetype outputLimit = 1024 * 1024;

Q_SIGNALS:
    void progressed(double share); // 0…1, of programs that write "(12.34/100%)"

private:
    void readOutput();
    void readErrors();
    void finish(int exitCode, QProcess::ExitStatus status);
    void answer(Result<QByteArray> result);

    QString m_title, m_program;
    QProcess m_process;
    std::unique_ptr<QPromise<Result<QByteArray>>> m_promise;
    QByteArray m_output, m_errors;
    int m_accepted = 0;
    bool m_canceled = false;
};
