// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/systemfacts.h"

#include <QWidget>

#include <optional>

class FieldForm;
class QCheckBox;
class QComboBox;
class QLineEdit;

// Offers an installation without questions, and asks beforehand what the installer would have asked.
// Hidden where the system has none that could be handed over.
class UnattendedBox : public QWidget
{
    Q_OBJECT

public:
    UnattendedBox();

    // Those that can be handed over.
    void setScripts(const QList<InstallScript> &scripts);
    bool isOffered() const { return !m_scripts.isEmpty(); }
    // Which script, if the user wants one; what it needs to know, with an empty host name: as the
    // machine is called.
    std::optional<InstallScript> script() const;
    UnattendedAnswers answers() const;
    bool isComplete() const;

Q_SIGNALS:
    void changed();

private:
    void update();

    QList<InstallScript> m_scripts;
    QCheckBox *m_wanted;
    FieldForm *m_form;
    QComboBox *m_profile, *m_language, *m_timezone;
    QLineEdit *m_user, *m_password, *m_host, *m_key;
};
