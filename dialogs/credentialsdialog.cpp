// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/credentialsdialog.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

constexpr qsizetype mostFields = 12; // a host that asks more than this is up to something

static QString whoAsks(const ConnectionConfig &connection)
{
    const QString uri = SafeText::line(connection.uri, 200);
    return connectionDisplayName(connection) == uri
               ? CredentialsDialog::tr("The host asks:")
               : CredentialsDialog::tr("%1 asks:").arg(uri);
}

CredentialsDialog::CredentialsDialog(const ConnectionConfig &connection,
                                     const QList<Credential> &credentials, QWidget *parent)
    : CredentialsDialog(connectionDisplayName(connection), whoAsks(connection), credentials, parent)
{}

CredentialsDialog::CredentialsDialog(const QString &place, const QString &text,
                                     const QList<Credential> &credentials, QWidget *parent)
    : PlainDialog(u"dialog-password"_s, tr("Sign in"), parent)
{
    setHeading(tr("Sign in to “%1”").arg(SafeText::line(place, 200)));
    setText(text);
    for (const Credential &credential : credentials.first(qMin(credentials.size(), mostFields))) {
        const QString prompt = SafeText::line(credential.prompt.trimmed(), 160);
        if (!credential.challenge.isEmpty() && credential.challenge != credential.prompt) {
            auto *challenge = new PlainLabel(wrappable(SafeText::block(credential.challenge, 500)));
            challenge->setWordWrap(true);
            content()->addWidget(challenge);
        }
        auto *label = new PlainLabel(wrappable(prompt));
        label->setWordWrap(true);
        auto *field = new QLineEdit(credential.fallback);
        field->setAccessibleName(prompt);
        if (!credential.echo) {
            field->setEchoMode(QLineEdit::Password);
            field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText
                                       | Qt::ImhSensitiveData);
        }
        content()->addWidget(label);
        content()->addWidget(field);
        m_fields << field;
    }
    addButtons(tr("&Sign in"));
    // The first one that is still to be filled in.
    for (QLineEdit *field : std::as_const(m_fields)) {
        if (field->text().isEmpty()) {
            field->setFocus();
            break;
        }
    }
}

void CredentialsDialog::done(int result)
{
    QStringList answers;
    for (QLineEdit *field : std::as_const(m_fields)) {
        answers << field->text();
        // Overwritten first: the undo stack and the buffer would keep it.
        field->setText(QString(field->text().size(), u'x'));
        field->clear();
    }
    if (result == QDialog::Accepted)
        Q_EMIT accepted(answers);
    QDialog::done(result);
}
