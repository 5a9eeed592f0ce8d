// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/keyboardsettingsbox.h"

#include "dialogs/plaindialog.h"
#include "models/keyboard/keyboardpreferences.h"
#include "views/basic/plainlabel.h"
#include "views/input/keyrecorder.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

KeyboardSettingsBox::KeyboardSettingsBox(const Settings &settings, QWidget *parent)
    : QGroupBox(tr("Keyboard"), parent)
    , m_capture(new QCheckBox(tr("&Keys of this desktop go to the machine too (Super, Alt+Tab)")))
    , m_release(new QComboBox)
    , m_recordRelease(new KeyRecorder)
    , m_recordKept(new KeyRecorder)
    , m_kept(new QListWidget)
    , m_remove(new QPushButton(tr("Re&move")))
{
    using namespace KeyboardPreferences;
    m_capture->setChecked(settings.get(capture));
    m_capture->setAccessibleName(tr("Keys of this desktop go to the machine too"));
    m_release->setAccessibleName(tr("Release keyboard and pointer"));
    for (const char16_t *usual : {u"Ctrl+Alt", u"RightCtrl", u"Ctrl+Alt+Shift"})
        addReleaseChord(*KeyChord::parse(QStringView(usual)));
    addReleaseChord(releaseChord(settings));
    m_recordRelease->setOneChord(true);
    m_recordKept->setOneChord(true);
    m_remove->setAccessibleName(tr("Remove"));
    m_remove->setObjectName(u"remove"_s);
    m_kept->setAccessibleName(tr("Kept for this program"));
    m_kept->setMaximumHeight(fontMetrics().height() * 5);
    const QList<KeyChord> chords = hostChords(settings);
    for (const KeyChord &chord : chords)
        addKept(chord);

    auto *releaseRow = new QHBoxLayout;
    releaseRow->addWidget(m_release, 1);
    releaseRow->addWidget(m_recordRelease);
    auto *keptButtons = new QVBoxLayout;
    keptButtons->addWidget(m_recordKept);
    keptButtons->addWidget(m_remove);
    keptButtons->addStretch();
    auto *keptRow = new QHBoxLayout;
    keptRow->addWidget(m_kept, 1);
    keptRow->addLayout(keptButtons);
    auto *note = new PlainLabel;
    showUnderField(note, {},
                   tr("The machine does not get these while it has the keyboard. The menu Send key "
                      "has F11 for it."));
    auto *form = new QFormLayout(this);
    form->addRow(m_capture);
    form->addRow(new PlainLabel(tr("Release keyboard and pointer:")), releaseRow);
    form->addRow(new PlainLabel(tr("Kept for this program:")), keptRow);
    form->addRow(new PlainLabel, note);

    connect(m_recordRelease, &KeyRecorder::recorded, this, &KeyboardSettingsBox::addReleaseChord);
    connect(m_recordKept, &KeyRecorder::recorded, this, &KeyboardSettingsBox::addKept);
    connect(m_remove, &QPushButton::clicked, this, [this] { delete m_kept->currentItem(); });
    const auto update = [this] { m_remove->setEnabled(m_kept->currentRow() >= 0); };
    connect(m_kept, &QListWidget::currentRowChanged, this, update);
    update();
}

void KeyboardSettingsBox::addReleaseChord(const KeyChord &chord)
{
    if (m_release->findData(chord.text()) < 0)
        m_release->addItem(chord.label(), chord.text());
    m_release->setCurrentIndex(m_release->findData(chord.text()));
}

void KeyboardSettingsBox::addKept(const KeyChord &chord)
{
    for (int i = 0; i < m_kept->count(); ++i) {
        if (m_kept->item(i)->data(Qt::UserRole) == chord.text())
            return;
    }
    auto *item = new QListWidgetItem(chord.label(), m_kept);
    item->setData(Qt::UserRole, chord.text());
}

void KeyboardSettingsBox::save(Settings &settings) const
{
    using namespace KeyboardPreferences;
    settings.set(capture, m_capture->isChecked());
    setReleaseChord(settings,
                    KeyChord::parse(m_release->currentData().toString()).value_or(KeyChord()));
    QList<KeyChord> chords;
    for (int i = 0; i < m_kept->count(); ++i) {
        if (const auto chord = KeyChord::parse(m_kept->item(i)->data(Qt::UserRole).toString()))
            chords.append(*chord);
    }
    setHostChords(settings, chords);
}
