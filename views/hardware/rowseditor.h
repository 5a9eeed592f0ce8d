// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/fieldrows.h"
#include "views/hardware/itemeditor.h"

#include <span>

class FoldButton;
class QPushButton;
class QVBoxLayout;
struct Word; // models/xml/fieldtable.h

// A table of words (models/xml/devicewords.h) for a choice.
FieldRows::Words listOf(std::span<const Word> words);

// An editor that is rows of fields, with which of them a device's type brings. A subclass adds its
// rows, shows in arrange() those that fit, and says in edit() what an edit means beyond its value.
class RowsEditor : public ItemEditor
{
    Q_OBJECT

public:
    explicit RowsEditor(const HardwareServices &services, QWidget *parent = nullptr);

    QStringList covers() const override;
    QString searchText() const override;
    void setHighlight(const QString &words) override;
    FieldRows &rows() const { return *m_rows; }

protected:
    void refill() final;
    virtual void arrange() {} // after the fields are filled
    // What a row shows and what it showed before, where that is not the value at its path.
    virtual FieldRows::Value shown(const QString &path) const { return value(path); }
    virtual FieldRows::Value shownBefore(const QString &path) const { return originalValue(path); }
    virtual void edit(const QString &path, const FieldRows::Value &wanted);

    // "Browse…" beside a row, where the program can ask for storage. Its answer is an edit.
    QPushButton *addBrowse(const QString &path, StoragePurpose purpose);
    virtual void take(const QString &path, const ChosenStorage &chosen) { edit(path, chosen.path); }
    // Shows a row where it fits, and where the document has it anyway.
    void offer(const QString &path, bool fits) { rows().setShown(path, fits || value(path)); }
    void alsoCovers(const QStringList &paths) { m_alsoCovered += paths; }
    QString word(const QString &path) const { return value(path).value_or(QString()); }
    QVBoxLayout *column() const { return m_column; }
    // Rows that wait behind a button of this name until one of them is set.
    void addGroup(const QString &title, const QStringList &paths);
    // The words of the grammar for a path of this kind of device, with ours for them.
    FieldRows::Words schemaWords(const QStringList &element, const QString &attribute,
                                 const FieldRows::Words &ours) const;

private:
    struct Group
    {
        FoldButton *button = nullptr;
        QStringList paths = {};
    };
    void showGroups();

    QList<Group> m_groups;
    FieldRows *m_rows;
    QVBoxLayout *m_column;
    QStringList m_alsoCovered;
};
