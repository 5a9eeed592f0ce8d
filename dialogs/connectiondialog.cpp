// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectiondialog.h"

#include "models/values/connectionchoice.h"
#include "ui_connectionform.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

// Without a sentence, the fields close ranks.
static void say(PlainLabel *note, const QString &problem)
{
    showUnderField(note, problem);
    note->setVisible(!problem.isEmpty());
}

static QString hostOf(const QString &typed)
{
    const QString host = typed.trimmed();
    return host.startsWith(u'[') && host.endsWith(u']') ? host.sliced(1, host.size() - 2) : host;
}

ConnectionDialog::ConnectionDialog(const ConnectionConfig &config, const QStringList &taken,
                                   QWidget *parent)
    : PlainDialog(u"network-server"_s,
                  config.id.isNull() ? tr("Add connection") : tr("Edit connection"), parent)
    , m_before(config)
    , m_taken(taken)
    , m_form(std::make_unique<Ui::ConnectionForm>())
{
    auto *form = new QWidget;
    m_form->setupUi(form);
    content()->addWidget(form);
    m_form->form->setRowStretch(m_form->form->rowCount(), 1); // what is left over goes below
    m_form->uri->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    for (PlainLabel *note :
         {m_form->hostNote, m_form->userNote, m_form->parametersNote, m_form->uriNote})
        note->hide();
    m_form->port->setSpecialValueText(tr("Default"));
    for (const HypervisorChoice &choice : hypervisorChoices())
        m_form->hypervisor->addItem(choice.title);
    for (const TransportChoice &choice : transportChoices())
        m_form->transport->addItem(choice.title);
    addButtons(config.id.isNull() ? tr("&Add") : tr("&Save"));

    // What the user has agreed to before need not be agreed to again.
    m_confirmed = uriWarnings(config.uri);
    m_form->understood->setChecked(!m_confirmed.isEmpty());
    m_form->name->setText(config.name);
    m_form->autoconnect->setChecked(config.autoconnect);
    m_form->readOnly->setChecked(config.readOnly);
    fill(config.uri.isEmpty() ? u"qemu:///system"_s : config.uri);
    choose();

    connect(m_form->hypervisor, &QComboBox::activated, this, &ConnectionDialog::choose);
    connect(m_form->transport, &QComboBox::activated, this, &ConnectionDialog::choose);
    connect(m_form->port, &QSpinBox::valueChanged, this, &ConnectionDialog::update);
    connect(m_form->understood, &QCheckBox::toggled, this, &ConnectionDialog::update);
    for (QLineEdit *field :
         {m_form->host, m_form->user, m_form->socket, m_form->parameters, m_form->uri})
        connect(field, &QLineEdit::textEdited, this, &ConnectionDialog::update);
}

ConnectionDialog::~ConnectionDialog() = default;

void ConnectionDialog::fill(const QString &uri)
{
    const int typed = int(hypervisorChoices().size()) - 1;
    const std::optional<ConnectionUri> parts = ConnectionUri::parse(uri);
    const int hypervisor = parts ? hypervisorChoiceOf(*parts) : typed;
    m_form->uri->setText(uri);
    m_form->hypervisor->setCurrentIndex(hypervisor);
    if (hypervisor == typed)
        return;
    m_form->transport->setCurrentIndex(transportChoiceOf(*parts));
    m_form->host->setText(parts->host);
    m_form->user->setText(parts->user);
    m_form->port->setValue(qMax(0, parts->port));
    m_form->socket->setText(parts->parameter(u"socket"));
    ConnectionUri rest = *parts;
    rest.setParameter(u"socket"_s, {});
    m_form->parameters->setText(parametersText(rest.parameters));
}

ConnectionUri ConnectionDialog::composed() const
{
    const HypervisorChoice &hypervisor = hypervisorChoices()[m_form->hypervisor->currentIndex()];
    const TransportChoice &transport = transportChoices()[m_form->transport->currentIndex()];
    ConnectionUri uri;
    uri.driver = hypervisor.driver;
    uri.path = hypervisor.path;
    if (hypervisor.reachable && !transport.transport.isEmpty()) {
        uri.transport = transport.transport;
        uri.host = hostOf(m_form->host->text());
        uri.port = m_form->port->value() > 0 ? m_form->port->value() : -1;
        if (transport.takesUser)
            uri.user = m_form->user->text().trimmed();
    }
    uri.parameters = parametersFromText(m_form->parameters->text());
    if (const QString socket = m_form->socket->text().trimmed(); !socket.isEmpty())
        uri.setParameter(u"socket"_s, socket);
    return uri;
}

void ConnectionDialog::choose()
{
    const HypervisorChoice &hypervisor = hypervisorChoices()[m_form->hypervisor->currentIndex()];
    const bool typed = hypervisor.driver.isEmpty();
    const TransportChoice &transport = transportChoices()[m_form->transport->currentIndex()];
    const bool remote = hypervisor.reachable && !transport.transport.isEmpty();
    const auto showRow = [](bool on, std::initializer_list<QWidget *> widgets) {
        for (QWidget *widget : widgets)
            widget->setVisible(on);
    };
    showRow(hypervisor.reachable, {m_form->transportLabel, m_form->transport});
    showRow(remote, {m_form->hostLabel, m_form->host, m_form->portLabel, m_form->port});
    showRow(remote && transport.takesUser, {m_form->userLabel, m_form->user});
    showRow(!typed && hypervisor.reachable,
            {m_form->socketLabel, m_form->socket, m_form->parametersLabel, m_form->parameters,
             m_form->parametersNote});
    m_form->port->setSpecialValueText(tr("Default (%1)").arg(transport.defaultPort));
    m_form->uri->setReadOnly(!typed);
    // A read-only field looks as if one could type there.
    m_form->uri->setFrame(typed);
    QPalette look;
    if (!typed)
        look.setBrush(QPalette::Base, palette().window());
    m_form->uri->setPalette(look);
    m_form->uri->setFocusPolicy(typed ? Qt::StrongFocus : Qt::ClickFocus);
    update();
    fit(true);
}

void ConnectionDialog::update()
{
    const HypervisorChoice &hypervisor = hypervisorChoices()[m_form->hypervisor->currentIndex()];
    const TransportChoice &transport = transportChoices()[m_form->transport->currentIndex()];
    const bool typed = hypervisor.driver.isEmpty();
    const bool remote = hypervisor.reachable && !transport.transport.isEmpty();
    bool fine = true;
    const auto judge = [&fine](PlainLabel *note, const QString &problem, bool aloud = true) {
        fine = fine && problem.isEmpty();
        say(note, aloud ? problem : QString());
    };

    for (PlainLabel *note : {m_form->hostNote, m_form->userNote, m_form->parametersNote})
        say(note, {});
    if (remote) {
        const QString host = hostOf(m_form->host->text());
        // An empty field needs no reproach before anything was typed.
        judge(m_form->hostNote, hostProblem(host), !host.isEmpty() || m_form->host->isModified());
        judge(m_form->userNote,
              transport.takesUser ? userProblem(m_form->user->text().trimmed()) : QString());
    }
    if (!typed) {
        const QString text = m_form->parameters->text().trimmed();
        QString problem;
        if (!text.isEmpty() && !ConnectionUri::parse(u"test:///?"_s + text, &problem))
            judge(m_form->parametersNote, problem);
        m_form->uri->setText(composed().toString());
        m_form->uri->setCursorPosition(0);
        setPlainToolTip(m_form->uri, m_form->uri->text());
    }

    const QString uri = config().uri;
    QString problem = fine ? uriProblem(uri) : QString();
    if (problem.isEmpty() && fine && m_taken.contains(uri)
        && (m_before.id.isNull() || uri != m_before.uri))
        problem = tr("You have this connection already.");
    judge(m_form->uriNote, problem, !uri.isEmpty() || m_form->uri->isModified());
    fine = fine && !uri.isEmpty();

    const QStringList warnings = fine ? uriWarnings(uri) : QStringList();
    if (!warnings.isEmpty() && warnings != m_confirmed) {
        m_confirmed = warnings; // first: the tick that goes calls this again
        m_form->understood->setChecked(false);
    }
    m_form->warnings->setText(wrappable(u"• "_s + warnings.join(u"\n• "_s)));
    // A warning is never cut off, however small the screen.
    m_form->warnings->setMinimumHeight(
        m_form->warnings->heightForWidth(m_form->uri->minimumWidth()));
    m_form->warning->setVisible(!warnings.isEmpty());
    ConnectionConfig unnamed = config();
    unnamed.name.clear();
    m_form->name->setPlaceholderText(fine ? connectionDisplayName(unnamed) : QString());
    acceptButton()->setEnabled(fine && (warnings.isEmpty() || m_form->understood->isChecked()));
    fit();
}

ConnectionConfig ConnectionDialog::config() const
{
    ConnectionConfig config = m_before;
    config.uri = m_form->uri->text().trimmed();
    config.name = m_form->name->text().trimmed();
    config.autoconnect = m_form->autoconnect->isChecked();
    config.readOnly = m_form->readOnly->isChecked();
    return config;
}

void ConnectionDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(config());
    QDialog::accept();
}
