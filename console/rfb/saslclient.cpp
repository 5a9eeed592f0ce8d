// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/saslclient.h"

#include <QList>

#include <sasl/sasl.h>

#include <cstdlib>
#include <cstring>

using namespace Qt::StringLiterals;

struct SaslClient::Private
{
    Options options;
    sasl_conn_t *connection = nullptr;
    sasl_callback_t callbacks[4] = {};
    QByteArray secret;   // a sasl_secret_t
    bool wanted = false; // a user name or password that we do not have
};

extern "C" {

static int giveName(void *context, int id, const char **result, unsigned *size)
{
    auto *d = static_cast<SaslClient::Options *>(context);
    if (id != SASL_CB_USER && id != SASL_CB_AUTHNAME)
        return SASL_BADPARAM;
    *result = d->user.constData();
    if (size)
        *size = unsigned(d->user.size());
    return SASL_OK;
}

static int giveSecret(sasl_conn_t *, void *context, int, sasl_secret_t **secret)
{
    *secret = reinterpret_cast<sasl_secret_t *>(static_cast<QByteArray *>(context)->data());
    return SASL_OK;
}

} // extern "C"

static bool initialize()
{
    static const bool done = sasl_client_init(nullptr) == SASL_OK;
    return done;
}

SaslClient::SaslClient(const Options &options) : d(std::make_unique<Private>())
{
    d->options = options;
    d->secret.resize(qsizetype(sizeof(sasl_secret_t)) + options.password.size() + 1);
    d->secret.fill('\0');
    auto *secret = reinterpret_cast<sasl_secret_t *>(d->secret.data());
    secret->len = static_cast<unsigned long>(options.password.size());
    memcpy(secret->data, options.password.constData(), size_t(options.password.size()));
    // The list has one type for calls of all kinds.
    const auto call = [](auto function) {
        return reinterpret_cast<int (*)(void)>(reinterpret_cast<void (*)(void)>(function));
    };
    d->callbacks[0] = {SASL_CB_USER, call(giveName), &d->options};
    d->callbacks[1] = {SASL_CB_AUTHNAME, call(giveName), &d->options};
    d->callbacks[2] = {SASL_CB_PASS, call(giveSecret), &d->secret};
    d->callbacks[3] = {SASL_CB_LIST_END, nullptr, nullptr};
    if (!initialize()
        || sasl_client_new("vnc", options.host.isEmpty() ? "localhost" : options.host.constData(),
                           nullptr, nullptr, d->callbacks, SASL_SUCCESS_DATA, &d->connection)
               != SASL_OK) {
        m_fault = u"SASL could not be started."_s;
        return;
    }
    sasl_security_properties_t properties = {};
    properties.maxbufsize = 100000;
    properties.max_ssf = 100000;
    if (!options.encrypted) {
        // What follows must be encrypted, and the password is never sent itself.
        properties.min_ssf = 56;
        properties.security_flags = SASL_SEC_NOANONYMOUS | SASL_SEC_NOPLAINTEXT;
    } else {
        const sasl_ssf_t outer = 256;
        sasl_setprop(d->connection, SASL_SSF_EXTERNAL, &outer);
    }
    sasl_setprop(d->connection, SASL_SEC_PROPS, &properties);
}

SaslClient::~SaslClient()
{
    if (d->connection)
        sasl_dispose(&d->connection);
    d->secret.fill('\0');
    d->options.password.fill('\0');
}

SaslClient::Step SaslClient::start(const QByteArray &mechanisms, QByteArray &answer)
{
    if (!d->connection)
        return Step::Failed;
    QList<QByteArray> offered = QByteArray(mechanisms).replace(',', ' ').simplified().split(' ');
    const bool login = !d->options.user.isEmpty();
    // Without a login only what needs none, as a ticket.
    bool skipped = false;
    if (!login) {
        const auto needsNone = [](const QByteArray &name) {
            return name == "GSSAPI" || name == "GSS-SPNEGO" || name == "EXTERNAL"
                   || name == "ANONYMOUS";
        };
        skipped = offered.removeIf([&](const QByteArray &name) { return !needsNone(name); }) > 0;
    }
    // The library takes the best and tells when it does not work; then the next best.
    while (!offered.isEmpty()) {
        const char *out = nullptr, *chosen = nullptr;
        unsigned size = 0;
        sasl_interact_t *questions = nullptr;
        const int code = sasl_client_start(d->connection, offered.join(' ').constData(), &questions,
                                           &out, &size, &chosen);
        m_mechanism = chosen ? QByteArray(chosen) : QByteArray();
        if (code == SASL_OK || code == SASL_CONTINUE || m_mechanism.isEmpty()
            || offered.removeAll(m_mechanism) == 0) {
            if (code == SASL_NOMECH && skipped)
                return Step::LoginWanted;
            return judge(code, out, size, answer);
        }
        m_fault = QString::fromUtf8(sasl_errdetail(d->connection));
    }
    if (skipped || !login)
        return Step::LoginWanted;
    return Step::Failed;
}

SaslClient::Step SaslClient::step(const QByteArray &challenge, QByteArray &answer)
{
    const char *out = nullptr;
    unsigned size = 0;
    sasl_interact_t *questions = nullptr;
    const int code =
        sasl_client_step(d->connection, challenge.isNull() ? nullptr : challenge.constData(),
                         unsigned(challenge.size()), &questions, &out, &size);
    return judge(code, out, size, answer);
}

SaslClient::Step SaslClient::judge(int code, const char *out, unsigned size, QByteArray &answer)
{
    answer = out ? QByteArray(out, qsizetype(size)) : QByteArray();
    if (code == SASL_OK)
        return Step::Done;
    if (code == SASL_CONTINUE)
        return Step::Going;
    if (code == SASL_INTERACT)
        return Step::LoginWanted;
    m_fault = QString::fromUtf8(d->connection ? sasl_errdetail(d->connection)
                                              : sasl_errstring(code, nullptr, nullptr));
    return Step::Failed;
}

bool SaslClient::encrypts() const
{
    const void *strength = nullptr;
    return d->connection && sasl_getprop(d->connection, SASL_SSF, &strength) == SASL_OK && strength
           && *static_cast<const sasl_ssf_t *>(strength) > 0;
}

bool SaslClient::encode(QByteArrayView plain, QByteArray &coded)
{
    constexpr qsizetype piece = 4096; // below what any server takes at once
    while (!plain.isEmpty()) {
        const QByteArrayView now = plain.first(qMin(piece, plain.size()));
        const char *out = nullptr;
        unsigned size = 0;
        if (sasl_encode(d->connection, now.data(), unsigned(now.size()), &out, &size) != SASL_OK)
            return false;
        coded.append(out, qsizetype(size));
        plain = plain.sliced(now.size());
    }
    return true;
}

bool SaslClient::decode(QByteArrayView coded, QByteArray &plain)
{
    constexpr qsizetype piece = 64 * 1024;
    while (!coded.isEmpty()) {
        const QByteArrayView now = coded.first(qMin(piece, coded.size()));
        const char *out = nullptr;
        unsigned size = 0;
        if (sasl_decode(d->connection, now.data(), unsigned(now.size()), &out, &size) != SASL_OK)
            return false;
        plain.append(out, qsizetype(size));
        coded = coded.sliced(now.size());
    }
    return true;
}
