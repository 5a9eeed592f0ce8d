// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/xmlnode.h"
#include "views/hardware/itemeditor.h"

#include <QHash>
#include <QStringList>

class MetadataBox;
class PlainLabel;
class QVBoxLayout;

// What programs keep in a machine's metadata, element by element with the namespace of each.
class MetadataEditor : public ItemEditor
{
    Q_OBJECT

public:
    explicit MetadataEditor(const HardwareServices &services, QWidget *parent = nullptr);

    QString searchText() const override;

protected:
    void refill() override;

private:
    // Of an element of the document that was read; empty: it cannot be told from another one.
    QString pathOf(const XmlNode &element) const;
    void take(const QString &path, const QByteArray &xml);

    QVBoxLayout *m_layout;
    PlainLabel *m_none;
    QStringList m_paths; // in the order of m_boxes
    QList<MetadataBox *> m_boxes;
};
