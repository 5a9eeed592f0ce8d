// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/diskusersnote.h"

#include "dialogs/newmachine/newmachinestate.h"
#include "dialogs/plaindialog.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/connection.h"
#include "models/inventory/storage.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QVBoxLayout>

DiskUsersNote::DiskUsersNote(NewMachineState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_note(new PlainLabel)
    , m_accept(new QCheckBox(tr("&Use it all the same")))
{
    m_note->setWordWrap(true);
    m_note->setAccessibleName(tr("Who uses the disk"));
    m_accept->setAccessibleName(tr("Use it all the same"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_note);
    layout->addWidget(m_accept);
    connect(m_accept, &QCheckBox::toggled, this, &DiskUsersNote::changed);
    say({}, {});
}

void DiskUsersNote::ask(const MediumChoice &disk)
{
    const int generation = ++m_generation;
    Connection *host = m_state.host();
    m_asking = host && !disk.isEmpty() && !disk.upload && isRunnableFormat(disk.format);
    if (!m_asking) {
        say({}, {});
        return;
    }
    say({}, tr("Asking the host who uses it…"));
    const auto answer = disk.file.isEmpty() ? host->storage()->usersOfVolume(disk.volume.ref())
                                            : host->storage()->usersOfFile(disk.file);
    whenDone(answer, this, [this, generation](const Result<VolumeUsers> &users) {
        if (generation == m_generation)
            show(users);
    });
}

void DiskUsersNote::show(const Result<VolumeUsers> &users)
{
    m_asking = false;
    QStringList sentences;
    if (!users) {
        sentences += tr("It is not known who uses this disk: %1 %2")
                         .arg(SafeText::line(users.error().summary, 400),
                              SafeText::line(users.error().detail, 400));
    } else {
        if (const QString who = volumeUsersText(*users); !who.isEmpty())
            sentences += tr("In use: %1. Two machines that write to one disk destroy it.")
                             .arg(SafeText::line(who, 400));
        if (!users->unknown.isEmpty()) {
            sentences += tr("Whether other machines use this disk is not known: %1")
                             .arg(SafeText::line(users->unknown.first(), 400));
        }
    }
    say(sentences.join(u'\n'), {});
}

void DiskUsersNote::say(const QString &problem, const QString &remark)
{
    {
        const QSignalBlocker quiet(m_accept);
        m_accept->setChecked(false);
    }
    showUnderField(m_note, problem, remark);
    m_accept->setVisible(!problem.isEmpty());
    setVisible(!problem.isEmpty() || !remark.isEmpty());
    Q_EMIT changed();
}

bool DiskUsersNote::isSettled() const
{
    return !m_asking && (m_accept->isHidden() || m_accept->isChecked());
}

QString DiskUsersNote::sentence() const
{
    return m_note->text();
}
