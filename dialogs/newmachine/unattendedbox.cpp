// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/unattendedbox.h"

#include "dialogs/storage/fieldform.h"
#include "models/core/safetext.h"
#include "models/values/unattended.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QTimeZone>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString profileName(const InstallScript &script)
{
    if (script.profile == "desktop"_L1)
        return UnattendedBox::tr("With a desktop");
    if (script.profile == "jeos"_L1)
        return UnattendedBox::tr("As little as possible");
    return SafeText::line(script.profile, 40);
}

QStringList languages()
{
    QStringList names;
    const auto all =
        QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyCountry);
    for (const QLocale &locale : all) {
        if (const QString name = locale.name(); name.size() == 5)
            names += name + ".UTF-8"_L1;
    }
    names.sort();
    names.removeDuplicates();
    return names;
}

} // namespace

UnattendedBox::UnattendedBox()
    : m_wanted(new QCheckBox(tr("&Install without questions")))
    , m_form(new FieldForm)
    , m_profile(new QComboBox)
    , m_language(new QComboBox)
    , m_timezone(new QComboBox)
    , m_user(new QLineEdit)
    , m_password(new QLineEdit)
    , m_host(new QLineEdit)
    , m_key(new QLineEdit)
{
    m_wanted->setAccessibleName(tr("Install without questions"));
    m_password->setEchoMode(QLineEdit::Password);
    m_host->setPlaceholderText(tr("As the machine is called"));
    m_key->setPlaceholderText(u"XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"_s);
    const QString user = qEnvironmentVariable("USER");
    m_user->setText(installUserProblem(user).isEmpty() ? user : u"user"_s);
    m_language->addItems(languages());
    m_language->setCurrentText(installLanguageOf(QLocale().name()));
    const auto zones = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &zone : zones)
        m_timezone->addItem(QString::fromLatin1(zone));
    const QString here = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    m_timezone->setCurrentIndex(
        qMax(0, m_timezone->findText(m_timezone->findText(here) < 0 ? u"UTC"_s : here)));
    m_form->add(tr("Kin&d"), m_profile);
    m_form->add(tr("&User name"), m_user);
    m_form->add(tr("&Password"), m_password);
    m_form->add(tr("&Host name"), m_host);
    m_form->add(tr("&Language"), m_language);
    m_form->add(tr("&Time zone"), m_timezone);
    m_form->add(tr("Product &key"), m_key);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_wanted);
    layout->addWidget(m_form);

    connect(m_wanted, &QCheckBox::toggled, this, &UnattendedBox::update);
    for (QLineEdit *field : {m_user, m_password, m_host, m_key})
        connect(field, &QLineEdit::textChanged, this, &UnattendedBox::update);
    for (QComboBox *box : {m_profile, m_language, m_timezone})
        connect(box, &QComboBox::currentIndexChanged, this, &UnattendedBox::update);
    update();
}

void UnattendedBox::setScripts(const QList<InstallScript> &scripts)
{
    if (scripts == m_scripts)
        return;
    m_scripts = scripts;
    const QSignalBlocker quiet(m_profile);
    m_profile->clear();
    for (const InstallScript &script : scripts)
        m_profile->addItem(profileName(script));
    update();
}

std::optional<InstallScript> UnattendedBox::script() const
{
    const int index = m_profile->currentIndex();
    if (!m_wanted->isChecked() || index < 0 || index >= m_scripts.size())
        return std::nullopt;
    return m_scripts.at(index);
}

UnattendedAnswers UnattendedBox::answers() const
{
    return {.userName = m_user->text().trimmed(),
            .password = m_password->text(),
            .hostName = m_host->text().trimmed(),
            .language = m_language->currentText(),
            .timezone = m_timezone->currentText(),
            .licenceKey = m_key->text().trimmed()};
}

bool UnattendedBox::isComplete() const
{
    const auto chosen = script();
    if (!chosen)
        return true;
    const UnattendedAnswers filled = answers();
    return installUserProblem(filled.userName).isEmpty()
           && installPasswordProblem(filled.password).isEmpty()
           && installHostNameProblem(filled.hostName).isEmpty()
           && productKeyProblem(filled.licenceKey, chosen->needsLicence).isEmpty();
}

void UnattendedBox::update()
{
    const auto chosen = script();
    m_form->setVisible(chosen.has_value());
    if (chosen) {
        const UnattendedAnswers filled = answers();
        m_form->setShown(m_profile, m_scripts.size() > 1);
        m_form->setShown(m_language, chosen->needsLanguage);
        m_form->setShown(m_timezone, chosen->needsTimezone);
        m_form->setShown(m_key, chosen->needsLicence);
        m_form->say(m_user, installUserProblem(filled.userName));
        m_form->say(m_password, installPasswordProblem(filled.password),
                    tr("The administrator (root) has the same one."));
        m_form->say(m_host, installHostNameProblem(filled.hostName));
        m_form->say(m_key, productKeyProblem(filled.licenceKey, chosen->needsLicence));
    }
    Q_EMIT changed();
}
