// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/securityeditor.h"

#include <algorithm>

using namespace Qt::StringLiterals;

SecurityEditor::SecurityEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
{
    const QList<std::pair<QString, QString>> models{{u"apparmor"_s, tr("AppArmor")},
                                                    {u"selinux"_s, tr("SELinux")},
                                                    {u"dac"_s, tr("Owner of files (DAC)")}};
    const WordList yesNo{{u"yes"_s, tr("Yes")}, {u"no"_s, tr("No")}};
    for (const auto &[model, title] : models) {
        const QString path = u"seclabel[model=%1]"_s.arg(model);
        addGroup(title);
        Label one{.model = model};
        one.type = addChoice(tr("Label of %1").arg(title), path + u"@type"_s,
                             {{u"dynamic"_s, tr("Made at every start")},
                              {u"static"_s, tr("Fixed")},
                              {u"none"_s, tr("None")}});
        one.relabel =
            addChoice(tr("Relabels files for %1").arg(title), path + u"@relabel"_s, yesNo);
        one.label = addText(tr("Fixed label of %1").arg(title), path + u"/label"_s);
        one.base = addText(tr("Base label of %1").arg(title), path + u"/baselabel"_s);
        m_labels += one;
    }
    addGroup(tr("Launch security"));
    m_launch = addChoice(tr("Encrypted memory"), u"launchSecurity@type"_s, {});
    const auto row = [this](QWidget *editor, const QString &part) {
        m_launchRows.insert(u"launchSecurity"_s + part, editor);
    };
    const auto path = [](const QString &part) { return QString(u"launchSecurity"_s + part); };
    row(addText(tr("Policy"), path(u"/policy"_s)), u"/policy"_s);
    row(addNumber(tr("C-bit position"), path(u"/cbitpos"_s)), u"/cbitpos"_s);
    row(addNumber(tr("Lost address bits"), path(u"/reducedPhysBits"_s)), u"/reducedPhysBits"_s);
    row(addText(tr("Owner’s key (base64)"), path(u"/dhCert"_s)), u"/dhCert"_s);
    row(addText(tr("Session (base64)"), path(u"/session"_s)), u"/session"_s);
    row(addChoice(tr("Kernel is measured"), path(u"@kernelHashes"_s), yesNo), u"@kernelHashes"_s);
    connect(m_launch, &QComboBox::currentIndexChanged, this, &SecurityEditor::setLaunch);
}

// What a kind of launch security has; nothing: we do not know it.
static std::optional<QStringList> partsOf(const QString &kind)
{
    const QStringList amd{u"/policy"_s, u"/cbitpos"_s, u"/reducedPhysBits"_s, u"@kernelHashes"_s};
    if (kind.isEmpty() || kind == "s390-pv"_L1)
        return QStringList();
    if (kind == "sev"_L1)
        return amd + QStringList{u"/dhCert"_s, u"/session"_s};
    if (kind == "sev-snp"_L1)
        return amd + QStringList{u"@authorKey"_s, u"@vcek"_s,   u"/guestVisibleWorkarounds"_s,
                                 u"/idBlock"_s,   u"/idAuth"_s, u"/hostData"_s};
    if (kind == "tdx"_L1)
        return QStringList{u"/policy"_s, u"/mrConfigId"_s, u"/mrOwner"_s, u"/mrOwnerConfig"_s,
                           u"/quoteGenerationService@path"_s};
    return {};
}

// What one kind needs means nothing to another.
void SecurityEditor::setLaunch()
{
    const auto parts = partsOf(m_launch->currentData().toString());
    if (!parts)
        return;
    together([this, &parts] {
        for (const QString &kind : {u"sev"_s, u"sev-snp"_s, u"tdx"_s}) {
            const QStringList all = partsOf(kind).value_or(QStringList());
            for (const QString &part : all) {
                const QString path = u"launchSecurity"_s + part;
                if (!parts->contains(part) && value(path))
                    set(path, std::nullopt);
            }
        }
    });
}

// As far as this libvirt knows them.
void SecurityEditor::fillKinds()
{
    WordList kinds{{u"sev"_s, tr("AMD SEV")}, {u"s390-pv"_s, tr("IBM Secure Execution")}};
    const QHash<QString, QString> newer{{u"sev-snp"_s, tr("AMD SEV-SNP")},
                                        {u"tdx"_s, tr("Intel TDX")}};
    const QString now = root().value(u"launchSecurity@type");
    QStringList known;
    if (const auto &schema = context().schema) {
        if (const auto type = schema->attribute({u"domain"_s, u"launchSecurity"_s}, u"type"_s))
            known = type->words;
    }
    if (!now.isEmpty() && !known.contains(now))
        known += now;
    for (const QString &kind : std::as_const(known)) {
        if (std::none_of(kinds.cbegin(), kinds.cend(),
                         [&kind](const auto &one) { return one.raw == kind; }))
            kinds += {kind, newer.value(kind, kind)};
    }
    setWords(m_launch, kinds);
}

void SecurityEditor::fillMore()
{
    QStringList there;
    for (const XmlNode *label : root().find(u"seclabel"))
        there += label->attribute(u"model");
    const auto &choices = context().choices;
    const bool known = choices && choices->host;
    for (const Label &one : std::as_const(m_labels)) {
        const bool shown = there.contains(one.model)
                           || (known && choices->host->securityModels.contains(one.model));
        for (QWidget *row :
             std::initializer_list<QWidget *>{one.type, one.relabel, one.label, one.base})
            setRowVisible(row, shown);
        one.label->setEnabled(there.contains(one.model));
        one.base->setEnabled(there.contains(one.model));
        one.relabel->setEnabled(there.contains(one.model));
    }
    fillKinds();
    const QString kind = root().value(u"launchSecurity@type");
    const bool sev = kind == "sev"_L1;
    const auto parts = partsOf(kind);
    for (auto row = m_launchRows.cbegin(); row != m_launchRows.cend(); ++row) {
        const QString part = row.key().sliced(QStringView(u"launchSecurity").size());
        setRowVisible(row.value(), (parts && parts->contains(part)) || says(row.key()));
    }
    const bool lacksPolicy = sev && root().value(u"launchSecurity/policy").isEmpty();
    setNote(m_launchRows.value(u"launchSecurity/policy"_s),
            lacksPolicy ? tr("SEV needs a policy, such as 0x0003.") : QString());
    setNote(m_launch, choices && choices->capabilities && !choices->capabilities->sev && sev
                          ? tr("This host says that it cannot.")
                          : QString());
}
