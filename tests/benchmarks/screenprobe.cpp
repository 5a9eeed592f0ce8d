// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// guesthouse-screen-probe
// Looks at the X server's screen for what guestpainter.cpp shows there, whichever program shows it.
// Commands on standard input, a line each, and what is answered:
//   find            "found X Y": where its corner is; the pointer goes there, and clicks
//   frames SECONDS  "SHOWN FIRST LAST": how many different frames were seen, and their numbers
//   keys NUMBER     milliseconds from a key that is pressed to the pixel that changes; -1 where it
//                   did not within two seconds

#include <xcb/xcb.h>
#include <xcb/xtest.h>

#include <poll.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int square = 8, bits = 24, found = 8, squares = found + bits + 1;
constexpr uint32_t signature[] = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff,
                                  0x000000, 0xff0000, 0x0000ff, 0x00ff00};
constexpr xcb_keycode_t keyA = 38;

void rest(long microseconds)
{
    const timespec time{microseconds / 1000000, microseconds % 1000000 * 1000};
    ppoll(nullptr, 0, &time, nullptr);
}

struct Free
{
    void operator()(void *reply) const { std::free(reply); }
};

class Screen
{
public:
    Screen() : m_x(xcb_connect(nullptr, nullptr))
    {
        if (xcb_connection_has_error(m_x)) {
            std::fprintf(stderr, "no display\n");
            std::exit(1);
        }
        m_screen = xcb_setup_roots_iterator(xcb_get_setup(m_x)).data;
    }

    std::vector<uint32_t> look(int x, int y, int w, int h) const
    {
        const std::unique_ptr<xcb_get_image_reply_t, Free> reply(xcb_get_image_reply(
            m_x,
            xcb_get_image(m_x, XCB_IMAGE_FORMAT_Z_PIXMAP, m_screen->root, int16_t(x), int16_t(y),
                          uint16_t(w), uint16_t(h), 0xffffffff),
            nullptr));
        std::vector<uint32_t> result(size_t(w) * size_t(h));
        if (reply && xcb_get_image_data_length(reply.get()) >= w * h * 4)
            std::memcpy(result.data(), xcb_get_image_data(reply.get()), result.size() * 4);
        for (uint32_t &pixel : result)
            pixel &= 0xffffff;
        return result;
    }

    // What a window left there that is gone is not to be found again.
    void clear() const
    {
        xcb_clear_area(m_x, 0, m_screen->root, 0, 0, 0, 0);
        xcb_flush(m_x);
    }

    bool find()
    {
        const int w = m_screen->width_in_pixels, h = m_screen->height_in_pixels;
        const std::vector<uint32_t> all = look(0, 0, w, h);
        for (int y = 0; y < h - square; ++y) {
            for (int x = 0; x < w - squares * square; ++x) {
                bool same = true;
                for (int i = 0; i < found && same; ++i)
                    same = all[size_t(y * w + x + i * square)] == signature[i]
                           && all[size_t((y + square - 1) * w + x + i * square + square - 1)]
                                  == signature[i];
                if (same) {
                    m_left = x;
                    m_top = y;
                    return true;
                }
            }
        }
        return false;
    }
    int left() const { return m_left; }
    int top() const { return m_top; }

    std::vector<uint32_t> lookAtSquares() const
    {
        const auto row = look(m_left, m_top + square / 2, squares * square, 1);
        std::vector<uint32_t> result;
        for (int i = 0; i < squares; ++i)
            result.push_back(row[size_t(i * square + square / 2)]);
        return result;
    }
    uint32_t frame() const
    {
        const auto seen = lookAtSquares();
        uint32_t number = 0;
        for (int i = 0; i < bits; ++i)
            number = number << 1 | (seen[size_t(found + i)] == 0xffffff);
        return number;
    }
    uint32_t keyPixel() const
    {
        return look(m_left + (squares - 1) * square + square / 2, m_top + square / 2, 1, 1)[0];
    }

    void press(uint8_t kind, uint8_t detail, int x = 0, int y = 0) const
    {
        xcb_test_fake_input(m_x, kind, detail, XCB_CURRENT_TIME, m_screen->root, int16_t(x),
                            int16_t(y), 0);
        xcb_flush(m_x);
    }

private:
    xcb_connection_t *m_x;
    xcb_screen_t *m_screen = nullptr;
    int m_left = 0, m_top = 0;
};

void countFrames(const Screen &screen, double seconds)
{
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    const uint32_t first = screen.frame();
    uint32_t last = first;
    int shown = 0;
    while (Clock::now() < end) {
        rest(2'000);
        // What was caught half done is no frame.
        if (const uint32_t now = screen.frame(); now > last && now < last + 600) {
            ++shown;
            last = now;
        }
    }
    std::printf("%d %u %u\n", shown, first, last);
}

double keyToPixel(const Screen &screen)
{
    const uint32_t before = screen.keyPixel();
    const auto pressed = Clock::now();
    screen.press(XCB_KEY_PRESS, keyA);
    double result = -1;
    while (result < 0 && Clock::now() - pressed < std::chrono::seconds(2)) {
        if (screen.keyPixel() != before)
            result = Milliseconds(Clock::now() - pressed).count();
        else
            rest(300);
    }
    screen.press(XCB_KEY_RELEASE, keyA);
    return result;
}

} // namespace

int main()
{
    Screen screen;
    std::mt19937 random(1);
    char line[64];
    while (std::fgets(line, sizeof line, stdin)) {
        if (std::strncmp(line, "find", 4) == 0) {
            // Until it stays where it is: windows are placed, and grow, before they rest.
            int seen = 0;
            screen.clear();
            for (int i = 0; i < 120 && seen < 3; ++i) {
                const int left = screen.left(), top = screen.top();
                rest(250'000);
                if (!screen.find())
                    seen = 0;
                else
                    seen = left == screen.left() && top == screen.top() ? seen + 1 : 1;
            }
            if (seen >= 3) {
                screen.press(XCB_MOTION_NOTIFY, 0, screen.left() + 600, screen.top() + 400);
                screen.press(XCB_BUTTON_PRESS, 1);
                screen.press(XCB_BUTTON_RELEASE, 1);
                std::printf("found %d %d\n", screen.left(), screen.top());
            } else {
                std::printf("lost\n");
            }
        } else if (std::strncmp(line, "frames", 6) == 0) {
            countFrames(screen, std::atof(line + 6));
        } else if (std::strncmp(line, "keys", 4) == 0) {
            // At all phases of any clock that either program has.
            std::uniform_int_distribution<> pause(80, 160);
            for (int i = std::atoi(line + 4); i > 0; --i) {
                std::printf("%.2f ", keyToPixel(screen));
                rest(pause(random) * 1000);
            }
            std::printf("\n");
        }
        std::fflush(stdout);
    }
}
