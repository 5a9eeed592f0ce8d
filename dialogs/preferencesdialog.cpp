// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/preferencesdialog.h"

#include "dialogs/keyboardsettingsbox.h"

#include "ui_preferencesform.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

QString confirmationText(const Setting<bool> &confirmation)
{
    const struct
    {
        const Setting<bool> *confirmation;
        QString text;
    } texts[] = {
        {&Preferences::confirmForceOff, PreferencesDialog::tr("&Force off")},
        {&Preferences::confirmReset, PreferencesDialog::tr("&Reset")},
        {&Preferences::confirmReboot, PreferencesDialog::tr("Re&boot")},
        {&Preferences::confirmShutDown, PreferencesDialog::tr("Shut &down")},
        {&Preferences::confirmSaveState, PreferencesDialog::tr("&Save state")},
        {&Preferences::confirmPause, PreferencesDialog::tr("&Pause")},
        {&Preferences::confirmDiscardSavedState, PreferencesDialog::tr("Dis&card saved state")},
        {&Preferences::confirmRemoveConnection, PreferencesDialog::tr("Re&move a connection")},
        {&Preferences::confirmQuitWithTasks,
         PreferencesDialog::tr("&Quit while tasks are running")},
    };
    for (const auto &entry : texts)
        if (entry.confirmation == &confirmation)
            return entry.text;
    return QString::fromLatin1(confirmation.key);
}

PreferencesDialog::PreferencesDialog(Settings &settings, QWidget *parent)
    : PlainDialog({}, tr("Preferences"), parent)
    , m_settings(settings)
    , m_form(std::make_unique<Ui::PreferencesForm>())
    , m_keyboard(new KeyboardSettingsBox(settings))
{
    using namespace Preferences;
    auto *form = new QTabWidget;
    m_form->setupUi(form);
    content()->addWidget(form, 1);

    m_form->statsSeconds->setRange(statsSecondsMinimum, statsSecondsMaximum);
    m_form->statsSeconds->setSuffix(tr(" s"));
    m_form->statsSeconds->setValue(statsInterval(settings) / 1000);
    m_form->picturesSeconds->setRange(0, picturesSecondsMaximum);
    m_form->picturesSeconds->setSuffix(tr(" s"));
    m_form->picturesSeconds->setSpecialValueText(tr("Never"));
    m_form->picturesSeconds->setValue(picturesInterval(settings) / 1000);
    m_form->picturesInList->setChecked(settings.get(picturesInList));
    const auto picturesChanged = [this](int seconds) {
        m_form->picturesInList->setEnabled(seconds > 0);
    };
    connect(m_form->picturesSeconds, &QSpinBox::valueChanged, this, picturesChanged);
    picturesChanged(m_form->picturesSeconds->value());
    m_form->shutdownMode->addItem(tr("Agent if it answers, else power button"),
                                  int(ShutdownMode::Automatic));
    m_form->shutdownMode->addItem(tr("Guest agent"), int(ShutdownMode::Agent));
    m_form->shutdownMode->addItem(tr("Power button (ACPI)"), int(ShutdownMode::Acpi));
    m_form->shutdownMode->setCurrentIndex(
        m_form->shutdownMode->findData(int(shutdownMode(settings))));
    m_form->connectAtStart->setChecked(settings.get(connectAtStart));
    m_form->scaling->addItem(tr("Fit to the window"), int(ConsoleScaling::Fit));
    m_form->scaling->addItem(tr("Original size"), int(ConsoleScaling::OneToOne));
    m_form->scaling->addItem(tr("Guest follows the window"), int(ConsoleScaling::GuestFollows));
    m_form->scaling->setCurrentIndex(m_form->scaling->findData(int(consoleScaling(settings))));
    showUnderField(m_form->scalingNote, {}, tr("For consoles that were never scaled by hand."));
    m_form->consoleLayout->addRow(m_keyboard);

    // An empty font is the desktop's, which may change; it is stored only when another is chosen.
    const QFont desktops = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QString font = settings.get(terminalFont);
    m_form->terminalFont->setFontFilters(QFontComboBox::MonospacedFonts);
    m_form->terminalFont->setCurrentFont(font.isEmpty() ? desktops : QFont(font));
    m_shownFont = m_form->terminalFont->currentFont().family();
    m_form->terminalFontSize->setRange(terminalFontSizeMinimum - 1, terminalFontSizeMaximum);
    m_form->terminalFontSize->setSpecialValueText(tr("The desktop's"));
    m_form->terminalFontSize->setSuffix(tr(" pt"));
    m_form->terminalFontSize->setValue(settings.get(terminalFontSize));
    m_form->terminalHistory->setRange(0, terminalHistoryMaximum);
    m_form->terminalHistory->setSingleStep(1000);
    m_form->terminalHistory->setValue(settings.get(terminalHistory));
    m_form->terminalColours->addItem(tr("As the desktop"), int(TerminalColouring::FollowPalette));
    m_form->terminalColours->addItem(tr("Dark"), int(TerminalColouring::Dark));
    m_form->terminalColours->addItem(tr("Light"), int(TerminalColouring::Light));
    m_form->terminalColours->setCurrentIndex(
        qMax(0, m_form->terminalColours->findData(settings.get(terminalColours))));
    showUnderField(m_form->terminalNote, {}, tr("For the text consoles of all machines."));

    for (const Setting<bool> *confirmation : confirmations) {
        const QString text = confirmationText(*confirmation);
        auto *box = new QCheckBox(text);
        box->setAccessibleName(QString(text).remove(u'&'));
        box->setChecked(settings.get(*confirmation));
        m_form->confirmationsList->addWidget(box);
        m_confirmations.append({confirmation, box});
    }
    connect(m_form->askAgain, &QPushButton::clicked, this, [this] {
        for (const auto &[confirmation, box] : std::as_const(m_confirmations))
            box->setChecked(box->isChecked() || confirmation->fallback);
    });
    addButtons(tr("&OK"));
}

PreferencesDialog::~PreferencesDialog() = default;

void PreferencesDialog::accept()
{
    using namespace Preferences;
    m_settings.set(statsSeconds, m_form->statsSeconds->value());
    m_settings.set(picturesSeconds, m_form->picturesSeconds->value());
    m_settings.set(picturesInList, m_form->picturesInList->isChecked());
    m_settings.set(shutdownModeNumber, m_form->shutdownMode->currentData().toInt());
    m_settings.set(connectAtStart, m_form->connectAtStart->isChecked());
    m_settings.set(consoleScalingNumber, m_form->scaling->currentData().toInt());
    m_keyboard->save(m_settings);
    const QString font = m_form->terminalFont->currentFont().family();
    if (font != m_shownFont)
        m_settings.set(terminalFont, font);
    const int size = m_form->terminalFontSize->value();
    m_settings.set(terminalFontSize, size < terminalFontSizeMinimum ? 0 : size);
    m_settings.set(terminalHistory, m_form->terminalHistory->value());
    m_settings.set(terminalColours, m_form->terminalColours->currentData().toInt());
    for (const auto &[confirmation, box] : std::as_const(m_confirmations))
        m_settings.set(*confirmation, box->isChecked());
    QDialog::accept();
}
