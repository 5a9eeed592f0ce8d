// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/cloudformbox.h"

#include "dialogs/plaindialog.h"
#include "views/basic/plainlabel.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

// The user's public key, if there is one.
static QString ownKey()
{
    const QDir folder(QDir::home().filePath(u".ssh"_s));
    for (const auto &name : {u"id_ed25519.pub"_s, u"id_ecdsa.pub"_s, u"id_rsa.pub"_s}) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString key = QString::fromUtf8(file.read(16 * 1024)).trimmed();
        if (sshKeyProblem(key).isEmpty())
            return key;
    }
    return {};
}

// What is separated by blanks, commas or both.
static QStringList listOf(const QLineEdit *field)
{
    return field->text().split(QRegularExpression(u"[\\s,;]+"_s), Qt::SkipEmptyParts);
}

CloudFormBox::CloudFormBox()
    : m_form(new QFormLayout(this))
    , m_user(new QLineEdit)
    , m_password(new QLineEdit)
    , m_key(new QLineEdit)
    , m_host(new QLineEdit)
    , m_packages(new QLineEdit)
    , m_network(new QComboBox)
    , m_address(new QLineEdit)
    , m_gateway(new QLineEdit)
    , m_servers(new QLineEdit)
    , m_userNote(new PlainLabel)
    , m_loginNote(new PlainLabel)
    , m_hostNote(new PlainLabel)
    , m_packagesNote(new PlainLabel)
    , m_addressNote(new PlainLabel)
    , m_gatewayNote(new PlainLabel)
    , m_serversNote(new PlainLabel)
{
    m_password->setEchoMode(QLineEdit::Password);
    m_key->setPlaceholderText(u"ssh-ed25519 …"_s);
    m_host->setPlaceholderText(tr("As the machine is called"));
    m_packages->setPlaceholderText(tr("To install: names with blanks between them"));
    m_address->setPlaceholderText(u"192.0.2.10/24"_s);
    m_gateway->setPlaceholderText(u"192.0.2.1"_s);
    m_servers->setPlaceholderText(u"192.0.2.1 2001:db8::1"_s);
    m_network->addItems({tr("Automatic (DHCP)"), tr("A fixed address")});
    m_form->setContentsMargins({});
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto addRow = [&](const QString &text, QWidget *field, PlainLabel *note) {
        auto *label = new PlainLabel(text);
        label->setBuddy(field);
        field->setAccessibleName(QString(text).remove(u'&'));
        m_form->addRow(label, field);
        if (note)
            m_form->addRow(QString(), note);
    };
    const auto add = [&](const QString &text, QLineEdit *field, PlainLabel *note) {
        addRow(text, field, note);
        connect(field, &QLineEdit::textChanged, this, &CloudFormBox::update);
    };
    add(tr("&User name"), m_user, m_userNote);
    add(tr("&Password"), m_password, nullptr);
    add(tr("SSH &key"), m_key, m_loginNote);
    add(tr("&Host name"), m_host, m_hostNote);
    add(tr("Pac&kages"), m_packages, m_packagesNote);
    addRow(tr("Ne&twork"), m_network, nullptr);
    add(tr("&Address"), m_address, m_addressNote);
    add(tr("&Gateway"), m_gateway, m_gatewayNote);
    add(tr("Name &servers"), m_servers, m_serversNote);
    connect(m_network, &QComboBox::currentIndexChanged, this, &CloudFormBox::update);
    const QString user = qEnvironmentVariable("USER");
    m_user->setText(userNameProblem(user).isEmpty() && user != "root"_L1 ? user : u"user"_s);
    m_key->setText(ownKey());
    m_key->setCursorPosition(0);
    update();
}

CloudInitForm CloudFormBox::form() const
{
    CloudInitForm form;
    form.userName = m_user->text().trimmed();
    form.password = m_password->text();
    form.sshByPassword = !form.password.isEmpty() && m_key->text().trimmed().isEmpty();
    if (const QString key = m_key->text().trimmed(); !key.isEmpty())
        form.sshKeys = QStringList{key};
    form.hostName = m_host->text().trimmed();
    form.packages = listOf(m_packages);
    if (isFixed()) {
        form.network.address = m_address->text().trimmed();
        form.network.gateway = m_gateway->text().trimmed();
        form.network.nameServers = listOf(m_servers);
    }
    return form;
}

bool CloudFormBox::isComplete() const
{
    const CloudInitForm filled = form();
    return !filled.userName.isEmpty() && (!filled.password.isEmpty() || !filled.sshKeys.isEmpty())
           && (!isFixed() || !filled.network.address.isEmpty())
           && cloudInitProblems(filled).isEmpty();
}

bool CloudFormBox::isFixed() const
{
    return m_network->currentIndex() > 0;
}

void CloudFormBox::update()
{
    const auto say = [](PlainLabel *note, const QString &problem) {
        showUnderField(note, problem);
        note->setVisible(!problem.isEmpty());
    };
    const CloudInitForm filled = form();
    say(m_userNote, filled.userName.isEmpty() ? tr("Somebody has to be able to log in.")
                                              : userNameProblem(filled.userName));
    say(m_loginNote, !filled.sshKeys.isEmpty()   ? sshKeyProblem(filled.sshKeys.first())
                     : filled.password.isEmpty() ? tr("Give a password or a key, or both.")
                                                 : QString());
    say(m_hostNote, filled.hostName.isEmpty() ? QString() : hostNameProblem(filled.hostName));
    const auto firstProblem = [](const QStringList &all, QString (*problem)(const QString &)) {
        for (const QString &one : all) {
            if (const QString found = problem(one); !found.isEmpty())
                return found;
        }
        return QString();
    };
    say(m_packagesNote, firstProblem(filled.packages, packageProblem));
    const CloudInitForm::Network &network = filled.network;
    say(m_addressNote, !isFixed()                  ? QString()
                       : network.address.isEmpty() ? tr("An address is needed, with the length of "
                                                        "its network.")
                                                   : addressProblem(network.address));
    say(m_gatewayNote, gatewayProblem(network.gateway, network.address));
    say(m_serversNote, firstProblem(network.nameServers, plainAddressProblem));
    for (QWidget *field : {m_address, m_gateway, m_servers})
        m_form->setRowVisible(field, isFixed());
    Q_EMIT changed();
}
