// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <memory>

#include <QtGlobal>

// A few threads of one connection that run blocking calls in order. They belong to nobody else, so
// a host that hangs starves no other, and nobody ever waits for them: a thread that is stuck in a
// call keeps what it needs alive and ends when the call does.
class Lane
{
public:
    // One call: `run(true)` does it, `run(false)` answers without doing it, after stop().
    using Task = std::function<void(bool go)>;

    explicit Lane(int width);
    ~Lane(); // as stop()
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;

    // Any thread. At most `width` tasks run at a time; threads are made when they are needed.
    void post(Task task);
    void setWidth(int width);
    // What waits is answered without being done; what runs goes on by itself.
    void stop();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

// Ends `object` on a thread of its own: letting go of a connection can block.
void runDetached(std::function<void()> task);

// Waits until no thread of any lane is left, at most so long; for the end of the process and of
// tests. Returns false when some call still hangs: then leave by std::_Exit().
bool waitForWorkers(int milliseconds);
