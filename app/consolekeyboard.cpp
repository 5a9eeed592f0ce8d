// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consolekeyboard.h"

#include "app/reporter.h"
#include "console/consoleinput.h"
#include "console/consolepage.h"
#include "console/displayview.h"
#include "dialogs/keymacrosdialog.h"
#include "dialogs/recordkeysdialog.h"
#include "dialogs/typetextdialog.h"
#include "models/core/async.h"
#include "models/inventory/inventory.h"
#include "models/keyboard/keyboardpreferences.h"
#include "views/input/hostlayout.h"

#include <QApplication>
#include <QClipboard>

using namespace Qt::StringLiterals;

ConsoleKeyboard::ConsoleKeyboard(Inventory *inventory, Settings &settings, Reporter &reporter,
                                 QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_settings(settings)
    , m_reporter(reporter)
{}

KeyboardLayout ConsoleKeyboard::hostLayout()
{
    if (!m_hostLayout)
        m_hostLayout = hostKeyboardLayout();
    return *m_hostLayout;
}

QString ConsoleKeyboard::nameOf(const MachineKey &machine, const QString &otherwise) const
{
    const auto known = m_inventory ? m_inventory->machine(machine) : std::nullopt;
    return known ? known->displayName() : otherwise;
}

void ConsoleKeyboard::attach(ConsolePage *page, const MachineKey &machine, const QString &name)
{
    apply(page, machine);
    connect(&m_settings, &Settings::changed, page, [this, page, machine](const QString &key) {
        if (key.startsWith("console/"_L1))
            apply(page, machine);
    });
    ConsoleInput *input = page->input();
    connect(input, &ConsoleInput::typeTextWanted, this,
            [this, page, machine, name] { typeText(page, machine, nameOf(machine, name)); });
    connect(input, &ConsoleInput::recordKeysWanted, this,
            [this, page, machine, name] { recordKeys(page, nameOf(machine, name)); });
    connect(input, &ConsoleInput::macrosWanted, this, [this, page] { editMacros(page); });
    connect(input, &ConsoleInput::failed, this, [this, machine](const Error &error) {
        m_reporter.show(error, machine.uuid.toString());
    });
    update(page, machine);
}

void ConsoleKeyboard::apply(ConsolePage *page, const MachineKey &machine)
{
    using namespace KeyboardPreferences;
    page->setKeyboardCapture(m_settings.get(capture));
    page->input()->setReleaseChord(releaseChord(m_settings));
    page->input()->setHostChords(hostChords(m_settings));
    page->input()->setMacros(macros(m_settings));
    page->input()->setGuestLayout(guestLayout(m_settings, machine.uuid, hostLayout()));
}

void ConsoleKeyboard::update(ConsolePage *page, const MachineKey &machine)
{
    if (!m_inventory)
        return;
    const auto known = m_inventory->machine(machine);
    const Connection *host = m_inventory->connection(machine.connection);
    if (!known || !host || !host->status().isUsable()
        || !allowedActions(known->state).testFlag(MachineAction::SendKey)) {
        page->input()->setRemoteSink({});
        return;
    }
    page->input()->setRemoteSink([this, machine](const KeyChord &chord, int holdMs) {
        Connection *connection = m_inventory->connection(machine.connection);
        if (!connection)
            return readyFuture(Result<>(tl::unexpected(Error{.kind = Error::Kind::Lost})));
        MachineRequest request{.action = MachineAction::SendKey, .holdMs = holdMs};
        for (const quint16 key : chord.keys)
            request.keys.append(key);
        return connection->perform(machine.uuid, request);
    });
}

// Where the user is: the console may be full screen, or not shown at all.
static QWidget *windowOf(ConsolePage *page)
{
    QWidget *window = page->displayView()->window();
    return window->isVisible() ? window : QApplication::activeWindow();
}

void ConsoleKeyboard::typeText(ConsolePage *page, const MachineKey &machine,
                               const QString &name)
{
    using namespace KeyboardPreferences;
    auto *dialog =
        new TypeTextDialog(name, QGuiApplication::clipboard()->text(),
                           guestLayout(m_settings, machine.uuid, hostLayout()),
                           pace(m_settings, machine.uuid), windowOf(page));
    KeyPlayer *player = page->input()->player();
    connect(dialog, &TypeTextDialog::typeRequested, page,
            [this, dialog, page, machine](const QList<KeyStep> &steps, int pace) {
                setGuestLayout(m_settings, machine.uuid, dialog->layout());
                setPace(m_settings, machine.uuid, pace);
                page->input()->send(steps, pace);
            });
    connect(dialog, &TypeTextDialog::cancelRequested, player, &KeyPlayer::cancel);
    connect(player, &KeyPlayer::progressed, dialog, &TypeTextDialog::setProgress);
    connect(player, &KeyPlayer::finished, dialog, &TypeTextDialog::finish);
    connect(page, &QObject::destroyed, dialog, &QWidget::close);
    dialog->open();
}

void ConsoleKeyboard::recordKeys(ConsolePage *page, const QString &name)
{
    auto *dialog = new RecordKeysDialog(name, windowOf(page));
    connect(dialog, &RecordKeysDialog::sendRequested, page,
            [page](const QList<KeyStep> &steps) { page->input()->send(steps); });
    connect(dialog, &RecordKeysDialog::saveRequested, page,
            [this, page](const QList<KeyStep> &steps) { editMacros(page)->addMacro(steps); });
    dialog->open();
}

KeyMacrosDialog *ConsoleKeyboard::editMacros(ConsolePage *page)
{
    auto *dialog = new KeyMacrosDialog(KeyboardPreferences::macros(m_settings), windowOf(page));
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { KeyboardPreferences::setMacros(m_settings, dialog->macros()); });
    dialog->open();
    return dialog;
}
