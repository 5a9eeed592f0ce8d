// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/volumefiltermodel.h"

#include "models/items/volumetreemodel.h"

#include <algorithm>

VolumeFilterModel::VolumeFilterModel(VolumeTreeModel *source, QObject *parent)
    : QSortFilterProxyModel(parent), m_source(source)
{
    setRecursiveFilteringEnabled(true);
    setSourceModel(source);
    sort(VolumeTreeModel::Name);
}

void VolumeFilterModel::setText(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
}

void VolumeFilterModel::setFormats(const QSet<QString> &formats)
{
    if (formats == m_formats)
        return;
    m_formats = formats;
    invalidateFilter();
}

bool VolumeFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const VolumeTreeModel::SortValue a = m_source->sortValue(left), b = m_source->sortValue(right);
    if (a.number != b.number)
        return a.number < b.number;
    return a.text < b.text;
}

bool VolumeFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty() && m_formats.isEmpty())
        return true;
    const QModelIndex index = m_source->index(row, 0, parent);
    const auto volume = m_source->volume(index);
    if (!volume)
        return false;
    if (!m_formats.isEmpty() && volume->described && !m_formats.contains(volume->format))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = index.data(VolumeTreeModel::SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}
