// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/editablefield.h"
#include "models/xml/xmlnode.h"
#include "views/hardware/itemeditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

#include <functional>
#include <optional>

class AmountField;
class PlainLabel;
class QGridLayout;
class QVBoxLayout;

// An editor made of rows, each bound to a path of the document: what the user sets in it is said at
// once, and what is absent is shown as "Default". Subclasses add what is no single field, in
// fillMore(). The rows stand in groups with a heading each.
class FormEditor : public ItemEditor
{
    Q_OBJECT

public:
    using Value = std::optional<QString>;
    using WordList = QList<EditableField::Word>;

    explicit FormEditor(const HardwareServices &services, QWidget *parent = nullptr);

    QStringList covers() const override;
    QString searchText() const override;
    void setHighlight(const QString &words) override;

protected:
    void addGroup(const QString &title); // rows come below it; empty: no heading
    QComboBox *addChoice(const QString &label, const QString &path, const WordList &words,
                         bool open = false);
    QComboBox *addSwitch(const QString &label, const QString &path, const QString &on,
                         const QString &off);
    QLineEdit *addText(const QString &label, const QString &path);
    // The same with a button that opens the host's storage, where that is offered.
    QLineEdit *addFile(const QString &label, const QString &path, StoragePurpose purpose);
    QLineEdit *addNumber(const QString &label, const QString &path);
    QCheckBox *addPresence(const QString &label, const QString &path); // "…/*"
    // Memory, in the unit beside it in the document ("memory" and "memory@unit").
    AmountField *addAmount(const QString &label, const QString &path);
    // One that a subclass fills and listens to itself.
    void addRow(const QString &label, QWidget *editor);
    void addWide(QWidget *widget);  // as wide as the page
    void addPart(FormEditor *part); // one of the same item's, which has rows of its own
    void setWords(QComboBox *choice, const WordList &words);
    void setRowVisible(QWidget *editor, bool visible);
    // A sentence below a row: a consequence, or what is wrong with it. Empty: none.
    void setNote(QWidget *editor, const QString &sentence);
    QString note(QWidget *editor) const;
    void alsoCovers(const QStringList &paths) { m_covered += paths; }

    static QString noNumbers(); // a sentence: CpuSet::read() made nothing of it

    // The document, read once for each refill.
    const XmlNode &root() const { return m_root; }
    bool says(const QString &path) const { return !m_root.value(path).isEmpty(); }
    bool isOriginal(const QString &path) const; // the document says what was read
    QString domainType() const { return m_root.attribute(u"type"); }
    QString osType() const { return m_root.value(u"os/type"); }
    bool isContainer() const { return osType() == QStringView(u"exe"); }
    // An element as a whole, from what fields of it are to be: keeps everything else in it.
    void setInElement(const QString &path, const QList<FieldChange> &fields,
                      const QStringList &removed = {});

    void refill() override;
    virtual void fillMore() {}

private:
    struct Row
    {
        QString path = {}, title = {};
        PlainLabel *heading = nullptr, *label = nullptr; // heading: of its group; may be none
        QWidget *editor = nullptr, *shown = nullptr;     // shown: with the button beside it
        PlainLabel *note = nullptr;
        std::function<void(const Value &)> show = {};
    };

    QLineEdit *addLine(QLineEdit *edit, const QString &label, const QString &path,
                       StoragePurpose purpose);
    Row &put(const QString &label, QWidget *editor, QWidget *shown = nullptr);
    Row *rowOf(const QWidget *editor);
    void showChoice(QComboBox *box, const Value &value, bool open);

    QVBoxLayout *m_layout;
    QGridLayout *m_grid = nullptr;
    int m_line = 0;
    QList<Row> m_rows;
    QList<FormEditor *> m_parts;
    QList<PlainLabel *> m_headings;
    PlainLabel *m_heading = nullptr; // of the group that is being filled
    QStringList m_covered;
    XmlNode m_root;
    QString m_highlight;
};
