// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/schema/domainvalidator.h"

#include <QObject>
#include <QTimer>

#include <functional>

// Has a text checked off the GUI thread, a moment after it was last changed. A newer text stops the
// check of an older one, whose answer nobody sees.
class XmlChecker : public QObject
{
    Q_OBJECT

public:
    // `text` is asked for when the moment has come.
    XmlChecker(std::function<QString()> text, QObject *parent);
    ~XmlChecker() override;

    void setSchema(const std::shared_ptr<const DomainSchema> &schema, const XmlFrame &frame);
    void checkSoon();
    void cancel();
    bool isBusy() const { return m_delay.isActive() || m_running; }

Q_SIGNALS:
    void checked(const QList<XmlProblem> &problems); // of the newest text

private:
    void check();

    std::function<QString()> m_text;
    std::shared_ptr<const DomainSchema> m_schema;
    std::shared_ptr<const DomainValidator> m_validator;
    XmlFrame m_frame;
    QTimer m_delay;
    std::shared_ptr<std::atomic_bool> m_stop; // of the check that runs
    bool m_running = false;
};
