// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/xmlnode.h"

// Titles, one-line summaries and icons of those kinds of devices whose element decides them.
namespace DeviceSummaries {

QString joined(const QStringList &parts); // "a · b", without the empty ones

QString diskTitle(const XmlNode &disk);
QString disk(const XmlNode &disk);
const char16_t *diskIcon(const XmlNode &disk);
QString interface(const XmlNode &interface);
QString graphicsTitle(const XmlNode &graphics);
QString graphics(const XmlNode &graphics);
QString video(const XmlNode &video);
QString inputTitle(const XmlNode &input);
QString input(const XmlNode &input);
const char16_t *inputIcon(const XmlNode &input);
QString audio(const XmlNode &audio);
QString character(const XmlNode &device);
QString channelTitle(const XmlNode &channel);
QString hostdevTitle(const XmlNode &hostdev);
QString hostdev(const XmlNode &hostdev);
QString redirdev(const XmlNode &redirdev);
QString tpm(const XmlNode &tpm);
QString rng(const XmlNode &rng);
QString watchdog(const XmlNode &watchdog);
QString controllerTitle(const XmlNode &controller);
QString controller(const XmlNode &controller);
QString filesystem(const XmlNode &filesystem);
QString smartcard(const XmlNode &smartcard);
QString shmem(const XmlNode &shmem);
QString vsock(const XmlNode &vsock);
QString lease(const XmlNode &lease);
QString memory(const XmlNode &memory);
QString model(const XmlNode &device); // @model
QString type(const XmlNode &device);  // @type
QString text(const XmlNode &device);  // the element's text

} // namespace DeviceSummaries
