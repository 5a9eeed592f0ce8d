// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/newmachinedialog.h"

#include "dialogs/newmachine/newmachinestate.h"
#include "dialogs/newmachine/resourcespage.h"
#include "dialogs/newmachine/reviewpage.h"
#include "dialogs/newmachine/sourcepage.h"
#include "dialogs/newmachine/storagepage.h"
#include "dialogs/newmachine/systempage.h"
#include "models/inventory/connection.h"
#include "models/values/unattended.h"
#include "views/basic/plainlabel.h"
#include "views/facts/noticepanel.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

enum PageIndex { Source, System, Resources, Disks, Review };

} // namespace

NewMachineDialog::NewMachineDialog(Inventory &inventory, const ConnectionId &host, QWidget *parent)
    : QDialog(parent)
    , m_state(new NewMachineState(inventory, host, this))
    , m_heading(new PlainLabel)
    , m_failure(new NoticePanel)
    , m_stack(new QStackedWidget)
    , m_back(new QPushButton(QIcon::fromTheme(u"go-previous"_s), tr("&Back")))
    , m_next(new QPushButton(tr("&Next")))
    , m_cancel(new QPushButton(tr("Cancel")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New machine"));
    setSizeGripEnabled(true);
    m_pages = {new SourcePage(*m_state), new SystemPage(*m_state), new ResourcesPage(*m_state),
               new MachineStoragePage(*m_state), new ReviewPage(*m_state)};

    const int gap = style()->pixelMetric(QStyle::PM_LayoutVerticalSpacing);
    auto *steps = new QVBoxLayout;
    steps->setSpacing(gap * 2);
    for (NewMachinePage *page : std::as_const(m_pages)) {
        auto *label = new PlainLabel(page->step());
        // Bold is wider; the column stays as it is.
        QFont bold = label->font();
        bold.setBold(true);
        label->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(page->step()) + gap * 4);
        m_stepLabels += label;
        steps->addWidget(label);
        m_stack->addWidget(page);
        connect(page, &NewMachinePage::completeChanged, this, &NewMachineDialog::update);
    }
    steps->addStretch(1);
    QFont large = m_heading->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.2);
    m_heading->setFont(large);
    m_heading->setWordWrap(true);
    m_failure->hide();
    for (QPushButton *button : {m_back, m_next, m_cancel})
        button->setAccessibleName(QString(button->text()).remove(u'&'));

    auto *line = new QFrame;
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Sunken);
    auto *right = new QVBoxLayout;
    right->setSpacing(gap * 2);
    right->addWidget(m_heading);
    right->addWidget(m_failure);
    right->addWidget(m_stack, 1);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(gap * 3);
    upper->addLayout(steps);
    upper->addWidget(line);
    upper->addLayout(right, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    buttons->addSpacing(gap * 2);
    buttons->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap * 3, gap * 3, gap * 3, gap * 2);
    layout->setSpacing(gap * 3);
    layout->addLayout(upper, 1);
    layout->addLayout(buttons);

    connect(m_back, &QPushButton::clicked, this, &NewMachineDialog::back);
    connect(m_next, &QPushButton::clicked, this, &NewMachineDialog::next);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_next->setDefault(true);
    m_back->setAutoDefault(false);
    m_cancel->setAutoDefault(false);
    connect(m_state, &NewMachineState::hostChanged, this, &NewMachineDialog::update);
    connect(m_state, &NewMachineState::definitionChecked, this, [this] {
        const bool waiting = m_stack->currentWidget() == m_pages[Source]
                             && m_state->draft.origin == MachineOrigin::Xml;
        if (waiting && m_state->definition()->has_value())
            showPage(m_pages[Review]);
    });
    showPage(m_pages[Source]);
}

NewMachineDialog::~NewMachineDialog() = default;

void NewMachineDialog::setVisible(bool visible)
{
    if (visible && !testAttribute(Qt::WA_Resized)) {
        const QSize wanted(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 34);
        resize(wanted.expandedTo(minimumSizeHint()).boundedTo(screen()->availableSize() * 0.95));
    }
    QDialog::setVisible(visible);
}

QList<NewMachinePage *> NewMachineDialog::route() const
{
    switch (m_state->draft.origin) {
    case MachineOrigin::Xml:
        return {m_pages[Source], m_pages[Review]};
    case MachineOrigin::Container:
        return {m_pages[Source], m_pages[Resources], m_pages[Review]};
    case MachineOrigin::Disk:
        return {m_pages[Source], m_pages[System], m_pages[Resources], m_pages[Review]};
    default:
        return m_pages;
    }
}

QString NewMachineDialog::currentStep() const
{
    return static_cast<NewMachinePage *>(m_stack->currentWidget())->step();
}

QStringList NewMachineDialog::steps() const
{
    QStringList steps;
    const auto pages = route();
    for (const NewMachinePage *page : pages)
        steps += page->step();
    return steps;
}

void NewMachineDialog::showPage(NewMachinePage *page)
{
    m_stack->setCurrentWidget(page);
    m_heading->setText(page->heading());
    page->enter();
    update();
}

void NewMachineDialog::next()
{
    const auto pages = route();
    auto *page = static_cast<NewMachinePage *>(m_stack->currentWidget());
    const auto at = pages.indexOf(page);
    if (!page->isComplete())
        return;
    // A definition goes on when the host takes it.
    if (page == m_pages[Source] && m_state->draft.origin == MachineOrigin::Xml) {
        m_state->checkDefinition();
        static_cast<SourcePage *>(page)->update();
        return;
    }
    if (at + 1 < pages.size())
        showPage(pages[at + 1]);
    else
        create();
}

void NewMachineDialog::back()
{
    const auto pages = route();
    const auto at = pages.indexOf(static_cast<NewMachinePage *>(m_stack->currentWidget()));
    if (at > 0)
        showPage(pages[at - 1]);
}

void NewMachineDialog::update()
{
    const auto pages = route();
    auto *page = static_cast<NewMachinePage *>(m_stack->currentWidget());
    if (!page)
        return;
    const auto at = pages.indexOf(page);
    const bool last = at + 1 == pages.size();
    m_back->setEnabled(at > 0);
    m_next->setText(last ? tr("&Create") : tr("&Next"));
    m_next->setIcon(QIcon::fromTheme(last ? u"dialog-ok-apply"_s : u"go-next"_s));
    m_next->setAccessibleName(QString(m_next->text()).remove(u'&'));
    m_next->setEnabled(page->isComplete());
    paintSteps();
}

// Where one is, and what is still to come; what does not concern this source is pale.
void NewMachineDialog::paintSteps()
{
    const auto pages = route();
    for (int i = 0; i < m_pages.size(); ++i) {
        PlainLabel *label = m_stepLabels[i];
        QFont look = font();
        look.setBold(m_pages[i] == m_stack->currentWidget());
        label->setFont(look);
        QPalette colours;
        if (!pages.contains(m_pages[i])) {
            colours.setColor(QPalette::WindowText,
                             palette().color(QPalette::Disabled, QPalette::WindowText));
        }
        label->setPalette(colours);
    }
}

void NewMachineDialog::create()
{
    m_failure->hide();
    if (!m_state->host())
        return;
    hide();
    const MachinePlan plan = static_cast<ReviewPage *>(m_pages[Review])->plan();
    InstallAnswers answers{.cloud = m_state->cloud};
    // A name of letters, digits and dashes can be a host's, too.
    if (answers.cloud.hostName.isEmpty() && hostNameProblem(plan.spec.name).isEmpty())
        answers.cloud.hostName = plan.spec.name;
    if (m_state->filled().injection != Injection::None) {
        answers.systemId = m_state->systemId();
        answers.scriptId = m_state->scriptId;
        answers.architecture = plan.spec.architecture;
        answers.unattended = m_state->unattended;
        answers.unattended.installUrl = plan.tree.url;
        if (answers.unattended.hostName.isEmpty())
            answers.unattended.hostName =
                installHostName(plan.spec.name, m_state->facts().isWindows());
        const auto &disks = plan.spec.disks;
        const auto system = std::find_if(disks.cbegin(), disks.cend(), [](const DiskSpec &disk) {
            return disk.role == DiskSpec::Role::System;
        });
        if (system != disks.cend() && !m_state->facts().isWindows())
            answers.unattended.targetDisk = u"/dev/"_s + system->target;
    }
    if (!plan.spec.networks.isEmpty())
        answers.cloud.network.macAddress = plan.spec.networks.first().macAddress;
    AfterCreation after = AfterCreation::Nothing;
    if (m_state->customize)
        after = AfterCreation::Hardware;
    else if (m_state->openConsole && m_state->draft.start)
        after = AfterCreation::Console;
    Q_EMIT creationWanted(m_state->host()->id(), plan, answers, after);
}

void NewMachineDialog::showFailure(const Error &error)
{
    if (error.kind == Error::Kind::Canceled) {
        m_failure->showSentence(NoticePanel::Kind::Information,
                                tr("The creation was canceled; nothing of it is left."));
    } else {
        m_failure->showError(error);
    }
    m_failure->setVisible(true);
    static_cast<NewMachinePage *>(m_stack->currentWidget())->enter();
    show();
    raise();
    activateWindow();
}

void NewMachineDialog::setAskForStorage(const AskForStorage &ask)
{
    m_state->askForStorage = ask;
    Q_EMIT m_state->storageChanged();
}

void NewMachineDialog::setImage(const QString &path)
{
    static_cast<SourcePage *>(m_pages[Source])->setImage(path);
}

void NewMachineDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_stepLabels.isEmpty())
        paintSteps();
}
