// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/elementparts.h"
#include "views/hardware/formeditor.h"

class AttributeTable;
class CheckedField;
class PathList;
class PlainLabel;
class QToolButton;

// What some of a machine's vCPUs have for themselves of the host's cache, or of its bandwidth to
// memory (resctrl): groups of vCPUs, and the shares of the selected one. Only where the host can
// do it, or the document says something of it. Part of the processor's page.
class SharesEditor : public FormEditor
{
    Q_OBJECT

public:
    enum Kind { Cache, Memory };

    SharesEditor(Kind kind, const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    struct Group
    {
        QString vcpus = {};
        QString path = {}; // empty: none leads to it alone
        QList<ElementParts::Attributes> shares = {}, monitors = {};
    };

    QString elementName() const
    {
        return m_kind == Cache ? QStringLiteral("cachetune") : QStringLiteral("memorytune");
    }
    QString shareName() const
    {
        return m_kind == Cache ? QStringLiteral("cache") : QStringLiteral("node");
    }
    QString pathOf(const QString &vcpus) const;
    bool isOffered() const;
    const Group *current() const;
    void readGroups();
    void fillFields(bool anew);
    void fillNotes();
    QString title(const Group &group) const;
    QString freeVcpus() const;
    QString vcpusProblem(const Group &group, const QString &vcpus) const;
    QString sharesProblem(const Group &group) const;
    QString cacheProblem(const ElementParts::Attributes &cache) const;
    QString bandwidthProblem(const ElementParts::Attributes &node) const;
    ElementParts::Attributes proposed() const; // a share of what the host has first
    void add();
    void setVcpus(const QString &vcpus);
    void setChildren(const QString &name, const AttributeTable *table);

    const Kind m_kind;
    QList<Group> m_groups;
    PlainLabel *m_about, *m_sharesTitle, *m_monitorsTitle, *m_problem;
    PathList *m_list;
    QToolButton *m_add, *m_remove;
    CheckedField *m_vcpus;
    AttributeTable *m_shares, *m_monitors;
};
