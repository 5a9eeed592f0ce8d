// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

// One setting of a section or device, as a form shows it.
struct EditableField
{
    enum class Editor {
        Choice,   // one of `words`, or absent
        Presence, // there or not
        Number,
        Text,
        Secret, // there is one, which is not shown; writing replaces it
    };
    struct Word
    {
        QString raw = {}, text = {}; // as the document has it, as the user reads it
        bool operator==(const Word &) const = default;
    };

    QString path = {}; // see FieldChange
    QString label = {};
    Editor editor = Editor::Text;
    QList<Word> words = {};
    bool open = false;                 // of a choice: other words can be typed
    bool main = false;                 // among those that people look for first
    std::optional<QString> value = {}; // nothing: absent, the hypervisor's default

    bool operator==(const EditableField &) const = default;
};
Q_DECLARE_METATYPE(EditableField)
