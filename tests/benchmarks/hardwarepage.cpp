// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// guesthouse-hardware-benchmark [--check]
// The Hardware page of machines of 10 and of 300 devices, and of a definition of 5 MB: what is made
// when it opens and when a device is chosen, and how long that and an edit take. With --check it
// fails when the counts are wrong; times are for people.
#include "views/hardware/hardwarepage.h"
#include "models/schema/domainschema.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QListView>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

QByteArray machine(int devices, qsizetype padding = 0)
{
    QByteArray xml = "<domain type='kvm'>\n  <name>bench</name>\n";
    if (padding > 0) {
        xml += "  <metadata>\n";
        const QByteArray line =
            "    <x:note xmlns:x='urn:example'>" + QByteArray(5000, 'n') + "</x:note>\n";
        for (qsizetype size = 0; size < padding; size += line.size())
            xml += line;
        xml += "  </metadata>\n";
    }
    xml += "  <memory>1048576</memory>\n  <vcpu>1</vcpu>\n  <devices>\n";
    for (int i = 0; i < devices; ++i) {
        const QByteArray number = QByteArray::number(i);
        xml += "    <disk type='file' device='disk'>\n      <driver name='qemu' type='qcow2'/>\n"
               "      <source file='/images/"
               + number + ".qcow2'/>\n      <target dev='sd" + number
               + "' bus='scsi'/>\n    </disk>\n";
    }
    return xml + "  </devices>\n</domain>\n";
}

struct Figures
{
    double read = 0, edit = 0, open = 0, choose = 0; // ms
    int rows = 0;
    qsizetype widgets = 0;
};

Figures measure(const QByteArray &xml, const std::shared_ptr<const DomainSchema> &schema)
{
    Figures figures;
    QElapsedTimer timer;
    const auto lap = [&timer] { return double(timer.nsecsElapsed()) / 1e6; };
    timer.start();
    const auto description = readDomain(xml);
    figures.read = lap();
    timer.start();
    const auto edited = applyChanges(xml, {{{.path = u"title"_s, .after = u"other"_s}}, {}});
    figures.edit = lap();
    HardwarePage page;
    page.resize(1000, 700);
    page.setSchema(schema);
    page.show();
    QCoreApplication::sendPostedEvents();
    timer.start();
    page.setReadings({}, description);
    page.grab();
    figures.open = lap();
    const auto lists = page.findChildren<QListView *>(); // open lists of choices are some, too
    auto *list = *std::find_if(lists.begin(), lists.end(), [](const QListView *one) {
        return one->accessibleName() == "Hardware"_L1;
    });
    figures.rows = list->model()->rowCount();
    timer.start();
    list->setCurrentIndex(list->model()->index(figures.rows - 1, 0));
    page.grab();
    figures.choose = lap();
    figures.widgets = page.findChildren<QWidget *>().size();
    if (!edited || !edited->changed || !page.changes().isEmpty())
        figures.rows = -1;
    return figures;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const bool check = application.arguments().contains(u"--check"_s);
    const auto read = DomainSchema::read();
    const auto schema = read ? *read : nullptr;
    measure(machine(10), schema); // fonts, styles, icons
    const Figures few = measure(machine(10), schema), many = measure(machine(300), schema),
                  long5 = measure(machine(10, 5'000'000), schema);
    std::printf("%-12s %6s %8s %9s %9s %9s %9s\n", "", "rows", "widgets", "read ms", "edit ms",
                "open ms", "choose ms");
    const auto print = [](const char *name, const Figures &one) {
        std::printf("%-12s %6d %8lld %9.1f %9.1f %9.1f %9.1f\n", name, one.rows,
                    static_cast<long long>(one.widgets), one.read, one.edit, one.open, one.choose);
    };
    print("10 devices", few);
    print("300 devices", many);
    print("5 MB", long5);
    // A page is made of what is selected, not of what there is.
    if (check && (many.rows - few.rows != 290 || many.widgets > few.widgets + 10))
        return 1;
    return 0;
}
