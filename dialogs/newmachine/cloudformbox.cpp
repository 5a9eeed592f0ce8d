// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/cloudformbox.h"

#include "dialogs/plaindialog.h"
#include "views/basic/plainlabel.h"

#include <QDir>
#include <QFile>
#include <QFormLayout>
#include <QLineEdit>

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

CloudFormBox::CloudFormBox()
    : m_user(new QLineEdit)
    , m_password(new QLineEdit)
    , m_key(new QLineEdit)
    , m_host(new QLineEdit)
    , m_userNote(new PlainLabel)
    , m_loginNote(new PlainLabel)
    , m_hostNote(new PlainLabel)
{
    m_password->setEchoMode(QLineEdit::Password);
    m_key->setPlaceholderText(u"ssh-ed25519 …"_s);
    m_host->setPlaceholderText(tr("As the machine is called"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    const auto add = [&](const QString &text, QLineEdit *field, PlainLabel *note) {
        auto *label = new PlainLabel(text);
        label->setBuddy(field);
        field->setAccessibleName(QString(text).remove(u'&'));
        form->addRow(label, field);
        if (note)
            form->addRow(QString(), note);
        connect(field, &QLineEdit::textChanged, this, &CloudFormBox::update);
    };
    add(tr("&User name"), m_user, m_userNote);
    add(tr("&Password"), m_password, nullptr);
    add(tr("SSH &key"), m_key, m_loginNote);
    add(tr("&Host name"), m_host, m_hostNote);
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
    return form;
}

bool CloudFormBox::isComplete() const
{
    const CloudInitForm filled = form();
    return !filled.userName.isEmpty() && (!filled.password.isEmpty() || !filled.sshKeys.isEmpty())
           && cloudInitProblems(filled).isEmpty();
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
    Q_EMIT changed();
}
