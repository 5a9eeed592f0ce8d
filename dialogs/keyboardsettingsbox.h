// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyboard/keychord.h"

#include <QGroupBox>

class KeyRecorder;
class PlainLabel;
class QCheckBox;
class QComboBox;
class QListWidget;
class QPushButton;
class Settings;

// The part of the preferences about keyboards in consoles; stored by save().
class KeyboardSettingsBox : public QGroupBox
{
    Q_OBJECT

public:
    explicit KeyboardSettingsBox(const Settings &settings, QWidget *parent = nullptr);

    void save(Settings &settings) const;

private:
    void addReleaseChord(const KeyChord &chord); // and chooses it
    void addKept(const KeyChord &chord);

    QCheckBox *m_capture;
    QComboBox *m_release;
    KeyRecorder *m_recordRelease, *m_recordKept;
    QListWidget *m_kept;
    QPushButton *m_remove;
};
