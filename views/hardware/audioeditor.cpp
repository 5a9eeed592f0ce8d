// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/audioeditor.h"

#include "models/xml/devicewords.h"
#include "models/xml/domainedit.h"
#include "models/xml/elementparts.h"

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

namespace {

// What back ends say beyond what all of them do, for a direction; separated by blanks.
struct Form
{
    const char16_t *type, *own, *fields;
};

// clang-format off
constexpr Form forms[] = {
    {u"alsa", u"", u"dev"},
    {u"coreaudio", u"", u"bufferCount"},
    {u"jack", u"", u"serverName clientName connectPorts exactName"},
    {u"oss", u"tryMMap exclusive dspPolicy", u"dev bufferCount tryPoll"},
    {u"pulseaudio", u"serverName", u"name streamName latency"},
    {u"sdl", u"driver", u"bufferCount"},
    {u"file", u"path", u""},
};
// clang-format on

const QStringList directions{u"input"_s, u"output"_s};
const QStringList everyOwn{u"serverName"_s, u"driver"_s,    u"path"_s,
                           u"tryMMap"_s,    u"exclusive"_s, u"dspPolicy"_s};
const QStringList everyField{u"dev"_s,         u"name"_s,       u"streamName"_s,   u"latency"_s,
                             u"serverName"_s,  u"clientName"_s, u"connectPorts"_s, u"exactName"_s,
                             u"bufferCount"_s, u"tryPoll"_s};
const QStringList common{u"mixingEngine"_s, u"fixedSettings"_s, u"voices"_s, u"bufferLength"_s};

QStringList split(const char16_t *words)
{
    return QString::fromUtf16(words).split(u' ', Qt::SkipEmptyParts);
}

Form formOf(const QString &type)
{
    for (const Form &one : forms) {
        if (type == QStringView(one.type))
            return one;
    }
    return {u"", u"", u""};
}

} // namespace

AudioEditor::AudioEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    FieldRows &r = rows();
    r.addChoice(u"@type"_s, tr("Type"), {}, tr("None"));
    r.addText(u"@serverName"_s, tr("Server"));
    r.addText(u"@path"_s, tr("File"));
    r.addChoice(u"@driver"_s, tr("Driver"), {});
    r.addSwitch(u"@tryMMap"_s, tr("Memory-mapped"));
    r.addSwitch(u"@exclusive"_s, tr("Exclusive"));
    r.addNumber(u"@dspPolicy"_s, tr("Policy"));
    r.addNumber(u"@timerPeriod"_s, tr("Timer period (µs)"));
    addDirection(u"output"_s, false);
    addDirection(u"input"_s, true);
}

void AudioEditor::addDirection(const QString &name, bool input)
{
    FieldRows &r = rows();
    const auto label = [input](const QString &in, const QString &out) { return input ? in : out; };
    const auto at = [&name](const char16_t *attribute) {
        return name + u'@' + QString::fromUtf16(attribute);
    };
    QStringList paths;
    const auto add = [&paths](const QString &path) -> const QString & {
        paths += path;
        return paths.last();
    };
    r.addText(add(at(u"dev")), label(tr("Input device"), tr("Output device")));
    r.addText(add(at(u"name")), label(tr("Input source"), tr("Output sink")));
    r.addText(add(at(u"streamName")), label(tr("Input stream’s name"), tr("Output stream’s name")));
    r.addNumber(add(at(u"latency")), label(tr("Input latency (µs)"), tr("Output latency (µs)")));
    r.addText(add(at(u"serverName")), label(tr("Input server"), tr("Output server")));
    r.addText(add(at(u"clientName")), label(tr("Input client’s name"), tr("Output client’s name")));
    r.addText(add(at(u"connectPorts")), label(tr("Input ports"), tr("Output ports")));
    r.addSwitch(add(at(u"exactName")),
                label(tr("Input name is exact"), tr("Output name is exact")));
    r.addNumber(add(at(u"bufferCount")), label(tr("Input buffers"), tr("Output buffers")));
    r.addSwitch(add(at(u"tryPoll")), label(tr("Input is polled"), tr("Output is polled")));
    r.addSwitch(add(at(u"mixingEngine")),
                label(tr("Input mixed by QEMU"), tr("Output mixed by QEMU")));
    r.addNumber(add(at(u"voices")), label(tr("Input voices"), tr("Output voices")));
    r.addNumber(add(at(u"bufferLength")), label(tr("Input buffer (µs)"), tr("Output buffer (µs)")));
    r.addSwitch(add(at(u"fixedSettings")),
                label(tr("Input has a fixed form"), tr("Output has a fixed form")));
    r.addOpenChoice(add(name + u"/settings@frequency"_s),
                    label(tr("Input frequency"), tr("Output frequency")),
                    {{u"44100"_s, tr("44,100 Hz")},
                     {u"48000"_s, tr("48,000 Hz")},
                     {u"96000"_s, tr("96,000 Hz")}});
    r.addOpenChoice(add(name + u"/settings@channels"_s),
                    label(tr("Input channels"), tr("Output channels")),
                    {{u"1"_s, tr("1 (mono)")}, {u"2"_s, tr("2 (stereo)")}});
    r.addChoice(add(name + u"/settings@format"_s), label(tr("Input format"), tr("Output format")),
                {});
    addGroup(label(tr("Input"), tr("Output")), paths);
}

void AudioEditor::arrange()
{
    const QStringList where{u"domain"_s, u"devices"_s, u"audio"_s};
    rows().setWords(u"@type"_s, schemaWords(where, u"type"_s, listOf(Words::audioType)));
    rows().setWords(u"@driver"_s, schemaWords(where, u"driver"_s,
                                              {{u"pulseaudio"_s, u"PulseAudio"_s},
                                               {u"alsa"_s, u"ALSA"_s},
                                               {u"arts"_s, u"aRts"_s},
                                               {u"esd"_s, u"ESD"_s}}));
    const Form form = formOf(word(u"@type"_s));
    const QStringList own = split(form.own), fields = split(form.fields);
    for (const QString &attribute : everyOwn)
        offer(u'@' + attribute, own.contains(attribute));
    for (const QString &direction : directions) {
        for (const QString &attribute : everyField)
            offer(direction + u'@' + attribute, fields.contains(attribute));
        const QString settings = direction + u"/settings"_s;
        rows().setWords(settings + u"@format"_s,
                        schemaWords(where + QStringList{direction, u"settings"_s}, u"format"_s,
                                    {{u"s16"_s, tr("16 bits")},
                                     {u"s32"_s, tr("32 bits")},
                                     {u"f32"_s, tr("32 bits, floating point")},
                                     {u"s8"_s, tr("8 bits")},
                                     {u"u8"_s, tr("8 bits, unsigned")},
                                     {u"u16"_s, tr("16 bits, unsigned")},
                                     {u"u32"_s, tr("32 bits, unsigned")}}));
        const bool fixed = word(direction + u"@fixedSettings"_s) == "yes"_L1;
        for (const QString &field : {u"@frequency"_s, u"@channels"_s, u"@format"_s})
            offer(settings + field, fixed);
        rows().setNote(direction + u"@fixedSettings"_s,
                       !fixed && value(settings + u"/*"_s)
                           ? tr("Frequency, channels and format hold only for a fixed form.")
                           : QString());
    }
}

void AudioEditor::edit(const QString &path, const Value &wanted)
{
    if (path == "@type"_L1)
        changeType(wanted);
    else
        set(path, wanted);
}

// What all of them have stays.
void AudioEditor::changeType(const Value &type)
{
    if (originalValue(u"@type"_s) == type) {
        setElement({}, originalElement());
        return;
    }
    const Form form = formOf(type.value_or(QString()));
    const QStringList own = split(form.own), fields = split(form.fields);
    QByteArray device = ElementParts::with(element({}), u"@type"_s, type);
    for (const QString &attribute : everyOwn) {
        if (!own.contains(attribute))
            device = ElementParts::with(device, u'@' + attribute, {});
    }
    for (const QString &direction : directions) {
        const QByteArray before = element(direction);
        if (before.isEmpty())
            continue;
        const QByteArray kept = ElementParts::kept(before, common + fields, {u"settings"_s});
        device = ElementParts::withChild(device, direction,
                                         ElementParts::isBare(kept) ? QByteArray() : kept);
    }
    setElement({}, device);
}
