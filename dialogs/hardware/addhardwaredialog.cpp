// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hardware/addhardwaredialog.h"

#include "dialogs/hardware/addtimerow.h"
#include "dialogs/hardware/devicekindlist.h"
#include "dialogs/hardware/imagepathfield.h"
#include "dialogs/hardware/newdiskbox.h"
#include "models/core/safetext.h"
#include "models/xml/domainedit.h"
#include "models/xml/hostdevices.h"
#include "models/xml/machinedriver.h"
#include "models/xml/newdevices.h"
#include "views/basic/messagepage.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"
#include "views/hardware/hostdevicelist.h"
#include "views/hardware/itemsettings.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

AddHardwareDialog::AddHardwareDialog(const AddHardwareContext &context,
                                     const HardwareServices &services, QWidget *parent)
    : PlainDialog({}, tr("Add hardware"), parent)
    , m_context(context)
    , m_choices(std::make_shared<const HardwareChoices>())
    , m_list(new DeviceKindList)
    , m_right(new QStackedWidget)
    , m_message(new MessagePage)
    , m_tabs(new QTabWidget)
    , m_title(new PlainLabel)
    , m_note(new PlainLabel)
    , m_trouble(new PlainLabel)
    , m_newDisk(new NewDiskBox)
    , m_path(new ImagePathField(bool(services.chooseStorage)))
    , m_hostDevices(new HostDeviceList)
    , m_settings(new ItemSettings)
    , m_xml(new QPlainTextEdit)
    , m_time(new AddTimeRow(context.definition.isEmpty()))
    , m_nextStart(nullptr)
{
    setHeading(tr("Add hardware to “%1”").arg(SafeText::line(context.name, 80)));
    build(services);
    connect(m_list, &DeviceKindList::chosen, this, &AddHardwareDialog::select);
    connect(m_newDisk, &NewDiskBox::changed, this, &AddHardwareDialog::refresh);
    connect(m_hostDevices, &HostDeviceList::chosen, this, [this] {
        if (m_choices->devices)
            start(hostDeviceXml(m_hostDevices->device(), *m_choices->devices));
    });
    const auto edit = [this](const auto &change, bool touched) {
        m_changes.put(change, touched);
        refresh();
    };
    connect(m_settings, &ItemSettings::fieldEdited, this, edit);
    connect(m_settings, &ItemSettings::elementEdited, this, edit);
    connect(m_time, &AddTimeRow::changed, this, &AddHardwareDialog::judge);
    fillKinds();
    choose(u"disk"_s);
    m_list->setFocus();
}

AddHardwareDialog::~AddHardwareDialog() = default;

QSize AddHardwareDialog::sizeHint() const
{
    // Wide enough for the widest settings, which scroll.
    return {fontMetrics().averageCharWidth() * 145, fontMetrics().height() * 46};
}

void AddHardwareDialog::build(const HardwareServices &services)
{
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    m_title->setFont(large);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_trouble->hide();

    connect(m_path, &ImagePathField::edited, this, &AddHardwareDialog::setPath);
    connect(m_path, &ImagePathField::browse, this, [this, services] {
        const auto purpose = m_kind.storage == NewDevice::Storage::Cdrom    ? StoragePurpose::Iso
                             : m_kind.storage == NewDevice::Storage::Floppy ? StoragePurpose::Floppy
                                                                            : StoragePurpose::Disk;
        services.chooseStorage(purpose, this, [this](const QString &path) {
            m_path->setPath(path);
            setPath(path);
        });
    });

    HardwareServices own = services;
    own.hostDeviceIsChosen = true;
    m_settings->setServices(own);
    auto *inside = new QWidget;
    auto *insideLayout = new QVBoxLayout(inside);
    for (QWidget *part : QList<QWidget *>{m_note, m_newDisk, m_path, m_hostDevices, m_settings})
        insideLayout->addWidget(part);
    insideLayout->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(inside);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    m_xml->setReadOnly(true);
    m_xml->setAccessibleName(tr("XML"));
    m_xml->setFrameShape(QFrame::NoFrame);
    m_xml->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_xml->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(scroll, tr("Settings"));
    m_tabs->addTab(m_xml, tr("XML"));

    m_time->setVisible(!m_context.live.isEmpty());

    auto *page = new QWidget;
    auto *pageLayout = new QVBoxLayout(page);
    pageLayout->setContentsMargins({});
    pageLayout->addWidget(m_title);
    pageLayout->addWidget(m_tabs, 1);
    m_right->addWidget(page);
    m_right->addWidget(m_message);
    auto *splitter = new QSplitter;
    splitter->addWidget(m_list);
    splitter->addWidget(m_right);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    const int wide = fontMetrics().averageCharWidth() * 38;
    splitter->setSizes({wide, wide * 2});
    splitter->setMinimumHeight(fontMetrics().height() * 26);
    splitter->setMinimumWidth(fontMetrics().averageCharWidth() * 110);
    content()->addWidget(splitter, 1);
    content()->addWidget(m_time);
    content()->addWidget(m_trouble);
    addButtons(tr("&Add"));
    m_nextStart = buttons()->addButton(tr("Add at the next &start"), QDialogButtonBox::ActionRole);
    m_nextStart->setAccessibleName(tr("Add at the next start"));
    m_nextStart->setAutoDefault(false);
    m_nextStart->hide();
    connect(m_nextStart, &QPushButton::clicked, this, [this] {
        m_time->chooseNextStart();
        accept();
    });
}

void AddHardwareDialog::setChoices(const std::shared_ptr<const HardwareChoices> &choices)
{
    if (!choices)
        return;
    m_choices = choices;
    if (!m_busy) // what was asked for stays as it was asked for
        fillKinds();
}

void AddHardwareDialog::setUsers(const QList<HostDeviceUser> &users)
{
    m_users = users;
    if (m_choices->devices && m_kind.hostDevice != NodeDevice::Kind::Other)
        m_hostDevices->show(*m_choices->devices, m_kind.hostDevice, m_users);
}

void AddHardwareDialog::setPools(const QList<StoragePool> &pools,
                                 const QHash<QUuid, QStringList> &taken)
{
    m_newDisk->setPools(pools, taken);
}

// Anew, as more is known; the kind that is shown stays, with what was entered.
void AddHardwareDialog::fillKinds()
{
    m_machine = std::make_unique<MachineHardware>(m_context.definition, m_context.live, *m_choices,
                                                  m_context.libvirt);
    m_kinds = newDevices(*m_machine);
    const QString shown = m_kind.id;
    m_list->setKinds(m_kinds);
    if (!shown.isEmpty())
        choose(shown);
}

void AddHardwareDialog::choose(const QString &id)
{
    m_list->choose(id);
    select();
}

void AddHardwareDialog::select()
{
    const QString id = m_list->current();
    const auto found = std::find_if(m_kinds.cbegin(), m_kinds.cend(),
                                    [&id](const NewDevice &one) { return one.id == id; });
    if (found == m_kinds.cend())
        return;
    // What was begun is kept when more becomes known of the host.
    const bool same = m_kind.id == found->id && m_kind.obstacle == found->obstacle
                      && m_kind.storage == found->storage && !m_original.isEmpty()
                      && !m_changes.isEmpty();
    const bool other = m_kind.id != found->id;
    m_kind = *found;
    if (same) {
        refresh();
        return;
    }
    m_original.clear();
    if (other)
        fail({}, false);
    if (!m_kind.obstacle.isEmpty()) {
        m_message->show(m_kind.icon, m_kind.title, m_kind.obstacle);
        m_right->setCurrentWidget(m_message);
        judge();
        return;
    }
    m_right->setCurrentIndex(0);
    m_title->setText(m_kind.title);
    m_note->setText(wrappable(m_kind.note));
    m_note->setVisible(!m_kind.note.isEmpty());
    const bool host = m_kind.hostDevice != NodeDevice::Kind::Other && m_choices->devices;
    m_hostDevices->setVisible(host);
    m_path->setPath({});
    if (!host) {
        start(m_kind.xml);
        return;
    }
    m_hostDevices->show(*m_choices->devices, m_kind.hostDevice, m_users);
    start(hostDeviceXml(m_hostDevices->device(), *m_choices->devices));
}

void AddHardwareDialog::start(const QByteArray &device)
{
    const QByteArray &base = m_context.definition.isEmpty() ? m_context.live : m_context.definition;
    const auto made = applyChanges(base, {.elements = {{.after = device}}});
    m_changes = {};
    m_original = made ? made->xml : QByteArray();
    m_key = lastDevice(m_original);
    if (m_kind.storage == NewDevice::Storage::NewOrExisting) {
        const QString target = fieldValue(m_original, m_key, u"target@dev"_s).value_or(QString());
        m_newDisk->setName(SafeText::fileName(m_context.name + u'-' + target));
    }
    refresh();
}

// Of what the disk holds.
void AddHardwareDialog::setPath(const QString &path)
{
    const bool block =
        path.startsWith("/dev/"_L1) || m_kind.storage == NewDevice::Storage::HostDisk;
    const auto value = [&](bool own) {
        return own && !path.isEmpty() ? std::optional(path) : std::nullopt;
    };
    for (const auto &[field, wanted] :
         {std::pair(u"@type"_s, std::optional(block ? u"block"_s : u"file"_s)),
          std::pair(u"source@file"_s, value(!block)), std::pair(u"source@dev"_s, value(block))}) {
        const auto before = fieldValue(m_original, m_key, field);
        m_changes.put(FieldChange{m_key, field, before, wanted}, before != wanted);
    }
    refresh();
}

void AddHardwareDialog::refresh()
{
    if (m_original.isEmpty()) {
        judge();
        return;
    }
    const auto entered = applyChanges(m_original, m_changes, true);
    m_document = entered ? entered->xml : m_original;
    m_item = entered ? entered->renamed.value(m_key, m_key) : m_key;
    m_settings->setContext({.original = m_original,
                            .document = m_document,
                            .changes = m_changes,
                            .item = m_key,
                            .schema = m_context.schema,
                            .choices = m_choices,
                            .readOnly = m_busy,
                            .driver = machineDriver(m_original)});
    using enum NewDevice::Storage;
    m_newDisk->setVisible(m_kind.storage == NewOrExisting);
    const bool existing = m_kind.storage == NewOrExisting && !m_newDisk->makesVolume();
    // An editor of disks has the source among its fields.
    const bool edited = m_settings->editor();
    m_path->setVisible(!edited && m_kind.storage != None
                       && (existing || m_kind.storage != NewOrExisting));
    m_xml->setPlainText(SafeText::block(QString::fromUtf8(device()), 1024 * 1024));
    judge();
}

QByteArray AddHardwareDialog::device() const
{
    const QByteArray entered = deviceXml(m_document, lastDevice(m_document));
    const auto root = readTree(entered);
    if (!root || root->name != "disk"_L1)
        return entered;
    const QByteArray disk = diskOnBus(entered, root->value(u"target@bus"), *m_machine);
    // What is made first is filled in then.
    return m_kind.storage == NewDevice::Storage::NewOrExisting && m_newDisk->makesVolume()
               ? diskWithPath(disk, {})
               : disk;
}

QString AddHardwareDialog::problem() const
{
    if (!m_kind.obstacle.isEmpty())
        return m_kind.obstacle;
    if (m_kind.storage == NewDevice::Storage::NewOrExisting && m_newDisk->makesVolume())
        return m_newDisk->problem();
    const auto root = readTree(device());
    if (!root)
        return tr("This is no device.");
    const QString kind = root->attribute(u"device");
    if (root->name == "disk"_L1 && (kind == "disk"_L1 || kind == "lun"_L1)
        && !root->child(u"source"))
        return tr("Choose what the disk holds.");
    return {};
}

void AddHardwareDialog::judge()
{
    const QString why = problem();
    const bool running = !m_context.live.isEmpty();
    QString notNow =
        running && why.isEmpty() ? whyNotWhileRunning(device(), *m_machine) : QString();
    if (running && notNow.isEmpty() && !m_kind.also.isEmpty())
        notNow = tr("What it needs changes at the next start.");
    m_time->setNotNow(notNow);
    m_time->setChoosable(!m_busy);
    acceptButton()->setEnabled(why.isEmpty() && !m_busy && (notNow.isEmpty() || m_time->canWait()));
    setPlainToolTip(acceptButton(), why);
}

DeviceAddition AddHardwareDialog::addition() const
{
    const QByteArray last = device();
    DeviceAddition made{.title = m_kind.title,
                        .item = m_item,
                        .devices = companionsOf(last, *m_machine),
                        .also = m_kind.also};
    made.devices += last;
    if (m_kind.storage == NewDevice::Storage::NewOrExisting && m_newDisk->makesVolume())
        made.volume = m_newDisk->volume();
    else if (m_kind.storage == NewDevice::Storage::NewOrExisting)
        made.findFormat =
            std::none_of(m_changes.fields.cbegin(), m_changes.fields.cend(),
                         [](const FieldChange &one) { return one.path == "driver@type"_L1; });
    if (!m_context.live.isEmpty())
        made.time = m_time->time();
    return made;
}

void AddHardwareDialog::accept()
{
    if (m_busy || !problem().isEmpty())
        return;
    fail({}, false);
    setBusy(true);
    Q_EMIT wanted(addition());
}

void AddHardwareDialog::fail(const Error &error, bool offerNextStart)
{
    const QString text =
        QStringList({error.summary, error.detail, error.advice}).join(u'\n').trimmed();
    showUnderField(m_trouble, SafeText::block(text, 4000));
    m_trouble->setVisible(!text.isEmpty());
    m_nextStart->setVisible(offerNextStart && m_time->canWait());
    setBusy(false);
}

void AddHardwareDialog::finish()
{
    QDialog::accept();
}

void AddHardwareDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_list->setEnabled(!busy);
    m_newDisk->setEnabled(!busy);
    m_hostDevices->setEnabled(!busy);
    m_path->setEnabled(!busy);
    m_nextStart->setEnabled(!busy);
    acceptButton()->setText(busy ? tr("Adding…") : tr("&Add"));
    refresh();
}
