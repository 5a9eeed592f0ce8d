// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/mediumbox.h"

#include "models/core/safetext.h"
#include "views/hardware/formwidths.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

MediumBox::MediumBox(bool canBrowse, QWidget *parent)
    : QWidget(parent)
    , m_path(new QComboBox)
    , m_insert(new QPushButton(tr("Insert")))
    , m_browse(new QPushButton(tr("Browse…")))
    , m_eject(new QPushButton(tr("Eject")))
{
    m_path->setEditable(true);
    m_path->setInsertPolicy(QComboBox::NoInsert);
    m_path->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_path->setMinimumContentsLength(FormWidths::choice);
    m_path->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_path->lineEdit()->setMaxLength(4096);
    m_path->lineEdit()->setPlaceholderText(tr("Empty"));
    m_path->setAccessibleName(tr("Medium"));
    m_insert->setAccessibleName(m_insert->text());
    m_browse->setAccessibleName(tr("Browse"));
    m_browse->setVisible(canBrowse);
    m_eject->setAccessibleName(m_eject->text());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_path);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_insert, m_browse, m_eject})
        buttons->addWidget(button);
    buttons->addStretch();
    layout->addLayout(buttons);
    setFocusProxy(m_path);

    const auto insert = [this] {
        const QString path = m_path->currentText().trimmed();
        if (path != m_medium)
            Q_EMIT wanted(path);
    };
    connect(m_path->lineEdit(), &QLineEdit::textEdited, this, [this, insert] {
        update();
        if (!m_atOnce)
            insert();
    });
    connect(m_path->lineEdit(), &QLineEdit::returnPressed, this, insert);
    connect(m_path, &QComboBox::activated, this, insert);
    connect(m_insert, &QPushButton::clicked, this, insert);
    connect(m_browse, &QPushButton::clicked, this, &MediumBox::browse);
    connect(m_eject, &QPushButton::clicked, this, [this] { Q_EMIT wanted({}); });
}

void MediumBox::setMedium(const QString &path, const QStringList &recent, bool atOnce)
{
    const bool changed = m_medium != path;
    m_medium = path;
    m_atOnce = atOnce;
    QStringList known;
    for (int i = 0; i < m_path->count(); ++i)
        known += m_path->itemText(i);
    const QSignalBlocker quiet(m_path);
    const QString typed = m_path->currentText();
    if (known != recent) {
        m_path->clear();
        m_path->addItems(recent);
        m_path->setEditText(typed);
    }
    if ((changed || !m_path->lineEdit()->hasFocus()) && typed.trimmed() != path)
        m_path->setEditText(path);
    update();
}

void MediumBox::update()
{
    m_insert->setVisible(m_atOnce);
    m_insert->setEnabled(m_path->currentText().trimmed() != m_medium
                         && !m_path->currentText().trimmed().isEmpty());
    m_eject->setEnabled(!m_medium.isEmpty());
}
