// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/domainschema.h"

#include "models/xml/xmlnode.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QMutex>
#include <QSet>

#include <algorithm>
#include <deque>
#include <functional>

using namespace Qt::StringLiterals;

using Content = DomainSchema::Content;

namespace {

using Patterns = QList<const XmlNode *>; // of one element: its variants

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DomainSchema)
};

// The names that an element or attribute pattern stands for; none: any.
QStringList namesOf(const XmlNode &pattern)
{
    if (pattern.has(u"name"))
        return {pattern.attribute(u"name")};
    QStringList names;
    if (const XmlNode *name = pattern.child(u"name"))
        names += name->text.trimmed();
    if (const XmlNode *choice = pattern.child(u"choice")) {
        for (const XmlNode &name : choice->children) {
            if (name.name == "name"_L1)
                names += name.text.trimmed();
        }
    }
    return names;
}

void addOnce(QStringList &list, const QString &text)
{
    if (!list.contains(text))
        list += text;
}

} // namespace

struct DomainSchema::Data
{
    std::deque<XmlNode> documents;
    QHash<QString, Patterns> defines; // what a name stands for; several files may add to it
    const XmlNode *start = nullptr;
    static constexpr qsizetype mostPlaces = 10'000;
    mutable QMutex mutex;
    mutable QHash<QString, Patterns> places; // by path; all else is fixed once it is read

    void learn(const XmlNode &grammar)
    {
        for (const XmlNode &child : grammar.children) {
            if (child.name == "define"_L1)
                defines[child.attribute(u"name")] += &child;
            else if (child.name == "start"_L1 && !start)
                start = &child;
            else if (child.name == "include"_L1 || child.name == "div"_L1)
                learn(child); // what an include replaces is offered beside what it is replaced by
        }
    }

    // Everything that stands in a pattern, through references and groups, down to elements,
    // attributes and content.
    void visit(const XmlNode &pattern, const std::function<void(const XmlNode &)> &found,
               QSet<QString> &seen) const
    {
        for (const XmlNode &child : pattern.children) {
            if (child.name == "ref"_L1) {
                const QString name = child.attribute(u"name");
                if (seen.contains(name))
                    continue;
                seen.insert(name);
                for (const XmlNode *define : defines.value(name))
                    visit(*define, found, seen);
            } else if (child.name == "element"_L1
                       && std::any_of(
                           child.children.cbegin(), child.children.cend(),
                           [](const XmlNode &inside) { return inside.name == "notAllowed"_L1; })) {
                continue; // a place for other grammars that include this one
            } else if (child.name == "element"_L1 || child.name == "attribute"_L1
                       || child.name == "text"_L1 || child.name == "data"_L1
                       || child.name == "value"_L1) {
                found(child);
            } else if (child.name != "name"_L1 && child.name != "anyName"_L1
                       && child.name != "except"_L1) {
                visit(child, found, seen);
            }
        }
    }
    void visit(const XmlNode &pattern, const std::function<void(const XmlNode &)> &found) const
    {
        QSet<QString> seen;
        visit(pattern, found, seen);
    }

    Patterns below(const Patterns &parents, const QString &name) const
    {
        Patterns result;
        for (const XmlNode *parent : parents) {
            visit(*parent, [&](const XmlNode &one) {
                if (one.name == "element"_L1 && namesOf(one).contains(name)
                    && !result.contains(&one))
                    result += &one;
            });
        }
        return result;
    }
    // Forms ask for each of their fields, and most of a path is that of the field before.
    Patterns at(const QStringList &path) const
    {
        if (path.isEmpty())
            return start ? Patterns{start} : Patterns();
        const QString key = path.join(u'/');
        {
            const QMutexLocker lock(&mutex);
            if (const auto known = places.constFind(key); known != places.cend())
                return *known;
        }
        const Patterns found = below(at(path.first(path.size() - 1)), path.last());
        const QMutexLocker lock(&mutex);
        if (places.size() < mostPlaces && !found.isEmpty())
            places.insert(key, found);
        return found;
    }
    QStringList names(const Patterns &parents, QLatin1StringView what) const
    {
        QStringList names;
        for (const XmlNode *parent : parents) {
            visit(*parent, [&](const XmlNode &one) {
                if (one.name == what) {
                    for (const QString &name : namesOf(one))
                        addOnce(names, name);
                }
            });
        }
        return names;
    }
    // What `pattern` may hold besides elements and attributes.
    void content(const XmlNode &pattern, std::optional<Content> &result) const
    {
        visit(pattern, [&](const XmlNode &one) {
            if (one.name == "element"_L1 || one.name == "attribute"_L1)
                return;
            if (!result)
                result = Content();
            if (one.name == "value"_L1) {
                addOnce(result->words, one.text.trimmed());
                return;
            }
            const QString type = one.attribute(u"type");
            const bool number = type.startsWith("unsigned"_L1) || type == "positiveInteger"_L1
                                || type == "nonNegativeInteger"_L1;
            const bool integer =
                type == "int"_L1 || type == "long"_L1 || type == "integer"_L1 || type == "short"_L1;
            const auto kind = number    ? Content::Type::Number
                              : integer ? Content::Type::Signed
                                        : Content::Type::Text;
            // Of several, what allows most.
            if (!result->open)
                result->type = kind;
            else if (result->type != kind)
                result->type = Content::Type::Text;
            result->open = true;
        });
    }
};

DomainSchema::DomainSchema() : d(std::make_unique<Data>()) {}

DomainSchema::~DomainSchema() = default;

QString DomainSchema::installed()
{
    return u"/usr/share/libvirt/schemas"_s;
}

Result<std::shared_ptr<const DomainSchema>> DomainSchema::read(const QString &folder)
{
    const std::shared_ptr<DomainSchema> schema(new DomainSchema);
    QStringList files{u"domain.rng"_s};
    constexpr qsizetype mostFiles = 64;
    for (qsizetype i = 0; i < files.size() && i < mostFiles; ++i) {
        QFile file(folder + u'/' + files[i]);
        if (!file.open(QIODevice::ReadOnly))
            return tl::unexpected(Error{.kind = Error::Kind::NotFound,
                                        .summary = Text::tr("libvirt's grammar is not installed."),
                                        .detail = file.fileName()});
        auto tree = readTree(file.readAll());
        if (!tree)
            return tl::unexpected(tree.error());
        schema->d->documents.push_back(std::move(*tree));
        const XmlNode &grammar = schema->d->documents.back();
        schema->d->learn(grammar);
        for (const XmlNode &child : grammar.children) {
            // Beside this one: a name with a folder in it is none of libvirt's.
            const QString name = child.attribute(u"href");
            if (child.name == "include"_L1 && QFileInfo(name).fileName() == name)
                addOnce(files, name);
        }
    }
    return schema;
}

bool DomainSchema::has(const QStringList &path) const
{
    return !d->at(path).isEmpty();
}

QStringList DomainSchema::elements(const QStringList &path) const
{
    return d->names(d->at(path), "element"_L1);
}

QStringList DomainSchema::attributes(const QStringList &path) const
{
    return d->names(d->at(path), "attribute"_L1);
}

std::optional<Content> DomainSchema::attribute(const QStringList &path, const QString &name) const
{
    std::optional<Content> result;
    for (const XmlNode *element : d->at(path)) {
        d->visit(*element, [&](const XmlNode &one) {
            if (one.name != "attribute"_L1 || !namesOf(one).contains(name))
                return;
            std::optional<Content> own;
            d->content(one, own);
            if (!result)
                result = Content();
            if (!own) { // an attribute that says nothing of its value takes any
                result->open = true;
                return;
            }
            for (const QString &word : std::as_const(own->words))
                addOnce(result->words, word);
            if (own->open) {
                if (result->open && result->type != own->type)
                    result->type = Content::Type::Text;
                else
                    result->type = own->type;
                result->open = true;
            }
        });
    }
    return result;
}

std::optional<Content> DomainSchema::text(const QStringList &path) const
{
    std::optional<Content> result;
    for (const XmlNode *element : d->at(path))
        d->content(*element, result);
    return result;
}

bool DomainSchema::isOpen(const QStringList &path) const
{
    bool open = false;
    for (const XmlNode *element : d->at(path)) {
        d->visit(*element, [&open](const XmlNode &one) {
            if (one.name == "element"_L1 || one.name == "attribute"_L1)
                open = open || namesOf(one).isEmpty();
        });
    }
    return open;
}

QStringList DomainSchema::everything() const
{
    QStringList all;
    const std::function<void(const Patterns &, const QStringList &)> walk =
        [&](const Patterns &patterns, const QStringList &path) {
            const QString here = path.join(u'/');
            all += here;
            for (const QString &name : d->names(patterns, "attribute"_L1))
                all += here + u'@' + name;
            for (const QString &name : d->names(patterns, "element"_L1)) {
                if (!path.contains(name))
                    walk(d->below(patterns, name), path + QStringList{name});
            }
        };
    for (const QString &root : d->names(d->at({}), "element"_L1))
        walk(d->at({root}), {root});
    return all;
}
