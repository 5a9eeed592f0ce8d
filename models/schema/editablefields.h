// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/schema/domainschema.h"
#include "models/values/editablefield.h"

#include <QByteArray>

// What of an item (HardwareItem::key) can be set in a form: the facts of its table (fieldtable.h) that
// are single values, with libvirt's own words for them. What libvirt decides while a machine runs is
// left out, and so is what has a page of its own. Without a schema there are no words to choose from,
// except ours. Pure; any thread.
QList<EditableField> editableFields(const QByteArray &xml, const QString &item,
                                    const DomainSchema *schema);
