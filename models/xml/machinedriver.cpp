// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/machinedriver.h"

#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

MachineDriver machineDriver(const QByteArray &document, const QString &scheme)
{
    MachineDriver driver{.scheme = scheme};
    QXmlStreamReader xml(document);
    if (!xml.readNextStartElement() || xml.name() != "domain"_L1)
        return driver;
    driver.type = xml.attributes().value("type"_L1).toString();
    // ESX and vCenter name the place of a machine, VMware's other products do not.
    const bool elsewhere = driver.type == "vmware"_L1 && driver.scheme.isEmpty();
    while (xml.readNextStartElement()) {
        if (xml.name() == "os"_L1) {
            while (xml.readNextStartElement()) {
                if (xml.name() == "type"_L1)
                    driver.osType =
                        xml.readElementText(QXmlStreamReader::SkipChildElements).trimmed();
                else
                    xml.skipCurrentElement();
            }
            if (!elsewhere)
                break;
        } else if (elsewhere && xml.name() == "datacenterpath"_L1) {
            driver.scheme = u"esx"_s;
            break;
        } else {
            xml.skipCurrentElement();
        }
    }
    return driver;
}
