// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/ownvariables.h"

#include "models/virt/define.h"
#include "models/virt/domain.h"
#include "models/virt/edit.h"
#include "models/xml/domainedit.h"
#include "models/xml/firmware.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

// The files of all other machines, as they run and as they will.
Result<QSet<QString>> takenFiles(const ConnectHandle &connect, const QUuid &own)
{
    const auto listing = Virt::listMachines(connect);
    if (!listing)
        return tl::unexpected(listing.error());
    QSet<QString> taken;
    for (auto one = listing->domains.cbegin(); one != listing->domains.cend(); ++one) {
        if (one.key() == own)
            continue;
        for (const bool inactive : {true, false}) {
            const auto xml = Virt::plainXml(*one, inactive);
            const QString file = xml ? MachineFirmware::read(*xml).variables : QString();
            if (!file.isEmpty())
                taken.insert(file);
        }
    }
    return taken;
}

// "/…/web_VARS.fd" → "/…/web_VARS-2.fd"
QString numbered(const QString &file, int number)
{
    const qsizetype dot = file.lastIndexOf(u'.');
    const qsizetype at = dot > file.lastIndexOf(u'/') ? dot : file.size();
    return file.left(at) + u'-' + QString::number(number) + file.mid(at);
}

} // namespace

Result<> giveOwnVariables(const ConnectHandle &connect, const DomainHandle &domain, bool local)
{
    const auto definition = Virt::secureXml(domain, true);
    if (!definition)
        return tl::unexpected(definition.error());
    if (!MachineFirmware::derivesVariables(*definition))
        return {};
    const auto native = Virt::nativeArguments(domain, *definition);
    const QString derived = native ? MachineFirmware::variablesFile(*native) : QString();
    if (derived.isEmpty())
        return {}; // no QEMU, or another libvirt: nobody knows
    const auto taken = takenFiles(connect, Virt::uuidOf(domain.get()));
    if (!taken)
        return tl::unexpected(taken.error());
    const auto isTaken = [&](const QString &file) {
        return taken->contains(file) || (local && QFileInfo::exists(file));
    };
    QString file = derived;
    for (int number = 2; isTaken(file); ++number) {
        if (number > 1000)
            return tl::unexpected(
                Error{.summary = Text::tr("No free file was found for the firmware’s variables."),
                      .detail = derived});
        file = numbered(derived, number);
    }
    if (file == derived)
        return {};
    const auto edited =
        applyChanges(*definition, {.fields = {{{}, u"os/nvram"_s, {}, file}}}, true);
    if (!edited)
        return tl::unexpected(edited.error());
    return Virt::redefine(domain, edited->xml);
}
