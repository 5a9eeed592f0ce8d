// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/systempage.h"

#include "dialogs/newmachine/cloudformbox.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/values/systemsearch.h"
#include "views/basic/plainlabel.h"

#include <QDate>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

SystemPage::SystemPage(NewMachineState &shared)
    : NewMachinePage(shared, tr("System"), tr("Which system will it run?"))
    , m_found(new PlainLabel)
    , m_search(new QLineEdit)
    , m_list(new QListWidget)
    , m_cloudHeading(new PlainLabel(tr("Who may log in?")))
    , m_cloud(new CloudFormBox)
{
    m_found->setWordWrap(true);
    m_search->setAccessibleName(tr("Search systems"));
    m_search->setPlaceholderText(tr("Search by name and version"));
    m_search->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("System"));
    m_list->setUniformItemSizes(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_found);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_cloudHeading);
    layout->addWidget(m_cloud);
    QFont bold = m_cloudHeading->font();
    bold.setBold(true);
    m_cloudHeading->setFont(bold);
    connect(m_cloud, &CloudFormBox::changed, this, [this] {
        state().cloud = m_cloud->form();
        Q_EMIT completeChanged();
    });

    connect(m_search, &QLineEdit::textChanged, this, &SystemPage::fill);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item)
            state().setSystem(item->data(Qt::UserRole).toString(), true);
    });
    connect(&shared, &NewMachineState::detectionChanged, this, &SystemPage::update);
    connect(&shared, &NewMachineState::systemChanged, this, [this] {
        update();
        if (isVisible())
            mark();
    });
}

void SystemPage::enter()
{
    if (!std::exchange(m_asked, true)) {
        whenDone(state().catalog().systems(), this,
                 [this](const Result<QList<SystemEntry>> &systems) {
                     m_systems = systems.value_or(QList<SystemEntry>());
                     fill();
                     mark();
                 });
    }
    const bool cloud = state().draft.origin == MachineOrigin::Cloud;
    m_cloudHeading->setVisible(cloud);
    m_cloud->setVisible(cloud);
    state().cloud = m_cloud->form();
    update();
    mark();
    m_search->setFocus();
}

bool SystemPage::isComplete() const
{
    return state().draft.origin != MachineOrigin::Cloud || m_cloud->isComplete();
}

void SystemPage::fill()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const auto add = [this](const QString &title, const QString &id) {
        auto *item = new QListWidgetItem(title, m_list);
        item->setData(Qt::UserRole, id);
        if (id == state().systemId())
            m_list->setCurrentItem(item);
    };
    add(tr("Another system: nothing is assumed"), {});
    const auto found = findSystems(m_systems, m_search->text(), QDate::currentDate());
    for (const SystemEntry &system : found)
        add(SafeText::line(system.name, 120), system.id);
    if (found.isEmpty() && !m_systems.isEmpty()) {
        auto *hint = new QListWidgetItem(tr("Nothing of this name is known on this computer. An "
                                            "earlier version of the system does as well."),
                                         m_list);
        hint->setFlags(Qt::NoItemFlags);
    }
}

void SystemPage::mark()
{
    const QSignalBlocker quiet(m_list);
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() != state().systemId())
            continue;
        m_list->setCurrentRow(row);
        m_list->scrollToItem(m_list->item(row), QAbstractItemView::PositionAtCenter);
        return;
    }
}

void SystemPage::update()
{
    QString text;
    if (state().isDetecting()) {
        text = tr("Looking at what is on the image…");
    } else if (state().detected()) {
        const QString name = SafeText::line(state().detected()->systemName, 120);
        text = state().systemId() == state().detected()->systemId
                   ? tr("Found on the image: %1.").arg(name)
                   : tr("Found on the image: %1. Something else was chosen.").arg(name);
    } else {
        text = tr("What is known of a system decides which devices the machine has and how large "
                  "it is. Without a choice, it gets what works everywhere.");
    }
    m_found->setText(text);
}
