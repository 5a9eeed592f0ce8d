// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/settingsform.h"

#include "models/core/safetext.h"
#include "views/basic/foldbutton.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wheelguard.h"
#include "views/basic/wrappable.h"
#include "views/hardware/formwidths.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using Editor = EditableField::Editor;
using Value = std::optional<QString>;

SettingsForm::SettingsForm(QWidget *parent)
    : QWidget(parent), m_grid(new QGridLayout), m_more(new FoldButton(tr("More settings")))
{
    m_grid->setContentsMargins({});
    m_grid->setColumnStretch(2, 1);
    m_grid->setColumnMinimumWidth(0, fontMetrics().averageCharWidth() * FormWidths::label);
    m_grid->setColumnMinimumWidth(1, fontMetrics().averageCharWidth() * FormWidths::field);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(m_grid);
    layout->addWidget(m_more, 0, Qt::AlignLeft);
    connect(m_more, &FoldButton::toggled, this, &SettingsForm::showRows);
}

void SettingsForm::clear()
{
    for (const Row &row : std::as_const(m_rows)) {
        delete row.label;
        delete row.note;
        delete row.now;
        delete row.editor;
    }
    m_rows.clear();
}

void SettingsForm::setFields(const QList<EditableField> &fields, const Values &touched,
                             bool readOnly, const Obstacle &obstacle)
{
    setUpdatesEnabled(false);
    clear();
    m_fields = fields;
    m_touched = touched;
    int line = 0;
    for (const EditableField &field : fields) {
        Row row{
            .field = field, .label = new PlainLabel, .note = new PlainLabel, .now = new PlainLabel};
        row.touched = touched.contains(field.path);
        row.editor = makeEditor(field, row.touched ? touched.value(field.path) : field.value);
        row.editor->setAccessibleName(field.label);
        const QString why = obstacle && !field.value && !row.touched ? obstacle(field) : QString();
        row.editor->setEnabled(!readOnly && why.isEmpty());
        row.label->setEnabled(why.isEmpty());
        setPlainToolTip(row.editor, why);
        setPlainToolTip(row.label, why);
        row.label->setText(field.editor == Editor::Presence ? QString()
                                                            : tr("%1:").arg(field.label));
        row.label->setBuddy(row.editor);
        row.note->setWordWrap(true);
        row.note->hide();
        m_grid->addWidget(row.label, line, 0, Qt::AlignRight | Qt::AlignVCenter);
        guardFromWheel(row.editor);
        m_grid->addWidget(row.editor, line, 1);
        row.now->setForegroundRole(QPalette::PlaceholderText);
        row.now->setWordWrap(true);
        row.now->hide();
        m_grid->addWidget(row.now, line + 1, 1, 1, 2);
        m_grid->addWidget(row.note, line + 2, 1, 1, 2);
        line += 3;
        m_rows += row;
        paint(m_rows.last());
    }
    showRows();
    setUpdatesEnabled(true);
}

QWidget *SettingsForm::makeEditor(const EditableField &field, const Value &value)
{
    const QString path = field.path;
    if (field.editor == Editor::Presence) {
        auto *box = new QCheckBox(field.label);
        box->setChecked(value.has_value());
        connect(box, &QCheckBox::toggled, this,
                [this, path](bool on) { take(path, on ? Value(QString()) : std::nullopt); });
        return box;
    }
    if (field.editor == Editor::Choice) {
        auto *box = new QComboBox;
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(FormWidths::choice);
        box->addItem(tr("Default"));
        for (const EditableField::Word &word : field.words)
            box->addItem(SafeText::line(word.text, 120), word.raw);
        const int known = value ? box->findData(*value) : 0;
        box->setCurrentIndex(known);
        box->setEditable(field.open);
        if (field.open) {
            box->lineEdit()->setMaxLength(4096);
            box->lineEdit()->setPlaceholderText(tr("Default"));
            box->setInsertPolicy(QComboBox::NoInsert);
            if (known < 0)
                box->setEditText(*value);
            else if (known == 0)
                box->setEditText({});
            connect(box, &QComboBox::editTextChanged, this, [this, path, box](const QString &text) {
                const int row = box->findText(text, Qt::MatchExactly | Qt::MatchCaseSensitive);
                if (row > 0)
                    take(path, box->itemData(row).toString());
                else
                    take(path, text.isEmpty() || row == 0 ? std::nullopt : Value(text));
            });
        } else {
            connect(box, &QComboBox::currentIndexChanged, this, [this, path, box](int row) {
                take(path, row > 0 ? Value(box->itemData(row).toString()) : std::nullopt);
            });
        }
        return box;
    }
    auto *edit = new QLineEdit(value.value_or(QString()));
    edit->setMaxLength(65536);
    edit->setPlaceholderText(tr("Default"));
    if (field.editor == Editor::Number) {
        static const QRegularExpression number(u"-?[0-9]{0,20}"_s);
        edit->setValidator(new QRegularExpressionValidator(number, edit));
    }
    if (field.editor == Editor::Secret) {
        edit->clear();
        edit->setEchoMode(QLineEdit::Password);
        edit->setPlaceholderText(field.value ? tr("As it is") : tr("None"));
    }
    connect(edit, &QLineEdit::textEdited, this, [this, path](const QString &text) {
        take(path, text.isEmpty() ? std::nullopt : Value(text));
    });
    return edit;
}

void SettingsForm::take(const QString &path, const Value &value)
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                  [&path](const Row &one) { return one.field.path == path; });
    if (row == m_rows.end())
        return;
    // An empty password field leaves the password alone.
    row->touched =
        row->field.editor == Editor::Secret ? value.has_value() : value != row->field.value;
    if (row->touched)
        m_touched.insert(path, value);
    else
        m_touched.remove(path);
    paint(*row);
    Q_EMIT edited(path, value, row->touched);
}

void SettingsForm::paint(Row &row)
{
    const bool found =
        !m_highlight.isEmpty()
        && (row.field.label.contains(m_highlight, Qt::CaseInsensitive)
            || row.field.value.value_or(QString()).contains(m_highlight, Qt::CaseInsensitive));
    QFont font = this->font();
    font.setBold(row.touched || found);
    row.label->setFont(font);
    if (row.field.editor == Editor::Presence)
        row.editor->setFont(font);
}

void SettingsForm::showRows()
{
    bool hidden = false;
    for (Row &row : m_rows) {
        const bool waits = !row.now->text().isEmpty();
        const bool rare = !row.field.main && !row.field.value && !row.touched && !waits;
        const bool shown = !rare || m_more->isChecked();
        hidden = hidden || rare;
        row.label->setVisible(shown);
        row.editor->setVisible(shown);
        row.note->setVisible(shown && !row.note->text().isEmpty());
        row.now->setVisible(shown && waits);
    }
    m_more->setVisible(hidden);
}

void SettingsForm::setHighlight(const QString &words)
{
    m_highlight = words;
    for (Row &row : m_rows)
        paint(row);
}

void SettingsForm::setNote(const QString &path, const QString &sentence)
{
    for (Row &row : m_rows) {
        if (row.field.path != path)
            continue;
        row.note->setText(wrappable(SafeText::line(sentence, 400)));
        row.note->setVisible(!sentence.isEmpty() && row.editor->isVisibleTo(this));
    }
}

void SettingsForm::setRunning(const QHash<QString, QString> &words)
{
    bool changed = false;
    for (Row &row : m_rows) {
        const auto value = words.constFind(row.field.path);
        const QString text =
            value == words.constEnd()
                ? QString()
                : tr("Now: %1").arg(value->isEmpty() ? tr("not set") : SafeText::line(*value, 120));
        changed = changed || row.now->text() != text;
        row.now->setText(text);
    }
    if (changed)
        showRows();
}
