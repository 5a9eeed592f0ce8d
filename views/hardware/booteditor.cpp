// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/booteditor.h"

#include "models/core/safetext.h"
#include "models/xml/devicewords.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/elementedit.h"
#include "views/basic/plainlabel.h"
#include "views/hardware/bootorderlist.h"
#include "views/hardware/formwidths.h"

#include <QPlainTextEdit>
#include <QRegularExpression>

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

BootEditor::BootEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
    , m_orderNote(new PlainLabel)
    , m_order(new BootOrderList)
    , m_initArguments(new QPlainTextEdit)
{
    addFirmware();
    addGroup(tr("Boot order"));
    m_orderNote->setWordWrap(true);
    addWide(m_order);
    addWide(m_orderNote);
    addGroup({});
    m_menu = addChoice(tr("Boot menu"), u"os/bootmenu@enable"_s,
                       {{u"yes"_s, tr("Shown")}, {u"no"_s, tr("Not shown")}});
    m_wait = addNumber(tr("Menu waits (ms)"), u"os/bootmenu@timeout"_s);
    addGroup(tr("Direct kernel boot"));
    m_kernel = addFile(tr("Kernel"), u"os/kernel"_s, StoragePurpose::Kernel);
    m_initrd = addFile(tr("Initial RAM disk"), u"os/initrd"_s, StoragePurpose::Kernel);
    m_arguments = addText(tr("Kernel arguments"), u"os/cmdline"_s);
    m_tree = addFile(tr("Device tree"), u"os/dtb"_s, StoragePurpose::Kernel);
    addGroup(tr("First process"));
    // A container's arguments have no names: they are written together with what is beside them.
    const auto line = [this](const QString &label, const QString &path) {
        auto *edit = new QLineEdit;
        edit->setMaxLength(65536);
        edit->setPlaceholderText(tr("Default"));
        connect(edit, &QLineEdit::textEdited, this, [this, path](const QString &text) {
            const QString wanted = text.trimmed();
            setInElement(u"os"_s, {{.path = path,
                                    .after = wanted.isEmpty() ? std::nullopt : Value(wanted)}});
        });
        addRow(label, edit);
        alsoCovers({path});
        return edit;
    };
    m_init = line(tr("Program"), u"os/init"_s);
    m_initArguments->setPlaceholderText(tr("One argument in each line"));
    m_initArguments->setTabChangesFocus(true);
    m_initArguments->setMaximumHeight(fontMetrics().height() * 6);
    addRow(tr("Its arguments"), m_initArguments);
    m_folder = line(tr("Its folder"), u"os/initdir"_s);
    m_user = line(tr("Its user"), u"os/inituser"_s);
    m_group = line(tr("Its group"), u"os/initgroup"_s);
    alsoCovers({u"os/initarg"_s, u"os/boot@dev"_s});

    connect(m_order, &BootOrderList::edited, this, &BootEditor::setOrder);
    connect(m_initArguments, &QPlainTextEdit::textChanged, this, [this] {
        QStringList arguments = m_initArguments->toPlainText().split(u'\n');
        while (!arguments.isEmpty() && arguments.last().isEmpty())
            arguments.removeLast();
        const QByteArray os = elementXml(context().document, context().item, u"os"_s);
        setElement(u"os"_s, ElementEdit::withTexts(os, u"initarg"_s, arguments));
    });
    // Its time belongs to the menu.
    connect(m_menu, &QComboBox::currentIndexChanged, this, [this] {
        if (m_menu->currentData() != u"yes"_s && value(u"os/bootmenu@timeout"_s))
            set(u"os/bootmenu@timeout"_s, std::nullopt);
    });
}

QStringList BootEditor::covers() const
{
    QStringList paths = FormEditor::covers();
    // What a container has in <os> is written as a whole here, so that nothing else may write in it.
    if (isContainer()) {
        for (const auto &table : fieldTables(u"section:boot"_s)) {
            for (const Field &field : table)
                paths += QString::fromUtf16(field.path);
        }
    }
    return paths;
}

void BootEditor::addFirmware()
{
    addGroup(tr("Firmware"));
    m_firmware = new QComboBox;
    m_firmware->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_firmware->setMinimumContentsLength(FormWidths::choice);
    addRow(tr("Firmware"), m_firmware);
    alsoCovers({u"os@firmware"_s});
    connect(m_firmware, &QComboBox::activated, this, [this](int row) {
        setFirmware(MachineFirmware::Kind(m_firmware->itemData(row).toInt()));
    });
}

// From what was read, whatever was chosen in between.
void BootEditor::setFirmware(MachineFirmware::Kind kind)
{
    const QString item = context().item;
    DomainChanges wanted;
    if (kind != MachineFirmware::read(context().original).kind)
        wanted = MachineFirmware::changes(context().original, item, kind);
    const DomainChanges known = context().changes;
    const QStringList paths{u"os@firmware"_s,
                            u"os/firmware/feature[name=enrolled-keys]@enabled"_s,
                            u"os/firmware/feature[name=secure-boot]@enabled"_s,
                            u"os/nvram@template"_s,
                            u"features/smm@state"_s,
                            u"os/firmware"_s,
                            u"os/loader"_s,
                            u"os/nvram"_s};
    together([&] {
        for (FieldChange one : known.fields) {
            one.after = one.before;
            if (paths.contains(one.path))
                Q_EMIT fieldEdited(one, false);
        }
        for (ElementChange one : known.elements) {
            one.after = one.before;
            if (paths.contains(one.path))
                Q_EMIT elementEdited(one, false);
        }
        for (const FieldChange &one : std::as_const(wanted.fields))
            Q_EMIT fieldEdited(one, true);
        for (const ElementChange &one : std::as_const(wanted.elements))
            Q_EMIT elementEdited(one, true);
    });
}

void BootEditor::fillFirmware()
{
    using Kind = MachineFirmware::Kind;
    const auto now = MachineFirmware::read(context().document);
    const auto before = MachineFirmware::read(context().original);
    const auto &choices = context().choices;
    const auto *host = choices && choices->capabilities ? &*choices->capabilities : nullptr;
    const QString arch = root().value(u"os/type@arch");
    const bool pc = arch == "x86_64"_L1 || arch == "i686"_L1;
    const bool offered =
        osType() == "hvm"_L1 && (domainType() == "kvm"_L1 || domainType() == "qemu"_L1);
    setRowVisible(m_firmware, offered);
    QList<std::pair<Kind, QString>> rows{{Kind::Bios, pc ? tr("BIOS") : tr("Default")}};
    if (!host || host->hasUefi() || now.kind == Kind::Uefi)
        rows += {Kind::Uefi, tr("UEFI")};
    if ((!host || (host->hasUefi() && host->secureBoot)) || now.kind == Kind::SecureUefi)
        rows += {Kind::SecureUefi, tr("UEFI with Secure Boot")};
    if (before.kind == Kind::Image)
        rows += {Kind::Image, tr("The file %1").arg(before.image)};
    m_firmware->clear();
    for (const auto &[kind, text] : std::as_const(rows))
        m_firmware->addItem(SafeText::line(text, 160), int(kind));
    m_firmware->setCurrentIndex(m_firmware->findData(int(now.kind)));

    const auto isUefi = [](const MachineFirmware::Reading &one) {
        return one.kind == Kind::Uefi || one.kind == Kind::SecureUefi
               || (one.kind == Kind::Image && !one.variables.isEmpty());
    };
    QString note;
    if (now.kind != before.kind) {
        QStringList sentences;
        if (isUefi(now) != isUefi(before))
            sentences += isUefi(now)
                             ? tr("A system that was installed with BIOS does not start with UEFI "
                                  "as a rule. Snapshots within disk images cannot be taken.")
                             : tr("A system that was installed with UEFI does not start with BIOS "
                                  "as a rule.");
        if (isUefi(now) && isUefi(before))
            sentences += tr("Boot entries and keys in its variables are kept.");
        if (now.kind == Kind::SecureUefi)
            sentences += isUefi(before)
                             ? tr("Where they have no keys yet, Secure Boot checks nothing until "
                                  "the guest enrolls some; where they have, what is not signed "
                                  "does not start.")
                             : tr("What is not signed does not start.");
        if (!isUefi(now) && !before.variables.isEmpty())
            sentences += tr("Boot entries stay in %1 and are not used.").arg(before.variables);
        sentences += tr("Snapshots keep the firmware that they were taken with.");
        note = sentences.join(u' ');
    } else if (host && !host->hasUefi()) {
        note = tr("This host has no UEFI firmware.");
    }
    setNote(m_firmware, note);
}

void BootEditor::setOrder(const QStringList &booting)
{
    const DomainChanges wanted = bootOrderChanges(context().original, context().item, booting);
    const DomainChanges known = context().changes;
    together([&] {
        for (const FieldChange &one : wanted.fields) {
            const bool touched = one.before != one.after;
            const bool was = std::any_of(
                known.fields.cbegin(), known.fields.cend(), [&one](const FieldChange &other) {
                    return other.item == one.item && other.path == one.path;
                });
            if (touched || was)
                Q_EMIT fieldEdited(one, touched);
        }
        for (const ElementChange &one : wanted.elements)
            Q_EMIT elementEdited(one, one.before != one.after);
    });
}

void BootEditor::showArguments()
{
    QStringList arguments;
    for (const XmlNode *one : root().find(u"os/initarg"))
        arguments += one->text;
    QStringList shown = m_initArguments->toPlainText().split(u'\n');
    while (!shown.isEmpty() && shown.last().isEmpty())
        shown.removeLast();
    if (shown == arguments)
        return;
    const QSignalBlocker blocker(m_initArguments);
    m_initArguments->setPlainText(arguments.join(u'\n'));
}

void BootEditor::fillMore()
{
    fillFirmware();
    const BootOrder order = readBootOrder(context().document);
    m_order->setDevices(order.devices);
    QStringList kinds;
    for (const QString &kind : order.kinds)
        kinds += Fields::word(kind, Words::bootDevice);
    m_orderNote->setText(
        kinds.isEmpty()
            ? QString()
            : tr("Set by kinds of devices: %1. Another order gives each device its own place.")
                  .arg(kinds.join(u", "_s)));
    const bool container = isContainer();
    m_orderNote->setVisible(!kinds.isEmpty() && !container);
    m_order->setVisible(!container);
    m_wait->setEnabled(root().value(u"os/bootmenu@enable") == "yes"_L1);
    static const QRegularExpression withoutTree(u"^(x86_64|i686|s390x?)$"_s);
    const QString arch = root().value(u"os/type@arch");
    for (QWidget *one :
         std::initializer_list<QWidget *>{m_menu, m_wait, m_kernel, m_initrd, m_arguments})
        setRowVisible(one, !container);
    setRowVisible(m_tree, !container && (says(u"os/dtb"_s) || !withoutTree.match(arch).hasMatch()));
    const QList<std::pair<QLineEdit *, QStringView>> lines{{m_init, u"os/init"},
                                                           {m_folder, u"os/initdir"},
                                                           {m_user, u"os/inituser"},
                                                           {m_group, u"os/initgroup"}};
    for (const auto &[edit, path] : lines) {
        setRowVisible(edit, container);
        if (edit->text().trimmed() != root().value(path))
            edit->setText(root().value(path));
    }
    setRowVisible(m_initArguments, container);
    showArguments();
    QString wrong;
    if (root().value(u"os/kernel").isEmpty() && (says(u"os/initrd"_s) || says(u"os/cmdline"_s)))
        wrong = tr("Without a kernel, the RAM disk and the arguments are not used.");
    setNote(m_kernel, wrong);
}
