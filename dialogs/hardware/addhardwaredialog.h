// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/values/hostdeviceuser.h"
#include "models/values/newdevice.h"
#include "views/hardware/itemeditor.h"

#include <QHash>

#include <memory>

class AddTimeRow;
class DeviceKindList;
class HostDeviceList;
class ImagePathField;
class ItemSettings;
class MachineHardware;
class MessagePage;
class NewDiskBox;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;

// The machine that something is added to.
struct AddHardwareContext
{
    QString name = {};          // of the machine, to show
    QByteArray definition = {}; // as it will start next; empty for a transient one
    QByteArray live = {};       // as it runs; empty while it is off
    std::shared_ptr<const DomainSchema> schema = {};
    quint64 libvirt = 0; // the daemon's version; 0: not known
};

// Everything that a machine could be given: kinds by groups, with a search, at the left; the one that
// is chosen, with its settings, at the right. What cannot be had says why. It stays open until what
// was asked for is done, or the user gives up.
class AddHardwareDialog : public PlainDialog
{
    Q_OBJECT

public:
    AddHardwareDialog(const AddHardwareContext &context, const HardwareServices &services,
                      QWidget *parent = nullptr);
    ~AddHardwareDialog() override;

    QSize sizeHint() const override;

    // What the host offers, as it becomes known; what was entered stays.
    void setChoices(const std::shared_ptr<const HardwareChoices> &choices);
    void setUsers(const QList<HostDeviceUser> &users);
    void setPools(const QList<StoragePool> &pools, const QHash<QUuid, QStringList> &taken);

    void choose(const QString &id); // a kind (NewDevice::id)
    DeviceAddition addition() const;
    void accept() override; // asks for it by wanted()
    // It was not added: says why, and offers the next start where that is another thing.
    void fail(const Error &error, bool offerNextStart);
    void finish(); // it was

Q_SIGNALS:
    void wanted(const DeviceAddition &addition);

private:
    void build(const HardwareServices &services);
    void fillKinds();
    void select();
    void start(const QByteArray &device);
    void setPath(const QString &path);
    void refresh();
    void judge();
    void setBusy(bool busy);
    QByteArray device() const;
    QString problem() const;

    AddHardwareContext m_context;
    std::shared_ptr<const HardwareChoices> m_choices;
    QList<HostDeviceUser> m_users;
    std::unique_ptr<MachineHardware> m_machine;
    QList<NewDevice> m_kinds;
    NewDevice m_kind;      // that is shown
    QByteArray m_original; // the document with the device as it began
    QByteArray m_document; // and as it is entered
    QString m_key;         // of the device in m_original
    QString m_item;        // the same in m_document
    DomainChanges m_changes;
    bool m_busy = false;

    DeviceKindList *m_list;
    QStackedWidget *m_right;
    MessagePage *m_message;
    QTabWidget *m_tabs;
    PlainLabel *m_title, *m_note, *m_trouble;
    NewDiskBox *m_newDisk;
    ImagePathField *m_path;
    HostDeviceList *m_hostDevices;
    ItemSettings *m_settings;
    QPlainTextEdit *m_xml;
    AddTimeRow *m_time;
    QPushButton *m_nextStart;
};
