// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/consolesharing.h"

#include "console/sharing/filedrop.h"
#include "console/sharing/folderdialog.h"
#include "console/sharing/transferstrip.h"
#include "console/sharing/usbdialog.h"
#include "console/viewerprocess.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

using namespace Qt::StringLiterals;

ConsoleSharing::ConsoleSharing(QWidget *page)
    : QObject(page), m_page(page), m_menu(new QMenu(tr("S&hare"), page))
{
    m_menu->menuAction()->setIcon(QIcon::fromTheme(u"emblem-shared"_s));
    m_menu->setToolTipsVisible(true);
    const auto add = [this](const QString &icon, const QString &text, const QString &name) {
        QAction *action = m_menu->addAction(QIcon::fromTheme(icon), text);
        action->setIconText(name);
        return action;
    };
    m_copyFiles = add(u"document-open"_s, tr("&Copy files into the machine…"),
                      tr("Copy files into the machine"));
    m_shareFolder = add(u"folder-publicshare"_s, tr("Share a &folder…"), tr("Share a folder"));
    m_menu->addSeparator();
    m_usbDevices = add(u"drive-removable-media-usb"_s, tr("&USB devices…"), tr("USB devices"));
    m_insertCd = add(u"media-optical"_s, tr("&Insert CD image…"), tr("Insert CD image"));
    m_smartCard = add(u"smartcard"_s, tr("&Smart card reader"), tr("Smart card reader"));
    m_smartCard->setCheckable(true);
    m_folderSign = new QAction(QIcon::fromTheme(u"folder-publicshare"_s), QString(), page);

    connect(m_copyFiles, &QAction::triggered, this, &ConsoleSharing::chooseFiles);
    connect(m_shareFolder, &QAction::triggered, this, &ConsoleSharing::showFolderDialog);
    connect(m_folderSign, &QAction::triggered, this, &ConsoleSharing::showFolderDialog);
    connect(m_usbDevices, &QAction::triggered, this, &ConsoleSharing::showUsbDialog);
    connect(m_insertCd, &QAction::triggered, this,
            [this] { UsbDialog::chooseImage(m_usb, m_page->window()); });
    connect(m_smartCard, &QAction::triggered, this, [this](bool on) {
        m_smartCard->setChecked(!on); // until it is so
        if (m_viewer)
            m_viewer->send(Wire::InsertSmartCard{on});
    });
    connect(&m_files, &FileTransfers::jobStarted, this, &ConsoleSharing::jobStarted);
    connect(&m_files, &FileTransfers::refused, this, &ConsoleSharing::failed);
    connect(&m_files, &FileTransfers::possibleChanged, this, &ConsoleSharing::refresh);
    connect(&m_folder, &FolderSharing::changed, this, &ConsoleSharing::refresh);
    connect(&m_folder, &FolderSharing::failed, this, &ConsoleSharing::failed);
    connect(&m_folder, &FolderSharing::choiceMade, this, &ConsoleSharing::remember);
    connect(&m_usb, &UsbRedirection::failed, this, &ConsoleSharing::failed);
    connect(&m_usb, &UsbRedirection::rulesChosen, this, &ConsoleSharing::remember);
    refresh();
}

void ConsoleSharing::setMachine(const QString &name)
{
    m_machine = name;
    m_files.setMachine(name);
    m_usb.setMachine(name);
}

void ConsoleSharing::setViewer(ViewerProcess *viewer)
{
    if (m_viewer == viewer)
        return;
    if (m_viewer)
        m_viewer->disconnect(this);
    m_viewer = viewer;
    m_smartCard->setChecked(false);
    if (viewer)
        connect(viewer, &ViewerProcess::said, this, &ConsoleSharing::heard);
    m_files.setViewer(viewer);
    m_folder.setViewer(viewer);
    m_usb.setViewer(viewer);
    refresh();
}

void ConsoleSharing::addScreen(QWidget *screen)
{
    new FileDrop(screen, m_files);
}

void ConsoleSharing::addStrip(QWidget *frame)
{
    new TransferStrip(m_files, frame);
}

void ConsoleSharing::setSettings(const SharingSettings &settings)
{
    m_settings = settings;
    m_folder.setChoice({settings.folder, settings.folderReadOnly, settings.folderAgain});
    m_usb.setRules(settings.usb);
}

void ConsoleSharing::remember()
{
    const FolderSharing::Choice folder = m_folder.choice();
    m_settings.folder = folder.folder;
    m_settings.folderReadOnly = folder.readOnly;
    m_settings.folderAgain = folder.again;
    m_settings.usb = m_usb.rules();
    Q_EMIT settingsChosen(m_settings);
}

void ConsoleSharing::refresh()
{
    const auto set = [](QAction *action, const QString &why) {
        action->setEnabled(why.isEmpty());
        setPlainToolTip(action, why.isEmpty() ? QString() : action->iconText() + u'\n' + why);
    };
    set(m_copyFiles, m_files.whyNot());
    set(m_shareFolder, m_folder.whyNot());
    set(m_usbDevices, m_usb.whyNot());
    set(m_insertCd, m_usb.whyNot());
    m_smartCard->setVisible(m_viewer && m_viewer->features().smartCard);
    m_menu->menuAction()->setEnabled(m_viewer != nullptr);
    const FolderSharing::Choice choice = m_folder.choice();
    const QString name = QFileInfo(choice.folder).fileName();
    m_folderSign->setVisible(m_folder.isShared());
    m_folderSign->setText(
        tr("Shared: %1").arg(SafeText::forAction(name.isEmpty() ? choice.folder : name, 30)));
    setPlainToolTip(m_folderSign, m_folder.statusText());
}

void ConsoleSharing::heard(const Wire::ToWindow::Any &message)
{
    const auto *card = std::get_if<Wire::SmartCard>(&message);
    if (!card)
        return;
    m_smartCard->setChecked(card->connected);
    setPlainToolTip(m_smartCard, !card->connected ? QString()
                                 : !card->reader
                                     ? tr("The machine has no reader yet: this computer has none.")
                                 : card->inserted ? tr("A card is in the reader.")
                                                  : tr("No card is in the reader."));
    if (!card->text.isEmpty())
        Q_EMIT failed(
            {.summary = tr("The smart card reader cannot be used."), .detail = card->text});
}

void ConsoleSharing::chooseFiles()
{
    auto *dialog =
        new QFileDialog(m_page->window(), tr("Copy files into the machine"), m_lastFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setLabelText(QFileDialog::Accept, tr("&Copy"));
    connect(dialog, &QFileDialog::urlsSelected, this, [this, dialog](const QList<QUrl> &urls) {
        m_lastFolder = dialog->directory().absolutePath();
        m_files.copy(urls);
    });
    dialog->open();
}

void ConsoleSharing::showFolderDialog()
{
    if (!m_folderDialog) {
        m_folderDialog = new FolderDialog(m_machine, m_folder, m_page->window());
        m_folderDialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_folderDialog->show();
    m_folderDialog->raise();
    m_folderDialog->activateWindow();
}

void ConsoleSharing::showUsbDialog()
{
    if (!m_usbDialog) {
        m_usbDialog = new UsbDialog(m_machine, m_usb, m_page->window());
        m_usbDialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_usbDialog->show();
    m_usbDialog->raise();
    m_usbDialog->activateWindow();
}
