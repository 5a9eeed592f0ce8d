// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/agentnote.h"

#include "console/viewerprocess.h"
#include "views/basic/plainlabel.h"

#include <QIcon>
#include <QWidgetAction>

using namespace Qt::StringLiterals;

AgentNote::AgentNote(QWidget *parent) : QMenu(tr("No guest agent"), parent), m_label(new PlainLabel)
{
    menuAction()->setIcon(QIcon::fromTheme(u"dialog-information"_s));
    m_label->setMargin(fontMetrics().height() / 2);
    m_label->setWordWrap(true);
    m_label->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *action = new QWidgetAction(this);
    action->setDefaultWidget(m_label);
    addAction(action);
    refresh();
}

void AgentNote::setViewer(ViewerProcess *viewer)
{
    if (m_viewer == viewer)
        return;
    if (m_viewer)
        m_viewer->disconnect(this);
    m_viewer = viewer;
    menuAction()->setVisible(false);
    if (viewer)
        connect(viewer, &ViewerProcess::featuresChanged, this, &AgentNote::refresh);
}

QString AgentNote::text(Wire::Protocol protocol, const Wire::Features &features)
{
    if (features.agent)
        return {};
    // Over VNC the agent brings the clipboard and nothing else; QEMU stands between.
    const bool vnc = protocol == Wire::Protocol::Vnc;
    QStringList missing;
    if (!features.clipboard)
        missing.append(tr("• a clipboard shared with this computer"));
    if (!features.resize && !vnc)
        missing.append(
            tr("• a resolution that follows the window, and displays turned on from here"));
    if (!features.files && !vnc)
        missing.append(tr("• files copied in by dropping them on the screen"));
    if (!features.pointerMode && !vnc)
        missing.append(
            tr("• a pointer that moves in and out freely, if there is no tablet device"));
    if (missing.isEmpty())
        return {};
    const QString install = tr("In a Linux guest, install the package spice-vdagent. In a Windows "
                               "guest, install the SPICE guest tools (spice-guest-tools).");
    const QString channel =
        vnc ? tr("The machine needs a channel of the kind “qemu-vdagent” in its hardware, which "
                 "shares the clipboard: <clipboard copypaste='yes'/> in its XML.")
            : tr("The machine needs a SPICE agent channel in its hardware.");
    return tr("The guest agent does not run in this machine. Without it there is no:") + u"\n\n"_s
           + missing.join(u'\n') + u"\n\n"_s + install + u"\n\n"_s + channel;
}

void AgentNote::refresh()
{
    const QString words = m_viewer ? text(m_viewer->protocol(), m_viewer->features()) : QString();
    menuAction()->setVisible(!words.isEmpty());
    if (!words.isEmpty())
        m_label->setText(words);
}
