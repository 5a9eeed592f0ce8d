// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the tree model says of its rows.
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/items/machinetreemodel.h"
#include "models/items/machinetreemodel_p.h"
#include "models/items/naturalorder.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

QString hostIconName(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Connected:
        return u"host-connected"_s;
    case ConnectionState::Connecting:
    case ConnectionState::NotResponding:
        return u"host-connecting"_s;
    case ConnectionState::Lost:
        return u"host-lost"_s;
    case ConnectionState::Failed:
        return u"host-failed"_s;
    case ConnectionState::Disconnected:
        break;
    }
    return u"host-disconnected"_s;
}

// Sums what is known; nothing known is nothing.
std::optional<double> sum(std::optional<double> a, std::optional<double> b)
{
    return a || b ? std::optional(a.value_or(0) + b.value_or(0)) : std::nullopt;
}

double orMinusOne(std::optional<double> value)
{
    return value && std::isfinite(*value) ? *value : -1;
}

QVariant shareOf(std::optional<quint64> part, quint64 whole)
{
    return part && whole > 0 ? QVariant(std::min(1.0, double(*part) / double(whole))) : QVariant();
}

// Views guess whether a tool tip is HTML: this one is, with nothing of it from outside.
QString toolTip(const QStringList &lines)
{
    return u"<p style='white-space:pre-wrap'>"_s + lines.join(u'\n').toHtmlEscaped() + u"</p>"_s;
}

} // namespace

const QString &MachineTreeModel::stateText(const Machine &machine) const
{
    QString &text = m_stateTexts[int(machine.state) * 2 + int(machine.savedState)];
    if (text.isEmpty())
        text = machineStateText(machine.state, machine.savedState);
    return text;
}

QString MachineTreeModel::machineStateLine(const Machine &machine) const
{
    const QString reason = machineReasonText(machine.state, machine.reason);
    return reason.isEmpty() ? stateText(machine)
                            : tr("%1: %2", "state: reason").arg(stateText(machine), reason);
}

QString MachineTreeModel::hostStateText(const Host &host) const
{
    const auto withReason = [&host](const QString &state) {
        if (!host.status.error)
            return state;
        const Error &error = *host.status.error;
        const QString &reason = error.reason();
        return reason.isEmpty() ? state
                                : tr("%1: %2", "state: reason").arg(state, SafeText::line(reason));
    };
    switch (host.status.state) {
    case ConnectionState::Connecting:
        return tr("Connecting…");
    case ConnectionState::Connected:
        return tr("Connected");
    case ConnectionState::NotResponding:
        return tr("Not responding");
    case ConnectionState::Lost:
        return withReason(tr("Connection lost"));
    case ConnectionState::Failed:
        return withReason(tr("Failed"));
    case ConnectionState::Disconnected:
        break;
    }
    return tr("Disconnected");
}

QVariant MachineTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    if (const auto *host = static_cast<const Host *>(index.constInternalPointer())) {
        if (role == SortRole) {
            const SortValue value = sortValue(host->row, index.row(), column);
            const bool text =
                column == Name || column == Address || column == HostName || column == Tags;
            return text ? QVariant(value.text) : QVariant(value.number);
        }
        return machineData(*host, *host->rows[size_t(index.row())], column, role);
    }
    return hostData(*m_hosts[size_t(index.row())], column, role);
}

QVariant MachineTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Cpu:
        return tr("CPU");
    case Vcpus:
        return tr("vCPUs");
    case Memory:
        return tr("Memory");
    case DiskIo:
        return tr("Disk I/O");
    case NetworkIo:
        return tr("Network I/O");
    case Address:
        return tr("IP address");
    case HostName:
        return tr("Host");
    case Autostart:
        return tr("Autostart");
    case Tags:
        return tr("Tags");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant MachineTreeModel::machineData(const Host &host, const Row &row, int column, int role) const
{
    const Machine &machine = row.machine;
    const bool active = machine.isActive();
    switch (role) {
    case Qt::DisplayRole:
        switch (Column(column)) {
        case Name:
            return SafeText::line(machine.displayName());
        case Cpu:
            return active && row.usage.cpuShare ? Units::percent(*row.usage.cpuShare) : QString();
        case Vcpus:
            return machine.vcpus ? QVariant(machine.vcpus) : QVariant();
        case Memory:
            return machine.memoryKiB ? Units::kibibytes(machine.memoryKiB) : QString();
        case DiskIo:
        case NetworkIo: {
            const auto rate = column == DiskIo
                                  ? sum(row.usage.diskReadRate, row.usage.diskWriteRate)
                                  : sum(row.usage.receiveRate, row.usage.sendRate);
            return active && rate ? Units::rate(*rate) : QString();
        }
        case Address:
            return SafeText::line(machine.addresses().join(u", "_s));
        case HostName:
            return SafeText::line(host.name);
        case Autostart:
            return machine.autostart ? tr("Yes") : QString();
        case Tags:
            return SafeText::line(machine.tags.join(u", "_s));
        case ColumnCount:
            break;
        }
        return {};
    case Qt::ToolTipRole:
        return machineToolTip(host, row, column);
    case Qt::AccessibleDescriptionRole:
        return column == Name ? QVariant(machineStateLine(machine)) : QVariant();
    case KeyRole:
        return QVariant::fromValue(MachineKey{host.config.id, machine.uuid});
    case ConnectionRole:
        return host.config.id;
    case IsHostRole:
        return false;
    case StateRole:
        return int(machine.state);
    case StateTextRole:
        return machineStateLine(machine);
    case IconNameRole:
        return machineIconName(machine);
    case MachineRole:
        return QVariant::fromValue(machine);
    case StaleRole:
        return !host.status.isUsable();
    case UsageRole:
        return QVariant::fromValue(row.usage);
    case ShareRole:
        if (column == Cpu)
            return active && row.usage.cpuShare ? QVariant(*row.usage.cpuShare) : QVariant();
        return column == Memory && active ? shareOf(row.usage.memoryUsedKiB, machine.memoryKiB)
                                          : QVariant();
    case TrailRole:
        return column == Cpu && active && m_trail
                   ? QVariant::fromValue(m_trail({host.config.id, machine.uuid}))
                   : QVariant();
    case PictureRole:
        if (column == Name && m_picture) {
            if (const QImage picture = m_picture({host.config.id, machine.uuid}); !picture.isNull())
                return picture;
        }
        return {};
    case SearchRole:
        return QStringList{machine.name,
                           machine.title,
                           stateText(machine),
                           host.name,
                           machine.tags.join(u'\n'),
                           machine.addresses().join(u'\n')}
            .join(u'\n');
    default:
        return {};
    }
}

QVariant MachineTreeModel::hostData(const Host &host, int column, int role) const
{
    const bool usable = host.status.isUsable();
    const quint64 memory = host.usage.memoryTotalKiB.value_or(host.info.memoryKiB);
    switch (role) {
    case Qt::DisplayRole:
        switch (Column(column)) {
        case Name:
            return SafeText::line(host.name);
        case Cpu:
            return usable && host.usage.cpuShare ? Units::percent(*host.usage.cpuShare) : QString();
        case Vcpus:
            return host.info.cpus ? QVariant(host.info.cpus) : QVariant();
        case Memory:
            return memory ? Units::kibibytes(memory) : QString();
        case HostName:
            return SafeText::line(host.info.hostname);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return hostToolTip(host);
    case Qt::AccessibleDescriptionRole:
        return column == Name ? QVariant(hostStateText(host)) : QVariant();
    case KeyRole:
        return QVariant::fromValue(MachineKey{host.config.id, {}});
    case ConnectionRole:
        return host.config.id;
    case IsHostRole:
        return true;
    case StateRole:
        return int(host.status.state);
    case StateTextRole:
        return hostStateText(host);
    case IconNameRole:
        return hostIconName(host.status.state);
    case StaleRole:
        return !usable;
    case UsageRole:
        return QVariant::fromValue(host.usage);
    case ShareRole:
        if (column == Cpu)
            return usable && host.usage.cpuShare ? QVariant(*host.usage.cpuShare) : QVariant();
        return column == Memory && usable ? shareOf(host.usage.memoryUsedKiB, memory) : QVariant();
    case TrailRole:
        return column == Cpu && usable && m_hostTrail
                   ? QVariant::fromValue(m_hostTrail(host.config.id))
                   : QVariant();
    case SortRole:
        return naturalOrderKey(host.name);
    case SearchRole:
        return QStringList{host.name, host.info.hostname, hostStateText(host)}.join(u'\n');
    default:
        return {};
    }
}

QString MachineTreeModel::machineToolTip(const Host &host, const Row &row, int column) const
{
    const Machine &machine = row.machine;
    const MachineUsage &usage = row.usage;
    const auto rate = [](std::optional<double> value) {
        return value ? Units::rate(*value) : tr("unknown");
    };
    QStringList lines;
    if (column == DiskIo && machine.isActive() && (usage.diskReadRate || usage.diskWriteRate)) {
        lines
            << tr("Read: %1\nWritten: %2").arg(rate(usage.diskReadRate), rate(usage.diskWriteRate));
    } else if (column == NetworkIo && machine.isActive() && (usage.receiveRate || usage.sendRate)) {
        lines << tr("Received: %1\nSent: %2").arg(rate(usage.receiveRate), rate(usage.sendRate));
    } else if (column == Memory && machine.isActive() && usage.memoryUsedKiB) {
        lines << tr("%1 of %2 used")
                     .arg(Units::kibibytes(*usage.memoryUsedKiB),
                          Units::kibibytes(machine.memoryKiB));
    } else if (column == Address || column == Tags) {
        const QStringList &all = column == Address ? machine.addresses() : machine.tags;
        for (const QString &each : all.first(std::min(all.size(), qsizetype(32))))
            lines << SafeText::line(each);
    } else {
        lines << SafeText::line(machine.displayName(), 1000);
        if (!machine.title.isEmpty() && machine.title != machine.name)
            lines << tr("Name: %1").arg(SafeText::line(machine.name, 1000));
        lines << machineStateLine(machine);
        if (!machine.osName.isEmpty())
            lines << SafeText::line(machine.osName);
    }
    if (!host.status.isUsable() && host.status.dataFrom.isValid())
        lines << tr("Last known %1 ago")
                     .arg(Units::duration(std::max(
                         qint64(0), host.status.dataFrom.secsTo(QDateTime::currentDateTime()))));
    return lines.isEmpty() ? QString() : toolTip(lines);
}

QString MachineTreeModel::hostToolTip(const Host &host) const
{
    QStringList lines{SafeText::line(host.name, 1000), SafeText::line(host.config.uri, 1000),
                      hostStateText(host)};
    if (host.status.error) {
        for (const QString &text : {host.status.error->summary, host.status.error->advice})
            if (!text.isEmpty())
                lines << SafeText::block(text, 1000);
    }
    const QDateTime now = QDateTime::currentDateTime();
    if (host.status.retryAt.isValid() && host.status.retryAt > now)
        lines << tr("Tries again in %1").arg(Units::duration(now.secsTo(host.status.retryAt)));
    if (!host.status.isUsable() && host.status.dataFrom.isValid())
        lines << tr("Last known %1 ago")
                     .arg(Units::duration(std::max(qint64(0), host.status.dataFrom.secsTo(now))));
    if (host.status.isUsable() && host.usage.memoryUsedKiB && host.usage.memoryTotalKiB)
        lines << tr("Memory: %1 of %2 used")
                     .arg(Units::kibibytes(*host.usage.memoryUsedKiB),
                          Units::kibibytes(*host.usage.memoryTotalKiB));
    return toolTip(lines);
}

MachineTreeModel::SortValue MachineTreeModel::sortValue(int hostRow, int row, int column) const
{
    const Host &host = *m_hosts[size_t(hostRow)];
    const Row &each = *host.rows[size_t(row)];
    const Machine &machine = each.machine;
    const bool active = machine.isActive();
    switch (Column(column)) {
    case Cpu:
        return {.number = active ? orMinusOne(each.usage.cpuShare) : -1};
    case Vcpus:
        return {.number = double(machine.vcpus)};
    case Memory:
        return {.number = double(machine.memoryKiB)};
    case DiskIo:
        return {.number = active
                              ? orMinusOne(sum(each.usage.diskReadRate, each.usage.diskWriteRate))
                              : -1};
    case NetworkIo:
        return {.number =
                    active ? orMinusOne(sum(each.usage.receiveRate, each.usage.sendRate)) : -1};
    case Address:
        return {.text = naturalOrderKey(machine.addresses().value(0))};
    case Autostart:
        return {.number = machine.autostart ? 0.0 : 1.0};
    case Tags:
        return {.text = naturalOrderKey(machine.tags.join(u','))};
    case Name:
        return {.text = each.orderKey};
    case HostName: // the same for all rows of a group
    case ColumnCount:
        break;
    }
    return {};
}

bool MachineTreeModel::matches(int hostRow, int row, const MachineFilter &filter) const
{
    const Host &host = *m_hosts[size_t(hostRow)];
    const Machine &machine = host.rows[size_t(row)]->machine;
    return filter.matches({machine.name, machine.title, stateText(machine), host.name, machine.tags,
                           machine.addresses()});
}

bool MachineTreeModel::hostMatches(int hostRow, const MachineFilter &filter) const
{
    const Host &host = *m_hosts[size_t(hostRow)];
    return filter.matches({host.name, host.info.hostname, hostStateText(host), host.name, {}, {}});
}
