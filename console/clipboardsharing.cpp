// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/clipboardsharing.h"

#include "console/protocol/sharedbytes.h"
#include "console/screenshot.h"
#include "console/viewerprocess.h"
#include "models/core/async.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace Wire;

static constexpr int paceMs = 300;   // a guest may copy as often as it likes; it is heard so often
static constexpr int graceMs = 3000; // what was copied right before the focus left still counts
static const auto markFormat = u"application/x-guesthouse-machine"_s;
static const auto pngFormat = u"image/png"_s;

ClipboardSharing::ClipboardSharing(QObject *parent)
    : QObject(parent), m_mark(QUuid::createUuid().toByteArray())
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(paceMs);
    connect(&m_pace, &QTimer::timeout, this, &ClipboardSharing::fetch);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this,
            &ClipboardSharing::hostChanged);
}

ClipboardSharing::~ClipboardSharing() = default;

void ClipboardSharing::setViewer(ViewerProcess *viewer)
{
    if (m_viewer == viewer)
        return;
    if (m_viewer)
        m_viewer->disconnect(this);
    m_viewer = viewer;
    m_offered = m_held = m_awaited = 0;
    m_received.reset();
    if (!viewer)
        return;
    connect(viewer, &ViewerProcess::said, this, &ClipboardSharing::hear);
    connect(viewer, &ViewerProcess::featuresChanged, this, &ClipboardSharing::offer);
    viewer->send(ShareClipboard{m_on});
    offer();
}

void ClipboardSharing::setOn(bool on)
{
    if (m_on == on)
        return;
    m_on = on;
    m_offered = m_held = m_awaited = 0;
    m_given.clear();
    if (!m_viewer)
        return;
    m_viewer->send(ShareClipboard{on});
    offer();
}

void ClipboardSharing::setFocused(bool focused)
{
    if (m_focused == focused)
        return;
    m_focused = focused;
    if (!focused) {
        m_unfocused.start();
        withdraw();
    } else if (m_held) {
        m_pace.start(); // copied in the guest while the user was elsewhere
    } else {
        offer();
    }
}

void ClipboardSharing::noticePaste()
{
    if (m_on || m_hinted || !m_viewer || !m_viewer->features().clipboard)
        return;
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (!data || !data->hasText())
        return;
    m_hinted = true;
    Q_EMIT hint(tr("The machine pasted its own clipboard. To paste this computer's, turn on “Share "
                   "clipboard” above the screen."));
}

// ---- from this computer to the guest ----

static quint8 typesOf(const QMimeData *data)
{
    quint8 types = 0;
    if (data && data->hasText())
        types |= clipboardBit(ClipboardType::Text);
    if (data && (data->hasImage() || data->hasFormat(pngFormat)))
        types |= clipboardBit(ClipboardType::Png);
    return types;
}

void ClipboardSharing::hostChanged()
{
    m_given.clear();
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (data && data->data(markFormat) == m_mark)
        return;
    m_held = 0; // what was copied here is newer
    offer();
}

bool ClipboardSharing::mayOffer() const
{
    return m_on && m_focused && m_viewer && m_viewer->features().clipboard;
}

void ClipboardSharing::offer()
{
    if (!mayOffer())
        return;
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    quint8 types = typesOf(data);
    if (types && data->data(markFormat) == m_mark)
        return; // the guest's own
    if (!m_viewer->features().images)
        types &= clipboardBit(ClipboardType::Text);
    if (!types)
        return withdraw();
    m_offered = types;
    m_viewer->send(ClipboardOffer{types});
}

void ClipboardSharing::withdraw()
{
    if (std::exchange(m_offered, quint8(0)) && m_viewer)
        m_viewer->send(ClipboardOffer{0});
}

void ClipboardSharing::give(ClipboardType type)
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (!mayOffer() || !(m_offered & clipboardBit(type)) || !data)
        return send(type, {});
    if (m_given.contains(type))
        return send(type, m_given.value(type));
    if (type == ClipboardType::Text) {
        m_given[type] = data->text().replace(u"\r\n"_s, u"\n"_s).toUtf8();
        return send(type, m_given.value(type));
    }
    if (const QByteArray png = data->data(pngFormat); !png.isEmpty()) {
        m_given[type] = png;
        return send(type, png);
    }
    const auto image = qvariant_cast<QImage>(data->imageData());
    whenDone(Screenshot::pngInBackground(image), this, [this, type](const QByteArray &png) {
        const bool still = mayOffer() && (m_offered & clipboardBit(type));
        send(type, still ? png : QByteArray());
    });
}

void ClipboardSharing::send(ClipboardType type, const QByteArray &bytes)
{
    if (!m_viewer)
        return;
    if (bytes.size() > clipboardLimit(type)) {
        Q_EMIT hint(tr("The clipboard holds too much to be shared with the machine."));
        return send(type, {});
    }
    const FileDescriptor memory = bytes.isEmpty() ? FileDescriptor() : SharedBytes::seal(bytes);
    m_viewer->send(ClipboardData{type, memory ? quint32(bytes.size()) : 0}, memory);
}

// ---- from the guest to this computer ----

void ClipboardSharing::hear(const ToWindow::Any &any, const FileDescriptor &memory)
{
    if (const auto *offered = std::get_if<ClipboardOffer>(&any))
        guestOffered(offered->types);
    else if (const auto *wanted = std::get_if<ClipboardWanted>(&any))
        give(wanted->type);
    else if (const auto *data = std::get_if<ClipboardData>(&any))
        receive(data->type, data->size
                                ? SharedBytes::read(memory, data->size).value_or(QByteArray())
                                : QByteArray());
}

void ClipboardSharing::guestOffered(quint8 types)
{
    if (!m_on)
        return;
    m_held = types;
    if (!types)
        return; // what was taken of it stays
    m_offered = 0;
    if (!m_pace.isActive())
        m_pace.start();
}

void ClipboardSharing::fetch()
{
    const bool looked = m_focused || (m_unfocused.isValid() && m_unfocused.elapsed() < graceMs);
    if (!m_on || !m_viewer || !m_held || !looked)
        return;
    m_awaited = std::exchange(m_held, quint8(0));
    m_received = std::make_unique<QMimeData>();
    for (const ClipboardType type : {ClipboardType::Text, ClipboardType::Png}) {
        if (m_awaited & clipboardBit(type))
            m_viewer->send(ClipboardWanted{type});
    }
}

QString ClipboardSharing::fromGuest(const QByteArray &utf8)
{
    QString text = QString::fromUtf8(utf8);
    text.replace(u"\r\n"_s, u"\n"_s);
    text.removeIf(
        [](QChar c) { return c.category() == QChar::Other_Control && c != u'\n' && c != u'\t'; });
    return text;
}

void ClipboardSharing::receive(ClipboardType type, const QByteArray &bytes)
{
    if (!(m_awaited & clipboardBit(type)) || !m_received)
        return;
    m_awaited &= quint8(~clipboardBit(type));
    if (type == ClipboardType::Text && !bytes.isEmpty())
        m_received->setText(fromGuest(bytes));
    else if (type == ClipboardType::Png && bytes.startsWith("\x89PNG\r\n\x1a\n"))
        m_received->setData(pngFormat, bytes);
    if (m_awaited)
        return;
    std::unique_ptr<QMimeData> received = std::move(m_received);
    if (!m_on || received->formats().isEmpty())
        return;
    received->setData(markFormat, m_mark);
    QGuiApplication::clipboard()->setMimeData(received.release()); // takes it
}
