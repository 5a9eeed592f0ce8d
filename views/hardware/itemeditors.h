// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class ItemEditor;
class QWidget;
struct HardwareServices;

// The editor of a kind of item (HardwareItem::kind: "disk", "section:boot"), owned by `parent`;
// nothing where the generic form does.
ItemEditor *makeItemEditor(const QString &kind, const HardwareServices &services, QWidget *parent);
