// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/osinfo/systemdatabase.h"

#include <gio/gio.h>
#include <glib-object.h>
// Its headers do not say that they are C.
extern "C" {
#include <osinfo/osinfo.h>
}

#include <QList>

#include <memory>
#include <vector>

// libosinfo's objects as values of ours; for SystemDatabase alone, with its mutex held.
namespace OsinfoReading {

struct Unref
{
    void operator()(void *object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

inline QString text(const gchar *characters)
{
    return QString::fromUtf8(characters);
}

// A list that was given to us, taken apart; its elements live as long as this.
template <class T, class List>
std::vector<Owned<T>> owned(List *list)
{
    std::vector<Owned<T>> all;
    if (!list)
        return all;
    GList *links = osinfo_list_get_elements(OSINFO_LIST(list));
    for (const GList *link = links; link; link = link->next)
        all.emplace_back(static_cast<T *>(g_object_ref(link->data)));
    g_list_free(links);
    g_object_unref(list);
    return all;
}

// The same for elements that the database keeps alive.
template <class T, class List>
QList<T *> elements(List *list)
{
    QList<T *> all;
    for (const Owned<T> &one : owned<T>(list))
        all += one.get();
    return all;
}

SystemEntry entryOf(OsinfoOs *os);
SystemFacts factsOf(OsinfoOs *os, const QString &architecture);
SystemMedium mediumOf(OsinfoMedia *medium, OsinfoOs *os); // the system may be null
SystemImage imageOf(OsinfoImage *image, OsinfoOs *os);
SystemTree treeOf(OsinfoTree *tree, OsinfoOs *os);
std::optional<SystemTree> treeOfInfo(OsinfoDb *db, const QByteArray &treeInfo, const QString &url);
InstallScript scriptOf(OsinfoInstallScript *script);
Owned<OsinfoMedia> mediumWith(const IsoLabels &labels); // to be identified
Result<UnattendedFile> fileOf(OsinfoInstallScript *script, OsinfoOs *os,
                              const QString &architecture, const UnattendedAnswers &answers);

} // namespace OsinfoReading
