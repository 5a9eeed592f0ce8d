// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

struct XmlNode;

// libvirt's own grammar of a machine's definition (RELAX NG, which libvirt installs beside its
// library), as the questions that an editor has: what may stand here, and which words. It answers
// for all variants of an element at once, so what it offers may still be refused together; the
// host has the last word. Immutable once read; any thread.
class DomainSchema
{
public:
    // What an attribute or a text can be.
    struct Content
    {
        enum class Type { Text, Number, Signed }; // of what is not in `words`

        QStringList words = {}; // in the grammar's order
        bool open = false;      // something else than these words, too
        Type type = Type::Text;

        bool isYesNo() const { return words.size() == 2 && words.contains(u"yes"); }
        bool isOnOff() const { return words.size() == 2 && words.contains(u"on"); }
        bool operator==(const Content &) const = default;
    };

    // Of the files in `folder`; the installed ones without. Reads them: not for the GUI thread.
    static Result<std::shared_ptr<const DomainSchema>> read(const QString &folder = installed());
    static QString installed(); // "/usr/share/libvirt/schemas"
    ~DomainSchema();

    // `path`: the names from the root's: {"domain", "devices", "disk"}.
    bool has(const QStringList &path) const;
    QStringList elements(const QStringList &path) const;
    QStringList attributes(const QStringList &path) const;
    std::optional<Content> attribute(const QStringList &path, const QString &name) const;
    std::optional<Content> text(const QStringList &path) const; // nothing: it has none
    bool isOpen(const QStringList &path) const; // takes elements or attributes of any name

    // Every path from the root, each element below itself at most once: "domain/devices/disk",
    // and with its attributes: "domain/devices/disk@type".
    QStringList everything() const;

private:
    DomainSchema();
    struct Data;
    std::unique_ptr<Data> d;
};
