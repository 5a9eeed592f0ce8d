// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The secrets that open a host's storage. Their values only go there.
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/parallel.h"
#include "models/inventory/storage_p.h"
#include "models/virt/secrets.h"
#include "models/xml/secretxml.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using Purpose = Session::Purpose;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

Result<QList<HostSecret>> listAll(Session &session)
{
    const auto handles = Virt::listSecrets(session.connect());
    if (!handles)
        return tl::unexpected(handles.error());
    std::vector<Result<HostSecret>> read(size_t(handles->size()), HostSecret{});
    inParallel(handles->size(), [&](qsizetype i) {
        const SecretHandle &handle = handles->at(i);
        read[size_t(i)] = Virt::secretXml(handle).and_then(readSecret);
        if (read[size_t(i)])
            read[size_t(i)]->uuid = Virt::uuidOf(handle);
        else if (read[size_t(i)].error().kind == Error::Kind::Failed)
            read[size_t(i)] = HostSecret{.uuid = Virt::uuidOf(handle)};
    });
    QList<HostSecret> secrets;
    for (const Result<HostSecret> &secret : read) {
        if (secret)
            secrets.append(*secret);
        else if (secret.error().kind != Error::Kind::NotFound)
            return tl::unexpected(secret.error());
    }
    return secrets;
}

Result<HostSecret> make(Session &session, const SecretSpec &spec, const SecretValue &value)
{
    const auto known = listAll(session);
    if (!known)
        return tl::unexpected(known.error());
    if (const QString problem = secretSpecProblem(spec, *known); !problem.isEmpty())
        return refused(problem);
    if (value.isEmpty())
        return refused(Text::tr("A secret needs a value."));
    const auto defined = Virt::defineSecret(session.connect(), secretXml(spec));
    if (!defined)
        return tl::unexpected(defined.error());
    if (const auto set = Virt::setSecretValue(*defined, value.bytes()); !set) {
        Error why = set.error();
        if (why.kind != Error::Kind::Lost) {
            if (const auto undone = Virt::undefineSecret(*defined); !undone)
                why.advice = Text::tr("It could not be removed again: %1")
                                 .arg(SafeText::line(undone.error().detail));
        }
        return tl::unexpected(why);
    }
    return HostSecret{.uuid = Virt::uuidOf(*defined),
                      .usage = spec.usage,
                      .usageId = spec.usageId,
                      .description = spec.description};
}

} // namespace

QFuture<Result<QList<HostSecret>>> Storage::secrets()
{
    return d->run(Purpose::Read, listAll);
}

QFuture<Result<HostSecret>> Storage::createSecret(const SecretSpec &spec, const SecretValue &value)
{
    return d->run(Purpose::Command, [spec, value](Session &session) -> Result<HostSecret> {
        return make(session, spec, value);
    });
}

QFuture<Result<>> Storage::deleteSecret(const QUuid &secret)
{
    return d->run(Purpose::Command, [secret](Session &session) -> Result<> {
        const auto done =
            Virt::findSecret(session.connect(), secret).and_then(Virt::undefineSecret);
        if (!done && done.error().kind == Error::Kind::NotFound)
            return {}; // somebody was faster
        return done;
    });
}
