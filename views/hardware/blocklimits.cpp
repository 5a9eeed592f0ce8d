// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/blocklimits.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "views/basic/plainlabel.h"
#include "views/hardware/amountedit.h"
#include "views/hardware/formwidths.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QIcon>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QTreeWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

static const QString weight = u"weight"_s, readBytes = u"read_bytes_sec"_s,
                     writeBytes = u"write_bytes_sec"_s, reads = u"read_iops_sec"_s,
                     writes = u"write_iops_sec"_s;

const QStringList &BlockLimits::names()
{
    static const QStringList all{weight, readBytes, writeBytes, reads, writes};
    return all;
}

BlockLimits::BlockLimits(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTreeWidget)
    , m_path(new QComboBox)
    , m_add(new QPushButton(QIcon::fromTheme(u"list-add"_s), tr("Add device")))
    , m_remove(new QPushButton(QIcon::fromTheme(u"list-remove"_s), tr("Remove device")))
    , m_problem(new PlainLabel)
    , m_form(new QWidget)
    , m_grid(new QGridLayout(m_form))
{
    m_table->setAccessibleName(tr("Limited devices"));
    m_table->setHeaderLabels({tr("Device"), tr("Weight"), tr("Reads"), tr("Writes"),
                              tr("Read requests"), tr("Write requests")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 10);
    m_table->setFixedHeight(fontMetrics().height() * 7);
    m_path->setAccessibleName(tr("Device of the host"));
    m_path->setEditable(true);
    m_path->setInsertPolicy(QComboBox::NoInsert);
    m_path->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_path->setMinimumContentsLength(FormWidths::choice);
    m_path->lineEdit()->setPlaceholderText(tr("Device of the host, such as /dev/sdb"));
    m_path->lineEdit()->setMaxLength(4096);
    m_path->setCurrentIndex(-1);
    m_add->setAccessibleName(m_add->text());
    m_remove->setAccessibleName(m_remove->text());
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_path, 1);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    m_grid->setContentsMargins({});
    m_grid->setColumnMinimumWidth(0, fontMetrics().averageCharWidth() * FormWidths::label);
    m_grid->setColumnMinimumWidth(1, fontMetrics().averageCharWidth() * FormWidths::field);
    m_grid->setColumnStretch(2, 1);
    addNumber(weight, tr("Weight of the device"));
    addRate(readBytes, tr("Reads at most"));
    addRate(writeBytes, tr("Writes at most"));
    addNumber(reads, tr("Read requests (per s)"));
    addNumber(writes, tr("Write requests (per s)"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table);
    layout->addLayout(buttons);
    layout->addWidget(m_problem);
    layout->addWidget(m_form);

    connect(m_table, &QTreeWidget::currentItemChanged, this, &BlockLimits::fillLimits);
    connect(m_path, &QComboBox::editTextChanged, this, &BlockLimits::checkPath);
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_wanted = m_path->currentText().trimmed();
        m_path->clearEditText();
        Q_EMIT addWanted(m_wanted);
    });
    connect(m_path->lineEdit(), &QLineEdit::returnPressed, m_add, &QPushButton::click);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const QString path = selected(); !path.isEmpty())
            Q_EMIT removeWanted(path);
    });
    checkPath();
    fillLimits();
}

void BlockLimits::addRow(const QString &label, QWidget *field, QWidget *named)
{
    named->setAccessibleName(label);
    auto *title = new PlainLabel(tr("%1:").arg(label));
    title->setBuddy(named);
    const int line = m_grid->rowCount();
    m_grid->addWidget(title, line, 0, Qt::AlignRight | Qt::AlignVCenter);
    m_grid->addWidget(field, line, 1);
}

void BlockLimits::addNumber(const QString &name, const QString &label)
{
    auto *edit = new QLineEdit;
    static const QRegularExpression number(u"[0-9]{0,10}"_s);
    edit->setValidator(new QRegularExpressionValidator(number, edit));
    edit->setPlaceholderText(tr("Default"));
    addRow(label, edit, edit);
    m_numbers.insert(name, edit);
    connect(edit, &QLineEdit::textEdited, this, [this, name](const QString &text) {
        this->edit(name, text.isEmpty() ? std::nullopt : std::optional(text));
    });
}

void BlockLimits::addRate(const QString &name, const QString &label)
{
    auto *amount = new AmountEdit({{tr("B/s"), 1},
                                   {tr("KiB/s"), Q_UINT64_C(1) << 10},
                                   {tr("MiB/s"), Q_UINT64_C(1) << 20},
                                   {tr("GiB/s"), Q_UINT64_C(1) << 30}});
    amount->number()->setPlaceholderText(tr("Default"));
    addRow(label, amount, amount->number());
    m_rates.insert(name, amount);
    connect(amount, &AmountEdit::edited, this,
            [this, name, amount] { edit(name, amount->value()); });
}

void BlockLimits::edit(const QString &name, const std::optional<QString> &value)
{
    if (const QString path = selected(); !path.isEmpty())
        Q_EMIT limitEdited(path, name, value);
}

QString BlockLimits::selected() const
{
    const int row = m_table->indexOfTopLevelItem(m_table->currentItem());
    return row >= 0 && row < m_devices.size() ? m_devices[row].path : QString();
}

void BlockLimits::checkPath()
{
    const QString path = m_path->currentText().trimmed();
    const bool there = std::any_of(m_devices.cbegin(), m_devices.cend(),
                                   [&path](const Device &one) { return one.path == path; });
    QString problem;
    if (there)
        problem = tr("This device is in the list.");
    else if (!path.isEmpty() && !path.startsWith(u'/'))
        problem = tr("This is no path of a device.");
    else if (path.contains(u']'))
        problem = tr("A path with this sign can be written in the XML only.");
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_add->setEnabled(!path.isEmpty() && problem.isEmpty());
}

void BlockLimits::setOffered(const QStringList &paths)
{
    QStringList now;
    for (int i = 0; i < m_path->count(); ++i)
        now += m_path->itemText(i);
    if (now == paths)
        return;
    const QString typed = m_path->currentText();
    const QSignalBlocker quiet(m_path);
    m_path->clear();
    m_path->addItems(paths);
    m_path->setCurrentIndex(-1);
    m_path->setEditText(typed);
}

void BlockLimits::setDevices(const QList<Device> &devices)
{
    if (m_devices == devices)
        return;
    m_devices = devices;
    fillTable();
    fillLimits();
    checkPath();
}

void BlockLimits::fillTable()
{
    const QSignalBlocker quiet(m_table);
    int row = m_table->indexOfTopLevelItem(m_table->currentItem());
    while (m_table->topLevelItemCount() > m_devices.size())
        delete m_table->takeTopLevelItem(m_table->topLevelItemCount() - 1);
    while (m_table->topLevelItemCount() < m_devices.size())
        new QTreeWidgetItem(m_table);
    for (int i = 0; i < m_devices.size(); ++i) {
        const Device &device = m_devices[i];
        QTreeWidgetItem *item = m_table->topLevelItem(i);
        item->setText(0, SafeText::line(device.path, 120));
        for (int column = 1; column <= names().size(); ++column) {
            const QString &name = names()[column - 1], value = device.limits.value(name);
            bool number = false;
            const quint64 amount = value.toULongLong(&number);
            item->setText(column, number && m_rates.contains(name) ? Units::rate(double(amount))
                                                                   : SafeText::line(value, 24));
        }
        if (device.path == m_wanted) {
            row = i;
            m_wanted.clear();
        }
    }
    row = qMin(row, int(m_devices.size()) - 1);
    if (row < 0 && !m_devices.isEmpty())
        row = 0;
    m_table->setCurrentItem(row < 0 ? nullptr : m_table->topLevelItem(row));
}

void BlockLimits::fillLimits()
{
    const int row = m_table->indexOfTopLevelItem(m_table->currentItem());
    const bool any = row >= 0 && row < m_devices.size();
    m_form->setVisible(any);
    // What cannot be told in a path of ours is only shown.
    const bool told = any && !m_devices[row].path.contains(u']');
    m_form->setEnabled(told);
    m_remove->setEnabled(told);
    if (!any)
        return;
    const auto &limits = m_devices[row].limits;
    for (auto one = m_numbers.cbegin(); one != m_numbers.cend(); ++one) {
        if (one.value()->text() != limits.value(one.key()))
            one.value()->setText(limits.value(one.key()));
    }
    for (auto one = m_rates.cbegin(); one != m_rates.cend(); ++one) {
        const auto value =
            limits.contains(one.key()) ? std::optional(limits.value(one.key())) : std::nullopt;
        if (one.value()->value() != value)
            one.value()->setValue(value);
    }
}
