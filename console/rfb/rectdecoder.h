// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/bytequeue.h"
#include "console/rfb/framebuffer.h"

#include <QString>

// Paints rectangles that arrive in one encoding. What is incomplete waits in the queue; nothing
// waits there for long, because each decoder takes what it can use.
class RectDecoder
{
public:
    enum class Step {
        Done,
        More,   // the rest has not come yet
        Broken, // not in this encoding; fault() says in what way
    };

    RectDecoder() = default;
    RectDecoder(const RectDecoder &) = delete;
    virtual ~RectDecoder() = default;

    // A new rectangle, which lies inside the picture.
    virtual void begin(const QRect &rect) = 0;
    virtual Step decode(ByteQueue &in, Framebuffer &picture) = 0;

    // English, for whoever looks for the fault.
    const QString &fault() const { return m_fault; }

protected:
    Step broken(const QString &fault)
    {
        m_fault = fault;
        return Step::Broken;
    }

private:
    QString m_fault;
};
