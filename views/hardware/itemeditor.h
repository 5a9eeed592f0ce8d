// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/schema/domainschema.h"
#include "models/values/definitiondifference.h"
#include "models/values/domainchanges.h"
#include "models/values/driverrules.h"
#include "models/values/hardwarechoices.h"
#include "models/values/hostdeviceuser.h"
#include "models/values/machine.h"
#include "models/values/storage.h"
#include "models/values/systemfacts.h"

#include <QHash>
#include <QWidget>

#include <functional>
#include <memory>

// What the user chose among the host's storage; a path by itself is one, too.
struct ChosenStorage
{
    QString path = {};                  // empty for a volume on a server
    QString format = {};                // "qcow2"; empty: not known
    QString poolName = {}, volume = {}; // of a volume in a pool

    ChosenStorage(const QString &chosen = {}) : path(chosen) {}
    operator QString() const { return path; }
};

// What editors ask the program for, because views open no dialogs and know no host. A function
// that is not set is not offered.
struct HardwareServices
{
    // Lets the user choose a volume or file of the host; `chosen` is not called when they do not.
    std::function<void(StoragePurpose purpose, QObject *asker,
                       std::function<void(const ChosenStorage &)> chosen)>
        chooseStorage = {};
    // Makes changes at once, in the running machine and in its definition: a medium that is put in
    // or taken out, a cable that is pulled.
    std::function<void(const DomainChanges &changes)> changeAtOnce = {};
    std::function<QStringList()> recentImages = {}; // of CDs, the last one first
    std::function<void(const QString &path)> imageUsed = {};
    std::function<QString(const QString &mac)> macUser = {}; // another machine's name
    // Which machines have devices of the host; `answer` may not be called, and not after `asker`.
    std::function<void(QObject *asker, std::function<void(const QList<HostDeviceUser> &)> answer)>
        hostDeviceUsers = {};
    bool hostDeviceIsChosen = false; // by what stands above the editor
    // The operating systems that are known, newest first; empty where none are. `known` is called
    // later, while the asker lives.
    std::function<void(QObject *asker, std::function<void(const QList<SystemEntry> &)> known)>
        systems = {};
    // What is known of one of them, in the same way.
    std::function<void(const QString &systemId, const QString &architecture, QObject *asker,
                       std::function<void(const SystemFacts &)> known)>
        systemFacts = {};
};

// What an editor shows. Documents are whole <domain>s.
struct ItemContext
{
    QByteArray original = {};   // as it was read
    QByteArray document = {};   // the same with everything that waits for Apply
    DomainChanges changes = {}; // that
    QString item = {};          // HardwareItem::key
    // Its key in `document`, where an edit gave it another one (EditedDomain::renamed).
    QHash<QString, QString> renamed = {};
    QByteArray live = {}; // the running machine's own document; empty while it is off
    std::shared_ptr<const DomainSchema> schema = {};
    std::shared_ptr<const HardwareChoices> choices = {};
    bool readOnly = false;
    // Why nothing of the item can be changed here, as a sentence (empty: it can); its XML can be.
    QString obstacle = {};
    MachineDriver driver = {}; // whose rules say what a field can be set to
    bool running = false;
    QList<DefinitionDifference> waiting = {};  // in this item, for the next start
    QList<GuestAddresses> guestAddresses = {}; // of the running machine, where they are known
};

// An edit of a value inside an element that waits to be written anew (`context.changes`), as the
// change of that element; nothing where there is none.
std::optional<ElementChange> foldedEdit(const ItemContext &context, const QString &item,
                                        const QString &path, const std::optional<QString> &wanted);

// Edits of one item what a list of single fields cannot: an order, a choice of the host's things, a
// table. It stands above the generic form (SettingsForm), which leaves out what the editor covers.
// An editor shows what `document` says, and says each thing that the user does at once.
class ItemEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ItemEditor(const HardwareServices &services, QWidget *parent = nullptr);

    // Another item of its kind, or a newer reading of the same one. Where nothing else is said than
    // before, what the user is doing (a cursor, an open list) is left alone: refill() is not called.
    void setContext(const ItemContext &context);
    virtual QStringList covers() const { return {}; } // paths that the generic form leaves out
    virtual QString searchText() const { return {}; } // words that it shows, for the search
    virtual void setHighlight(const QString &words) { Q_UNUSED(words) }

Q_SIGNALS:
    // `touched`: it differs from what was read; otherwise an earlier edit is taken back.
    void fieldEdited(const FieldChange &change, bool touched);
    void elementEdited(const ElementChange &change, bool touched);

protected:
    virtual void refill() = 0; // of context()

    const ItemContext &context() const { return m_context; }
    const HardwareServices &services() const { return m_services; }
    // As `document` says; the item's own values are looked up by the key that it has there.
    std::optional<QString> value(const QString &path) const;
    std::optional<QString> value(const QString &item, const QString &path) const;
    QByteArray element(const QString &path) const;
    // The item's values in what was read, and in the running machine.
    std::optional<QString> originalValue(const QString &path) const;
    std::optional<QString> liveValue(const QString &path) const;
    QByteArray originalElement(const QString &path = {}) const; // without a path: the device
    // What the user wants; nothing for "not there". Signals with what was read as `before`. Inside an
    // element that waits to be written anew, that element is changed instead.
    void set(const QString &path, const std::optional<QString> &wanted);
    void set(const QString &item, const QString &path, const std::optional<QString> &wanted);
    // Of a secret, which no document here holds: without a value it is taken out. `touched` false:
    // left as it is.
    void setUnseen(const QString &path, const std::optional<QString> &wanted, bool touched = true);
    // Empty: taken out; without a path: the device. Edits of single values in it are part of
    // `wanted`, and are taken back.
    void setElement(const QString &path, const QByteArray &wanted);
    // Several edits that are one to the user; refill() follows once.
    void together(const std::function<void()> &edits);
    // What is not there cannot be set where the machine's driver takes no such value: why, for a row
    // that shows `shown`; empty: it can be.
    QString whyNotSet(const QString &path, const std::optional<QString> &shown) const;
    // Disables the field (and its label, where there is one) with that as the reason; empty: as the
    // editor left it, where it was not refused, and usable again, where it was.
    static void refuse(const QString &why, QWidget *field, QWidget *label = nullptr);

private:
    // The item by itself, where that can be read: a document of 300 devices is read once.
    struct Own
    {
        QByteArray xml = {};
        QString key = {};
    };
    static Own ownOf(const QByteArray &document, const QString &item);

    HardwareServices m_services;
    ItemContext m_context;
    Own m_own, m_ownOriginal, m_ownLive;
    int m_together = 0;
    bool m_stale = false; // refill() waits for the end of together()
};
