// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/serialpage.h"

#include "console/consolelink.h"
#include "console/terminal/terminalfindbar.h"
#include "console/terminal/terminallog.h"
#include "console/terminal/terminalpaste.h"
#include "console/terminal/terminalview.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "views/basic/messagepage.h"
#include "views/basic/plainlabel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QThreadPool>
#include <QToolBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

SerialPage::SerialPage(const QString &title, TextConsoleSession::Open open, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_session(new TextConsoleSession(std::move(open), this))
    , m_terminal(new TerminalView)
    , m_findBar(new TerminalFindBar)
    , m_log(new TerminalLog(this))
    , m_message(new MessagePage)
    , m_stack(new QStackedWidget)
    , m_strip(new QFrame)
    , m_stripText(new PlainLabel)
    , m_logText(new PlainLabel)
    , m_waiting(new PlainLabel)
    , m_stripButton(new QPushButton)
{
    auto *stripRow = new QHBoxLayout(m_strip);
    m_stripText->setWordWrap(true);
    stripRow->addWidget(m_stripText, 1);
    stripRow->addWidget(m_stripButton);
    m_strip->setFrameShape(QFrame::StyledPanel);
    m_strip->hide();
    connect(m_stripButton, &QPushButton::clicked, this, [this] {
        if (m_stripAction)
            m_stripAction->trigger();
    });
    m_stack->addWidget(m_terminal);
    m_stack->addWidget(m_message);

    makeActions();
    m_toolBar = makeToolBar();
    auto *notes = new QHBoxLayout;
    notes->setContentsMargins(6, 0, 6, 0);
    notes->addWidget(m_logText);
    notes->addWidget(m_waiting, 1);
    m_logText->hide();
    m_waiting->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_strip);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_findBar);
    layout->addLayout(notes);
    setFocusProxy(m_terminal);

    connect(m_session, &TextConsoleSession::stateChanged, this, &SerialPage::refresh);
    connect(m_session, &TextConsoleSession::opened, this, [this] { follow(m_session->link()); });
    connect(m_terminal, &TerminalView::typed, this, [this](const QByteArray &bytes) {
        if (m_session->link() && !m_session->link()->send(bytes))
            QApplication::beep();
    });
    connect(m_terminal, &TerminalView::caughtUp, this, [this] {
        if (m_session->link())
            m_session->link()->setPaused(false);
    });
    connect(m_terminal, &TerminalView::pasteWanted, this, &SerialPage::paste);
    connect(m_terminal, &TerminalView::menuWanted, this, [this](QPoint position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (QAction *action : {m_copyAction, m_pasteAction, m_selectAllAction, m_findAction})
            menu->addAction(action);
        menu->popup(position);
    });
    connect(m_terminal, &TerminalView::selectionChanged, this, &SerialPage::describe);
    connect(m_terminal, &TerminalView::sizeChanged, this, &SerialPage::describe);
    connect(m_findBar, &TerminalFindBar::changed, this, [this] { find(true); });
    connect(m_findBar, &TerminalFindBar::findWanted, this, &SerialPage::find);
    connect(m_findBar, &TerminalFindBar::closed, this, [this] {
        m_findBar->hide();
        m_terminal->setSearch({});
        m_terminal->setFocus();
    });
    connect(m_log, &TerminalLog::failed, this, [this](const Error &error) {
        logStopped();
        Q_EMIT failed(error);
    });
    refresh();
}

SerialPage::~SerialPage()
{
    m_session->disconnect(this);
}

void SerialPage::setMachine(const QString &name, MachineState state, bool savedState)
{
    m_terminal->setAccessibleName(tr("Terminal of %1").arg(SafeText::line(name)));
    m_session->setMachine(name, state, savedState);
}

void SerialPage::setPreferences(const TerminalPreferences &preferences)
{
    m_terminal->setTerminalFont(preferences.font);
    m_terminal->setHistoryLimit(preferences.historyLines);
    m_terminal->setScheme(preferences.scheme);
}

void SerialPage::setBreakOffered(bool offered)
{
    m_breakAction->setVisible(offered);
}

void SerialPage::setStartAction(QAction *action)
{
    m_startAction = action;
    refresh();
}

void SerialPage::setRestoreAction(QAction *action)
{
    m_restoreAction = action;
    refresh();
}

void SerialPage::follow(ConsoleLink *link)
{
    if (m_hasOutput)
        m_terminal->note(
            tr("Connected again, %1")
                .arg(QLocale().toString(QDateTime::currentDateTime(), QLocale::ShortFormat)));
    m_waiting->hide();
    connect(link, &ConsoleLink::received, this, [this, link](const QByteArray &bytes) {
        if (!std::exchange(m_hasOutput, true))
            refresh();
        m_log->write(bytes);
        m_terminal->feed(bytes);
        if (m_terminal->isBehind())
            link->setPaused(true);
    });
    connect(link, &ConsoleLink::leftOut, this, [this](qint64 bytes) {
        const QString text = tr("%1 left out: the machine said more than could be shown")
                                 .arg(Units::bytes(quint64(bytes)));
        m_terminal->note(text);
        m_log->write("\n[" + text.toUtf8() + "]\n");
    });
    connect(link, &ConsoleLink::waiting, this, [this](qint64 bytes) {
        m_waiting->setVisible(bytes > 0);
        m_waiting->setText(tr("The machine does not take what was typed; it waits."));
    });
}

// ---- what is shown ----

void SerialPage::refresh()
{
    const TextConsoleState state = m_session->state();
    const bool connected = state == TextConsoleState::Connected;
    const bool passing = state == TextConsoleState::Idle || state == TextConsoleState::Asking
                         || state == TextConsoleState::Connecting;
    m_terminal->setConnected(connected);
    const ConsoleMessage message = textConsoleMessage(state, SafeText::line(m_session->machine()),
                                                      m_session->savedState(), m_session->detail());
    QAction *action = nullptr;
    switch (state) {
    case TextConsoleState::Off:
        action = m_session->savedState() ? m_restoreAction : m_startAction;
        break;
    case TextConsoleState::Busy:
    case TextConsoleState::Taken:
        action = m_takeOverAction;
        break;
    case TextConsoleState::Ended:
    case TextConsoleState::Failed:
        action = m_reconnectAction;
        break;
    default:
        break;
    }
    // What was said stays to be read.
    const bool words = !connected && !m_hasOutput;
    if (words)
        m_message->show(message.icon, message.title, message.text,
                        action ? QList<QAction *>{action} : QList<QAction *>());
    const bool hadFocus = m_stack->currentWidget()->isAncestorOf(focusWidget());
    m_stack->setCurrentWidget(words ? static_cast<QWidget *>(m_message) : m_terminal);
    if (connected && hadFocus)
        m_terminal->setFocus();
    m_strip->setVisible(!connected && !words && !passing);
    m_stripText->setText(SafeText::line(message.title));
    m_stripAction = action;
    m_stripButton->setVisible(action != nullptr);
    if (action) {
        m_stripButton->setText(action->text());
        m_stripButton->setIcon(action->icon());
        m_stripButton->setAccessibleName(action->iconText());
    }
    if (!connected)
        m_waiting->hide();
    describe();
}

void SerialPage::describe()
{
    const bool connected = m_session->state() == TextConsoleState::Connected;
    m_copyAction->setEnabled(m_terminal->hasSelection());
    for (QAction *action : {m_pasteAction, m_sizeAction, m_breakAction})
        action->setEnabled(connected);
    for (QAction *action : {m_findAction, m_saveAction, m_selectAllAction, m_clearAction,
                            m_resetAction, m_largerAction, m_smallerAction, m_normalAction})
        action->setEnabled(connected || m_hasOutput);
    m_terminal->setAccessibleDescription(stateText());
}

QString SerialPage::stateText() const
{
    if (m_session->state() != TextConsoleState::Connected)
        return textConsoleMessage(m_session->state(), {}, m_session->savedState(), {}).title;
    return tr("Connected, %1 rows by %2 columns")
        .arg(QString::number(m_terminal->terminal().rows()),
             QString::number(m_terminal->terminal().columns()));
}

QString SerialPage::message() const
{
    if (m_stack->currentWidget() == m_message)
        return m_message->title() + u'\n' + m_message->text();
    return m_strip->isVisibleTo(this) ? m_stripText->text() : QString();
}

// ---- clipboard and search ----

void SerialPage::paste(bool fromSelection)
{
    QClipboard *clipboard = QApplication::clipboard();
    const bool selection = fromSelection && clipboard->supportsSelection();
    const QString text = clipboard->text(selection ? QClipboard::Selection : QClipboard::Clipboard);
    constexpr qsizetype most = 256 * 1024;
    if (m_session->state() != TextConsoleState::Connected || text.isEmpty())
        return;
    if (text.size() > most) {
        Q_EMIT failed(Error{
            .summary = tr("That is too much text to type into a console."),
            .advice = tr("At most %1 can be pasted; a file is better copied over the network.")
                          .arg(Units::bytes(most))});
        return;
    }
    if (pasteHasLines(text))
        askToPaste(text);
    else
        m_terminal->pasteText(text);
}

void SerialPage::askToPaste(const QString &text)
{
    const auto lines = int(pasteBytes(text).count('\r')) + 1;
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Paste several lines"));
    box->setText(tr("The text has %n line(s). Each is carried out by the machine as if you had "
                    "typed it and pressed Return.",
                    nullptr, lines));
    box->setDetailedText(SafeText::block(text, 20'000));
    QPushButton *paste = box->addButton(tr("&Paste"), QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(paste, &QPushButton::clicked, m_terminal,
            [this, text] { m_terminal->pasteText(text); });
    connect(box, &QMessageBox::finished, m_terminal, [this] { m_terminal->setFocus(); });
    box->open();
}

void SerialPage::openFind()
{
    m_findBar->open(m_terminal->selectedText());
}

void SerialPage::find(bool backwards)
{
    const TerminalSearch search = m_findBar->search();
    m_terminal->setSearch(search);
    m_findBar->setFound(search.text.isEmpty() || m_terminal->find(search, backwards));
}

// ---- files ----

QString SerialPage::fileName(const QString &suffix) const
{
    const QString time = QDateTime::currentDateTime().toString(u"yyyy-MM-dd hh.mm.ss"_s);
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
           + u"/%1 %2 %3.%4"_s.arg(SafeText::fileName(m_session->machine()),
                                   SafeText::fileName(m_title), time, suffix);
}

void SerialPage::chooseSaveFile()
{
    const QString text = m_terminal->wholeText();
    auto *dialog = new QFileDialog(window(), tr("Save the console's text"), fileName(u"txt"_s),
                                   tr("Texts (*.txt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"txt"_s);
    dialog->selectFile(fileName(u"txt"_s));
    connect(dialog, &QFileDialog::fileSelected, this, [this, text](const QString &path) {
        auto promise = std::make_shared<QPromise<Result<>>>();
        promise->start();
        whenDone(promise->future(), this, [this](const Result<> &saved) {
            if (!saved)
                Q_EMIT failed(saved.error());
        });
        QThreadPool::globalInstance()->start([promise, text, path] {
            promise->addResult(saveTerminalText(text, path));
            promise->finish();
        });
    });
    dialog->open();
}

void SerialPage::chooseLogFile()
{
    m_logAction->setChecked(false); // until there is a file
    auto *dialog =
        new QFileDialog(window(), tr("Log to file"), fileName(u"log"_s), tr("Logs (*.log)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it is added to
    dialog->setDefaultSuffix(u"log"_s);
    dialog->selectFile(fileName(u"log"_s));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const auto started = m_log->start(path); !started) {
            Q_EMIT failed(started.error());
            return;
        }
        m_logAction->setChecked(true);
        m_logText->setText(
            tr("● Logging to “%1”").arg(SafeText::line(QFileInfo(path).fileName(), 80)));
        m_logText->show();
    });
    dialog->open();
}

void SerialPage::logStopped()
{
    m_logAction->setChecked(false);
    m_logText->hide();
}

// A serial line has no size of its own: the shell at its other end is told by typing.
void SerialPage::setSizeInGuest()
{
    m_terminal->type("stty rows " + QByteArray::number(m_terminal->terminal().rows()) + " cols "
                     + QByteArray::number(m_terminal->terminal().columns()) + '\r');
    m_terminal->setFocus();
}
