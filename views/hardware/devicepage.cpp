// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/devicepage.h"

#include "models/core/safetext.h"
#include "models/xml/handwritten.h"
#include "models/xml/sectionxml.h"
#include "views/basic/plainlabel.h"
#include "views/facts/factsform.h"
#include "views/hardware/itemsettings.h"
#include "views/hardware/xmlpage.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QScrollArea>
#include <QStyle>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

DevicePage::DevicePage(QWidget *parent)
    : QWidget(parent)
    , m_icon(new PlainLabel)
    , m_title(new PlainLabel)
    , m_summary(new PlainLabel)
    , m_change(new PlainLabel)
    , m_nothing(new PlainLabel(tr("There is nothing to say about it beyond its XML.")))
    , m_tabs(new QTabWidget)
    , m_settings(new ItemSettings)
    , m_facts(new FactsForm)
    , m_xml(new XmlPage)
{
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setBold(true);
    m_title->setFont(large);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setWordWrap(true);
    m_change->setWordWrap(true);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);

    const int margin = fontMetrics().height();
    const auto scrolled = [margin](const QList<QWidget *> &parts) {
        auto *page = new QWidget;
        auto *layout = new QVBoxLayout(page);
        layout->setContentsMargins(margin, margin, margin, margin);
        for (QWidget *part : parts)
            layout->addWidget(part);
        layout->addStretch();
        auto *scroll = new QScrollArea;
        scroll->setWidgetResizable(true);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidget(page);
        scroll->viewport()->setAutoFillBackground(false);
        page->setAutoFillBackground(false);
        return scroll;
    };

    m_tabs->addTab(scrolled({m_settings}), tr("Settings"));
    m_tabs->addTab(scrolled({m_nothing, m_facts}), tr("Details"));
    m_tabs->addTab(m_xml, tr("XML"));
    m_tabs->setDocumentMode(true);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DevicePage::tabChanged);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DevicePage::fillXml);
    connect(m_tabs, &QTabWidget::tabBarClicked, this, [this] { m_settingsLeft = false; });

    auto *heading = new QVBoxLayout;
    heading->setSpacing(0);
    heading->addWidget(m_title);
    heading->addWidget(m_summary);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(margin, margin / 2, margin, 0);
    top->setSpacing(margin);
    top->addWidget(m_icon);
    top->addLayout(heading, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(top);
    auto *changeLayout = new QHBoxLayout;
    changeLayout->setContentsMargins(margin, 0, margin, 0);
    changeLayout->addWidget(m_change);
    layout->addLayout(changeLayout);
    layout->addWidget(m_tabs, 1);
}

static QString changeText(DeviceListModel::Change change)
{
    switch (change) {
    case DeviceListModel::Differs:
        return DevicePage::tr("This changes at the next start.");
    case DeviceListModel::GoesAway:
        return DevicePage::tr("This is gone after the next start.");
    case DeviceListModel::Comes:
        return DevicePage::tr("This is there from the next start on.");
    case DeviceListModel::Same:
        break;
    }
    return {};
}

void DevicePage::setRow(const DeviceListModel::Row &row)
{
    if (m_filled && m_row == row)
        return; // what is selected in the text stays selected
    const bool other = !m_filled || m_row.item.key != row.item.key;
    const bool sameFacts = !other && m_row.item.properties == row.item.properties;
    m_row = row;
    m_filled = true;
    const HardwareItem &item = m_row.item;
    const int side = style()->pixelMetric(QStyle::PM_LargeIconSize);
    const QIcon icon = QIcon::fromTheme(item.icon, QIcon::fromTheme(u"application-x-addon"_s));
    m_icon->setPixmap(icon.pixmap(QSize(side, side), devicePixelRatioF()));
    m_title->setText(SafeText::line(item.title));
    m_summary->setText(SafeText::line(item.summary));
    m_summary->setVisible(!item.summary.isEmpty());
    m_change->setText(changeText(m_row.change));
    m_change->setVisible(m_row.change != DeviceListModel::Same);
    m_nothing->setVisible(item.properties.isEmpty());
    if (!sameFacts) {
        m_facts->setUpdatesEnabled(false);
        m_facts->clear();
        // A label may be there twice: two kinds of source, two spellings of one thing.
        for (const HardwareProperty &property : item.properties) {
            const QString before = m_facts->fact(property.label);
            m_facts->setFact(property.label,
                             before.isEmpty() ? property.value : before + u'\n' + property.value);
        }
        m_facts->setHighlight(m_highlight);
        m_facts->setUpdatesEnabled(true);
    }
}

void DevicePage::setContext(const ItemContext &context)
{
    m_context = context;
    if (context.item.isEmpty())
        m_settings->clear();
    else
        m_settings->setContext(context);
    // A tab that goes hands over to its neighbour; when it is back, so is who was looking at it.
    const bool looked = m_tabs->currentIndex() == 0 || m_settingsLeft;
    m_settingsLeft = m_settings->isEmpty() && looked;
    m_tabs->setTabVisible(0, !m_settings->isEmpty());
    if (looked && !m_settings->isEmpty())
        m_tabs->setCurrentIndex(0);
    m_xml->setSchema(context.schema);
    fillXml();
    QStringList lines{changeText(m_row.change)};
    for (const DefinitionDifference &one : context.waiting) {
        if (one.kind == DefinitionDifference::Kind::Changed && lines.size() < 8)
            lines += differenceDetail(one);
    }
    m_change->setText(lines.join(u'\n'));
}

void DevicePage::setCopies(const QByteArray &now, const QByteArray &later)
{
    m_now = now;
    m_later = later;
}

// What the definition says of an item, as it is or will be written by hand.
static QByteArray wantedXml(const ItemContext &context, bool *pending)
{
    const DomainChanges &changes = context.changes;
    if (SectionXml::isWhole(context.item)) {
        *pending = changes.document.has_value();
        const bool alone = changes.fields.isEmpty() && changes.elements.isEmpty();
        return *pending && alone ? changes.document->after : context.document;
    }
    if (context.item.isEmpty())
        return {};
    const SplitChanges parts = split(changes);
    const auto own = [&context](const auto &one) { return one.item == context.item; };
    for (const ElementChange &one : parts.handwritten.elements) {
        if (!own(one))
            continue;
        *pending = true;
        const auto &fields = parts.others.fields;
        const auto &elements = parts.others.elements;
        if (std::none_of(fields.begin(), fields.end(), own)
            && std::none_of(elements.begin(), elements.end(), own))
            return one.after;
    }
    return itemSource(context.document, context.item);
}

void DevicePage::fillXml()
{
    // Documents can be long: they are read when somebody looks.
    if (m_tabs->currentWidget() != m_xml)
        return;
    ItemXml xml{.item = m_row.item.key,
                .shown = m_row.item.xml,
                .readOnly = m_context.readOnly,
                .now = m_now,
                .later = m_later};
    xml.wanted = wantedXml(m_context, &xml.pending);
    xml.writable = !SectionXml::isPart(m_row.item.key)
                   && (!xml.wanted.isEmpty() || SectionXml::isSection(m_context.item));
    xml.declarations = declarationsOf(m_context.document);
    m_xml->setXml(xml);
}

void DevicePage::setHighlight(const QString &words)
{
    m_highlight = words;
    m_facts->setHighlight(words);
    m_settings->setHighlight(words);
}

QString DevicePage::title() const
{
    return m_title->text();
}
