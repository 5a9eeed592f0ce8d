// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/bytewriter.h"
#include "console/rfb/copyrectdecoder.h"
#include "console/rfb/hextiledecoder.h"
#include "console/rfb/rawdecoder.h"
#include "console/rfb/rredecoder.h"
#include "console/rfb/tightdecoder.h"
#include "console/rfb/zlibdecoder.h"
#include "console/rfb/zrledecoder.h"
#include "tests/support/patience.h"

#include <QRandomGenerator>

#include <cstdio>
#include <memory>

#include <jpeglib.h>
#include <zlib.h>

using namespace Qt::StringLiterals;
using Step = RectDecoder::Step;

// The other half: zlib streams that go on, as servers keep them.
class Deflater
{
public:
    Deflater() { deflateInit(&m_stream, 6); }
    ~Deflater() { deflateEnd(&m_stream); }
    QByteArray operator()(const QByteArray &plain)
    {
        QByteArray out(qsizetype(deflateBound(&m_stream, uLong(plain.size()))) + 64, '\0');
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.constData()));
        m_stream.avail_in = uInt(plain.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(out.data());
        m_stream.avail_out = uInt(out.size());
        deflate(&m_stream, Z_SYNC_FLUSH);
        out.truncate(out.size() - qsizetype(m_stream.avail_out));
        return out;
    }

private:
    z_stream m_stream = {};
};

static QByteArray compactLength(qsizetype size)
{
    QByteArray out(1, char(size & 127));
    if (size > 127) {
        out[0] = char(out[0] | 0x80);
        out.append(char((size >> 7) & 127));
    }
    if (size > 16383) {
        out[1] = char(out[1] | 0x80);
        out.append(char(size >> 14));
    }
    return out;
}

static ByteWriter &pixel(ByteWriter &out, quint32 colour)
{
    return out.u8(colour & 255).u8((colour >> 8) & 255).u8((colour >> 16) & 255).u8(0);
}

static QByteArray rgb(quint32 colour)
{
    return ByteWriter().u8((colour >> 16) & 255).u8((colour >> 8) & 255).u8(colour & 255).bytes;
}

static QByteArray bgr(quint32 colour)
{
    return ByteWriter().u8(colour & 255).u8((colour >> 8) & 255).u8((colour >> 16) & 255).bytes;
}

// A picture of 200 by 150, and what it should become.
class TestRectDecoders : public QObject
{
    Q_OBJECT

private:
    static constexpr int width = 200, height = 150;

    static std::unique_ptr<Framebuffer> blank()
    {
        auto picture = std::make_unique<Framebuffer>();
        picture->resize({width, height});
        return picture;
    }

    // Feeds it whole, byte by byte, and in uneven pieces: the same must come of it.
    template <class Decoder>
    static QString decodes(const QList<std::pair<QRect, QByteArray>> &rects,
                           const std::function<quint32(int, int)> &expected)
    {
        for (int piece : {1 << 30, 1, 7, 1000}) {
            Decoder decoder;
            const auto picture = blank();
            for (const auto &[rect, bytes] : rects) {
                ByteQueue queue;
                decoder.begin(rect);
                Step step = Step::More;
                qsizetype at = 0;
                while (step == Step::More && at < bytes.size()) {
                    const qsizetype now = qMin<qsizetype>(piece, bytes.size() - at);
                    queue.append(QByteArrayView(bytes).sliced(at, now));
                    at += now;
                    step = decoder.decode(queue, *picture);
                }
                if (step != Step::Done)
                    return u"step %1 %2 in pieces of %3"_s.arg(
                        QString::number(int(step)), decoder.fault(), QString::number(piece));
                if (queue.size() != 0 || at != bytes.size())
                    return u"%1 bytes are left"_s.arg(queue.size() + bytes.size() - at);
            }
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < width; ++x) {
                    if (*picture->at(x, y) != expected(x, y))
                        return u"%1 instead of %2 at %3, %4 in pieces of %5"_s
                            .arg(*picture->at(x, y), 6, 16)
                            .arg(expected(x, y), 6, 16)
                            .arg(x)
                            .arg(y)
                            .arg(piece);
                }
            }
        }
        return {};
    }

    template <class Decoder>
    static bool isBroken(const QRect &rect, const QByteArray &bytes)
    {
        Decoder decoder;
        const auto picture = blank();
        ByteQueue queue;
        queue.append(bytes);
        decoder.begin(rect);
        return decoder.decode(queue, *picture) == Step::Broken && !decoder.fault().isEmpty();
    }

    static quint32 photo(int x, int y)
    {
        return quint32(x * 1315423911u ^ unsigned(y) * 2654435761u) & 0xffffffu;
    }
    static quint32 soft(int x, int y) { return quint32(x) << 16 | quint32(y) << 8 | 60; }

private Q_SLOTS:
    void rawPixels()
    {
        ByteWriter out;
        for (int y = 0; y < 70; ++y)
            for (int x = 0; x < 90; ++x)
                pixel(out, photo(x, y));
        QCOMPARE(decodes<RawDecoder>({{QRect(20, 30, 90, 70), out.bytes}},
                                     [](int x, int y) {
                                         return QRect(20, 30, 90, 70).contains(x, y)
                                                    ? photo(x - 20, y - 30)
                                                    : 0;
                                     }),
                 QString());
    }

    void copiesOntoThemselves()
    {
        for (const QPoint from : {QPoint(10, 10), QPoint(20, 20), QPoint(15, 12), QPoint(12, 16)}) {
            const auto picture = blank();
            for (int y = 0; y < height; ++y)
                for (int x = 0; x < width; ++x)
                    *picture->at(x, y) = photo(x, y);
            CopyRectDecoder decoder;
            ByteQueue queue;
            queue.append(ByteWriter().u16(quint32(from.x())).u16(quint32(from.y())).bytes);
            decoder.begin({15, 15, 100, 80});
            QCOMPARE(decoder.decode(queue, *picture), Step::Done);
            for (int y = 0; y < 80; ++y)
                for (int x = 0; x < 100; ++x)
                    QCOMPARE(*picture->at(15 + x, 15 + y), photo(from.x() + x, from.y() + y));
        }
        QVERIFY(isBroken<CopyRectDecoder>({0, 0, 10, 10}, ByteWriter().u16(195).u16(0).bytes));
        QVERIFY(isBroken<CopyRectDecoder>({0, 0, 10, 10}, ByteWriter().u16(0).u16(145).bytes));
    }

    void rectanglesOfOneColour()
    {
        ByteWriter out;
        out.u32(2);
        pixel(out, 0x102030);
        pixel(out, 0xaabbcc).u16(3).u16(4).u16(5).u16(6);
        pixel(out, 0x112233).u16(40).u16(0).u16(10).u16(50);
        QCOMPARE(decodes<RreDecoder>({{QRect(10, 10, 50, 50), out.bytes}},
                                     [](int x, int y) -> quint32 {
                                         if (QRect(13, 14, 5, 6).contains(x, y))
                                             return 0xaabbcc;
                                         if (QRect(50, 10, 10, 50).contains(x, y))
                                             return 0x112233;
                                         return QRect(10, 10, 50, 50).contains(x, y) ? 0x102030 : 0;
                                     }),
                 QString());
        ByteWriter outside;
        outside.u32(1).u32(0);
        pixel(outside, 1).u16(45).u16(0).u16(10).u16(1);
        QVERIFY(isBroken<RreDecoder>({10, 10, 50, 50}, outside.bytes));
        ByteWriter endless;
        endless.u32(1000).u32(0);
        for (int i = 0; i < 1000; ++i)
            pixel(endless, 1).u16(0).u16(0).u16(50).u16(50);
        QVERIFY(isBroken<RreDecoder>({10, 10, 50, 50}, endless.bytes));
    }

    void tilesOfSixteen()
    {
        // 20 by 18: four tiles, of which three are cut off.
        ByteWriter out;
        pixel(out.u8(2 | 4 | 8), 0x010203); // background, foreground, one part
        pixel(out, 0xf0f1f2).u8(1).u8(0x12).u8(0x34);
        out.u8(8).u8(1).u8(0x00).u8(0x00); // background and foreground as before
        out.u8(8 | 16).u8(1);
        pixel(out, 0x777777).u8(0x00).u8(0xf0);
        out.u8(1); // raw, 4 by 2
        for (int i = 0; i < 8; ++i)
            pixel(out, photo(i, 0));
        QCOMPARE(decodes<HextileDecoder>({{QRect(5, 6, 20, 18), out.bytes}},
                                         [](int x, int y) -> quint32 {
                                             const int tx = x - 5, ty = y - 6;
                                             if (!QRect(0, 0, 20, 18).contains(tx, ty))
                                                 return 0;
                                             if (QRect(1, 2, 4, 5).contains(tx, ty)
                                                 || (tx == 16 && ty == 0))
                                                 return 0xf0f1f2;
                                             if (ty == 16 && tx < 16)
                                                 return 0x777777;
                                             if (tx >= 16 && ty >= 16)
                                                 return photo((ty - 16) * 4 + tx - 16, 0);
                                             return 0x010203;
                                         }),
                 QString());
        QVERIFY(isBroken<HextileDecoder>({0, 0, 16, 16},
                                         ByteWriter().u8(8).u8(1).u8(0xf0).u8(0x10).bytes));
    }

    void compressedRows()
    {
        Deflater deflater;
        QList<std::pair<QRect, QByteArray>> rects;
        for (const QRect rect : {QRect(0, 0, 100, 150), QRect(100, 0, 100, 150)}) {
            ByteWriter out;
            for (int y = 0; y < rect.height(); ++y)
                for (int x = 0; x < rect.width(); ++x)
                    pixel(out, photo(rect.x() + x, y));
            rects.append({rect, ByteWriter().counted(deflater(out.bytes)).bytes});
        }
        // The second goes on in the stream of the first: pieces belong to one decoder each time.
        QCOMPARE(decodes<ZlibDecoder>(rects, photo), QString());
        Deflater other;
        QVERIFY(isBroken<ZlibDecoder>(
            {0, 0, 4, 4}, ByteWriter().counted(other(QByteArray(100, 'x'))).bytes)); // too long
        QVERIFY(isBroken<ZlibDecoder>({0, 0, 4, 4}, ByteWriter().counted("garbage!").bytes));
        Deflater third;
        QVERIFY(isBroken<ZlibDecoder>(
            {0, 0, 4, 4}, ByteWriter().counted(third(QByteArray(10, 'x'))).bytes)); // too short
    }

    void tilesOfSixtyFour()
    {
        // 150 by 70: six tiles, one of each kind.
        const QRect rect(20, 40, 150, 70);
        ByteWriter out;
        out.u8(0); // raw
        for (int i = 0; i < 64 * 64; ++i)
            out.raw(bgr(photo(i % 64, i / 64)));
        out.u8(1).raw(bgr(0x445566));                  // one colour
        out.u8(3).raw(bgr(1)).raw(bgr(2)).raw(bgr(3)); // packed: 22 wide, two bits, rows of 6 bytes
        for (int y = 0; y < 64; ++y)
            out.raw(QByteArray(6, char(0x1b))); // 0 1 2 3: the last is not a colour
        out.bytes =
            out.bytes.replace(QByteArray(6, char(0x1b)), QByteArray(6, char(0x18))); // 0 1 2 0
        out.u8(128).raw(bgr(0xaaaaaa)).u8(255).u8(127).raw(bgr(0xbbbbbb)).u8(0);  // 383 + 1 of 384
        out.u8(130).raw(bgr(5)).raw(bgr(6)).u8(0x80).u8(255).u8(126).u8(1).u8(0); // 382, 1, 1
        out.u8(1).raw(bgr(0x999999));
        Deflater deflater;
        const QByteArray packed = ByteWriter().counted(deflater(out.bytes)).bytes;
        QCOMPARE(decodes<ZrleDecoder>({{rect, packed}},
                                      [rect](int x, int y) -> quint32 {
                                          if (!rect.contains(x, y))
                                              return 0;
                                          const int tx = x - 20, ty = y - 40;
                                          const int column = tx / 64, row = ty / 64;
                                          const int place = (ty - 64) * 64 + tx % 64;
                                          if (row == 0)
                                              return column == 0   ? photo(tx, ty)
                                                     : column == 1 ? 0x445566
                                                                   : quint32(QList{
                                                                       1, 2, 3, 1}[(tx - 128) % 4]);
                                          if (column == 0)
                                              return place < 383 ? 0xaaaaaa : 0xbbbbbb;
                                          if (column == 1)
                                              return place == 382 ? 6 : 5;
                                          return 0x999999;
                                      }),
                 QString());
        const auto tile = [](const QByteArray &plain) {
            Deflater one;
            return ByteWriter().counted(one(plain)).bytes;
        };
        QVERIFY(isBroken<ZrleDecoder>({0, 0, 4, 4}, tile("\x11")));             // kind 17
        QVERIFY(isBroken<ZrleDecoder>({0, 0, 4, 4}, tile(QByteArray("\x81")))); // 129
        QVERIFY(isBroken<ZrleDecoder>({0, 0, 4, 4}, tile("\x80"
                                                         "abc\x20"))); // too long
        QVERIFY(isBroken<ZrleDecoder>({0, 0, 4, 4}, tile("\x82"
                                                         "abcdef\x05"))); // colour 5
        QVERIFY(isBroken<ZrleDecoder>({0, 0, 4, 4}, tile(QByteArray("\x01"
                                                                    "abcXXXX")))); // more
    }

    void tightFilters()
    {
        Deflater streams[4];
        QList<std::pair<QRect, QByteArray>> rects;
        const auto basic = [&](int stream, const QByteArray &filter, const QByteArray &plain) {
            const QByteArray packed = streams[stream](plain);
            return ByteWriter()
                .u8(quint32(stream << 4 | (filter.isNull() ? 0 : 0x40)))
                .raw(filter)
                .raw(compactLength(packed.size()))
                .raw(packed)
                .bytes;
        };
        rects.append({QRect(0, 0, 200, 10), ByteWriter().u8(0x80).raw(rgb(0xc0ffee)).bytes});
        QByteArray copied;
        for (int y = 10; y < 60; ++y)
            for (int x = 0; x < 200; ++x)
                copied += rgb(photo(x, y));
        rects.append({QRect(0, 10, 200, 50), basic(0, {}, copied)});
        // two colours: a bit each
        QByteArray bits;
        for (int y = 60; y < 80; ++y)
            bits += QByteArray(25, char(0xaa));
        rects.append(
            {QRect(0, 60, 200, 20), basic(1, "\1\1" + rgb(0x111111) + rgb(0x222222), bits)});
        // four: a byte each
        QByteArray indices;
        for (int i = 0; i < 200 * 20; ++i)
            indices.append(char(i % 4));
        rects.append({QRect(0, 80, 200, 20),
                      basic(1, "\1\3" + rgb(10) + rgb(11) + rgb(12) + rgb(13), indices)});
        // differences from a guess
        QByteArray differences;
        for (int y = 0; y < 48; ++y) {
            for (int x = 0; x < 200; ++x) {
                for (int shift : {16, 8, 0}) {
                    const auto at = [&](int px, int py) {
                        return px < 0 || py < 0 ? 0 : int(soft(px, py) >> shift) & 255;
                    };
                    const int guess =
                        qBound(0, at(x - 1, y) + at(x, y - 1) - at(x - 1, y - 1), 255);
                    differences.append(char(at(x, y) - guess));
                }
            }
        }
        rects.append({QRect(0, 100, 200, 48), basic(2, "\2", differences)});
        // too small to be compressed
        rects.append(
            {QRect(0, 148, 3, 1), ByteWriter().u8(0x30).raw(rgb(1)).raw(rgb(2)).raw(rgb(3)).bytes});
        QCOMPARE(decodes<TightDecoder>(rects,
                                       [](int x, int y) -> quint32 {
                                           if (y < 10)
                                               return 0xc0ffee;
                                           if (y < 60)
                                               return photo(x, y);
                                           if (y < 80)
                                               return x % 2 ? 0x111111 : 0x222222;
                                           if (y < 100)
                                               return 10 + quint32((y - 80) * 200 + x) % 4;
                                           if (y < 148)
                                               return soft(x, y - 100);
                                           return y == 148 && x < 3 ? quint32(x) + 1 : 0;
                                       }),
                 QString());
        QVERIFY(isBroken<TightDecoder>({0, 0, 4, 4}, QByteArray("\xa0")));
        QVERIFY(isBroken<TightDecoder>({0, 0, 4, 4}, QByteArray("\x40\x07\x00", 3)));
        QVERIFY(isBroken<TightDecoder>({0, 0, 4, 4}, QByteArray("\x00\x04"
                                                                "junk",
                                                                6)));
        QVERIFY(isBroken<TightDecoder>({0, 0, 4000, 1}, QByteArray(1, '\0')));
    }

    void tightPhotographs()
    {
        QByteArray row;
        unsigned char *memory = nullptr;
        unsigned long size = 0;
        jpeg_compress_struct jpeg = {};
        jpeg_error_mgr errors = {};
        jpeg.err = jpeg_std_error(&errors);
        jpeg_create_compress(&jpeg);
        jpeg_mem_dest(&jpeg, &memory, &size);
        jpeg.image_width = 120;
        jpeg.image_height = 100;
        jpeg.input_components = 3;
        jpeg.in_color_space = JCS_RGB;
        jpeg_set_defaults(&jpeg);
        jpeg_set_quality(&jpeg, 95, TRUE);
        jpeg_start_compress(&jpeg, TRUE);
        for (int y = 0; y < 100; ++y) {
            row.clear();
            for (int x = 0; x < 120; ++x)
                row += rgb(soft(x, y));
            auto *data = reinterpret_cast<JSAMPROW>(row.data());
            jpeg_write_scanlines(&jpeg, &data, 1);
        }
        jpeg_finish_compress(&jpeg);
        jpeg_destroy_compress(&jpeg);
        const QByteArray photograph(reinterpret_cast<const char *>(memory), qsizetype(size));
        free(memory);
        const QByteArray bytes =
            ByteWriter().u8(0x90).raw(compactLength(photograph.size())).raw(photograph).bytes;

        TightDecoder decoder;
        const auto picture = blank();
        ByteQueue queue;
        queue.append(bytes);
        decoder.begin({30, 20, 120, 100});
        QCOMPARE(decoder.decode(queue, *picture), Step::Done);
        for (int y = 0; y < 100; ++y) {
            for (int x = 0; x < 120; ++x) {
                const quint32 got = *picture->at(30 + x, 20 + y), want = soft(x, y);
                for (int shift : {16, 8, 0})
                    QVERIFY(qAbs(int((got >> shift) & 255) - int((want >> shift) & 255)) < 12);
            }
        }
        QCOMPARE(*picture->at(29, 20) & 0xffffffu, 0u);
        QVERIFY(isBroken<TightDecoder>({0, 0, 121, 100}, bytes)); // another size
        QByteArray damaged = bytes;
        damaged.replace(6, 40, QByteArray(40, '\x7f'));
        QVERIFY(isBroken<TightDecoder>({0, 0, 120, 100}, damaged));
    }

    // Whatever comes, nothing is written outside and nothing runs for ever; sanitizers watch.
    void randomBytesHarmNobody()
    {
        QRandomGenerator random(20261121);
        QList<std::shared_ptr<RectDecoder>> decoders;
        for (int round = 0; round < 3000; ++round) {
            if (round % 100 == 0)
                decoders = {std::make_shared<RawDecoder>(),  std::make_shared<CopyRectDecoder>(),
                            std::make_shared<RreDecoder>(),  std::make_shared<HextileDecoder>(),
                            std::make_shared<ZlibDecoder>(), std::make_shared<ZrleDecoder>(),
                            std::make_shared<TightDecoder>()};
            const auto picture = blank();
            for (const auto &decoder : std::as_const(decoders)) {
                const int x = random.bounded(width), y = random.bounded(height);
                decoder->begin(
                    QRect(x, y, random.bounded(width - x + 1), random.bounded(height - y + 1)));
                QByteArray bytes(random.bounded(400), '\0');
                for (char &byte : bytes)
                    byte = char(random.bounded(4) ? random.bounded(256) : 0);
                ByteQueue queue;
                queue.append(bytes);
                decoder->decode(queue, *picture);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestRectDecoders)
#include "tst_rectdecoders.moc"
