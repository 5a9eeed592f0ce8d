// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hardware/addtimerow.h"

#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QStandardItemModel>

AddTimeRow::AddTimeRow(bool transient, QWidget *parent)
    : QWidget(parent), m_time(new QComboBox), m_note(new PlainLabel)
{
    m_note->setWordWrap(true);
    m_time->setAccessibleName(tr("Add it"));
    if (transient) {
        m_time->addItem(tr("Now"), int(EditTime::Now));
    } else {
        m_time->addItem(tr("Now, and at every start from now on"), int(EditTime::Both));
        m_time->addItem(tr("At the next start only"), int(EditTime::NextStart));
        m_time->addItem(tr("To the running machine only"), int(EditTime::Now));
    }
    auto *label = new PlainLabel(tr("A&dd it:"));
    label->setBuddy(m_time);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(m_time);
    layout->addWidget(m_note, 1);
    connect(m_time, &QComboBox::currentIndexChanged, this, &AddTimeRow::changed);
}

EditTime AddTimeRow::time() const
{
    return EditTime(m_time->currentData().toInt());
}

bool AddTimeRow::canWait() const
{
    return m_time->count() > 1;
}

void AddTimeRow::chooseNextStart()
{
    m_time->setCurrentIndex(m_time->findData(int(EditTime::NextStart)));
}

void AddTimeRow::setNotNow(const QString &why)
{
    const int nextStart = m_time->findData(int(EditTime::NextStart));
    auto *model = qobject_cast<QStandardItemModel *>(m_time->model());
    for (int i = 0; model && i < model->rowCount(); ++i)
        model->item(i)->setEnabled(why.isEmpty() || !canWait() || i == nextStart);
    const QSignalBlocker quiet(m_time);
    if (!why.isEmpty() && canWait() && m_time->currentIndex() != nextStart) {
        m_time->setCurrentIndex(nextStart);
        m_forced = true;
    } else if (why.isEmpty() && m_forced) {
        m_time->setCurrentIndex(0);
        m_forced = false;
    }
    m_note->setText(wrappable(why));
}

void AddTimeRow::setChoosable(bool choosable)
{
    m_time->setEnabled(choosable);
}
