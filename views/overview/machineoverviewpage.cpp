// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/machineoverviewpage.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "views/basic/messagepage.h"
#include "views/basic/plainlabel.h"
#include "views/facts/factsform.h"
#include "views/facts/noticepanel.h"
#include "views/facts/usagebar.h"
#include "views/overview/overviewframe.h"
#include "views/overview/screenpreview.h"

#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

MachineOverviewPage::MachineOverviewPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_empty(new MessagePage)
    , m_frame(new OverviewFrame)
    , m_notice(new NoticePanel)
    , m_broken(new NoticePanel)
    , m_text(new PlainLabel)
    , m_facts(new FactsForm)
    , m_usageBox(new QWidget)
    , m_preview(new ScreenPreview)
    , m_pictureNote(new PlainLabel)
    , m_cpu(new UsageBar(tr("CPU")))
    , m_memory(new UsageBar(tr("Memory")))
    , m_rates(new FactsForm)
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Description"));
    auto *usage = new QVBoxLayout(m_usageBox);
    usage->setContentsMargins(0, 0, 0, 0);
    usage->setSpacing(fontMetrics().height() / 2);
    usage->addWidget(m_cpu);
    usage->addWidget(m_memory);
    usage->addWidget(m_rates);

    for (FactsForm *form : {m_facts, m_rates})
        form->setLabelWidth(m_frame->labelWidth());
    for (UsageBar *bar : {m_cpu, m_memory})
        bar->setNameWidth(m_frame->labelWidth());
    m_frame->setPreview(m_preview);
    m_pictureNote->setWordWrap(true);
    m_pictureNote->setForegroundRole(QPalette::PlaceholderText);
    m_pictureNote->hide();
    connect(m_preview, &QAbstractButton::clicked, this, &MachineOverviewPage::consoleWanted);
    m_frame->addPlain(m_pictureNote);
    m_frame->addPlain(m_notice);
    m_frame->addPlain(m_broken);
    m_textSection = m_frame->addSection(tr("Description"), m_text);
    m_usageSection = m_frame->addSection(tr("Usage"), m_usageBox);
    m_frame->addSection(tr("Machine"), m_facts);
    m_empty->show(u"computer"_s, tr("No machine is selected"), tr("Select a machine in the list."));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_frame);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_notice->hide();
    m_broken->hide();
    m_frame->setActions({});
}

void MachineOverviewPage::clear()
{
    m_key = {};
    m_stack->setCurrentWidget(m_empty);
}

void MachineOverviewPage::setMachine(const MachineKey &key, const Machine &machine,
                                     const QString &hostName)
{
    if (key != m_key) {
        m_description = {};
        m_usage = {};
        m_since = {};
        m_picture = {};
        m_whyNoPicture.clear();
        m_broken->hide();
        m_notice->hide();
    } else if (machine.state != m_machine.state) {
        m_since = {};
    }
    m_key = key;
    m_machine = machine;
    m_hostName = hostName;
    m_stack->setCurrentWidget(m_frame);
    update();
}

void MachineOverviewPage::setDescription(const Result<DomainDescription> &description)
{
    m_broken->setVisible(!description);
    if (description)
        m_description = *description;
    else
        m_broken->showError(description.error());
    update();
}

void MachineOverviewPage::setUsage(const MachineUsage &usage)
{
    m_usage = usage;
    updateUsage();
}

void MachineOverviewPage::setStateSince(const QDateTime &since)
{
    m_since = since;
    update();
}

void MachineOverviewPage::setNotice(const QString &sentence)
{
    m_notice->setVisible(!sentence.isEmpty());
    if (!sentence.isEmpty())
        m_notice->showSentence(NoticePanel::Kind::Warning, sentence);
}

void MachineOverviewPage::setActions(const QList<QAction *> &actions)
{
    m_frame->setActions(actions);
}

void MachineOverviewPage::setPicture(const QImage &picture, const QString &why)
{
    m_picture = picture;
    m_whyNoPicture = why;
    updatePicture();
}

void MachineOverviewPage::setPicturesWanted(bool wanted)
{
    m_picturesWanted = wanted;
    updatePicture();
}

QSize MachineOverviewPage::pictureSize() const
{
    return m_preview->sizeHint() * devicePixelRatioF();
}

// A machine that runs has the place kept, so that nothing moves when the picture comes.
void MachineOverviewPage::updatePicture()
{
    const bool active = m_machine.isActive();
    const bool running =
        m_machine.state == MachineState::Running || m_machine.state == MachineState::Blocked;
    m_preview->setPicture(m_picture, !running);
    m_frame->showPreview(m_picturesWanted
                         && (!m_picture.isNull() || (active && m_whyNoPicture.isEmpty())));
    m_pictureNote->setText(m_whyNoPicture);
    m_pictureNote->setVisible(m_picturesWanted && active && !m_whyNoPicture.isEmpty());
}

QString MachineOverviewPage::title() const
{
    return m_frame->title();
}

QString MachineOverviewPage::state() const
{
    return m_frame->state();
}

static QString vcpuText(quint32 current, quint32 maximum)
{
    const QString count = MachineOverviewPage::tr("%L1 vCPU").arg(current);
    return maximum > current
               ? MachineOverviewPage::tr("%1, up to %2").arg(count, QLocale().toString(maximum))
               : count;
}

static QString memoryText(quint64 current, quint64 maximum)
{
    if (current == 0)
        return {};
    const QString amount = Units::kibibytes(current);
    return maximum > current
               ? MachineOverviewPage::tr("%1, up to %2").arg(amount, Units::kibibytes(maximum))
               : amount;
}

void MachineOverviewPage::update()
{
    const Machine &machine = m_machine;
    const DomainDescription &more = m_description;
    QString state = machineStateText(machine.state, machine.savedState);
    if (const QString reason = machineReasonText(machine.state, machine.reason); !reason.isEmpty())
        state = tr("%1: %2", "state: reason").arg(state, reason);
    QString since;
    if (m_since.isValid()) {
        const QString time = QLocale().toString(m_since.toLocalTime(), QLocale::ShortFormat);
        since = tr("Since %1").arg(time);
    }
    QStringList lines;
    if (machine.displayName() != machine.name)
        lines += SafeText::line(machine.name, 80);
    lines += m_hostName.isEmpty() ? QString() : tr("on %1").arg(SafeText::line(m_hostName, 80));
    lines += since;
    lines.removeAll(QString());
    m_frame->setHeading(u"computer"_s, machine.displayName(), state, lines.join(u" · "_s),
                        machineIconName(machine));

    const QString description = machine.description.trimmed();
    m_text->setText(SafeText::block(description, 16 * 1024));
    m_textSection->setVisible(!description.isEmpty());

    m_facts->setFact(tr("Operating system"), more.osName.isEmpty() ? machine.osName : more.osName);
    m_facts->setFact(tr("Addresses"), machine.addresses().join(u", "_s));
    const bool known = machine.described || !more.sections.isEmpty();
    m_facts->setFact(
        tr("Processors"),
        known ? vcpuText(machine.described ? machine.vcpus : more.vcpus, more.maximumVcpus)
              : QString());
    m_facts->setFact(tr("Processor model"), more.cpuModel);
    m_facts->setFact(
        tr("Memory"),
        memoryText(machine.described ? machine.memoryKiB : more.memoryKiB, more.maximumMemoryKiB));
    QStringList type;
    for (const QString &part : {more.hypervisor, more.architecture, more.machineType}) {
        if (!part.isEmpty())
            type += part;
    }
    m_facts->setFact(tr("Machine type"), type.join(u" · "_s));
    m_facts->setFact(tr("Firmware"), more.firmware);
    m_facts->setFact(tr("Starts with the host"), machine.autostart ? tr("Yes") : tr("No"));
    m_facts->setFact(tr("Kept when it stops"),
                     machine.persistent ? tr("Yes")
                                        : tr("No, it is transient: it is gone once it stops"));
    m_facts->setFact(tr("Saved state"),
                     machine.savedState ? tr("Yes: it continues where it was") : QString());
    m_facts->setFact(tr("Tags"), machine.tags.join(u", "_s));
    m_facts->setFact(tr("Connection"), m_hostName);
    m_facts->setCopyableFact(tr("UUID"), machine.uuid.toString(QUuid::WithoutBraces));
    updateUsage();
    updatePicture();
}

void MachineOverviewPage::updateUsage()
{
    m_usageSection->setVisible(m_machine.isActive());
    if (m_usage.cpuShare)
        m_cpu->setUsage(*m_usage.cpuShare, Units::percent(*m_usage.cpuShare));
    else
        m_cpu->setUnknown();
    const quint64 total = m_machine.memoryKiB ? m_machine.memoryKiB : m_description.memoryKiB;
    if (m_usage.memoryUsedKiB && total > 0) {
        m_memory->setUsage(
            double(*m_usage.memoryUsedKiB) / double(total),
            tr("%1 of %2").arg(Units::kibibytes(*m_usage.memoryUsedKiB), Units::kibibytes(total)));
    } else {
        m_memory->setUnknown();
    }
    const auto both = [](const std::optional<double> &in, const std::optional<double> &out,
                         const QString &words) {
        return in && out ? words.arg(Units::rate(*in), Units::rate(*out)) : QString();
    };
    m_rates->setFact(tr("Disks"),
                     both(m_usage.diskReadRate, m_usage.diskWriteRate, tr("%1 read, %2 written")));
    m_rates->setFact(tr("Network"),
                     both(m_usage.receiveRate, m_usage.sendRate, tr("%1 received, %2 sent")));
}
