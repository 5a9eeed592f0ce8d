// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The only program of the machine that consoles are measured with: draws on the whole screen, by the
// kernel's own interface, and shows in a row of squares in the top left corner what it has done. On
// its standard input, line by line: "frames" paints all of it sixty times a second if it can,
// "still" stops that.
//
// The squares, of eight pixels each: red green blue white black red blue green, to be found by; then
// the number of frames painted, 24 bits, highest first, white for one; then one that changes with
// each key that is pressed.

#include <drm.h>
#include <drm_mode.h>
#include <linux/input.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

constexpr int square = 8, bits = 24;
constexpr uint32_t black = 0x000000, white = 0xffffff;
constexpr uint32_t signature[] = {0xff0000, 0x00ff00, 0x0000ff, white,
                                  black,    0xff0000, 0x0000ff, 0x00ff00};
constexpr int width = 1920, height = 1080, pictures = 3;
constexpr long framePause = 1000000000L / 60;

int card = -1;
uint32_t framebuffer = 0;
uint32_t *pixels = nullptr;
size_t stride = 0; // of 32-bit words
uint32_t *painted[pictures];

[[noreturn]] void fail(const char *what)
{
    std::perror(what);
    std::fflush(stderr);
    for (;;)
        pause(); // or init starts us again and again
}

template <class T>
void call(unsigned long request, T &argument, const char *what)
{
    if (ioctl(card, request, &argument) != 0)
        fail(what);
}

void openScreen()
{
    card = open("/dev/dri/card0", O_RDWR | O_CLOEXEC);
    if (card < 0)
        fail("/dev/dri/card0");
    uint32_t crtcs[16]{}, connectors[16]{}, encoders[16]{}, buffers[16]{};
    drm_mode_card_res resources{};
    resources.crtc_id_ptr = uint64_t(crtcs);
    resources.connector_id_ptr = uint64_t(connectors);
    resources.encoder_id_ptr = uint64_t(encoders);
    resources.fb_id_ptr = uint64_t(buffers);
    resources.count_crtcs = resources.count_connectors = resources.count_encoders =
        resources.count_fbs = 16;
    call(DRM_IOCTL_MODE_GETRESOURCES, resources, "resources");

    static drm_mode_modeinfo modes[256];
    drm_mode_get_connector connector{};
    connector.connector_id = connectors[0];
    call(DRM_IOCTL_MODE_GETCONNECTOR, connector, "connector"); // looks, and counts
    const uint32_t count = connector.count_modes < 256 ? connector.count_modes : 256;
    connector = {};
    connector.connector_id = connectors[0];
    connector.count_modes = count;
    connector.modes_ptr = uint64_t(modes);
    call(DRM_IOCTL_MODE_GETCONNECTOR, connector, "modes");
    const drm_mode_modeinfo *mode = nullptr;
    for (uint32_t i = 0; i < count && !mode; ++i) {
        if (modes[i].hdisplay == width && modes[i].vdisplay == height)
            mode = &modes[i];
    }
    if (!mode)
        fail("no mode of 1920x1080");

    drm_mode_create_dumb buffer{};
    buffer.width = width;
    buffer.height = height;
    buffer.bpp = 32;
    call(DRM_IOCTL_MODE_CREATE_DUMB, buffer, "buffer");
    drm_mode_fb_cmd frame{};
    frame.width = width;
    frame.height = height;
    frame.pitch = buffer.pitch;
    frame.bpp = 32;
    frame.depth = 24;
    frame.handle = buffer.handle;
    call(DRM_IOCTL_MODE_ADDFB, frame, "framebuffer");
    framebuffer = frame.fb_id;
    drm_mode_map_dumb map{};
    map.handle = buffer.handle;
    call(DRM_IOCTL_MODE_MAP_DUMB, map, "map");
    void *memory =
        mmap(nullptr, buffer.size, PROT_READ | PROT_WRITE, MAP_SHARED, card, off_t(map.offset));
    if (memory == MAP_FAILED)
        fail("memory");
    pixels = static_cast<uint32_t *>(memory);
    stride = buffer.pitch / 4;

    drm_mode_crtc crtc{};
    crtc.crtc_id = crtcs[0];
    crtc.fb_id = framebuffer;
    crtc.set_connectors_ptr = uint64_t(connectors);
    crtc.count_connectors = 1;
    crtc.mode = *mode;
    crtc.mode_valid = 1;
    call(DRM_IOCTL_MODE_SETCRTC, crtc, "mode");
}

// Like photographs: soft, with noise, so that no encoding gets them for nothing.
void paintPictures()
{
    uint32_t random = 1;
    for (int number = 0; number < pictures; ++number) {
        painted[number] = static_cast<uint32_t *>(std::malloc(size_t(width) * height * 4));
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                random = random * 1664525 + 1013904223;
                const uint32_t noise = random >> 28;
                const uint32_t red = uint32_t(x * 200 / width + number * 20) + noise,
                               green = uint32_t(y * 200 / height) + noise,
                               blue = uint32_t((x + y) * 200 / (width + height)) + noise;
                painted[number][y * width + x] = red << 16 | green << 8 | blue;
            }
        }
    }
}

void paintSquare(int number, uint32_t colour)
{
    for (int y = 0; y < square; ++y) {
        for (int x = number * square; x < (number + 1) * square; ++x)
            pixels[size_t(y) * stride + size_t(x)] = colour;
    }
}

void show(int x, int y, int w, int h)
{
    drm_clip_rect clip{};
    clip.x1 = uint16_t(x);
    clip.y1 = uint16_t(y);
    clip.x2 = uint16_t(x + w);
    clip.y2 = uint16_t(y + h);
    drm_mode_fb_dirty_cmd dirty{};
    dirty.fb_id = framebuffer;
    dirty.num_clips = 1;
    dirty.clips_ptr = uint64_t(&clip);
    ioctl(card, DRM_IOCTL_MODE_DIRTYFB, &dirty);
}

// The squares in one go and never painted over, so that they are not seen half done.
void paintFrame(uint32_t number, bool key)
{
    const uint32_t *from = painted[number % pictures];
    constexpr int squares = int(sizeof signature / sizeof *signature) + bits + 1;
    constexpr size_t taken = size_t(squares) * square;
    uint32_t row[taken];
    for (size_t x = 0; x < taken; ++x) {
        const int place = int(x) / square,
                  bit = bits - 1 - (place - int(sizeof signature / sizeof *signature));
        if (bit >= bits)
            row[x] = signature[place];
        else
            row[x] = (bit < 0 ? key : bool(number >> bit & 1)) ? white : black;
    }
    for (int y = 0; y < height; ++y) {
        const size_t skip = y < square ? taken : 0;
        if (skip)
            std::memcpy(pixels + size_t(y) * stride, row, sizeof row);
        std::memcpy(pixels + size_t(y) * stride + skip, from + size_t(y) * width + skip,
                    (size_t(width) - skip) * 4);
    }
    show(0, 0, width, height);
}

long nanoseconds()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return long(now.tv_sec) * 1000000000L + now.tv_nsec;
}

} // namespace

int main()
{
    openScreen();
    paintPictures();

    pollfd sources[17]{};
    int count = 1;
    sources[0] = {0, POLLIN, 0};
    for (int i = 0; i < 16; ++i) {
        char path[32];
        std::snprintf(path, sizeof path, "/dev/input/event%d", i);
        if (const int device = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); device >= 0)
            sources[count++] = {device, POLLIN, 0};
    }
    uint32_t frame = 0;
    bool key = false, moving = false;
    paintFrame(frame, key);
    std::printf("PAINTER-READY\n");
    std::fflush(stdout);
    constexpr int keyPlace = int(sizeof signature / sizeof *signature) + bits;
    long due = nanoseconds();
    for (;;) {
        const long wait = due - nanoseconds();
        poll(sources, nfds_t(count), !moving ? -1 : wait > 0 ? int(wait / 1000000) : 0);
        if (sources[0].revents) {
            char line[64];
            const ssize_t length = read(0, line, sizeof line - 1);
            if (length <= 0)
                return 0;
            line[length] = 0;
            moving = std::strstr(line, "frames") != nullptr;
            due = nanoseconds();
        }
        for (int i = 1; i < count; ++i) {
            input_event event{};
            while (read(sources[i].fd, &event, sizeof event) == ssize_t(sizeof event)) {
                if (event.type != EV_KEY || event.value != 1 || event.code >= BTN_MISC)
                    continue;
                key = !key;
                paintSquare(keyPlace, key ? white : black);
                show(keyPlace * square, 0, square, square);
            }
        }
        if (moving && nanoseconds() >= due) {
            due += framePause;
            if (due < nanoseconds())
                due = nanoseconds();
            paintFrame(++frame, key);
        }
    }
}
