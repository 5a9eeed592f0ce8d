// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/soundcontrol.h"

#include "console/viewerprocess.h"
#include "views/basic/plainlabel.h"

#include <QHBoxLayout>
#include <QSlider>
#include <QWidgetAction>

using namespace Qt::StringLiterals;
using namespace Wire;

SoundControl::SoundControl(QWidget *parent) : QMenu(tr("Sound"), parent), m_slider(new QSlider)
{
    setToolTipsVisible(true);
    m_slider->setOrientation(Qt::Horizontal);
    m_slider->setRange(0, 100);
    m_slider->setPageStep(10);
    m_slider->setValue(100);
    m_slider->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    m_slider->setAccessibleName(tr("Volume"));
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    auto *label = new PlainLabel(tr("&Volume"));
    label->setBuddy(m_slider);
    layout->addWidget(label);
    layout->addWidget(m_slider, 1);
    auto *slider = new QWidgetAction(this);
    slider->setDefaultWidget(row);
    addAction(slider);
    m_mute = addAction(tr("&Mute"));
    m_mute->setCheckable(true);
    addSeparator();
    m_microphone = addAction(tr("Let the machine use the mi&crophone"));
    m_microphone->setCheckable(true);
    m_listening =
        new QAction(QIcon::fromTheme(u"audio-input-microphone"_s), tr("Microphone in use"), this);
    setPlainToolTip(m_listening, tr("The machine is listening. Click to turn the microphone off."));

    const auto changed = [this] {
        tell();
        refresh();
        Q_EMIT chosen(volume(), isMuted());
    };
    connect(m_slider, &QSlider::valueChanged, this, changed);
    connect(m_mute, &QAction::triggered, this, changed);
    connect(m_microphone, &QAction::triggered, this, [this] {
        tell();
        refresh();
    });
    connect(m_listening, &QAction::triggered, m_microphone, &QAction::trigger);
    refresh();
}

int SoundControl::volume() const
{
    return m_slider->value();
}

bool SoundControl::isMuted() const
{
    return m_mute->isChecked();
}

void SoundControl::setVolume(int percent, bool muted)
{
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(percent);
    m_mute->setChecked(muted);
    tell();
    refresh();
}

void SoundControl::setViewer(ViewerProcess *viewer)
{
    if (m_viewer == viewer)
        return;
    if (m_viewer)
        m_viewer->disconnect(this);
    m_viewer = viewer;
    m_sound = {};
    m_microphone->setChecked(false); // asked for anew in each session
    if (viewer) {
        connect(viewer, &ViewerProcess::featuresChanged, this, &SoundControl::refresh);
        connect(viewer, &ViewerProcess::said, this, [this](const ToWindow::Any &any) {
            if (const auto *sound = std::get_if<Sound>(&any)) {
                m_sound = *sound;
                refresh();
            }
        });
        tell();
    }
    refresh();
}

void SoundControl::tell()
{
    if (m_viewer)
        m_viewer->send(SetSound{true, m_microphone->isChecked(), isMuted(), quint8(volume())});
}

void SoundControl::refresh()
{
    const Features features = m_viewer ? m_viewer->features() : Features{};
    const bool any = features.sound || features.microphone;
    menuAction()->setEnabled(any);
    setPlainToolTip(menuAction(),
                    any         ? QString()
                    : !m_viewer ? tr("There is sound once the screen is connected.")
                                : tr("The machine has no sound device that can be heard here. Add "
                                     "one to its hardware."));
    menuAction()->setIcon(QIcon::fromTheme(isMuted() || volume() == 0 ? u"audio-volume-muted"_s
                                                                      : u"audio-volume-high"_s));
    m_microphone->setEnabled(features.microphone);
    setPlainToolTip(m_microphone, features.microphone
                                      ? QString()
                                      : tr("The machine has no device that could listen."));
    m_listening->setVisible(m_microphone->isChecked() && m_sound.recording);
}
