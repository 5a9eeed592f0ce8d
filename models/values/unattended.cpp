// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/unattended.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Unattended)
};

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

// The header of "newc": see the kernel's Documentation/driver-api/early-userspace/buffer-format.
QByteArray entry(const QByteArray &name, const QByteArray &content, quint32 mode)
{
    const auto number = [](quint64 value) {
        return QByteArray::number(value, 16).rightJustified(8, '0').toUpper();
    };
    QByteArray out = "070701";
    out += number(name == "TRAILER!!!" ? 0 : 1) + number(mode) + number(0) + number(0) + number(1)
           + number(0) + number(quint64(content.size()));
    out += number(0) + number(0) + number(0) + number(0) + number(quint64(name.size()) + 1)
           + number(0);
    const auto pad = [&out] { out.append((4 - out.size() % 4) % 4, '\0'); };
    out += name + '\0';
    pad();
    out += content;
    pad();
    return out;
}

} // namespace

Injection injectionOf(const InstallScript &script, MachineOrigin origin)
{
    if (origin == MachineOrigin::Tree)
        return script.byInitrd ? Injection::Initrd : Injection::None;
    if (origin != MachineOrigin::Installer || !script.byCdrom)
        return Injection::None;
    // From a CD no kernel can be told anything: these two look for their answers by themselves.
    if (script.outputName == "autounattend.xml"_L1)
        return Injection::Cdrom;
    return script.outputName.endsWith(".ks"_L1) ? Injection::OemDrive : Injection::None;
}

QString installUserProblem(const QString &name)
{
    if (name.isEmpty())
        return Text::tr("Somebody has to be able to log in.");
    if (name == "root"_L1 || name.compare("administrator"_L1, Qt::CaseInsensitive) == 0)
        return Text::tr("This one is there already; name another user.");
    if (!matches(name, u"[a-z_][a-z0-9_-]{0,31}"_s)) {
        return Text::tr("A user name is made of small letters, digits, “_” and “-”, begins with a "
                        "letter and has 32 characters at most.");
    }
    return {};
}

QString installPasswordProblem(const QString &password)
{
    if (password.isEmpty())
        return Text::tr("A password is needed.");
    // The answers are files of words and lines; what ends a word there is not taken.
    if (!matches(password, u"[!-~]+"_s) || password.contains(u'"') || password.contains(u'\'')
        || password.contains(u'\\') || password.contains(u'#') || password.contains(u'$'))
        return Text::tr("Installers read this password from a file: letters, digits and signs, "
                        "without blanks, quotation marks, “\\”, “#” and “$”.");
    return password.size() < 6 ? Text::tr("Some installers refuse a password of less than six "
                                          "characters.")
                               : QString();
}

QString installHostNameProblem(const QString &name)
{
    if (name.isEmpty() || matches(name, u"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"_s))
        return {};
    return Text::tr("A host name is made of letters, digits and “-” here.");
}

QString productKeyProblem(const QString &key, bool needed)
{
    if (key.isEmpty() && needed)
        return Text::tr("This system asks for a product key.");
    if (!key.isEmpty() && !matches(key, u"[A-Za-z0-9]{5}(-[A-Za-z0-9]{5}){4}"_s))
        return Text::tr("A product key has five groups of five letters or digits.");
    return {};
}

QString installHostName(const QString &machine, bool windows)
{
    QString name = machine;
    name.replace(QRegularExpression(u"[^A-Za-z0-9]+"_s), u"-"_s);
    name = name.left(windows ? 15 : 63);
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.isEmpty() ? u"machine"_s : name;
}

QString installLanguageOf(const QString &localeName)
{
    const QString name = localeName.section(u'.', 0, 0);
    return matches(name, u"[a-z]{2,3}_[A-Z]{2}"_s) ? name + ".UTF-8"_L1 : u"en_US.UTF-8"_s;
}

QByteArray initrdAddition(const QString &name, const QByteArray &content)
{
    constexpr quint32 plainFile = 0100600;
    QByteArray archive = entry(name.toUtf8(), content, plainFile) + entry("TRAILER!!!", {}, 0);
    archive.append((512 - archive.size() % 512) % 512, '\0');
    return archive;
}
