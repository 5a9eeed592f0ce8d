// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/systeminformationeditor.h"

#include "models/xml/domainedit.h"

using namespace Qt::StringLiterals;

SystemInformationEditor::SystemInformationEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
{
    addGroup(tr("System information"));
    m_from = addChoice(tr("The guest reads"), u"os/smbios@mode"_s,
                       {{u"emulate"_s, tr("What the hypervisor says")},
                        {u"host"_s, tr("What the host has")},
                        {u"sysinfo"_s, tr("What is written here")}});
    const auto group = [this](const QString &title, const QString &element,
                              const QList<std::pair<QString, QString>> &entries) {
        addGroup(title);
        for (const auto &[name, label] : entries) {
            const QString path = u"sysinfo/%1/entry[name=%2]"_s.arg(element, name);
            auto *edit = new QLineEdit;
            edit->setMaxLength(4096);
            edit->setPlaceholderText(tr("Default"));
            addRow(label, edit);
            edit->setAccessibleName(tr("%1: %2").arg(title, label));
            alsoCovers({path});
            m_entries.insert(path, edit);
            connect(edit, &QLineEdit::textEdited, this,
                    [this, path](const QString &text) { setEntry(path, text.trimmed()); });
        }
    };
    const std::pair<QString, QString> maker{u"manufacturer"_s, tr("Manufacturer")},
        product{u"product"_s, tr("Product")}, version{u"version"_s, tr("Version")},
        serial{u"serial"_s, tr("Serial number")}, asset{u"asset"_s, tr("Asset tag")};
    group(tr("System"), u"system"_s,
          {maker, product, version, serial, {u"sku"_s, tr("SKU")}, {u"family"_s, tr("Family")}});
    group(tr("Firmware"), u"bios"_s,
          {{u"vendor"_s, tr("Vendor")},
           version,
           {u"date"_s, tr("Date")},
           {u"release"_s, tr("Release")}});
    group(tr("Board"), u"baseBoard"_s, {maker, product, version, serial, asset});
    group(tr("Chassis"), u"chassis"_s, {maker, version, serial, asset});
}

void SystemInformationEditor::setEntry(const QString &path, const QString &text)
{
    together([&] {
        set(path, text.isEmpty() ? std::nullopt : Value(text));
        // Of which table it is: nothing else has these entries.
        bool any = !text.isEmpty();
        for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it)
            any = any || (it.key() != path && !it.value()->text().trimmed().isEmpty());
        if (any && !value(u"sysinfo@type"_s))
            set(u"sysinfo@type"_s, u"smbios"_s);
        else if (!any && value(u"sysinfo@type"_s))
            set(u"sysinfo@type"_s, std::nullopt);
    });
}

void SystemInformationEditor::fillMore()
{
    const QStringList paths = m_entries.keys();
    const auto values = fieldValues(context().document, context().item, paths);
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const QString text = values[i].value_or(QString());
        QLineEdit *edit = m_entries.value(paths[i]);
        if (edit->text().trimmed() != text)
            edit->setText(text);
    }
    const bool written = !root().find(u"sysinfo").isEmpty();
    setNote(m_from, written && root().value(u"os/smbios@mode") != "sysinfo"_L1
                        ? tr("What is written here is not used with this setting.")
                        : QString());
}
