// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/localhypervisors.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

class TestLocalHypervisors : public QObject
{
    Q_OBJECT

    // A computer of its own: sockets, drivers and programs in a folder.
    struct Computer
    {
        QTemporaryDir folder;
        LocalPlaces places;

        Computer()
        {
            for (const QString &name : {u"run"_s, u"sbin"_s, u"drivers"_s})
                QDir(folder.path()).mkdir(name);
            places = {folder.filePath(u"run"_s),
                      {folder.filePath(u"sbin"_s)},
                      {folder.filePath(u"drivers"_s)},
                      folder.filePath(u"xen"_s),
                      false};
        }

        void file(const QString &name) const
        {
            QFile made(folder.filePath(name));
            QVERIFY(made.open(QIODevice::WriteOnly));
        }

        void socket(const QString &name) const
        {
            sockaddr_un address = {};
            address.sun_family = AF_UNIX;
            const QByteArray path = QFile::encodeName(folder.filePath(u"run/"_s + name));
            QVERIFY(size_t(path.size()) < sizeof address.sun_path);
            qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
            const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
            QVERIFY(::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0);
            ::close(fd); // the name stays
        }

        QStringList uris() const
        {
            QStringList found;
            for (const ConnectionConfig &config : localHypervisors(places))
                found << config.uri + (config.autoconnect ? u""_s : u" (not by itself)"_s);
            return found;
        }
    };

private Q_SLOTS:
    void nothingInstalledOffersNothing()
    {
        const Computer computer;
        QCOMPARE(computer.uris(), QStringList());
    }

    void theSystemComesFirstAndTheSessionWaits()
    {
        const Computer computer;
        computer.socket(u"libvirt-sock"_s);
        computer.file(u"drivers/libvirt_driver_qemu.so"_s);
        computer.file(u"sbin/libvirtd"_s);
        QCOMPARE(computer.uris(),
                 (QStringList{u"qemu:///system"_s, u"qemu:///session (not by itself)"_s}));
    }

    void withoutTheSystemTheSessionConnects()
    {
        const Computer computer;
        computer.file(u"drivers/libvirt_driver_qemu.so"_s);
        computer.file(u"sbin/virtqemud"_s);
        QCOMPARE(computer.uris(), QStringList{u"qemu:///session"_s});
    }

    void rootHasNoSessionOfItsOwn()
    {
        Computer computer;
        computer.places.root = true;
        computer.file(u"drivers/libvirt_driver_qemu.so"_s);
        computer.file(u"sbin/libvirtd"_s);
        QCOMPARE(computer.uris(), QStringList());
        computer.socket(u"virtqemud-sock"_s);
        QCOMPARE(computer.uris(), QStringList{u"qemu:///system"_s});
    }

    void aSocketThatIsClosedToTheUserIsOutOfReach()
    {
        const Computer computer;
        computer.socket(u"libvirt-sock"_s);
        computer.file(u"drivers/libvirt_driver_qemu.so"_s);
        const QByteArray folder = QFile::encodeName(computer.folder.path());
        QVERIFY(::chmod((folder + "/run/libvirt-sock").constData(), 0600) == 0);
        QCOMPARE(computer.uris(), QStringList{u"qemu:///system"_s});
        // Somebody else: root may use every socket, so it becomes nobody for a moment.
        const bool root = ::geteuid() == 0;
        QVERIFY(::chmod((folder + "/run/libvirt-sock").constData(), root ? 0600 : 0) == 0);
        QVERIFY(::chmod(folder.constData(), 0755) == 0);
        QVERIFY(!root || ::seteuid(65534) == 0);
        const QStringList found = computer.uris();
        QVERIFY(!root || ::seteuid(0) == 0);
        QCOMPARE(found, QStringList());
    }

    void aFileInTheSocketsPlaceIsNoDaemon()
    {
        const Computer computer;
        computer.file(u"run/libvirt-sock"_s);
        computer.file(u"drivers/libvirt_driver_qemu.so"_s);
        QCOMPARE(computer.uris(), QStringList());
    }

    void eachHypervisorNeedsItsDriver()
    {
        const Computer computer;
        computer.socket(u"libvirt-sock"_s);
        computer.file(u"drivers/libvirt_driver_lxc.so"_s);
        QCOMPARE(computer.uris(), QStringList{u"lxc:///system"_s});
        computer.file(u"drivers/libvirt_driver_libxl.so"_s);
        QCOMPARE(computer.uris(), QStringList{u"lxc:///system"_s});
        computer.file(u"xen"_s);
        QCOMPARE(computer.uris(), (QStringList{u"xen:///system"_s, u"lxc:///system"_s}));
    }

    void everyOfferHasAnIdOfItsOwn()
    {
        const Computer computer;
        computer.socket(u"libvirt-sock"_s);
        computer.file(u"drivers/libvirt_driver_qemu.so"_s);
        computer.file(u"drivers/libvirt_driver_lxc.so"_s);
        const QList<ConnectionConfig> offers = localHypervisors(computer.places);
        QCOMPARE(offers.size(), 2);
        QVERIFY(!offers[0].id.isNull() && offers[0].id != offers[1].id);
    }
};

QTEST_GUILESS_MAIN(TestLocalHypervisors)
#include "tst_localhypervisors.moc"
