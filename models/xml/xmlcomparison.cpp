// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/xmlcomparison.h"

#include "models/xml/xmlnode.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostCells = 16'000'000; // of the table below, two bytes each

struct Line
{
    QString text = {}; // as it is shown
    QString key = {};  // what makes it equal to another
};

QString startTag(const XmlNode &node, QList<XmlNode::Attribute> attributes)
{
    QString tag = u'<' + node.name;
    for (const XmlNode::Attribute &one : std::as_const(attributes))
        tag += u' ' + one.name + "=\""_L1 + one.value.toHtmlEscaped() + u'"';
    return tag;
}

void addLines(const XmlNode &node, int depth, QList<Line> &lines)
{
    auto sorted = node.attributes;
    std::sort(sorted.begin(), sorted.end(),
              [](const auto &a, const auto &b) { return a.name < b.name; });
    const QString indent(depth * 2, u' ');
    const QString text = node.text.trimmed().toHtmlEscaped();
    const QString end = u"</"_s + node.name + u'>';
    const bool leaf = node.children.isEmpty();
    const QString rest = !leaf ? u">"_s + text : text.isEmpty() ? u"/>"_s : u'>' + text + end;
    lines +=
        {indent + startTag(node, node.attributes) + rest, indent + startTag(node, sorted) + rest};
    for (const XmlNode &child : node.children)
        addLines(child, depth + 1, lines);
    if (!leaf)
        lines += {indent + end, indent + end};
}

Result<QList<Line>> linesOf(const QByteArray &xml)
{
    return readTree(xml).map([](const XmlNode &root) {
        QList<Line> lines;
        addLines(root, 0, lines);
        return lines;
    });
}

// The numbers of equal lines are equal.
QList<int> numbered(const QList<Line> &lines, QHash<QString, int> &numbers)
{
    QList<int> all;
    for (const Line &line : lines) {
        const auto known = numbers.constFind(line.key);
        all +=
            known != numbers.constEnd() ? *known : *numbers.insert(line.key, int(numbers.size()));
    }
    return all;
}

} // namespace

Result<QList<XmlDifference>> compareXml(const QByteArray &first, const QByteArray &second)
{
    const auto a = linesOf(first), b = linesOf(second);
    if (!a || !b)
        return tl::unexpected(a ? b.error() : a.error());
    QHash<QString, int> numbers;
    const QList<int> left = numbered(*a, numbers), right = numbered(*b, numbers);

    const qsizetype shorter = std::min(left.size(), right.size());
    qsizetype head = 0, tail = 0;
    while (head < shorter && left[head] == right[head])
        ++head;
    while (tail < shorter - head && left[left.size() - 1 - tail] == right[right.size() - 1 - tail])
        ++tail;
    const qsizetype rows = left.size() - head - tail, columns = right.size() - head - tail;
    if ((rows + 1) * (columns + 1) > mostCells || std::min(rows, columns) > 0xfffe) {
        return tl::unexpected(
            Error{.kind = Error::Kind::Unsupported,
                  .summary = QCoreApplication::translate(
                      "XmlComparison", "The documents are too large to be compared.")});
    }
    // The longest common part of what is behind row and column.
    std::vector<quint16> common((rows + 1) * (columns + 1), 0);
    const auto at = [&](qsizetype row, qsizetype column) -> quint16 & {
        return common[row * (columns + 1) + column];
    };
    for (qsizetype row = rows - 1; row >= 0; --row) {
        for (qsizetype column = columns - 1; column >= 0; --column) {
            at(row, column) = left[head + row] == right[head + column]
                                  ? quint16(at(row + 1, column + 1) + 1)
                                  : std::max(at(row + 1, column), at(row, column + 1));
        }
    }

    using Kind = XmlDifference::Kind;
    QList<XmlDifference> differences;
    const auto same = [&](qsizetype from, qsizetype to) {
        for (qsizetype i = from; i < to; ++i)
            differences += {Kind::Same, a->at(i).text};
    };
    same(0, head);
    qsizetype row = 0, column = 0;
    while (row < rows || column < columns) {
        if (row < rows && column < columns && left[head + row] == right[head + column]) {
            differences += {Kind::Same, a->at(head + row).text};
            ++row;
            ++column;
        } else if (row < rows
                   && (column == columns || at(row + 1, column) >= at(row, column + 1))) {
            differences += {Kind::OnlyFirst, a->at(head + row).text};
            ++row;
        } else {
            differences += {Kind::OnlySecond, b->at(head + column).text};
            ++column;
        }
    }
    same(left.size() - tail, left.size());
    return differences;
}
