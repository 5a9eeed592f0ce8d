// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/facts/usagebar.h"

#include "views/basic/plainlabel.h"

#include <QHBoxLayout>
#include <QProgressBar>

UsageBar::UsageBar(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_name(new PlainLabel(name))
    , m_words(new PlainLabel)
    , m_bar(new QProgressBar)
{
    const int letter = fontMetrics().averageCharWidth();
    m_name->setForegroundRole(QPalette::PlaceholderText);
    m_name->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_words->setMinimumWidth(letter * 24);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    m_bar->setFixedHeight(fontMetrics().height() * 2 / 3);
    m_bar->setAccessibleName(name);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(letter * 3);
    layout->addWidget(m_name);
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_words);
    setUnknown();
}

void UsageBar::setUsage(double share, const QString &words)
{
    m_bar->setValue(int(qBound(0.0, share, 1.0) * 1000));
    m_bar->setEnabled(true);
    m_words->setText(words);
    m_bar->setAccessibleDescription(words);
}

void UsageBar::setUnknown()
{
    m_bar->setValue(0);
    m_bar->setEnabled(false);
    m_words->setText(tr("Not known"));
    m_bar->setAccessibleDescription(m_words->text());
}

void UsageBar::setNameWidth(int pixels)
{
    m_name->setMinimumWidth(pixels);
}

QString UsageBar::words() const
{
    return m_words->text();
}
