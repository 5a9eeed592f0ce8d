// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/machinedraft.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/values/machinetext.h"
#include "models/values/storagerules.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MachineDraft)
};

constexpr quint64 gibiByte = 1ULL << 30;
constexpr quint64 leastMemoryKiB = 16ULL * 1024;

} // namespace

QList<Preallocation> preallocationsOf(const QString &format, const StoragePool &pool)
{
    if (!poolForm(pool.type).files)
        return {Preallocation::Full};
    if (format == "raw"_L1)
        return {Preallocation::None, Preallocation::Full};
    return {Preallocation::None, Preallocation::Metadata, Preallocation::Full};
}

QString driveText(const FurtherDrive &drive)
{
    const QString name = SafeText::line(drive.medium.name(), 80);
    switch (drive.kind) {
    case FurtherDrive::Kind::NewDisk:
        return Text::tr("New disk, %1 in “%2”")
            .arg(Units::bytes(drive.bytes), SafeText::line(drive.pool.name, 60));
    case FurtherDrive::Kind::ExistingDisk:
        return Text::tr("Disk “%1”").arg(name);
    case FurtherDrive::Kind::Cd:
        return Text::tr("CD “%1”").arg(name);
    case FurtherDrive::Kind::DriverCd:
        break;
    }
    return Text::tr("CD with drivers, “%1”").arg(name);
}

bool isRunnableFormat(const QString &format)
{
    return format.isEmpty() || format == "raw"_L1 || format == "qcow2"_L1;
}

QString MediumChoice::name() const
{
    if (file.isEmpty() && !volume.name.isEmpty())
        return volume.name;
    return file.mid(file.lastIndexOf(u'/') + 1);
}

SystemResources recommendedResources(const SystemFacts &system, const HostSize &host)
{
    const auto best = [](auto recommended, auto minimum, auto fallback) {
        return recommended > 0 ? recommended : minimum > 0 ? minimum : fallback;
    };
    SystemResources wanted;
    wanted.memory = best(system.recommended.memory, system.minimum.memory, 2 * gibiByte);
    wanted.cpus = best(system.recommended.cpus, system.minimum.cpus, 2);
    wanted.storage = best(system.recommended.storage, system.minimum.storage, 20 * gibiByte);
    // Half of the host is left to itself, unless the system cannot do with the other half.
    if (host.memoryKiB > 0) {
        const quint64 half = qMax(host.memoryKiB / 2 / 1024 * 1024 * 1024, system.minimum.memory);
        wanted.memory = qMin(wanted.memory, half);
    }
    if (host.cpus > 0)
        wanted.cpus = qMin(wanted.cpus, host.cpus);
    if (host.maximumVcpus > 0)
        wanted.cpus = qMin(wanted.cpus, host.maximumVcpus);
    wanted.memory = qMax(wanted.memory, leastMemoryKiB * 1024);
    wanted.cpus = qMax(wanted.cpus, 1);
    return wanted;
}

QString memoryProblem(quint64 kib, const HostSize &host)
{
    if (kib < leastMemoryKiB)
        return Text::tr("A machine needs %1 at least.").arg(Units::kibibytes(leastMemoryKiB));
    if (host.memoryKiB > 0 && kib > host.memoryKiB)
        return Text::tr("The host has only %1.").arg(Units::kibibytes(host.memoryKiB));
    return {};
}

QString memoryRemark(quint64 kib, const SystemFacts &system, const HostSize &host)
{
    QStringList sentences;
    const QString name = SafeText::line(system.system.name, 60);
    if (system.minimum.memory > kib * 1024)
        sentences +=
            Text::tr("%1 needs %2 at least.").arg(name, Units::bytes(system.minimum.memory));
    else if (system.recommended.memory > 0)
        sentences +=
            Text::tr("Recommended for %1: %2.").arg(name, Units::bytes(system.recommended.memory));
    if (host.memoryKiB > 0)
        sentences += Text::tr("The host has %1.").arg(Units::kibibytes(host.memoryKiB));
    return sentences.join(u' ');
}

QString vcpusProblem(int vcpus, const HostSize &host)
{
    if (vcpus < 1)
        return Text::tr("A machine needs a processor.");
    if (host.maximumVcpus > 0 && vcpus > host.maximumVcpus)
        return Text::tr("A machine can have %n processor(s) here at most.", nullptr,
                        host.maximumVcpus);
    return {};
}

QString vcpusRemark(int vcpus, const SystemFacts &system, const HostSize &host)
{
    if (host.cpus > 0 && vcpus > host.cpus) {
        return Text::tr(
            "The host has only %n processor(s): the machine will be slower than with as "
            "many.",
            nullptr, host.cpus);
    }
    QStringList sentences;
    if (system.recommended.cpus > 0) {
        sentences += Text::tr("Recommended for %1: %2.")
                         .arg(SafeText::line(system.system.name, 60),
                              QString::number(system.recommended.cpus));
    }
    if (host.cpus > 0)
        sentences += Text::tr("The host has %n processor(s).", nullptr, host.cpus);
    return sentences.join(u' ');
}

QString newDiskProblem(quint64 bytes, const StoragePool &pool, Preallocation preallocation)
{
    if (pool.uuid.isNull())
        return Text::tr("The host has no running storage pool that a disk can be made in.");
    if (bytes < (1ULL << 20))
        return Text::tr("The disk is too small.");
    // Where nothing is thin, all of it is taken at once.
    const bool full = preallocation == Preallocation::Full || !poolForm(pool.type).files;
    if (full && pool.available > 0 && bytes > pool.available)
        return Text::tr("Only %1 are free in “%2”.")
            .arg(Units::bytes(pool.available), SafeText::line(pool.name, 60));
    return {};
}

QString newDiskRemark(quint64 bytes, const StoragePool &pool, const SystemFacts &system)
{
    QStringList sentences;
    if (system.minimum.storage > bytes) {
        sentences +=
            Text::tr("%1 needs %2 at least.")
                .arg(SafeText::line(system.system.name, 60), Units::bytes(system.minimum.storage));
    } else if (system.recommended.storage > 0) {
        sentences += Text::tr("Recommended for %1: %2.")
                         .arg(SafeText::line(system.system.name, 60),
                              Units::bytes(system.recommended.storage));
    }
    if (!pool.uuid.isNull() && pool.capacity > 0) {
        sentences += Text::tr("%1 are free.").arg(Units::bytes(pool.available));
        if (bytes > pool.available && poolForm(pool.type).files)
            sentences += Text::tr("The disk grows as it is filled; it cannot become full here.");
    }
    return sentences.join(u' ');
}

QString newNameProblem(const QString &name, const QStringList &taken)
{
    if (const QString problem = renameProblem(name); !problem.isEmpty())
        return problem;
    return taken.contains(name) ? Text::tr("The host has a machine of this name already.")
                                : QString();
}

QString containerProblem(const ContainerSpec &container)
{
    if (container.init.isEmpty())
        return Text::tr("A container is there for a program: say which.");
    if (!container.init.startsWith(u'/'))
        return Text::tr("The program’s path is absolute: it begins with a slash.");
    if (!container.rootFolder.isEmpty() && !container.rootFolder.startsWith(u'/'))
        return Text::tr("The folder’s path is absolute: it begins with a slash.");
    return {};
}

QString suggestedName(const SystemFacts &system, const MachineDraft &draft,
                      const QStringList &taken)
{
    QString name = draft.imported.name.isEmpty()
                       ? system.system.shortId
                       : SafeText::fileName(draft.imported.name.left(60)).trimmed();
    if (name.isEmpty() && !draft.medium.isEmpty()) {
        name = draft.medium.name();
        const qsizetype dot = name.lastIndexOf(u'.');
        if (dot > 0)
            name.truncate(dot);
        name = SafeText::fileName(name.left(60));
    }
    if (name.isEmpty() || !renameProblem(name).isEmpty())
        name = u"machine"_s;
    for (int number = 1;; ++number) {
        const QString tried = number == 1 ? name : u"%1-%2"_s.arg(name, QString::number(number));
        if (!taken.contains(tried))
            return tried;
    }
}

QString freeVolumeName(const QString &name, const QStringList &taken)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString stem = dot > 0 ? name.left(dot) : name;
    const QString ending = dot > 0 ? name.mid(dot) : QString();
    for (int number = 1;; ++number) {
        const QString tried = number == 1 ? name : stem + u'-' + QString::number(number) + ending;
        if (!taken.contains(tried))
            return tried;
    }
}

QString diskFormatOf(const QByteArray &beginning)
{
    static constexpr std::pair<const char *, const char *> known[] = {
        {"QFI\xfb", "qcow2"}, {"KDMV", "vmdk"}, {"vhdxfile", "vhdx"}, {"conectix", "vpc"}};
    for (const auto &[magic, format] : known) {
        if (beginning.startsWith(magic))
            return QString::fromLatin1(format);
    }
    // Behind a line of text.
    if (beginning.mid(64, 4) == QByteArrayLiteral("\x7f\x10\xda\xbe"))
        return u"vdi"_s;
    return u"raw"_s;
}
