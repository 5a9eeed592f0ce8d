// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "views/basic/icons.h"
#include "views/basic/selectionstyle.h"

#include <QDirIterator>
#include <QIcon>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QStyleOption>

using namespace Qt::StringLiterals;

class TestIcons : public QObject
{
    Q_OBJECT

    QString m_root;

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static QStringList ourNames()
    {
        QStringList names;
        QDirIterator icons(u":/icons/guesthouse"_s, {u"*.svg"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (icons.hasNext())
            names << QFileInfo(icons.next()).completeBaseName();
        return names;
    }

private Q_SLOTS:
    void initTestCase()
    {
        installIcons();
        m_root = QStringLiteral(GUESTHOUSE_SOURCE_DIR);
    }

    void everyIconOfTheFolderIsInTheProgram()
    {
        QStringList onDisk;
        QDirIterator files(m_root + u"/resources/icons/guesthouse"_s, {u"*.svg"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext())
            onDisk << QFileInfo(files.next()).completeBaseName();
        QStringList inside = ourNames();
        onDisk.sort();
        inside.sort();
        QVERIFY(onDisk.size() > 100);
        QCOMPARE(inside, onDisk);
    }

    void everyIconPaintsSomethingAtEverySize()
    {
        for (const QString &name : ourNames()) {
            for (const int size : {16, 22, 48}) {
                const QImage image = QIcon::fromTheme(name).pixmap(QSize(size, size)).toImage();
                QVERIFY2(!image.isNull(), qPrintable(name));
                bool painted = false;
                for (int y = 0; y < image.height() && !painted; ++y)
                    for (int x = 0; x < image.width() && !painted; ++x)
                        painted = qAlpha(image.pixel(x, y)) > 128;
                QVERIFY2(painted, qPrintable(name));
            }
        }
    }

    // On the usual blue with white text; 0…255 apart.
    void everyIconStandsOutFromASelection()
    {
        const SelectionStyle style;
        QStyleOption option;
        option.palette.setColor(QPalette::Highlight, QColor(0x30, 0x8c, 0xc6));
        option.palette.setColor(QPalette::HighlightedText, Qt::white);
        const int ground = qGray(option.palette.highlight().color().rgb());
        for (const QString &name : ourNames()) {
            const QPixmap plain = QIcon::fromTheme(name).pixmap(QSize(24, 24));
            const QImage image =
                style.generatedIconPixmap(QIcon::Selected, plain, &option).toImage();
            int farthest = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (qAlpha(image.pixel(x, y)) > 200)
                        farthest = qMax(farthest, qAbs(qGray(image.pixel(x, y)) - ground));
            QVERIFY2(farthest > 60, qPrintable(name));
        }
    }

    void statesDifferInShapeAndNotOnlyInColour()
    {
        const auto shape = [](const QString &name) {
            // What somebody sees who sees no colour, on white.
            QImage image(32, 32, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            QIcon::fromTheme(name).paint(&painter, image.rect());
            painter.end();
            QByteArray bits;
            for (int y = 0; y < 32; ++y)
                for (int x = 0; x < 32; ++x)
                    bits += qGray(image.pixel(x, y)) > 200 ? '.' : '#';
            return bits;
        };
        for (const QStringList &group :
             {QStringList{u"machine-running"_s, u"machine-paused"_s, u"machine-off"_s,
                          u"machine-saved"_s, u"machine-crashed"_s, u"machine-suspended"_s,
                          u"machine-shuttingdown"_s, u"machine-unknown"_s},
              QStringList{u"host-connected"_s, u"host-connecting"_s, u"host-disconnected"_s,
                          u"host-failed"_s, u"host-lost"_s}}) {
            for (qsizetype i = 0; i < group.size(); ++i) {
                for (qsizetype j = i + 1; j < group.size(); ++j) {
                    const QByteArray a = shape(group[i]), b = shape(group[j]);
                    int different = 0;
                    for (qsizetype k = 0; k < a.size(); ++k)
                        different += a[k] != b[k];
                    QVERIFY2(different > 20, qPrintable(group[i] + u" looks like "_s + group[j]));
                }
            }
        }
    }

    // A name that only the desktop's theme has is a hole where there is no such theme.
    void everyIconThatTheProgramNamesIsOurs()
    {
        const QStringList ours = ourNames();
        const QRegularExpression named(
            u"fromTheme\\(u?\"([^\"]+)\"|theme=\"([^\"]+)\"|u\"((?:machine|host)-[a-z]+)\"_s"
            "|QT_TRANSLATE_NOOP\\(\"[^\"]+\", \"[^\"]+\"\\),\\s+u?\"([a-z]+(?:-[a-z]+)*)\""
            "|return u\"([a-z]+-[a-z-]+)\";|u\"([a-z]+-[a-z-]+)\"_s, Words"_s);
        const QStringList notIcons{u"host-model"_s, u"host-passthrough"_s, u"host-certificates"_s};
        int found = 0;
        for (const QString &folder : {u"app"_s, u"console"_s, u"dialogs"_s, u"models/items"_s,
                                      u"models/xml"_s, u"views"_s}) {
            QDirIterator sources(m_root + u'/' + folder, {u"*.cpp"_s, u"*.h"_s, u"*.ui"_s},
                                 QDir::Files, QDirIterator::Subdirectories);
            while (sources.hasNext()) {
                const QString path = sources.next();
                // Of the folder of XML, the tables of hardware: other tables there name elements.
                if (folder == "models/xml"_L1 && !path.contains("/devicekinds.cpp"_L1)
                    && !path.contains("/devicesummaries.cpp"_L1)
                    && !path.contains("/domaindescriptionreader.cpp"_L1))
                    continue;
                auto matches = named.globalMatch(QString::fromUtf8(read(path)));
                while (matches.hasNext()) {
                    const QRegularExpressionMatch match = matches.next();
                    const QString name = match.captured(match.lastCapturedIndex());
                    if (notIcons.contains(name))
                        continue;
                    ++found;
                    QVERIFY2(ours.contains(name), qPrintable(name + u" in "_s + path));
                }
            }
        }
        QVERIFY(found > 0);
    }

    void ourIconsStandInWhereTheDesktopHasNone()
    {
        QIcon::setThemeName(u"no-such-theme"_s);
        QVERIFY(!QIcon::fromTheme(u"machine-running"_s).isNull());
        QVERIFY(!QIcon::fromTheme(u"media-playback-start"_s).isNull());
    }
};

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
