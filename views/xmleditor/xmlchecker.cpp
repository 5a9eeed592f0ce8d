// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/xmleditor/xmlchecker.h"

#include "models/core/async.h"

#include <QtConcurrentRun>

XmlChecker::XmlChecker(std::function<QString()> text, QObject *parent)
    : QObject(parent), m_text(std::move(text)), m_validator(std::make_shared<DomainValidator>())
{
    constexpr int pauseMs = 300;
    m_delay.setSingleShot(true);
    m_delay.setInterval(pauseMs);
    connect(&m_delay, &QTimer::timeout, this, &XmlChecker::check);
}

XmlChecker::~XmlChecker()
{
    cancel();
}

void XmlChecker::setSchema(const std::shared_ptr<const DomainSchema> &schema, const XmlFrame &frame)
{
    if (m_schema != schema)
        m_validator = std::make_shared<DomainValidator>(schema);
    m_schema = schema;
    m_frame = frame;
}

void XmlChecker::checkSoon()
{
    cancel();
    m_delay.start();
}

void XmlChecker::cancel()
{
    m_delay.stop();
    m_running = false;
    if (m_stop)
        m_stop->store(true);
    m_stop.reset();
}

void XmlChecker::check()
{
    cancel();
    m_stop = std::make_shared<std::atomic_bool>(false);
    m_running = true;
    const auto future = QtConcurrent::run(
        [text = m_text(), validator = m_validator, frame = m_frame, stop = m_stop] {
            return stop->load() ? QList<XmlProblem>()
                                : validator->check(text.toUtf8(), frame, stop.get());
        });
    whenDone(future, this, [this, stop = m_stop](const QList<XmlProblem> &problems) {
        if (stop != m_stop)
            return;
        m_running = false;
        Q_EMIT checked(problems);
    });
}
