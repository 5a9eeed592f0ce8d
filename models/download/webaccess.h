// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>
#include <QNetworkRequest>

// What all our requests to servers of the web share: the desktop's proxy, no cookies, bytes as they are
// and not compressed, a few redirections but never from https to http, and an end when nothing
// comes for half a minute.
QNetworkAccessManager *newWebAccess(QObject *parent); // of one thread
QNetworkRequest webRequest(const QUrl &url);
