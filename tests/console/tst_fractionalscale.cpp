// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/displayview.h"
#include "tests/support/patience.h"

#include <QApplication>
#include <QBackingStore>
#include <QProcess>
#include <QRandomGenerator>

#include <cmath>

using namespace Qt::StringLiterals;

// The picture at scales that are no whole numbers. Qt takes the scale when it starts, so the program
// runs itself once for each, and counts pixels in what the window system was given.

namespace {

constexpr char scaleVariable[] = "QT_SCALE_FACTOR";
constexpr char innerVariable[] = "GUESTHOUSE_TEST_SCALED";

class Picture : public MachineDisplay
{
public:
    explicit Picture(QSize size) : image(size, QImage::Format_RGB32), random(size.width())
    {
        scribble(image.rect());
    }
    QImage picture() const override { return image; }
    Wire::PointerMode pointerMode() const override { return Wire::PointerMode::Absolute; }
    bool canResize() const override { return true; }
    quint8 locks() const override { return 0; }
    void sendKey(quint16, bool) override {}
    void setLocks(quint8) override {}
    void movePointerBy(QPoint, quint8) override {}
    void movePointerTo(QPoint, quint8) override {}
    void sendButton(Wire::Button, bool, quint8) override {}
    void resize(QSize pixels) override { asked = pixels; }
    void seen() override { ++seenCount; }

    // Other pixels, each unlike its neighbours.
    void scribble(const QRect &rect)
    {
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            for (int x = rect.left(); x <= rect.right(); ++x)
                image.setPixel(x, y, 0xff000000u | random.generate());
        }
    }
    QRect part()
    {
        const int x = random.bounded(image.width()), y = random.bounded(image.height());
        return {x, y, 1 + random.bounded(image.width() - x),
                1 + random.bounded(image.height() - y)};
    }

    QImage image;
    QRandomGenerator random;
    QSize asked;
    int seenCount = 0;
};

// What is on the screen: all that was ever painted, not a fresh painting.
QImage onScreen(const QWidget &view)
{
    const auto *pixels = dynamic_cast<const QImage *>(view.backingStore()->paintDevice());
    QImage result = pixels ? pixels->convertToFormat(QImage::Format_RGB32) : QImage();
    result.setDevicePixelRatio(1);
    return result;
}

QImage freshlyPainted(QWidget &view)
{
    QPixmap pixels = view.grab();
    pixels.setDevicePixelRatio(1);
    return pixels.toImage().convertToFormat(QImage::Format_RGB32);
}

// The largest difference of any colour of any pixel.
int difference(const QImage &one, const QImage &other)
{
    if (one.size() != other.size())
        return 256;
    int result = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            const QRgb a = one.pixel(x, y), b = other.pixel(x, y);
            result = qMax(result, qAbs(qRed(a) - qRed(b)));
            result = qMax(result, qAbs(qGreen(a) - qGreen(b)));
            result = qMax(result, qAbs(qBlue(a) - qBlue(b)));
        }
    }
    return result;
}

} // namespace

class ScaledView : public QObject
{
    Q_OBJECT

    static void sizes()
    {
        QTest::addColumn<QSize>("pixels");
        QTest::addColumn<QSize>("more"); // room around the picture, in the window's units
        QTest::newRow("even") << QSize(320, 240) << QSize(0, 0);
        QTest::newRow("odd") << QSize(321, 243) << QSize(0, 0);
        QTest::newRow("with room around") << QSize(320, 240) << QSize(41, 23);
        QTest::newRow("odd, with room around") << QSize(333, 217) << QSize(7, 51);
    }
    static bool show(DisplayView &view, QSize size)
    {
        view.resize(size);
        view.show();
        return QTest::qWaitForWindowExposed(&view)
               && QTest::qWaitFor([&] { return onScreen(view).size() == deviceSize(view); });
    }
    static QSize deviceSize(const QWidget &view)
    {
        return (QSizeF(view.size()) * view.devicePixelRatioF()).toSize();
    }
    static QRect placeOf(const DisplayView &view)
    {
        const qreal ratio = view.devicePixelRatioF();
        const QRectF place = view.pictureRect();
        return {(place.topLeft() * ratio).toPoint(), (place.size() * ratio).toSize()};
    }

private Q_SLOTS:
    void theScaleIsTheOneWanted()
    {
        QCOMPARE(qApp->devicePixelRatio(), qEnvironmentVariable(scaleVariable).toDouble());
    }

    void oneToOneIsExact_data() { sizes(); }

    void oneToOneIsExact()
    {
        QFETCH(QSize, pixels);
        QFETCH(QSize, more);
        Picture picture(pixels);
        DisplayView view;
        view.setDisplay(&picture);
        view.setScaling(Scaling::OneToOne);
        QVERIFY(show(view, view.minimumSize() + more));
        const QRect place = placeOf(view);
        QCOMPARE(place.size(), pixels);
        QVERIFY(QRect(QPoint(0, 0), deviceSize(view)).contains(place));
        QTRY_COMPARE(onScreen(view).copy(place), picture.image);
    }

    void changedPartsAreExactAtOneToOne_data() { sizes(); }

    void changedPartsAreExactAtOneToOne()
    {
        QFETCH(QSize, pixels);
        QFETCH(QSize, more);
        Picture picture(pixels);
        DisplayView view;
        view.setDisplay(&picture);
        view.setScaling(Scaling::OneToOne);
        QVERIFY(show(view, view.minimumSize() + more));
        for (int i = 0; i < 100; ++i) {
            const QRect part = picture.part();
            picture.scribble(part);
            const int before = picture.seenCount;
            Q_EMIT picture.damaged({part});
            QTRY_VERIFY(picture.seenCount > before);
            QCOMPARE(onScreen(view).copy(placeOf(view)), picture.image);
        }
    }

    // (Sub-pixel steps that begin elsewhere round differently, most in noise: 14 levels of 255. A
    // seam is off by 70.) Shrunk, as it is, enlarged a little and much: what has been painted piece by piece is the
    // same as what is painted at once.
    void changedPartsLeaveNoSeams_data()
    {
        QTest::addColumn<QSize>("pixels");
        QTest::addColumn<QSize>("window");
        QTest::newRow("shrunk") << QSize(640, 480) << QSize(300, 200);
        QTest::newRow("nearly as it is") << QSize(320, 240) << QSize(321, 241);
        QTest::newRow("enlarged") << QSize(160, 120) << QSize(307, 211);
        QTest::newRow("enlarged much") << QSize(60, 50) << QSize(400, 301);
    }

    void changedPartsLeaveNoSeams()
    {
        QFETCH(QSize, pixels);
        QFETCH(QSize, window);
        Picture picture(pixels);
        DisplayView view;
        view.setDisplay(&picture);
        view.setScaling(Scaling::Fit);
        QVERIFY(show(view, window));
        for (int i = 0; i < 60; ++i) {
            const QRect part = picture.part();
            picture.scribble(part);
            const int before = picture.seenCount;
            Q_EMIT picture.damaged({part});
            QTRY_VERIFY(picture.seenCount > before);
        }
        const int off = difference(onScreen(view), freshlyPainted(view));
        QVERIFY2(off <= 16, qPrintable(QString::number(off)));
    }

    void theGuestIsAskedForDevicePixels()
    {
        Picture picture({100, 100});
        DisplayView view;
        view.setDisplay(&picture);
        view.setScaling(Scaling::GuestFollows);
        QVERIFY(show(view, {400, 300}));
        QTRY_COMPARE(picture.asked, QSize(int(400 * view.devicePixelRatioF()),
                                          int(300 * view.devicePixelRatioF())));
    }
};

class TestFractionalScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDisplayIsExactAtEveryScale_data()
    {
        QTest::addColumn<QString>("scale");
        for (const QString &scale : {u"1"_s, u"1.25"_s, u"1.5"_s, u"1.75"_s, u"2"_s})
            QTest::newRow(qPrintable(scale)) << scale;
    }

    void theDisplayIsExactAtEveryScale()
    {
        QFETCH(QString, scale);
        QProcess inner;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(scaleVariable), scale);
        environment.insert(u"QT_SCALE_FACTOR_ROUNDING_POLICY"_s, u"PassThrough"_s);
        environment.insert(QString::fromLatin1(innerVariable), u"1"_s);
        inner.setProcessEnvironment(environment);
        inner.setProcessChannelMode(QProcess::MergedChannels);
        inner.start(QCoreApplication::applicationFilePath(), QStringList());
        QVERIFY(inner.waitForFinished(120'000));
        const QByteArray said = inner.readAll();
        QVERIFY2(inner.exitStatus() == QProcess::NormalExit && inner.exitCode() == 0,
                 said.constData());
        QVERIFY(said.contains("PASS   : ScaledView::changedPartsLeaveNoSeams"));
    }
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    if (qEnvironmentVariableIsSet(innerVariable)) {
        ScaledView test;
        return QTest::qExec(&test, argc, argv);
    }
    TestFractionalScale test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_fractionalscale.moc"
