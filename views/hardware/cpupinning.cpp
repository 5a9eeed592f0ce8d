// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/cpupinning.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/values/cpuset.h"
#include "views/basic/plainlabel.h"

#include <QGridLayout>
#include <QGroupBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMap>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

static constexpr int mostButtons = 1024; // more host CPUs are typed
static constexpr int columns = 16;

CpuPinning::CpuPinning(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget)
    , m_map(new QWidget)
    , m_mapLayout(new QVBoxLayout(m_map))
    , m_text(new QLineEdit)
    , m_note(new PlainLabel)
    , m_anywhere(new QToolButton)
{
    m_list->setAccessibleName(tr("Threads of the machine"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setMinimumHeight(fontMetrics().height() * 8);
    m_list->setMaximumWidth(fontMetrics().averageCharWidth() * 36);
    m_mapLayout->setContentsMargins({});
    m_text->setAccessibleName(tr("Run on host CPUs"));
    m_text->setPlaceholderText(tr("Anywhere"));
    m_text->setMaxLength(4096);
    m_anywhere->setText(tr("Run anywhere"));
    m_anywhere->setAccessibleName(m_anywhere->text());
    m_note->setWordWrap(true);
    m_note->hide();
    auto *label = new PlainLabel(tr("Run on host CPUs:"));
    label->setBuddy(m_text);
    auto *line = new QHBoxLayout;
    line->addWidget(label);
    line->addWidget(m_text, 1);
    line->addWidget(m_anywhere);
    auto *right = new QVBoxLayout;
    right->addWidget(m_map);
    right->addLayout(line);
    right->addWidget(m_note);
    right->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_list, 1);
    layout->addLayout(right, 2);

    connect(m_list, &QListWidget::itemSelectionChanged, this, &CpuPinning::showSelected);
    connect(m_text, &QLineEdit::textEdited, this, &CpuPinning::type);
    connect(m_anywhere, &QToolButton::clicked, this, [this] { type({}); });
    showSelected();
}

void CpuPinning::setThreads(const QList<Thread> &threads)
{
    if (m_threads == threads)
        return;
    const bool first = m_threads.isEmpty();
    m_threads = threads;
    {
        const QSignalBlocker blocker(m_list);
        while (m_list->count() > threads.size())
            delete m_list->takeItem(m_list->count() - 1);
        for (qsizetype row = 0; row < threads.size(); ++row) {
            const Thread &thread = threads[row];
            const QString text =
                thread.cpus ? tr("%1: CPUs %2").arg(thread.title, SafeText::line(*thread.cpus, 80))
                            : tr("%1: anywhere").arg(thread.title);
            if (row == m_list->count())
                m_list->addItem(text);
            else
                m_list->item(int(row))->setText(text);
        }
        if (first && !threads.isEmpty())
            m_list->setCurrentRow(0);
    }
    showSelected();
}

void CpuPinning::setCells(const QList<NumaCell> &cells)
{
    if (m_hasCells && m_cells == cells)
        return;
    m_hasCells = true;
    m_cells = cells;
    qDeleteAll(m_map->findChildren<QGroupBox *>(Qt::FindDirectChildrenOnly));
    m_buttons.clear();
    qsizetype count = 0;
    for (const NumaCell &cell : cells)
        count += cell.cpuList.size();
    if (count > mostButtons)
        return;
    for (const NumaCell &cell : cells) {
        QMap<int, QList<HostCpu>> sockets;
        for (const HostCpu &cpu : cell.cpuList)
            sockets[cpu.socket] += cpu;
        for (auto it = sockets.begin(); it != sockets.end(); ++it) {
            auto *box = new QGroupBox(
                it.key() < 0
                    ? tr("NUMA cell %1 (%2)").arg(cell.id).arg(Units::kibibytes(cell.memoryKiB))
                    : tr("NUMA cell %1 (%2), socket %3")
                          .arg(QString::number(cell.id), Units::kibibytes(cell.memoryKiB),
                               QString::number(it.key())));
            auto *grid = new QGridLayout(box);
            grid->setSpacing(2);
            // Those that share a core stand side by side.
            std::stable_sort(it->begin(), it->end(), [](const HostCpu &a, const HostCpu &b) {
                return std::pair(a.die, a.core) < std::pair(b.die, b.core);
            });
            int place = 0;
            for (const HostCpu &cpu : std::as_const(*it)) {
                if (m_buttons.contains(cpu.id))
                    continue;
                auto *button = new QToolButton;
                button->setText(QString::number(cpu.id));
                button->setAccessibleName(tr("Host CPU %1").arg(cpu.id));
                button->setCheckable(true);
                button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
                setPlainToolTip(button, cpu.core < 0 ? tr("CPU %1").arg(cpu.id)
                                                     : tr("CPU %1, core %2, shares its core: %3")
                                                           .arg(QString::number(cpu.id),
                                                                QString::number(cpu.core),
                                                                SafeText::line(cpu.siblings, 80)));
                connect(button, &QToolButton::clicked, this,
                        [this, id = cpu.id](bool in) { toggle(id, in); });
                grid->addWidget(button, place / columns, place % columns);
                m_buttons.insert(cpu.id, button);
                ++place;
            }
            m_mapLayout->addWidget(box);
        }
    }
    showSelected();
}

QList<int> CpuPinning::selected() const
{
    QList<int> rows;
    for (int row = 0; row < m_list->count() && row < m_threads.size(); ++row) {
        if (m_list->item(row)->isSelected())
            rows += row;
    }
    return rows;
}

// A button is down where every selected thread may run.
void CpuPinning::showSelected()
{
    const QList<int> rows = selected();
    QHash<int, int> in;
    QStringList texts;
    for (const int row : rows) {
        const QString cpus = m_threads[row].cpus.value_or(QString());
        texts += cpus;
        const auto set = CpuSet::read(cpus).value_or(QList<int>{});
        for (const int cpu : set)
            ++in[cpu];
    }
    texts.removeDuplicates();
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it) {
        it.value()->setEnabled(!rows.isEmpty());
        it.value()->setChecked(!rows.isEmpty() && in.value(it.key()) == rows.size());
    }
    m_text->setEnabled(!rows.isEmpty());
    m_anywhere->setEnabled(texts.size() > 1 || (texts.size() == 1 && !texts.first().isEmpty()));
    const QString text = texts.size() == 1 ? texts.first() : QString();
    m_text->setPlaceholderText(texts.size() > 1 ? tr("Different ones") : tr("Anywhere"));
    // "0-3," is on its way to "0-3,8".
    if (!m_text->hasFocus() || CpuSet::read(m_text->text()) != CpuSet::read(text)) {
        if (!(m_text->hasFocus() && !m_note->isHidden()))
            m_text->setText(text);
    }
}

void CpuPinning::toggle(int cpu, bool in)
{
    QHash<QString, QList<int>> sets;
    const QList<int> rows = selected();
    for (const int row : rows) {
        auto set = CpuSet::read(m_threads[row].cpus.value_or(QString())).value_or(QList<int>{});
        set.removeAll(cpu);
        if (in)
            set += cpu;
        sets.insert(m_threads[row].path, set);
    }
    m_note->hide();
    tell(sets);
}

void CpuPinning::type(const QString &text)
{
    const auto set = CpuSet::read(text);
    m_note->setText(set ? QString() : tr("This is no list of CPUs such as 0-3,8."));
    m_note->setVisible(!set);
    if (!set)
        return;
    QHash<QString, QList<int>> sets;
    const QList<int> rows = selected();
    for (const int row : rows)
        sets.insert(m_threads[row].path, *set);
    tell(sets);
}

void CpuPinning::tell(const QHash<QString, QList<int>> &sets)
{
    // Together those that become the same.
    QMap<QString, QStringList> paths;
    for (auto it = sets.cbegin(); it != sets.cend(); ++it)
        paths[CpuSet::write(*it)] += it.key();
    for (auto it = paths.cbegin(); it != paths.cend(); ++it)
        Q_EMIT edited(it.value(), it.key().isEmpty() ? std::nullopt : std::optional(it.key()));
}
