// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/secretsdialog.h"

#include "models/core/async.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

SecretsDialog::SecretsDialog(const QString &host, const ListSecrets &list, bool readOnly,
                             QWidget *parent)
    : PlainDialog(u"dialog-password"_s, tr("Secrets"), parent)
    , m_ask(list)
    , m_readOnly(readOnly)
    , m_list(new QTreeWidget)
    , m_note(new PlainLabel)
{
    setHeading(tr("Secrets of “%1”").arg(SafeText::line(host, 80)));
    setText(tr("Passphrases and keys that the host uses for encrypted volumes, storage servers, "
               "TLS and emulated TPMs. Their values are never shown."));
    m_list->setAccessibleName(tr("Secrets"));
    m_list->setHeaderLabels({tr("Used for"), tr("Type"), tr("Description"), tr("UUID")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(0, Qt::AscendingOrder);
    m_list->setMinimumSize(fontMetrics().averageCharWidth() * 108, fontMetrics().height() * 12);
    m_list->header()->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    for (const auto &[column, letters] : {std::pair(0, 34), std::pair(1, 20), std::pair(2, 26)})
        m_list->setColumnWidth(column, letter * letters);
    content()->addWidget(m_list, 1);
    content()->addWidget(m_note);
    m_note->setWordWrap(true);
    auto *close = buttons()->addButton(QDialogButtonBox::Close);
    auto *create = buttons()->addButton(tr("&New…"), QDialogButtonBox::ActionRole);
    m_delete = buttons()->addButton(tr("&Delete…"), QDialogButtonBox::ActionRole);
    create->setAccessibleName(tr("New"));
    m_delete->setAccessibleName(tr("Delete"));
    create->setEnabled(!readOnly);
    for (QPushButton *button : {create, m_delete}) {
        button->setAutoDefault(false);
        if (readOnly)
            setPlainToolTip(button, tr("The connection is read-only."));
    }
    close->setDefault(true);
    connect(buttons(), &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(create, &QPushButton::clicked, this, &SecretsDialog::createWanted);
    connect(m_delete, &QPushButton::clicked, this, [this] {
        if (const auto secret = selected())
            Q_EMIT deleteWanted(*secret);
    });
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &SecretsDialog::update);
    showUnderField(m_note, {}, tr("Reading…"));
    update();
    refresh();
}

void SecretsDialog::refresh()
{
    const int question = ++m_asked;
    whenDone(m_ask(), this, [this, question](const Result<QList<HostSecret>> &secrets) {
        if (question != m_asked)
            return;
        if (secrets) {
            fill(*secrets);
            showUnderField(m_note, {},
                           secrets->isEmpty()
                               ? tr("The host has no secrets. Make one to encrypt a volume, or to "
                                    "sign in to a storage server.")
                               : QString());
        } else {
            showUnderField(m_note, SafeText::line(secrets.error().summary, 400) + u' '
                                       + SafeText::line(secrets.error().detail, 600));
        }
        m_note->setVisible(!m_note->text().isEmpty());
    });
}

void SecretsDialog::select(const QUuid &secret)
{
    m_wanted = secret;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        if (m_list->topLevelItem(i)->data(0, Qt::UserRole).toUuid() == secret) {
            m_list->setCurrentItem(m_list->topLevelItem(i));
            m_wanted = {};
        }
    }
}

// By rows: what is selected stays so.
void SecretsDialog::fill(const QList<HostSecret> &secrets)
{
    m_secrets = secrets;
    QHash<QUuid, QTreeWidgetItem *> before;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_list->topLevelItem(i);
        before.insert(item->data(0, Qt::UserRole).toUuid(), item);
    }
    for (const HostSecret &secret : secrets) {
        QTreeWidgetItem *item = before.take(secret.uuid);
        const bool fresh = !item;
        if (fresh)
            item = new QTreeWidgetItem;
        const QStringList texts{SafeText::line(secret.usageId, 400), secretUsageText(secret.usage),
                                SafeText::line(secret.description, 200),
                                secret.uuid.toString(QUuid::WithoutBraces)};
        for (int column = 0; column < texts.size(); ++column) {
            item->setText(column, texts[column]);
            item->setData(column, Qt::ToolTipRole, SafeText::toolTip(texts[column]));
        }
        item->setData(0, Qt::UserRole, secret.uuid);
        if (fresh)
            m_list->addTopLevelItem(item);
    }
    qDeleteAll(before);
    if (!m_wanted.isNull())
        select(m_wanted);
    update();
}

std::optional<HostSecret> SecretsDialog::selected() const
{
    const auto items = m_list->selectedItems();
    if (items.isEmpty())
        return {};
    const QUuid uuid = items.first()->data(0, Qt::UserRole).toUuid();
    const auto found = std::find_if(m_secrets.begin(), m_secrets.end(),
                                    [&](const HostSecret &each) { return each.uuid == uuid; });
    return found == m_secrets.end() ? std::nullopt : std::optional(*found);
}

void SecretsDialog::update()
{
    m_delete->setEnabled(!m_readOnly && selected());
}
