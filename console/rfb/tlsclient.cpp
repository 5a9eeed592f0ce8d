// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/tlsclient.h"

#include "console/rfb/bytequeue.h"

#include <QFile>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <arpa/inet.h>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

struct TlsClient::Private
{
    Options options;
    gnutls_session_t session = nullptr;
    gnutls_certificate_credentials_t certificates = nullptr;
    gnutls_anon_client_credentials_t anonymous = nullptr;
    ByteQueue incoming;
    QByteArray outgoing;
};

// The library reads and writes here.
static ssize_t pull(gnutls_transport_ptr_t self, void *to, size_t room)
{
    auto *d = static_cast<ByteQueue *>(self);
    if (d->size() == 0) {
        errno = EAGAIN;
        return -1;
    }
    const qsizetype now = qMin(qsizetype(room), d->size());
    memcpy(to, d->data(), size_t(now));
    d->skip(now);
    return now;
}

static ssize_t push(gnutls_transport_ptr_t self, const void *from, size_t size)
{
    static_cast<QByteArray *>(self)->append(static_cast<const char *>(from), qsizetype(size));
    return ssize_t(size);
}

static void trust(gnutls_certificate_credentials_t to, const QByteArray &authorities)
{
    if (!authorities.isEmpty()) {
        const gnutls_datum_t pem{
            reinterpret_cast<uchar *>(const_cast<char *>(authorities.constData())),
            unsigned(authorities.size())};
        gnutls_certificate_set_x509_trust_mem(to, &pem, GNUTLS_X509_FMT_PEM);
        return;
    }
    gnutls_certificate_set_x509_system_trust(to);
    const QByteArray home = qgetenv("HOME");
    for (const QByteArray &file :
         {home + "/.pki/CA/cacert.pem", QByteArrayLiteral("/etc/pki/CA/cacert.pem")}) {
        if (QFile::exists(QFile::decodeName(file)))
            gnutls_certificate_set_x509_trust_file(to, file.constData(), GNUTLS_X509_FMT_PEM);
    }
}

// Where other viewers keep the user's certificate for displays, for hosts that ask for one.
static void introduce(gnutls_certificate_credentials_t to)
{
    const QByteArray home = qgetenv("HOME");
    for (const QByteArray &folder : {home + "/.pki/libvirt-vnc", home + "/.pki/libvirt"}) {
        const QByteArray certificate = folder + "/clientcert.pem";
        for (const QByteArray &key :
             {folder + "/private/clientkey.pem", folder + "/clientkey.pem"}) {
            if (QFile::exists(QFile::decodeName(certificate))
                && QFile::exists(QFile::decodeName(key))
                && gnutls_certificate_set_x509_key_file(to, certificate.constData(),
                                                        key.constData(), GNUTLS_X509_FMT_PEM)
                       == 0)
                return;
        }
    }
}

// An address is no name to send.
static bool isAddress(const QByteArray &name)
{
    in6_addr address = {};
    return inet_pton(AF_INET, name.constData(), &address) == 1
           || inet_pton(AF_INET6, name.constData(), &address) == 1;
}

TlsClient::TlsClient(const Options &options) : d(std::make_unique<Private>())
{
    d->options = options;
    gnutls_init(&d->session, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
    const char *priority = "NORMAL:-VERS-TLS1.0:-VERS-TLS1.1";
    if (options.anonymous) {
        priority = "NORMAL:-VERS-TLS-ALL:+VERS-TLS1.2:+ANON-ECDH:+ANON-DH";
        gnutls_anon_allocate_client_credentials(&d->anonymous);
        gnutls_credentials_set(d->session, GNUTLS_CRD_ANON, d->anonymous);
    } else {
        gnutls_certificate_allocate_credentials(&d->certificates);
        trust(d->certificates, options.authorities);
        introduce(d->certificates);
        gnutls_credentials_set(d->session, GNUTLS_CRD_CERTIFICATE, d->certificates);
        if (!options.name.isEmpty() && !isAddress(options.name))
            gnutls_server_name_set(d->session, GNUTLS_NAME_DNS, options.name.constData(),
                                   size_t(options.name.size()));
    }
    gnutls_priority_set_direct(d->session, priority, nullptr);
    gnutls_transport_set_ptr2(d->session, &d->incoming, &d->outgoing);
    gnutls_transport_set_pull_function(d->session, pull);
    gnutls_transport_set_push_function(d->session, push);
    gnutls_handshake_set_timeout(d->session, GNUTLS_INDEFINITE_TIMEOUT); // the window's patience
}

TlsClient::~TlsClient()
{
    gnutls_deinit(d->session);
    if (d->certificates)
        gnutls_certificate_free_credentials(d->certificates);
    if (d->anonymous)
        gnutls_anon_free_client_credentials(d->anonymous);
}

TlsClient::State TlsClient::fail(const QString &fault)
{
    m_fault = fault;
    return m_state = State::Failed;
}

// The certificate leads to an authority that we trust, holds today, and is for the name.
bool TlsClient::trusted()
{
    const QByteArray &name = d->options.name;
    if (name.isEmpty() && !d->options.anyName) {
        m_fault = u"There is no name that the certificate could be compared with."_s;
        return false;
    }
    unsigned status = 0;
    const int code = gnutls_certificate_verify_peers3(
        d->session, name.isEmpty() ? nullptr : name.constData(), &status);
    if (code != 0) {
        m_fault = QString::fromUtf8(gnutls_strerror(code));
        return false;
    }
    if (status == 0)
        return true;
    gnutls_datum_t words = {};
    if (gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509, &words, 0) == 0) {
        m_fault = QString::fromUtf8(reinterpret_cast<const char *>(words.data)).trimmed();
        gnutls_free(words.data);
    }
    if (status & GNUTLS_CERT_UNEXPECTED_OWNER)
        m_fault += u" (%1)"_s.arg(QString::fromUtf8(name));
    return false;
}

TlsClient::State TlsClient::proceed(QByteArrayView received, QByteArray &plain)
{
    d->incoming.append(received);
    if (m_state == State::HandShaking) {
        const int code = gnutls_handshake(d->session);
        if (code == GNUTLS_E_SUCCESS)
            m_state = State::Open;
        else if (gnutls_error_is_fatal(code)) {
            QString fault = QString::fromUtf8(gnutls_strerror(code));
            if (code == GNUTLS_E_FATAL_ALERT_RECEIVED) {
                if (const char *alert = gnutls_alert_get_name(gnutls_alert_get(d->session)))
                    fault += u" (%1)"_s.arg(QString::fromUtf8(alert));
            }
            return fail(fault);
        } else {
            return m_state;
        }
        if (!d->options.anonymous && !trusted())
            return fail(m_fault);
    }
    char buffer[16384];
    while (m_state == State::Open) {
        const ssize_t count = gnutls_record_recv(d->session, buffer, sizeof buffer);
        if (count > 0)
            plain.append(buffer, count);
        else if (count == 0 || count == GNUTLS_E_PREMATURE_TERMINATION)
            m_state = State::Closed;
        else if (count == GNUTLS_E_AGAIN)
            break;
        else if (gnutls_error_is_fatal(int(count)))
            return fail(QString::fromUtf8(gnutls_strerror(int(count))));
        // what is not fatal is a rehandshake or a warning: no answer, go on
    }
    return m_state;
}

bool TlsClient::send(QByteArrayView plain)
{
    while (!plain.isEmpty()) {
        const ssize_t count = gnutls_record_send(d->session, plain.data(), size_t(plain.size()));
        if (count < 0 && gnutls_error_is_fatal(int(count)))
            return false;
        if (count > 0)
            plain = plain.sliced(count);
    }
    return true;
}

QByteArray TlsClient::takeOutgoing()
{
    return std::exchange(d->outgoing, {});
}
