// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDeadlineTimer>
#include <QList>
#include <QString>

#include <atomic>
#include <memory>

// libxml2's RELAX NG with libvirt's grammar, asked until it is known what it does not take: its own
// messages name the root and little else. One thread at a time.
class RelaxNg
{
public:
    // A place in a document: the numbers of the elements from the root's children down.
    struct Culprit
    {
        QList<int> place = {};
        QString attribute = {}; // it is this one
        bool together = false;  // not one thing in it: something is missing or does not fit
        bool operator==(const Culprit &) const = default;
    };
    struct Answer
    {
        QList<Culprit> culprits = {};
        bool finished = true; // false: there was no time for all of it
    };

    explicit RelaxNg(const QString &file); // the grammar; a trusted file
    ~RelaxNg();
    Q_DISABLE_COPY_MOVE(RelaxNg)

    bool isValid() const; // the grammar was read
    // `xml` is a <domain> that is admitted (see XmlAdmission). `skip`: places that are known to be wrong.
    Answer check(const QByteArray &xml, const QList<QList<int>> &skip,
                 const QDeadlineTimer &deadline, const std::atomic_bool *stop) const;

private:
    struct Data;
    std::unique_ptr<Data> d;
};
