// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/formeditor.h"

#include "models/core/safetext.h"
#include "models/xml/domainedit.h"
#include "models/xml/xmlvalues.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wheelguard.h"
#include "views/basic/wrappable.h"
#include "views/hardware/amountfield.h"
#include "views/hardware/formwidths.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

FormEditor::FormEditor(const HardwareServices &services, QWidget *parent)
    : ItemEditor(services, parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
}

QStringList FormEditor::covers() const
{
    QStringList paths = m_covered;
    for (const Row &row : m_rows) {
        if (!row.path.isEmpty())
            paths += row.path;
    }
    for (const FormEditor *part : m_parts)
        paths += part->covers();
    return paths;
}

QString FormEditor::searchText() const
{
    QStringList words;
    for (const PlainLabel *heading : m_headings)
        words += heading->text();
    for (const Row &row : m_rows)
        words += row.title;
    for (const FormEditor *part : m_parts) {
        if (!part->isHidden())
            words += part->searchText();
    }
    return words.join(u' ');
}

void FormEditor::setHighlight(const QString &words)
{
    m_highlight = words;
    for (const Row &row : std::as_const(m_rows)) {
        QFont font = this->font();
        const bool touched = !row.path.isEmpty() && !isOriginal(row.path);
        font.setBold(touched
                     || (!words.isEmpty() && row.title.contains(words, Qt::CaseInsensitive)));
        row.label->setFont(font);
        if (qobject_cast<QCheckBox *>(row.editor))
            row.editor->setFont(font);
    }
    for (FormEditor *part : std::as_const(m_parts))
        part->setHighlight(words);
}

void FormEditor::addGroup(const QString &title)
{
    m_heading = nullptr;
    if (!title.isEmpty()) {
        auto *heading = new PlainLabel(title);
        QFont font = heading->font();
        font.setBold(true);
        heading->setFont(font);
        if (m_layout->count() > 0)
            m_layout->addSpacing(fontMetrics().height() / 2);
        m_layout->addWidget(heading);
        m_headings += heading;
        m_heading = heading;
    }
    m_grid = new QGridLayout;
    m_grid->setContentsMargins({});
    m_grid->setColumnStretch(2, 1);
    m_grid->setColumnMinimumWidth(0, fontMetrics().averageCharWidth() * FormWidths::label);
    m_grid->setColumnMinimumWidth(1, fontMetrics().averageCharWidth() * FormWidths::field);
    m_layout->addLayout(m_grid);
    m_line = 0;
}

// Names, paths and the like, which may be long: they get all the room there is.
static bool takesText(const QWidget *shown)
{
    const auto *line = qobject_cast<const QLineEdit *>(shown);
    const bool other = qobject_cast<const QAbstractSpinBox *>(shown)
                       || qobject_cast<const QAbstractButton *>(shown)
                       || qobject_cast<const QComboBox *>(shown)
                       || qobject_cast<const AmountField *>(shown);
    return line ? !line->validator() : !other;
}

FormEditor::Row &FormEditor::put(const QString &label, QWidget *editor, QWidget *shown)
{
    if (!m_grid)
        addGroup({});
    Row row{.title = label, .editor = editor, .shown = shown ? shown : editor};
    row.heading = m_heading;
    row.label = new PlainLabel;
    row.note = new PlainLabel;
    editor->setAccessibleName(label);
    if (auto *amount = qobject_cast<AmountField *>(editor))
        amount->setName(label);
    if (!qobject_cast<QAbstractButton *>(editor))
        row.label->setText(tr("%1:").arg(label));
    row.label->setBuddy(editor);
    row.note->setWordWrap(true);
    row.note->hide();
    const bool high = row.shown->sizeHint().height() > fontMetrics().height() * 4;
    m_grid->addWidget(row.label, m_line, 0,
                      Qt::AlignRight | (high ? Qt::AlignTop : Qt::AlignVCenter));
    m_grid->addWidget(row.shown, m_line, 1, 1, takesText(row.shown) ? 2 : 1);
    m_grid->addWidget(row.note, m_line + 1, 1, 1, 2);
    m_line += 2;
    guardFromWheel(editor);
    m_rows += row;
    return m_rows.last();
}

FormEditor::Row *FormEditor::rowOf(const QWidget *editor)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [editor](const Row &row) { return row.editor == editor; });
    return found == m_rows.end() ? nullptr : &*found;
}

void FormEditor::addRow(const QString &label, QWidget *editor)
{
    put(label, editor);
}

void FormEditor::addWide(QWidget *widget)
{
    m_layout->addWidget(widget);
    m_grid = nullptr; // what follows stands below it
}

void FormEditor::addPart(FormEditor *part)
{
    part->m_layout->setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
    addWide(part);
    m_parts += part;
    connect(part, &ItemEditor::fieldEdited, this, &ItemEditor::fieldEdited);
    connect(part, &ItemEditor::elementEdited, this, &ItemEditor::elementEdited);
}

void FormEditor::setWords(QComboBox *choice, const WordList &words)
{
    const QSignalBlocker blocker(choice);
    WordList now;
    for (int i = 1; i < choice->count(); ++i)
        now += {choice->itemData(i).toString(), choice->itemText(i)};
    if (now == words)
        return;
    const QString typed = choice->isEditable() ? choice->currentText() : QString();
    const QVariant current = choice->currentData();
    choice->clear();
    choice->addItem(tr("Default"));
    for (const auto &word : words)
        choice->addItem(SafeText::line(word.text, 120), word.raw);
    choice->setCurrentIndex(qMax(0, current.isValid() ? choice->findData(current) : 0));
    if (choice->isEditable())
        choice->setEditText(typed);
}

void FormEditor::showChoice(QComboBox *box, const Value &value, bool open)
{
    const QSignalBlocker blocker(box);
    int index = value ? box->findData(*value) : 0;
    if (open) {
        const QString text = index > 0 ? box->itemText(index) : value.value_or(QString());
        if (box->currentText().trimmed() == text || box->currentText().trimmed() == value)
            return;
        box->setCurrentIndex(index);
        box->setEditText(text);
        return;
    }
    if (index < 0) { // newer than our words: kept, and can be chosen again
        box->addItem(SafeText::line(*value, 120), *value);
        index = box->count() - 1;
    }
    box->setCurrentIndex(index);
}

QComboBox *FormEditor::addChoice(const QString &label, const QString &path, const WordList &words,
                                 bool open)
{
    auto *box = new QComboBox;
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(FormWidths::choice);
    box->addItem(tr("Default"));
    for (const auto &word : words)
        box->addItem(SafeText::line(word.text, 120), word.raw);
    box->setEditable(open);
    if (open) {
        box->setInsertPolicy(QComboBox::NoInsert);
        box->lineEdit()->setMaxLength(4096);
        box->lineEdit()->setPlaceholderText(tr("Default"));
        box->setEditText({});
        connect(box, &QComboBox::editTextChanged, this, [this, path, box](const QString &text) {
            const int row = box->findText(text, Qt::MatchExactly | Qt::MatchCaseSensitive);
            if (row > 0)
                set(path, box->itemData(row).toString());
            else
                set(path, text.isEmpty() || row == 0 ? std::nullopt : Value(text));
        });
    } else {
        connect(box, &QComboBox::currentIndexChanged, this, [this, path, box](int row) {
            set(path, row > 0 ? Value(box->itemData(row).toString()) : std::nullopt);
        });
    }
    Row &row = put(label, box);
    row.path = path;
    row.show = [this, box, open](const Value &value) { showChoice(box, value, open); };
    return box;
}

QComboBox *FormEditor::addSwitch(const QString &label, const QString &path, const QString &on,
                                 const QString &off)
{
    return addChoice(label, path, {{on, tr("On")}, {off, tr("Off")}});
}

QLineEdit *FormEditor::addText(const QString &label, const QString &path)
{
    return addFile(label, path, StoragePurpose::Folder);
}

QLineEdit *FormEditor::addNumber(const QString &label, const QString &path)
{
    auto *edit = new QLineEdit;
    static const QRegularExpression number(u"-?[0-9]{0,20}"_s);
    edit->setValidator(new QRegularExpressionValidator(number, edit));
    return addLine(edit, label, path, StoragePurpose::Folder);
}

QLineEdit *FormEditor::addFile(const QString &label, const QString &path, StoragePurpose purpose)
{
    return addLine(new QLineEdit, label, path, purpose);
}

QLineEdit *FormEditor::addLine(QLineEdit *edit, const QString &label, const QString &path,
                               StoragePurpose purpose)
{
    edit->setMaxLength(65536);
    edit->setPlaceholderText(tr("Default"));
    connect(edit, &QLineEdit::textEdited, this, [this, path](const QString &text) {
        set(path, text.trimmed().isEmpty() ? std::nullopt : Value(text.trimmed()));
    });
    QWidget *shown = edit;
    if (purpose != StoragePurpose::Folder && services().chooseStorage) {
        shown = new QWidget;
        auto *browse = new QPushButton(tr("Browse…"));
        browse->setAccessibleName(tr("Browse for %1").arg(label));
        auto *layout = new QHBoxLayout(shown);
        layout->setContentsMargins({});
        layout->addWidget(edit, 1);
        layout->addWidget(browse);
        connect(browse, &QPushButton::clicked, this, [this, path, purpose] {
            services().chooseStorage(purpose, this, [this, path](const QString &chosen) {
                if (!context().readOnly && !chosen.isEmpty())
                    set(path, chosen);
            });
        });
    }
    Row &row = put(label, edit, shown);
    row.path = path;
    row.show = [edit](const Value &value) {
        if (edit->text().trimmed() == value.value_or(QString()))
            return;
        edit->setText(value.value_or(QString()));
        edit->setCursorPosition(0); // how it begins says more
    };
    return edit;
}

QCheckBox *FormEditor::addPresence(const QString &label, const QString &path)
{
    auto *box = new QCheckBox(label);
    connect(box, &QCheckBox::toggled, this,
            [this, path](bool on) { set(path, on ? Value(QString()) : std::nullopt); });
    Row &row = put(label, box);
    row.path = path;
    row.show = [box](const Value &value) {
        const QSignalBlocker blocker(box);
        box->setChecked(value.has_value());
    };
    return box;
}

AmountField *FormEditor::addAmount(const QString &label, const QString &path)
{
    auto *field = new AmountField;
    connect(field, &AmountField::edited, this, [this, path, field] {
        const quint64 kib = field->kibibytes();
        together([this, &path, kib] {
            // KiB is what libvirt writes and takes; a unit of somebody else's would lie beside it.
            if (const Value unit = value(path + u"@unit"_s); unit && *unit != "KiB"_L1 && kib > 0)
                set(path + u"@unit"_s, u"KiB"_s);
            set(path, kib > 0 ? Value(QString::number(kib)) : std::nullopt);
        });
    });
    Row &row = put(label, field);
    row.path = path;
    row.show = [this, field, path](const Value &value) {
        const QString unit = m_root.value(QString(path + u"@unit"_s));
        field->setKibibytes(value ? XmlValues::memoryKiB(*value, unit).value_or(0) : 0);
    };
    return field;
}

void FormEditor::setRowVisible(QWidget *editor, bool visible)
{
    if (Row *row = rowOf(editor)) {
        row->label->setVisible(visible);
        row->shown->setVisible(visible);
        row->note->setVisible(visible && !row->note->text().isEmpty());
        // A group without rows has nothing to say.
        if (row->heading)
            row->heading->setVisible(
                std::any_of(m_rows.cbegin(), m_rows.cend(), [row](const Row &one) {
                    return one.heading == row->heading && !one.shown->isHidden();
                }));
    }
}

void FormEditor::setNote(QWidget *editor, const QString &sentence)
{
    if (Row *row = rowOf(editor)) {
        row->note->setText(wrappable(SafeText::line(sentence, 600)));
        row->note->setVisible(!sentence.isEmpty() && !row->shown->isHidden());
    }
}

QString FormEditor::note(QWidget *editor) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                    [editor](const Row &row) { return row.editor == editor; });
    return found == m_rows.cend() ? QString() : found->note->text();
}

QString FormEditor::noNumbers()
{
    return tr("This is no list of numbers such as 0-3,8.");
}

bool FormEditor::isOriginal(const QString &path) const
{
    const auto &fields = context().changes.fields;
    return std::none_of(fields.cbegin(), fields.cend(), [&](const FieldChange &one) {
        return one.path == path && one.item == context().item;
    });
}

void FormEditor::setInElement(const QString &path, const QList<FieldChange> &fields,
                              const QStringList &removed)
{
    DomainChanges changes{.fields = fields};
    for (FieldChange &one : changes.fields)
        one.item = context().item;
    for (const QString &one : removed)
        changes.elements += {.item = context().item, .path = one};
    const auto edited = applyChanges(context().document, changes, true);
    if (edited)
        setElement(path, elementXml(edited->xml, context().item, path));
}

void FormEditor::refill()
{
    m_root = readTree(context().document).value_or(XmlNode());
    QStringList paths;
    for (const Row &row : std::as_const(m_rows))
        paths += row.path;
    const auto values = fieldValues(context().document, context().item, paths);
    for (const Row &row : std::as_const(m_rows))
        refuse({}, row.shown, row.label); // fillMore() has its own reasons
    fillMore();                           // first: the words of the choices
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        if (row.show)
            row.show(row.path.isEmpty() ? std::nullopt : values[i]);
        if (!row.path.isEmpty() && !values[i])
            refuse(whyNotSet(row.path, values[i]), row.shown, row.label);
    }
    for (FormEditor *part : std::as_const(m_parts))
        part->setContext(context());
    setHighlight(m_highlight);
    setEnabled(!context().readOnly);
}
