// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "dialogs/storage/volumeusersbox.h"
#include "models/core/async.h"
#include "models/values/storage.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"

#include <QLabel>
#include <QLineEdit>
#include <QScreen>

// A pool, its volumes and their users for the tests of storage's dialogs, and how those are filled
// in and read.
namespace StorageSamples {

using namespace Qt::StringLiterals;

inline constexpr quint64 mib = 1024 * 1024, gib = 1024 * mib;
inline const QString hostile =
    u"<h1>x</h1><img src='/dev/zero'>&amp;\u202e%1%2\n"_s + QString(3000, u'w');

inline StoragePool pool(const QString &name = u"default"_s)
{
    StoragePool made;
    made.uuid = QUuid(u"0c3f2b52-3ad2-4a1e-8a4f-d5a0b0b1c2d3"_s);
    made.name = name;
    made.type = u"dir"_s;
    made.state = PoolState::Running;
    made.targetPath = u"/srv/images"_s;
    made.capacity = 100 * gib;
    made.available = 40 * gib;
    return made;
}

inline StorageVolume volume(const QString &name = u"web.qcow2"_s, quint64 capacity = 20 * gib)
{
    StorageVolume made;
    made.pool = pool().uuid;
    made.name = name;
    made.path = u"/srv/images/"_s + name;
    made.key = made.path;
    made.format = u"qcow2"_s;
    made.type = VolumeType::File;
    made.capacity = capacity;
    made.allocation = 3 * gib;
    made.described = true;
    return made;
}

inline VolumeUsers usedByMachine(const QString &name)
{
    VolumeUsers users;
    users.machines.append({.machine = QUuid::createUuid(), .name = name, .running = true});
    return users;
}

inline QFuture<VolumeUsersAnswer> answer(const QHash<VolumeRef, VolumeUsers> &users)
{
    return readyFuture(VolumeUsersAnswer(users));
}

inline void type(const QWidget &in, const QString &field, const QString &text)
{
    auto *line = byName<QLineEdit>(&in, field);
    QVERIFY2(line, qPrintable(field));
    line->clear();
    QTest::keyClicks(line, text);
}

// Every sentence that is shown, with its invisible break points removed.
inline QString said(const QWidget &in)
{
    QStringList sentences;
    for (const QLabel *label : in.findChildren<QLabel *>())
        if (!label->isHidden() && label->parentWidget() && label->isVisibleTo(&in))
            sentences << QString(label->text()).remove(QChar(0x200b));
    return sentences.join(u'\n');
}

inline void checkHarmless(PlainDialog &dialog)
{
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QTRY_VERIFY(dialog.isVisible());
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY2(!label->text().contains(QChar(0x202e)), qPrintable(label->text()));
    }
    const QSize screen = dialog.screen()->size();
    QVERIFY2(dialog.width() <= screen.width() && dialog.height() <= screen.height(),
             qPrintable(u"%1: %2 × %3"_s.arg(QString::fromLatin1(dialog.metaObject()->className()),
                                             QString::number(dialog.width()),
                                             QString::number(dialog.height()))));
}

} // namespace StorageSamples
