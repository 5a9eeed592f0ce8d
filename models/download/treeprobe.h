// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/installtree.h"

#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QPromise>

class QNetworkAccessManager;
class QNetworkReply;

// Looks at a folder on a server for something to install from: what it says of itself (.treeinfo), or
// one of the usual layouts. One folder each. GUI thread; going away ends it without an answer.
class TreeProbe : public QObject
{
    Q_OBJECT

public:
    // `hint`: what libosinfo says of the folder; may be empty.
    TreeProbe(const QString &url, const QString &architecture, const InstallTree &hint,
              QObject *parent = nullptr);
    ~TreeProbe() override;

    QFuture<Result<InstallTree>> run(); // once
    int patienceMs = 20'000;            // for one answer

private:
    void readInfo(int index);
    void tryLayout(int index);
    QNetworkReply *send(const QString &url, bool whole);
    void answer(const Result<InstallTree> &result);

    const QString m_url, m_architecture;
    QList<InstallTree> m_likely;
    QNetworkAccessManager *m_manager;
    QPointer<QNetworkReply> m_reply;
    QPromise<Result<InstallTree>> m_promise;
    QString m_refused; // the server's last word, when it was not "not found"
};
