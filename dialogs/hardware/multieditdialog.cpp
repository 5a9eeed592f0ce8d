// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hardware/multieditdialog.h"

#include "models/core/async.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

static constexpr int mostMebibytes = 64 * 1024 * 1024, mostVcpus = 4096;
static constexpr int mostRows = 2000; // of the table; more machines are counted

static QSpinBox *number(int most, const QString &suffix = {})
{
    auto *box = new QSpinBox;
    box->setRange(1, most);
    box->setSuffix(suffix);
    box->setGroupSeparatorShown(true);
    return box;
}

MultiEditDialog::MultiEditDialog(const QList<Target> &targets, QWidget *parent)
    : PlainDialog({}, tr("Edit settings"), parent)
    , m_maximumMemoryValue(number(mostMebibytes, tr(" MiB")))
    , m_memoryValue(number(mostMebibytes, tr(" MiB")))
    , m_maximumVcpusValue(number(mostVcpus))
    , m_vcpusValue(number(mostVcpus))
    , m_autostartValue(new QComboBox)
    , m_networkValue(new QComboBox)
    , m_interfaces(new QComboBox)
    , m_addTagsValue(new QLineEdit)
    , m_removeTagsValue(new QLineEdit)
    , m_note(new PlainLabel)
    , m_table(new QTreeWidget)
{
    setHeading(tr("Settings of %n machine(s)", nullptr, int(targets.size())));
    setText(tr("What is ticked becomes the same in all of them. Everything else stays."));
    for (const Target &target : targets)
        m_entries += Entry{target, {}};

    m_autostartValue->addItems({tr("Yes"), tr("No")});
    m_networkValue->setEditable(true);
    m_networkValue->setInsertPolicy(QComboBox::NoInsert);
    m_networkValue->setEditText({});
    m_networkValue->lineEdit()->setMaxLength(255);
    m_interfaces->addItems({tr("of the first network interface"), tr("of all network interfaces")});
    m_interfaces->setAccessibleName(tr("Which network interfaces"));
    m_addTagsValue->setPlaceholderText(tr("Separated by commas"));
    m_removeTagsValue->setPlaceholderText(tr("Separated by commas"));

    auto *network = new QWidget;
    auto *networkLayout = new QHBoxLayout(network);
    networkLayout->setContentsMargins({});
    networkLayout->addWidget(m_networkValue, 1);
    networkLayout->addWidget(m_interfaces);

    auto *grid = new QGridLayout;
    m_maximumMemory = addRow(grid, tr("Ma&ximum memory"), m_maximumMemoryValue);
    m_memory = addRow(grid, tr("&Memory at start"), m_memoryValue);
    m_maximumVcpus = addRow(grid, tr("Maximum p&rocessors"), m_maximumVcpusValue);
    m_vcpus = addRow(grid, tr("&Processors at start"), m_vcpusValue);
    m_autostart = addRow(grid, tr("&Start with the host"), m_autostartValue);
    m_network = addRow(grid, tr("&Network"), network);
    m_addTags = addRow(grid, tr("Add &tags"), m_addTagsValue);
    m_removeTags = addRow(grid, tr("R&emove tags"), m_removeTagsValue);
    grid->setColumnStretch(1, 1);
    m_networkValue->setAccessibleName(tr("Network"));
    content()->addLayout(grid);

    if (!m_entries.isEmpty()) {
        const Machine &first = m_entries.first().target.machine;
        m_maximumMemoryValue->setValue(int(first.memoryKiB / 1024));
        m_memoryValue->setValue(int(first.memoryKiB / 1024));
        m_maximumVcpusValue->setValue(int(first.vcpus));
        m_vcpusValue->setValue(int(first.vcpus));
    }

    m_note->setWordWrap(true);
    m_table->setAccessibleName(tr("What will change"));
    m_table->setHeaderLabels({tr("Machine"), tr("Setting"), tr("Now"), tr("Then")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    const int character = fontMetrics().averageCharWidth();
    m_table->setMinimumSize(character * 96, fontMetrics().height() * 10);
    for (const auto &[column, width] : {std::pair(0, 24), std::pair(1, 26), std::pair(2, 18)})
        m_table->header()->resizeSection(column, character * width);
    content()->addWidget(m_note);
    content()->addWidget(m_table, 1);
    addButtons(tr("&Apply"));

    for (QSpinBox *box : {m_maximumMemoryValue, m_memoryValue, m_maximumVcpusValue, m_vcpusValue})
        connect(box, &QSpinBox::valueChanged, this, &MultiEditDialog::plan);
    for (QComboBox *box : {m_autostartValue, m_networkValue, m_interfaces})
        connect(box, &QComboBox::currentIndexChanged, this, &MultiEditDialog::plan);
    connect(m_networkValue, &QComboBox::editTextChanged, this, &MultiEditDialog::plan);
    for (QLineEdit *edit : {m_addTagsValue, m_removeTagsValue})
        connect(edit, &QLineEdit::textChanged, this, &MultiEditDialog::plan);
    plan();
}

QCheckBox *MultiEditDialog::addRow(QGridLayout *grid, const QString &text, QWidget *editor)
{
    auto *tick = new QCheckBox(text);
    const QString name = QString(text).remove(u'&');
    tick->setAccessibleName(tr("Change: %1").arg(name));
    editor->setAccessibleName(name);
    editor->setEnabled(false);
    connect(tick, &QCheckBox::toggled, this, [this, editor](bool on) {
        editor->setEnabled(on);
        if (on)
            editor->setFocus();
        plan();
    });
    const int line = grid->rowCount();
    grid->addWidget(tick, line, 0);
    grid->addWidget(editor, line, 1);
    return tick;
}

BulkWish MultiEditDialog::wish() const
{
    BulkWish wish;
    const auto kibibytes = [](const QSpinBox *box) { return quint64(box->value()) * 1024; };
    if (m_maximumMemory->isChecked())
        wish.maximumMemoryKiB = kibibytes(m_maximumMemoryValue);
    if (m_memory->isChecked())
        wish.memoryKiB = kibibytes(m_memoryValue);
    if (m_maximumVcpus->isChecked())
        wish.maximumVcpus = quint32(m_maximumVcpusValue->value());
    if (m_vcpus->isChecked())
        wish.vcpus = quint32(m_vcpusValue->value());
    if (m_autostart->isChecked())
        wish.autostart = m_autostartValue->currentIndex() == 0;
    if (m_network->isChecked() && !m_networkValue->currentText().isEmpty()) {
        wish.network = m_networkValue->currentText();
        wish.everyInterface = m_interfaces->currentIndex() == 1;
    }
    if (m_addTags->isChecked())
        wish.addTags = tagsOf(m_addTagsValue->text());
    if (m_removeTags->isChecked())
        wish.removeTags = tagsOf(m_removeTagsValue->text());
    return wish;
}

void MultiEditDialog::setDefinition(const MachineKey &machine, const Result<QByteArray> &definition)
{
    for (Entry &entry : m_entries) {
        if (entry.target.key == machine)
            entry.definition = definition;
    }
    plan();
}

void MultiEditDialog::addNetworks(const QStringList &names)
{
    const QSignalBlocker quiet(m_networkValue);
    const QString text = m_networkValue->currentText();
    for (const QString &name : names) {
        if (m_networkValue->findText(name, Qt::MatchExactly | Qt::MatchCaseSensitive) < 0)
            m_networkValue->addItem(name);
    }
    m_networkValue->setEditText(text);
}

void MultiEditDialog::plan()
{
    m_plans.clear();
    ++m_asked;
    const BulkWish wanted = wish();
    const auto waits = [](const Entry &entry) { return !entry.definition; };
    if (std::any_of(m_entries.cbegin(), m_entries.cend(), waits)) {
        m_note->setText(tr("Reading the definitions…"));
        acceptButton()->setEnabled(false);
        return;
    }
    // A thousand definitions are too many for the time between two keys.
    acceptButton()->setEnabled(false);
    const auto plans = QtConcurrent::run([wanted, entries = m_entries] {
        QList<BulkPlan> made;
        for (const Entry &entry : entries) {
            if (*entry.definition)
                made += planBulkEdit(wanted, entry.target.machine, **entry.definition);
        }
        return made;
    });
    whenDone(plans, this, [this, asked = m_asked](const QList<BulkPlan> &made) {
        if (asked == m_asked)
            showPlans(made);
    });
}

// `plans`: of those whose definitions could be read, in their order.
void MultiEditDialog::showPlans(const QList<BulkPlan> &plans)
{
    m_table->clear();
    int impossible = 0;
    const auto add = [this](const Entry &entry, const BulkPlan::Row &row) {
        if (m_table->topLevelItemCount() >= mostRows)
            return;
        const auto text = [](const QString &raw) { return SafeText::line(raw, 200); };
        auto *item = new QTreeWidgetItem(
            m_table,
            {text(entry.target.machine.displayName()), text(row.setting), text(row.before),
             row.problem.isEmpty() ? text(row.after) : tr("Not possible: %1").arg(row.problem)});
        item->setData(0, Qt::UserRole, !row.problem.isEmpty());
        if (row.problem.isEmpty())
            return;
        QFont italic = m_table->font();
        italic.setItalic(true);
        item->setFont(3, italic);
        item->setData(3, Qt::ToolTipRole, SafeText::toolTip(row.problem));
    };
    qsizetype next = 0;
    for (const Entry &entry : std::as_const(m_entries)) {
        if (!*entry.definition) {
            add(entry, {.problem = entry.definition->error().summary});
            ++impossible;
            continue;
        }
        const BulkPlan &made = plans.at(next++);
        for (const BulkPlan::Row &row : made.rows)
            add(entry, row);
        if (made.isPossible())
            m_plans.insert(entry.target.key, made);
        else if (!made.rows.isEmpty())
            ++impossible;
    }
    for (const int column : {0, 1, 2})
        m_table->resizeColumnToContents(column);
    QStringList notes;
    if (wish() == BulkWish())
        notes += tr("Tick what is to change.");
    else if (m_plans.isEmpty() && impossible == 0)
        notes += tr("All of them are so already.");
    else
        notes += tr("%n machine(s) will change.", nullptr, int(m_plans.size()));
    if (impossible > 0)
        notes += tr("%n machine(s) cannot, and stay as they are.", nullptr, impossible);
    m_note->setText(notes.join(u' '));
    acceptButton()->setEnabled(!m_plans.isEmpty());
}

void MultiEditDialog::accept()
{
    Q_EMIT accepted(m_plans);
    PlainDialog::accept();
}
