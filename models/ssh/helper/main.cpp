// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands between libvirt, ssh and the program, as three links in a folder of the program's:
//     FOLDER/shared …   ssh through the connection that is open already (FOLDER/master)
//     FOLDER/direct …   ssh by itself, for hosts that share nothing (FOLDER/config, if it is there)
//     FOLDER/askpass …  asks the program what ssh wants to know (FOLDER/questions)
// It knows by its own name what to do, because libvirt passes nothing else on.

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
// It looks for leaks as a debugger, which may not look at the process that holds an answer.
extern "C" const char *__asan_default_options()
{
    return "detect_leaks=0";
}
#endif

namespace {

constexpr const char *ssh = "/usr/bin/ssh";
constexpr size_t longestQuestion = 15 * 1024;
constexpr size_t longestAnswer = 64 * 1024;

int become(std::vector<const char *> arguments, int argc, char *argv[])
{
    for (int i = 1; i < argc; ++i)
        arguments.push_back(argv[i]);
    arguments.push_back(nullptr);
    execv(ssh, const_cast<char *const *>(arguments.data()));
    std::fprintf(stderr, "%s: %s\n", ssh, std::strerror(errno));
    return 127;
}

// The user's settings took effect when the connection was made. It is never opened anew here: the
// proxy is no way to anywhere.
int shared(const std::string &folder, int argc, char *argv[])
{
    const std::string master = folder + "/master";
    return become({"ssh", "-F", "none", "-S", master.c_str(), "-o", "ControlMaster=no", "-o",
                   "ClearAllForwardings=yes", "-o", "ProxyCommand=/bin/false", "-o",
                   "LogLevel=INFO"},
                  argc, argv);
}

int direct(const std::string &folder, int argc, char *argv[])
{
    setenv("SSH_ASKPASS", (folder + "/askpass").c_str(), 1);
    setenv("SSH_ASKPASS_REQUIRE", "force", 1);
    const std::string config = folder + "/config";
    std::vector<const char *> arguments{"ssh",
                                        "-o",
                                        "ControlPath=none",
                                        "-o",
                                        "ControlMaster=no",
                                        "-o",
                                        "ClearAllForwardings=yes",
                                        "-o",
                                        "RemoteCommand=none"};
    if (access(config.c_str(), R_OK) == 0) // in place of the user's
        arguments.insert(arguments.end(), {"-F", config.c_str()});
    return become(arguments, argc, argv);
}

bool sendAll(int fd, const std::string &bytes)
{
    for (size_t sent = 0; sent < bytes.size();) {
        const ssize_t count = send(fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        sent += size_t(count);
    }
    return true;
}

int connectTo(const std::string &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return -1;
    std::memcpy(address.sun_path, path.data(), path.size());
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ucred peer{};
    socklen_t length = sizeof peer;
    if (fd >= 0 && connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0
        && getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == geteuid())
        return fd;
    return -1;
}

// The answer goes from the socket to ssh's pipe, in memory that is never swapped into a core.
int ask(const std::string &folder, const char *prompt)
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    const int fd = connectTo(folder + "/questions");
    if (fd < 0)
        return 1;
    const char *hint = std::getenv("SSH_ASKPASS_PROMPT");
    std::string words = hint ? hint : "";
    words.push_back('\0');
    words += prompt;
    words.resize(std::min(words.size(), longestQuestion));
    const std::uint32_t length = htonl(std::uint32_t(words.size()));
    if (!sendAll(fd, std::string(reinterpret_cast<const char *>(&length), sizeof length) + words))
        return 1;
    std::vector<char> answer(longestAnswer);
    size_t size = 0;
    while (size < answer.size()) {
        const ssize_t count = read(fd, answer.data() + size, answer.size() - size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        size += size_t(count);
    }
    const bool given = size > 0 && answer[0] == '+';
    bool written = given;
    for (size_t done = 1; given && done < size;) {
        const ssize_t count = write(STDOUT_FILENO, answer.data() + done, size - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            written = false;
            break;
        }
        done += size_t(count);
    }
    explicit_bzero(answer.data(), answer.size());
    return written ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    const std::string self = argc > 0 ? argv[0] : "";
    const size_t slash = self.rfind('/');
    if (slash == std::string::npos || self.front() != '/') {
        std::fprintf(stderr, "guesthouse-ssh is started by Guesthouse.\n");
        return 2;
    }
    const std::string folder = self.substr(0, slash), name = self.substr(slash + 1);
    if (name == "shared")
        return shared(folder, argc, argv);
    if (name == "direct")
        return direct(folder, argc, argv);
    if (name == "askpass")
        return ask(folder, argc > 1 ? argv[1] : "");
    std::fprintf(stderr, "guesthouse-ssh is started by Guesthouse.\n");
    return 2;
}
