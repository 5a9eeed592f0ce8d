// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/basic/icons.h"

#include <QGuiApplication>
#include <QIcon>

using namespace Qt::StringLiterals;

// Resources of a static library are linked in only when asked for, outside every namespace.
static void initResources()
{
    Q_INIT_RESOURCE(guesthouse);
}

void installIcons()
{
    initResources();
    const QString ours = u"guesthouse"_s, folder = u":/icons"_s;
    QStringList paths = QIcon::themeSearchPaths();
    if (!paths.contains(folder))
        paths.append(folder);
    QIcon::setThemeSearchPaths(paths);
    QIcon::setFallbackThemeName(ours);
    // "hicolor" is Qt's word for no theme at all; it has next to no icons.
    if (QIcon::themeName().isEmpty() || QIcon::themeName() == "hicolor"_L1)
        QIcon::setThemeName(ours);
    QGuiApplication::setWindowIcon(QIcon::fromTheme(u"org.guesthouse.Guesthouse"_s));
}
