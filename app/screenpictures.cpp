// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screenpictures.h"

#include "app/consoles.h"
#include "app/machinepages.h"
#include "console/consolepage.h"
#include "models/inventory/inventory.h"
#include "models/items/machinetreemodel.h"
#include "models/settings/preferences.h"
#include "views/machinetree/machinetreeview.h"
#include "views/overview/machineoverviewpage.h"

#include <QAction>

using namespace Qt::StringLiterals;

ScreenPictures::ScreenPictures(Inventory &inventory, Consoles &consoles, Settings &settings,
                               MachineTreeModel &model, MachineTreeView &tree, MachinePages &pages,
                               QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_tree(tree)
    , m_pages(pages)
    , m_thumbnails(inventory)
    , m_inList(new QAction(tr("Th&umbnails"), this))
{
    m_inList->setCheckable(true);
    m_inList->setIconText(tr("Thumbnails"));
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ScreenPictures::apply);
    connect(m_inList, &QAction::triggered, this, [this](bool on) {
        m_settings.set(Preferences::picturesInList, on);
        // Asked for, they are not to stay away because they were turned off altogether.
        if (on && Preferences::picturesInterval(m_settings) == 0)
            m_settings.set(Preferences::picturesSeconds, Preferences::picturesSeconds.fallback);
        apply();
    });
    connect(&tree, &MachineTreeView::visibleMachinesChanged, this, &ScreenPictures::update);
    connect(&pages, &MachinePages::pageChanged, this, &ScreenPictures::update);
    connect(&pages, &MachinePages::machineChanged, this, &ScreenPictures::apply);
    connect(&settings, &Settings::changed, this, [this](const QString &key) {
        if (key.startsWith("pictures/"_L1))
            update();
    });
    m_thumbnails.setConsolePictures([&consoles](const MachineKey &machine) {
        const ConsolePage *page = consoles.existing(machine);
        return page ? page->picture() : QImage();
    });
    model.setThumbnails(&m_thumbnails);
    pages.setThumbnails(&m_thumbnails);
    apply();
}

void ScreenPictures::update()
{
    m_soon.start();
}

void ScreenPictures::apply()
{
    const int interval = Preferences::picturesInterval(m_settings);
    const bool inList = interval > 0 && m_settings.get(Preferences::picturesInList);
    m_inList->setChecked(inList);
    m_tree.setThumbnails(inList);
    m_thumbnails.setInterval(interval);
    const auto seen = [](const QWidget *widget) {
        return widget->isVisible() && !widget->window()->isMinimized();
    };
    Thumbnails::Machines rows, page;
    if (inList && seen(&m_tree))
        rows = m_tree.visibleMachines();
    MachineOverviewPage *overview = m_pages.overview();
    overview->setPicturesWanted(interval > 0);
    if (interval > 0 && seen(overview) && !m_pages.machine().isNull())
        page[m_pages.machine().connection] = {m_pages.machine().uuid};
    m_thumbnails.setWanted(&m_tree, rows, m_tree.thumbnailSize());
    m_thumbnails.setWanted(overview, page, overview->pictureSize());
}
