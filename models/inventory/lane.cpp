// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/lane.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

namespace {

// Every thread of ours that may be inside libvirt. Never destroyed: a thread that outlives main()
// still counts itself out.
struct Census
{
    std::mutex mutex;
    std::condition_variable changed;
    int threads = 0;
};

Census &census()
{
    static auto *all = new Census;
    return *all;
}

void count(int change)
{
    Census &all = census();
    const std::lock_guard lock(all.mutex);
    all.threads += change;
    all.changed.notify_all();
}

} // namespace

struct Lane::State
{
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Task> waiting;
    int width = 1;
    int threads = 0;
    int idle = 0;
    bool stopped = false;

    static void work(const std::shared_ptr<State> &state)
    {
        std::unique_lock lock(state->mutex);
        while (true) {
            if (!state->waiting.empty() && state->threads <= state->width) {
                Task task = std::move(state->waiting.front());
                state->waiting.pop_front();
                lock.unlock();
                task(true);
                task = nullptr; // what it holds may be the last of a connection: not under the lock
                lock.lock();
                continue;
            }
            if (state->stopped || state->threads > state->width)
                break;
            ++state->idle;
            const bool woken = state->wake.wait_for(
                lock, 10s, [&] { return state->stopped || !state->waiting.empty(); });
            --state->idle;
            if (!woken)
                break;
        }
        --state->threads;
    }
};

Lane::Lane(int width) : m_state(std::make_shared<State>())
{
    m_state->width = width;
}

Lane::~Lane()
{
    stop();
}

void Lane::post(Task task)
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (!m_state->stopped) {
            m_state->waiting.push_back(std::move(task));
            if (m_state->idle > 0) {
                m_state->wake.notify_one();
            }
            if (qsizetype(m_state->waiting.size()) > m_state->idle
                && m_state->threads < m_state->width) {
                ++m_state->threads;
                runDetached([state = m_state] { State::work(state); });
            }
            return;
        }
    }
    task(false);
}

void Lane::setWidth(int width)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->width = qMax(1, width);
}

void Lane::stop()
{
    std::deque<Task> left;
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopped = true;
        left.swap(m_state->waiting);
        m_state->wake.notify_all();
    }
    for (Task &task : left)
        task(false);
}

void runDetached(std::function<void()> task)
{
    count(1);
    std::thread([task = std::move(task)]() mutable {
        task();
        task = nullptr; // before we count ourselves out
        count(-1);
    }).detach();
}

bool waitForWorkers(int milliseconds)
{
    Census &all = census();
    std::unique_lock lock(all.mutex);
    return all.changed.wait_for(lock, std::chrono::milliseconds(milliseconds),
                                [&] { return all.threads == 0; });
}
