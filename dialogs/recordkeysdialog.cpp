// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/recordkeysdialog.h"

#include "models/core/safetext.h"
#include "models/keyboard/keymacro.h"
#include "views/basic/plainlabel.h"
#include "views/input/keyrecorder.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

RecordKeysDialog::RecordKeysDialog(const QString &machine, QWidget *parent)
    : PlainDialog(u"input-keyboard"_s, tr("Record keys"), parent)
    , m_recorder(new KeyRecorder)
    , m_recorded(new PlainLabel)
    , m_send(buttons()->addButton(tr("&Send"), QDialogButtonBox::ActionRole))
    , m_save(buttons()->addButton(tr("Save as &macro…"), QDialogButtonBox::ActionRole))
    , m_clear(new QPushButton(tr("C&lear")))
{
    setHeading(tr("Record keys for “%1”").arg(SafeText::line(machine, 120)));
    setText(tr("Click Record keys and press what the machine shall get, also what this desktop "
               "would use itself. Click again to end."));
    m_send->setAccessibleName(tr("Send"));
    m_save->setAccessibleName(tr("Save as macro"));
    m_clear->setAccessibleName(tr("Clear"));
    buttons()->addButton(QDialogButtonBox::Close);
    for (QPushButton *button : {m_send, m_save, m_clear})
        button->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_recorder, 1);
    row->addWidget(m_clear);
    content()->addLayout(row);
    content()->addWidget(m_recorded);
    m_recorded->setWordWrap(true);
    m_recorded->setAccessibleName(tr("Recorded keys"));
    connect(m_recorder, &KeyRecorder::recorded, this, [this](const KeyChord &chord) {
        if (m_steps.size() < KeyMacros::maximumSteps)
            m_steps.append({chord, 0});
        showSteps();
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_steps.clear();
        showSteps();
    });
    connect(m_send, &QPushButton::clicked, this, [this] { Q_EMIT sendRequested(m_steps); });
    connect(m_save, &QPushButton::clicked, this, [this] {
        Q_EMIT saveRequested(m_steps);
        accept();
    });
    showSteps();
}

void RecordKeysDialog::showSteps()
{
    QStringList chords;
    for (const KeyStep &step : std::as_const(m_steps))
        chords.append(step.chord.label());
    m_recorded->setText(chords.isEmpty() ? tr("Nothing recorded yet") : chords.join(u",  "_s));
    for (QPushButton *button : {m_send, m_save, m_clear})
        button->setEnabled(!m_steps.isEmpty());
    fit();
}
