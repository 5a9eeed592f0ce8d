// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/fieldrows.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wheelguard.h"
#include "views/basic/wrappable.h"
#include "views/hardware/amountedit.h"
#include "views/hardware/formwidths.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>

#include <algorithm>

using namespace Qt::StringLiterals;

FieldRows::FieldRows(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setColumnStretch(1, 3);
    m_grid->setColumnStretch(2, 1);
    m_grid->setColumnMinimumWidth(0, fontMetrics().averageCharWidth() * FormWidths::label);
    m_grid->setColumnMinimumWidth(1, fontMetrics().averageCharWidth() * FormWidths::field);
}

FieldRows::Row *FieldRows::row(const QString &path)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&path](const Row &one) { return one.path == path; });
    return found == m_rows.end() ? nullptr : &*found;
}

FieldRows::Row &FieldRows::add(const QString &path, const QString &label, Kind kind, QWidget *field)
{
    Row row{.path = path,
            .text = label,
            .kind = kind,
            .label = new PlainLabel,
            .note = new PlainLabel,
            .field = field,
            .holder = field};
    if (kind != Kind::Presence && !label.isEmpty())
        row.label->setText(tr("%1:").arg(label));
    if (!label.isEmpty())
        field->setAccessibleName(label);
    row.label->setBuddy(field);
    row.note->setWordWrap(true);
    row.note->hide();
    const int line = int(m_rows.size()) * 3 + 1;
    const bool high = field->sizeHint().height() > fontMetrics().height() * 4;
    m_grid->addWidget(row.label, line, 0,
                      Qt::AlignRight | (high ? Qt::AlignTop : Qt::AlignVCenter));
    if (kind == Kind::Own)
        m_grid->addWidget(field, line, 1, 1, 2);
    else
        m_grid->addWidget(field, line, 1);
    m_grid->addWidget(row.note, line + 1, 1, 1, 2);
    guardFromWheel(field);
    m_rows += row;
    return m_rows.last();
}

QLineEdit *FieldRows::addText(const QString &path, const QString &label, const QString &placeholder)
{
    auto *edit = new QLineEdit;
    edit->setMaxLength(65536);
    edit->setPlaceholderText(placeholder.isEmpty() ? tr("Default") : placeholder);
    add(path, label, Kind::Text, edit);
    connect(edit, &QLineEdit::textEdited, this, [this, path](const QString &text) {
        row(path)->value = text.isEmpty() ? Value() : Value(text);
        Q_EMIT edited(path, row(path)->value);
    });
    return edit;
}

QLineEdit *FieldRows::addNumber(const QString &path, const QString &label)
{
    static const QRegularExpression number(u"-?[0-9]{0,20}"_s);
    QLineEdit *edit = addText(path, label);
    edit->setValidator(new QRegularExpressionValidator(number, edit));
    return edit;
}

QLineEdit *FieldRows::addSecret(const QString &path, const QString &label)
{
    QLineEdit *edit = addText(path, label);
    edit->setEchoMode(QLineEdit::Password);
    row(path)->kind = Kind::Secret;
    return edit;
}

QComboBox *FieldRows::makeChoice(const QString &path, const QString &label, const Words &words,
                                 const QString &absent, Kind kind)
{
    auto *box = new QComboBox;
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(FormWidths::choice);
    Row &made = add(path, label, kind, box);
    made.words = words;
    made.absent = absent;
    if (kind == Kind::OpenChoice) {
        box->setEditable(true);
        box->setInsertPolicy(QComboBox::NoInsert);
        box->lineEdit()->setMaxLength(4096);
        box->lineEdit()->setPlaceholderText(absent);
        connect(box, &QComboBox::editTextChanged, this, [this, path, box](const QString &text) {
            const int known = box->findText(text, Qt::MatchExactly | Qt::MatchCaseSensitive);
            Value value;
            if (known >= 0 && box->itemData(known).isValid())
                value = box->itemData(known).toString();
            else if (known < 0 && !text.isEmpty())
                value = text;
            if (row(path)->value == value)
                return;
            row(path)->value = value;
            Q_EMIT edited(path, value);
        });
    } else {
        connect(box, &QComboBox::currentIndexChanged, this, [this, path, box](int index) {
            const QVariant raw = box->itemData(index);
            row(path)->value = raw.isValid() ? Value(raw.toString()) : Value();
            Q_EMIT edited(path, row(path)->value);
        });
    }
    refillChoice(made);
    return box;
}

QComboBox *FieldRows::addChoice(const QString &path, const QString &label, const Words &words,
                                const QString &absent)
{
    return makeChoice(path, label, words, absent, Kind::Choice);
}

QComboBox *FieldRows::addOpenChoice(const QString &path, const QString &label, const Words &words,
                                    const QString &absent)
{
    return makeChoice(path, label, words, absent, Kind::OpenChoice);
}

QComboBox *FieldRows::addSwitch(const QString &path, const QString &label, bool onOff)
{
    return addChoice(
        path, label,
        {{onOff ? u"on"_s : u"yes"_s, tr("Yes")}, {onOff ? u"off"_s : u"no"_s, tr("No")}});
}

QCheckBox *FieldRows::addPresence(const QString &path, const QString &label)
{
    auto *box = new QCheckBox(label);
    add(path, label, Kind::Presence, box);
    connect(box, &QCheckBox::toggled, this, [this, path](bool on) {
        row(path)->value = on ? Value(QString()) : Value();
        Q_EMIT edited(path, row(path)->value);
    });
    return box;
}

AmountEdit *FieldRows::addAmount(const QString &path, const QString &label,
                                 const QList<Unit> &units)
{
    auto *edit = new AmountEdit(units);
    add(path, label, Kind::Amount, edit);
    edit->number()->setAccessibleName(label);
    edit->number()->setPlaceholderText(tr("Default"));
    connect(edit, &AmountEdit::edited, this, [this, path, edit] {
        row(path)->value = edit->value();
        Q_EMIT edited(path, row(path)->value);
    });
    return edit;
}

void FieldRows::addWidget(const QString &path, const QString &label, QWidget *widget)
{
    add(path, label, Kind::Own, widget);
}

void FieldRows::addBeside(const QString &path, QWidget *widget)
{
    Row *at = row(path);
    if (at->beside.isEmpty()) {
        auto *holder = new QWidget;
        auto *layout = new QHBoxLayout(holder);
        layout->setContentsMargins({});
        m_grid->addWidget(holder, int(at - m_rows.data()) * 3 + 1, 1);
        layout->addWidget(at->field, 1);
        at->holder = holder;
    }
    at->holder->layout()->addWidget(widget);
    at->beside += widget;
}

void FieldRows::addGroup(const QString &title, QWidget *button, const QString &firstPath)
{
    button->setAccessibleName(title);
    const Row *at = row(firstPath);
    m_grid->addWidget(button, int(at - m_rows.data()) * 3, 0, 1, 3, Qt::AlignLeft);
}

void FieldRows::setFolded(const QStringList &paths, bool folded)
{
    for (Row &one : m_rows) {
        if (one.folded != folded && paths.contains(one.path)) {
            one.folded = folded;
            show(one);
        }
    }
}

void FieldRows::setWords(const QString &path, const Words &words)
{
    Row *at = row(path);
    if (!at || at->words == words)
        return;
    at->words = words;
    refillChoice(*at);
}

// The words, and the value if it is none of them.
void FieldRows::refillChoice(Row &row)
{
    auto *box = qobject_cast<QComboBox *>(row.field);
    const QSignalBlocker quiet(box);
    Words wanted = row.words;
    const auto is = [&row](const auto &word) { return word.raw == *row.value; };
    if (row.kind == Kind::Choice && row.value && std::none_of(wanted.cbegin(), wanted.cend(), is))
        wanted += {*row.value, *row.value};
    bool same = box->count() == wanted.size() + 1;
    for (int i = 0; same && i < wanted.size(); ++i)
        same = box->itemData(i + 1) == wanted[i].raw
               && box->itemText(i + 1) == SafeText::line(wanted[i].text, 120);
    if (!same) {
        const QString typed = row.kind == Kind::OpenChoice ? box->currentText() : QString();
        box->clear();
        box->addItem(row.absent);
        for (const auto &word : std::as_const(wanted))
            box->addItem(SafeText::line(word.text, 120), word.raw);
        if (row.kind == Kind::OpenChoice)
            box->setEditText(typed);
    }
    const int index = row.value ? box->findData(*row.value) : 0;
    if (row.kind == Kind::Choice) {
        box->setCurrentIndex(index);
        return;
    }
    // What is typed stays as it is typed while it means the value.
    const int typed = box->findText(box->currentText(), Qt::MatchExactly | Qt::MatchCaseSensitive);
    Value meant;
    if (typed > 0)
        meant = box->itemData(typed).toString();
    else if (typed < 0 && !box->currentText().isEmpty())
        meant = box->currentText();
    if (meant == row.value && typed != 0 && box->count() > 0 && same)
        return;
    box->setCurrentIndex(index);
    if (index <= 0)
        box->setEditText(row.value.value_or(QString()));
    box->lineEdit()->setCursorPosition(0); // a long one shows its beginning
}

void FieldRows::setShown(const QString &path, bool shown)
{
    if (Row *at = row(path); at && at->shown != shown) {
        at->shown = shown;
        show(*at);
    }
}

bool FieldRows::isShown(const QString &path) const
{
    return std::any_of(m_rows.cbegin(), m_rows.cend(),
                       [&path](const Row &one) { return one.path == path && one.shown; });
}

void FieldRows::show(Row &row)
{
    const bool visible = row.shown && !row.folded;
    row.label->setVisible(visible);
    row.holder->setVisible(visible);
    row.note->setVisible(visible && !row.note->text().isEmpty());
}

void FieldRows::setNote(const QString &path, const QString &sentence)
{
    if (Row *at = row(path)) {
        at->note->setText(wrappable(SafeText::line(sentence, 600)));
        show(*at);
    }
}

QWidget *FieldRows::field(const QString &path) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                    [&path](const Row &one) { return one.path == path; });
    return found == m_rows.cend() ? nullptr : found->field;
}

QStringList FieldRows::paths() const
{
    QStringList all;
    for (const Row &one : m_rows) {
        if (one.kind != Kind::Own)
            all += one.path;
    }
    return all;
}

void FieldRows::fill(const Read &now, const Read &before, bool readOnly)
{
    for (Row &row : m_rows) {
        row.field->setEnabled(!readOnly);
        for (QWidget *beside : std::as_const(row.beside))
            beside->setEnabled(!readOnly);
        if (row.kind == Kind::Own)
            continue;
        row.value = now(row.path);
        row.touched = row.value != before(row.path);
        const QSignalBlocker quiet(row.field);
        if (auto *edit = qobject_cast<QLineEdit *>(row.field); edit && row.kind == Kind::Secret) {
            if (!row.touched)
                edit->clear();
            edit->setPlaceholderText(row.value ? tr("As it is") : tr("None"));
        } else if (edit) {
            if (edit->text() != row.value.value_or(QString()))
                edit->setText(row.value.value_or(QString()));
        } else if (auto *check = qobject_cast<QCheckBox *>(row.field)) {
            check->setChecked(row.value.has_value());
        } else if (auto *amount = qobject_cast<AmountEdit *>(row.field)) {
            amount->setValue(row.value);
        } else if (row.kind == Kind::Choice || row.kind == Kind::OpenChoice) {
            refillChoice(row);
        }
        paint(row);
    }
}

void FieldRows::paint(Row &row)
{
    const bool found =
        !m_highlight.isEmpty()
        && (row.text.contains(m_highlight, Qt::CaseInsensitive)
            || (row.kind != Kind::Secret
                && row.value.value_or(QString()).contains(m_highlight, Qt::CaseInsensitive)));
    QFont font = this->font();
    font.setBold(row.touched || found);
    row.label->setFont(font);
    if (row.kind == Kind::Presence)
        row.field->setFont(font);
}

void FieldRows::setHighlight(const QString &words)
{
    m_highlight = words;
    for (Row &row : m_rows)
        paint(row);
}

QString FieldRows::searchText() const
{
    QStringList all;
    for (const Row &one : m_rows) {
        if (one.shown)
            all += one.text;
    }
    return all.join(u' ');
}
