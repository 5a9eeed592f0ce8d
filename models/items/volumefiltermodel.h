// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QSortFilterProxyModel>

class VolumeTreeModel;

// Sorts and filters a VolumeTreeModel. A row is shown with what it lies on. GUI thread.
class VolumeFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit VolumeFilterModel(VolumeTreeModel *source, QObject *parent = nullptr);

    // Volumes whose name, path, format or users hold each of the words.
    void setText(const QString &text);
    // Only such formats ("iso", "raw"), and what has not been read yet; none: all.
    void setFormats(const QSet<QString> &formats);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    VolumeTreeModel *m_source;
    QStringList m_words;
    QSet<QString> m_formats;
};
