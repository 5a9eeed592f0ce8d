// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/machinedisplay.h"
#include "console/protocol/sharedpicture.h"

class ViewerProcess;

// One of the displays that a viewer process shows; owned by its ViewerProcess, which passes it what
// concerns it.
class ViewerDisplay : public MachineDisplay
{
    Q_OBJECT

public:
    ViewerDisplay(int number, ViewerProcess &viewer);

    int number() const { return m_number; } // of the guest's displays, from 0
    ViewerProcess &viewer() const { return m_viewer; }

    QImage picture() const override;
    Wire::PointerMode pointerMode() const override;
    bool canResize() const override;
    std::optional<Pointer> pointer() const override { return m_pointer; }
    quint8 locks() const override;
    void sendKey(quint16 linuxCode, bool pressed) override;
    void setLocks(quint8 locks) override;
    void movePointerBy(QPoint distance, quint8 buttons) override;
    void movePointerTo(QPoint position, quint8 buttons) override;
    void sendButton(Wire::Button button, bool pressed, quint8 buttons) override;
    void resize(QSize pixels) override;
    void seen() override;

private:
    friend class ViewerProcess;
    void adopt(const SharedPicture &picture);
    void adopt(const Pointer &pointer);

    int m_number;
    ViewerProcess &m_viewer;
    SharedPicture m_picture;
    std::optional<Pointer> m_pointer;
};
