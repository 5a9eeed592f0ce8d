// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The commands on a host's secrets. A value goes from the dialog to the call and nowhere else.
#include "app/prompt.h"
#include "app/storagecommands_p.h"
#include "dialogs/storage/newsecretdialog.h"
#include "dialogs/storage/secretsdialog.h"

using namespace Qt::StringLiterals;

namespace {

// Those that are known to be opened by it, as far as they were read.
QStringList volumesOpenedBy(const Storage &storage, const QUuid &secret)
{
    QStringList names;
    for (const StoragePool &pool : storage.pools()) {
        for (const StorageVolume &volume : storage.volumes(pool.uuid)) {
            if (volume.secret == secret)
                names << shortName(volume.name);
        }
    }
    names.sort();
    return names;
}

} // namespace

std::function<QFuture<Result<QList<HostSecret>>>()>
StorageCommands::secretsOf(const Place &place) const
{
    return [of = QPointer(storage(place))] {
        return of ? of->secrets()
                  : readyFuture(Result<QList<HostSecret>>(
                      tl::unexpected(Error{.summary = tr("The connection is gone.")})));
    };
}

void StorageCommands::showSecrets(const Place &place)
{
    const Connection *host = connection(place);
    auto *dialog =
        new SecretsDialog(hostName(place), secretsOf(place), host->config().readOnly, place.over);
    connect(dialog, &SecretsDialog::createWanted, this, [this, place, dialog] {
        newSecret(place, dialog, {}, {}, [dialog = QPointer(dialog)](const HostSecret &secret) {
            if (!dialog)
                return;
            dialog->select(secret.uuid);
            dialog->refresh();
        });
    });
    connect(dialog, &SecretsDialog::deleteWanted, this,
            [this, place, dialog](const HostSecret &secret) {
                deleteSecret(place, secret, [dialog = QPointer(dialog)] {
                    if (dialog)
                        dialog->refresh();
                });
            });
    dialog->open();
}

void StorageCommands::deleteSecret(const Place &place, const HostSecret &secret,
                                   std::function<void()> deleted)
{
    const Storage *known = storage(place);
    if (!known)
        return;
    QStringList opened = volumesOpenedBy(*known, secret.uuid);
    QString consequence = tr("The host can no longer open what is encrypted with it, nor sign in "
                             "where it is used. Its value cannot be shown any more: note it down "
                             "elsewhere first.");
    if (!opened.isEmpty()) {
        constexpr qsizetype most = 10;
        if (opened.size() > most)
            opened = opened.mid(0, most) << u"…"_s;
        consequence =
            tr("Volumes encrypted with it: %1.").arg(opened.join(u", "_s)) + u'\n' + consequence;
    }
    m_prompt.confirm(
        {.title = tr("Delete secret"),
         .text = tr("Delete the secret “%1” of “%2”?")
                     .arg(shortName(secretTitle(secret)), SafeText::line(hostName(place), 80)),
         .consequence = consequence,
         .verb = tr("&Delete")},
        [this, place, secret, deleted = std::move(deleted)](bool agreed) {
            Storage *of = agreed ? storage(place) : nullptr;
            if (!of)
                return;
            const auto done = of->deleteSecret(secret.uuid);
            track(tr("Delete the secret “%1”").arg(shortName(secretTitle(secret))), place, done);
            whenDone(done, this, [deleted](const Result<> &) { deleted(); });
        });
}

void StorageCommands::newSecret(const Place &place, QWidget *over, std::optional<SecretUsage> only,
                                const QString &usageId,
                                std::function<void(const HostSecret &)> deliver)
{
    Storage *of = storage(place);
    if (!of)
        return;
    // What is taken is known before anybody types a passphrase twice for nothing.
    whenDone(
        of->secrets(), over,
        [this, place, over, only, usageId,
         deliver = std::move(deliver)](const Result<QList<HostSecret>> &taken) {
            auto *dialog = new NewSecretDialog(hostName(place), only, usageId,
                                               taken.value_or(QList<HostSecret>()), over);
            connect(dialog,
                    qOverload<const SecretSpec &, const SecretValue &>(&NewSecretDialog::accepted),
                    this, [this, place, deliver](const SecretSpec &spec, const SecretValue &value) {
                        Storage *on = storage(place);
                        if (!on)
                            return;
                        const auto made = on->createSecret(spec, value);
                        track(tr("Create the secret “%1”")
                                  .arg(shortName(spec.description.isEmpty() ? spec.usageId
                                                                            : spec.description)),
                              place, made);
                        whenDone(made, this, [deliver](const Result<HostSecret> &secret) {
                            if (secret)
                                deliver(*secret);
                        });
                    });
            dialog->open();
        });
}
