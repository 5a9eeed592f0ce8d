// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/hostdeviceeditor.h"

#include "models/core/safetext.h"
#include "models/xml/devicewords.h"
#include "models/xml/domainedit.h"
#include "models/xml/elementparts.h"
#include "models/xml/hostdevices.h"
#include "models/xml/xmlnode.h"
#include "views/basic/foldbutton.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"
#include "views/hardware/hostdevicelist.h"

#include <QPointer>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using Kind = NodeDevice::Kind;
using Value = FieldRows::Value;

namespace {

// How a document names a device of each type, as rows.
struct Form
{
    const char16_t *type, *names; // separated by blanks
};

// clang-format off
constexpr Form forms[] = {
    {u"usb", u"source/vendor@id source/product@id source/address@bus source/address@device"},
    {u"pci", u"source/address@domain source/address@bus source/address@slot source/address@function"},
    {u"mdev", u"source/address@uuid"},
    {u"scsi", u"source/adapter@name source/address@bus source/address@target source/address@unit"},
    {u"scsi iscsi", u"source@name"},
    {u"scsi_host", u"source@wwpn"},
    {u"storage", u"source/block"},
    {u"misc", u"source/char"},
    {u"net", u"source/interface"},
};
// clang-format on

const QStringList everyName{u"source/vendor@id"_s,
                            u"source/product@id"_s,
                            u"source/adapter@name"_s,
                            u"source/address@domain"_s,
                            u"source/address@bus"_s,
                            u"source/address@slot"_s,
                            u"source/address@function"_s,
                            u"source/address@device"_s,
                            u"source/address@target"_s,
                            u"source/address@unit"_s,
                            u"source/address@uuid"_s,
                            u"source@name"_s,
                            u"source@wwpn"_s,
                            u"source/block"_s,
                            u"source/char"_s,
                            u"source/interface"_s};

// Whether both mean the same: numbers are written in several ways, and one that is left out is 0.
bool same(const Value &one, const Value &other)
{
    if (one == other)
        return true;
    bool ok = true, okOther = true;
    const uint a = one ? one->toUInt(&ok, 0) : 0, b = other ? other->toUInt(&okOther, 0) : 0;
    return ok && okOther && a == b;
}

QStringList namesOf(const QString &type)
{
    for (const Form &one : forms) {
        if (type == QStringView(one.type))
            return QString::fromUtf16(one.names).split(u' ');
    }
    return {};
}

} // namespace

HostDeviceEditor::HostDeviceEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
    , m_device(new QWidget)
    , m_title(new PlainLabel)
    , m_detail(new PlainLabel)
    , m_note(new PlainLabel)
    , m_choose(new FoldButton(tr("Choose another device")))
    , m_byHand(new FoldButton(tr("How the machine names it")))
    , m_list(new HostDeviceList)
{
    addDevice();
    addNames();
    FieldRows &r = rows();
    r.addSwitch(u"@managed"_s, tr("Managed by libvirt"));
    r.addChoice(u"@model"_s, tr("Model"), {});
    r.addSwitch(u"@display"_s, tr("Display"), true);
    r.addSwitch(u"@ramfb"_s, tr("Boot framebuffer"), true);
    r.addChoice(u"source@startupPolicy"_s, tr("If the host lacks it"),
                listOf(Words::startupPolicy));
    r.addChoice(u"source@guestReset"_s, tr("Reset by the guest"),
                {{u"on"_s, tr("Yes")},
                 {u"uninitialized"_s, tr("Only before it has a configuration")},
                 {u"off"_s, tr("No")}});
    r.addChoice(u"@sgio"_s, tr("Unprivileged SCSI commands"),
                {{u"filtered"_s, tr("Filtered")}, {u"unfiltered"_s, tr("Not filtered")}});
    r.addSwitch(u"@rawio"_s, tr("Raw I/O"));
    r.addPresence(u"readonly/*"_s, tr("Read-only"));
    r.addPresence(u"shareable/*"_s, tr("Shareable"));
    r.addNumber(u"boot@order"_s, tr("Boot order"));
    r.addSwitch(u"rom@bar"_s, tr("ROM in the guest’s memory (BAR)"), true);
    r.addText(u"rom@file"_s, tr("ROM file"), tr("The device’s own"));
    addBrowse(u"rom@file"_s, StoragePurpose::Kernel);
    alsoCovers({u"source/address/*"_s});
}

void HostDeviceEditor::addDevice()
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    for (PlainLabel *label : {m_title, m_detail, m_note})
        label->setWordWrap(true);
    m_detail->setForegroundRole(QPalette::PlaceholderText);
    m_list->setDescribing(false);
    m_list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_list->hide();
    auto *layout = new QVBoxLayout(m_device);
    layout->setContentsMargins({});
    for (PlainLabel *label : {m_title, m_detail, m_note})
        layout->addWidget(label);
    layout->addWidget(m_choose, 0, Qt::AlignLeft);
    layout->addWidget(m_list);
    column()->insertWidget(0, m_device);
    connect(m_choose, &FoldButton::toggled, m_list, &QWidget::setVisible);
    connect(m_list, &HostDeviceList::chosen, this, [this] { giveInstead(m_list->device()); });
}

void HostDeviceEditor::addNames()
{
    FieldRows &r = rows();
    r.addText(u"source/vendor@id"_s, tr("Vendor"), tr("None"));
    r.addText(u"source/product@id"_s, tr("Product"), tr("None"));
    r.addText(u"source/adapter@name"_s, tr("SCSI adapter"), u"scsi_host0"_s);
    r.addText(u"source/address@domain"_s, tr("Domain"), u"0x0000"_s);
    r.addText(u"source/address@bus"_s, tr("Bus"), tr("None"));
    r.addText(u"source/address@slot"_s, tr("Slot"), tr("None"));
    r.addText(u"source/address@function"_s, tr("Function"), tr("None"));
    r.addText(u"source/address@device"_s, tr("Device"), tr("None"));
    r.addText(u"source/address@target"_s, tr("Target"), tr("None"));
    r.addText(u"source/address@unit"_s, tr("Unit"), tr("None"));
    r.addText(u"source/address@uuid"_s, tr("UUID"), tr("None"));
    r.addText(u"source@name"_s, tr("Name of the target (IQN)"), tr("None"));
    r.addText(u"source@wwpn"_s, tr("World-wide port name"), u"naa.5123456789abcde0"_s);
    r.addText(u"source/block"_s, tr("Block device"), u"/dev/sdb"_s);
    r.addText(u"source/char"_s, tr("Character device"), u"/dev/input/event3"_s);
    r.addText(u"source/interface"_s, tr("Network interface"), u"eth1"_s);
    r.addGroup(m_byHand->text(), m_byHand, everyName.first());
    connect(m_byHand, &FoldButton::toggled, this,
            [this](bool on) { rows().setFolded(everyName, !on); });
    rows().setFolded(everyName, true);
    addBrowse(u"source/block"_s, StoragePurpose::Disk);
}

// Its <source> waits to be so.
bool HostDeviceEditor::isWrittenAnew() const
{
    const auto &elements = context().changes.elements;
    return std::any_of(elements.cbegin(), elements.cend(), [this](const ElementChange &one) {
        return one.item == context().item && one.path == "source"_L1;
    });
}

QString HostDeviceEditor::type() const
{
    const QString type = word(u"@type"_s);
    return word(u"source@protocol"_s) == "iscsi"_L1 ? type + u" iscsi"_s : type;
}

QList<NodeDevice> HostDeviceEditor::hostDevices() const
{
    const auto &choices = context().choices;
    return choices && choices->devices ? *choices->devices : QList<NodeDevice>();
}

void HostDeviceEditor::arrange()
{
    askForUsers();
    arrangeDevice();
    arrangeNames();
    const QString kind = type();
    const bool card = kind == "pci"_L1 || kind == "mdev"_L1;
    FieldRows::Words models;
    if (kind == "mdev"_L1)
        models = {{u"vfio-pci"_s, u"PCI"_s}, {u"vfio-ccw"_s, u"CCW"_s}, {u"vfio-ap"_s, u"AP"_s}};
    else if (kind == "scsi_host"_L1)
        models = {{u"virtio"_s, u"VirtIO"_s},
                  {u"virtio-transitional"_s, tr("VirtIO, for old and new drivers")},
                  {u"virtio-non-transitional"_s, tr("VirtIO, for new drivers only")}};
    rows().setWords(u"@model"_s, models);
    offer(u"@managed"_s, kind == "pci"_L1);
    offer(u"@model"_s, !models.isEmpty());
    offer(u"@display"_s, kind == "mdev"_L1);
    offer(u"@ramfb"_s, kind == "mdev"_L1);
    offer(u"source@startupPolicy"_s, kind == "usb"_L1);
    offer(u"source@guestReset"_s, kind == "usb"_L1);
    const bool scsi = kind.startsWith("scsi"_L1) && kind != "scsi_host"_L1;
    for (const QString &path : {u"@sgio"_s, u"@rawio"_s, u"readonly/*"_s, u"shareable/*"_s})
        offer(path, scsi);
    offer(u"boot@order"_s, card || scsi || kind == "usb"_L1);
    offer(u"rom@bar"_s, card);
    offer(u"rom@file"_s, card);
    judge();
}

void HostDeviceEditor::arrangeDevice()
{
    const Kind kind = hostDeviceKind(element({}));
    const bool known = context().choices && context().choices->devices;
    const QList<NodeDevice> all = hostDevices();
    const QList<NodeDevice> named = hostDevicesNamed(element({}), all);
    const QString name = hostDeviceName(element({}));
    m_device->setVisible(kind != Kind::Other && !services().hostDeviceIsChosen);
    m_list->show(all, kind, m_users);
    m_list->setDevice(named.size() == 1 ? named.first().name : QString());
    m_list->setEnabled(!context().readOnly);
    const bool others = !offeredHostDevices(all, kind).isEmpty();
    m_choose->setVisible(others);
    m_list->setVisible(others && m_choose->isChecked());

    QStringList sentences;
    if (named.isEmpty()) {
        m_title->setText(name.isEmpty() ? tr("No device") : SafeText::line(name, 160));
        m_detail->clear();
        if (!known)
            sentences += tr("What this is, is not known: the host’s devices are being read, or "
                            "could not be.");
        else if (name.isEmpty())
            sentences += tr("No device of the host is named.");
        else
            sentences += tr("The host does not have this device now.") + u' ' + absence();
    } else {
        m_title->setText(SafeText::line(hostDeviceText(named.first()), 200));
        m_detail->setText(SafeText::line(hostDeviceDetail(named.first(), all), 200));
        if (named.size() > 1)
            sentences += tr("The host has %n device(s) of this kind, and the machine does not say "
                            "which one: it will not start so. Choose one.",
                            nullptr, int(named.size()));
        sentences += hostDeviceSentences(named.first(), all, m_users);
    }
    m_detail->setVisible(!m_detail->text().isEmpty());
    m_note->setText(wrappable(sentences.join(u'\n')));
    m_note->setVisible(!sentences.isEmpty());
}

QString HostDeviceEditor::absence() const
{
    const QString policy = word(u"source@startupPolicy"_s);
    if (policy == "optional"_L1)
        return tr("The machine starts without it.");
    return context().running ? tr("Without it the machine will not start again.")
                             : tr("Without it the machine will not start.");
}

void HostDeviceEditor::arrangeNames()
{
    const QStringList names = namesOf(type());
    for (const QString &path : everyName)
        rows().setShown(path, names.contains(path) || value(path));
    // What the list of the host's devices cannot say, has to be seen.
    const bool listed = !hostDevicesNamed(element({}), hostDevices()).isEmpty();
    const bool hasList = hostDeviceKind(element({})) != Kind::Other;
    if (m_item != context().item) {
        m_item = context().item;
        m_byHand->setChecked(!listed && !services().hostDeviceIsChosen);
    }
    m_byHand->setVisible(hasList);
    rows().setFolded(everyName, hasList && !m_byHand->isChecked());
}

void HostDeviceEditor::judge()
{
    const QString kind = type();
    static const QRegularExpression number(u"^(0[xX][0-9a-fA-F]{1,8}|[0-9]{1,10})$"_s);
    static const QRegularExpression id(u"^0[xX][0-9a-fA-F]{4}$"_s);
    for (const QString &path : everyName) {
        const Value now = value(path);
        QString note;
        if (path.startsWith("source/address@"_L1) && !path.endsWith("uuid"_L1) && now
            && !number.match(*now).hasMatch())
            note = tr("This is a number, such as 3 or 0x1f.");
        else if (path.endsWith("@id"_L1) && now && !id.match(*now).hasMatch())
            note = tr("This is 0x and four hexadecimal digits.");
        rows().setNote(path, note);
    }
    rows().setNote(u"@managed"_s,
                   kind == "pci"_L1 && word(u"@managed"_s) != "yes"_L1
                       ? tr("The host must give the device away by hand before the machine starts.")
                       : QString());
    const bool framebuffer = word(u"@ramfb"_s) == "on"_L1 && word(u"@display"_s) != "on"_L1;
    rows().setNote(u"@ramfb"_s, framebuffer ? tr("It needs the display.") : QString());
}

void HostDeviceEditor::askForUsers()
{
    const QString machine = value({}, u"uuid"_s).value_or(QString());
    if (!services().hostDeviceUsers || services().hostDeviceIsChosen || m_askedFor == machine)
        return;
    m_askedFor = machine;
    m_users.clear();
    services().hostDeviceUsers(
        this, [self = QPointer(this), machine](const QList<HostDeviceUser> &users) {
            if (!self || self->m_askedFor != machine)
                return;
            self->m_users = users;
            self->m_users.removeIf(
                [own = QUuid(machine)](const auto &one) { return one.machine == own; });
            self->arrangeDevice();
        });
}

// What names the device becomes that of the other one; all else stays.
void HostDeviceEditor::giveInstead(const NodeDevice &device)
{
    const auto made = readTree(hostDeviceXml(device, hostDevices()));
    if (device.name.isEmpty() || !made)
        return;
    const QByteArray before = originalElement();
    const bool back = hostDevicesNamed(before, hostDevices()) == QList{device};
    const QStringList names = namesOf(type());
    const auto wanted = [&](const QString &path) {
        if (back)
            return originalValue(path);
        const QString text = made->value(path);
        const Value value = text.isEmpty() ? Value() : Value(text);
        return same(originalValue(path), value) ? originalValue(path) : value;
    };
    const bool anew = isWrittenAnew();
    const bool vendorIsMissing = word(u"@type"_s) == "usb"_L1 && !value(u"source/vendor@id"_s)
                                 && value(u"source/address@bus"_s);
    together([&] {
        if (back && anew) {
            QByteArray source = originalElement(u"source"_s);
            for (const QString &path : {u"@startupPolicy"_s, u"@guestReset"_s})
                source = ElementParts::with(source, path, value(u"source"_s + path));
            setElement(u"source"_s, source);
        } else if (!back && vendorIsMissing) {
            // libvirt wants the address behind what the device is.
            QByteArray source = ElementParts::withChild(element(u"source"_s), u"address"_s, {});
            for (const QString &path : names)
                source = ElementParts::with(source, path.section(u'/', 1), wanted(path));
            setElement(u"source"_s, source);
        } else {
            for (const QString &path : names) {
                if (!same(value(path), wanted(path)) || back)
                    set(path, wanted(path));
            }
        }
    });
}
