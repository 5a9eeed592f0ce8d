// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/droppedparts.h"

#include "models/xml/editnodes.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace EditNodes;
using Node = pugi::xml_node;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DroppedParts)
};

constexpr qsizetype most = 100; // sentences

QString nameOf(const Node &node)
{
    return QString::fromUtf8(node.name()).left(80);
}

// How much two elements of one name have in common.
int likeness(const Node &a, const Node &b)
{
    int points = textOf(a) == textOf(b) ? 1 : 0;
    for (const pugi::xml_attribute &one : a.attributes()) {
        const pugi::xml_attribute other = b.attribute(one.name());
        points += other ? (QByteArrayView(one.value()) == other.value() ? 3 : 1) : 0;
    }
    for (const Node &child : a.children()) {
        const Node other = child.type() == pugi::node_element ? b.child(child.name()) : Node();
        for (const pugi::xml_attribute &one : child.attributes())
            points += QByteArrayView(one.value()) == other.attribute(one.name()).value() ? 1 : 0;
    }
    return points;
}

class Comparison
{
public:
    QStringList dropped = {};

    void compare(const Node &wanted, const Node &kept, int depth = 0)
    {
        constexpr int deepest = 256;
        if (depth > deepest || dropped.size() >= most)
            return;
        for (const pugi::xml_attribute &one : wanted.attributes()) {
            if (!kept.attribute(one.name()) && !QByteArrayView(one.name()).startsWith("xmlns"))
                say(Text::tr("“%1” of <%2>")
                        .arg(QString::fromUtf8(one.name()).left(80), placeOf(wanted)));
        }
        if (!textOf(wanted).isEmpty() && textOf(kept).isEmpty() && !kept.first_child())
            say(Text::tr("the text of <%1>").arg(placeOf(wanted)));
        QList<Node> free;
        for (const Node &child : kept.children()) {
            if (child.type() == pugi::node_element)
                free += child;
        }
        int comments = 0;
        for (const Node &child : wanted.children()) {
            if (child.type() == pugi::node_comment)
                ++comments;
            if (child.type() != pugi::node_element)
                continue;
            qsizetype best = -1;
            int points = -1;
            for (qsizetype i = 0; i < free.size(); ++i) {
                if (QByteArrayView(free[i].name()) != child.name())
                    continue;
                const int alike = likeness(child, free[i]);
                if (alike > points) {
                    points = alike;
                    best = i;
                }
            }
            if (best < 0)
                say(Text::tr("<%1>").arg(placeOf(child)));
            else
                compare(child, free.takeAt(best), depth + 1);
        }
        for (const Node &child : kept.children())
            comments -= child.type() == pugi::node_comment ? 1 : 0;
        if (comments > 0)
            say(Text::tr("%n comment(s) in <%1>", nullptr, comments).arg(placeOf(wanted)));
    }

private:
    void say(const QString &sentence)
    {
        if (dropped.size() < most)
            dropped += sentence;
    }

    // "disk/driver": from the device or section down.
    static QString placeOf(const Node &node)
    {
        QString place = nameOf(node);
        for (Node up = node.parent(); up && up.type() == pugi::node_element; up = up.parent()) {
            const QString name = nameOf(up);
            if (name == "domain"_L1 || name == "devices"_L1)
                break;
            place.prepend(name + u'/');
        }
        return place.left(200);
    }
};

} // namespace

QStringList droppedParts(const QByteArray &wanted, const QByteArray &kept)
{
    pugi::xml_document a, b;
    if (!parse(wanted, a) || !parse(kept, b))
        return {};
    Comparison comparison;
    comparison.compare(a.document_element(), b.document_element());
    return comparison.dropped;
}
