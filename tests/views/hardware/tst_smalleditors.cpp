// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/domainvalidator.h"
#include "models/xml/domaindescriptionreader.h"
#include "tests/views/hardware/editorrig.h"

using namespace Qt::StringLiterals;

// The editors of devices that are rarely there and have few settings.
class TestSmallEditors : public QObject
{
    Q_OBJECT

    std::shared_ptr<const DomainSchema> schema;

    static QString keyOf(const QByteArray &device)
    {
        const auto read = readDomain("<domain><devices>" + device + "</devices></domain>");
        return read && !read->devices.isEmpty() ? read->devices.first().key : QString();
    }
    static QStringList offered(const EditorRig &bench, const QString &name)
    {
        QStringList texts;
        const auto *box = bench.find<QComboBox>(name);
        for (int i = 0; box && i < box->count(); ++i)
            texts += box->itemText(i);
        return texts;
    }
    // What libvirt's grammar has against this device; empty: nothing.
    QString problem(const QByteArray &device) const
    {
        QStringList all;
        for (const XmlProblem &one :
             DomainValidator(schema).check(device, {.parents = {u"domain"_s, u"devices"_s}}))
            all += one.sentence;
        return all.join(u'\n');
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto read = DomainSchema::read();
        QVERIFY(read);
        schema = *read;
    }

    void untouchedNothingIsSaid()
    {
        const QByteArray devices[] = {
            "<watchdog model='i6300esb' action='pause'/>",
            "<watchdog model='newer' action='newer'/>",
            "<panic model='hyperv'/>",
            "<smartcard mode='host'/>",
            "<smartcard mode='host-certificates'><certificate>a</certificate><certificate>b"
            "</certificate><certificate>c</certificate><database>/etc/pki/nssdb/</database>"
            "</smartcard>",
            "<smartcard mode='passthrough' type='tcp'><source mode='bind' host='127.0.0.1' "
            "service='2001'/><protocol type='raw'/></smartcard>",
            "<smartcard mode='other'/>",
            "<shmem name='s'><model type='ivshmem-doorbell'/><server path='/tmp/s'/><msi "
            "vectors='32' ioeventfd='on'/></shmem>",
            "<shmem name='s'><size>4194304</size></shmem>",
            "<shmem name='s'><size unit='M'>4</size></shmem>",
            "<vsock model='virtio'><cid auto='no' address='3'/></vsock>",
            "<vsock/>",
            "<audio id='1' type='pulseaudio' serverName='tcp:host'><input mixingEngine='yes' "
            "fixedSettings='yes' voices='1' bufferLength='100'><settings frequency='44100' "
            "channels='2' format='s16'/></input><output name='sink' latency='20'/></audio>",
            "<audio id='2' type='newer' what='x'><input odd='y'/></audio>",
            "<iommu model='intel'><driver intremap='on' caching_mode='on' eim='off' iotlb='on' "
            "aw_bits='48'/></iommu>",
            "<iommu/>",
            "<input type='evdev'><source dev='/dev/input/event1' grab='all' grabToggle='alt-alt' "
            "repeat='on'/></input>",
            "<input type='tablet' bus='usb'><address type='usb' bus='0' port='1'/></input>",
            "<input type='newer' bus='newer'/>",
            "<input/>",
            "<audio/>",
            "<shmem/>",
            "<smartcard/>",
            "<watchdog/>",
            "<panic/>"};
        for (const QByteArray &one : devices) {
            for (const auto &grammar : {std::shared_ptr<const DomainSchema>(), schema}) {
                EditorRig bench(one, keyOf(one));
                QVERIFY2(bench.settings.editor(), one);
                bench.schema = grammar;
                bench.fill();
                QCOMPARE(bench.edits, 0);
                QCOMPARE(bench.device(), one);
            }
        }
    }

    void whatTheGrammarDoesNotKnowIsNotOfferedButKept()
    {
        const QByteArray watchdog = "<watchdog model='newest' action='reset'/>";
        EditorRig bench(watchdog, keyOf(watchdog));
        bench.schema = schema;
        bench.fill();
        QCOMPARE(offered(bench, u"Model"_s),
                 (QStringList{u"None"_s, u"Intel 6300ESB (PCI)"_s, u"iBASE 700 (ISA)"_s,
                              u"DIAG 288 (IBM Z)"_s, u"newest"_s}));
        QCOMPARE(bench.shown(u"Model"_s), u"newest"_s);
        QVERIFY(bench.choose(u"When the guest hangs"_s, u"Dump memory"_s));
        QVERIFY(bench.says(u"which may need much room"_s));
        QVERIFY(bench.choose(u"Model"_s, u"iBASE 700 (ISA)"_s));
        QCOMPARE(bench.device(), "<watchdog model='ib700' action='dump'/>");
        QVERIFY(bench.choose(u"When the guest hangs"_s, u"Default (reset)"_s));
        QCOMPARE(bench.device(), "<watchdog model='ib700'/>");
        QCOMPARE(problem(bench.device()), QString());
    }

    void aPanicNotifierIsOneOfTheHosts()
    {
        const QByteArray panic = "<panic model='isa'/>";
        auto host = std::make_shared<HardwareChoices>();
        host->capabilities.emplace().crashDevices = {u"isa"_s, u"hyperv"_s};
        EditorRig bench(panic, keyOf(panic), {}, host);
        QCOMPARE(offered(bench, u"Model"_s).size(), 3);
        QVERIFY(bench.choose(u"Model"_s, u"Hyper-V (Windows guests)"_s));
        QCOMPARE(bench.device(), "<panic model='hyperv'/>");
        QVERIFY(bench.choose(u"Model"_s, u"Default"_s));
        QCOMPARE(bench.device(), "<panic/>");
    }

    void anotherModeOfAReaderKeepsNothingOfTheFirst()
    {
        const QByteArray card =
            "<smartcard mode='passthrough' type='tcp'><source mode='bind' host='127.0.0.1' "
            "service='2001'/><protocol type='raw'/><address type='ccid' controller='0' slot='0'/>"
            "</smartcard>";
        EditorRig bench(card, keyOf(card));
        bench.schema = schema;
        bench.fill();
        QVERIFY(bench.type(u"Port"_s, u"2002"_s));
        QVERIFY(bench.choose(u"Mode"_s, u"The host’s reader"_s));
        QCOMPARE(bench.device(), "<smartcard mode='host'><address type='ccid' controller='0' "
                                 "slot='0'/></smartcard>");
        QVERIFY(bench.choose(u"Mode"_s, u"Certificates of the host"_s));
        QVERIFY(bench.type(u"Certificate 2"_s, u"mine"_s));
        QVERIFY(bench.type(u"Database"_s, u"/etc/db"_s));
        QVERIFY(bench.device().contains("<certificate>cert1</certificate><certificate>mine"
                                        "</certificate><certificate>cert3</certificate>"));
        QVERIFY(bench.device().contains("<database>/etc/db</database>"));
        QVERIFY(bench.type(u"Certificate 3"_s, {}));
        QVERIFY(bench.says(u"Three certificates are needed."_s));
        QVERIFY(bench.choose(u"Mode"_s, u"From the console’s computer"_s));
        QCOMPARE(bench.device(), card);
        QVERIFY(bench.changes.isEmpty());
    }

    void aReadersConnectionIsChanged()
    {
        const QByteArray card = "<smartcard mode='passthrough' type='spicevmc'/>";
        EditorRig bench(card, keyOf(card));
        QVERIFY(bench.says(u"It needs a SPICE display."_s));
        QVERIFY(bench.choose(u"Connected to"_s, u"Unix socket"_s));
        QVERIFY(bench.type(u"Path"_s, u"/run/card"_s));
        QCOMPARE(bench.device(), "<smartcard mode='passthrough' type='unix'><source mode='bind' "
                                 "path='/run/card'/></smartcard>");
        QCOMPARE(problem(bench.device()), QString());
        QVERIFY(bench.choose(u"Connected to"_s, u"SPICE"_s));
        QVERIFY(bench.changes.isEmpty());
    }

    void sharedMemoryIsPlainOrHasAServer()
    {
        const QByteArray memory = "<shmem name='ring'>\n  <model type='ivshmem-plain'/>\n"
                                  "  <size unit='M'>4</size>\n</shmem>";
        EditorRig bench(memory, keyOf(memory));
        bench.schema = schema;
        bench.fill();
        QCOMPARE(bench.shown(u"Size"_s), u"4"_s);
        QVERIFY(bench.type(u"Size"_s, u"6"_s));
        QVERIFY(bench.says(u"power of two"_s));
        QVERIFY(bench.type(u"Size"_s, u"8"_s));
        QVERIFY(!bench.says(u"power of two"_s));
        QCOMPARE(bench.device(), QByteArray(memory).replace("unit='M'>4", "unit='KiB'>8192"));
        QVERIFY(bench.type(u"Size"_s, u"4"_s));
        QVERIFY(bench.changes.isEmpty());

        QVERIFY(bench.choose(u"Model"_s, u"With a server (ivshmem-doorbell)"_s));
        QVERIFY(bench.device().contains("<server/>"));
        QVERIFY(!bench.device().contains("<size"));
        QVERIFY(bench.type(u"Socket of the server"_s, u"/run/s"_s));
        QVERIFY(bench.press(u"Interrupts (MSI)"_s));
        QVERIFY(bench.type(u"Interrupt vectors"_s, u"16"_s));
        QVERIFY(bench.choose(u"Interrupts without leaving the guest"_s, u"Yes"_s));
        QVERIFY(bench.choose(u"Role"_s, u"Guest of another (peer)"_s));
        QVERIFY(bench.device().contains("<server path='/run/s'/>"));
        QVERIFY(bench.device().contains("<msi vectors='16' ioeventfd='on'/>"));
        QCOMPARE(problem(bench.device()), QString());
        QVERIFY(bench.type(u"Socket of the server"_s, {}));
        QVERIFY(bench.device().contains("<server/>"));
        QVERIFY(bench.choose(u"Role"_s, u"Default"_s));
        QVERIFY(bench.choose(u"Model"_s, u"Memory alone (ivshmem-plain)"_s));
        QCOMPARE(bench.device(), memory);
        QVERIFY(bench.changes.isEmpty());
        QVERIFY(bench.type(u"Name"_s, u"a/b"_s));
        QVERIFY(bench.says(u"A name has no slash."_s));
    }

    void bytesAreShownAsWhatTheyAre()
    {
        const QByteArray memory = "<shmem name='ring'><size>4194304</size></shmem>";
        EditorRig bench(memory, keyOf(memory));
        QCOMPARE(bench.shown(u"Size"_s), u"4"_s);
        QVERIFY(!bench.says(u"power of two"_s));
    }

    void aGuestsAddressIsAutomaticOrItsOwn()
    {
        const QByteArray vsock = "<vsock model='virtio'><cid auto='yes'/></vsock>";
        EditorRig bench(vsock, keyOf(vsock));
        bench.live = "<domain><devices><vsock model='virtio'><cid auto='yes' address='7'/></vsock>"
                     "</devices></domain>";
        bench.fill();
        QVERIFY(bench.says(u"The running machine has the address 7."_s));
        QVERIFY(!bench.shows(u"Guest address (CID)"_s));
        QVERIFY(bench.choose(u"Automatic address"_s, u"No"_s));
        QVERIFY(bench.says(u"it needs one"_s));
        QVERIFY(bench.type(u"Guest address (CID)"_s, u"2"_s));
        QVERIFY(bench.says(u"a number from 3"_s));
        QVERIFY(bench.type(u"Guest address (CID)"_s, u"12"_s));
        QCOMPARE(bench.device(), "<vsock model='virtio'><cid auto='no' address='12'/></vsock>");
        QVERIFY(bench.choose(u"Automatic address"_s, u"Yes"_s));
        QVERIFY(bench.changes.isEmpty());
        QVERIFY(bench.choose(u"Model"_s, u"VirtIO, for new drivers only"_s));
        QCOMPARE(bench.device(),
                 QByteArray(vsock).replace("'virtio'", "'virtio-non-transitional'"));
    }

    void soundGoesSomewhereElseWithWhatBothSidesKnow()
    {
        const QByteArray audio =
            "<audio id='1' type='pulseaudio' serverName='tcp:host'>\n  <input mixingEngine='yes' "
            "name='mic'>\n    <settings frequency='44100'/>\n  </input>\n  <output "
            "name='speaker'/>\n</audio>";
        EditorRig bench(audio, keyOf(audio));
        bench.schema = schema;
        bench.fill();
        QVERIFY(!offered(bench, u"Type"_s).contains(u"PipeWire"_s)); // newer than the grammar
        QVERIFY(bench.says(u"hold only for a fixed form"_s));
        QVERIFY(bench.choose(u"Type"_s, u"ALSA"_s));
        QCOMPARE(bench.device(),
                 "<audio id='1' type='alsa'>\n  <input mixingEngine='yes'>\n    <settings "
                 "frequency='44100'/>\n  </input>\n</audio>");
        QCOMPARE(problem(bench.device()), QString());
        QVERIFY(bench.type(u"Output device"_s, u"hw:0"_s));
        QVERIFY(bench.choose(u"Output has a fixed form"_s, u"Yes"_s));
        QVERIFY(bench.type(u"Output channels"_s, u"2"_s));
        QVERIFY(bench.choose(u"Output format"_s, u"16 bits"_s));
        QCOMPARE(bench.device(),
                 "<audio id='1' type='alsa'>\n  <input mixingEngine='yes'>\n    <settings "
                 "frequency='44100'/>\n  </input>\n  <output dev='hw:0' fixedSettings='yes'>\n"
                 "    <settings channels='2' format='s16'/>\n  </output>\n</audio>");
        QCOMPARE(problem(bench.device()), QString());
        QVERIFY(bench.choose(u"Type"_s, u"PulseAudio"_s));
        QCOMPARE(bench.device(), audio);
        QVERIFY(bench.changes.isEmpty());
        QVERIFY(bench.type(u"Server"_s, u"unix:/p"_s));
        QCOMPARE(bench.device(), QByteArray(audio).replace("tcp:host", "unix:/p"));
    }

    void intelsIommuHasSettingsOfItsOwn()
    {
        const QByteArray iommu = "<iommu model='intel'><driver intremap='on' iotlb='on'/>"
                                 "<address type='pci'/></iommu>";
        EditorRig bench(iommu, keyOf(iommu));
        bench.schema = schema;
        bench.fill();
        QVERIFY(bench.says(u"It needs the I/O APIC of QEMU"_s));
        QVERIFY(bench.choose(u"Caching mode"_s, u"Yes"_s));
        QVERIFY(bench.choose(u"Address width"_s, u"48 bits"_s));
        QCOMPARE(bench.device(), QByteArray(iommu).replace(
                                     "iotlb='on'", "iotlb='on' caching_mode='on' aw_bits='48'"));
        QVERIFY(bench.choose(u"Model"_s, u"VirtIO"_s));
        QCOMPARE(bench.device(), "<iommu model='virtio'><address type='pci'/></iommu>");
        QVERIFY(bench.choose(u"Model"_s, u"Intel VT-d (q35)"_s));
        QCOMPARE(bench.device(), iommu);
        QVERIFY(bench.changes.isEmpty());
    }

    void anotherBusDropsTheAddress()
    {
        const QByteArray tablet = "<input type='tablet' bus='usb'><alias name='ua-t'/><address "
                                  "type='usb' bus='0' port='1'/></input>";
        EditorRig bench(tablet, keyOf(tablet));
        bench.schema = schema;
        bench.fill();
        QVERIFY(!offered(bench, u"Bus"_s).contains(u"PS/2"_s));
        QVERIFY(bench.choose(u"Bus"_s, u"VirtIO"_s));
        QVERIFY(bench.choose(u"Model"_s, u"VirtIO, for new drivers only"_s));
        QCOMPARE(bench.device(),
                 "<input type='tablet' bus='virtio' model='virtio-non-transitional'>"
                 "<alias name='ua-t'/></input>");
        QVERIFY(bench.choose(u"Bus"_s, u"USB"_s));
        QCOMPARE(bench.device(), tablet);
        QVERIFY(bench.changes.isEmpty());
    }

    void aKeyboardOfTheHostHasASource()
    {
        const QByteArray keyboard = "<input type='keyboard' bus='usb'/>";
        EditorRig bench(keyboard, keyOf(keyboard));
        bench.schema = schema;
        bench.fill();
        QVERIFY(bench.choose(u"Type"_s, u"The host’s, shared with it (evdev)"_s));
        QVERIFY(bench.says(u"It needs a device of the host."_s));
        QVERIFY(bench.type(u"Host device"_s, u"/dev/input/event3"_s));
        QVERIFY(bench.choose(u"Grab"_s, u"All input devices together"_s));
        QVERIFY(bench.choose(u"Key repeat"_s, u"Yes"_s));
        QVERIFY(bench.choose(u"Keys that let go"_s, u"Scroll Lock"_s));
        QCOMPARE(bench.device(), "<input type='evdev'><source dev='/dev/input/event3' grab='all' "
                                 "repeat='on' grabToggle='scrolllock'/></input>");
        QCOMPARE(problem(bench.device()), QString());
        QVERIFY(bench.choose(u"Type"_s, u"The host’s, through VirtIO"_s));
        QVERIFY(bench.device().contains("<source evdev='/dev/input/event3'/>"));
        QVERIFY(bench.device().contains("type='passthrough' bus='virtio'"));
        QCOMPARE(problem(bench.device()), QString());
        QVERIFY(bench.choose(u"Type"_s, u"Keyboard"_s));
        QCOMPARE(bench.device(), keyboard);
        QVERIFY(bench.changes.isEmpty());
    }
};

QTEST_MAIN(TestSmallEditors)
#include "tst_smalleditors.moc"
