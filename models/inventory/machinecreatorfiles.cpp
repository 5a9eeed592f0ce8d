// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of MachineCreator that has to do with files of this computer.
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/import/appliance.h"
#include "models/import/imagecopy.h"
#include "models/inventory/connection.h"
#include "models/inventory/machinecreator.h"
#include "models/inventory/storage.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

// Before anything is made of it.
void MachineCreator::checkPackage()
{
    m_step = tr("Checking the package");
    m_stopChecking = std::make_shared<std::atomic<bool>>(false);
    const auto check = [path = m_plan.package, stop = m_stopChecking] {
        return openAppliance(path).and_then([&](const Appliance &appliance) {
            return verifyAppliance(appliance, [&] { return stop->load(); });
        });
    };
    whenDone(QtConcurrent::run(check), this, [this](const Result<> &whole) {
        if (!stops(whole))
            makeVolume(0);
    });
}

void MachineCreator::sendConverted(int index)
{
    const VolumeStep &step = m_plan.volumes.at(index);
    m_step = tr("Converting the image for “%1”").arg(SafeText::line(step.volume.name, 80));
    m_copy = std::make_unique<ImageCopy>();
    const auto target = step.volume.format == "qcow2"_L1 ? ImageFormat::Qcow2 : ImageFormat::Raw;
    const auto copied =
        m_copy->make({step.file, step.fileOffset, step.fileSize}, step.convertFrom, target);
    whenDone(copied, this, [this, index](const Result<QString> &path) {
        if (stops(path ? Result<>() : tl::unexpected(path.error())))
            return;
        const VolumeStep &one = m_plan.volumes.at(index);
        m_step = tr("Sending the volume “%1”").arg(SafeText::line(one.volume.name, 80));
        follow(index,
               m_connection->storage()->uploadVolume(one.pool, one.volume.name, *path, m_entry));
    });
}
