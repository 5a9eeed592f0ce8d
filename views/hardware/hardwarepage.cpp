// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/hardwarepage.h"

#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/handwritten.h"
#include "models/xml/machinedriver.h"
#include "models/xml/newdevices.h"
#include "views/basic/messagepage.h"
#include "views/basic/plainlabel.h"
#include "views/hardware/applybar.h"
#include "views/hardware/devicepage.h"
#include "views/hardware/hardwarelist.h"
#include "views/hardware/itemsettings.h"
#include "views/hardware/pendingbar.h"
#include "views/hardware/xmlpage.h"

#include <QAction>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

HardwarePage::HardwarePage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_right(new QStackedWidget)
    , m_message(new MessagePage)
    , m_noMatch(new MessagePage)
    , m_content(new QWidget)
    , m_list(new HardwareList)
    , m_page(new DevicePage)
    , m_bar(new ApplyBar)
    , m_pending(new PendingBar)
    , m_conflictsBox(new ConflictsBox)
{
    m_right->addWidget(m_page);
    m_right->addWidget(m_noMatch);
    auto *splitter = new QSplitter;
    auto *right = new QWidget;
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins({});
    rightLayout->setSpacing(0);
    rightLayout->addWidget(m_right, 1);
    rightLayout->addWidget(m_conflictsBox);
    rightLayout->addWidget(m_bar);
    splitter->addWidget(m_list);
    splitter->addWidget(right);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    const int wide = fontMetrics().averageCharWidth() * 44;
    splitter->setSizes({wide, wide * 3});
    auto *contentLayout = new QVBoxLayout(m_content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->addWidget(m_pending);
    contentLayout->addWidget(splitter, 1);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_list, &HardwareList::searchedFor, this, [this](const QString &words) {
        m_page->setHighlight(words);
        select();
    });
    connect(m_list, &HardwareList::copyChosen, this, [this] { update(); });
    connect(m_list, &HardwareList::currentChanged, this, [this] {
        m_awaited.clear();
        select();
    });
    connect(m_list, &HardwareList::historyWanted, this, &HardwarePage::historyWanted);
    connect(addAction(), &QAction::triggered, this, &HardwarePage::addWanted);
    connect(removeAction(), &QAction::triggered, this,
            [this] { Q_EMIT removeWanted(m_list->currentKey(), showsNow()); });
    connect(m_page->settings(), &ItemSettings::fieldEdited, this, &HardwarePage::editField);
    connect(m_page->settings(), &ItemSettings::elementEdited, this, &HardwarePage::editElement);
    connect(m_page->xml(), &XmlPage::written, this, &HardwarePage::editXml);
    connect(m_page, &DevicePage::tabChanged, this, [this] {
        if (m_stale)
            fill();
    });
    connect(m_bar, &ApplyBar::applyWanted, this, &HardwarePage::apply);
    connect(m_bar, &ApplyBar::changesWanted, this, &HardwarePage::showChanges);
    connect(m_bar, &ApplyBar::revertWanted, this, &HardwarePage::revert);
    connect(m_bar, &ApplyBar::bringBackWanted, this,
            [this] { setChanges(std::exchange(m_reverted, {})); });
    connect(m_bar, &ApplyBar::undoWanted, this, &HardwarePage::undoWanted);
    connect(m_bar, &ApplyBar::redoWanted, this, &HardwarePage::redoWanted);
    connect(m_pending, &PendingBar::restartWanted, this, &HardwarePage::restartWanted);
    connect(m_pending, &PendingBar::discardWanted, this, &HardwarePage::discardWanted);
    connect(m_pending, &PendingBar::itemWanted, this, &HardwarePage::showItem);
    connect(m_conflictsBox, &ConflictsBox::itemWanted, this, &HardwarePage::showItem);
    connect(m_conflictsBox, &ConflictsBox::resolved, this, &HardwarePage::resolve);
    setLoading();
}

QAction *HardwarePage::addAction() const
{
    return m_list->addAction();
}

QAction *HardwarePage::removeAction() const
{
    return m_list->removeAction();
}

void HardwarePage::setLoading()
{
    m_changes = m_reverted = {};
    m_applying = m_overrule = false;
    m_undo = {};
    m_awaited.clear();
    forgetFailure();
    m_notNow.clear();
    m_now.reset();
    m_later.reset();
    compare();
    updateBar();
    m_list->clear();
    m_message->show(u"computer"_s, tr("Reading the hardware…"), {});
    m_stack->setCurrentWidget(m_message);
}

void HardwarePage::setUnavailable(const QString &sentence)
{
    m_message->show(u"network-offline"_s, tr("The hardware is not known"), sentence);
    m_stack->setCurrentWidget(m_message);
}

void HardwarePage::setReadings(const Reading &now, const Reading &afterNextStart)
{
    const auto whole = [](const Reading &reading) {
        return reading && *reading ? Reading(withEverySection(**reading)) : reading;
    };
    m_now = whole(now);
    m_later = whole(afterNextStart);
    m_driver = machineDriver(original(), m_scheme);
    compare();
    update();
}

const DomainDescription *HardwarePage::description(const Reading &reading) const
{
    return reading && *reading ? &**reading : nullptr;
}

bool HardwarePage::showsNow() const
{
    return description(m_now) && (m_list->copy() == HardwareList::Now || !description(m_later));
}

static bool has(const DomainDescription *one, const QString &item)
{
    return one
           && std::any_of(one->devices.cbegin(), one->devices.cend(),
                          [&item](const HardwareItem &device) { return device.key == item; });
}

void HardwarePage::update()
{
    const DomainDescription *now = description(m_now), *later = description(m_later);
    if (!now && !later) {
        const Reading &broken = m_now ? m_now : m_later;
        if (broken) {
            const Error &error = broken->error();
            m_message->show(
                u"dialog-warning"_s, tr("The machine’s XML cannot be read"),
                QStringList({error.summary, error.detail, error.advice}).join(u'\n').trimmed());
        } else {
            m_message->show(u"computer"_s, tr("No hardware to show"),
                            tr("The host did not describe this machine."));
        }
        m_stack->setCurrentWidget(m_message);
        return;
    }
    m_list->setCopies(now, later);
    const bool current = showsNow();
    const auto rows = comparedRows(current ? *now : *later, current ? later : now, current);
    const bool waiting = std::any_of(rows.begin(), rows.end(), [](const DeviceListModel::Row &row) {
        return row.change != DeviceListModel::Same;
    });
    QString remark;
    if (now && later && waiting)
        remark = tr("The dot marks what changes at the next start.");
    else if (now && !later)
        remark = tr("This machine is transient: it is gone once it stops.");
    m_list->setRows(rows, remark);
    m_stack->setCurrentWidget(m_content);
    select();
    if (!m_awaited.isEmpty() && (has(now, m_awaited) || has(later, m_awaited)))
        showItem(std::exchange(m_awaited, {}));
}

void HardwarePage::showNew(const QString &item)
{
    m_awaited = item;
    if (description(m_now) || description(m_later))
        update();
}

void HardwarePage::select()
{
    const DeviceListModel::Row *row = m_list->current();
    if (!row) {
        m_noMatch->show(u"edit-find"_s, tr("Nothing found"),
                        tr("No section, device or value has these words."));
        m_right->setCurrentWidget(m_noMatch);
        return;
    }
    m_page->setRow(*row);
    m_right->setCurrentWidget(m_page);
    fill();
}

// The settings are those of the definition, which the next start will use.
void HardwarePage::fill()
{
    m_stale = false;
    const DeviceListModel::Row *row = m_list->current();
    if (!row)
        return;
    const QString item = row->item.key, kind = row->item.kind;
    ItemContext context{
        .schema = m_schema, .choices = m_choices, .guestAddresses = m_guestAddresses};
    const DomainDescription *edited =
        description(m_later) ? description(m_later) : description(m_now);
    if (edited && !edited->sections.isEmpty()
        && (has(edited, item) || item.startsWith("section:"_L1))) {
        // Settings stand on top of a document that is written by hand, and wait until that is well
        // formed.
        const QByteArray read = edited->sections.first().xml;
        const auto base =
            m_changes.document
                ? applyHandwritten(read, DomainChanges{.document = m_changes.document}, true)
                : EditedDomain{.xml = read};
        context.original = base ? base->xml : read;
        const DomainChanges others{.fields = m_changes.fields, .elements = m_changes.elements};
        const auto wanted = others.isEmpty()
                                ? Result<EditedDomain>(EditedDomain{.xml = context.original})
                                : applyChanges(context.original, others, true);
        context.document = wanted ? wanted->xml : context.original;
        if (wanted)
            context.renamed = wanted->renamed;
        context.changes = m_changes;
        context.item = item;
        context.readOnly = m_readOnly || m_applying;
        m_page->settings()->setEnabled(base && wanted);
        context.running = description(m_now);
        context.driver = m_driver;
        context.obstacle =
            m_readOnly ? m_whyReadOnly
                       : DriverRules::whyNotItem(m_driver, kind, context.running, capabilities());
        if (context.running && !description(m_now)->sections.isEmpty())
            context.live = description(m_now)->sections.first().xml;
    }
    const auto copy = [&item](const DomainDescription *one) {
        for (const auto *items : {one ? &one->sections : nullptr, one ? &one->devices : nullptr}) {
            for (qsizetype i = 0; items && i < items->size(); ++i) {
                if (items->at(i).key == item)
                    return items->at(i).xml;
            }
        }
        return QByteArray();
    };
    m_page->setCopies(copy(description(m_now)), copy(description(m_later)));
    for (const DefinitionDifference &one : std::as_const(m_waiting)) {
        if (one.item == item)
            context.waiting += one;
    }
    m_page->setContext(context);
    updateDeviceActions();
}

const DomainCapabilities *HardwarePage::capabilities() const
{
    return m_choices && m_choices->capabilities ? &*m_choices->capabilities : nullptr;
}

void HardwarePage::updateDeviceActions()
{
    const DomainDescription *shown = description(showsNow() ? m_now : m_later);
    const QString item = m_list->currentKey();
    const QString fixed =
        m_whyReadOnly.isEmpty() ? tr("The machine cannot be changed here now.") : m_whyReadOnly;
    QString why = m_readOnly ? fixed : DriverRules::whyNotRemoved(m_driver);
    if (why.isEmpty() && shown && !shown->sections.isEmpty())
        why = whyNotRemovable(shown->sections.first().xml, item);
    const QString whyNoMore = m_readOnly ? fixed : DriverRules::whyNotAdded(m_driver);
    addAction()->setEnabled(shown && whyNoMore.isEmpty());
    setPlainToolTip(addAction(), whyNoMore);
    removeAction()->setEnabled(shown && why.isEmpty());
    setPlainToolTip(removeAction(), why);
}

void HardwarePage::setServices(const HardwareServices &services)
{
    m_page->settings()->setServices(services);
}

void HardwarePage::setChoices(const std::shared_ptr<const HardwareChoices> &choices)
{
    m_choices = choices;
    fill();
}

void HardwarePage::setSchema(const std::shared_ptr<const DomainSchema> &schema)
{
    m_schema = schema;
    fill();
}

void HardwarePage::setReadOnly(bool readOnly, const QString &why)
{
    if (m_readOnly == readOnly && m_whyReadOnly == why)
        return;
    m_readOnly = readOnly;
    m_whyReadOnly = why;
    fill();
    updateBar();
}

void HardwarePage::setGuestAddresses(const QList<GuestAddresses> &addresses)
{
    if (m_guestAddresses == addresses)
        return;
    m_guestAddresses = addresses;
    fill();
}

QString HardwarePage::whyNotNow() const
{
    return description(m_now) ? DriverRules::whyNotNow(m_driver, m_changes, m_updateRefused)
                              : QString();
}

void HardwarePage::setScheme(const QString &scheme)
{
    m_scheme = scheme;
    m_driver = machineDriver(original(), m_scheme);
}

void HardwarePage::setUpdateRefused(bool refused)
{
    m_updateRefused = refused;
    updateBar();
}

void HardwarePage::prepare()
{
    if (!std::exchange(m_prepared, true))
        Q_EMIT schemaWanted();
}

void HardwarePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    prepare();
}
