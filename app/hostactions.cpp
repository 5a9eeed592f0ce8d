// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/hostactions.h"

#include "app/prompt.h"
#include "dialogs/connectiondialog.h"
#include "models/core/safetext.h"
#include "models/inventory/inventory.h"
#include "models/settings/preferences.h"

#include <QAction>
#include <QIcon>
#include <QMenu>

using namespace Qt::StringLiterals;

HostCommandSet::HostCommandSet(Inventory &inventory, Settings &settings, Prompt &prompt, QWidget *window)
    : QObject(window)
    , m_inventory(inventory)
    , m_settings(settings)
    , m_prompt(prompt)
    , m_window(window)
{
    const auto make = [this](const QString &text, const QString &icon) {
        auto *action = new QAction(QIcon::fromTheme(icon), text, this);
        QString plain = text;
        action->setIconText(plain.remove(u'&').remove(u'…'));
        return action;
    };
    add = make(tr("&Add connection…"), u"list-add"_s);
    add->setShortcut(QKeySequence(u"Ctrl+Shift+N"_s));
    connectHost = make(tr("&Connect"), u"network-connect"_s);
    disconnectHost = make(tr("&Disconnect"), u"network-disconnect"_s);
    edit = make(tr("&Edit connection…"), u"document-properties"_s);
    remove = make(tr("&Remove connection…"), u"list-remove"_s);
    refreshHost = make(tr("Re&fresh"), u"view-refresh"_s);
    refreshHost->setShortcut(QKeySequence(QKeySequence::Refresh));

    connect(add, &QAction::triggered, this, [this] { openDialog({}); });
    connect(edit, &QAction::triggered, this, [this] { openDialog(m_host); });
    connect(remove, &QAction::triggered, this, &HostCommandSet::askToRemove);
    connect(connectHost, &QAction::triggered, this, [this] {
        if (Connection *connection = m_inventory.connection(m_host))
            connection->open();
    });
    connect(disconnectHost, &QAction::triggered, this, [this] {
        if (Connection *connection = m_inventory.connection(m_host))
            connection->close();
    });
    connect(refreshHost, &QAction::triggered, this, [this] {
        if (Connection *connection = m_inventory.connection(m_host))
            connection->refresh();
    });
    refresh();
}

void HostCommandSet::setHost(const ConnectionId &host)
{
    m_host = host;
    refresh();
}

void HostCommandSet::refresh()
{
    const Connection *connection = m_inventory.connection(m_host);
    using enum ConnectionState;
    const ConnectionState state = connection ? connection->status().state : Disconnected;
    const bool open = connection && (state == Connected || state == NotResponding);
    const bool waits = connection && (state == Connecting || connection->status().retryAt.isValid());
    connectHost->setEnabled(connection && !open && state != Connecting);
    disconnectHost->setEnabled(open || waits);
    edit->setEnabled(connection);
    remove->setEnabled(connection);
    refreshHost->setEnabled(open);
}

void HostCommandSet::fill(QMenu *menu) const
{
    menu->addActions({connectHost, disconnectHost, refreshHost});
    menu->addSeparator();
    menu->addActions({add, edit, remove});
}

void HostCommandSet::addLike(const ConnectionConfig &config)
{
    openDialog({}, config);
}

void HostCommandSet::openDialog(const ConnectionId &host, const ConnectionConfig &proposed)
{
    const Connection *edited = m_inventory.connection(host);
    QStringList taken;
    for (const Connection *connection : m_inventory.connections()) {
        if (connection != edited)
            taken.append(connection->config().uri);
    }
    auto *dialog =
        new ConnectionDialog(edited ? edited->config() : proposed, taken, m_window);
    connect(dialog, qOverload<const ConnectionConfig &>(&ConnectionDialog::accepted), this,
            [this, host](const ConnectionConfig &config) {
                if (m_inventory.connection(host)) {
                    m_inventory.change(config);
                } else {
                    m_inventory.add(config)->open();
                }
            });
    dialog->open();
}

void HostCommandSet::askToRemove()
{
    const Connection *connection = m_inventory.connection(m_host);
    if (!connection)
        return;
    const auto go = [this, host = m_host](bool agreed) {
        if (agreed)
            m_inventory.remove(host);
    };
    if (!m_settings.get(Preferences::confirmRemoveConnection)) {
        go(true);
        return;
    }
    m_prompt.confirm({.title = tr("Remove connection"),
                      .text = tr("Remove the connection to “%1”?")
                                  .arg(SafeText::line(connectionDisplayName(connection->config()), 80)),
                      .consequence = tr("Its machines go on as they are; only the entry in this "
                                        "list is removed."),
                      .verb = tr("&Remove"),
                      .losesData = false,
                      .confirmation = &Preferences::confirmRemoveConnection},
                     go);
}
