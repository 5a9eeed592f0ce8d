// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/smartcardeditor.h"

#include "models/xml/devicewords.h"
#include "models/xml/domainedit.h"
#include "models/xml/elementedit.h"
#include "models/xml/elementparts.h"
#include "models/xml/xmlnode.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

static QStringList certificatesOf(const QByteArray &device)
{
    QStringList names;
    const auto tree = readTree(device);
    for (const XmlNode *one : tree ? tree->find(u"certificate") : QList<const XmlNode *>())
        names += one->text;
    return names;
}

SmartcardEditor::SmartcardEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    FieldRows &r = rows();
    r.addChoice(u"@mode"_s, tr("Mode"), {}, tr("None"));
    auto *certificates = new QWidget;
    auto *layout = new QVBoxLayout(certificates);
    layout->setContentsMargins({});
    for (int i = 0; i < 3; ++i) {
        auto *edit = new QLineEdit;
        edit->setMaxLength(4096);
        edit->setPlaceholderText(tr("Its name in the database"));
        edit->setAccessibleName(tr("Certificate %1").arg(i + 1));
        layout->addWidget(edit);
        m_certificates += edit;
        connect(edit, &QLineEdit::textEdited, this, [this] {
            QStringList names;
            for (const QLineEdit *one : std::as_const(m_certificates))
                names += one->text();
            setElement({}, ElementEdit::withTexts(element({}), u"certificate"_s, names));
        });
    }
    r.addWidget(u"#certificates"_s, tr("Certificates"), certificates);
    r.addText(u"database"_s, tr("Database"), u"/etc/pki/nssdb"_s);
    r.addChoice(u"@type"_s, tr("Connected to"), {}, tr("None"));
    r.addText(u"source@path"_s, tr("Path"), tr("Made by the host"));
    r.addChoice(u"source@mode"_s, tr("Socket mode"), listOf(Words::socketMode));
    r.addText(u"source@host"_s, tr("Host"));
    r.addText(u"source@service"_s, tr("Port"));
    addBrowse(u"database"_s, StoragePurpose::Folder);
    alsoCovers({u"certificate"_s});
}

void SmartcardEditor::arrange()
{
    const QStringList where{u"domain"_s, u"devices"_s, u"smartcard"_s};
    rows().setWords(u"@mode"_s, schemaWords(where, u"mode"_s, listOf(Words::smartcardMode)));
    rows().setWords(u"@type"_s, schemaWords(where, u"type"_s, listOf(Words::charType)));
    const QStringList names = certificatesOf(element({}));
    for (int i = 0; i < m_certificates.size(); ++i) {
        const QString name = names.value(i);
        if (m_certificates[i]->text() != name)
            m_certificates[i]->setText(name);
    }
    const QString mode = word(u"@mode"_s), type = word(u"@type"_s);
    rows().setShown(u"#certificates"_s, mode == "host-certificates"_L1 || !names.isEmpty());
    offer(u"database"_s, mode == "host-certificates"_L1);
    offer(u"@type"_s, mode == "passthrough"_L1);
    static const QStringList paths{u"dev"_s, u"file"_s, u"pipe"_s, u"unix"_s};
    offer(u"source@path"_s, paths.contains(type));
    offer(u"source@mode"_s, type == "tcp"_L1 || type == "unix"_L1);
    offer(u"source@host"_s, type == "tcp"_L1 || type == "udp"_L1);
    offer(u"source@service"_s, type == "tcp"_L1 || type == "udp"_L1);
    rows().setNote(u"#certificates"_s, mode == "host-certificates"_L1
                                               && (names.size() != 3 || names.contains(QString()))
                                           ? tr("Three certificates are needed.")
                                           : QString());
    const auto tree = readTree(context().document);
    bool spice = type != "spicevmc"_L1;
    for (const XmlNode *one : tree ? tree->find(u"devices/graphics") : QList<const XmlNode *>())
        spice = spice || one->attribute(u"type") == "spice"_L1;
    rows().setNote(u"@type"_s, spice ? QString() : tr("It needs a SPICE display."));
}

void SmartcardEditor::edit(const QString &path, const Value &wanted)
{
    if (path == "@mode"_L1)
        changeMode(wanted.value_or(QString()));
    else if (path == "@type"_L1)
        changeType(wanted);
    else
        set(path, wanted);
}

// Each mode has parts that the others must not have.
void SmartcardEditor::changeMode(const QString &mode)
{
    if (originalValue(u"@mode"_s).value_or(QString()) == mode) {
        setElement({}, originalElement());
        return;
    }
    QByteArray device = element({});
    for (const QString &part :
         {u"certificate"_s, u"database"_s, u"source"_s, u"protocol"_s, u"log"_s, u"target"_s})
        device = ElementParts::withChild(device, part, {});
    device = ElementParts::with(device, u"@mode"_s, mode.isEmpty() ? Value() : Value(mode));
    device = ElementParts::with(device, u"@type"_s,
                                mode == "passthrough"_L1 ? Value(u"spicevmc"_s) : Value());
    if (mode == "host-certificates"_L1)
        device =
            ElementEdit::withTexts(device, u"certificate"_s, {u"cert1"_s, u"cert2"_s, u"cert3"_s});
    setElement({}, device);
}

void SmartcardEditor::changeType(const Value &type)
{
    if (originalValue(u"@type"_s) == type) {
        setElement({}, originalElement());
        return;
    }
    QByteArray device = element({});
    for (const QString &part : {u"source"_s, u"protocol"_s})
        device = ElementParts::withChild(device, part, {});
    device = ElementParts::with(device, u"@type"_s, type);
    if (type == u"tcp"_s || type == u"unix"_s)
        device = ElementParts::with(device, u"source@mode"_s, u"bind"_s);
    setElement({}, device);
}
