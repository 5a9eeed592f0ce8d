// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/devicepage.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/facts/factsform.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QIcon>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStyle>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static constexpr qsizetype mostXml = 4 * 1024 * 1024; // characters in the viewer

DevicePage::DevicePage(QWidget *parent)
    : QWidget(parent)
    , m_icon(new PlainLabel)
    , m_title(new PlainLabel)
    , m_summary(new PlainLabel)
    , m_change(new PlainLabel)
    , m_nothing(new PlainLabel(tr("There is nothing to say about it beyond its XML.")))
    , m_tabs(new QTabWidget)
    , m_facts(new FactsForm)
    , m_xml(new QPlainTextEdit)
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

    auto *words = new QWidget;
    auto *wordsLayout = new QVBoxLayout(words);
    const int margin = fontMetrics().height();
    wordsLayout->setContentsMargins(margin, margin, margin, margin);
    wordsLayout->addWidget(m_nothing);
    wordsLayout->addWidget(m_facts);
    wordsLayout->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(words);
    scroll->viewport()->setAutoFillBackground(false);
    words->setAutoFillBackground(false);

    m_xml->setReadOnly(true);
    m_xml->setAccessibleName(tr("XML"));
    m_xml->setFrameShape(QFrame::NoFrame);
    m_xml->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_xml->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_tabs->addTab(scroll, tr("Details"));
    m_tabs->addTab(m_xml, tr("XML"));
    m_tabs->setDocumentMode(true);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DevicePage::fillXml);

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
    const bool sameXml = !other && m_row.item.xml == row.item.xml;
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
    if (!sameXml) {
        m_xmlFilled = false;
        fillXml();
    }
}

void DevicePage::fillXml()
{
    // Documents can be long: they are laid out when somebody looks.
    if (m_xmlFilled || m_tabs->currentWidget() != m_xml)
        return;
    m_xmlFilled = true;
    m_xml->setPlainText(SafeText::block(QString::fromUtf8(m_row.item.xml), mostXml));
}

void DevicePage::setHighlight(const QString &words)
{
    m_highlight = words;
    m_facts->setHighlight(words);
}

QString DevicePage::title() const
{
    return m_title->text();
}
