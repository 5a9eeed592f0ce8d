// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/treefield.h"

#include "dialogs/newmachine/downloaddialog.h"
#include "dialogs/newmachine/newmachinestate.h"
#include "dialogs/storage/fieldform.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/download/download.h"
#include "models/values/systemsearch.h"

#include <QDate>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

constexpr int typingMs = 600;

TreeField::TreeField(NewMachineState &state)
    : m_state(state)
    , m_address(new QLineEdit)
    , m_arguments(new QLineEdit)
    , m_search(new QLineEdit)
    , m_list(new QListWidget)
    , m_form(new FieldForm)
    , m_typed(new QTimer(this))
{
    m_address->setPlaceholderText(u"https://example.org/os"_s);
    m_address->setClearButtonEnabled(true);
    m_arguments->setPlaceholderText(tr("More for the installer's kernel, if need be"));
    m_search->setAccessibleName(tr("Search installation trees"));
    m_search->setPlaceholderText(tr("Search by name and version"));
    m_search->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Installation trees"));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(fontMetrics().height() * 5);
    m_form->add(tr("&Address"), m_address);
    m_form->add(tr("Kernel ar&guments"), m_arguments);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_form);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);

    m_typed->setSingleShot(true);
    m_typed->setInterval(typingMs);
    connect(m_typed, &QTimer::timeout, this, &TreeField::changed);
    connect(m_address, &QLineEdit::textChanged, this, [this] {
        m_state.forgetTree();
        m_typed->start();
        update();
    });
    connect(m_arguments, &QLineEdit::textChanged, this, &TreeField::changed);
    connect(m_search, &QLineEdit::textChanged, this, &TreeField::fill);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (!item)
            return;
        m_address->setText(item->data(Qt::UserRole).toString());
        m_address->setCursorPosition(0);
        m_typed->stop();
        Q_EMIT changed();
    });
    connect(&state, &NewMachineState::detectionChanged, this, &TreeField::update);
    update();
}

QString TreeField::address() const
{
    const QString typed = m_address->text();
    return downloadUrlProblem(typed).isEmpty() ? treeUrl(typed) : QString();
}

QString TreeField::arguments() const
{
    return m_arguments->text().simplified();
}

void TreeField::enter()
{
    if (std::exchange(m_asked, true))
        return;
    whenDone(m_state.catalog().systems(), this, [this](const Result<QList<SystemEntry>> &systems) {
        m_systems = systems.value_or(QList<SystemEntry>());
        fill();
    });
    whenDone(m_state.catalog().trees(), this, [this](const Result<QList<SystemTree>> &trees) {
        if (!trees)
            return;
        for (const SystemTree &tree : *trees) {
            if (tree.architecture == m_state.architecture()
                && downloadUrlProblem(tree.url).isEmpty())
                m_trees[tree.systemId] += tree;
        }
        fill();
    });
}

void TreeField::fill()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const auto systems = findSystems(m_systems, m_search->text(), QDate::currentDate());
    for (const SystemEntry &system : systems) {
        const auto trees = m_trees.value(system.id);
        for (const SystemTree &tree : trees) {
            auto *item = new QListWidgetItem(releaseName(tree.systemName, tree.variant), m_list);
            item->setData(Qt::UserRole, tree.url);
        }
    }
}

void TreeField::update()
{
    QString problem = downloadUrlProblem(m_address->text()), remark;
    const InstallTree &tree = m_state.draft.tree;
    if (problem.isEmpty() && m_state.isDetecting())
        remark = tr("Looking at what is there…");
    else if (problem.isEmpty() && m_state.treeError())
        problem = SafeText::block(
            m_state.treeError()->detail.isEmpty()
                ? m_state.treeError()->summary
                : tr("%1 %2").arg(m_state.treeError()->summary, m_state.treeError()->detail),
            400);
    else if (!tree.isEmpty())
        remark = tree.kernelSha256.isEmpty() && tree.kernelUrl.startsWith("http:"_L1)
                     ? tr("An installer is there. Nothing tells whether somebody on the way "
                          "exchanges it: the address is not protected.")
                     : tr("An installer is there.");
    m_form->say(m_address, problem, remark);
}
