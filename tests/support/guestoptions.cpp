// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guestoptions.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace {

QString graphicsDevice(const GuestOptions &options, const QString &type)
{
    const bool spice = type == "spice"_L1;
    QString attributes;
    if (options.listen == GuestOptions::Listen::Address)
        attributes += " autoport='yes'"_L1;
    if (!options.password.isEmpty())
        attributes += u" passwd='%1'"_s.arg(options.password);
    if (spice && options.secureOnly)
        attributes += " defaultMode='secure'"_L1;
    if (!spice && options.powerControl)
        attributes += " powerControl='yes'"_L1;
    const QString listen = options.listen == GuestOptions::Listen::None ? u"type='none'"_s
                           : options.listen == GuestOptions::Listen::Socket
                               ? u"type='socket'"_s
                               : u"type='address' address='127.0.0.1'"_s;
    const QString audio = !spice && options.sound ? u"<audio id='1'/>"_s : QString();
    return u"<graphics type='%1'%2><listen %3/>%4</graphics>"_s.arg(type, attributes, listen,
                                                                    audio);
}

QString videoDevice(const GuestOptions &options)
{
    QString attributes;
    if (options.heads != 1)
        attributes += u" heads='%1'"_s.arg(options.heads);
    if (options.videoMemoryKiB && options.video == "qxl"_L1)
        attributes += u" ram='%1' vram='%1' vgamem='%2'"_s.arg(options.videoMemoryKiB * 4)
                          .arg(options.videoMemoryKiB);
    else if (options.videoMemoryKiB)
        attributes += u" vram='%1'"_s.arg(options.videoMemoryKiB);
    return u"<video><model type='%1'%2/></video>"_s.arg(options.video, attributes);
}

QString moreDevices(const GuestOptions &options, const QString &name, const QString &folder)
{
    QString result = options.devices;
    if (options.image == GuestOptions::Image::Desktop)
        result +=
            "<channel type='unix'><source mode='bind' path='%1/%2.command'/>"
            u"<target type='virtio' name='org.guesthouse.test'/></channel>"_s.arg(folder, name);
    if (options.spiceAgent && options.graphics.contains("spice"_L1))
        result += "<channel type='spicevmc'>"
                  "<target type='virtio' name='com.redhat.spice.0'/></channel>"_L1;
    else if (options.vncAgent)
        result += "<channel type='qemu-vdagent'><source><clipboard copypaste='yes'/>"
                  "<mouse mode='client'/></source>"
                  "<target type='virtio' name='com.redhat.spice.0'/></channel>"_L1;
    if (options.folderChannel)
        result += "<channel type='spiceport'><source channel='org.spice-space.webdav.0'/>"
                  "<target type='virtio' name='org.spice-space.webdav.0'/></channel>"_L1;
    for (int i = 0; i < options.usbRedirections; ++i)
        result += "<redirdev bus='usb' type='spicevmc'/>"_L1;
    if (options.sound) {
        result += "<sound model='ac97'/>"_L1;
        if (!options.graphics.contains("spice"_L1))
            result += "<audio id='1' type='none'/>"_L1;
    }
    for (const QString &type : options.graphics)
        result += graphicsDevice(options, type);
    return result;
}

} // namespace

Result<QByteArray> GuestOptions::definition(const QString &name, const QString &folder) const
{
    QFile form(QStringLiteral(GUESTHOUSE_SOURCE_DIR "/app/demo/guest.xml.in"));
    if (!form.open(QIODevice::ReadOnly))
        return tl::unexpected(Error{.summary = form.errorString()});
    QString xml = QString::fromUtf8(form.readAll());
    const QString kernel = folder + (image == Image::Desktop ? "/desktop"_L1 : ""_L1);
    // What the demo machine has, and what takes its place.
    const std::pair<QLatin1StringView, QString> changes[] = {
        {"@TYPE@"_L1, u"qemu"_s},
        {"@NAME@"_L1, name},
        {"<title>Guesthouse demo</title>"_L1, u"<title>%1</title>"_s.arg(title)},
        {"@FOLDER@"_L1, kernel},
        {"@LOGS@"_L1, folder},
        {"@CMDLINE@"_L1, commandLine},
        {"<memory unit='MiB'>384</memory>"_L1, u"<memory unit='MiB'>%1</memory>"_s.arg(memoryMiB)},
        {"<vcpu>1</vcpu>"_L1, u"<vcpu>%1</vcpu>"_s.arg(processors)},
        {R"(    <channel type='spicevmc'>
      <target type='virtio' name='com.redhat.spice.0'/>
    </channel>
)"_L1,
         {}},
        {R"(    <graphics type='spice'>
      <listen type='none'/>
    </graphics>
)"_L1,
         moreDevices(*this, name, folder)},
        {R"(    <video>
      <model type='virtio'/>
    </video>
)"_L1,
         videoDevice(*this)},
        {"<input type='tablet' bus='usb'/>"_L1,
         tablet ? u"<input type='tablet' bus='usb'/>"_s : QString()},
    };
    for (const auto &[from, to] : changes) {
        if (!xml.contains(from))
            return tl::unexpected(Error{.summary = "guest.xml.in has no "_L1 + from});
        xml.replace(from, to);
    }
    return xml.toUtf8();
}
