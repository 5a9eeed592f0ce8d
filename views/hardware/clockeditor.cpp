// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/clockeditor.h"

#include "models/xml/devicewords.h"

using namespace Qt::StringLiterals;

ClockEditor::ClockEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
{
    WordList offsets;
    for (const Word &word : Words::clockOffset)
        offsets += {QString::fromUtf16(word.raw), Fields::translated(word.text)};
    addGroup(tr("Clock"));
    m_offset = addChoice(tr("Clock shows"), u"clock@offset"_s, offsets);
    m_zone = addText(tr("Time zone"), u"clock@timezone"_s);
    m_adjustment = addText(tr("Adjustment (s)"), u"clock@adjustment"_s);
    m_basis = addChoice(tr("Relative to"), u"clock@basis"_s,
                        {{u"utc"_s, tr("UTC")}, {u"localtime"_s, tr("The host’s local time")}});
    m_start = addNumber(tr("Start (s since 1970)"), u"clock@start"_s);

    addGroup(tr("Timers"));
    const QList<std::pair<QString, QString>> timers{{u"rtc"_s, tr("Real-time clock (rtc)")},
                                                    {u"pit"_s, tr("Interval timer (pit)")},
                                                    {u"hpet"_s, tr("High precision timer (hpet)")},
                                                    {u"tsc"_s, tr("Time stamp counter (tsc)")},
                                                    {u"kvmclock"_s, tr("KVM clock")},
                                                    {u"hypervclock"_s, tr("Hyper-V clock")},
                                                    {u"platform"_s, tr("Platform timer")},
                                                    {u"armvtimer"_s, tr("ARM virtual timer")}};
    for (const auto &[name, title] : timers)
        addTimer(name, title);
    // An offset has fields of its own, and only those.
    connect(m_offset, &QComboBox::currentIndexChanged, this,
            [this] { setOffset(m_offset->currentData().toString()); });
}

static QString timerPath(const QString &name)
{
    return u"clock/timer[name=%1]"_s.arg(name);
}

static const QStringList catchUpParts{u"threshold"_s, u"slew"_s, u"limit"_s};

// What libvirt's grammar lets the timer of that name have.
void ClockEditor::addTimer(const QString &name, const QString &title)
{
    Timer timer{.name = name};
    const QString path = timerPath(name);
    timer.present = addChoice(title, path + u"@present"_s,
                              {{u"yes"_s, tr("There")}, {u"no"_s, tr("Not there")}});
    if (name != "kvmclock"_L1 && name != "hypervclock"_L1)
        addTicks(timer);
    if (name == "rtc"_L1 || name == "platform"_L1)
        timer.track = addChoice(tr("Time of %1").arg(name), path + u"@track"_s,
                                {{u"guest"_s, tr("The guest’s time")},
                                 {u"wall"_s, tr("The host’s clock on the wall")},
                                 {u"realtime"_s, tr("The host’s real time")},
                                 {u"boot"_s, tr("The time since its boot")}});
    if (name == "tsc"_L1) {
        timer.frequency = addNumber(tr("Frequency of %1 (Hz)").arg(name), path + u"@frequency"_s);
        timer.mode = addChoice(tr("Mode of %1").arg(name), path + u"@mode"_s,
                               {{u"auto"_s, tr("Native where it is stable")},
                                {u"native"_s, tr("Native")},
                                {u"emulate"_s, tr("Emulated")},
                                {u"paravirt"_s, tr("Native and paravirtual")},
                                {u"smpsafe"_s, tr("Emulated, in step on all processors")}});
    }
    m_timers += timer;
}

void ClockEditor::addTicks(Timer &timer)
{
    const QString path = timerPath(timer.name);
    timer.policy = addChoice(tr("Ticks of %1").arg(timer.name), path + u"@tickpolicy"_s,
                             {{u"delay"_s, tr("Missed ticks come late")},
                              {u"catchup"_s, tr("Missed ticks come faster")},
                              {u"merge"_s, tr("Missed ticks become one")},
                              {u"discard"_s, tr("Missed ticks are lost")}});
    const QStringList labels{tr("Threshold to catch up (%1)").arg(timer.name),
                             tr("Slew to catch up (%1)").arg(timer.name),
                             tr("Limit to catch up (%1)").arg(timer.name)};
    for (qsizetype i = 0; i < labels.size(); ++i)
        timer.catchUp += addNumber(labels[i], path + u"/catchup@"_s + catchUpParts[i]);
    // How ticks come faster says nothing about another way; back, it is as it was.
    connect(timer.policy, &QComboBox::currentIndexChanged, this,
            [this, path, policy = timer.policy] {
                const bool faster = policy->currentData() == u"catchup"_s;
                together([&] {
                    for (const QString &part : catchUpParts) {
                        const QString at = path + u"/catchup@"_s + part;
                        const Value wanted = faster ? originalValue(at) : std::nullopt;
                        if (value(at) != wanted)
                            set(at, wanted);
                    }
                });
            });
}

void ClockEditor::setOffset(const QString &offset)
{
    together([&] {
        const auto clear = [this](const QString &path) {
            if (value(path))
                set(path, std::nullopt);
        };
        if (offset != "timezone"_L1)
            clear(u"clock@timezone"_s);
        if (offset != "variable"_L1)
            clear(u"clock@basis"_s);
        if (offset != "absolute"_L1)
            clear(u"clock@start"_s);
        if (offset == "timezone"_L1 || offset == "absolute"_L1)
            clear(u"clock@adjustment"_s);
    });
}

void ClockEditor::fillMore()
{
    const QString offset = root().value(u"clock@offset");
    const auto offer = [this](QWidget *row, bool fits, const QString &path) {
        setRowVisible(row, fits || says(path));
    };
    offer(m_zone, offset == "timezone"_L1, u"clock@timezone"_s);
    offer(m_basis, offset == "variable"_L1, u"clock@basis"_s);
    offer(m_start, offset == "absolute"_L1, u"clock@start"_s);
    offer(m_adjustment, offset != "timezone"_L1 && offset != "absolute"_L1, u"clock@adjustment"_s);
    setNote(m_zone, offset == "timezone"_L1 && !says(u"clock@timezone"_s)
                        ? tr("Such as Europe/Berlin.")
                        : QString());
    const QString arch = root().value(u"os/type@arch");
    const bool arm = arch == "aarch64"_L1 || arch.startsWith("arm"_L1);
    for (const Timer &timer : std::as_const(m_timers)) {
        const bool fits = timer.name == "platform"_L1    ? domainType() == "xen"_L1
                          : timer.name == "armvtimer"_L1 ? arm
                                                         : !arm;
        setRowVisible(timer.present, fits && !isContainer());
        fillTimer(timer);
    }
}

void ClockEditor::fillTimer(const Timer &timer)
{
    const XmlNode *there = nullptr;
    for (const XmlNode *one : root().find(u"clock/timer")) {
        if (!there && one->attribute(u"name") == timer.name)
            there = one;
    }
    if (there)
        setRowVisible(timer.present, true);
    // What a timer that is not spoken of would do is asked for those that people set.
    const bool common =
        (timer.name == "rtc"_L1 || timer.name == "pit"_L1) && !timer.present->isHidden();
    const bool runs = there && there->attribute(u"present") != "no"_L1;
    const auto offer = [this, there](QWidget *row, bool fits, QStringView said) {
        if (row)
            setRowVisible(row, fits || (there && !there->value(said).isEmpty()));
    };
    offer(timer.policy, common || runs, u"@tickpolicy");
    offer(timer.track, runs, u"@track");
    offer(timer.frequency, runs, u"@frequency");
    offer(timer.mode, runs, u"@mode");
    const bool catchesUp = runs && there->attribute(u"tickpolicy") == "catchup"_L1;
    for (qsizetype i = 0; i < timer.catchUp.size(); ++i)
        offer(timer.catchUp[i], catchesUp, QString(u"catchup@"_s + catchUpParts[i]));
}
