// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/input/inputcapture.h"

#include "views/input/grabcapture.h"
#include "views/input/waylandcapture.h"

#include <QGuiApplication>
#include <QWidget>

using namespace Qt::StringLiterals;

InputCapture::InputCapture(QWidget *widget) : QObject(widget), m_widget(widget) {}

InputCapture *InputCapture::make(QWidget *widget)
{
    const QString platform = QGuiApplication::platformName();
    if (platform.startsWith(u"wayland"_s))
        return new WaylandCapture(widget);
    return new GrabCapture(widget, platform == u"xcb"_s);
}
