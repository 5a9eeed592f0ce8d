// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

// The machines of tests/data/domains: `schema` is written by make_domains.py and uses all of
// libvirt's grammar, `valid` is written by hand and valid, too, `odd` is whatever may come.
namespace Corpus {

QStringList documents(const QStringList &folders = {QStringLiteral("schema"),
                                                    QStringLiteral("valid"),
                                                    QStringLiteral("odd")});
QByteArray read(const QString &path); // of documents()
QString name(const QString &path);    // "valid/test-driver.xml"

} // namespace Corpus
