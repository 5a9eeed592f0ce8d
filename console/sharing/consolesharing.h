// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/consolejob.h"
#include "console/sharing/filetransfers.h"
#include "console/sharing/foldersharing.h"
#include "console/sharing/sharingsettings.h"
#include "console/sharing/usbredirection.h"

#include <QObject>
#include <QPointer>

class QAction;
class QDialog;
class QMenu;

// What a console hands to its machine besides keys and pointer: files, a folder, USB devices, CD
// images, a smart card reader; with the menu for it. An action that is not possible says why in its
// tool tip. One for each ConsolePage.
class ConsoleSharing : public QObject
{
    Q_OBJECT

public:
    // `page`: what dialogs belong to.
    explicit ConsoleSharing(QWidget *page);

    void setMachine(const QString &name);  // untrusted
    void setViewer(ViewerProcess *viewer); // while it is connected, else null
    // Takes dropped files, and shows over `frame` how far they are.
    void addScreen(QWidget *screen);
    void addStrip(QWidget *frame);

    void setSettings(const SharingSettings &settings); // as remembered
    void setFocusCheck(std::function<bool()> hasFocus) { m_usb.setFocusCheck(std::move(hasFocus)); }

    QMenu *menu() const { return m_menu; }
    // Visible while a folder is shared; a click shows its dialog.
    QAction *folderSign() const { return m_folderSign; }

    FileTransfers &files() { return m_files; }
    FolderSharing &folder() { return m_folder; }
    UsbRedirection &usb() { return m_usb; }

Q_SIGNALS:
    void settingsChosen(const SharingSettings &settings); // to be remembered
    void jobStarted(const ConsoleJob &job);
    void failed(const Error &error);

private:
    void refresh();
    void heard(const Wire::ToWindow::Any &message);
    void chooseFiles();
    void showFolderDialog();
    void showUsbDialog();
    void remember();

    QWidget *m_page;
    QString m_machine, m_lastFolder;
    QPointer<ViewerProcess> m_viewer;
    FileTransfers m_files;
    FolderSharing m_folder;
    UsbRedirection m_usb;
    SharingSettings m_settings;
    QMenu *m_menu;
    QAction *m_copyFiles, *m_shareFolder, *m_usbDevices, *m_insertCd, *m_smartCard, *m_folderSign;
    QPointer<QDialog> m_folderDialog, m_usbDialog;
};
