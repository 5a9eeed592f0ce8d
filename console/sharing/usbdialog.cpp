// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/usbdialog.h"

#include "console/sharing/usbredirection.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QStandardPaths>
#include <QStyle>
#include <QVBoxLayout>

UsbDialog::UsbDialog(const QString &machine, UsbRedirection &usb, QWidget *parent)
    : QDialog(parent)
    , m_usb(usb)
    , m_channels(new PlainLabel)
    , m_empty(new PlainLabel(tr("This computer has no USB device that could be redirected. One "
                                "that is plugged in appears here.")))
    , m_list(new QListView)
    , m_always(new QCheckBox(tr("&Always give the selected device to this machine")))
    , m_automatic(new QCheckBox(tr("Give it devices that are &plugged in while its screen has the "
                                   "keyboard")))
    , m_insert(new QPushButton(tr("&Insert CD image…")))
    , m_eject(new QPushButton(tr("&Remove CD images")))
{
    setWindowTitle(tr("USB devices of “%1”").arg(SafeText::line(machine, 60)));
    auto *explanation = new PlainLabel(
        tr("A device that is checked belongs to the machine: this computer cannot use it until it "
           "is given back. Unmount disks first."));
    for (PlainLabel *label : {explanation, m_channels, m_empty})
        label->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_list->setModel(&usb.model());
    m_list->setAccessibleName(tr("USB devices"));
    const int icon = style()->pixelMetric(QStyle::PM_LargeIconSize);
    m_list->setIconSize({icon, icon});
    m_list->setWordWrap(true);
    m_list->setMinimumHeight(fontMetrics().height() * 10);
    m_always->setAccessibleName(tr("Always give the selected device to this machine"));
    m_automatic->setAccessibleName(
        tr("Give it devices that are plugged in while its screen has the keyboard"));
    m_insert->setAccessibleName(tr("Insert CD image"));
    m_eject->setAccessibleName(tr("Remove CD images"));

    auto *rules = new QGroupBox(tr("By themselves"));
    auto *rulesLayout = new QVBoxLayout(rules);
    rulesLayout->addWidget(m_always);
    rulesLayout->addWidget(m_automatic);
    auto *never = new QHBoxLayout;
    const int indent = style()->pixelMetric(QStyle::PM_IndicatorWidth)
                       + style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing);
    never->addSpacing(indent);
    never->addWidget(new PlainLabel(tr("but not")));
    const auto add = [&](const QString &text, const QString &name, UsbRules::Kind kind) {
        auto *box = new QCheckBox(text);
        box->setAccessibleName(name);
        never->addWidget(box);
        m_never.append({box, kind});
    };
    add(tr("&keyboards and mice"), tr("but not keyboards and mice"), UsbRules::Input);
    add(tr("&disks"), tr("but not disks"), UsbRules::Storage);
    add(tr("&cameras and sound"), tr("but not cameras and sound"), UsbRules::Media);
    never->addStretch();
    rulesLayout->addLayout(never);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_insert, QDialogButtonBox::ActionRole);
    buttons->addButton(m_eject, QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_channels);
    layout->addWidget(rules);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 75);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_insert, &QPushButton::clicked, this, [this] { chooseImage(m_usb, this); });
    connect(m_eject, &QPushButton::clicked, &usb, &UsbRedirection::ejectCds);
    connect(&usb, &UsbRedirection::devicesChanged, this, &UsbDialog::refresh);
    connect(&usb, &UsbRedirection::possibleChanged, this, [this] {
        m_usb.watch();
        refresh();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &UsbDialog::refresh);
    connect(m_always, &QCheckBox::clicked, this,
            [this](bool always) { m_usb.remember(selectedIdentity(), always); });
    connect(m_automatic, &QCheckBox::clicked, this, &UsbDialog::chooseRules);
    for (const auto &[box, kind] : std::as_const(m_never))
        connect(box, &QCheckBox::clicked, this, &UsbDialog::chooseRules);
    usb.watch();
    refresh();
}

QString UsbDialog::selectedIdentity() const
{
    // The current row is not it: a list that gets the focus makes its first row current.
    const QModelIndexList selected = m_list->selectionModel()->selectedIndexes();
    return selected.value(0).data(UsbDevicesModel::IdentityRole).toString();
}

void UsbDialog::refresh()
{
    const UsbDevicesModel &model = m_usb.model();
    const bool possible = m_usb.whyNot().isEmpty();
    const bool hasImages = std::any_of(model.rows().begin(), model.rows().end(),
                                       [](const auto &row) { return row.device.image; });
    const UsbRules &rules = m_usb.rules();
    const QString identity = selectedIdentity();
    m_channels->setText(m_usb.channelsText());
    m_list->setVisible(model.rowCount() > 0);
    m_empty->setVisible(model.rowCount() == 0);
    m_insert->setEnabled(possible);
    m_eject->setVisible(hasImages);
    m_always->setEnabled(!identity.isEmpty());
    m_always->setChecked(rules.remembered.contains(identity));
    m_automatic->setChecked(rules.automatic);
    for (const auto &[box, kind] : std::as_const(m_never)) {
        box->setChecked(rules.never.testFlag(kind));
        box->setEnabled(rules.automatic);
    }
}

void UsbDialog::chooseRules()
{
    UsbRules rules = m_usb.rules();
    rules.automatic = m_automatic->isChecked();
    for (const auto &[box, kind] : std::as_const(m_never))
        rules.never.setFlag(kind, box->isChecked());
    m_usb.chooseRules(rules);
    refresh();
}

void UsbDialog::chooseImage(UsbRedirection &usb, QWidget *parent)
{
    auto *dialog =
        new QFileDialog(parent, tr("Insert CD image"),
                        QStandardPaths::writableLocation(QStandardPaths::DownloadLocation),
                        tr("CD and DVD images (*.iso *.ISO);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &usb, &UsbRedirection::insertCd);
    dialog->open();
}
