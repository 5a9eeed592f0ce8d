// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/import/importreader.h"

#include "models/core/async.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace {

ImportedMachine machineOf(const Appliance &appliance, const QString &path)
{
    const MachineSpec &spec = appliance.machine.spec;
    ImportedMachine machine{.package = path,
                            .name = spec.name,
                            .description = spec.description,
                            .systemName = appliance.machine.systemName,
                            .memoryKiB = spec.memoryKiB,
                            .vcpus = spec.vcpus,
                            .firmware = spec.firmware};
    for (qsizetype i = 0; i < appliance.files.size(); ++i) {
        const ImageFile &file = appliance.files[i];
        const OvfDisk &disk = appliance.machine.disks[i];
        machine.disks += ImportedDisk{.file = file.path,
                                      .offset = file.offset,
                                      .size = file.size,
                                      .format = disk.cdrom ? u"raw"_s : QString(),
                                      .capacity = disk.capacity,
                                      .cdrom = disk.cdrom};
    }
    return machine;
}

} // namespace

bool ImportReader::isPackage(const QString &path)
{
    return path.endsWith(u".ova", Qt::CaseInsensitive)
           || path.endsWith(u".ovf", Qt::CaseInsensitive);
}

QFuture<Result<ImportedMachine>> ImportReader::read(const QString &path)
{
    m_promise.start();
    if (!isPackage(path)) {
        m_found.disks = {ImportedDisk{.file = path}};
        readDisk(0);
        return m_promise.future();
    }
    whenDone(QtConcurrent::run(openAppliance, path), this,
             [this, path](const Result<Appliance> &appliance) {
                 if (!appliance)
                     return answer(tl::unexpected(appliance.error()));
                 m_found = machineOf(*appliance, path);
                 readDisk(0);
             });
    return m_promise.future();
}

void ImportReader::readDisk(qsizetype index)
{
    const auto known = [](const ImportedDisk &disk) {
        return disk.file.isEmpty() || !disk.format.isEmpty();
    };
    while (index < m_found.disks.size() && known(m_found.disks[index]))
        ++index;
    if (index == m_found.disks.size())
        return answer(m_found);
    const ImportedDisk &disk = m_found.disks[index];
    m_image = std::make_unique<ImageImport>();
    whenDone(m_image->inspect({disk.file, disk.offset, disk.size}), this,
             [this, index](const Result<ImageInfo> &info) {
                 if (!info)
                     return answer(tl::unexpected(info.error()));
                 m_found.disks[index].format = imageFormatName(info->format);
                 m_found.disks[index].capacity = info->virtualBytes;
                 readDisk(index + 1);
             });
}

void ImportReader::answer(const Result<ImportedMachine> &result)
{
    m_promise.addResult(result);
    m_promise.finish();
}
