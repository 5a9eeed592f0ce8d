// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/definitiondifference.h"
#include "models/values/domainchanges.h"
#include "models/values/domaindescription.h"
#include "models/values/driverrules.h"
#include "views/hardware/applybar.h"
#include "views/hardware/conflictsbox.h"
#include "views/hardware/itemeditor.h"

#include <QWidget>

#include <optional>

class DevicePage;
class HardwareList;
class MessagePage;
class PendingBar;
class QAction;
class QStackedWidget;

// The machine's hardware: sections and devices at the left, the selected one's settings, facts and
// XML at the right, and a search through all of them. What is changed waits for Apply; a new reading,
// another page or a lost link does not take it away, Revert and another machine do.
class HardwarePage : public QWidget
{
    Q_OBJECT

public:
    using Reading = std::optional<Result<DomainDescription>>;

    explicit HardwarePage(QWidget *parent = nullptr);

    // What readDomain() made of the machine's XML as it runs now and as it will start next; either
    // is absent where there is none (shut off, transient). A second reading of the same machine
    // keeps the selection, the search and the copy that is shown.
    void setReadings(const Reading &now, const Reading &afterNextStart);
    void setLoading(); // until the first reading; forgets the machine shown before
    void setUnavailable(const QString &sentence); // the host is away: why

    // libvirt's grammar, when it has been read: without it there are fewer words to choose from.
    void setSchema(const std::shared_ptr<const DomainSchema> &schema);
    void setServices(const HardwareServices &services); // before the first reading
    void setChoices(const std::shared_ptr<const HardwareChoices> &choices); // of the machine's host
    const std::shared_ptr<const DomainSchema> &schema() const { return m_schema; }
    void setReadOnly(bool readOnly, const QString &why = {}); // a sentence
    void setGuestAddresses(const QList<GuestAddresses> &addresses); // of the running machine
    // Of the machine's connection ("esx"); before its first reading.
    void setScheme(const QString &scheme);
    // The host has answered that it has no call for changing devices of running machines.
    void setUpdateRefused(bool refused);
    QAction *addAction() const;
    QAction *removeAction() const;
    // What has been entered and not applied.
    const DomainChanges &changes() const { return m_changes; }
    void setChanges(const DomainChanges &changes); // of before, after setLoading()
    // What came of them. Applied: they are forgotten. Conflicts, and what only the running machine was
    // asked for and refused: they stay, and say so.
    void take(const Result<EditOutcome> &outcome);
    // What was wanted at once and the running machine refused: it waits, and can be had at the next
    // start.
    void keepRefused(const DomainChanges &refused, const EditOutcome &outcome);
    // The definition with all that is not applied; fails when something is not well formed.
    Result<QByteArray> wanted() const;
    QByteArray definition() const;   // as it was read
    void cancelApply();              // of applyWanted(): nothing was done
    void resumeApply(EditTime time); // another machine was shown meanwhile: take() is still to come
    // What waits for the next start: differences of the running machine and its definition.
    const QList<DefinitionDifference> &waiting() const { return m_waiting; }
    void setUndo(const ApplyBar::Undo &undo); // offers to take back what was done
    // Selects an item as soon as a reading has it, unless the user selects another one before.
    void showNew(const QString &item);
    void prepare();          // somebody is about to look: asks for the schema, once
    QString barText() const; // what is said of all this, under the settings

Q_SIGNALS:
    // `overrule`: what somebody else changed in between is to be replaced.
    void applyWanted(const DomainChanges &changes, EditTime time, bool overrule);
    // The definition as it was read, and with all that waits for Apply: without passwords.
    void comparisonWanted(const QByteArray &before, const QByteArray &after);
    void restartWanted();
    void discardWanted(); // waiting()
    void undoWanted();
    void redoWanted();
    void schemaWanted(); // when the page is looked at for the first time
    void historyWanted();
    void addWanted(); // a device
    // `inRunning`: the key is that of the running machine's document.
    void removeWanted(const QString &item, bool inRunning);

protected:
    void showEvent(QShowEvent *event) override;

private:
    const DomainDescription *description(const Reading &reading) const;
    bool showsNow() const;
    void update();
    void select();
    void fill();
    void editField(const FieldChange &change, bool touched);
    void editElement(const ElementChange &edit, bool touchedNow);
    void editXml(const QString &item, const QByteArray &text);
    void edited();
    void showChanges();
    void tellInParts();
    void apply(EditTime time);
    void forgetFailure();
    void revert();
    void updateBar();
    void compare(); // what waits, and who else changes what is being changed
    void showConflicts();
    void resolve(const QString &item, const QString &path, bool mine);
    void showItem(const QString &key);
    QString whyNotNow() const; // what is entered, in the running machine; empty: it can be tried
    const DomainCapabilities *capabilities() const; // nullptr: not known
    QByteArray original() const;                    // the document that is edited; empty: none
    void updateDeviceActions();

    Reading m_now, m_later;
    QString m_awaited; // by showNew()
    QString m_whyReadOnly;
    QStackedWidget *m_stack, *m_right;
    MessagePage *m_message, *m_noMatch;
    QWidget *m_content;
    HardwareList *m_list;
    DevicePage *m_page;
    std::shared_ptr<const DomainSchema> m_schema;
    std::shared_ptr<const HardwareChoices> m_choices;
    QString m_scheme;
    MachineDriver m_driver; // of what is shown
    bool m_updateRefused = false;
    DomainChanges m_changes;  // in the order in which they were begun
    DomainChanges m_reverted; // until there are others
    bool m_stale = false;     // what the settings show is older than m_changes
    bool m_readOnly = false, m_applying = false, m_overrule = false;
    ApplyBar *m_bar;
    PendingBar *m_pending;
    ConflictsBox *m_conflictsBox;
    QList<DefinitionDifference> m_waiting;
    QList<EditConflict> m_conflicts;
    QHash<QString, Error> m_notNow; // by item: why what waits is not in the running machine
    ApplyBar::Undo m_undo;
    QString m_failure;
    QList<GuestAddresses> m_guestAddresses;
    bool m_prepared = false;
    EditTime m_time = EditTime::Both; // of what is being applied
    bool m_refused = false;           // the failure is the running machine's; nothing was written
};
