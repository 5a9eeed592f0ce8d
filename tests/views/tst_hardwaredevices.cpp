// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaindescriptionreader.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/hardware/hardwarepage.h"

#include <QAction>
#include <QListView>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;

// What the Hardware page offers to add and to remove.
class TestHardwareDevices : public QObject
{
    Q_OBJECT

    static void choose(const HardwarePage &page, const QString &title)
    {
        QVERIFY2(chooseRow(&page, u"Hardware"_s, title), qPrintable(title));
    }

private Q_SLOTS:
    void whatMayGoCanBeRemovedAndTheRestSaysWhyNot()
    {
        HardwarePage page;
        page.setReadings({}, readDomain("<domain type='qemu'><name>m</name><devices>"
                                        "<memballoon model='virtio'/>"
                                        "<rng model='virtio'><backend model='random'/></rng>"
                                        "</devices></domain>"));
        page.resize(900, 600);
        page.show();
        QSignalSpy add(&page, &HardwarePage::addWanted), remove(&page, &HardwarePage::removeWanted);
        auto *button = byName<QToolButton>(&page, u"Remove"_s);
        choose(page, u"Memory balloon"_s);
        QVERIFY(!button->isEnabled());
        QVERIFY(button->toolTip().contains("none"_L1));
        auto *list = byName<QListView>(&page, u"Hardware"_s);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(remove.size(), 0);
        choose(page, u"Random number generator"_s);
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(remove.size(), 1);
        QCOMPARE(remove.first().first().toString(), u"rng/#0"_s);
        QVERIFY(!remove.first().at(1).toBool());
        // By the context menu, too.
        QVERIFY(list->actions().contains(page.removeAction()));
        QTest::mouseClick(byName<QToolButton>(&page, u"Add hardware"_s), Qt::LeftButton);
        QCOMPARE(add.size(), 1);
        // Somewhere that nothing may be changed.
        page.setReadOnly(true);
        QVERIFY(!page.addAction()->isEnabled() && !page.removeAction()->isEnabled());
        QVERIFY(!page.removeAction()->toolTip().isEmpty());
    }

    void whatIsShownOfTheRunningMachineIsRemovedFromIt()
    {
        HardwarePage page;
        const auto both = readDomain("<domain type='qemu'><name>m</name><devices>"
                                     "<rng model='virtio'><backend model='random'/></rng>"
                                     "</devices></domain>");
        page.setReadings(both, both);
        choose(page, u"Random number generator"_s);
        QSignalSpy remove(&page, &HardwarePage::removeWanted);
        page.removeAction()->trigger();
        QVERIFY(remove.first().at(1).toBool());
    }
};

QTEST_MAIN(TestHardwareDevices)
#include "tst_hardwaredevices.moc"
