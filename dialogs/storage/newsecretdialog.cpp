// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/newsecretdialog.h"

#include "dialogs/storage/fieldform.h"
#include "models/core/safetext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using enum SecretUsage;

NewSecretDialog::NewSecretDialog(const QString &host, std::optional<SecretUsage> only,
                                 const QString &usageId, const QList<HostSecret> &taken,
                                 QWidget *parent)
    : PlainDialog(u"dialog-password"_s, tr("New secret"), parent)
    , m_taken(taken)
    , m_form(new FieldForm)
    , m_usage(new QComboBox)
    , m_usageId(new QLineEdit(usageId))
    , m_description(new QLineEdit)
    , m_value(new QLineEdit)
    , m_again(new QLineEdit)
    , m_ephemeral(new QCheckBox(tr("&Forget it when the host’s daemon ends")))
{
    setHeading(tr("New secret on “%1”").arg(SafeText::line(host, 80)));
    setText(tr("The host keeps its value, and shows it to nobody again. Note it down: without it, "
               "what it opens is lost."));
    for (const SecretUsage each : {Volume, Ceph, Iscsi, Tls, Vtpm})
        m_usage->addItem(secretUsageText(each), int(each));
    if (only) {
        m_usage->setCurrentIndex(m_usage->findData(int(*only)));
        m_usage->setEnabled(false);
    }
    m_form->add(tr("&Type"), m_usage);
    m_form->add(tr("Us&ed for"), m_usageId);
    m_form->add(tr("&Description"), m_description);
    m_form->add(tr("&Value"), m_value);
    m_form->add(tr("Value &again"), m_again);
    m_form->add({}, m_ephemeral);
    m_ephemeral->setAccessibleName(tr("Forget it when the host’s daemon ends"));
    for (QLineEdit *field : {m_value, m_again}) {
        field->setEchoMode(QLineEdit::Password);
        field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText
                                   | Qt::ImhSensitiveData);
        field->setMaxLength(4096);
    }
    for (QLineEdit *field : {m_usageId, m_description})
        field->setMaxLength(1024);
    content()->addWidget(m_form);
    addButtons(tr("&Create"));
    for (QLineEdit *field : {m_usageId, m_description, m_value, m_again})
        connect(field, &QLineEdit::textChanged, this, &NewSecretDialog::update);
    connect(m_usage, &QComboBox::currentIndexChanged, this, &NewSecretDialog::usageChanged);
    usageChanged();
    (usageId.isEmpty() ? m_usageId : m_value)->setFocus();
}

NewSecretDialog::~NewSecretDialog()
{
    for (QLineEdit *field : {m_value, m_again}) {
        QString held = field->text();
        field->clear();
        overwrite(held);
    }
}

SecretUsage NewSecretDialog::usage() const
{
    return SecretUsage(m_usage->currentData().toInt());
}

void NewSecretDialog::usageChanged()
{
    const SecretUsage of = usage();
    m_usageId->setPlaceholderText(of == Volume  ? u"/srv/images/web.qcow2"_s
                                  : of == Ceph  ? u"client.libvirt"_s
                                  : of == Iscsi ? u"nas.example.org"_s
                                                : QString());
    m_form->setLabel(m_value, of == Ceph    ? tr("Ceph &key")
                              : of == Iscsi ? tr("&Password")
                                            : tr("Pass&phrase"));
    m_form->setLabel(m_again, of == Ceph    ? tr("Ceph key &again")
                              : of == Iscsi ? tr("Password &again")
                                            : tr("Passphrase &again"));
    update();
    fit();
}

SecretSpec NewSecretDialog::spec() const
{
    return {.usage = usage(),
            .usageId = m_usageId->text().trimmed(),
            .description = m_description->text().trimmed(),
            .ephemeral = m_ephemeral->isChecked()};
}

void NewSecretDialog::update()
{
    const QString problem = secretSpecProblem(spec(), m_taken);
    // An empty field needs no reproach before anything was typed.
    m_form->say(m_usageId,
                m_usageId->text().isEmpty() && !m_usageId->isModified() ? QString() : problem,
                tr("One secret for each thing. A path or a name that tells you what it opens."));
    const bool given = !m_value->text().isEmpty();
    const bool noKey = given && secretValue(usage(), m_value->text()).isEmpty();
    m_form->say(m_value, noKey ? tr("A Ceph key is told in base64, as “ceph auth get-key” does.")
                               : QString());
    const bool same = m_value->text() == m_again->text();
    m_form->say(m_again,
                same || m_again->text().isEmpty() ? QString() : tr("The two are not the same."));
    acceptButton()->setEnabled(problem.isEmpty() && given && !noKey && same);
    fit();
}

void NewSecretDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(spec(), secretValue(usage(), m_value->text()));
    QDialog::accept();
}
