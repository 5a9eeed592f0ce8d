// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/fieldtable.h"

// Formats for the tables: each makes a value's words from its element and its raw text. What a
// format cannot read it gives back as it is.
namespace Fields {

QString yesNo(const XmlNode &node, const QString &value);   // yes/no, on/off
QString present(const XmlNode &node, const QString &value); // the element's being there: "Yes"
QString memory(const XmlNode &node, const QString &value);  // with the unit beside it, else KiB
QString kibibytes(const XmlNode &node, const QString &value);
QString mebibytes(const XmlNode &node, const QString &value);
QString bytes(const XmlNode &node, const QString &value);  // with the unit beside it, else bytes
QString rate(const XmlNode &node, const QString &value);   // bytes per second
QString secret(const XmlNode &node, const QString &value); // that there is one, never what
bool isSecret(const QString &name); // of an attribute or a text whose value is not to be shown
QString all(const XmlNode &node,
            const QString &value); // "name value, name value" of everything inside
QString address(const XmlNode &node, const QString &value);      // an <address> of any type
QString port(const XmlNode &node, const QString &value);         // -1 and 0: given at start
QString bandwidth(const XmlNode &node, const QString &value);    // <inbound>, <outbound>
QString backingChain(const XmlNode &node, const QString &value); // <backingStore>, to its end
QString firmware(const XmlNode &node, const QString &value);
QString firmwareFeatures(const XmlNode &node, const QString &value); // <firmware>
QString cpuFeature(const XmlNode &node, const QString &value);       // "vmx", "svm: disabled"
QString perfEvent(const XmlNode &node, const QString &value);        // one <event> of <perf>
QString feature(const XmlNode &node, const QString &value);          // one child of <features>
QString featureList(const XmlNode &node, const QString &value); // one that has many, as <hyperv>

// Where a disk or a link of its chain is: the first of file, device, folder, volume, name.
QString storagePath(const XmlNode &source);

} // namespace Fields
