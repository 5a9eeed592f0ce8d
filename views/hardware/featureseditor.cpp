// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/featureseditor.h"

#include "views/basic/plainlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <array>

using namespace Qt::StringLiterals;

namespace {

const QString hypervPath = u"features/hyperv/%1@%2"_s;

struct Enlightenment
{
    const char16_t *name;
    const char *label;
    bool recommended;
};

// clang-format off
constexpr std::array enlightenments = {
    Enlightenment{u"relaxed", QT_TRANSLATE_NOOP("FeaturesEditor", "Relaxed timing"), true},
    Enlightenment{u"vapic", QT_TRANSLATE_NOOP("FeaturesEditor", "Virtual APIC"), true},
    Enlightenment{u"spinlocks", QT_TRANSLATE_NOOP("FeaturesEditor", "Spinlocks"), true},
    Enlightenment{u"vpindex", QT_TRANSLATE_NOOP("FeaturesEditor", "Processor index"), true},
    Enlightenment{u"runtime", QT_TRANSLATE_NOOP("FeaturesEditor", "Processor run time"), true},
    Enlightenment{u"synic", QT_TRANSLATE_NOOP("FeaturesEditor", "Synthetic interrupts"), true},
    Enlightenment{u"stimer", QT_TRANSLATE_NOOP("FeaturesEditor", "Synthetic timers"), true},
    Enlightenment{u"frequencies", QT_TRANSLATE_NOOP("FeaturesEditor", "Frequencies"), true},
    Enlightenment{u"tlbflush", QT_TRANSLATE_NOOP("FeaturesEditor", "TLB flush"), true},
    Enlightenment{u"ipi", QT_TRANSLATE_NOOP("FeaturesEditor", "Interrupts between processors"), true},
    Enlightenment{u"reset", QT_TRANSLATE_NOOP("FeaturesEditor", "Reset"), false},
    Enlightenment{u"vendor_id", QT_TRANSLATE_NOOP("FeaturesEditor", "Vendor ID"), false},
    Enlightenment{u"reenlightenment", QT_TRANSLATE_NOOP("FeaturesEditor", "Notice after migration"), false},
    Enlightenment{u"evmcs", QT_TRANSLATE_NOOP("FeaturesEditor", "Nested virtualization (eVMCS)"), false},
    Enlightenment{u"avic", QT_TRANSLATE_NOOP("FeaturesEditor", "Hardware APIC beside them (AVIC)"), false},
};
// clang-format on

QString statePath(const QString &name)
{
    return hypervPath.arg(name, u"state"_s);
}

} // namespace

FeaturesEditor::FeaturesEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent), m_lacking(new PlainLabel)
{
    const auto onOff = [this](const QString &label, const QString &path) {
        return addSwitch(label, path, u"on"_s, u"off"_s);
    };
    addGroup(tr("Platform"));
    addPresence(tr("ACPI"), u"features/acpi/*"_s);
    addPresence(tr("APIC"), u"features/apic/*"_s);
    addPresence(tr("PAE"), u"features/pae/*"_s);
    onOff(tr("Hardware-assisted paging"), u"features/hap@state"_s);
    onOff(tr("System management mode"), u"features/smm@state"_s);
    onOff(tr("Virtual performance counters"), u"features/pmu@state"_s);
    onOff(tr("VMware I/O port"), u"features/vmport@state"_s);
    onOff(tr("Virtual core dump device"), u"features/vmcoreinfo@state"_s);
    onOff(tr("Paravirtual spinlocks"), u"features/pvspinlock@state"_s);

    addGroup(tr("Hyper-V enlightenments"));
    auto *buttons = new QWidget;
    m_recommended = new QPushButton(tr("Set what is recommended for Windows"));
    m_none = new QPushButton(tr("Set none"));
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins({});
    for (QPushButton *button : {m_recommended, m_none}) {
        button->setAccessibleName(button->text());
        layout->addWidget(button);
    }
    layout->addStretch();
    m_lacking->setWordWrap(true);
    addWide(buttons);
    addWide(m_lacking);
    addGroup({});
    for (const Enlightenment &one : enlightenments) {
        const QString name = QString::fromUtf16(one.name);
        m_hyperv.insert(name, onOff(tr(one.label), statePath(name)));
        if (name == "spinlocks"_L1)
            m_retries = addNumber(tr("Spinlock retries"), hypervPath.arg(name, u"retries"_s));
        if (name == "vendor_id"_L1) {
            m_vendor = addText(tr("Vendor shown"), hypervPath.arg(name, u"value"_s));
            m_vendor->setMaxLength(12);
        }
    }
    addGroup(tr("KVM"));
    onOff(tr("Hide KVM from the guest"), u"features/kvm/hidden@state"_s);
    onOff(tr("Processors are dedicated"), u"features/kvm/hint-dedicated@state"_s);
    onOff(tr("Guest polls before it halts"), u"features/kvm/poll-control@state"_s);

    connect(m_recommended, &QPushButton::clicked, this, &FeaturesEditor::recommend);
    connect(m_none, &QPushButton::clicked, this, &FeaturesEditor::clear);
    // What belongs to one that is off, or not there, goes with it.
    const auto takesAlong = [this](const QString &name, const QString &attribute) {
        connect(m_hyperv.value(name), &QComboBox::currentIndexChanged, this,
                [this, name, path = hypervPath.arg(name, attribute)] {
                    if (m_hyperv.value(name)->currentData() != u"on"_s && value(path))
                        set(path, std::nullopt);
                });
    };
    takesAlong(u"spinlocks"_s, u"retries"_s);
    takesAlong(u"vendor_id"_s, u"value"_s);
}

QStringList FeaturesEditor::missing() const
{
    const auto &choices = context().choices;
    const QStringList offered =
        choices && choices->capabilities ? choices->capabilities->hypervFeatures : QStringList();
    QStringList paths;
    for (const Enlightenment &one : enlightenments) {
        const QString name = QString::fromUtf16(one.name);
        if (one.recommended && (offered.isEmpty() || offered.contains(name))
            && root().value(statePath(name)) != "on"_L1)
            paths += statePath(name);
    }
    return paths;
}

void FeaturesEditor::recommend()
{
    const QStringList paths = missing();
    together([&] {
        for (const QString &path : paths) {
            set(path, u"on"_s);
            if (path.contains("spinlocks"_L1))
                set(hypervPath.arg(u"spinlocks"_s, u"retries"_s), u"8191"_s);
        }
        // Windows counts time by this clock once it sees the others.
        if (root().value(u"os/type@arch") == "x86_64"_L1)
            set(u"clock/timer[name=hypervclock]@present"_s, u"yes"_s);
    });
}

void FeaturesEditor::clear()
{
    together([this] {
        set(hypervPath.arg(u"spinlocks"_s, u"retries"_s), std::nullopt);
        set(hypervPath.arg(u"vendor_id"_s, u"value"_s), std::nullopt);
        for (const Enlightenment &one : enlightenments)
            set(statePath(QString::fromUtf16(one.name)), std::nullopt);
        if (value(u"clock/timer[name=hypervclock]@present"_s))
            set(u"clock/timer[name=hypervclock]@present"_s, std::nullopt);
    });
}

void FeaturesEditor::fillMore()
{
    m_recommended->setEnabled(!missing().isEmpty());
    bool any = false;
    QStringList lacking;
    const auto &choices = context().choices;
    for (const Enlightenment &one : enlightenments) {
        const QString name = QString::fromUtf16(one.name);
        const bool set = !root().value(statePath(name)).isEmpty();
        any = any || set;
        if (choices && choices->capabilities && !choices->capabilities->hypervFeatures.isEmpty()
            && !choices->capabilities->hypervFeatures.contains(name))
            lacking += tr(one.label);
    }
    m_none->setEnabled(any);
    m_lacking->setText(lacking.isEmpty()
                           ? QString()
                           : tr("This host does not offer: %1.").arg(lacking.join(u", "_s)));
    m_lacking->setVisible(!lacking.isEmpty());
    m_retries->setEnabled(root().value(statePath(u"spinlocks"_s)) == "on"_L1);
    m_vendor->setEnabled(root().value(statePath(u"vendor_id"_s)) == "on"_L1);
}
