// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/recordings.h"
#include "console/viewer/spiceviewer.h"
#include "console/viewer/usbaccess.h"
#include "console/viewer/vncviewer.h"
#include "console/viewer/windowlink.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <malloc.h>

// This process talks to a server that a guest may have taken over, so it gives up beforehand what
// it will not need. It ends when the window closes its end of the socket.
static void giveUpWhatIsNotNeeded()
{
    std::signal(SIGPIPE, SIG_IGN);
    umask(077);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    const rlimit files{256, 256};
    setrlimit(RLIMIT_NOFILE, &files);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // Two pictures of the largest size, caches and decoders; not what a hostile length asks for.
    const rlimit memory{rlim_t(3) << 30, rlim_t(3) << 30};
    setrlimit(RLIMIT_AS, &memory);
#endif
    // Encoders have many threads: not 64 MiB of address space for each of them.
    mallopt(M_ARENA_MAX, 4);
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); // UsbAccess has how USB devices are opened all the same
}

static std::unique_ptr<ViewerSession> makeSession(const Wire::ToViewer::Any &message,
                                                  WindowLink &window)
{
    const auto *open = std::get_if<Wire::Open>(&message);
    if (open && open->protocol == Wire::Protocol::Vnc)
        return std::make_unique<VncViewer>(window);
    return std::make_unique<SpiceViewer>(window);
}

int main(int argc, char **argv)
{
    giveUpWhatIsNotNeeded();
    if (argc == 2 && std::strcmp(argv[1], "--recording-formats") == 0) {
        // What the window offers: asked once, and only when somebody wants to record.
        for (const auto &[format, name] : {std::pair(Wire::RecordingFormat::WebM, "webm"),
                                           std::pair(Wire::RecordingFormat::Mp4, "mp4")}) {
            if (Recorder::canWrite(format))
                std::puts(name);
        }
        return 0;
    }
    if (argc == 1) {
        if (const int code = UsbAccess::runAsHelper(); code >= 0)
            return code;
    }
    UsbAccess::answerForTheHelper();
    const int socket = argc == 2 ? std::atoi(argv[1]) : -1;
    if (socket < 3 || fcntl(socket, F_SETFD, FD_CLOEXEC) != 0) {
        std::fputs("guesthouse-viewer is started by guesthouse.\n", stderr);
        return 2;
    }

    WindowLink window{PacketSocket(FileDescriptor(socket))};
    Recordings recordings(window);
    std::unique_ptr<ViewerSession> session;
    window.run([&](const Wire::ToViewer::Any &message, const FileDescriptor &attachment) {
        if (!session)
            session = makeSession(message, window);
        recordings.heard(message, attachment);
        session->handle(message, attachment);
    });
    recordings.finishNow();
    if (session)
        session->settle();
    return 0;
}
