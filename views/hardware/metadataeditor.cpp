// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/metadataeditor.h"

#include "models/values/metadatanamespace.h"
#include "models/xml/domainedit.h"
#include "models/xml/handwritten.h"
#include "models/xml/textsplice.h"
#include "views/basic/plainlabel.h"
#include "views/hardware/metadatabox.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static constexpr qsizetype mostBytes = 256 * 1024; // of one element in an editor
static constexpr qsizetype mostElements = 50;

MetadataEditor::MetadataEditor(const HardwareServices &services, QWidget *parent)
    : ItemEditor(services, parent)
    , m_layout(new QVBoxLayout(this))
    , m_none(new PlainLabel(tr("Nothing is left of it.")))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(fontMetrics().height());
    auto *hint =
        new PlainLabel(tr("What programs keep with this machine. It changes nothing of the "
                          "machine, but they may rely on it."));
    hint->setWordWrap(true);
    m_layout->addWidget(hint);
    m_layout->addWidget(m_none);
    m_none->hide();
}

QString MetadataEditor::searchText() const
{
    QStringList words;
    for (const MetadataBox *box : m_boxes)
        words += box->element().space + u' ' + box->element().name;
    return words.join(u' ');
}

QString MetadataEditor::pathOf(const XmlNode &element) const
{
    const QString prefix =
        element.name.contains(u':') ? element.name.section(u':', 0, 0) : QString();
    const QString declared = prefix.isEmpty() ? u"xmlns"_s : u"xmlns:"_s + prefix;
    if (!element.space.isEmpty() && !element.space.contains(u']')) {
        const QString path = u"metadata/%1[%2=%3]"_s.arg(element.name, declared, element.space);
        if (!elementXml(context().document, context().item, path).isEmpty())
            return path;
    }
    return {};
}

void MetadataEditor::refill()
{
    setEnabled(!context().readOnly);
    const QByteArray &document = context().document;
    const auto root = readTree(document);
    QStringList paths;
    QList<MetadataBox::Element> elements;
    for (const XmlNode *metadata : root ? root->find(u"metadata") : QList<const XmlNode *>()) {
        for (const XmlNode &child : metadata->children) {
            if (elements.size() >= mostElements)
                break;
            MetadataBox::Element one{.name = child.name, .space = child.space};
            QString path = pathOf(child);
            one.xml = sourceOf(child, document);
            if (child.space == MetadataNamespace::libosinfo) {
                one.fixed = tr("It is chosen on the page of the operating system.");
            } else if (one.xml.size() > mostBytes) {
                one.xml.truncate(mostBytes);
                one.fixed = tr("It is too long to be shown whole here: it can be edited in the XML "
                               "of the machine.");
            } else if (path.isEmpty() || paths.contains(path)) {
                one.fixed = tr("It can be edited in the XML of the machine.");
            }
            if (path.isEmpty() || paths.contains(path))
                path =
                    u"%1 %2"_s.arg(elements.size()).arg(child.name); // no path, but a name for it
            paths += path;
            elements += one;
        }
    }
    if (m_paths != paths) {
        qDeleteAll(m_boxes);
        m_boxes.clear();
        m_paths = paths;
        for (const QString &path : std::as_const(m_paths)) {
            auto *box = new MetadataBox;
            m_layout->addWidget(box);
            m_boxes += box;
            connect(box, &MetadataBox::edited, this,
                    [this, path](const QByteArray &xml) { take(path, xml); });
            // It is gone before its signal has ended.
            connect(
                box, &MetadataBox::removeWanted, this, [this, path] { setElement(path, {}); },
                Qt::QueuedConnection);
        }
    }
    for (qsizetype i = 0; i < m_boxes.size(); ++i)
        m_boxes[i]->setElement(elements[i]);
    m_none->setVisible(m_boxes.isEmpty());
}

void MetadataEditor::take(const QString &path, const QByteArray &xml)
{
    const QByteArray before = originalElement(path);
    if (saysTheSame(before, xml)) {
        setElement(path, before);
        return;
    }
    // Its lines where they were: the text has them shifted left.
    const QByteArray &document = context().document;
    QByteArray indented = xml;
    const auto root = readTree(document);
    for (const XmlNode *metadata : root ? root->find(u"metadata") : QList<const XmlNode *>()) {
        for (const XmlNode &child : metadata->children) {
            if (pathOf(child) != path)
                continue;
            indented = TextSplice::fitted(document, child.span.begin, xml);
        }
    }
    setElement(path, indented);
}
