// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStringList>
#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;
class QStringListModel;
class QToolButton;
class QTreeWidget;

// Features of a processor that are set beyond its model, each with what is demanded of it.
class CpuFeatureList : public QWidget
{
    Q_OBJECT

public:
    struct Feature
    {
        QString name = {};
        std::optional<QString> policy = {}; // "require"; absent is libvirt's default, the same
        bool operator==(const Feature &) const = default;
    };

    explicit CpuFeatureList(QWidget *parent = nullptr);

    void setFeatures(const QList<Feature> &features);
    void setKnown(const QStringList &names); // to choose from when adding

Q_SIGNALS:
    void policyEdited(const QString &name, const QString &policy); // new ones, too
    void removed(const QString &name);

private:
    void add();
    void updateButtons();

    QList<Feature> m_features;
    QTreeWidget *m_list;
    QHash<QString, QComboBox *> m_policies;
    QLineEdit *m_name;
    QStringListModel *m_known;
    QToolButton *m_add, *m_remove;
};
