// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/recorder/recorder.h"

#include <gst/app/gstappsrc.h>
#include <gst/gst.h>

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <cstring>

using Wire::RecordingFormat;
using Wire::RecordingState;

namespace {

constexpr gint64 frameMicroseconds = 1'000'000 / 30;
constexpr gint64 stillMicroseconds = 1'000'000;
constexpr guint64 mostWaiting = 2; // pictures before the encoder

bool ready()
{
    static const bool done = gst_init_check(nullptr, nullptr, nullptr);
    return done;
}

bool isInstalled(const char *element)
{
    GstElementFactory *factory = gst_element_factory_find(element);
    if (factory)
        gst_object_unref(factory);
    return factory;
}

// Quick rather than small: it runs beside a machine that is worked with.
QByteArray encoder(RecordingFormat format, QSize size)
{
    const qint64 bits = qBound(qint64(1'000'000), qint64(size.width()) * size.height() * 3,
                               qint64(20'000'000)); // a second
    if (format == RecordingFormat::WebM)
        return "vp8enc deadline=1 cpu-used=8 threads=2 end-usage=vbr min-quantizer=4 "
               "max-quantizer=48 static-threshold=100 keyframe-max-dist=120 target-bitrate="
               + QByteArray::number(bits) + " ! webmmux name=mux";
    const QByteArray mux =
        " ! mp4mux fragment-duration=1000 fragment-mode=first-moov-then-finalise";
    if (isInstalled("x264enc"))
        return "x264enc speed-preset=superfast tune=zerolatency pass=quant quantizer=22 threads=2 "
               "key-int-max=120 ! video/x-h264,stream-format=avc"
               + mux;
    return "openh264enc complexity=low bitrate=" + QByteArray::number(bits) + " ! h264parse" + mux;
}

// H.264 has even sides only, and nothing is lost by the other.
int even(int side)
{
    return qMax(16, (side + 1) & ~1);
}

quint32 blended(quint32 below, quint32 above)
{
    const quint32 alpha = above >> 24;
    const auto mix = [&](int shift) {
        const quint32 a = (above >> shift) & 255u, b = (below >> shift) & 255u;
        return ((a * alpha + b * (255u - alpha)) / 255u) << shift;
    };
    return 0xff000000u | mix(16) | mix(8) | mix(0);
}

} // namespace

bool Recorder::canWrite(RecordingFormat format)
{
    if (!ready() || !isInstalled("appsrc") || !isInstalled("videoconvert")
        || !isInstalled("videoscale"))
        return false;
    if (format == RecordingFormat::WebM)
        return isInstalled("vp8enc") && isInstalled("webmmux");
    return isInstalled("mp4mux")
           && (isInstalled("x264enc") || (isInstalled("openh264enc") && isInstalled("h264parse")));
}

Recorder::Recorder(const FileDescriptor &file, RecordingFormat format, const SharedPicture &picture,
                   Tell tell)
    : m_file(file), m_tell(std::move(tell)), m_picture(picture)
{
    if (!m_file || !m_picture || !canWrite(format)) {
        over(RecordingState::Failed, QStringLiteral("no picture or no encoder"));
        return;
    }
    const QSize size(even(picture.size().width()), even(picture.size().height()));
    const QByteArray description =
        "appsrc name=source is-live=true format=time block=false max-buffers=4 max-bytes=0 "
        "! queue max-size-buffers=2 max-size-bytes=0 max-size-time=0 "
        "! videoconvert n-threads=2 ! videoscale add-borders=true n-threads=2 "
        "! video/x-raw,format=I420,pixel-aspect-ratio=1/1,width="
        + QByteArray::number(size.width()) + ",height=" + QByteArray::number(size.height())
        + " ! queue max-size-buffers=2 max-size-bytes=0 max-size-time=0 ! " + encoder(format, size)
        + " ! fdsink sync=false fd=" + QByteArray::number(m_file.get());
    GError *error = nullptr;
    m_pipeline = gst_parse_launch(description.constData(), &error);
    if (!m_pipeline || error) {
        const QString why = error ? QString::fromUtf8(error->message) : QString();
        g_clear_error(&error);
        over(RecordingState::Failed, why);
        return;
    }
    m_source = gst_bin_get_by_name(GST_BIN(m_pipeline), "source");
    GstBus *bus = gst_element_get_bus(m_pipeline);
    m_busWatch = gst_bus_add_watch(
        bus,
        [](GstBus *from, GstMessage *message, gpointer self) { return heard(from, message, self); },
        this);
    gst_object_unref(bus);
    gst_element_set_state(m_pipeline, GST_STATE_PLAYING);
    m_began = g_get_monotonic_time();
    m_secondTimer = g_timeout_add(
        1000,
        [](gpointer self) -> gboolean {
            static_cast<Recorder *>(self)->report();
            return G_SOURCE_CONTINUE;
        },
        this);
    push();
}

Recorder::~Recorder()
{
    m_tell = {}; // whoever listened is going too
    finishNow();
}

void Recorder::setPicture(const SharedPicture &picture)
{
    m_picture = picture;
    changed();
}

void Recorder::setPointer(const RecordedPointer &pointer)
{
    m_pointer = pointer;
    changed();
}

void Recorder::changed()
{
    schedule();
}

void Recorder::schedule()
{
    if (m_phase != Phase::Recording || m_frameTimer)
        return;
    const gint64 wait =
        qBound<gint64>(0, m_pushed + frameMicroseconds - g_get_monotonic_time(), frameMicroseconds);
    m_frameTimer = g_timeout_add(
        guint(wait / 1000),
        [](gpointer data) -> gboolean {
            auto *self = static_cast<Recorder *>(data);
            self->m_frameTimer = 0;
            if (!self->push()) { // the encoder is behind: this picture a little later
                self->m_pushed = g_get_monotonic_time();
                self->schedule();
            }
            return G_SOURCE_REMOVE;
        },
        this);
}

bool Recorder::push()
{
    if (m_phase != Phase::Recording)
        return true;
    auto *source = GST_APP_SRC(m_source);
    if (gst_app_src_get_current_level_buffers(source) >= mostWaiting)
        return false;
    if (m_capsSize != m_picture.size()) {
        m_capsSize = m_picture.size();
        GstCaps *caps = gst_caps_new_simple(
            "video/x-raw", "format", G_TYPE_STRING, "BGRx", "width", G_TYPE_INT, m_capsSize.width(),
            "height", G_TYPE_INT, m_capsSize.height(), "framerate", GST_TYPE_FRACTION, 0, 1,
            "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1, nullptr);
        gst_app_src_set_caps(source, caps);
        gst_caps_unref(caps);
    }
    GstBuffer *buffer = frame();
    if (!buffer) {
        over(RecordingState::Failed, QStringLiteral("no memory"));
        return true;
    }
    m_pushed = g_get_monotonic_time();
    GST_BUFFER_PTS(buffer) = GstClockTime(m_pushed - m_began) * GST_USECOND;
    gst_app_src_push_buffer(source, buffer); // takes it
    return true;
}

// A copy, in this thread: the viewer writes to the picture in this thread too, so none is torn.
GstBuffer *Recorder::frame() const
{
    const size_t bytes = size_t(m_picture.bytesPerLine()) * size_t(m_picture.size().height());
    GstBuffer *buffer = gst_buffer_new_allocate(nullptr, bytes, nullptr);
    GstMapInfo map;
    if (!buffer || !gst_buffer_map(buffer, &map, GST_MAP_WRITE)) {
        gst_clear_buffer(&buffer);
        return nullptr;
    }
    memcpy(map.data, m_picture.pixels(), bytes);
    const QRect whole(QPoint(0, 0), m_picture.size());
    const QRect place(m_pointer.at - m_pointer.hotSpot, m_pointer.size);
    const QRect shown = m_pointer.size.isEmpty() ? QRect() : place & whole;
    if (m_pointer.pixels.size()
        >= qsizetype(m_pointer.size.width()) * m_pointer.size.height() * 4) {
        for (int y = shown.top(); y <= shown.bottom(); ++y) {
            for (int x = shown.left(); x <= shown.right(); ++x) {
                quint32 above = 0, below = 0;
                const qsizetype at =
                    qsizetype(y - place.top()) * place.width() + (x - place.left());
                memcpy(&above, m_pointer.pixels.constData() + at * 4, 4);
                uchar *pixel = map.data + y * m_picture.bytesPerLine() + qsizetype(x) * 4;
                memcpy(&below, pixel, 4);
                below = blended(below, above);
                memcpy(pixel, &below, 4);
            }
        }
    }
    gst_buffer_unmap(buffer, &map);
    return buffer;
}

quint64 Recorder::bytesLeft() const
{
    struct statvfs disk;
    return fstatvfs(m_file.get(), &disk) == 0 ? quint64(disk.f_bavail) * disk.f_frsize
                                              : quint64(-1);
}

Wire::Recording Recorder::progress(RecordingState state) const
{
    struct stat status = {};
    fstat(m_file.get(), &status);
    const gint64 until = m_ended ? m_ended : g_get_monotonic_time();
    return {.state = state,
            .bytes = quint64(status.st_size),
            .seconds = m_began ? quint32((until - m_began) / 1'000'000) : 0,
            .free = bytesLeft()};
}

void Recorder::report()
{
    if (m_phase != Phase::Recording)
        return;
    const Wire::Recording now = progress(RecordingState::Running);
    if (m_tell)
        m_tell(now);
    if (now.free < leastFree) {
        finish();
        return;
    }
    // So that the film is as long as it took, and can be watched up to now.
    if (g_get_monotonic_time() - m_pushed >= stillMicroseconds)
        push();
}

void Recorder::finish()
{
    if (m_phase != Phase::Recording)
        return;
    push(); // how long the last picture was there
    m_phase = Phase::Ending;
    m_ended = g_get_monotonic_time();
    if (m_frameTimer)
        g_source_remove(std::exchange(m_frameTimer, 0));
    if (m_secondTimer)
        g_source_remove(std::exchange(m_secondTimer, 0));
    gst_app_src_end_of_stream(GST_APP_SRC(m_source));
}

void Recorder::finishNow()
{
    finish();
    if (m_phase != Phase::Ending)
        return;
    constexpr GstClockTime patience = 1500 * GST_MSECOND;
    GstBus *bus = gst_element_get_bus(m_pipeline);
    GstMessage *last = gst_bus_timed_pop_filtered(
        bus, patience, GstMessageType(GST_MESSAGE_EOS | GST_MESSAGE_ERROR));
    gst_object_unref(bus);
    if (last)
        gst_message_unref(last);
    over(RecordingState::Finished);
}

gboolean Recorder::heard(void *, void *data, void *context)
{
    auto *self = static_cast<Recorder *>(context);
    auto *message = static_cast<GstMessage *>(data);
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS) {
        self->m_busWatch = 0;
        self->over(RecordingState::Finished);
        return G_SOURCE_REMOVE;
    }
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
        GError *error = nullptr;
        gst_message_parse_error(message, &error, nullptr);
        const QString why = QString::fromUtf8(error->message);
        g_clear_error(&error);
        self->m_busWatch = 0;
        self->over(RecordingState::Failed, why);
        return G_SOURCE_REMOVE;
    }
    return G_SOURCE_CONTINUE;
}

void Recorder::over(RecordingState state, const QString &text)
{
    if (m_phase == Phase::Over)
        return;
    m_phase = Phase::Over;
    for (guint *source : {&m_frameTimer, &m_secondTimer, &m_busWatch}) {
        if (*source)
            g_source_remove(std::exchange(*source, 0));
    }
    if (m_source)
        gst_object_unref(std::exchange(m_source, nullptr));
    if (m_pipeline) {
        gst_element_set_state(m_pipeline, GST_STATE_NULL);
        gst_object_unref(std::exchange(m_pipeline, nullptr));
    }
    Wire::Recording last = progress(state);
    last.text = text;
    if (m_tell)
        m_tell(last);
}
