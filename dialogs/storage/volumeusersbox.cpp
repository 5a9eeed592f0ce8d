// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/volumeusersbox.h"

#include "dialogs/plaindialog.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static QString placeOf(const StorageVolume &volume)
{
    return SafeText::line(volume.path.isEmpty() ? volume.name : volume.path, 4096);
}

static VolumeUsers besides(VolumeUsers users, const QList<StorageVolume> &volumes)
{
    users.dependants.removeIf([&](const VolumeDependant &dependant) {
        return !dependant.ref.isNull()
               && std::any_of(volumes.begin(), volumes.end(), [&](const StorageVolume &volume) {
                      return volume.ref() == dependant.ref;
                  });
    });
    return users;
}

QStringList whyNotFree(const QList<StorageVolume> &volumes,
                       const QHash<VolumeRef, VolumeUsers> &users)
{
    QStringList reasons;
    for (const StorageVolume &volume : volumes) {
        const auto found = users.constFind(volume.ref());
        if (found == users.constEnd()) {
            reasons << VolumeUsersBox::tr("It is not known who uses “%1”.")
                           .arg(SafeText::line(volume.name, 80));
            continue;
        }
        const VolumeUsers others = besides(*found, volumes);
        if (!others.machines.isEmpty() || !others.dependants.isEmpty())
            reasons << VolumeUsersBox::tr("“%1”: %2.", "volume: used by …")
                           .arg(SafeText::line(volume.name, 80),
                                SafeText::line(volumeUsersText(others), 400));
        for (const QString &unknown : others.unknown) {
            if (const QString line = SafeText::line(unknown, 400); !reasons.contains(line))
                reasons << line;
        }
    }
    return reasons;
}

VolumeUsersBox::VolumeUsersBox(const QList<StorageVolume> &volumes, QWidget *parent)
    : QWidget(parent), m_volumes(volumes), m_list(new QTreeWidget), m_verdict(new PlainLabel)
{
    m_list->setAccessibleName(tr("Volumes"));
    m_list->setHeaderLabels({tr("Path on the host"), tr("Used by")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setTextElideMode(Qt::ElideNone); // a path is shown in full, if need be by scrolling
    for (const StorageVolume &volume : volumes) {
        auto *item = new QTreeWidgetItem(m_list, {placeOf(volume), QString()});
        item->setData(0, Qt::ToolTipRole, SafeText::toolTip(placeOf(volume)));
    }
    const int letter = fontMetrics().averageCharWidth();
    m_list->header()->setStretchLastSection(true);
    m_list->resizeColumnToContents(0);
    m_list->header()->resizeSection(0, m_list->columnWidth(0) + letter * 3);
    m_list->setMinimumWidth(qBound(letter * 60, m_list->columnWidth(0) + letter * 30,
                                   screen()->availableSize().width() * 3 / 4));
    const int rows = int(qBound(qsizetype(2), volumes.size() + 1, qsizetype(10)));
    m_list->setMinimumHeight(fontMetrics().height() * (rows + 1) * 3 / 2);
    m_verdict->setAccessibleName(tr("Verdict"));
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_list, 1);
    layout->addWidget(m_verdict);
    showUnderField(m_verdict, {}, tr("Asking the host who uses it…"));
}

QString VolumeUsersBox::verdict() const
{
    return m_verdict->text().remove(QChar(0x200b));
}

void VolumeUsersBox::offerToStart(StoppedPools stopped, StartPool start)
{
    m_stopped = std::move(stopped);
    m_start = std::move(start);
}

void VolumeUsersBox::offer(const QStringList &reasons)
{
    delete m_offers;
    m_offers = nullptr;
    if (!m_stopped || reasons.isEmpty())
        return;
    m_offers = new QWidget;
    auto *row = new QHBoxLayout(m_offers);
    row->setContentsMargins({});
    const auto pools = m_stopped();
    int offered = 0;
    for (const StoragePool &pool : pools) {
        const QString name = SafeText::line(pool.name, 80);
        const bool named = std::any_of(reasons.begin(), reasons.end(), [&](const QString &reason) {
            return reason.contains(u"“%1”"_s.arg(name));
        });
        constexpr int most = 3;
        if (!named || ++offered > most)
            continue;
        auto *button = new QPushButton(
            QIcon::fromTheme(u"media-playback-start"_s),
            SafeText::forAction(tr("Start the pool “%1”").arg(SafeText::line(pool.name, 40))));
        button->setAccessibleName(tr("Start the pool “%1”").arg(name));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, pool] {
            m_offers->setEnabled(false);
            showUnderField(m_verdict, {}, tr("Starting the pool, and asking again…"));
            ask(m_start(pool));
        });
        row->addWidget(button);
    }
    row->addStretch();
    layout()->addWidget(m_offers);
    m_offers->setVisible(offered > 0);
}

void VolumeUsersBox::ask(const QFuture<VolumeUsersAnswer> &answer)
{
    whenDone(answer, this, [this](const VolumeUsersAnswer &users) { show(users); });
}

void VolumeUsersBox::show(const VolumeUsersAnswer &answer)
{
    if (!answer) {
        const Error &error = answer.error();
        showUnderField(m_verdict, tr("It is not known who uses it: %1 %2")
                                      .arg(SafeText::line(error.summary, 400),
                                           SafeText::line(error.detail, 1000)));
        offer({});
        Q_EMIT answered();
        return;
    }
    for (int i = 0; i < m_volumes.size(); ++i) {
        const auto found = answer->constFind(m_volumes[i].ref());
        QString text = tr("Not known");
        if (found != answer->constEnd()) {
            const VolumeUsers others = besides(*found, m_volumes);
            const QString known = SafeText::line(volumeUsersText(others), 400);
            text = !known.isEmpty()            ? known
                   : !others.unknown.isEmpty() ? tr("Not known")
                                               : tr("Nobody");
        }
        m_list->topLevelItem(i)->setText(1, text);
        m_list->topLevelItem(i)->setData(1, Qt::ToolTipRole, SafeText::toolTip(text));
    }
    const QStringList reasons = whyNotFree(m_volumes, *answer);
    m_free = reasons.isEmpty();
    offer(reasons);
    constexpr int most = 6;
    QStringList said = reasons.mid(0, most);
    if (reasons.size() > most)
        said << tr("And %n more.", nullptr, int(reasons.size()) - most);
    showUnderField(
        m_verdict, said.join(u'\n'),
        tr("No machine, no snapshot and no other volume uses it.", "of one or several volumes"));
    Q_EMIT answered();
}
