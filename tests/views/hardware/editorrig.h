// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/machinedriver.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/hardware/itemsettings.h"

#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>

// The settings of one section or device with what the Hardware page does around them: what is
// edited is collected and shown again, and a user finds things by their names.
class EditorRig : public QObject
{
public:
    explicit EditorRig(const HardwareServices &services = {})
    {
        settings.setServices(services);
        connect(&settings, &ItemSettings::fieldEdited, this, &EditorRig::put<FieldChange>);
        connect(&settings, &ItemSettings::elementEdited, this, &EditorRig::put<ElementChange>);
    }
    // Shows one of the devices of a machine that has nothing else.
    EditorRig(const QByteArray &devices, const QString &key, const HardwareServices &services = {},
              const std::shared_ptr<const HardwareChoices> &offered = {})
        : EditorRig(services)
    {
        choices = offered;
        show("<domain type='qemu'><devices>" + devices + "</devices></domain>", key);
    }

    // Another document, or another item of it, without any edits.
    void show(const QByteArray &domain, const QString &key)
    {
        original = domain;
        item = key;
        changes = {};
        edits = 0;
        fill();
    }
    // What the first of these devices is called.
    static QString keyOf(const QByteArray &devices)
    {
        const auto read = readDomain("<domain><devices>" + devices + "</devices></domain>");
        return read && !read->devices.isEmpty() ? read->devices.first().key : QString();
    }
    // Again, after another part of the context was set.
    void fill()
    {
        const auto edited = applyChanges(original, changes);
        settings.setContext({.original = original,
                             .document = edited ? edited->xml : original,
                             .changes = changes,
                             .item = item,
                             .renamed = edited ? edited->renamed : QHash<QString, QString>(),
                             .live = live,
                             .schema = schema,
                             .choices = choices,
                             .readOnly = readOnly,
                             .driver = machineDriver(original),
                             .running = running || !live.isEmpty(),
                             .guestAddresses = guestAddresses});
    }

    // The document with everything that was edited, or why there is none.
    QByteArray wanted() const { return wantedOf({}); }
    // The same of the item alone.
    QByteArray device() const { return wantedOf(item); }

    // By its name; what is seen goes before what is hidden, and the editor before the generic form.
    template <typename Widget>
    Widget *find(const QString &name) const
    {
        Widget *one = seenByName<Widget>(settings.editor(), name);
        return one ? one : byName<Widget>(&settings, name);
    }
    bool shows(const QString &name) const { return seen<QWidget>(name); }
    bool says(const QString &words) const { return ::says(&settings, words); }
    // What the field or list of this name says.
    QString shown(const QString &name) const
    {
        if (const auto *box = seen<QComboBox>(name))
            return box->currentText();
        const auto *edit = seen<QLineEdit>(name);
        return edit ? edit->text() : QString();
    }

    // What a user does; false where it cannot be done.
    bool choose(const QString &name, const QString &text) const // by the words
    {
        auto *box = seen<QComboBox>(name);
        return box && choose(box, box->findText(text));
    }
    bool chooseValue(const QString &name,
                     const QVariant &raw) const // invalid: the first, a default
    {
        auto *box = seen<QComboBox>(name);
        return box && choose(box, raw.isValid() ? box->findData(raw) : 0);
    }
    bool type(const QString &name, const QString &text) const
    {
        if (auto *spin = seen<QAbstractSpinBox>(name)) {
            spin->selectAll();
            QTest::keyClicks(spin, text);
            return spin->isEnabled();
        }
        const auto *box = seen<QComboBox>(name);
        auto *edit = box ? box->lineEdit() : seen<QLineEdit>(name);
        if (!edit || !edit->isEnabled())
            return false;
        edit->setFocus();
        edit->selectAll();
        if (text.isEmpty())
            QTest::keyClick(edit, Qt::Key_Delete);
        else
            QTest::keyClicks(edit, text);
        return edit->text() == text;
    }
    bool press(const QString &name) const
    {
        auto *button = seen<QAbstractButton>(name);
        if (!button || !button->isEnabled())
            return false;
        button->click();
        return true;
    }

    ItemSettings settings;
    QByteArray original, live;
    QString item;
    DomainChanges changes;
    std::shared_ptr<const HardwareChoices> choices;
    std::shared_ptr<const DomainSchema> schema;
    bool readOnly = false, running = false;
    QList<GuestAddresses> guestAddresses;
    int edits = 0; // what the settings have said so far

private:
    template <typename Change>
    void put(const Change &change, bool touched)
    {
        ++edits;
        changes.put(change, touched);
        fill();
    }
    QByteArray wantedOf(const QString &one) const
    {
        const auto edited = applyChanges(original, changes);
        if (!edited)
            return "refused: " + edited.error().summary.toUtf8();
        if (!edited->conflicts.isEmpty())
            return "conflict at " + edited->conflicts.first().path.toUtf8();
        return one.isEmpty() ? edited->xml
                             : deviceXml(edited->xml, edited->renamed.value(one, one));
    }
    template <typename Widget>
    Widget *seen(const QString &name) const
    {
        Widget *one = find<Widget>(name);
        return one && one->isVisibleTo(&settings) ? one : nullptr;
    }
    static bool choose(QComboBox *box, int row)
    {
        if (row < 0 || !box->isEnabled())
            return false;
        box->setCurrentIndex(row);
        Q_EMIT box->activated(row);
        return true;
    }
};
