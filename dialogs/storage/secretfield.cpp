// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/secretfield.h"

#include "models/core/async.h"
#include "models/core/safetext.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::StringLiterals;

SecretField::SecretField(const QString &none, QWidget *parent)
    : QWidget(parent), m_choice(new QComboBox), m_new(new QPushButton(tr("New…")))
{
    m_choice->setEditable(true);
    m_choice->setInsertPolicy(QComboBox::NoInsert);
    m_choice->setCompleter(nullptr); // half a UUID must not become another's
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(20);
    m_choice->lineEdit()->setPlaceholderText(none);
    m_choice->lineEdit()->setMaxLength(1024);
    m_new->setAccessibleName(tr("New secret"));
    m_new->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_choice, 1);
    layout->addWidget(m_new);
    setFocusProxy(m_choice);
    connect(m_choice, &QComboBox::editTextChanged, this, &SecretField::changed);
    connect(m_new, &QPushButton::clicked, this, &SecretField::newWanted);
}

void SecretField::load(const ListSecrets &list)
{
    if (!list)
        return;
    whenDone(list(), this, [this](const Result<QList<HostSecret>> &secrets) {
        // A host without them is no reproach: a UUID can be typed all the same.
        if (!secrets)
            return;
        QList<HostSecret> all = *secrets;
        for (const HostSecret &known : std::as_const(m_secrets)) { // made meanwhile
            if (!std::any_of(all.begin(), all.end(),
                             [&](const HostSecret &each) { return each.uuid == known.uuid; }))
                all.append(known);
        }
        m_secrets = all;
        fill();
    });
}

void SecretField::setUsage(SecretUsage usage)
{
    m_usage = usage;
    fill();
}

void SecretField::setSecret(const HostSecret &secret)
{
    m_secrets.append(secret);
    fill();
    m_choice->setCurrentIndex(m_choice->findData(secret.uuid));
}

void SecretField::setCanCreate(bool can)
{
    m_new->setVisible(can);
}

void SecretField::setName(const QString &name)
{
    m_choice->setAccessibleName(name);
    m_choice->lineEdit()->setAccessibleName(name);
}

void SecretField::fill()
{
    const QUuid chosen = secret();
    const int before = m_choice->currentIndex();
    QString typed = m_choice->currentText();
    if (before >= 0 && m_choice->itemText(before) == typed)
        typed.clear(); // the list's words, not the user's
    {
        const QSignalBlocker blocker(m_choice);
        QList<HostSecret> fitting;
        for (const HostSecret &secret : std::as_const(m_secrets))
            if (secret.usage == m_usage)
                fitting.append(secret);
        std::sort(fitting.begin(), fitting.end(), [](const HostSecret &a, const HostSecret &b) {
            return secretTitle(a).localeAwareCompare(secretTitle(b)) < 0;
        });
        m_choice->clear();
        for (const HostSecret &secret : std::as_const(fitting)) {
            QString title = SafeText::line(secretTitle(secret), 80);
            // Two may be described alike.
            if (!secret.description.trimmed().isEmpty() && !secret.usageId.isEmpty())
                title = tr("%1 (%2)", "description, what it is for")
                            .arg(title, SafeText::line(secret.usageId, 120));
            m_choice->addItem(title, secret.uuid);
        }
        const int index = chosen.isNull() ? -1 : m_choice->findData(chosen);
        m_choice->setCurrentIndex(index);
        if (index < 0)
            m_choice->setEditText(typed);
    }
    Q_EMIT changed();
}

bool SecretField::isEmpty() const
{
    return m_choice->currentText().trimmed().isEmpty();
}

QUuid SecretField::secret() const
{
    const QString text = m_choice->currentText();
    const int index = m_choice->currentIndex();
    if (index >= 0 && m_choice->itemText(index) == text)
        return m_choice->itemData(index).toUuid();
    return QUuid::fromString(text.trimmed());
}
