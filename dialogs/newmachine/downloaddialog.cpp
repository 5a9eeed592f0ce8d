// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/downloaddialog.h"

#include "dialogs/storage/fieldform.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/download/download.h"
#include "models/values/systemsearch.h"
#include "views/basic/plainlabel.h"

#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

constexpr int progressSteps = 1000;

QString releaseName(const QString &system, const QString &variant)
{
    // Most variants have the system's name in them.
    if (variant.isEmpty() || variant.startsWith(system))
        return SafeText::line(variant.isEmpty() ? system : variant, 80);
    return DownloadDialog::tr("%1, %2", "system, variant")
        .arg(SafeText::line(system, 80), SafeText::line(variant, 60));
}

// The folder that the desktop has for downloads.
static bool isOwnFolder(const QString &folder)
{
    return folder == QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
}

DownloadDialog::DownloadDialog(SystemCatalog &catalog, Kind kind, const QString &architecture,
                               QWidget *parent)
    : PlainDialog(u"go-down"_s, tr("Download"), parent)
    , m_catalog(catalog)
    , m_kind(kind)
    , m_architecture(architecture)
    , m_search(new QLineEdit)
    , m_address(new QLineEdit)
    , m_checksum(new QLineEdit)
    , m_folder(new QLineEdit(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation)))
    , m_list(new QListWidget)
    , m_form(new FieldForm)
    , m_bar(new QProgressBar)
    , m_state(new PlainLabel)
{
    setHeading(kind == Kind::Media ? tr("Download an image to install from")
                                   : tr("Download a cloud image"));
    m_search->setAccessibleName(tr("Search releases"));
    m_search->setPlaceholderText(tr("Search by name and version"));
    m_search->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Releases"));
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setMinimumHeight(fontMetrics().height() * 8);
    m_list->setMinimumWidth(fontMetrics().averageCharWidth() * 76);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_address->setPlaceholderText(u"https://example.org/image.iso"_s);
    m_checksum->setPlaceholderText(tr("SHA-256 or SHA-512; without it the server is asked"));
    m_checksum->setClearButtonEnabled(true);
    auto *folderLine = new QWidget;
    auto *line = new QHBoxLayout(folderLine);
    line->setContentsMargins({});
    auto *browseButton = new QPushButton(tr("&Browse…"));
    browseButton->setAccessibleName(tr("Browse"));
    browseButton->setAutoDefault(false);
    line->addWidget(m_folder, 1);
    line->addWidget(browseButton);
    folderLine->setFocusProxy(m_folder);
    m_form->add(tr("&Address"), m_address);
    m_form->add(tr("&Checksum"), m_checksum);
    m_form->add(tr("&Folder"), folderLine);
    m_folder->setAccessibleName(tr("Folder"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->hide();
    m_state->hide();

    content()->addWidget(m_search);
    content()->addWidget(m_list, 1);
    content()->addWidget(m_form);
    content()->addWidget(m_bar);
    content()->addWidget(m_state);
    addButtons(tr("&Download"));

    connect(m_search, &QLineEdit::textChanged, this, &DownloadDialog::fill);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (!item)
            return;
        m_address->setText(item->data(Qt::UserRole).toString());
        m_address->setCursorPosition(0);
    });
    for (QLineEdit *field : {m_address, m_checksum, m_folder}) {
        connect(field, &QLineEdit::textChanged, this, [this] {
            m_failure.clear();
            update();
        });
    }
    connect(browseButton, &QPushButton::clicked, this, &DownloadDialog::browse);
    ask();
    update();
    m_search->setFocus();
}

DownloadDialog::~DownloadDialog() = default;

void DownloadDialog::setFolder(const QString &folder)
{
    m_folder->setText(folder);
}

void DownloadDialog::ask()
{
    const auto take = [this](const auto &found, const auto &useful, const auto &variant) {
        for (const auto &one : found.value()) {
            const bool fits = m_architecture.isEmpty() || one.architecture == m_architecture
                              || one.architecture == "all"_L1;
            const QUrl url(one.url);
            if (!fits || !useful(one) || !downloadUrlProblem(one.url).isEmpty())
                continue;
            const QString name = releaseName(one.systemName, variant(one));
            m_releases[one.systemId] +=
                {one.systemId, tr("%1: %2", "system: file").arg(name, downloadFileName(url)),
                 one.url};
        }
        fill();
    };
    whenDone(m_catalog.systems(), this, [this](const Result<QList<SystemEntry>> &systems) {
        m_systems = systems.value_or(QList<SystemEntry>());
        fill();
    });
    const auto variant = [](const auto &one) { return one.variant; };
    if (m_kind == Kind::Media) {
        whenDone(m_catalog.media(), this, [=](const Result<QList<SystemMedium>> &found) {
            if (found)
                take(
                    found,
                    [](const SystemMedium &medium) { return medium.installer || medium.live; },
                    variant);
        });
    } else {
        whenDone(m_catalog.images(), this, [=](const Result<QList<SystemImage>> &found) {
            if (found)
                take(
                    found,
                    [](const SystemImage &image) {
                        return image.cloudInit
                               && (image.format == "qcow2"_L1 || image.format == "raw"_L1);
                    },
                    variant);
        });
    }
}

void DownloadDialog::fill()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const auto systems = findSystems(m_systems, m_search->text(), QDate::currentDate());
    for (const SystemEntry &system : systems) {
        const auto releases = m_releases.value(system.id);
        for (const Release &release : releases) {
            auto *item = new QListWidgetItem(release.name, m_list);
            item->setData(Qt::UserRole, release.url);
        }
    }
}

QString DownloadDialog::path() const
{
    const QUrl url(m_address->text().trimmed(), QUrl::StrictMode);
    const QString folder = m_folder->text().trimmed();
    if (url.isEmpty() || !QDir::isAbsolutePath(folder))
        return {};
    return QDir::cleanPath(folder + u'/' + downloadFileName(url));
}

void DownloadDialog::update()
{
    const bool running = m_download;
    for (QWidget *widget : {static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_list),
                            static_cast<QWidget *>(m_form)})
        widget->setEnabled(!running);
    const QString address = m_address->text().trimmed(), folder = m_folder->text().trimmed();
    const QString addressProblem = downloadUrlProblem(address);
    const QString sumProblem = checksumProblem(m_checksum->text());
    QString folderProblem, remark;
    if (!QDir::isAbsolutePath(folder))
        folderProblem = tr("The path is absolute: it begins with a slash.");
    else if (!QFileInfo(folder).isDir() && !isOwnFolder(folder))
        folderProblem = tr("There is no such folder.");
    const QFileInfo there(path()), part(path() + ".part"_L1);
    const bool have = !path().isEmpty() && there.isFile();
    if (have) {
        remark = tr("“%1” is there already; it is not fetched again.")
                     .arg(SafeText::line(there.fileName(), 80));
    } else if (!path().isEmpty() && part.isFile()) {
        remark = tr("%1 of it are there already; the download goes on from there.")
                     .arg(Units::bytes(quint64(part.size())));
    }
    m_form->say(m_address, addressProblem,
                address.startsWith("http:"_L1)
                    ? tr("This address is not protected: somebody on the way could exchange what "
                         "comes. A checksum from elsewhere tells.")
                    : QString());
    m_form->say(m_checksum, sumProblem);
    m_form->say(m_folder->parentWidget(), folderProblem, remark);
    acceptButton()->setText(have ? tr("&Use this file") : tr("&Download"));
    acceptButton()->setAccessibleName(QString(acceptButton()->text()).remove(u'&'));
    acceptButton()->setEnabled(!running && !address.isEmpty() && addressProblem.isEmpty()
                               && sumProblem.isEmpty() && folderProblem.isEmpty());
    m_bar->setVisible(running);
    showUnderField(m_state, running ? QString() : m_failure,
                   running ? m_download->sentence() : QString());
    m_state->setVisible(!m_state->text().isEmpty());
    fit();
}

void DownloadDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Choose a folder"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

void DownloadDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    if (QFileInfo(path()).isFile()) {
        Q_EMIT downloaded(path(), tr("It was there already; nothing was checked."));
        QDialog::accept();
        return;
    }
    start();
}

void DownloadDialog::reject()
{
    if (!m_download) {
        QDialog::reject();
        return;
    }
    m_download->cancel();
}

void DownloadDialog::start()
{
    m_failure.clear();
    // A new account has none yet; that of a typed path may be a mistake, and stays one.
    const QString folder = m_folder->text().trimmed();
    if (isOwnFolder(folder))
        QDir().mkpath(folder); // fails as the download does
    m_download = new Download({.url = QUrl(m_address->text().trimmed(), QUrl::StrictMode),
                               .path = path(),
                               .checksum = readChecksum(m_checksum->text())},
                              this);
    connect(m_download, &Download::progressed, this, &DownloadDialog::progress);
    whenDone(m_download->run(), this, [this](const Result<Downloaded> &result) { ended(result); });
    m_bar->setRange(0, 0);
    update();
}

void DownloadDialog::progress()
{
    if (!m_download)
        return;
    const double share = m_download->fraction();
    const bool known = share >= 0 && m_download->stage() == Download::Stage::Receiving;
    m_bar->setRange(0, known ? progressSteps : 0);
    m_bar->setValue(known ? int(share * progressSteps) : 0);
    showUnderField(m_state, {}, m_download->sentence());
}

void DownloadDialog::ended(const Result<Downloaded> &result)
{
    m_download->deleteLater();
    m_download.clear();
    if (result) {
        Q_EMIT downloaded(result->path, tr("Downloaded. %1").arg(result->sentence()));
        QDialog::accept();
        return;
    }
    const Error &error = result.error();
    m_failure = error.kind == Error::Kind::Canceled
                    ? QString()
                    : SafeText::block(QStringList{error.summary, error.detail, error.advice}
                                          .filter(QRegularExpression(u"."_s))
                                          .join(u' '),
                                      1000);
    update();
}
