// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "console/viewerfile.h"

#include <QWidget>

#include <memory>

class ConsolePage;
class Reporter;
class Settings;

// Reads what --viewer names: a file (also as file://…) or an address. A file that asks for it is
// deleted once it was understood. Before there is a window: the file is small and local.
Result<ViewerFile> readViewerSource(const QString &source);

// One console alone, with no libvirt behind it.
class ViewerWindow : public QWidget
{
    Q_OBJECT

public:
    ViewerWindow(const ViewerFile &file, Settings &settings);
    ~ViewerWindow() override;

    ConsolePage *page() const { return m_page; }

private:
    ConsolePage *m_page;
    std::unique_ptr<Reporter> m_reporter;
    bool m_fullScreenDue;
};
