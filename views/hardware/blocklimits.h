// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QWidget>

#include <optional>

class AmountEdit;
class PlainLabel;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;
class QTreeWidget;

// How much a machine may use of single block devices of its host: a table of them, and the limits of
// the selected one.
class BlockLimits : public QWidget
{
    Q_OBJECT

public:
    struct Device
    {
        QString path = {};
        QHash<QString, QString> limits = {}; // by libvirt's element; absent: none

        bool operator==(const Device &) const = default;
    };

    explicit BlockLimits(QWidget *parent = nullptr);

    static const QStringList &names(); // of the limits, as libvirt's elements are called
    void setDevices(const QList<Device> &devices);
    void setOffered(const QStringList &paths); // devices that the machine uses

Q_SIGNALS:
    void addWanted(const QString &path);
    void removeWanted(const QString &path);
    // Nothing: no limit.
    void limitEdited(const QString &path, const QString &name, const std::optional<QString> &value);

private:
    QString selected() const; // its path
    void addNumber(const QString &name, const QString &label);
    void addRate(const QString &name, const QString &label);
    void addRow(const QString &label, QWidget *field, QWidget *named);
    void edit(const QString &name, const std::optional<QString> &value);
    void fillTable();
    void fillLimits();
    void checkPath();

    QList<Device> m_devices;
    QTreeWidget *m_table;
    QComboBox *m_path;
    QPushButton *m_add, *m_remove;
    PlainLabel *m_problem;
    QWidget *m_form;
    QGridLayout *m_grid;
    QHash<QString, QLineEdit *> m_numbers;
    QHash<QString, AmountEdit *> m_rates;
    QString m_wanted; // to be selected once it is there
};
