// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/recorder/recorder.h"
#include "tests/support/patience.h"

#include <QImage>
#include <QPainter>
#include <QTemporaryDir>
#include <QTimer>

#include <fcntl.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>

using namespace Qt::StringLiterals;
using Wire::RecordingFormat;
using Wire::RecordingState;

// Films are written by the recorder and read by GStreamer's own demuxer and decoder.
class TestRecorder : public QObject
{
    Q_OBJECT

    // What a player finds in a file.
    struct Film
    {
        int pictures = 0;
        QSize size = {};
        qint64 lastMs = -1;
        QImage last = {};
    };

    static Film play(const QString &path, const char *reader, bool decoded)
    {
        Film film;
        const QByteArray description =
            "filesrc name=file ! " + QByteArray(reader)
            + (decoded ? " ! videoconvert ! video/x-raw,format=BGRx" : "")
            + " ! appsink name=sink sync=false";
        GstElement *pipeline = gst_parse_launch(description.constData(), nullptr);
        GstElement *file = gst_bin_get_by_name(GST_BIN(pipeline), "file");
        GstElement *sink = gst_bin_get_by_name(GST_BIN(pipeline), "sink");
        g_object_set(file, "location", path.toUtf8().constData(), nullptr);
        gst_element_set_state(pipeline, GST_STATE_PLAYING);
        constexpr GstClockTime decoding = 20 * GST_SECOND;
        while (GstSample *sample = gst_app_sink_try_pull_sample(GST_APP_SINK(sink), decoding)) {
            ++film.pictures;
            const GstStructure *caps = gst_caps_get_structure(gst_sample_get_caps(sample), 0);
            int width = 0, height = 0;
            gst_structure_get_int(caps, "width", &width);
            gst_structure_get_int(caps, "height", &height);
            film.size = {width, height};
            GstBuffer *buffer = gst_sample_get_buffer(sample);
            film.lastMs = qint64(GST_BUFFER_PTS(buffer) / GST_MSECOND);
            GstMapInfo map;
            if (decoded && gst_buffer_map(buffer, &map, GST_MAP_READ)) {
                film.last = QImage(map.data, width, height, QImage::Format_RGB32).copy();
                gst_buffer_unmap(buffer, &map);
            }
            gst_sample_unref(sample);
        }
        gst_element_set_state(pipeline, GST_STATE_NULL);
        gst_object_unref(file);
        gst_object_unref(sink);
        gst_object_unref(pipeline);
        return film;
    }
    static Film playWebM(const QString &path) { return play(path, "matroskademux ! vp8dec", true); }

    static FileDescriptor openFile(const QString &path)
    {
        return FileDescriptor(::open(QFile::encodeName(path).constData(),
                                     O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    }
    static void fill(SharedPicture &picture, QColor color)
    {
        QImage(picture.pixels(), picture.size().width(), picture.size().height(),
               picture.bytesPerLine(), QImage::Format_RGB32)
            .fill(color);
    }
    static bool isNear(QRgb a, QRgb b)
    {
        return qAbs(qRed(a) - qRed(b)) < 40 && qAbs(qGreen(a) - qGreen(b)) < 40
               && qAbs(qBlue(a) - qBlue(b)) < 40;
    }

    QTemporaryDir folder;
    QList<Wire::Recording> told;
    Recorder::Tell listener()
    {
        told.clear();
        return [this](const Wire::Recording &progress) { told.append(progress); };
    }
    bool waitForSeconds(quint32 seconds)
    {
        return QTest::qWaitFor([&] { return !told.isEmpty() && told.last().seconds >= seconds; },
                               20'000);
    }
    bool waitForEnd()
    {
        return QTest::qWaitFor(
            [&] { return !told.isEmpty() && told.last().state != RecordingState::Running; },
            20'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(Recorder::canWrite(RecordingFormat::WebM)); // gstreamer1.0-plugins-good
    }

    void aFilmShowsWhatTheDisplayShowed()
    {
        const QString path = folder.filePath(u"a.webm"_s);
        SharedPicture picture = SharedPicture::create({321, 241}); // odd sides, as guests have
        fill(picture, Qt::blue);
        Recorder recorder(openFile(path), RecordingFormat::WebM, picture, listener());
        QVERIFY(waitForSeconds(1));
        fill(picture, Qt::green);
        recorder.changed();
        recorder.setPointer(
            {{20, 20}, {0, 0}, {100, 100}, QByteArray::fromHex("0000ffff").repeated(400)});
        QVERIFY(waitForSeconds(2));
        recorder.finish();
        QVERIFY(waitForEnd());
        QCOMPARE(told.last().state, RecordingState::Finished);
        QVERIFY2(told.last().text.isEmpty(), qPrintable(told.last().text));
        QCOMPARE(qint64(told.last().bytes), QFileInfo(path).size());
        QVERIFY(told.last().free > 0);

        const Film film = playWebM(path);
        QCOMPARE(film.size, QSize(322, 242));
        QVERIFY2(film.pictures >= 3, qPrintable(QString::number(film.pictures)));
        QVERIFY(film.lastMs >= 1900);
        QVERIFY(isNear(film.last.pixel(200, 200), qRgb(0, 255, 0)));
        QVERIFY(isNear(film.last.pixel(110, 110), qRgb(255, 0, 0))); // the pointer
    }

    void atMostThirtyPicturesASecondAreTaken()
    {
        const QString path = folder.filePath(u"fast.webm"_s);
        SharedPicture picture = SharedPicture::create({160, 120});
        Recorder recorder(openFile(path), RecordingFormat::WebM, picture, listener());
        int changes = 0;
        QTimer storm;
        connect(&storm, &QTimer::timeout, &storm, [&] {
            fill(picture, QColor::fromHsv(++changes % 360, 255, 255));
            recorder.changed();
        });
        storm.start(1);
        QVERIFY(waitForSeconds(2));
        storm.stop();
        recorder.finish();
        QVERIFY(waitForEnd());
        const Film film = playWebM(path);
        QVERIFY(film.pictures > 5);
        QVERIFY(film.pictures <= 2 + film.lastMs * 31 / 1000);
    }

    void aResizeIsFittedIntoTheFilm()
    {
        const QString path = folder.filePath(u"resize.webm"_s);
        SharedPicture first = SharedPicture::create({320, 240});
        fill(first, Qt::blue);
        Recorder recorder(openFile(path), RecordingFormat::WebM, first, listener());
        QVERIFY(waitForSeconds(1));
        SharedPicture wide = SharedPicture::create({640, 160}); // fitted: 320 by 80 in the middle
        fill(wide, Qt::green);
        recorder.setPicture(wide);
        QVERIFY(waitForSeconds(2));
        recorder.finish();
        QVERIFY(waitForEnd());
        QCOMPARE(told.last().state, RecordingState::Finished);
        const Film film = playWebM(path);
        QCOMPARE(film.size, QSize(320, 240));
        QVERIFY(isNear(film.last.pixel(160, 120), qRgb(0, 255, 0)));
        QVERIFY(isNear(film.last.pixel(160, 20), qRgb(0, 0, 0)));
    }

    // As if the process was killed: what is on the disk by now is a film.
    void aFilmThatWasCutOffPlays_data()
    {
        QTest::addColumn<bool>("mp4");
        QTest::newRow("WebM") << false;
        if (Recorder::canWrite(RecordingFormat::Mp4))
            QTest::newRow("MP4") << true;
    }
    void aFilmThatWasCutOffPlays()
    {
        QFETCH(bool, mp4);
        const QString path = folder.filePath(u"cut.film"_s), copy = folder.filePath(u"copy.film"_s);
        SharedPicture picture = SharedPicture::create({320, 240});
        Recorder recorder(openFile(path), mp4 ? RecordingFormat::Mp4 : RecordingFormat::WebM,
                          picture, listener());
        QTimer storm;
        int changes = 0;
        connect(&storm, &QTimer::timeout, &storm, [&] {
            fill(picture, QColor::fromHsv(++changes * 7 % 360, 255, 255));
            recorder.changed();
        });
        storm.start(20);
        QVERIFY(waitForSeconds(4));
        QFile::remove(copy);
        QVERIFY(QFile::copy(path, copy));
        recorder.finishNow();
        QCOMPARE(told.last().state, RecordingState::Finished);
        const Film film = mp4 ? play(copy, "qtdemux", false) : playWebM(copy);
        QVERIFY2(film.pictures > 20, qPrintable(QString::number(film.pictures)));
        QCOMPARE(film.size, QSize(320, 240));
        const Film whole = mp4 ? play(path, "qtdemux", false) : playWebM(path);
        QVERIFY(whole.pictures > film.pictures);
        QVERIFY(whole.lastMs >= 3900);
    }

    void anEndThatCannotWaitIsAnEnd()
    {
        const QString path = folder.filePath(u"now.webm"_s);
        {
            SharedPicture picture = SharedPicture::create({320, 240});
            fill(picture, Qt::red);
            Recorder recorder(openFile(path), RecordingFormat::WebM, picture, listener());
        }
        QVERIFY(told.isEmpty()); // who destroys it does not listen
        const Film film = playWebM(path);
        QVERIFY(film.pictures >= 1);
        QVERIFY(isNear(film.last.pixel(9, 9), qRgb(255, 0, 0)));
    }

    void aDiskThatIsFullEndsItWithTheReason()
    {
        SharedPicture picture = SharedPicture::create({320, 240});
        Recorder recorder(FileDescriptor(::open("/dev/full", O_RDWR | O_CLOEXEC)),
                          RecordingFormat::WebM, picture, listener());
        QVERIFY(waitForEnd());
        QCOMPARE(told.last().state, RecordingState::Failed);
        QVERIFY(!told.last().text.isEmpty());
    }

    void withoutAFileOrAPictureItFailsAtOnce()
    {
        Recorder noFile({}, RecordingFormat::WebM, SharedPicture::create({320, 240}), listener());
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.last().state, RecordingState::Failed);
        const FileDescriptor file = openFile(folder.filePath(u"none"_s));
        Recorder noPicture(file, RecordingFormat::WebM, {}, listener());
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.last().state, RecordingState::Failed);
        noPicture.changed();
        noPicture.finish();
        QCOMPARE(told.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
