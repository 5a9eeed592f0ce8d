// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/cpufeaturelist.h"

#include "models/core/safetext.h"
#include "models/xml/devicewords.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QStringListModel>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

CpuFeatureList::CpuFeatureList(QWidget *parent)
    : QWidget(parent)
    , m_list(new QTreeWidget)
    , m_name(new QLineEdit)
    , m_known(new QStringListModel(this))
    , m_add(new QToolButton)
    , m_remove(new QToolButton)
{
    m_list->setAccessibleName(tr("Features"));
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Feature"), tr("Policy")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    m_list->setMinimumHeight(fontMetrics().height() * 6);
    m_list->setMaximumHeight(fontMetrics().height() * 12);
    m_name->setAccessibleName(tr("Feature to add"));
    m_name->setPlaceholderText(tr("Feature to add"));
    m_name->setMaxLength(64);
    m_name->setValidator(
        new QRegularExpressionValidator(QRegularExpression(u"[A-Za-z0-9._-]+"_s), m_name));
    auto *completer = new QCompleter(m_known, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_name->setCompleter(completer);
    m_add->setIcon(QIcon::fromTheme(u"list-add"_s));
    m_add->setText(tr("Add"));
    m_add->setAccessibleName(tr("Add feature"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_remove->setIcon(QIcon::fromTheme(u"list-remove"_s));
    m_remove->setText(tr("Remove"));
    m_remove->setAccessibleName(tr("Remove feature"));
    m_remove->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *below = new QHBoxLayout;
    below->addWidget(m_name, 1);
    below->addWidget(m_add);
    below->addWidget(m_remove);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_list);
    layout->addLayout(below);

    connect(m_add, &QToolButton::clicked, this, &CpuFeatureList::add);
    connect(m_name, &QLineEdit::returnPressed, this, &CpuFeatureList::add);
    connect(m_name, &QLineEdit::textChanged, this, &CpuFeatureList::updateButtons);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &CpuFeatureList::updateButtons);
    connect(m_remove, &QToolButton::clicked, this, [this] {
        if (const QTreeWidgetItem *item = m_list->currentItem())
            Q_EMIT removed(item->data(0, Qt::UserRole).toString());
    });
    updateButtons();
}

void CpuFeatureList::add()
{
    const QString name = m_name->text().trimmed();
    if (!m_add->isEnabled() || name.isEmpty())
        return;
    m_name->clear();
    Q_EMIT policyEdited(name, u"require"_s);
}

void CpuFeatureList::updateButtons()
{
    const QString name = m_name->text().trimmed();
    const bool there = std::any_of(m_features.cbegin(), m_features.cend(),
                                   [&name](const Feature &one) { return one.name == name; });
    m_add->setEnabled(!name.isEmpty() && !there);
    m_remove->setEnabled(m_list->currentItem());
}

void CpuFeatureList::setKnown(const QStringList &names)
{
    if (m_known->stringList() != names)
        m_known->setStringList(names);
}

void CpuFeatureList::setFeatures(const QList<Feature> &features)
{
    if (m_features == features)
        return;
    const bool sameNames =
        std::equal(m_features.cbegin(), m_features.cend(), features.cbegin(), features.cend(),
                   [](const Feature &a, const Feature &b) { return a.name == b.name; });
    m_features = features;
    if (!sameNames) {
        const QString current = m_list->currentItem()
                                    ? m_list->currentItem()->data(0, Qt::UserRole).toString()
                                    : QString();
        m_list->clear();
        m_policies.clear();
        for (const Feature &feature : features) {
            auto *item = new QTreeWidgetItem(m_list, {SafeText::line(feature.name, 80)});
            item->setData(0, Qt::UserRole, feature.name);
            auto *policy = new QComboBox;
            for (const Word &word : Words::featurePolicy)
                policy->addItem(Fields::translated(word.text), QString::fromUtf16(word.raw));
            policy->setAccessibleName(tr("Policy of %1").arg(SafeText::line(feature.name, 80)));
            policy->setFocusPolicy(Qt::StrongFocus);
            connect(policy, &QComboBox::activated, this, [this, policy, name = feature.name] {
                Q_EMIT policyEdited(name, policy->currentData().toString());
            });
            m_list->setItemWidget(item, 1, policy);
            m_policies.insert(feature.name, policy);
            if (feature.name == current)
                m_list->setCurrentItem(item);
        }
    }
    for (const Feature &feature : features) {
        QComboBox *policy = m_policies.value(feature.name);
        const QString raw = feature.policy.value_or(u"require"_s);
        if (policy->findData(raw) < 0)
            policy->addItem(SafeText::line(raw, 40), raw);
        policy->setCurrentIndex(policy->findData(raw));
    }
    updateButtons();
}
