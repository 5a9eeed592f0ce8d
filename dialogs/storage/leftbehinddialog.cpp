// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/leftbehinddialog.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using Kind = Journal::Kind;

namespace {

QString shortName(const QString &name)
{
    return SafeText::line(name, 80);
}

// What the buttons would do, exactly.
QString consequenceText(const Journal::Entry &entry, const LeftBehindDialog::Place &place)
{
    const auto volume = [&] { return SafeText::line(place(entry.volume), 400); };
    switch (entry.kind) {
    case Kind::CreateVolume:
    case Kind::CopyVolume:
        return LeftBehindDialog::tr("Undo deletes %1, if it is there and nothing uses it.")
            .arg(volume());
    case Kind::Upload:
        return LeftBehindDialog::tr("Resume sends the rest of %1. Undo deletes %2, if nothing "
                                    "uses it. Kept, it is no longer marked as incomplete.")
            .arg(SafeText::line(entry.file, 400), volume());
    case Kind::UploadOver:
        return LeftBehindDialog::tr("Resume sends the rest of %1. What was in %2 before cannot be "
                                    "brought back. Kept, it is no longer marked as incomplete.")
            .arg(SafeText::line(entry.file, 400), volume());
    case Kind::Download:
        return LeftBehindDialog::tr("Resume fetches the rest of it. Undo removes the part that is "
                                    "there: %1.")
            .arg(SafeText::line(entry.file, 400) + u".part"_s);
    case Kind::RenamePool:
        return LeftBehindDialog::tr("Finish calls it “%1”. Undo gives it the name that it had. "
                                    "Its volumes are not touched.")
            .arg(shortName(entry.name));
    case Kind::DeleteContents:
        return LeftBehindDialog::tr("Finish deletes the pool “%1” and what it is made of, if "
                                    "nothing uses its volumes.")
            .arg(shortName(entry.name));
    case Kind::CreateMachine: {
        QStringList made;
        for (const Journal::Made &one : entry.made)
            made << SafeText::line(place(one.volume), 400);
        if (made.isEmpty())
            return LeftBehindDialog::tr("Undo removes the definition of “%1”, if it is there, and "
                                        "what was made for it.")
                .arg(shortName(entry.name));
        return LeftBehindDialog::tr("Undo removes the definition of “%1”, if it is there, and what "
                                    "was made for it, if nothing else uses it: %2.")
            .arg(shortName(entry.name), made.join(u", "_s));
    }
    }
    return {};
}

QString verbOf(Remedy remedy)
{
    switch (remedy) {
    case Remedy::Undo:
        return LeftBehindDialog::tr("&Undo");
    case Remedy::Finish:
        return LeftBehindDialog::tr("&Finish");
    case Remedy::Resume:
        return LeftBehindDialog::tr("&Resume");
    case Remedy::Keep:
        return LeftBehindDialog::tr("&Keep");
    }
    return {};
}

} // namespace

QString leftBehindText(const Journal::Entry &entry)
{
    const QString volume = shortName(entry.volume.name);
    switch (entry.kind) {
    case Kind::CreateVolume:
        return LeftBehindDialog::tr("The volume “%1” was being made.").arg(volume);
    case Kind::CopyVolume:
        return LeftBehindDialog::tr("The copy “%1” was being made.").arg(volume);
    case Kind::Upload:
    case Kind::UploadOver:
        return LeftBehindDialog::tr("A file was being uploaded into “%1”.").arg(volume);
    case Kind::Download:
        return LeftBehindDialog::tr("The volume “%1” was being downloaded.").arg(volume);
    case Kind::RenamePool:
        return LeftBehindDialog::tr("A pool was being renamed to “%1”.").arg(shortName(entry.name));
    case Kind::DeleteContents:
        return LeftBehindDialog::tr("The pool “%1” was being deleted.").arg(shortName(entry.name));
    case Kind::CreateMachine:
        return LeftBehindDialog::tr("The machine “%1” was being created.")
            .arg(shortName(entry.name));
    }
    return {};
}

LeftBehindDialog::LeftBehindDialog(const QString &host, QWidget *parent)
    : PlainDialog(u"dialog-warning"_s, tr("Unfinished work"), parent)
    , m_list(new QVBoxLayout)
    , m_area(new QScrollArea)
{
    setHeading(tr("Unfinished work on “%1”").arg(SafeText::line(host, 60)));
    setText(tr("The program or the link to the host ended in the middle of these. Nothing is "
               "removed before the host was asked again who uses it."));
    auto *inside = new QWidget;
    m_list->setContentsMargins({});
    m_list->addStretch();
    inside->setLayout(m_list);
    m_area->setWidget(inside);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setAccessibleName(tr("Unfinished work"));
    const int letter = fontMetrics().averageCharWidth();
    m_area->setMinimumSize(letter * 76, fontMetrics().height() * 14);
    content()->addWidget(m_area, 1);
    auto *close = buttons()->addButton(QDialogButtonBox::Close);
    close->setAccessibleName(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

LeftBehindDialog::Row LeftBehindDialog::addRow(const Journal::Entry &entry)
{
    Row row;
    auto *frame = new QFrame;
    frame->setFrameShape(QFrame::StyledPanel);
    frame->setAccessibleName(leftBehindText(entry));
    row.widget = frame;
    auto *title = new PlainLabel(leftBehindText(entry));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto *when =
        new PlainLabel(tr("Begun %1").arg(QLocale().toString(entry.began, QLocale::ShortFormat)));
    when->setForegroundRole(QPalette::PlaceholderText);
    row.consequence = new PlainLabel;
    row.failure = new PlainLabel;
    for (PlainLabel *label : {title, row.consequence, row.failure}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    row.failure->hide();
    row.buttons = new QWidget;
    auto *bar = new QHBoxLayout(row.buttons);
    bar->setContentsMargins({});
    bar->addStretch();
    for (const Remedy remedy : {Remedy::Resume, Remedy::Finish, Remedy::Undo, Remedy::Keep}) {
        if (!remediesFor(entry.kind).testFlag(remedy)
            || (remedy == Remedy::Resume && entry.file.isEmpty()))
            continue;
        auto *button = new QPushButton(verbOf(remedy));
        button->setAccessibleName(verbOf(remedy).remove(u'&'));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, entry, remedy] {
            const Row &own = m_rows[entry.id];
            own.buttons->setEnabled(false);
            own.failure->hide();
            Q_EMIT chosen(entry, remedy);
        });
        bar->addWidget(button);
    }
    auto *layout = new QVBoxLayout(frame);
    layout->addWidget(title);
    layout->addWidget(when);
    layout->addWidget(row.consequence);
    layout->addWidget(row.failure);
    layout->addWidget(row.buttons);
    m_list->insertWidget(m_list->count() - 1, frame);
    return row;
}

void LeftBehindDialog::setEntries(const QList<Journal::Entry> &entries, const Place &place)
{
    QSet<QUuid> present;
    for (const Journal::Entry &entry : entries) {
        present.insert(entry.id);
        if (!m_rows.contains(entry.id))
            m_rows.insert(entry.id, addRow(entry));
        m_rows[entry.id].consequence->setText(consequenceText(entry, place));
    }
    const auto known = m_rows.keys();
    for (const QUuid &id : known) {
        if (!present.contains(id))
            m_rows.take(id).widget->deleteLater();
    }
    if (m_rows.isEmpty())
        accept();
}

void LeftBehindDialog::showFailure(const QUuid &entry, const Error &error)
{
    if (!m_rows.contains(entry))
        return;
    const Row &row = m_rows[entry];
    row.buttons->setEnabled(true);
    QStringList said;
    for (const QString &part : {error.summary, error.detail, error.advice}) {
        if (!part.isEmpty())
            said << SafeText::line(part, 1000);
    }
    showUnderField(row.failure, said.join(u'\n'));
    row.failure->show();
}
