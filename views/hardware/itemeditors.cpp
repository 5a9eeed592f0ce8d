// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/itemeditors.h"

#include "views/hardware/audioeditor.h"
#include "views/hardware/booteditor.h"
#include "views/hardware/chareditor.h"
#include "views/hardware/clockeditor.h"
#include "views/hardware/controllereditor.h"
#include "views/hardware/cpueditor.h"
#include "views/hardware/diskeditor.h"
#include "views/hardware/featureseditor.h"
#include "views/hardware/filesystemeditor.h"
#include "views/hardware/graphicseditor.h"
#include "views/hardware/hostdeviceeditor.h"
#include "views/hardware/inputeditor.h"
#include "views/hardware/interfaceeditor.h"
#include "views/hardware/iommueditor.h"
#include "views/hardware/itemeditor.h"
#include "views/hardware/machineeditor.h"
#include "views/hardware/memorydeviceeditor.h"
#include "views/hardware/memoryeditor.h"
#include "views/hardware/metadataeditor.h"
#include "views/hardware/paniceditor.h"
#include "views/hardware/redirfiltereditor.h"
#include "views/hardware/rngeditor.h"
#include "views/hardware/securityeditor.h"
#include "views/hardware/sharedmemoryeditor.h"
#include "views/hardware/smartcardeditor.h"
#include "views/hardware/soundeditor.h"
#include "views/hardware/systemeditor.h"
#include "views/hardware/systeminformationeditor.h"
#include "views/hardware/tpmeditor.h"
#include "views/hardware/tuningeditor.h"
#include "views/hardware/videoeditor.h"
#include "views/hardware/vsockeditor.h"
#include "views/hardware/watchdogeditor.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace {

using Make = ItemEditor *(*)(const HardwareServices &services, QWidget *parent);

template <typename Editor>
ItemEditor *make(const HardwareServices &services, QWidget *parent)
{
    return new Editor(services, parent);
}

// One line for each kind: {u"section:boot"_s, make<BootEditor>}.
const QHash<QString, Make> &makers()
{
    // clang-format off
    static const QHash<QString, Make> table{
        {u"section:machine"_s, make<MachineEditor>},
        {u"section:operating-system"_s, make<SystemEditor>},
        {u"section:boot"_s, make<BootEditor>},
        {u"section:cpu"_s, make<CpuEditor>},
        {u"section:memory"_s, make<MemoryEditor>},
        {u"section:clock"_s, make<ClockEditor>},
        {u"section:features"_s, make<FeaturesEditor>},
        {u"section:tuning"_s, make<TuningEditor>},
        {u"section:security"_s, make<SecurityEditor>},
        {u"section:system-information"_s, make<SystemInformationEditor>},
        {u"audio"_s, make<AudioEditor>},
        {u"section:metadata"_s, make<MetadataEditor>},
        {u"channel"_s, make<CharEditor>},
        {u"console"_s, make<CharEditor>},
        {u"controller"_s, make<ControllerEditor>},
        {u"disk"_s, make<DiskEditor>},
        {u"filesystem"_s, make<FilesystemEditor>},
        {u"graphics"_s, make<GraphicsEditor>},
        {u"hostdev"_s, make<HostDeviceEditor>},
        {u"input"_s, make<InputEditor>},
        {u"interface"_s, make<InterfaceEditor>},
        {u"iommu"_s, make<IommuEditor>},
        {u"memory"_s, make<MemoryDeviceEditor>},
        {u"panic"_s, make<PanicEditor>},
        {u"parallel"_s, make<CharEditor>},
        {u"redirdev"_s, make<CharEditor>},
        {u"redirfilter"_s, make<RedirFilterEditor>},
        {u"rng"_s, make<RngEditor>},
        {u"serial"_s, make<CharEditor>},
        {u"shmem"_s, make<SharedMemoryEditor>},
        {u"smartcard"_s, make<SmartcardEditor>},
        {u"sound"_s, make<SoundEditor>},
        {u"tpm"_s, make<TpmEditor>},
        {u"video"_s, make<VideoEditor>},
        {u"vsock"_s, make<VsockEditor>},
        {u"watchdog"_s, make<WatchdogEditor>},
    };
    // clang-format on
    return table;
}

} // namespace

ItemEditor *makeItemEditor(const QString &kind, const HardwareServices &services, QWidget *parent)
{
    const Make maker = makers().value(kind);
    return maker ? maker(services, parent) : nullptr;
}
