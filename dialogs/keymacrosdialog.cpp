// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/keymacrosdialog.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/input/keyrecorder.h"

#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

static constexpr qint64 maximumFile = 1024 * 1024;

static QPushButton *makeButton(const QString &text)
{
    auto *button = new QPushButton(text);
    button->setAccessibleName(QString(text).remove(u'&').remove(u'…'));
    button->setAutoDefault(false);
    return button;
}

KeyMacrosDialog::KeyMacrosDialog(const QList<KeyMacro> &macros, QWidget *parent)
    : PlainDialog({}, tr("Key macros"), parent)
    , m_macros(macros)
    , m_list(new QListWidget)
    , m_editor(makeEditor())
    , m_problem(new PlainLabel)
    , m_remove(makeButton(tr("&Remove")))
    , m_export(makeButton(tr("E&xport…")))
{
    setText(tr("Keys under a name, for every machine: they are in the menu Send key."));
    m_list->setAccessibleName(tr("Macros"));
    m_list->setMinimumHeight(fontMetrics().height() * 10);
    QPushButton *add = makeButton(tr("&Add")), *read = makeButton(tr("&Import…"));
    auto *columns = new QHBoxLayout;
    columns->addWidget(m_list, 1);
    columns->addWidget(m_editor, 2);
    auto *row = new QHBoxLayout;
    for (QPushButton *button : {add, m_remove, read, m_export})
        row->addWidget(button);
    row->addStretch();
    content()->addLayout(columns, 1);
    content()->addLayout(row);
    content()->addWidget(m_problem);
    addButtons(tr("&OK"));

    connect(m_list, &QListWidget::currentRowChanged, this, &KeyMacrosDialog::choose);
    connect(add, &QPushButton::clicked, this, [this] { addMacro({}); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const int chosen = m_list->currentRow();
        m_macros.remove(chosen);
        refill(qMin(chosen, int(m_macros.size()) - 1));
    });
    connect(read, &QPushButton::clicked, this, &KeyMacrosDialog::importFile);
    connect(m_export, &QPushButton::clicked, this, &KeyMacrosDialog::exportFile);
    refill(m_macros.isEmpty() ? -1 : 0);
}

QWidget *KeyMacrosDialog::makeEditor()
{
    auto *editor = new QWidget;
    m_name = new QLineEdit;
    m_name->setMaxLength(KeyMacros::maximumName);
    m_name->setAccessibleName(tr("Name"));
    m_shortcut = new KeyRecorder;
    m_shortcut->setOneChord(true);
    m_shortcutText = new PlainLabel;
    m_clearShortcut = makeButton(tr("&None"));
    m_steps = new QPlainTextEdit;
    m_steps->setTabChangesFocus(true);
    m_steps->setAccessibleName(tr("Keys"));
    m_steps->setPlaceholderText(tr("Ctrl+Alt+F2\nwait 500\nEnter"));
    m_recorder = new KeyRecorder;

    auto *form = new QFormLayout(editor);
    form->setContentsMargins(0, 0, 0, 0);
    auto *nameLabel = new PlainLabel(tr("Na&me:"));
    nameLabel->setBuddy(m_name);
    form->addRow(nameLabel, m_name);
    auto *stepsLabel = new PlainLabel(tr("&Keys:"));
    stepsLabel->setBuddy(m_steps);
    form->addRow(stepsLabel, m_steps);
    form->addRow(new PlainLabel, m_recorder);
    auto *shortcutRow = new QHBoxLayout;
    shortcutRow->addWidget(m_shortcutText, 1);
    shortcutRow->addWidget(m_shortcut);
    shortcutRow->addWidget(m_clearShortcut);
    form->addRow(new PlainLabel(tr("Shortcut:")), shortcutRow);

    connect(m_name, &QLineEdit::textEdited, this, &KeyMacrosDialog::take);
    connect(m_steps, &QPlainTextEdit::textChanged, this, &KeyMacrosDialog::take);
    connect(m_recorder, &KeyRecorder::recorded, this, [this](const KeyChord &chord) {
        const QString text = m_steps->toPlainText();
        m_steps->setPlainText(text + (text.isEmpty() || text.endsWith(u'\n') ? u""_s : u"\n"_s)
                              + chord.text() + u'\n');
    });
    const auto setShortcut = [this](const KeyChord &chord) {
        if (m_list->currentRow() < 0)
            return;
        m_macros[m_list->currentRow()].shortcut = chord;
        m_shortcutText->setText(chord.isEmpty() ? tr("None") : chord.label());
        m_clearShortcut->setEnabled(!chord.isEmpty());
    };
    connect(m_shortcut, &KeyRecorder::recorded, this, setShortcut);
    connect(m_clearShortcut, &QPushButton::clicked, this, [setShortcut] { setShortcut({}); });
    return editor;
}

void KeyMacrosDialog::refill(int row)
{
    m_filling = true;
    m_list->clear();
    for (const KeyMacro &macro : std::as_const(m_macros))
        m_list->addItem(SafeText::line(macro.name, 80));
    m_filling = false;
    m_list->setCurrentRow(row);
    choose(row);
}

void KeyMacrosDialog::choose(int row)
{
    if (m_filling)
        return;
    m_filling = true;
    const KeyMacro macro = row < 0 ? KeyMacro() : m_macros.at(row);
    m_name->setText(macro.name);
    m_steps->setPlainText(KeyMacros::stepsToText(macro.steps));
    m_shortcutText->setText(macro.shortcut.isEmpty() ? tr("None") : macro.shortcut.label());
    m_clearShortcut->setEnabled(!macro.shortcut.isEmpty());
    m_filling = false;
    m_editor->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    m_export->setEnabled(!m_macros.isEmpty());
    take();
}

void KeyMacrosDialog::take()
{
    const int row = m_list->currentRow();
    if (m_filling)
        return;
    QString problem;
    if (row >= 0) {
        KeyMacro &macro = m_macros[row];
        macro.name = m_name->text().simplified();
        m_list->item(row)->setText(SafeText::line(macro.name, 80));
        const auto steps = KeyMacros::stepsFromText(m_steps->toPlainText());
        if (steps)
            macro.steps = *steps;
        else
            problem = steps.error().summary;
        const auto same = [&](const KeyMacro &other) { return other.name == macro.name; };
        if (macro.name.isEmpty())
            problem = tr("A macro needs a name.");
        else if (std::count_if(m_macros.cbegin(), m_macros.cend(), same) > 1)
            problem = tr("There is another macro of this name.");
    }
    // The chosen one alone can be wrong: no other is chosen until it is right.
    m_list->setEnabled(problem.isEmpty());
    setProblem(m_problem, problem);
    fit();
}

void KeyMacrosDialog::addMacro(const QList<KeyStep> &steps)
{
    if (!acceptButton()->isEnabled() || m_macros.size() >= KeyMacros::maximumMacros)
        return;
    QString name;
    for (int number = 1; name.isEmpty(); ++number) {
        const QString candidate = tr("Macro %1").arg(number);
        if (std::none_of(m_macros.cbegin(), m_macros.cend(),
                         [&](const KeyMacro &macro) { return macro.name == candidate; }))
            name = candidate;
    }
    m_macros.append({name, {}, steps});
    refill(int(m_macros.size()) - 1);
    m_name->setFocus();
    m_name->selectAll();
}

Result<> KeyMacrosDialog::import(const QString &text)
{
    const auto read = KeyMacros::fromText(text);
    if (!read)
        return tl::unexpected(read.error());
    for (const KeyMacro &macro : *read) {
        const auto known =
            std::find_if(m_macros.begin(), m_macros.end(),
                         [&](const KeyMacro &other) { return other.name == macro.name; });
        if (known != m_macros.end())
            *known = macro;
        else if (m_macros.size() < KeyMacros::maximumMacros)
            m_macros.append(macro);
    }
    refill(int(m_macros.size()) - 1);
    return {};
}

void KeyMacrosDialog::importFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Import macros"), {}, tr("Text (*.txt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            showUnderField(m_problem, SafeText::line(file.errorString()));
            return;
        }
        const Result<> done = import(QString::fromUtf8(file.read(maximumFile)));
        if (!done)
            showUnderField(m_problem, done.error().summary);
    });
    dialog->open();
}

void KeyMacrosDialog::exportFile()
{
    auto *dialog = new QFileDialog(this, tr("Export macros"), {}, tr("Text (*.txt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"txt"_s);
    dialog->selectFile(u"macros.txt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file(path);
        const QByteArray text = KeyMacros::toText(m_macros).toUtf8();
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
            showUnderField(m_problem, SafeText::line(file.errorString()));
    });
    dialog->open();
}
