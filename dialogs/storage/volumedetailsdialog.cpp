// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/volumedetailsdialog.h"

#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "views/facts/factsform.h"

#include <QFontDatabase>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static QString bytesText(quint64 bytes)
{
    return VolumeDetailsDialog::tr("%1 (%2 bytes)")
        .arg(Units::bytes(bytes), QLocale().toString(bytes));
}

static QString snapshotText(const ImageSnapshot &snapshot)
{
    const QString name = SafeText::line(snapshot.name, 80);
    const QString when = QLocale().toString(snapshot.taken.toLocalTime(), QLocale::ShortFormat);
    return snapshot.memory > 0
               ? VolumeDetailsDialog::tr("%1, %2, with %3 of memory", "name, time, size")
                     .arg(name, when, Units::bytes(snapshot.memory))
               : VolumeDetailsDialog::tr("%1, %2", "name, time").arg(name, when);
}

static QString snapshotsText(const QList<ImageSnapshot> &snapshots)
{
    constexpr qsizetype most = 50;
    QStringList lines;
    for (const ImageSnapshot &snapshot : snapshots.mid(0, most))
        lines << snapshotText(snapshot);
    if (snapshots.size() > most)
        lines << u"…"_s;
    return lines.join(u'\n');
}

VolumeDetailsDialog::VolumeDetailsDialog(const StorageVolume &volume, const StoragePool &pool,
                                         const QString &host, const QStringList &chain,
                                         const std::optional<VolumeUsers> &users,
                                         const QFuture<Result<QByteArray>> &xml,
                                         const QFuture<Result<QList<ImageSnapshot>>> &snapshots,
                                         QWidget *parent)
    : PlainDialog(u"drive-harddisk"_s, tr("Details of a volume"), parent), m_facts(new FactsForm)
{
    setWindowModality(Qt::NonModal);
    setHeading(tr("“%1” on “%2”", "volume, host")
                   .arg(SafeText::line(volume.name, 80), SafeText::line(host, 60)));
    m_facts->setFact(tr("Incomplete"),
                     volume.incomplete ? tr("An upload or a copy into it did not reach its end.")
                                       : QString());
    m_facts->setCopyableFact(tr("Path"), volume.path);
    m_facts->setFact(tr("Pool"),
                     tr("%1 (%2)", "name, type").arg(pool.name, poolTypeText(pool.type)));
    m_facts->setFact(tr("Kind"), volumeTypeText(volume.type));
    m_facts->setFact(tr("Format"), volumeFormatText(volume.format));
    m_facts->setFact(tr("Compatibility"), volume.compat);
    m_facts->setFact(tr("Features"), volume.features.join(u", "_s));
    m_facts->setFact(tr("Cluster size"),
                     volume.clusterSize > 0 ? Units::bytes(volume.clusterSize) : QString());
    m_facts->setFact(tr("Size"), bytesText(volume.capacity));
    m_facts->setFact(tr("Allocated"), bytesText(volume.allocation));
    m_facts->setFact(tr("Physical size"),
                     volume.physical > 0 ? bytesText(volume.physical) : QString());
    m_facts->setFact(tr("Encryption"), volume.encryption.toUpper());
    m_facts->setFact(tr("Secret"), volume.secret.isNull()
                                       ? QString()
                                       : volume.secret.toString(QUuid::WithoutBraces));
    m_facts->setFact(tr("Overlay of"), chain.join(u'\n'));
    m_facts->setFact(tr("Format below"), volumeFormatText(volume.backingFormat));
    const QString within = tr("Snapshots inside");
    m_facts->setFact(within, {}); // its place
    whenDone(snapshots, m_facts,
             [facts = m_facts, within](const Result<QList<ImageSnapshot>> &read) {
                 if (read)
                     facts->setFact(within, snapshotsText(*read));
             });
    m_facts->setFact(tr("Modified"), volume.modified.isValid()
                                         ? QLocale().toString(volume.modified.toLocalTime())
                                         : QString());
    m_facts->setFact(tr("Owner and mode"), volume.owner);
    QString usedBy = tr("Not known yet");
    if (users) {
        QStringList lines;
        if (const QString known = volumeUsersText(*users, 50); !known.isEmpty())
            lines << known;
        lines << users->unknown;
        usedBy = lines.isEmpty() ? tr("Nobody") : lines.join(u'\n');
    }
    m_facts->setFact(tr("Used by"), usedBy);
    m_facts->setCopyableFact(tr("Key"), volume.key == volume.path ? QString() : volume.key);

    auto *scroll = new QScrollArea;
    auto *page = new QWidget;
    auto *inside = new QVBoxLayout(page);
    inside->addWidget(m_facts);
    inside->addStretch();
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *text = new QPlainTextEdit;
    text->setReadOnly(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setAccessibleName(tr("XML"));
    text->setPlainText(tr("Reading…"));
    whenDone(xml, text, [text](const Result<QByteArray> &read) {
        text->setPlainText(SafeText::block(
            read ? QString::fromUtf8(*read) : read.error().summary + u'\n' + read.error().detail));
    });
    auto *tabs = new QTabWidget;
    tabs->setAccessibleName(tr("Details of a volume"));
    tabs->addTab(scroll, tr("Details"));
    tabs->addTab(text, tr("XML"));
    tabs->setMinimumSize(fontMetrics().averageCharWidth() * 84, fontMetrics().height() * 24);
    content()->addWidget(tabs, 1);
    buttons()->addButton(QDialogButtonBox::Close)->setDefault(true);
}
