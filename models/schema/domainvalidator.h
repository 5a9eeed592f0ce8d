// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/schema/domainschema.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <atomic>
#include <memory>

// What is wrong at one place of a text. Lines and columns count from 1, columns in characters.
struct XmlProblem
{
    int line = 1, column = 1;
    int length = 0;        // characters from there, within the line; 0: to its end
    QString sentence = {}; // may repeat the document's own words: untrusted
    bool remark = false;   // nothing is wrong with it

    bool operator==(const XmlProblem &) const = default;
};

// What a text of XML stands in.
struct XmlFrame
{
    QStringList parents = {};  // none: a machine's whole document; {"domain", "devices"}: a device
    QStringList elements = {}; // not empty: any number of these, one after the other (a section)
    QByteArray declarations = {}; // of prefixes, around it (see declarationsOf() in handwritten.h)

    bool operator==(const XmlFrame &) const = default;
};

// Reads a machine's definition, a device, or a section of it, as a proof-reader: is it well formed,
// does libvirt know these elements, attributes and words, and does its grammar (RELAX NG, by libxml2)
// take them together. Nothing is loaded that the text names, everything is bounded in size and time.
// Any thread, one check at a time; slow: not for the GUI thread.
class DomainValidator
{
public:
    // Without a schema (libvirt's is not installed) only whether the text is well formed is said.
    explicit DomainValidator(std::shared_ptr<const DomainSchema> schema = {},
                             const QString &folder = DomainSchema::installed());
    ~DomainValidator();
    Q_DISABLE_COPY_MOVE(DomainValidator)

    // Ends early, with what was found, when `stop` becomes true. By place; at most mostProblems.
    QList<XmlProblem> check(const QByteArray &xml, const XmlFrame &frame = {},
                            const std::atomic_bool *stop = nullptr) const;

    static constexpr int mostProblems = 100;

private:
    struct Data;
    std::unique_ptr<Data> d;
};
