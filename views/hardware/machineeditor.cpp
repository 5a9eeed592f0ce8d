// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/machineeditor.h"

#include "models/core/safetext.h"
#include "models/xml/devicewords.h"
#include "views/basic/markdownview.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

static constexpr qsizetype mostDescription = 256 * 1024; // characters in the editor

MachineEditor::MachineEditor(const HardwareServices &services, QWidget *parent)
    : FormEditor(services, parent)
    , m_description(new QPlainTextEdit)
    , m_preview(new QToolButton)
    , m_descriptions(new QStackedWidget)
    , m_markdown(new MarkdownView)
{
    const auto fact = [this](const QString &label, const QString &path) {
        auto *text = new PlainLabel;
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        text->setWordWrap(true);
        addRow(label, text);
        m_facts.insert(path, text);
    };
    fact(tr("Name"), u"name"_s);
    addText(tr("Title"), u"title"_s)->setMaxLength(4096);

    m_description->setAccessibleName(tr("Description"));
    m_description->setTabChangesFocus(true);
    m_markdown->setAccessibleName(tr("Preview of the description"));
    m_descriptions->addWidget(m_description);
    m_descriptions->addWidget(m_markdown);
    m_descriptions->setFixedHeight(fontMetrics().height() * 10);
    m_preview->setText(tr("Preview"));
    m_preview->setAccessibleName(m_preview->text());
    m_preview->setCheckable(true);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(m_descriptions);
    layout->addWidget(m_preview, 0, Qt::AlignLeft);
    addRow(tr("Description"), box);
    box->setAccessibleName({});
    setNote(box, tr("Plain text or Markdown."));

    addGroup(tr("Hardware"));
    m_type = addChoice(tr("Machine type"), u"os/type@machine"_s, {});
    fact(tr("UUID"), u"uuid"_s);
    fact(tr("Hypervisor"), u"@type"_s);
    fact(tr("Virtualization"), u"os/type"_s);
    fact(tr("Architecture"), u"os/type@arch"_s);
    alsoCovers({u"description"_s, u"os/type@arch"_s});

    connect(m_description, &QPlainTextEdit::textChanged, this, [this] {
        const QString text = m_description->toPlainText();
        set(u"description"_s, text.trimmed().isEmpty() ? std::nullopt : Value(text.trimmed()));
    });
    connect(m_preview, &QToolButton::toggled, this, &MachineEditor::preview);
}

void MachineEditor::preview()
{
    const bool on = m_preview->isChecked();
    if (on)
        m_markdown->show(m_description->toPlainText());
    m_descriptions->setCurrentIndex(on ? 1 : 0);
}

void MachineEditor::fillMore()
{
    for (auto it = m_facts.cbegin(); it != m_facts.cend(); ++it) {
        QString text = root().value(it.key());
        if (it.key() == "@type"_L1)
            text = Fields::word(text, Words::hypervisor);
        else if (it.key() == "os/type"_L1)
            text = Fields::word(text, Words::osType);
        it.value()->setText(wrappable(SafeText::line(text, 300)));
        setRowVisible(it.value(), !text.isEmpty());
    }
    setNote(m_facts.value(u"name"_s),
            context().running ? tr("It can be renamed while it is off.") : QString());
    QString description = value(u"description"_s).value_or(QString());
    // What is longer can be seen and changed in the XML.
    const bool fits = description.size() <= mostDescription;
    description.truncate(mostDescription);
    if (m_description->toPlainText().trimmed() != description) {
        const QSignalBlocker blocker(m_description);
        m_description->setPlainText(description);
    }
    m_description->setReadOnly(!fits);
    if (m_preview->isChecked())
        m_markdown->show(description);
    fillTypes();
}

void MachineEditor::fillTypes()
{
    WordList types;
    const QString arch = root().value(u"os/type@arch");
    if (const auto &choices = context().choices; choices && choices->host) {
        for (const GuestSupport &guest : choices->host->guests) {
            if (guest.osType != osType() || (!arch.isEmpty() && guest.architecture != arch)
                || !guest.domainTypes.contains(domainType()))
                continue;
            for (const MachineType &one : guest.machines) {
                if (std::any_of(types.cbegin(), types.cend(),
                                [&one](const auto &other) { return other.raw == one.name; }))
                    continue;
                types += {one.name, !one.canonical.isEmpty()
                                        ? tr("%1 (the newest, %2)").arg(one.name, one.canonical)
                                    : one.deprecated ? tr("%1 (deprecated)").arg(one.name)
                                                     : one.name};
            }
        }
    }
    setWords(m_type, types);
    setRowVisible(m_type, !isContainer());
    QString note;
    if (!isOriginal(u"os/type@machine"_s)) {
        note = tr("The guest finds other hardware: Windows may ask to be activated again. From one "
                  "chipset to another (i440FX, Q35) the controllers and addresses in the XML must "
                  "fit, and snapshots with memory cannot be resumed.");
    }
    setNote(m_type, note);
}
