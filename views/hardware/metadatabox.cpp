// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/metadatabox.h"

#include "models/core/safetext.h"
#include "models/values/metadatanamespace.h"
#include "models/xml/handwritten.h"
#include "models/xml/xmlnode.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"
#include "views/xmleditor/xmledit.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

MetadataBox::MetadataBox(QWidget *parent)
    : QWidget(parent)
    , m_title(new PlainLabel)
    , m_note(new PlainLabel)
    , m_text(new XmlEdit)
    , m_edit(new QPushButton(QIcon::fromTheme(u"document-edit"_s), tr("Edit")))
    , m_remove(new QPushButton(QIcon::fromTheme(u"list-remove"_s), tr("Remove")))
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setWordWrap(true);
    m_text->setEditable(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_edit);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        m_writing = true;
        m_text->setEditable(true);
        m_edit->setEnabled(false);
        m_text->setFocus();
    });
    connect(m_remove, &QPushButton::clicked, this, &MetadataBox::removeWanted);
    connect(m_text, &XmlEdit::edited, this, &MetadataBox::take);
}

static QString titleOf(const QString &space)
{
    if (space == MetadataNamespace::libosinfo)
        return MetadataBox::tr("Operating system (libosinfo)");
    if (space == MetadataNamespace::guesthouse)
        return MetadataBox::tr("Tags (Guesthouse)");
    if (space == MetadataNamespace::installation)
        return MetadataBox::tr("An installation under way (Guesthouse)");
    return space.isEmpty() ? MetadataBox::tr("Without a namespace") : SafeText::line(space, 300);
}

void MetadataBox::setElement(const Element &element)
{
    if (m_element == element)
        return;
    const bool other = m_element.name != element.name || m_element.space != element.space;
    m_element = element;
    const QString shown = SafeText::line(element.name, 80);
    m_title->setText(wrappable(titleOf(element.space)));
    m_text->setAccessibleName(tr("XML of %1").arg(shown));
    m_edit->setAccessibleName(tr("Edit %1").arg(shown));
    m_remove->setAccessibleName(tr("Remove %1").arg(shown));
    m_edit->setVisible(element.fixed.isEmpty());
    m_remove->setVisible(element.fixed.isEmpty());
    if (other || !element.fixed.isEmpty()) {
        m_writing = false;
        m_text->setEditable(false);
    }
    m_edit->setEnabled(!m_writing);
    if (other || !saysTheSame(m_text->text().toUtf8(), element.xml))
        m_text->setText(QString::fromUtf8(element.xml));
    m_note->setText(element.fixed);
    m_note->setVisible(!element.fixed.isEmpty());
    fit();
}

// Why it cannot be in the place of the element; empty: it can.
QString MetadataBox::problem(const QByteArray &xml) const
{
    const auto read = readTree(xml);
    if (!read)
        return tr("Not taken yet: %1")
            .arg(SafeText::line(read.error().summary + u' ' + read.error().detail, 300));
    if (read->name != m_element.name || read->space != m_element.space)
        return tr("Not taken: the element has to keep its name and its namespace.");
    return {};
}

void MetadataBox::take()
{
    const QByteArray xml = m_text->text().toUtf8().trimmed();
    const QString why = problem(xml);
    m_note->setText(why);
    m_note->setVisible(!why.isEmpty());
    fit();
    if (why.isEmpty())
        Q_EMIT edited(xml);
}

void MetadataBox::fit()
{
    const int lines = std::clamp(int(m_text->text().count(u'\n')) + 2, 4, 20);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * lines + 2 * m_text->frameWidth());
}
