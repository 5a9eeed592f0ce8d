// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/domainschema.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/xmlnode.h"
#include "tests/support/byname.h"
#include "tests/support/corpus.h"
#include "tests/support/patience.h"
#include "views/facts/factsform.h"
#include "views/facts/noticepanel.h"
#include "views/hardware/devicepage.h"
#include "views/hardware/hardwarepage.h"
#include "views/hardware/itemsettings.h"
#include "views/hardware/settingsform.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

// All machines of tests/data/domains on the Hardware page: whatever a machine's definition says,
// looking at it changes nothing, and nothing of it is hidden.
class TestHardwareCorpus : public QObject
{
    Q_OBJECT

    std::shared_ptr<const DomainSchema> schema;

    static QListView *hardware(const HardwarePage &page)
    {
        return byName<QListView>(&page, u"Hardware"_s);
    }

    static bool choose(const HardwarePage &page, const QString &kind)
    {
        const auto *model = hardware(page)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex index = model->index(row, 0);
            const QString key = index.data(DeviceListModel::KeyRole).toString();
            if (key != kind && HardwareItem::kindOf(key) != kind)
                continue;
            hardware(page)->setCurrentIndex(index);
            return true;
        }
        return false;
    }
    // The names of what can be entered in the settings.
    static QStringList open(const HardwarePage &page)
    {
        QStringList names;
        const auto *settings = page.findChild<DevicePage *>()->settings();
        const auto editors = settings->findChildren<QWidget *>();
        for (const QWidget *one : editors) {
            const bool input = qobject_cast<const QLineEdit *>(one)
                               || qobject_cast<const QComboBox *>(one)
                               || qobject_cast<const QCheckBox *>(one);
            if (input && one->isEnabledTo(settings))
                names += one->accessibleName();
        }
        return names;
    }
    static Result<DomainDescription> valid(const QString &file)
    {
        const auto all = Corpus::documents({u"valid"_s});
        for (const QString &path : all) {
            if (path.endsWith(file))
                return readDomain(Corpus::read(path));
        }
        return tl::unexpected(Error{.summary = u"no such document"_s});
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto read = DomainSchema::read();
        QVERIFY(read);
        schema = *read;
    }

    void everyPageIsLookedAtAndNothingIsChanged_data()
    {
        QTest::addColumn<QString>("path");
        for (const QString &path : Corpus::documents())
            QTest::newRow(qPrintable(Corpus::name(path))) << path;
    }
    void everyPageIsLookedAtAndNothingIsChanged()
    {
        QFETCH(const QString, path);
        const QByteArray xml = Corpus::read(path);
        const auto read = readDomain(xml);
        HardwarePage page;
        page.setSchema(schema);
        QSignalSpy applied(&page, &HardwarePage::applyWanted);
        page.setReadings({}, read);
        if (!read) {
            QVERIFY(path.endsWith("foreign-namespaces.xml"_L1));
            return;
        }
        auto *list = hardware(page);
        auto *tabs = page.findChild<DevicePage *>()->findChild<QTabWidget *>();
        QVERIFY(list && tabs);
        const auto *model = list->model();
        // What is neither a section nor a device is shown by none of the rows.
        const DomainDescription all = withEverySection(*read);
        QCOMPARE(model->rowCount(), int(all.sections.size() + all.devices.size()));
        const int step = model->rowCount() > 60 ? 17 : 1;
        for (int row = 0; row < model->rowCount(); row += step) {
            list->setCurrentIndex(model->index(row, 0));
            for (int tab = 0; tab < tabs->count(); ++tab)
                tabs->setCurrentIndex(tab);
            QVERIFY2(page.changes().isEmpty(), qPrintable(model->index(row, 0).data().toString()));
        }
        page.setReadings({}, read);
        page.setReadings(read, read);
        QVERIFY(page.changes().isEmpty());
        QCOMPARE(applied.count(), 0);
    }

    // The first page has the whole document, and each part of it has a page.
    void nothingOfADocumentIsHidden_data() { everyPageIsLookedAtAndNothingIsChanged_data(); }
    void nothingOfADocumentIsHidden()
    {
        QFETCH(const QString, path);
        const QByteArray xml = Corpus::read(path);
        const auto read = readDomain(xml);
        const auto tree = readTree(xml);
        if (!read || read->sections.isEmpty())
            return;
        QVERIFY(tree);
        QByteArrayList pages;
        for (const HardwareItem &item : read->sections + read->devices)
            pages += item.xml;
        const bool named = tree->child(u"name");
        if (named)
            QCOMPARE(pages.first(), xml);
        QByteArray rest;
        for (const QByteArray &one : pages.mid(named ? 1 : 0))
            rest += one + '\n';
        const QStringList machine{u"name"_s, u"uuid"_s, u"title"_s, u"description"_s, u"genid"_s};
        for (const XmlNode &child : tree->children) {
            if (child.name == "devices"_L1 && child.space.isEmpty()) {
                for (const XmlNode &device : child.children)
                    QVERIFY2(rest.contains(sourceOf(device, xml)), qPrintable(device.name));
            } else if (!machine.contains(child.name)) {
                QVERIFY2(rest.contains(sourceOf(child, xml)), qPrintable(child.name));
            }
        }
    }

    // Machines of hypervisors that take less than QEMU: shown whole, and disabled with the reason.
    void foreignMachinesSayWhatCannotBeChanged_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("why"); // part of the sentence; empty: it can be changed
        const auto row = [](const char *file, const char *kind, const char *why) {
            QTest::addRow("%s, %s", file, kind)
                << QString::fromLatin1(file) << QString::fromLatin1(kind)
                << QString::fromLatin1(why);
        };
        row("esx-ledger.xml", "disk", "VMware ESX");
        row("esx-ledger.xml", "interface", "VMware ESX");
        row("esx-ledger.xml", "section:machine", "VMware ESX");
        row("esx-ledger.xml", "section:cpu", "VMware ESX");
        row("hyperv-payroll.xml", "graphics", "Hyper-V");
        row("openvz-forum.xml", "filesystem", "OpenVZ");
        row("virtualbox-testbench.xml", "video", "VirtualBox");
        row("virtualbox-testbench.xml", "section:boot", "VirtualBox");
        row("lxc-web-front.xml", "section:system-information", "firmware");
        row("lxc-web-front.xml", "section:memory", "");
        row("lxc-web-front.xml", "filesystem", "");
        row("lxc-web-front.xml", "interface", "");
        row("xen-paravirtual-2006.xml", "section:system-information", "firmware");
        row("xen-paravirtual-2006.xml", "disk", "");
        row("xen-paravirtual-2006.xml", "section:boot", "");
        row("bhyve-mail.xml", "disk", "");
        row("bhyve-mail.xml", "section:cpu", "");
        row("test-driver.xml", "section:memory", "");
        row("numa-database.xml", "section:cpu", "");
        row("qemu-commandline.xml", "section:system-information", "");
    }
    void foreignMachinesSayWhatCannotBeChanged()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, kind);
        QFETCH(const QString, why);
        const auto read = valid(file);
        QVERIFY(read);
        HardwarePage page;
        page.setSchema(schema);
        page.setReadings({}, read);
        QVERIFY(choose(page, kind));
        auto *shown = page.findChild<DevicePage *>();
        const auto *notice = shown->settings()->findChild<NoticePanel *>();
        QVERIFY(notice);
        QCOMPARE(notice->isVisibleTo(shown->settings()), !why.isEmpty());
        QCOMPARE(open(page).isEmpty(), !why.isEmpty());
        if (why.isEmpty())
            return;
        QVERIFY2(notice->text().contains(why), qPrintable(notice->text()));
        // What can be changed can be so on the next page.
        page.setReadings({}, valid(u"qemu-commandline.xml"_s));
        QVERIFY(choose(page, u"section:boot"_s));
        QVERIFY(!notice->isVisibleTo(shown->settings()));
        QVERIFY(!open(page).isEmpty());
    }

    void ofQemuNothingIsDisabled()
    {
        for (const QString &path : Corpus::documents({u"valid"_s, u"odd"_s})) {
            const QByteArray xml = Corpus::read(path);
            const auto read = readDomain(xml);
            const QString type = fieldValue(xml, {}, u"@type"_s).value_or(QString());
            if (!read || (type != "kvm"_L1 && type != "qemu"_L1 && type != "test"_L1))
                continue;
            HardwarePage page;
            page.setSchema(schema);
            page.setReadings({}, read);
            const auto *notice =
                page.findChild<DevicePage *>()->settings()->findChild<NoticePanel *>();
            const auto *model = hardware(page)->model();
            const int step = model->rowCount() > 60 ? 17 : 1;
            for (int row = 0; row < model->rowCount(); row += step) {
                hardware(page)->setCurrentIndex(model->index(row, 0));
                QVERIFY2(notice->isHidden(), qPrintable(path));
            }
            QVERIFY(page.addAction()->isEnabled());
        }
    }

    // What has no value cannot get one; what has may be taken out.
    void aFieldThatTheHypervisorIgnoresCanOnlyBeTakenOut()
    {
        QByteArray xml = "<domain type='xen'><name>a</name><os><type>hvm</type></os><devices>"
                         "<interface type='bridge'><source bridge='xenbr0'/><model type='virtio'/>"
                         "<driver queues='2'/></interface></devices></domain>";
        HardwarePage page;
        page.setSchema(schema);
        page.setReadings({}, readDomain(xml));
        QVERIFY(choose(page, u"interface"_s));
        QVERIFY(open(page).contains("Queues"_L1));
        QVERIFY(!open(page).contains("Receive queue size"_L1));
        page.setReadings({}, readDomain(xml.replace("<driver queues='2'/>", "")));
        QVERIFY(!open(page).contains("Queues"_L1));
        auto *queues = byName<QWidget>(page.findChild<DevicePage *>()->settings(), u"Queues"_s);
        QVERIFY(queues && queues->toolTip().contains("QEMU"_L1));
        QVERIFY(open(page).contains("Model"_L1));
        // The same in a machine of QEMU.
        page.setReadings({}, readDomain(xml.replace("'xen'", "'kvm'")));
        QVERIFY(open(page).contains("Queues"_L1));
    }

    void esxTakesNoDevicesAndSaysSo()
    {
        HardwarePage page;
        page.setReadings({}, valid(u"esx-ledger.xml"_s));
        QVERIFY(!page.addAction()->isEnabled());
        QVERIFY(page.addAction()->toolTip().contains("VMware ESX"_L1));
        QVERIFY(!page.removeAction()->isEnabled());
    }

    void whatARunningMachineCannotTakeWaitsForItsNextStart()
    {
        const auto read = valid(u"bhyve-mail.xml"_s);
        HardwarePage page;
        page.setReadings(read, read);
        QSignalSpy applied(&page, &HardwarePage::applyWanted);
        const FieldChange cache{
            .item = read->devices.first().key, .path = u"driver@cache"_s, .after = u"none"_s};
        page.setChanges({.fields = {cache}});
        QVERIFY2(page.barText().contains("bhyve"_L1), qPrintable(page.barText()));
        const auto actions = page.findChildren<QAction *>();
        const auto now = std::find_if(actions.begin(), actions.end(), [](const QAction *one) {
            return one->text().remove(u'&') == "Apply to the running machine only"_L1;
        });
        QVERIFY(now != actions.end() && !(*now)->isEnabled());
        QVERIFY(clickOn(&page, u"Apply"_s));
        QCOMPARE(applied.count(), 1);
        QCOMPARE(applied.first().at(1).value<EditTime>(), EditTime::NextStart);
    }

    // A host that has no call for it is not asked again.
    void aHostThatCannotChangeDevicesOfRunningMachinesIsNotAskedAgain()
    {
        const auto read = valid(u"lxc-web-front.xml"_s);
        HardwarePage page;
        page.setReadings(read, read);
        QSignalSpy applied(&page, &HardwarePage::applyWanted);
        const auto folder =
            std::find_if(read->devices.cbegin(), read->devices.cend(),
                         [](const HardwareItem &one) { return one.kind == "filesystem"_L1; });
        QVERIFY(folder != read->devices.cend());
        const FieldChange model{.item = folder->key,
                                .path = u"@accessmode"_s,
                                .before = u"passthrough"_s,
                                .after = u"mapped"_s};
        page.setChanges({.fields = {model}});
        QVERIFY(!page.barText().contains("has answered"_L1));
        page.setUpdateRefused(true);
        QVERIFY(page.barText().contains("has answered"_L1));
        QVERIFY(clickOn(&page, u"Apply"_s));
        QCOMPARE(applied.first().at(1).value<EditTime>(), EditTime::NextStart);
    }

    void whereTheHostCannotBeChangedNothingCanBeEntered()
    {
        for (const QString &path : Corpus::documents({u"valid"_s})) {
            HardwarePage page;
            page.setSchema(schema);
            page.setReadOnly(true);
            page.setReadings({}, readDomain(Corpus::read(path)));
            auto *list = hardware(page);
            for (int row = 0; row < list->model()->rowCount(); ++row) {
                list->setCurrentIndex(list->model()->index(row, 0));
                for (const auto *form : page.findChildren<SettingsForm *>()) {
                    for (const EditableField &field : form->fields()) {
                        for (const QWidget *editor : form->findChildren<QWidget *>()) {
                            if (editor->accessibleName() == field.label
                                && editor->focusPolicy() != Qt::NoFocus)
                                QVERIFY2(!editor->isEnabled(), qPrintable(field.path));
                        }
                    }
                }
            }
        }
    }
};

QTEST_MAIN(TestHardwareCorpus)
#include "tst_hardwarecorpus.moc"
