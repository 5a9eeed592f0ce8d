// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/osinfo/systemcatalog.h"

#include <QPointer>

class Download;
class FieldForm;
struct Downloaded;
class PlainLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;

// How a release is called in lists.
QString releaseName(const QString &system, const QString &variant);

// Fetches an image from the web: one of the releases that libosinfo knows of, or what an address is
// typed for. While it comes, the dialog shows how far it is; closed, it keeps what has come for the
// next time.
class DownloadDialog : public PlainDialog
{
    Q_OBJECT

public:
    enum class Kind {
        Media,  // to install from
        Images, // cloud images
    };

    // `catalog` must outlive this. `architecture`: of the host, for the list.
    DownloadDialog(SystemCatalog &catalog, Kind kind, const QString &architecture,
                   QWidget *parent = nullptr);
    ~DownloadDialog() override;

    void setFolder(const QString &folder);
    void accept() override;
    void reject() override; // ends a download first, and stays

Q_SIGNALS:
    // Whole. `remark`: what is known of its being genuine.
    void downloaded(const QString &path, const QString &remark);

private:
    struct Release
    {
        QString systemId, name, url;
    };

    void ask();
    void fill();
    void update();
    void browse();
    QString path() const; // of the file it would become; empty: not known
    void start();
    void progress();
    void ended(const Result<Downloaded> &result);

    SystemCatalog &m_catalog;
    Kind m_kind;
    QString m_architecture;
    QList<SystemEntry> m_systems;
    QHash<QString, QList<Release>> m_releases; // by system
    QLineEdit *m_search, *m_address, *m_checksum, *m_folder;
    QListWidget *m_list;
    FieldForm *m_form;
    QProgressBar *m_bar;
    PlainLabel *m_state;
    QPointer<Download> m_download;
    QString m_failure;
};
