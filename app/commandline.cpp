// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(Text::tr("Manages virtual machines on libvirt hosts."));
    const QString machine = Text::tr("NAME|UUID");
    parser.addOptions({
        {{u"c"_s, u"connect"_s},
         Text::tr("Connect to the hypervisor at URI. Can be given several times."),
         Text::tr("URI")},
        {u"show-domain-console"_s, Text::tr("Show the console of a machine."), machine},
        {u"show-domain-details"_s, Text::tr("Show the hardware of a machine."), machine},
        {u"show-domain-performance"_s, Text::tr("Show the performance of a machine."), machine},
        {u"show-domain-creator"_s, Text::tr("Create a machine.")},
        {u"show-host-summary"_s, Text::tr("Show the overview of the host.")},
        {u"viewer"_s,
         Text::tr("Show one console alone, without libvirt: of a connection file (.vv) or an "
                  "address (spice://HOST:PORT, vnc://HOST:PORT)."),
         Text::tr("FILE|ADDRESS")},
        {{u"f"_s, u"full-screen"_s}, Text::tr("With --viewer: fill the screen.")},
        {u"profile"_s, Text::tr("Keep preferences and state in FOLDER instead of the user's own."),
         Text::tr("FOLDER")},
        {u"no-single-instance"_s,
         Text::tr("Do not hand over to a Guesthouse that is running already.")},
        {u"debug"_s, Text::tr("Print what is going on to the standard error output.")},
        {{u"h"_s, u"help"_s}, Text::tr("Print this help.")},
        {u"version"_s, Text::tr("Print the version.")},
    });
}

tl::unexpected<Error> wrong(const QString &detail)
{
    return tl::unexpected(Error{.summary = Text::tr("The command line cannot be understood."),
                                .detail = detail,
                                .advice = Text::tr("“guesthouse --help” lists what there is.")});
}

} // namespace

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return wrong(Text::tr("Unexpected argument “%1”.").arg(parser.positionalArguments().first()));

    CommandLine line{.connect = parser.values(u"connect"_s),
                     .profile = parser.value(u"profile"_s),
                     .viewer = parser.value(u"viewer"_s),
                     .fullScreen = parser.isSet(u"full-screen"_s),
                     .debug = parser.isSet(u"debug"_s),
                     .singleInstance = !parser.isSet(u"no-single-instance"_s),
                     .help = parser.isSet(u"help"_s),
                     .version = parser.isSet(u"version"_s)};
    if (parser.isSet(u"viewer"_s)) {
        if (line.viewer.isEmpty() || line.viewer.size() > 4096)
            return wrong(Text::tr("“--viewer” needs a connection file or an address."));
        if (!line.connect.isEmpty())
            return wrong(Text::tr("“--viewer” needs no host: “--connect” does not go with it."));
    } else if (line.fullScreen) {
        return wrong(Text::tr("“--full-screen” goes with “--viewer”."));
    }
    const std::pair<QString, CommandLine::Show> pages[] = {
        {u"show-domain-console"_s, CommandLine::Show::Console},
        {u"show-domain-details"_s, CommandLine::Show::Details},
        {u"show-domain-performance"_s, CommandLine::Show::Performance},
        {u"show-domain-creator"_s, CommandLine::Show::Creator},
        {u"show-host-summary"_s, CommandLine::Show::HostSummary},
    };
    for (const auto &[option, show] : pages) {
        if (!parser.isSet(option))
            continue;
        if (line.show != CommandLine::Show::Window)
            return wrong(Text::tr("Only one of the --show options can be given."));
        line.show = show;
        line.machine = parser.value(option);
    }
    for (const QString &uri : std::as_const(line.connect)) {
        if (uri.isEmpty() || uri.size() > 4096)
            return wrong(Text::tr("“--connect” needs a URI, such as qemu:///system."));
    }
    return line;
}

QString commandLineHelp()
{
    QCommandLineParser parser;
    describe(parser);
    // The parser takes the program's name from the application, which there is none of yet.
    return parser.helpText().replace(u"<executable_name>"_s, u"guesthouse"_s);
}
