// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "tests/support/patience.h"
#include "tests/support/wirefuzz.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Wire;

// A viewer that has gone mad, or over to the guest: it speaks the protocol, by chance, with anything
// attached. The window may show nonsense, cut it off or wait; it must not fall over.
class TestViewerFuzz : public QObject
{
    Q_OBJECT

    static qsizetype openDescriptors()
    {
        return QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System).size();
    }

    // A session by chance. Most keep the rules, so that they get far; the last packet ends it.
    static QByteArray script(quint32 seed)
    {
        WireFuzz random(seed);
        QByteArray result;
        const auto say = [&result](const QByteArray &packet, char attached) {
            const quint32 length = quint32(packet.size());
            result.append(reinterpret_cast<const char *>(&length), 4);
            result.append(attached).append(packet);
        };
        say(ToWindow::encode(Hello{}), 0);
        const bool mad = random.below(2);
        QMap<int, QSize> displays;
        int channels = 0;
        for (int i = 0; i < 300; ++i) {
            QByteArray packet = random.packet(ToWindow());
            auto message = ToWindow::decode(packet);
            char attached = 0;
            if (!message || std::holds_alternative<Hello>(*message)
                || std::holds_alternative<Ended>(*message)
                || (std::holds_alternative<ChannelWanted>(*message) && ++channels > 20))
                continue;
            if (auto *picture = std::get_if<Picture>(&*message)) {
                picture->width = 1 + random.below(1920);
                picture->height = 1 + random.below(1080);
                displays[picture->display] = {picture->width, picture->height};
                packet = ToWindow::encode(*picture);
                attached = 1;
            } else if (auto *gone = std::get_if<DisplayGone>(&*message); gone && gone->display) {
                displays.remove(gone->display);
            } else if (auto *damage = std::get_if<Damage>(&*message)) {
                const QSize size = displays.value(damage->display);
                if (size.isEmpty())
                    continue;
                const int x = random.below(size.width()), y = random.below(size.height());
                damage->rects = {{x, y, size.width() - x, size.height() - y}};
                packet = ToWindow::encode(*damage);
            }
            if (mad && random.below(60) == 0)
                packet = random.changed(packet, packet);
            if (mad && random.below(20) == 0)
                attached = char(random.below(8));
            if (!packet.isEmpty())
                say(packet, attached);
        }
        say(ToWindow::encode(Ended{EndReason::Closed, u"enough"_s}), 0);
        return result;
    }

private Q_SLOTS:
    void aViewerThatGoesMadDoesNoHarm_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 40; ++seed)
            QTest::addRow("%u", seed) << seed;
    }

    void aViewerThatGoesMadDoesNoHarm()
    {
        QFETCH(quint32, seed);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"script"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(script(seed)) > 0);
        file.close();
        const QString program = folder.filePath(u"viewer"_s);
        QFile starter(program);
        QVERIFY(starter.open(QIODevice::WriteOnly));
        starter.write("#!/bin/sh\nGUESTHOUSE_MAD_VIEWER='" + QFile::encodeName(path)
                      + "' exec /usr/bin/python3 " GUESTHOUSE_SOURCE_DIR
                        "/tests/support/madviewer.py \"$1\"\n");
        starter.close();
        starter.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

        const qsizetype before = openDescriptors();
        {
            ViewerProcess viewer;
            const QSignalSpy crashed(&viewer, &ViewerProcess::crashed);
            const QSignalSpy ended(&viewer, &ViewerProcess::ended);
            int looked = 0;
            // As the view does: every pixel that is shown is read.
            const auto look = [&] {
                for (const ViewerDisplay *display : viewer.displays()) {
                    const QImage picture = display->picture().copy();
                    QVERIFY(picture.width() <= maximumSide && picture.height() <= maximumSide);
                    ++looked;
                }
            };
            connect(&viewer, &ViewerProcess::said, &viewer, [&] { look(); });
            connect(&viewer, &ViewerProcess::featuresChanged, &viewer, look);
            viewer.start(program, {});
            QTRY_VERIFY_WITH_TIMEOUT(crashed.size() + ended.size() == 1, 30'000);
            look();
            QVERIFY(looked > 0);
            m_kept += ended.size();
            viewer.sendSocket(1, {});
            viewer.send(DamageSeen{0});
            QCOMPARE(crashed.size() + ended.size(), 1); // its last word, once
        }
        QTRY_VERIFY_WITH_TIMEOUT(openDescriptors() <= before, 30'000);
    }

    void mostGotToTheEnd() { QVERIFY2(m_kept >= 15, qPrintable(QString::number(m_kept))); }

private:
    qsizetype m_kept = 0;
};

QTEST_GUILESS_MAIN(TestViewerFuzz)
#include "tst_viewerfuzz.moc"
