// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyboard/keyboardlayout.h"

#include <xkbcommon/xkbregistry.h>

#include <algorithm>
#include <memory>

KeyboardLayout KeyboardLayout::fromId(const QString &id)
{
    const auto isName = [](QStringView part) {
        return part.size() <= 64 && std::all_of(part.begin(), part.end(), [](QChar c) {
                   return c.unicode() < 128
                          && (c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'+');
               });
    };
    const qsizetype open = id.indexOf(u'(');
    const QString layout = open < 0 ? id : id.first(open);
    const QString variant =
        open >= 0 && id.endsWith(u')') ? id.sliced(open + 1, id.size() - open - 2) : QString();
    return layout.isEmpty() || !isName(layout) || !isName(variant)
               ? KeyboardLayout()
               : KeyboardLayout{layout, variant};
}

QList<NamedLayout> keyboardLayouts()
{
    const std::unique_ptr<rxkb_context, decltype(&rxkb_context_unref)> context(
        rxkb_context_new(RXKB_CONTEXT_NO_FLAGS), rxkb_context_unref);
    QList<NamedLayout> layouts;
    if (!context || !rxkb_context_parse_default_ruleset(context.get()))
        return layouts;
    for (rxkb_layout *layout = rxkb_layout_first(context.get()); layout;
         layout = rxkb_layout_next(layout)) {
        layouts.append({{QString::fromUtf8(rxkb_layout_get_name(layout)),
                         QString::fromUtf8(rxkb_layout_get_variant(layout))},
                        QString::fromUtf8(rxkb_layout_get_description(layout))});
    }
    std::sort(layouts.begin(), layouts.end(), [](const NamedLayout &a, const NamedLayout &b) {
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
    return layouts;
}
