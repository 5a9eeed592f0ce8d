// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/schedulerseditor.h"

#include "models/core/safetext.h"
#include "models/values/cpuset.h"
#include "models/xml/elementparts.h"
#include "views/basic/plainlabel.h"
#include "views/hardware/checkedfield.h"
#include "views/hardware/formwidths.h"
#include "views/hardware/machinethreads.h"
#include "views/hardware/pathlist.h"

#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

// By SchedulersEditor::Threads.
struct Kind
{
    const char16_t *element, *attribute; // the threads it is about; the emulator's are not numbered
};
constexpr std::array kinds = {Kind{u"vcpusched", u"vcpus"}, Kind{u"iothreadsched", u"iothreads"},
                              Kind{u"emulatorsched", u""}};

const QString batch = u"batch"_s, idle = u"idle"_s;

bool isRealTime(QStringView scheduler)
{
    return scheduler == u"fifo" || scheduler == u"rr";
}

bool isPriority(const QString &text)
{
    bool ok = false;
    const int number = text.toInt(&ok);
    return ok && number >= 1 && number <= 99;
}

} // namespace

SchedulersEditor::SchedulersEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
    , m_none(new PlainLabel(tr("All threads share the host’s CPUs as its other programs do.")))
    , m_list(new PathList(tr("Schedulers"), {tr("Threads"), tr("Scheduler"), tr("Priority")}))
    , m_add(new QToolButton)
    , m_remove(new QToolButton)
    , m_numbers(new CheckedField([this](const QString &text) {
        const Entry *one = current();
        return one ? problem(*one, text) : QString();
    }))
    , m_priority(new CheckedField([](const QString &text) {
        return isPriority(text) ? QString() : tr("A priority is a number from 1 to 99.");
    }))
    , m_scheduler(new QComboBox)
{
    addGroup(tr("Schedulers on the host"));
    m_none->setWordWrap(true);
    auto *menu = new QMenu(m_add);
    const QStringList titles{tr("For vCPUs"), tr("For I/O threads"), tr("For the emulator")};
    for (int i = 0; i < titles.size(); ++i) {
        m_additions += menu->addAction(titles[i]);
        connect(m_additions.last(), &QAction::triggered, this, [this, i] { add(Threads(i)); });
    }
    m_add->setMenu(menu);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setText(tr("Add scheduler"));
    m_remove->setText(tr("Remove scheduler"));
    addWide(m_none);
    addWide(m_list);
    addWide(PathList::buttonRow(m_add, m_remove));
    addGroup({});
    addRow(tr("Threads with this scheduler"), m_numbers);
    m_scheduler->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_scheduler->setMinimumContentsLength(FormWidths::choice);
    addRow(tr("Scheduler"), m_scheduler);
    addRow(tr("Priority"), m_priority);

    connect(m_list, &PathList::selected, this, [this] { fillFields(true); });
    connect(m_remove, &QToolButton::clicked, this, [this] {
        if (const Entry *one = current())
            setElement(QString(one->path), {});
    });
    connect(m_numbers, &CheckedField::problemChanged, this, &SchedulersEditor::fillNotes);
    connect(m_numbers, &CheckedField::entered, this, &SchedulersEditor::setNumbers);
    connect(m_priority, &CheckedField::problemChanged, this, &SchedulersEditor::fillNotes);
    connect(m_priority, &CheckedField::entered, this, [this](const QString &priority) {
        if (const Entry *one = current())
            set(one->path + u"@priority"_s, priority);
    });
    connect(m_scheduler, &QComboBox::activated, this,
            [this](int row) { setScheduler(m_scheduler->itemData(row).toString()); });
}

QString SchedulersEditor::pathOf(Threads threads, const QString &numbers)
{
    const Kind &kind = kinds[size_t(threads)];
    const QString element = u"cputune/"_s + QString::fromUtf16(kind.element);
    return threads == Emulator
               ? element
               : u"%1[%2=%3]"_s.arg(element, QString::fromUtf16(kind.attribute), numbers);
}

const SchedulersEditor::Entry *SchedulersEditor::current() const
{
    const int row = m_list->row();
    return row >= 0 && row < m_entries.size() ? &m_entries[row] : nullptr;
}

void SchedulersEditor::readEntries()
{
    m_entries.clear();
    for (const Threads threads : {Vcpus, IoThreads, Emulator}) {
        const Kind &kind = kinds[size_t(threads)];
        QList<Entry> own;
        for (const XmlNode *one : root().find(u"cputune/"_s + QString::fromUtf16(kind.element))) {
            Entry entry{.threads = threads,
                        .numbers = one->attribute(kind.attribute),
                        .scheduler = one->attribute(u"scheduler"),
                        .priority = one->attribute(u"priority")};
            const QString path = pathOf(threads, entry.numbers);
            const bool named = threads == Emulator || one->has(kind.attribute);
            if (named && !entry.numbers.contains(u']')
                && std::none_of(own.cbegin(), own.cend(),
                                [&path](const Entry &other) { return other.path == path; }))
                entry.path = path;
            own += entry;
        }
        std::stable_sort(own.begin(), own.end(), [](const Entry &a, const Entry &b) {
            const auto first = [](const Entry &one) {
                const auto set = CpuSet::read(one.numbers).value_or(QList<int>{});
                return set.isEmpty() ? CpuSet::most + 1 : set.first();
            };
            return first(a) < first(b);
        });
        m_entries += own;
    }
}

QSet<int> SchedulersEditor::there(Threads threads) const
{
    if (threads == Vcpus)
        return MachineThreads::vcpus(root());
    QSet<int> numbers;
    for (const QString &one : MachineThreads::ioThreads(root()))
        numbers.insert(one.toInt());
    return numbers;
}

QStringList SchedulersEditor::setsOf(Threads threads, const Entry *without) const
{
    QStringList sets;
    for (const Entry &one : m_entries) {
        if (one.threads == threads && &one != without)
            sets += one.numbers;
    }
    return sets;
}

QString SchedulersEditor::problem(const Entry &entry, const QString &numbers) const
{
    if (entry.threads == Emulator)
        return {};
    const bool vcpus = entry.threads == Vcpus;
    const auto found =
        MachineThreads::problemOf(numbers, there(entry.threads), setsOf(entry.threads, &entry));
    switch (found.kind) {
    case MachineThreads::Problem::Unreadable:
        return noNumbers();
    case MachineThreads::Problem::Empty:
        return tr("This must name one thread at least.");
    case MachineThreads::Problem::Missing:
        return vcpus ? tr("The machine has no vCPU %1.").arg(found.number)
                     : tr("The machine has no I/O thread %1.").arg(found.number);
    case MachineThreads::Problem::Taken:
        return vcpus ? tr("vCPU %1 has another scheduler in this list.").arg(found.number)
                     : tr("I/O thread %1 has another scheduler in this list.").arg(found.number);
    case MachineThreads::Problem::None:
        break;
    }
    return {};
}

QString SchedulersEditor::wordOf(const QString &scheduler)
{
    return scheduler == batch       ? tr("In the background (batch)")
           : scheduler == idle      ? tr("When the host is idle (idle)")
           : scheduler == "fifo"_L1 ? tr("Real time, one after the other (fifo)")
           : scheduler == "rr"_L1   ? tr("Real time, in turns (rr)")
                                    : scheduler;
}

QString SchedulersEditor::title(const Entry &entry) const
{
    return entry.threads == Vcpus       ? tr("vCPUs %1").arg(entry.numbers)
           : entry.threads == IoThreads ? tr("I/O threads %1").arg(entry.numbers)
                                        : tr("Emulator");
}

void SchedulersEditor::fillMore()
{
    readEntries();
    QList<PathList::Row> rows;
    for (const Entry &one : std::as_const(m_entries))
        rows += {one.path,
                 {title(one), wordOf(one.scheduler), one.priority},
                 !problem(one, one.numbers).isEmpty()};
    const bool another = m_list->setRows(rows);
    fillButtons();
    fillFields(another);
    setVisible(!isContainer() || !m_entries.isEmpty());
}

void SchedulersEditor::fillButtons()
{
    m_none->setVisible(m_entries.isEmpty());
    m_list->setVisible(!m_entries.isEmpty());
    const bool emulated = !setsOf(Emulator).isEmpty();
    for (const Threads threads : {Vcpus, IoThreads})
        m_additions[threads]->setEnabled(
            !MachineThreads::left(there(threads), setsOf(threads)).isEmpty());
    m_additions[Emulator]->setEnabled(!emulated);
    m_add->setEnabled(std::any_of(m_additions.cbegin(), m_additions.cend(),
                                  [](const QAction *one) { return one->isEnabled(); }));
}

void SchedulersEditor::fillFields(bool anew)
{
    const Entry *one = current();
    const bool told = one && !one->path.isEmpty();
    m_remove->setVisible(one);
    m_remove->setEnabled(told);
    for (QWidget *field : QList<QWidget *>{m_numbers, m_scheduler, m_priority})
        field->setEnabled(told);
    setRowVisible(m_numbers, one && one->threads != Emulator);
    setRowVisible(m_scheduler, one);
    setRowVisible(m_priority, one && (isRealTime(one->scheduler) || !one->priority.isEmpty()));
    if (!one)
        return;
    m_numbers->setValue(one->numbers, anew);
    m_priority->setValue(one->priority, anew);
    const QSignalBlocker quiet(m_scheduler);
    m_scheduler->clear();
    for (const QString &raw : {batch, idle, u"fifo"_s, u"rr"_s})
        m_scheduler->addItem(wordOf(raw), raw);
    if (m_scheduler->findData(one->scheduler) < 0) // newer than we are
        m_scheduler->addItem(SafeText::line(one->scheduler, 40), one->scheduler);
    m_scheduler->setCurrentIndex(m_scheduler->findData(one->scheduler));
    fillNotes();
}

void SchedulersEditor::fillNotes()
{
    const Entry *one = current();
    if (!one)
        return;
    setNote(m_numbers, one->path.isEmpty() ? tr("This can be changed in the XML only.")
                                           : m_numbers->problem());
    setNote(m_scheduler,
            isRealTime(one->scheduler)
                ? tr("These threads go before everything else on the host’s CPUs, even its own "
                     "services. A guest that never rests can make the host hang: pin them to CPUs "
                     "that the host does not need.")
            : one->scheduler == idle
                ? tr("These threads run only while the host has nothing else to do. On a busy "
                     "host they stand still.")
            : one->scheduler == batch
                ? tr("These threads are taken for long calculations: they wait more often and "
                     "answer later.")
                : QString());
    const QString wrong = m_priority->problem();
    setNote(m_priority, isRealTime(one->scheduler) && wrong.isEmpty()
                            ? tr("From 1 to 99: the highest goes first.")
                            : wrong);
}

void SchedulersEditor::add(Threads threads)
{
    const Kind &kind = kinds[size_t(threads)];
    const QString numbers =
        threads == Emulator ? QString() : MachineThreads::left(there(threads), setsOf(threads));
    const QString path = pathOf(threads, numbers);
    m_list->want(path);
    setElement(path, ElementParts::make(
                         QString::fromUtf16(kind.element),
                         {{QString::fromUtf16(kind.attribute), numbers}, {u"scheduler"_s, batch}}));
}

// The numbers are what tells one from another: with new ones it is another element.
void SchedulersEditor::setNumbers(const QString &numbers)
{
    const Entry *one = current();
    if (!one || one->path.isEmpty() || one->numbers == numbers)
        return;
    const QString before = one->path, after = pathOf(one->threads, numbers);
    const QByteArray anew = ElementParts::with(
        element(before), u'@' + QString::fromUtf16(kinds[size_t(one->threads)].attribute), numbers);
    m_list->follow(after);
    together([&] {
        setElement(before, {});
        setElement(after, anew);
    });
}

// Only a real-time scheduler has a priority, and it must have one.
void SchedulersEditor::setScheduler(const QString &word)
{
    const Entry *one = current();
    if (!one || one->path.isEmpty() || one->scheduler == word)
        return;
    const QString path = one->path, priority = path + u"@priority"_s;
    const bool has = !one->priority.isEmpty();
    together([&] {
        set(path + u"@scheduler"_s, word);
        if (isRealTime(word) && !has)
            set(priority, originalValue(priority).value_or(u"1"_s));
        else if (!isRealTime(word) && has)
            set(priority, std::nullopt);
    });
}
