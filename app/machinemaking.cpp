// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/machinemaking.h"

#include "models/cloudinit/seedimage.h"
#include "models/core/async.h"
#include "models/download/download.h"
#include "models/inventory/connection.h"
#include "models/values/unattended.h"

#include <QDir>
#include <QFile>
#include <QtConcurrent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr quint64 largestKernel = 2ULL << 30; // with its initial RAM disk; some have a system in it
} // namespace

MachineMaking::MachineMaking(Connection *connection, const MachinePlan &plan,
                             const InstallAnswers &answers, QObject *parent)
    : QObject(parent), m_connection(connection), m_plan(plan), m_answers(answers)
{
    m_promise.start();
}

MachineMaking::~MachineMaking()
{
    finish(tl::unexpected(Error{.kind = Error::Kind::Canceled}));
}

QFuture<Result<>> MachineMaking::run()
{
    const auto future = m_promise.future();
    if (m_folder.isValid() && !m_answers.scriptId.isEmpty())
        generate();
    else if (m_folder.isValid())
        prepare();
    else
        finish(tl::unexpected(
            Error{.summary = tr("Nothing can be written in the folder “%1”.").arg(QDir::tempPath()),
                  .detail = m_folder.errorString()}));
    return future;
}

void MachineMaking::cancel()
{
    m_canceled = true;
    if (m_seed)
        m_seed->cancel();
    if (m_download)
        m_download->cancel();
    if (m_creator)
        m_creator->cancel();
}

QUuid MachineMaking::machine() const
{
    return m_creator ? m_creator->machine() : QUuid();
}

QString MachineMaking::remark() const
{
    return m_creator ? m_creator->remark() : QString();
}

FirstBoot MachineMaking::firstBoot() const
{
    return m_creator ? m_creator->firstBoot() : FirstBoot();
}

JobOptions MachineMaking::jobOptions(const QString &target)
{
    const QPointer<MachineMaking> self = this;
    return {.target = target,
            .cancel =
                [self] {
                    if (self)
                        self->cancel();
                },
            .sample =
                [self](const JobOptions::Report &report) {
                    if (self)
                        self->report(report);
                }};
}

void MachineMaking::report(const JobOptions::Report &report)
{
    if (m_creator)
        m_creator->jobOptions({}).sample(report);
    else if (m_download)
        report(m_download->fraction(), tr("%1: %2").arg(m_step, m_download->sentence()));
    else
        report(-1, m_step);
}

bool MachineMaking::stops(const Result<> &result)
{
    if (m_finished)
        return true;
    if (result && !m_canceled && m_connection)
        return false;
    finish(result ? tl::unexpected(Error{.kind = Error::Kind::Canceled}) : result);
    return true;
}

// The first file that is not there yet.
void MachineMaking::prepare()
{
    if (stops({}))
        return;
    const auto wanting =
        std::find_if(m_plan.volumes.cbegin(), m_plan.volumes.cend(), [](const VolumeStep &step) {
            return step.kind == VolumeStep::Kind::Upload && step.file.isEmpty();
        });
    const int index = int(wanting - m_plan.volumes.cbegin());
    if (wanting == m_plan.volumes.cend())
        create();
    else if (wanting->use == VolumeStep::Use::Disk)
        writeSeed(index);
    else
        fetch(index);
}

void MachineMaking::generate()
{
    m_step = tr("Writing the answers for the installer");
    whenDone(m_catalog.unattended(m_answers.systemId, m_answers.scriptId, m_answers.architecture,
                                  m_answers.unattended),
             this, [this](const Result<UnattendedFile> &file) {
                 if (stops(file ? Result<>() : tl::unexpected(file.error())))
                     return;
                 m_script = *file;
                 BootSpec &boot = m_plan.spec.boot;
                 if (boot.kernelOnce) {
                     // It may say itself where to install from; twice is once too often.
                     const QString source = m_plan.tree.arguments();
                     if (!source.isEmpty() && m_script.kernelArguments.contains(source))
                         boot.commandLine.remove(source);
                     boot.commandLine =
                         (m_script.kernelArguments + u' ' + boot.commandLine).simplified();
                 }
                 prepare();
             });
}

void MachineMaking::writeSeed(int index)
{
    m_step = tr("Writing the settings for the first boot");
    const QString path = m_folder.filePath(u"settings-%1.iso"_s.arg(index));
    m_seed = std::make_unique<SeedImage>();
    const auto written = [this, index, path](const Result<> &done) {
        if (stops(done))
            return;
        m_plan.volumes[index].file = path;
        prepare();
    };
    switch (m_answers.unattended.injection) {
    case Injection::Cdrom:
        whenDone(m_seed->write(path, u"ANSWERS"_s, {{m_script.name, m_script.content}}), this,
                 written);
        return;
    case Injection::OemDrive:
        whenDone(m_seed->write(path, u"OEMDRV"_s, {{u"ks.cfg"_s, m_script.content}}), this,
                 written);
        return;
    case Injection::Initrd:
    case Injection::None:
        writeCloudSeed(path, written);
    }
}

void MachineMaking::writeCloudSeed(const QString &path,
                                   const std::function<void(const Result<> &)> &written)
{
    const QString instance = m_plan.spec.uuid.toString(QUuid::WithoutBraces);
    CloudInitForm form = m_answers.cloud;
    if (!m_plan.spec.networks.isEmpty() && form.network.macAddress.isEmpty())
        form.network.macAddress = m_plan.spec.networks.first().macAddress;
    whenDone(QtConcurrent::run([form, instance] { return writeCloudInit(form, instance); }), this,
             [this, path, written](const Result<CloudInitFiles> &files) {
                 if (!files)
                     written(tl::unexpected(files.error()));
                 else
                     whenDone(m_seed->write(path, *files), this, written);
             });
}

// Appended: the kernel reads one archive after the other.
bool MachineMaking::addToInitrd(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append))
        return false;
    const QByteArray padding(qsizetype((4 - file.size() % 4) % 4), '\0');
    const QByteArray addition = padding + initrdAddition(m_script.name, m_script.content);
    return file.write(addition) == addition.size() && file.flush();
}

void MachineMaking::fetch(int index)
{
    const bool kernel = m_plan.volumes.at(index).use == VolumeStep::Use::Kernel;
    const InstallTree &tree = m_plan.tree;
    m_step =
        kernel ? tr("Fetching the installer's kernel") : tr("Fetching the installer's RAM disk");
    const QString path = m_folder.filePath(kernel ? u"kernel"_s : u"initrd"_s);
    m_download =
        new Download({.url = QUrl(kernel ? tree.kernelUrl : tree.initrdUrl, QUrl::StrictMode),
                      .path = path,
                      .checksum = readChecksum(
                          QString::fromLatin1(kernel ? tree.kernelSha256 : tree.initrdSha256)),
                      .lookForChecksum = false,
                      .most = largestKernel},
                     this);
    whenDone(m_download->run(), this, [this, index, path](const Result<Downloaded> &fetched) {
        m_download->deleteLater();
        m_download.clear();
        if (!fetched) {
            Error error = fetched.error();
            if (error.kind != Error::Kind::Canceled)
                error.summary = tr("The installer could not be fetched. %1").arg(error.summary);
            stops(tl::unexpected(error));
            return;
        }
        if (stops({}))
            return;
        const bool initrd = m_plan.volumes.at(index).use == VolumeStep::Use::Initrd;
        if (initrd && m_answers.unattended.injection == Injection::Initrd && !addToInitrd(path)) {
            stops(tl::unexpected(
                Error{.summary = tr("Cannot write the answers for the installer.")}));
            return;
        }
        m_plan.volumes[index].file = path;
        prepare();
    });
}

void MachineMaking::create()
{
    m_creator = new MachineCreator(m_connection, m_plan, this);
    whenDone(m_creator->run(), this, [this](const Result<> &made) { finish(made); });
}

void MachineMaking::finish(const Result<> &result)
{
    if (std::exchange(m_finished, true))
        return;
    m_promise.addResult(result);
    m_promise.finish();
}
