// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screenshots.h"

#include "app/consoles.h"
#include "app/reporter.h"
#include "console/consolepage.h"
#include "console/displayview.h"
#include "console/screenshot.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/guestpicture.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/xml/domainreader.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPainter>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

// One machine's screens on their way.
struct Screenshots::Taking
{
    MachineKey machine;
    Pictures pictures;
    int missing = 0;
    std::optional<Error> error; // of the first screen; the others may not be lit
    QPromise<Result<>> promise;
    std::function<void(const Pictures &)> deliver;
    std::function<void()> over;
};

Screenshots::Screenshots(Inventory &inventory, Consoles &consoles, Jobs &jobs, Reporter &reporter,
                         QWidget *window)
    : QObject(window)
    , m_inventory(inventory)
    , m_consoles(consoles)
    , m_jobs(jobs)
    , m_reporter(reporter)
    , m_window(window)
{
    m_decoders.setMaxThreadCount(1);
}

Screenshots::~Screenshots()
{
    m_decoders.clear();
}

QString Screenshots::nameOf(const MachineKey &machine) const
{
    const auto known = m_inventory.machine(machine);
    return known ? known->displayName() : QString();
}

void Screenshots::save(const QList<MachineKey> &machines)
{
    if (machines.size() > 1) {
        askForFolder([this, machines](const QString &folder) {
            constexpr int atOnce = 4;
            m_waiting.append(machines);
            for (int i = 0; i < atOnce; ++i)
                saveNext(folder);
        });
        return;
    }
    if (machines.isEmpty())
        return;
    const MachineKey machine = machines.first();
    const QString name = nameOf(machine);
    take(machine, tr("Screenshot of “%1”").arg(SafeText::line(name, 80)),
         [this, machine, name](const Pictures &pictures) {
             if (pictures.size() == 1)
                 askForFile(machine, pictures.first());
             else
                 askForFolder([this, name, pictures](const QString &folder) {
                     saveAll(folder, name, pictures);
                 });
         });
}

void Screenshots::saveNext(const QString &folder)
{
    if (m_waiting.isEmpty())
        return;
    const MachineKey machine = m_waiting.takeFirst();
    const QString name = nameOf(machine);
    take(
        machine, tr("Screenshot of “%1”").arg(SafeText::line(name, 80)),
        [this, folder, name](const Pictures &pictures) { saveAll(folder, name, pictures); },
        [this, folder] { saveNext(folder); });
}

void Screenshots::copy(const MachineKey &machine)
{
    take(machine, tr("Copy the screenshot of “%1”").arg(SafeText::line(nameOf(machine), 80)),
         [this](const Pictures &pictures) {
             QSize size;
             for (const QImage &picture : pictures)
                 size = QSize(size.isValid() ? size.width() + picture.width() : picture.width(),
                              qMax(size.height(), picture.height()));
             QImage all = pictures.first();
             if (pictures.size() > 1) {
                 all = QImage(size, QImage::Format_RGB32);
                 all.fill(Qt::black);
                 QPainter painter(&all);
                 int x = 0;
                 for (const QImage &picture : pictures) {
                     painter.drawImage(x, 0, picture);
                     x += picture.width();
                 }
             }
             QGuiApplication::clipboard()->setImage(all);
             Q_EMIT copied();
         });
}

void Screenshots::take(const MachineKey &machine, const QString &job,
                       std::function<void(const Pictures &)> deliver, std::function<void()> over)
{
    Connection *connection = m_inventory.connection(machine.connection);
    if (!connection) {
        if (over)
            over();
        return;
    }
    auto taking = std::make_shared<Taking>();
    taking->machine = machine;
    taking->deliver = std::move(deliver);
    taking->over = std::move(over);
    taking->promise.start();
    m_jobs.track(job, taking->promise.future(),
                 {.target = connectionDisplayName(connection->config())});
    whenDone(connection->machineXml(machine.uuid, Connection::XmlKind::Live), this,
             [this, taking](const Result<QByteArray> &xml) {
                 // Where the definition cannot be read there is still the first screen.
                 const int screens = xml.and_then(readScreenCount).value_or(1);
                 takeScreens(taking, qMax(1, screens));
             });
}

void Screenshots::takeScreens(const std::shared_ptr<Taking> &taking, int screens)
{
    taking->pictures.resize(screens);
    taking->missing = screens;
    for (int screen = 0; screen < screens; ++screen) {
        const auto failed = [this, taking, screen](const Error &error) {
            if (screen == 0)
                taking->error = error;
            taken(taking);
        };
        Connection *connection = m_inventory.connection(taking->machine.connection);
        if (!connection) {
            failed({.kind = Error::Kind::Canceled});
            continue;
        }
        whenDone(connection->screenshot(taking->machine.uuid, screen), this,
                 [this, taking, screen, failed](const Result<QByteArray> &encoded) {
                     if (!encoded) {
                         failed(encoded.error());
                         return;
                     }
                     whenDone(GuestPicture::decodeInBackground(*encoded, {}, m_decoders), this,
                              [this, taking, screen, failed](const Result<QImage> &picture) {
                                  if (!picture) {
                                      failed(picture.error());
                                      return;
                                  }
                                  taking->pictures[screen] = *picture;
                                  taken(taking);
                              });
                 });
    }
}

void Screenshots::taken(const std::shared_ptr<Taking> &taking)
{
    if (--taking->missing > 0)
        return;
    Pictures pictures;
    for (const QImage &picture : std::as_const(taking->pictures)) {
        if (!picture.isNull())
            pictures.append(picture);
    }
    // A hypervisor that gives none, while our own console shows one.
    if (const ConsolePage *page = m_consoles.existing(taking->machine);
        page && pictures.isEmpty()) {
        if (const QImage shown = page->displayView()->image(); !shown.isNull())
            pictures.append(shown);
    }
    if (pictures.isEmpty())
        taking->promise.addResult(
            tl::unexpected(taking->error.value_or(Error{.kind = Error::Kind::Canceled})));
    else
        taking->promise.addResult(Result<>());
    taking->promise.finish();
    if (!pictures.isEmpty())
        taking->deliver(pictures);
    if (taking->over)
        taking->over();
}

void Screenshots::askForFile(const MachineKey &machine, const QImage &picture)
{
    const QString folder = m_folder.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::PicturesLocation)
                               : m_folder;
    auto *dialog =
        new QFileDialog(m_window, tr("Save screenshot"), folder, tr("PNG pictures (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"png"_s);
    dialog->selectFile(Screenshot::fileName(nameOf(machine)));
    connect(dialog, &QFileDialog::fileSelected, this, [this, picture](const QString &path) {
        m_folder = QFileInfo(path).absolutePath();
        whenDone(Screenshot::saveInBackground(picture, path), this,
                 [this, path](const Result<> &done) {
                     if (done)
                         Q_EMIT saved(path);
                     else
                         m_reporter.show(done.error());
                 });
    });
    dialog->open();
}

void Screenshots::askForFolder(std::function<void(const QString &)> deliver)
{
    const QString folder = m_folder.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::PicturesLocation)
                               : m_folder;
    auto *dialog = new QFileDialog(m_window, tr("Save screenshots in a folder"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, deliver = std::move(deliver)](const QString &path) {
                m_folder = path;
                deliver(path);
            });
    dialog->open();
}

void Screenshots::saveAll(const QString &folder, const QString &machine, const Pictures &pictures)
{
    const QString name = QFileInfo(Screenshot::fileName(machine)).completeBaseName();
    for (int i = 0; i < pictures.size(); ++i) {
        const QString own = pictures.size() == 1 ? name : u"%1-%2"_s.arg(name, QString::number(i + 1));
        whenDone(Screenshot::saveNewInBackground(pictures[i], folder, own), this,
                 [this](const Result<QString> &path) {
                     if (path)
                         Q_EMIT saved(*path);
                     else
                         m_reporter.show(path.error());
                 });
    }
}
