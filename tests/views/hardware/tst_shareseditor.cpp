// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"
#include "views/hardware/pathlist.h"

using namespace Qt::StringLiterals;

class TestSharesEditor : public QObject
{
    Q_OBJECT

    const QString cpu = u"section:cpu#0"_s, vcpus = u"vCPUs with this cache"_s;
    static QByteArray machine(const QByteArray &tuning)
    {
        return "<domain type='kvm'>\n  <name>m</name>\n  <vcpu>4</vcpu>\n"
               + (tuning.isEmpty() ? tuning
                                   : "  <cputune>\n" + tuning + QByteArray("  </cputune>\n"))
               + "</domain>\n";
    }
    static QByteArray group(const QByteArray &name, const QByteArray &vcpus,
                            const QByteArray &inside)
    {
        return "    <" + name + " vcpus='" + vcpus + "'>\n      " + inside + "\n    </" + name
               + ">\n";
    }
    static QByteArray cache(const QByteArray &size)
    {
        return "<cache id='1' level='3' type='both' size='" + size + "' unit='KiB'/>";
    }
    static std::shared_ptr<const HardwareChoices> host()
    {
        HostCapabilities sharing;
        sharing.cacheBanks = {{.id = 0, .level = 2, .type = u"both"_s, .bytes = 1 << 20},
                              {.id = 1,
                               .level = 3,
                               .type = u"both"_s,
                               .bytes = 16 << 20,
                               .controls = {{u"both"_s, 1 << 20, 2 << 20}}}};
        sharing.memoryBandwidth = {{.node = 0, .granularity = 10, .minimum = 20}};
        return std::make_shared<const HardwareChoices>(HardwareChoices{.host = sharing});
    }
    static bool write(const EditorRig &rig, const QString &table, int row, int column,
                      const QString &text)
    {
        auto *cells = rig.find<QTableWidget>(table);
        QTableWidgetItem *item = cells ? cells->item(row, column) : nullptr;
        if (item)
            item->setText(text);
        return item;
    }

private Q_SLOTS:
    void whatIsOnlyShownIsNotEdited()
    {
        const QByteArray all = machine(
            group("cachetune", "0-1", cache("3") + "<monitor level='3' vcpus='1'/>")
            + group("cachetune", "1", "<newer/>") + "    <cachetune><cache id='x'/></cachetune>\n"
            + group("memorytune", "2", "<node id='5' bandwidth='200'/>"));
        for (const auto &offered : {host(), std::make_shared<const HardwareChoices>()}) {
            EditorRig rig;
            rig.choices = offered;
            rig.show(all, cpu);
            auto *list = rig.find<PathList>(u"Cache shares"_s);
            QCOMPARE(list->topLevelItemCount(), 3);
            for (int row = 0; row < 3; ++row)
                list->setCurrentItem(list->topLevelItem(row));
            QCOMPARE(rig.edits, 0);
        }
    }

    void onlyAHostThatCanShareIsOfferedIt()
    {
        EditorRig rig;
        rig.show(machine({}), cpu);
        QVERIFY(!rig.shows(u"Add cache share"_s) && !rig.shows(u"Add bandwidth share"_s));
        HostCapabilities plain;
        plain.cacheBanks = {{.id = 0, .level = 3, .type = u"both"_s}}; // nothing of it can be given
        rig.choices = std::make_shared<const HardwareChoices>(HardwareChoices{.host = plain});
        rig.show(machine({}), cpu);
        QVERIFY(!rig.shows(u"Add cache share"_s));
        // What is there is shown, and can go.
        rig.show(machine(group("cachetune", "0", cache("2048"))), cpu);
        QVERIFY(rig.says(u"resctrl"_s));
        QVERIFY(!rig.find<QToolButton>(u"Add cache share"_s)->isEnabled());
        QVERIFY(rig.press(u"Remove cache share"_s));
        QCOMPARE(rig.wanted(), machine({}));
        rig.choices = host();
        rig.show(machine({}), cpu);
        QVERIFY(rig.shows(u"Add cache share"_s) && rig.shows(u"Add bandwidth share"_s));
    }

    void vcpusGetAShareOfTheCache()
    {
        EditorRig rig;
        rig.choices = host();
        rig.show(machine({}), cpu);
        QVERIFY(rig.press(u"Add cache share"_s));
        const auto wanted = [](const QByteArray &of, const QByteArray &size) {
            return machine({}).replace("</domain>", "  <cputune>\n    <cachetune vcpus='" + of
                                                        + "'>" + cache(size)
                                                        + "</cachetune>\n  </cputune>\n</domain>");
        };
        QCOMPARE(rig.wanted(), wanted("0-3", "2048"));
        QVERIFY(rig.type(vcpus, u"0-1"_s));
        QVERIFY(write(rig, u"Shares of the cache"_s, 0, 3, u"4096"_s));
        QCOMPARE(rig.wanted(), wanted("0-1", "4096"));
        QVERIFY(write(rig, u"Shares of the cache"_s, 0, 3, u"1024"_s));
        QVERIFY(rig.says(u"The host gives"_s));
        QVERIFY(write(rig, u"Shares of the cache"_s, 0, 3, u"2049"_s));
        QVERIFY(rig.says(u"in steps of"_s));
        QVERIFY(write(rig, u"Shares of the cache"_s, 0, 0, u"0"_s));
        QVERIFY(rig.says(u"cannot share out bank 0 of level 3"_s));
        QVERIFY(rig.press(u"Remove cache share"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void aShareIsChangedAndWhatStandsBesideItStays()
    {
        const QByteArray monitor = "<monitor level='3' vcpus='1' newer='x'/>";
        const auto tuned = [&](const QByteArray &size) {
            return machine(group("cachetune", "0-1", monitor + "\n      " + cache(size))
                           + group("memorytune", "2", "<node id='0' bandwidth='50'/>"));
        };
        EditorRig rig;
        rig.choices = host();
        rig.show(tuned("2048"), cpu);
        QVERIFY(write(rig, u"Shares of the cache"_s, 0, 3, u"3072"_s));
        // The elements of a name are written anew where the first one stood.
        QCOMPARE(QByteArray(rig.wanted()).replace("\n      ", ""),
                 tuned("3072").replace("\n      ", ""));
        QVERIFY(write(rig, u"Shares of the cache"_s, 0, 3, u"2048"_s));
        QCOMPARE(QByteArray(rig.wanted()).replace("\n      ", ""),
                 tuned("2048").replace("\n      ", ""));
        QVERIFY(write(rig, u"Cache monitors"_s, 0, 1, u"2"_s));
        QVERIFY(rig.says(u"The vCPUs of a monitor are some of those above."_s));
    }

    void memoryBandwidthIsAPercentage()
    {
        const auto tuned = [](const QByteArray &percent) {
            return machine(
                group("memorytune", "2", "<node id='0' bandwidth='" + percent + "' newer='x'/>"));
        };
        const QString table = u"Shares of the bandwidth"_s;
        EditorRig rig;
        rig.choices = host();
        rig.show(tuned("50"), cpu);
        QVERIFY(write(rig, table, 0, 1, u"60"_s));
        QCOMPARE(QByteArray(rig.wanted()).simplified().replace("> <", "><"),
                 tuned("60").simplified().replace("> <", "><"));
        QVERIFY(write(rig, table, 0, 1, u"10"_s));
        QVERIFY(rig.says(u"at least"_s));
        QVERIFY(write(rig, table, 0, 1, u"25"_s));
        QVERIFY(rig.says(u"in steps of 10 %"_s));
        QVERIFY(write(rig, table, 0, 1, u"101"_s));
        QVERIFY(rig.says(u"from 1 to 100"_s));
        QVERIFY(write(rig, table, 0, 0, u"3"_s));
        QVERIFY(write(rig, table, 0, 1, u"50"_s));
        QVERIFY(rig.says(u"cannot limit the bandwidth of node 3"_s));
    }

    void groupsShareNoVcpuUnlessTheyAreTheSame()
    {
        const QByteArray before =
            machine(group("cachetune", "0-1", cache("2048"))
                    + group("memorytune", "0-1", "<node id='0' bandwidth='50'/>")
                    + group("memorytune", "2", "<node id='0' bandwidth='50'/>"));
        EditorRig rig;
        rig.choices = host();
        rig.show(before, cpu);
        QVERIFY(!rig.says(u"in another group"_s));
        QVERIFY(rig.type(vcpus, u"1-3"_s));
        QVERIFY(rig.says(u"vCPU 1 is in another group already."_s));
        QVERIFY(rig.type(vcpus, u"5"_s));
        QVERIFY(rig.says(u"The machine has no vCPU 5."_s));
        QVERIFY(rig.changes.isEmpty());
        QVERIFY(rig.type(vcpus, u"2"_s));
        QVERIFY(!rig.says(u"in another group"_s));
    }
};

QTEST_MAIN(TestSharesEditor)
#include "tst_shareseditor.moc"
