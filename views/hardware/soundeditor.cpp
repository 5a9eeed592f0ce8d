// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/soundeditor.h"

#include "models/xml/devicewords.h"
#include "models/xml/elementparts.h"
#include "models/xml/xmlnode.h"
#include "views/hardware/attributetable.h"

using namespace Qt::StringLiterals;

SoundEditor::SoundEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
    , m_codecs(new AttributeTable(tr("Codecs"),
                                  {{u"type"_s,
                                    tr("Codec"),
                                    {{u"duplex"_s, tr("Line in and out")},
                                     {u"micro"_s, tr("Microphone and speaker")},
                                     {u"output"_s, tr("Line out")}},
                                    true}},
                                  {{u"type"_s, u"duplex"_s}}))
{
    rows().addOpenChoice(u"@model"_s, tr("Model"),
                         {{u"ich9"_s, tr("Intel HDA (ICH9)")},
                          {u"ich6"_s, tr("Intel HDA (ICH6)")},
                          {u"usb"_s, u"USB"_s},
                          {u"ac97"_s, u"AC’97"_s},
                          {u"es1370"_s, u"ENSONIQ ES1370"_s},
                          {u"sb16"_s, u"Sound Blaster 16"_s},
                          {u"pcspk"_s, tr("PC speaker")}});
    rows().addChoice(u"audio@id"_s, tr("Audio back end"), {}, tr("Default (the first one)"));
    rows().addSwitch(u"@multichannel"_s, tr("Many channels"));
    rows().addWidget(u"#codecs"_s, tr("Codecs"), m_codecs);
    alsoCovers({u"codec@type"_s});
    connect(m_codecs, &AttributeTable::edited, this, [this] {
        // Several of one name, so only the device as a whole can be written.
        setElement({}, ElementParts::withChildren(element({}), u"codec"_s, m_codecs->elements()));
    });
}

void SoundEditor::arrange()
{
    FieldRows::Words backends;
    const auto tree = readTree(context().document);
    for (const XmlNode *audio : tree ? tree->find(u"devices/audio") : QList<const XmlNode *>())
        backends += {audio->attribute(u"id"),
                     tr("%1 (number %2)")
                         .arg(Fields::word(audio->attribute(u"type"), Words::audioType),
                              audio->attribute(u"id"))};
    rows().setWords(u"audio@id"_s, backends);
    const QString model = word(u"@model"_s);
    m_codecs->setElements(ElementParts::children(element({}), u"codec"_s));
    rows().setShown(u"#codecs"_s,
                    model == "ich6"_L1 || model == "ich9"_L1 || !m_codecs->elements().isEmpty());
    rows().setShown(u"@multichannel"_s, model == "usb"_L1 || value(u"@multichannel"_s).has_value());
}
