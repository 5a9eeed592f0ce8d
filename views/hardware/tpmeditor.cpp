// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/tpmeditor.h"

#include "models/xml/devicewords.h"

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

static const QStringList banks{u"sha1"_s, u"sha256"_s, u"sha384"_s, u"sha512"_s};

static QString bankPath(const QString &bank)
{
    return u"backend/active_pcr_banks/%1/*"_s.arg(bank);
}

TpmEditor::TpmEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    FieldRows &r = rows();
    r.addChoice(u"backend@type"_s, tr("Back end"), listOf(Words::tpmBackend), tr("None"));
    r.addChoice(u"@model"_s, tr("Model"), {});
    r.addChoice(u"backend@version"_s, tr("Version"), {});
    r.addText(u"backend/device@path"_s, tr("Host device"), u"/dev/tpm0"_s);
    r.addChoice(u"backend/source@mode"_s, tr("Socket mode"), listOf(Words::socketMode));
    r.addText(u"backend/source@path"_s, tr("Socket"), tr("None"));
    r.addSwitch(u"backend@persistent_state"_s, tr("Kept when undefined"));
    r.addOpenChoice(u"backend/encryption@secret"_s, tr("Encryption secret"), {}, tr("None"));
    QStringList paths;
    for (const QString &bank : banks) {
        r.addPresence(bankPath(bank), tr("PCR bank %1").arg(bank.toUpper()));
        paths += bankPath(bank);
    }
    addGroup(tr("PCR banks"), paths);
    alsoCovers({u"backend/active_pcr_banks/*"_s});
}

void TpmEditor::arrange()
{
    FieldRows::Words models{{u"tpm-crb"_s, u"CRB"_s},
                            {u"tpm-tis"_s, u"TIS"_s},
                            {u"tpm-spapr"_s, u"sPAPR"_s},
                            {u"spapr-tpm-proxy"_s, tr("sPAPR proxy")}};
    FieldRows::Words backends = listOf(Words::tpmBackend);
    FieldRows::Words versions{{u"2.0"_s, u"2.0"_s}, {u"1.2"_s, u"1.2"_s}};
    const auto &choices = context().choices;
    if (choices && choices->capabilities) {
        const auto fit = [](FieldRows::Words &words, const QStringList &possible) {
            if (!possible.isEmpty())
                words.removeIf(
                    [&possible](const auto &one) { return !possible.contains(one.raw); });
        };
        fit(models, choices->capabilities->tpmModels);
        fit(backends, choices->capabilities->tpmBackends);
        fit(versions, choices->capabilities->tpmVersions);
    }
    rows().setWords(u"@model"_s, models);
    rows().setWords(u"backend@type"_s, backends);
    rows().setWords(u"backend@version"_s, versions);
    FieldRows::Words secrets;
    if (choices) {
        for (const HostSecret &one : choices->secrets.value_or(QList<HostSecret>())) {
            if (one.usage == SecretUsage::Vtpm)
                secrets += {one.uuid.toString(QUuid::WithoutBraces), secretTitle(one)};
        }
    }
    rows().setWords(u"backend/encryption@secret"_s, secrets);
    const QString type = word(u"backend@type"_s);
    const bool emulated = type == "emulator"_L1;
    for (const QString &path :
         {u"backend@version"_s, u"backend@persistent_state"_s, u"backend/encryption@secret"_s})
        rows().setShown(path, emulated);
    for (const QString &bank : banks)
        rows().setShown(bankPath(bank), emulated);
    rows().setShown(u"backend/device@path"_s, type == "passthrough"_L1);
    rows().setShown(u"backend/source@mode"_s, type == "external"_L1);
    rows().setShown(u"backend/source@path"_s, type == "external"_L1);
    rows().setNote(u"backend@type"_s,
                   type == "passthrough"_L1
                       ? tr("The host’s chip serves one machine, and the host no more.")
                       : QString());
}

void TpmEditor::edit(const QString &path, const Value &wanted)
{
    if (path == "backend/source@path"_L1) {
        together([&] {
            set(path, wanted);
            set(u"backend/source@type"_s, wanted ? Value(u"unix"_s) : Value());
        });
        return;
    }
    if (path != "backend@type"_L1) {
        set(path, wanted);
        return;
    }
    const bool back = originalValue(path) == wanted;
    QStringList fields;
    if (wanted != u"emulator"_s) {
        fields +=
            {u"backend@version"_s, u"backend@persistent_state"_s, u"backend/encryption@secret"_s};
        for (const QString &bank : banks)
            fields += bankPath(bank);
    }
    if (wanted != u"passthrough"_s)
        fields += u"backend/device@path"_s;
    if (wanted != u"external"_s)
        fields += {u"backend/source@type"_s, u"backend/source@mode"_s, u"backend/source@path"_s};
    if (back) {
        fields = {u"backend@version"_s,     u"backend@persistent_state"_s,
                  u"backend/device@path"_s, u"backend/encryption@secret"_s,
                  u"backend/source@type"_s, u"backend/source@mode"_s,
                  u"backend/source@path"_s};
        for (const QString &bank : banks)
            fields += bankPath(bank);
    }
    together([&] {
        set(path, wanted);
        for (const QString &field : std::as_const(fields)) {
            const Value target = back ? originalValue(field) : Value();
            if (value(field) != target)
                set(field, target);
        }
    });
}
