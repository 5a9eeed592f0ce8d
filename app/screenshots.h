// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/values/machinekey.h"

#include <QFuture>
#include <QImage>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>

class Consoles;
class Inventory;
class Jobs;
class Reporter;
class QWidget;

// Screenshots of machines whether their consoles are open or not, as the host takes them: all the
// screens of each, as PNG files or in the clipboard. GUI thread; nothing in it waits.
class Screenshots : public QObject
{
    Q_OBJECT

public:
    // All must outlive this. `window`: what the dialogs belong to.
    Screenshots(Inventory &inventory, Consoles &consoles, Jobs &jobs, Reporter &reporter,
                QWidget *window);
    ~Screenshots() override;

    // One picture: taken now, then asks for the file. Several: asks for a folder and makes names
    // that were not there.
    void save(const QList<MachineKey> &machines);
    // The screens of one machine side by side.
    void copy(const MachineKey &machine);

Q_SIGNALS:
    void saved(const QString &path);
    void copied();

private:
    using Pictures = QList<QImage>;
    struct Taking;

    QString nameOf(const MachineKey &machine) const;
    void take(const MachineKey &machine, const QString &job,
              std::function<void(const Pictures &)> deliver, std::function<void()> over = {});
    void takeScreens(const std::shared_ptr<Taking> &taking, int screens);
    void taken(const std::shared_ptr<Taking> &taking);
    void askForFile(const MachineKey &machine, const QImage &picture);
    void askForFolder(std::function<void(const QString &)> deliver);
    void saveAll(const QString &folder, const QString &machine, const Pictures &pictures);
    void saveNext(const QString &folder);

    Inventory &m_inventory;
    Consoles &m_consoles;
    Jobs &m_jobs;
    Reporter &m_reporter;
    QPointer<QWidget> m_window;
    QString m_folder;            // where the last was saved
    QList<MachineKey> m_waiting; // of several, so that a hundred are not held in memory
    QThreadPool m_decoders;
};
