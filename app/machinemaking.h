// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/installanswers.h"
#include "models/inventory/machinecreator.h"
#include "models/osinfo/systemcatalog.h"

#include <QPromise>
#include <QTemporaryDir>

#include <functional>
#include <memory>

class Download;
class SeedImage;

// Makes a machine of a plan together with what the plan only names: writes the answers for its first
// boot and fetches its installer's kernel, and has MachineCreator do the rest. What was fetched is
// gone with this object. GUI thread; delete it when run() has answered.
class MachineMaking : public QObject
{
    Q_OBJECT

public:
    MachineMaking(Connection *connection, const MachinePlan &plan, const InstallAnswers &answers,
                  QObject *parent = nullptr);
    ~MachineMaking() override;

    QFuture<Result<>> run(); // once
    void cancel();
    QUuid machine() const;
    QString remark() const;      // after a success: what did not work out
    FirstBoot firstBoot() const; // after a success
    JobOptions jobOptions(const QString &target);

private:
    void prepare();
    void generate(); // the answers of an installation without questions
    void writeSeed(int index);
    void writeCloudSeed(const QString &path, const std::function<void(const Result<> &)> &written);
    bool addToInitrd(const QString &path);
    void fetch(int index);
    void create();
    void report(const JobOptions::Report &report);
    bool stops(const Result<> &result);
    void finish(const Result<> &result);

    QPointer<Connection> m_connection;
    MachinePlan m_plan;
    InstallAnswers m_answers;
    UnattendedFile m_script; // with a password in it
    SystemCatalog m_catalog;
    QTemporaryDir m_folder;
    std::unique_ptr<SeedImage> m_seed;
    QPointer<Download> m_download;
    QPointer<MachineCreator> m_creator;
    QPromise<Result<>> m_promise;
    QString m_step;
    bool m_canceled = false, m_finished = false;
};
