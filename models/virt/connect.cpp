// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/connect.h"

#include "models/virt/lasterror.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include <QCoreApplication>

#include <cstdlib>
#include <cstring>
#include <memory>

namespace Virt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Virt)
};

// A server that stops answering is noticed after interval × (count + 1) seconds.
constexpr int keepAliveSeconds = 5;
constexpr unsigned keepAliveCount = 3;

int answerCredentials(virConnectCredentialPtr credentials, unsigned count, void *opaque)
{
    const auto &answer = *static_cast<const Answerer *>(opaque);
    QList<Question> questions;
    for (unsigned i = 0; i < count; ++i) {
        const virConnectCredential &credential = credentials[i];
        questions.append({.prompt = QString::fromUtf8(credential.prompt),
                          .challenge = QString::fromUtf8(credential.challenge),
                          .fallback = QString::fromUtf8(credential.defresult),
                          .echo = credential.type != VIR_CRED_PASSPHRASE
                                  && credential.type != VIR_CRED_NOECHOPROMPT});
    }
    const auto answers = answer ? answer(questions) : std::nullopt;
    if (!answers || answers->size() != questions.size())
        return -1;
    for (unsigned i = 0; i < count; ++i) {
        const QByteArray text = answers->at(i).toUtf8();
        credentials[i].result = strdup(text.constData()); // libvirt frees it
        credentials[i].resultlen = unsigned(text.size());
    }
    return 0;
}

using Closed = std::function<void(int)>;

// libvirt knows a registration by this function.
void onClosed(virConnectPtr, int reason, void *opaque)
{
    (*static_cast<Closed *>(opaque))(reason);
}

template <class Call>
quint64 number(Call call, const ConnectHandle &connect)
{
    unsigned long value = 0;
    return call(connect.get(), &value) == 0 ? value : 0;
}

QString ownedText(char *text)
{
    const std::unique_ptr<char, decltype(&free)> owner(text, free);
    return QString::fromUtf8(text);
}

} // namespace

Result<ConnectHandle> open(const QString &uri, bool readOnly, const Answerer &answer)
{
    mustBeOffGuiThread();
    int kinds[] = {VIR_CRED_AUTHNAME, VIR_CRED_ECHOPROMPT, VIR_CRED_PASSPHRASE,
                   VIR_CRED_NOECHOPROMPT, VIR_CRED_EXTERNAL};
    Answerer answerer = answer;
    virConnectAuth auth{.credtype = kinds,
                        .ncredtype = std::size(kinds),
                        .cb = answerCredentials,
                        .cbdata = &answerer};
    ConnectHandle connect(
        virConnectOpenAuth(uri.toUtf8().constData(), &auth, readOnly ? VIR_CONNECT_RO : 0));
    if (!connect) {
        auto failure = lastError().about(Text::tr("Cannot connect to “%1”.").arg(uri));
        if (failure.value().kind == Error::Kind::Lost)
            failure.value().kind = Error::Kind::Failed; // nothing was asked yet
        return failure;
    }
    // Fails on drivers that live in this process, which cannot go away.
    virConnectSetKeepAlive(connect.get(), keepAliveSeconds, keepAliveCount);
    return connect;
}

CloseWatch::CloseWatch(ConnectHandle connect, std::function<void(int)> closed)
    : m_connect(std::move(connect))
{
    auto *callback = new Closed(std::move(closed));
    m_registered =
        virConnectRegisterCloseCallback(m_connect.get(), onClosed, callback,
                                        [](void *opaque) { delete static_cast<Closed *>(opaque); })
        == 0;
    if (!m_registered)
        delete callback;
}

CloseWatch::~CloseWatch()
{
    if (m_registered)
        virConnectUnregisterCloseCallback(m_connect.get(), onClosed);
}

HostInfo readHost(const ConnectHandle &connect)
{
    HostInfo host;
    host.hostname = ownedText(virConnectGetHostname(connect.get()));
    host.canonicalUri = ownedText(virConnectGetURI(connect.get()));
    host.driver = QString::fromUtf8(virConnectGetType(connect.get()));
    host.hypervisorVersion = number(virConnectGetVersion, connect);
    host.libvirtVersion = number(virConnectGetLibVersion, connect);
    host.encrypted = virConnectIsEncrypted(connect.get()) == 1;
    host.secure = virConnectIsSecure(connect.get()) == 1;
    virNodeInfo info{};
    if (virNodeGetInfo(connect.get(), &info) == 0) {
        host.cpuModel =
            QString::fromUtf8(info.model, qsizetype(strnlen(info.model, sizeof info.model)));
        host.memoryKiB = info.memory;
        host.cpus = info.cpus;
        host.mhz = info.mhz;
        host.numaNodes = info.nodes;
        host.sockets = info.sockets;
        host.cores = info.cores;
        host.threads = info.threads;
    }
    return host;
}

Result<QByteArray> capabilities(const ConnectHandle &connect)
{
    const std::unique_ptr<char, decltype(&free)> xml(virConnectGetCapabilities(connect.get()),
                                                     free);
    if (!xml)
        return lastError().about(Text::tr("Cannot read what the host can do."));
    return QByteArray(xml.get());
}

Result<QByteArray> domainCapabilities(const ConnectHandle &connect, const QString &emulator,
                                      const QString &architecture, const QString &machine,
                                      const QString &virtType)
{
    const QByteArray words[] = {emulator.toUtf8(), architecture.toUtf8(), machine.toUtf8(),
                                virtType.toUtf8()};
    const auto given = [&words](int word) {
        return words[word].isEmpty() ? nullptr : words[word].constData();
    };
    const std::unique_ptr<char, decltype(&free)> xml(
        virConnectGetDomainCapabilities(connect.get(), given(0), given(1), given(2), given(3), 0),
        free);
    if (!xml)
        return lastError().about(Text::tr("Cannot read what machines can have on this host."));
    return QByteArray(xml.get());
}

bool ping(const ConnectHandle &connect)
{
    unsigned long version = 0;
    return virConnectGetLibVersion(connect.get(), &version) == 0;
}

} // namespace Virt
