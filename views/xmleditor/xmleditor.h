// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/schema/domainvalidator.h"

#include <QTimer>
#include <QWidget>

class FindBar;
class PlainLabel;
class QListWidget;
class XmlChecker;
class XmlEdit;

// The XML editor: the text, the bar that finds and replaces (Ctrl+F, Ctrl+H, F3) and goes to a line
// (Ctrl+G), and below what is wrong with what is written, each a click away.
class XmlEditor : public QWidget
{
    Q_OBJECT

public:
    explicit XmlEditor(QWidget *parent = nullptr);

    void setText(const QString &text); // untrusted
    QString text() const;
    void setEditable(bool editable); // otherwise it is shown, and not checked
    // libvirt's grammar, and what the text stands in (see DomainValidator::check()).
    void setSchema(const std::shared_ptr<const DomainSchema> &schema, const XmlFrame &frame);
    void find(); // opens the bar
    XmlEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void edited(); // by the user, whenever there is a pause in it
    void checked(const QList<XmlProblem> &problems);

private:
    void showProblems(const QList<XmlProblem> &problems);

    XmlEdit *m_edit;
    FindBar *m_bar;
    XmlChecker *m_checker;
    QListWidget *m_list;
    PlainLabel *m_status;
    QList<XmlProblem> m_problems;
    QTimer m_pause;
    bool m_editable = false;
};
