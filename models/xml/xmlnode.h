// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/xml/xmladmission.h"

#include <QList>
#include <QString>

// One element of a document that is only shown: plain values, read once, never written back.
struct XmlNode
{
    struct Attribute
    {
        QString name, value; // the name as written, with its prefix
    };

    QString name = {};  // as written, with its prefix
    QString space = {}; // namespace URI; empty for libvirt's own elements
    QList<Attribute> attributes = {};
    QString text = {}; // directly inside, entities resolved, as it stands
    QList<XmlNode> children = {};
    XmlAdmission::Span span = {};

    // The first child or the attribute of that name; libvirt's own ones have no prefix.
    const XmlNode *child(QStringView childName) const;
    QString attribute(QStringView attributeName) const; // empty when absent
    bool has(QStringView attributeName) const;

    // All elements at "source/host" below this one; the empty path is this one.
    QList<const XmlNode *> find(QStringView path) const;
    // The first value at "source/host@name", "@type" or "vcpu" (its trimmed text); empty when absent.
    QString value(QStringView path) const;
};

// The document as a tree, by one pass after admission. Any thread.
Result<XmlNode> readTree(const QByteArray &xml);

// The element's own bytes, its lines shifted left to where the first one starts.
QByteArray sourceOf(const XmlNode &node, const QByteArray &xml);
QByteArray sourceOf(const QList<const XmlNode *> &nodes,
                    const QByteArray &xml); // on lines of their own
