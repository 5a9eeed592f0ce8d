// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nodefile.h"

#include "tests/support/privatelibvirtd.h"

#include <QFile>
#include <QTemporaryDir>
#include <QXmlStreamWriter>

#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr auto testNamespace = "http://libvirt.org/schemas/domain/test/1.0"_L1;

enum RunState { Running = 1, Off = 5 }; // as <test:runstate> numbers them

void writeMachine(QXmlStreamWriter &xml, int number, QLatin1StringView type,
                  std::optional<RunState> state)
{
    xml.writeStartElement(u"domain"_s);
    xml.writeAttribute(u"type"_s, type);
    xml.writeTextElement(u"name"_s, nodeMachineName(number));
    xml.writeTextElement(u"uuid"_s, nodeMachineUuid(number));
    xml.writeTextElement(u"title"_s, u"Machine %1"_s.arg(number));
    xml.writeTextElement(u"memory"_s, u"262144"_s);
    xml.writeTextElement(u"vcpu"_s, u"1"_s);
    xml.writeStartElement(u"os"_s);
    xml.writeTextElement(u"type"_s, u"hvm"_s);
    xml.writeEndElement();
    if (state)
        xml.writeTextElement(testNamespace, u"runstate"_s, QString::number(*state));
    xml.writeEndElement();
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
           && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup
                                  | QFile::ReadOther);
}

} // namespace

QString nodeMachineName(int number)
{
    return u"m%1"_s.arg(number, 5, 10, '0'_L1);
}

QString nodeMachineUuid(int number)
{
    return u"6e6f6465-0000-4000-8000-%1"_s.arg(number, 12, 16, '0'_L1);
}

QByteArray nodeXml(int machines)
{
    QByteArray text;
    QXmlStreamWriter xml(&text);
    xml.writeStartElement(u"node"_s);
    xml.writeNamespace(testNamespace, u"test"_s);
    for (int number = 0; number < machines; ++number)
        writeMachine(xml, number, "test"_L1, number % 10 == 0 ? Running : Off);
    xml.writeEndElement();
    return text;
}

QString nodeFile(PrivateLibvirtd &daemon, int machines)
{
    const QString path = u"%1/node-%2.xml"_s.arg(daemon.folder(), QString::number(machines));
    return write(path, nodeXml(machines)) ? path : QString();
}

bool defineMachines(PrivateLibvirtd &daemon, const QString &uri, int machines)
{
    const QTemporaryDir folder;
    const auto type = uri.startsWith("test"_L1) ? "test"_L1 : "qemu"_L1;
    QByteArray script;
    for (int number = 0; number < machines; ++number) {
        QByteArray text;
        QXmlStreamWriter xml(&text);
        writeMachine(xml, number, type, std::nullopt);
        const QString path = folder.filePath(nodeMachineName(number));
        if (!write(path, text))
            return false;
        script += "define " + path.toUtf8() + '\n';
    }
    return daemon.virshScript(script, uri);
}
