// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// guesthouse-window-probe PID
// Asks the first window of a process for a sign of life every few milliseconds (_NET_WM_PING, which
// every toolkit answers from the thread that also paints) and measures how long it takes. Prints
// "window SECONDS" (monotonic) once there is one; then, for each line on standard input, what
// happened since the last: "LONGEST_MS OVER_16_MS OVER_50_MS PINGS SHARE_WAITING". After the line
// "rest" it asks nothing until the next line. Ends with its input or with the window.

#include <xcb/xcb.h>

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr auto pingPause = std::chrono::milliseconds(4);

template <typename T>
struct Free
{
    void operator()(T *reply) const { std::free(reply); }
};
template <typename T>
using Reply = std::unique_ptr<T, Free<T>>;

xcb_atom_t atom(xcb_connection_t *x, std::string_view name)
{
    const Reply<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(
        x, xcb_intern_atom(x, 0, uint16_t(name.size()), name.data()), nullptr));
    return reply ? reply->atom : xcb_atom_t(XCB_ATOM_NONE);
}

std::vector<uint32_t> property(xcb_connection_t *x, xcb_window_t window, xcb_atom_t name)
{
    const Reply<xcb_get_property_reply_t> reply(xcb_get_property_reply(
        x, xcb_get_property(x, 0, window, name, XCB_ATOM_ANY, 0, 1024), nullptr));
    if (!reply || reply->format != 32)
        return {};
    const auto *words = static_cast<const uint32_t *>(xcb_get_property_value(reply.get()));
    return {words, words + xcb_get_property_value_length(reply.get()) / 4};
}

struct Figures
{
    double longest = 0;
    int over16 = 0, over50 = 0, pings = 0;
    double waiting = 0; // milliseconds in answers that took more than 16
    Clock::time_point since = Clock::now();

    void add(Milliseconds delay)
    {
        longest = std::max(longest, delay.count());
        over16 += delay.count() > 16;
        over50 += delay.count() > 50;
        waiting += delay.count() > 16 ? delay.count() : 0;
        ++pings;
    }
    void print() const
    {
        const double all = std::max(1.0, Milliseconds(Clock::now() - since).count());
        std::printf("%.1f %d %d %d %.4f\n", longest, over16, over50, pings, waiting / all);
        std::fflush(stdout);
    }
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s PID\n", argv[0]);
        return 2;
    }
    const auto pid = uint32_t(std::atoi(argv[1]));
    xcb_connection_t *x = xcb_connect(nullptr, nullptr);
    if (xcb_connection_has_error(x)) {
        std::fprintf(stderr, "no display\n");
        return 1;
    }
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(x)).data->root;
    const xcb_atom_t protocols = atom(x, "WM_PROTOCOLS"), ping = atom(x, "_NET_WM_PING"),
                     list = atom(x, "_NET_CLIENT_LIST"), pidOf = atom(x, "_NET_WM_PID");
    // Answers go to the root window; GTK and Qt address them to different listeners there.
    const uint32_t mask = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY | XCB_EVENT_MASK_STRUCTURE_NOTIFY;
    xcb_change_window_attributes(x, root, XCB_CW_EVENT_MASK, &mask);

    xcb_window_t window = XCB_WINDOW_NONE;
    pollfd input{0, POLLIN, 0};
    while (window == XCB_WINDOW_NONE) {
        for (const xcb_window_t candidate : property(x, root, list)) {
            if (property(x, candidate, pidOf) == std::vector<uint32_t>{pid})
                window = candidate;
        }
        poll(&input, 1, 3);
        if (input.revents & POLLHUP)
            return 1;
    }
    std::printf("window %.6f\n",
                std::chrono::duration<double>(Clock::now().time_since_epoch()).count());
    std::fflush(stdout);

    Figures figures;
    uint32_t serial = 0;
    bool waiting = false, resting = false;
    Clock::time_point asked = Clock::now() - pingPause;
    pollfd sources[]{{0, POLLIN, 0}, {xcb_get_file_descriptor(x), POLLIN, 0}};
    for (;;) {
        if (!waiting && !resting && Clock::now() - asked >= pingPause) {
            xcb_client_message_event_t message{};
            message.response_type = XCB_CLIENT_MESSAGE;
            message.format = 32;
            message.window = window;
            message.type = protocols;
            message.data.data32[0] = ping;
            message.data.data32[1] = ++serial;
            message.data.data32[2] = window;
            xcb_send_event(x, 0, window, 0, reinterpret_cast<const char *>(&message));
            xcb_flush(x);
            asked = Clock::now();
            waiting = true;
        }
        poll(sources, 2, waiting || resting ? 1000 : 1);
        while (const Reply<xcb_generic_event_t> event{xcb_poll_for_event(x)}) {
            const int type = event->response_type & 0x7f;
            if (type == XCB_DESTROY_NOTIFY
                && reinterpret_cast<xcb_destroy_notify_event_t *>(event.get())->window == window)
                return 0;
            if (type != XCB_CLIENT_MESSAGE)
                continue;
            const auto *answer = reinterpret_cast<xcb_client_message_event_t *>(event.get());
            if (answer->type == protocols && answer->data.data32[0] == ping
                && answer->data.data32[1] == serial && waiting) {
                figures.add(Clock::now() - asked);
                waiting = false;
            }
        }
        if (xcb_connection_has_error(x))
            return 1;
        if (sources[0].revents) {
            char line[64];
            const ssize_t length = read(0, line, sizeof line);
            if (length <= 0)
                return 0;
            resting = std::string_view(line, size_t(length)) == "rest\n";
            // A question still open counts for as long as it has been.
            if (waiting && Clock::now() - asked > std::chrono::milliseconds(16))
                figures.add(Clock::now() - asked);
            figures.print();
            figures = {};
        }
    }
}
