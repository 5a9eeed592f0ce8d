// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/machinerename.h"

#include "models/virt/define.h"
#include "models/virt/domain.h"
#include "models/virt/edit.h"
#include "models/xml/domainedit.h"
#include "models/xml/firmware.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

// The definition with the file in it; empty where there is none to keep.
Result<QByteArray> withVariables(const DomainHandle &domain, const QByteArray &definition)
{
    if (!MachineFirmware::derivesVariables(definition))
        return QByteArray();
    const auto native = Virt::nativeArguments(domain, definition);
    const QString file = native ? MachineFirmware::variablesFile(*native) : QString();
    if (file.isEmpty()) {
        return tl::unexpected(
            Error{.kind = Error::Kind::Unsupported,
                  .summary = Text::tr("The machine is not renamed: it would lose its firmware’s "
                                      "variables."),
                  .detail = native ? Text::tr("The host does not say in which file they are.")
                                   : native.error().detail,
                  .advice = Text::tr("Name their file in the XML (<nvram>) first.")});
    }
    const auto edited = applyChanges(definition, {.fields = {{{}, u"os/nvram"_s, {}, file}}}, true);
    if (!edited)
        return tl::unexpected(edited.error());
    return edited->xml;
}

} // namespace

Result<> renameMachine(const DomainHandle &domain, const MachineRequest &request)
{
    if (Virt::isActive(domain))
        return Virt::perform(domain, request); // refused, in libvirt's words
    const auto definition = Virt::secureXml(domain, true);
    if (!definition)
        return tl::unexpected(definition.error());
    const auto kept = withVariables(domain, *definition);
    if (!kept)
        return tl::unexpected(kept.error());
    if (!kept->isEmpty()) {
        if (const auto defined = Virt::redefine(domain, *kept); !defined)
            return defined;
    }
    const auto renamed = Virt::perform(domain, request);
    // A reply that was lost says nothing: the file stays named, which is true in both cases.
    if (!renamed && !kept->isEmpty() && renamed.error().kind != Error::Kind::Lost)
        (void)Virt::redefine(domain, *definition);
    return renamed;
}
