// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domaindescription.h"
#include "models/xml/xmlnode.h"

#include <span>

// How XML becomes words: one line of a table for each fact. What a table does not name is shown
// all the same, under its raw name, so that nothing a document says is hidden.

// A word of libvirt's and ours for it (QT_TRANSLATE_NOOP in the context "Hardware"). A word that
// is newer than the table is shown as it is.
struct Word
{
    const char16_t *raw;
    const char *text;
};

// Makes a value's words from the element that holds it and the value itself.
using Format = QString (*)(const XmlNode &node, const QString &value);

struct Field
{
    enum When { Always, Runtime }; // see HardwareProperty

    constexpr Field(const char *fieldLabel, const char16_t *fieldPath, When when = Always)
        : label(fieldLabel), path(fieldPath), runtime(when == Runtime)
    {}
    template <size_t size>
    constexpr Field(const char *fieldLabel, const char16_t *fieldPath,
                    const Word (&fieldWords)[size], When when = Always)
        : Field(fieldLabel, fieldPath, when)
    {
        words = fieldWords;
    }
    constexpr Field(const char *fieldLabel, const char16_t *fieldPath, Format fieldFormat,
                    When when = Always)
        : Field(fieldLabel, fieldPath, when)
    {
        format = fieldFormat;
    }

    const char *label;    // QT_TRANSLATE_NOOP, context "Hardware"
    const char16_t *path; // "driver@cache", "vcpu" (text), "readonly/*" (an element and all in it)
    std::span<const Word> words = {};
    Format format = nullptr;
    bool runtime;
};

namespace Fields {

QString translated(const char *text);
QString word(const QString &raw, std::span<const Word> words);

// The facts the tables name, in their order, and then everything else in `nodes` by raw name.
// Paths start at `root`; `nodes` are those of its children that are in question, all if empty;
// what `saidElsewhere` names is not said again.
QList<HardwareProperty> read(const XmlNode &root, std::span<const std::span<const Field>> tables,
                             const QList<const XmlNode *> &nodes = {},
                             std::span<const Field> saidElsewhere = {});

} // namespace Fields
