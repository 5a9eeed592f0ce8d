// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/cpueditor.h"

#include "models/core/async.h"
#include "models/core/safetext.h"
#include "views/hardware/cpufeaturelist.h"
#include "views/hardware/cpupinning.h"
#include "views/hardware/formwidths.h"
#include "views/hardware/machinethreads.h"
#include "views/hardware/schedulerseditor.h"
#include "views/hardware/shareseditor.h"

#include <QSpinBox>
#include <QToolButton>
#include <QtConcurrentRun>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostCpus = std::numeric_limits<int>::max(); // what a document may say
const QStringList topologyParts{u"sockets"_s, u"dies"_s, u"cores"_s, u"threads"_s};

// What processors have against their own weaknesses, by libvirt's names.
const QStringList mitigationFeatures{u"spec-ctrl"_s, u"stibp"_s,    u"ssbd"_s,
                                     u"md-clear"_s,  u"ibpb"_s,     u"ibrs"_s,
                                     u"amd-stibp"_s, u"amd-ssbd"_s, u"virt-ssbd"_s};

} // namespace

CpuEditor::CpuEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
{
    addCounts();
    addTopology();
    addModel();
    addThreads();
    addPart(new SchedulersEditor(services));
    addPart(new SharesEditor(SharesEditor::Cache, services));
    addPart(new SharesEditor(SharesEditor::Memory, services));
}

void CpuEditor::addCounts()
{
    addGroup(tr("Processors"));
    m_atStart = new QSpinBox;
    m_atStart->setRange(0, mostCpus);
    m_atStart->setSpecialValueText(tr("All"));
    m_maximum = new QSpinBox;
    m_maximum->setRange(1, mostCpus);
    addRow(tr("In use"), m_atStart);
    addRow(tr("Maximum"), m_maximum);
    alsoCovers({u"vcpu"_s, u"vcpu@current"_s});
    connect(m_atStart, &QSpinBox::valueChanged, this, [this](int count) {
        set(u"vcpu@current"_s, count > 0 ? Value(QString::number(count)) : std::nullopt);
    });
    connect(m_maximum, &QSpinBox::valueChanged, this,
            [this](int count) { set(u"vcpu"_s, QString::number(count)); });
}

void CpuEditor::addTopology()
{
    addGroup(tr("Topology"));
    m_byHand = new QCheckBox(tr("Set the topology by hand"));
    addRow(m_byHand->text(), m_byHand);
    const QHash<QString, QString> labels{{u"sockets"_s, tr("Sockets")},
                                         {u"dies"_s, tr("Dies")},
                                         {u"cores"_s, tr("Cores")},
                                         {u"threads"_s, tr("Threads")}};
    for (const QString &part : topologyParts) {
        auto *spin = new QSpinBox;
        spin->setRange(1, mostCpus);
        addRow(labels.value(part), spin);
        m_topology.insert(part, spin);
        const QString path = u"cpu/topology@%1"_s.arg(part);
        alsoCovers({path});
        connect(spin, &QSpinBox::valueChanged, this, [this, part, path](int count) {
            // A die more or less is said only where somebody said it.
            set(path,
                part == "dies"_L1 && count == 1 ? std::nullopt : Value(QString::number(count)));
        });
    }
    m_fit = new QToolButton;
    m_fit->setText(tr("Set the maximum to this"));
    addRow(m_fit->text(), m_fit);
    connect(m_byHand, &QCheckBox::toggled, this, &CpuEditor::setTopology);
    connect(m_fit, &QToolButton::clicked, this, [this] {
        qint64 product = 1;
        for (const QSpinBox *spin : std::as_const(m_topology))
            product = qMin<qint64>(product * spin->value(), mostCpus);
        m_maximum->setValue(int(product));
    });
}

void CpuEditor::addModel()
{
    addGroup(tr("Model"));
    m_model = new QComboBox;
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->setMinimumContentsLength(FormWidths::choice);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    addRow(tr("Model"), m_model);
    m_mitigations = new QCheckBox(tr("Security mitigations of the host"));
    addRow(m_mitigations->text(), m_mitigations);
    m_features = new CpuFeatureList;
    addWide(m_features);
    alsoCovers({u"cpu@mode"_s, u"cpu/model"_s});
    connect(m_model, &QComboBox::activated, this,
            [this](int row) { setModel(m_model->itemData(row).toString()); });
    connect(m_mitigations, &QCheckBox::clicked, this, [this](bool on) {
        together([this, on] {
            const QStringList names = mitigations();
            for (const QString &name : names)
                set(u"cpu/feature[name=%1]@policy"_s.arg(name),
                    on ? Value(u"require"_s) : std::nullopt);
        });
    });
    connect(m_features, &CpuFeatureList::policyEdited, this,
            [this](const QString &name, const QString &policy) {
                set(u"cpu/feature[name=%1]@policy"_s.arg(name), policy);
            });
    connect(m_features, &CpuFeatureList::removed, this, [this](const QString &name) {
        set(u"cpu/feature[name=%1]@policy"_s.arg(name), std::nullopt);
    });
}

void CpuEditor::addThreads()
{
    addGroup(tr("Threads on the host"));
    m_ioThreads = new QSpinBox;
    m_ioThreads->setRange(0, std::numeric_limits<int>::max());
    m_ioThreads->setSpecialValueText(tr("None"));
    addRow(tr("I/O threads"), m_ioThreads);
    m_pinning = new CpuPinning;
    addWide(m_pinning);
    alsoCovers({u"iothreads"_s, u"cputune/emulatorpin@cpuset"_s});
    connect(m_ioThreads, &QSpinBox::valueChanged, this, [this](int count) {
        set(u"iothreads"_s, count > 0 ? Value(QString::number(count)) : std::nullopt);
    });
    connect(m_pinning, &CpuPinning::edited, this,
            [this](const QStringList &paths, const std::optional<QString> &cpus) {
                together([&] {
                    for (const QString &path : paths)
                        set(path, cpus);
                });
            });
}

void CpuEditor::setTopology(bool byHand)
{
    together([this, byHand] {
        for (const QString &part : topologyParts) {
            const QString path = u"cpu/topology@%1"_s.arg(part);
            if (!byHand)
                set(path, std::nullopt);
            else if (part != "dies"_L1)
                set(path, part == "sockets"_L1 ? QString::number(m_maximum->value()) : u"1"_s);
        }
    });
}

bool CpuEditor::isCustom() const
{
    const QString mode = root().value(u"cpu@mode");
    return (mode.isEmpty() || mode == "custom"_L1) && !root().value(u"cpu/model").isEmpty();
}

void CpuEditor::setModel(const QString &choice)
{
    const QString kind = choice.section(u'=', 0, 0), name = choice.section(u'=', 1);
    const bool model = kind == "model"_L1;
    together([&] {
        const auto clear = [this](const QString &path) {
            if (value(path))
                set(path, std::nullopt);
        };
        if (model && isCustom()) { // one for another: the rest stays
            set(u"cpu/model"_s, name);
            clear(u"cpu/vendor"_s);
            return;
        }
        set(u"cpu@mode"_s, choice.isEmpty() ? std::nullopt : Value(model ? u"custom"_s : name));
        if (model)
            set(u"cpu/model"_s, name);
        else if (value(u"cpu/model"_s))
            set(u"cpu/model"_s, std::nullopt);
        clear(u"cpu/vendor"_s);
        if (!model)
            clear(u"cpu@match"_s);
        if (choice.isEmpty())
            clear(u"cpu@check"_s);
        if (model || choice.isEmpty() || name == "host-model"_L1)
            clear(u"cpu@migratable"_s);
    });
}

QStringList CpuEditor::mitigations() const
{
    QStringList names;
    const auto &choices = context().choices;
    if (choices && choices->capabilities) {
        for (const QString &name : mitigationFeatures) {
            if (choices->capabilities->hostModelFeatures.contains(name))
                names += name;
        }
    }
    return names;
}

void CpuEditor::fillMore()
{
    fillCounts();
    fillTopology();
    fillModel();
    fillThreads();
    readMap();
}

void CpuEditor::fillCounts()
{
    const QSignalBlocker first(m_atStart), second(m_maximum);
    const int maximum = qBound(1, root().value(u"vcpu").toInt(), mostCpus);
    const int current = qBound(0, root().value(u"vcpu@current").toInt(), mostCpus);
    m_maximum->setValue(maximum);
    m_atStart->setValue(current);
    setNote(m_atStart,
            current > maximum ? tr("No more than the maximum can be in use.") : QString());
    const auto &choices = context().choices;
    int most = choices && choices->capabilities ? choices->capabilities->maximumVcpus : 0;
    int host = 0;
    if (choices && choices->host) {
        for (const NumaCell &cell : choices->host->cells)
            host += cell.cpus;
    }
    if (most > 0 && maximum > most)
        setNote(m_maximum, tr("This type of machine takes %1 at most.").arg(most));
    else if (host > 0 && maximum > host)
        setNote(m_maximum,
                tr("These are more than the host has (%1): they wait for each other.").arg(host));
    else
        setNote(m_maximum, {});
}

void CpuEditor::fillTopology()
{
    const bool shown = !isContainer();
    const bool byHand = !root().find(u"cpu/topology").isEmpty();
    const QSignalBlocker blocker(m_byHand);
    m_byHand->setChecked(byHand);
    setRowVisible(m_byHand, shown);
    qint64 product = 1;
    for (const QString &part : topologyParts) {
        QSpinBox *spin = m_topology.value(part);
        const QSignalBlocker spinBlocker(spin);
        const int count = qBound(1, root().value(u"cpu/topology@%1"_s.arg(part)).toInt(), mostCpus);
        spin->setValue(count);
        setRowVisible(spin, shown && byHand);
        product *= count;
        product = qMin<qint64>(product, 1'000'000'000);
    }
    // Newer libvirts have clusters between dies and cores.
    product *= qBound(1, root().value(u"cpu/topology@clusters").toInt(), mostCpus);
    const bool fits = !byHand || product == m_maximum->value();
    setRowVisible(m_fit, shown && !fits && product <= mostCpus);
    setNote(m_topology.value(u"threads"_s),
            fits ? QString()
                 : tr("These are %1 processors, but the maximum is %2.")
                       .arg(QString::number(product), QString::number(m_maximum->value())));
}

void CpuEditor::fillModel()
{
    const bool shown = !isContainer();
    setRowVisible(m_model, shown);
    setRowVisible(m_mitigations, shown);
    m_features->setVisible(shown);
    const auto &choices = context().choices;
    const auto *known = choices && choices->capabilities ? &*choices->capabilities : nullptr;
    QList<std::pair<QString, QString>> rows{{QString(), tr("Default")}};
    if (!known || known->hostPassthrough)
        rows += {u"mode=host-passthrough"_s, tr("The host’s, passed through")};
    if (!known || known->hostModel)
        rows += {u"mode=host-model"_s, known && !known->hostModelName.isEmpty()
                                           ? tr("Like the host’s (%1)").arg(known->hostModelName)
                                           : tr("Like the host’s")};
    if (!known || known->maximumCpu)
        rows += {u"mode=maximum"_s, tr("All that is supported")};
    if (known) {
        auto models = known->cpuModels;
        std::stable_sort(models.begin(), models.end(), [](const auto &a, const auto &b) {
            return std::pair(!a.usable, a.deprecated) < std::pair(!b.usable, b.deprecated);
        });
        for (const auto &one : std::as_const(models))
            rows += {u"model="_s + one.name,
                     !one.usable      ? tr("%1 (the host lacks parts of it)").arg(one.name)
                     : one.deprecated ? tr("%1 (deprecated)").arg(one.name)
                                      : one.name};
    }
    const QString mode = root().value(u"cpu@mode"), model = root().value(u"cpu/model");
    const QString now = isCustom()                              ? u"model="_s + model
                        : mode.isEmpty() || mode == "custom"_L1 ? QString()
                                                                : u"mode="_s + mode;
    if (std::none_of(rows.cbegin(), rows.cend(), [&](const auto &row) { return row.first == now; }))
        rows += {now, now.section(u'=', 1)};
    bool same = m_model->count() == rows.size();
    for (int i = 0; same && i < rows.size(); ++i)
        same = m_model->itemData(i).toString() == rows[i].first
               && m_model->itemText(i) == SafeText::line(rows[i].second, 120);
    if (!same) {
        m_model->clear();
        for (const auto &[raw, text] : std::as_const(rows))
            m_model->addItem(SafeText::line(text, 120), raw);
    }
    m_model->setCurrentIndex(m_model->findData(now));

    QString lacks;
    if (known && isCustom()) {
        const bool usable =
            std::any_of(known->cpuModels.cbegin(), known->cpuModels.cend(),
                        [&](const auto &one) { return one.name == model && one.usable; });
        const QStringList missing =
            m_map.lacking(model, known->hostModelName, known->hostModelFeatures);
        if (!usable && !missing.isEmpty())
            lacks = tr("The host lacks: %1.").arg(missing.join(u", "_s));
        else if (!usable)
            lacks = tr("The host lacks something that this model has.");
    }
    QList<CpuFeatureList::Feature> features;
    for (const XmlNode *one : root().find(u"cpu/feature"))
        features += {one->attribute(u"name"),
                     one->has(u"policy") ? Value(one->attribute(u"policy")) : std::nullopt};
    if (now.isEmpty() && !features.isEmpty())
        lacks = tr("Features need a model.");
    setNote(m_model, lacks);
    m_features->setFeatures(features);

    const QStringList names = mitigations();
    const bool all =
        !names.isEmpty()
        && std::all_of(names.cbegin(), names.cend(), [&features](const QString &name) {
               return std::any_of(features.cbegin(), features.cend(), [&](const auto &one) {
                   const QString policy = one.policy.value_or(u"require"_s);
                   return one.name == name && (policy == "require"_L1 || policy == "force"_L1);
               });
           });
    m_mitigations->setChecked(all);
    m_mitigations->setEnabled(!names.isEmpty() && (all || isCustom()));
    if (now == "mode=host-passthrough"_L1 || now == "mode=host-model"_L1)
        setNote(m_mitigations, tr("This model has what the host’s has."));
    else if (!isCustom())
        setNote(m_mitigations, tr("Choose a model first."));
    else if (known && names.isEmpty())
        setNote(m_mitigations, tr("This host reports none of them."));
    else
        setNote(m_mitigations, names.isEmpty() ? QString() : names.join(u", "_s));
}

void CpuEditor::fillThreads()
{
    const QSignalBlocker blocker(m_ioThreads);
    m_ioThreads->setValue(qMax(0, root().value(u"iothreads").toInt()));
    setRowVisible(m_ioThreads, !isContainer());
    const auto pinOf = [this](const QString &element, QStringView attribute,
                              const QString &number) -> Value {
        for (const XmlNode *one : root().find(element)) {
            if (attribute.isEmpty() || one->attribute(attribute) == number)
                return one->attribute(u"cpuset");
        }
        return {};
    };
    QList<CpuPinning::Thread> threads;
    const int count = qMin(m_maximum->value(), 1024);
    for (int i = 0; i < count; ++i) {
        const QString number = QString::number(i);
        threads += {u"cputune/vcpupin[vcpu=%1]@cpuset"_s.arg(number), tr("vCPU %1").arg(number),
                    pinOf(u"cputune/vcpupin"_s, u"vcpu", number)};
    }
    threads +=
        {u"cputune/emulatorpin@cpuset"_s, tr("Emulator"), pinOf(u"cputune/emulatorpin"_s, {}, {})};
    const QStringList numbers = MachineThreads::ioThreads(root());
    for (const QString &number : numbers)
        threads += {u"cputune/iothreadpin[iothread=%1]@cpuset"_s.arg(number),
                    tr("I/O thread %1").arg(SafeText::line(number, 10)),
                    pinOf(u"cputune/iothreadpin"_s, u"iothread", number)};
    const auto &choices = context().choices;
    m_pinning->setCells(choices && choices->host ? choices->host->cells : QList<NumaCell>{});
    m_pinning->setThreads(threads);
}

// The names of libvirt's features and what its models have are in files.
void CpuEditor::readMap()
{
    const QString architecture = root().value(u"os/type@arch");
    if (m_mapOf == architecture || isContainer())
        return;
    m_mapOf = architecture;
    whenDone(QtConcurrent::run([architecture] { return CpuMap::read(architecture); }), this,
             [this, architecture](const CpuMap &map) {
                 if (m_mapOf != architecture)
                     return;
                 m_map = map;
                 m_features->setKnown(map.features);
                 fillModel();
             });
}
