// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/devicewords.h"
#include "models/xml/fieldformats.h"
#include "models/xml/systemmetadata.h"

// What is said of a machine outside its devices. Paths start at <domain>. See fieldtable.h.
// clang-format off
namespace SectionFields {

inline constexpr Field machine[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Name"), u"name"},
    {QT_TRANSLATE_NOOP("Hardware", "Title"), u"title"},
    {QT_TRANSLATE_NOOP("Hardware", "Description"), u"description"},
    {QT_TRANSLATE_NOOP("Hardware", "UUID"), u"uuid"},
    {QT_TRANSLATE_NOOP("Hardware", "Hypervisor"), u"@type", Words::hypervisor},
    {QT_TRANSLATE_NOOP("Hardware", "Virtualization"), u"os/type", Words::osType},
    {QT_TRANSLATE_NOOP("Hardware", "Architecture"), u"os/type@arch"},
    {QT_TRANSLATE_NOOP("Hardware", "Machine type"), u"os/type@machine"},
    {QT_TRANSLATE_NOOP("Hardware", "Emulator"), u"devices/emulator"},
    {QT_TRANSLATE_NOOP("Hardware", "Number while running"), u"@id", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Generation ID"), u"genid"},
};

inline constexpr Field operatingSystem[] = {
    {QT_TRANSLATE_NOOP("Hardware", "System"), SystemMetadata::newPath},
};

inline constexpr Field boot[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Firmware"), u"os@firmware", Fields::firmware},
    {QT_TRANSLATE_NOOP("Hardware", "Firmware features"), u"os/firmware/*", Fields::firmwareFeatures},
    {QT_TRANSLATE_NOOP("Hardware", "Firmware file"), u"os/loader", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Read-only"), u"os/loader@readonly", Fields::yesNo, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Secure"), u"os/loader@secure", Fields::yesNo, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Firmware kind"), u"os/loader@type", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Stateless"), u"os/loader@stateless", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Firmware variables"), u"os/nvram", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Variables made from"), u"os/nvram@template", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Variables in"), u"os/nvram@type"},
    {QT_TRANSLATE_NOOP("Hardware", "Boot devices"), u"os/boot@dev", Words::bootDevice},
    {QT_TRANSLATE_NOOP("Hardware", "Boot menu"), u"os/bootmenu@enable", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Boot menu waits (ms)"), u"os/bootmenu@timeout"},
    {QT_TRANSLATE_NOOP("Hardware", "Kernel"), u"os/kernel"},
    {QT_TRANSLATE_NOOP("Hardware", "Initial RAM disk"), u"os/initrd"},
    {QT_TRANSLATE_NOOP("Hardware", "Kernel arguments"), u"os/cmdline"},
    {QT_TRANSLATE_NOOP("Hardware", "Root device"), u"os/root"},
    {QT_TRANSLATE_NOOP("Hardware", "Device tree"), u"os/dtb"},
    {QT_TRANSLATE_NOOP("Hardware", "ACPI table"), u"os/acpi/table/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "First process"), u"os/init"},
    {QT_TRANSLATE_NOOP("Hardware", "Its arguments"), u"os/initarg"},
    {QT_TRANSLATE_NOOP("Hardware", "Its environment"), u"os/initenv/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Its folder"), u"os/initdir"},
    {QT_TRANSLATE_NOOP("Hardware", "Its user"), u"os/inituser"},
    {QT_TRANSLATE_NOOP("Hardware", "Its group"), u"os/initgroup"},
    {QT_TRANSLATE_NOOP("Hardware", "SMBIOS from"), u"os/smbios@mode"},
    {QT_TRANSLATE_NOOP("Hardware", "Serial console for the firmware"), u"os/bios@useserial", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Reboot after a failed boot (ms)"), u"os/bios@rebootTimeout"},
    {QT_TRANSLATE_NOOP("Hardware", "Boot loader"), u"bootloader"},
    {QT_TRANSLATE_NOOP("Hardware", "Boot loader arguments"), u"bootloader_args"},
    {QT_TRANSLATE_NOOP("Hardware", "Firmware variables on"), u"os/nvram/source/*", Fields::all},
};

inline constexpr Field cpu[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Maximum"), u"vcpu"},
    {QT_TRANSLATE_NOOP("Hardware", "In use"), u"vcpu@current"},
    {QT_TRANSLATE_NOOP("Hardware", "Placement"), u"vcpu@placement"},
    {QT_TRANSLATE_NOOP("Hardware", "Host CPUs"), u"vcpu@cpuset"},
    {QT_TRANSLATE_NOOP("Hardware", "Each vCPU"), u"vcpus/vcpu/*", Fields::all, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Mode"), u"cpu@mode", Words::cpuMode, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Model"), u"cpu/model", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "If the host lacks it"), u"cpu/model@fallback", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Vendor"), u"cpu/vendor", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Vendor shown"), u"cpu/model@vendor_id"},
    {QT_TRANSLATE_NOOP("Hardware", "Match"), u"cpu@match", Words::cpuMatch, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Check"), u"cpu@check", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Can migrate"), u"cpu@migratable", Fields::yesNo, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Sockets"), u"cpu/topology@sockets"},
    {QT_TRANSLATE_NOOP("Hardware", "Dies"), u"cpu/topology@dies"},
    {QT_TRANSLATE_NOOP("Hardware", "Clusters"), u"cpu/topology@clusters"},
    {QT_TRANSLATE_NOOP("Hardware", "Cores"), u"cpu/topology@cores"},
    {QT_TRANSLATE_NOOP("Hardware", "Threads"), u"cpu/topology@threads"},
    {QT_TRANSLATE_NOOP("Hardware", "Cache"), u"cpu/cache/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Address bits"), u"cpu/maxphysaddr/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Features"), u"cpu/feature/*", Fields::cpuFeature, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "NUMA cells"), u"cpu/numa/cell/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "I/O threads"), u"iothreads"},
    {QT_TRANSLATE_NOOP("Hardware", "Each I/O thread"), u"iothreadids/iothread/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Shares"), u"cputune/shares"},
    {QT_TRANSLATE_NOOP("Hardware", "Period (µs)"), u"cputune/period"},
    {QT_TRANSLATE_NOOP("Hardware", "Quota (µs)"), u"cputune/quota"},
    {QT_TRANSLATE_NOOP("Hardware", "Period of all together (µs)"), u"cputune/global_period"},
    {QT_TRANSLATE_NOOP("Hardware", "Quota of all together (µs)"), u"cputune/global_quota"},
    {QT_TRANSLATE_NOOP("Hardware", "Pinned vCPUs"), u"cputune/vcpupin/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Pinned emulator threads"), u"cputune/emulatorpin@cpuset"},
    {QT_TRANSLATE_NOOP("Hardware", "Pinned I/O threads"), u"cputune/iothreadpin/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Schedulers"), u"cputune/vcpusched/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Period of the emulator (µs)"), u"cputune/emulator_period"},
    {QT_TRANSLATE_NOOP("Hardware", "Quota of the emulator (µs)"), u"cputune/emulator_quota"},
    {QT_TRANSLATE_NOOP("Hardware", "Period of I/O threads (µs)"), u"cputune/iothread_period"},
    {QT_TRANSLATE_NOOP("Hardware", "Quota of I/O threads (µs)"), u"cputune/iothread_quota"},
    {QT_TRANSLATE_NOOP("Hardware", "Scheduler of the emulator"), u"cputune/emulatorsched/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Schedulers of I/O threads"), u"cputune/iothreadsched/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Cache shares"), u"cputune/cachetune/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Memory bandwidth"), u"cputune/memorytune/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Distances between NUMA cells"), u"cpu/numa/interconnects/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Fewest threads in the main loop’s pool"), u"defaultiothread@thread_pool_min"},
    {QT_TRANSLATE_NOOP("Hardware", "Most threads in the main loop’s pool"), u"defaultiothread@thread_pool_max"},
};

inline constexpr Field memory[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Maximum"), u"memory", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "In use"), u"currentMemory", Fields::memory, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Hot-plug maximum"), u"maxMemory", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "Hot-plug slots"), u"maxMemory@slots"},
    {QT_TRANSLATE_NOOP("Hardware", "In core dumps"), u"memory@dumpCore", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Huge pages"), u"memoryBacking/hugepages/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Source"), u"memoryBacking/source@type", Words::memorySource},
    {QT_TRANSLATE_NOOP("Hardware", "Access"), u"memoryBacking/access@mode", Words::memoryAccess},
    {QT_TRANSLATE_NOOP("Hardware", "Allocation"), u"memoryBacking/allocation/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Locked in RAM"), u"memoryBacking/locked/*", Fields::present},
    {QT_TRANSLATE_NOOP("Hardware", "Not merged with other machines’"), u"memoryBacking/nosharepages/*", Fields::present},
    {QT_TRANSLATE_NOOP("Hardware", "Discarded at the end"), u"memoryBacking/discard/*", Fields::present},
    {QT_TRANSLATE_NOOP("Hardware", "Hard limit"), u"memtune/hard_limit", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "Soft limit"), u"memtune/soft_limit", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "Limit with swap"), u"memtune/swap_hard_limit", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "Guaranteed minimum"), u"memtune/min_guarantee", Fields::memory},
    {QT_TRANSLATE_NOOP("Hardware", "NUMA policy"), u"numatune/memory@mode", Words::numaMode},
    {QT_TRANSLATE_NOOP("Hardware", "NUMA nodes"), u"numatune/memory@nodeset"},
    {QT_TRANSLATE_NOOP("Hardware", "NUMA placement"), u"numatune/memory@placement"},
    {QT_TRANSLATE_NOOP("Hardware", "Each NUMA cell"), u"numatune/memnode/*", Fields::all},
};

inline constexpr Field tuning[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Disk weight"), u"blkiotune/weight"},
    {QT_TRANSLATE_NOOP("Hardware", "Each device"), u"blkiotune/device/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Resource group"), u"resource/partition", Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Fibre channel ID"), u"resource/fibrechannel@appid"},
    {QT_TRANSLATE_NOOP("Hardware", "Performance counters"), u"perf/event/*", Fields::perfEvent},
};

inline constexpr Field clock[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Clock shows"), u"clock@offset", Words::clockOffset},
    {QT_TRANSLATE_NOOP("Hardware", "Time zone"), u"clock@timezone"},
    {QT_TRANSLATE_NOOP("Hardware", "Adjustment"), u"clock@adjustment"},
    {QT_TRANSLATE_NOOP("Hardware", "Relative to"), u"clock@basis"},
    {QT_TRANSLATE_NOOP("Hardware", "Start"), u"clock@start"},
    {QT_TRANSLATE_NOOP("Hardware", "Timers"), u"clock/timer/*", Fields::all},
};

inline constexpr Field features[] = {
    {QT_TRANSLATE_NOOP("Hardware", "ACPI"), u"features/acpi/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "APIC"), u"features/apic/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "PAE"), u"features/pae/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "Hardware-assisted paging"), u"features/hap/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "System management mode"), u"features/smm/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "Virtual performance counters"), u"features/pmu/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "VMware I/O port"), u"features/vmport/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "Viridian"), u"features/viridian/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "Private network"), u"features/privnet/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "Interrupt controller"), u"features/gic@version"},
    {QT_TRANSLATE_NOOP("Hardware", "I/O APIC"), u"features/ioapic@driver"},
    {QT_TRANSLATE_NOOP("Hardware", "Virtual core dump device"), u"features/vmcoreinfo/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "Paravirtual spinlocks"), u"features/pvspinlock/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "High memory page tables"), u"features/hpt/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "Hyper-V enlightenments"), u"features/hyperv/*", Fields::featureList},
    {QT_TRANSLATE_NOOP("Hardware", "KVM features"), u"features/kvm/*", Fields::featureList},
    {QT_TRANSLATE_NOOP("Hardware", "Xen features"), u"features/xen/*", Fields::featureList},
    {QT_TRANSLATE_NOOP("Hardware", "Capabilities"), u"features/capabilities/*", Fields::featureList},
    {QT_TRANSLATE_NOOP("Hardware", "TCG"), u"features/tcg/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Count cache flush assist"), u"features/ccf-assist/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "Cache flush on privilege change"), u"features/cfpc@value"},
    {QT_TRANSLATE_NOOP("Hardware", "Transactional memory"), u"features/htm/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "Indirect branch speculation"), u"features/ibs@value"},
    {QT_TRANSLATE_NOOP("Hardware", "Speculation barrier"), u"features/sbbc@value"},
    {QT_TRANSLATE_NOOP("Hardware", "Nested virtualization"), u"features/nested-hv/*", Fields::feature},
    {QT_TRANSLATE_NOOP("Hardware", "Unknown model-specific registers"), u"features/msrs@unknown"},
};

inline constexpr Field lifecycle[] = {
    {QT_TRANSLATE_NOOP("Hardware", "When it powers off"), u"on_poweroff", Words::lifecycle},
    {QT_TRANSLATE_NOOP("Hardware", "When it reboots"), u"on_reboot", Words::lifecycle},
    {QT_TRANSLATE_NOOP("Hardware", "When it crashes"), u"on_crash", Words::lifecycle},
    {QT_TRANSLATE_NOOP("Hardware", "When a lock fails"), u"on_lockfailure", Words::lifecycle},
    {QT_TRANSLATE_NOOP("Hardware", "Suspend to RAM"), u"pm/suspend-to-mem@enabled", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Suspend to disk"), u"pm/suspend-to-disk@enabled", Fields::yesNo},
};

inline constexpr Field security[] = {
    {QT_TRANSLATE_NOOP("Hardware", "Security labels"), u"seclabel/*", Fields::all, Field::Runtime},
    {QT_TRANSLATE_NOOP("Hardware", "Launch security"), u"launchSecurity/*", Fields::all},
    {QT_TRANSLATE_NOOP("Hardware", "Key wrapping"), u"keywrap/cipher/*", Fields::all},
    // Of kinds that are newer than libvirt 9.
    {QT_TRANSLATE_NOOP("Hardware", "Author’s key"), u"launchSecurity@authorKey", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Key of the version (VCEK)"), u"launchSecurity@vcek", Fields::yesNo},
    {QT_TRANSLATE_NOOP("Hardware", "Workarounds that the guest sees (base64)"), u"launchSecurity/guestVisibleWorkarounds"},
    {QT_TRANSLATE_NOOP("Hardware", "ID block (base64)"), u"launchSecurity/idBlock"},
    {QT_TRANSLATE_NOOP("Hardware", "ID authentication (base64)"), u"launchSecurity/idAuth"},
    {QT_TRANSLATE_NOOP("Hardware", "Data of the host (base64)"), u"launchSecurity/hostData"},
    {QT_TRANSLATE_NOOP("Hardware", "Measured configuration (base64)"), u"launchSecurity/mrConfigId"},
    {QT_TRANSLATE_NOOP("Hardware", "Measured owner (base64)"), u"launchSecurity/mrOwner"},
    {QT_TRANSLATE_NOOP("Hardware", "Measured owner’s configuration (base64)"), u"launchSecurity/mrOwnerConfig"},
    {QT_TRANSLATE_NOOP("Hardware", "Quotes are made at"), u"launchSecurity/quoteGenerationService@path"},
};

inline constexpr Field systemInformation[] = {
    {QT_TRANSLATE_NOOP("Hardware", "From"), u"sysinfo@type"},
};

} // namespace SectionFields
