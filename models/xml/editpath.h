// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <pugixml.hpp>

#include <optional>

// Where a field is in a document (see FieldChange::path), and how it is read, set and taken out with
// everything around it left as it is. Private to models/xml.
namespace EditNodes {

struct Step
{
    QByteArray name, attribute, value; // attribute: what tells it from its like; may be empty
    bool byChild = false;              // it is the text of a child of that name instead
};

struct Path
{
    QList<Step> elements;
    QByteArray attribute;
    bool presence = false;
};

// "cpu/feature[name=avx]@policy"; what is in brackets may hold any sign but "]".
Path parsed(const QString &path);

pugi::xml_node found(pugi::xml_node item, const Path &path); // null: it is not there
// The element of a path, made where it is not there.
pugi::xml_node made(pugi::xml_node node, const QList<Step> &elements);
std::optional<QString> valueOf(const pugi::xml_node &item, const Path &path);
void set(pugi::xml_node item, const Path &path, const QString &value);
// What is emptied by this goes, too.
void clear(pugi::xml_node item, const Path &path);

// Gives a child that was put at the end of its parent the place and the lines of its like.
void arrange(pugi::xml_node parent, pugi::xml_node child);
void take(pugi::xml_node node); // out of its parent, with the blanks before it

} // namespace EditNodes
