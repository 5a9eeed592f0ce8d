// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"
#include "views/basic/plainlabel.h"

#include <QLineEdit>
#include <QListWidget>

using namespace Qt::StringLiterals;

class TestSystemEditor : public QObject
{
    Q_OBJECT

    const QString section = u"section:operating-system#0"_s;
    const QList<SystemEntry> known{{.id = u"http://example.org/new/2"_s, .name = u"New 2"_s},
                                   {.id = u"http://example.org/old/1"_s, .name = u"Old 1"_s}};

    HardwareServices services() const
    {
        HardwareServices some;
        some.systems = [this](QObject *asker,
                              const std::function<void(const QList<SystemEntry> &)> &answer) {
            QMetaObject::invokeMethod(
                asker, [this, answer] { answer(known); }, Qt::QueuedConnection);
        };
        some.systemFacts = [](const QString &id, const QString &architecture, QObject *asker,
                              const std::function<void(const SystemFacts &)> &answer) {
            SystemFacts facts{.system = {.id = id}, .architecture = architecture};
            facts.needsTpm = id.endsWith("/2"_L1);
            QMetaObject::invokeMethod(
                asker, [=] { answer(facts); }, Qt::QueuedConnection);
        };
        return some;
    }
    static QByteArray machine(const QByteArray &id)
    {
        const QByteArray metadata =
            id.isEmpty() ? QByteArray()
                         : "  <metadata>\n    <!-- mine -->\n"
                           "    <libosinfo:libosinfo xmlns:libosinfo='http://libosinfo.org/xmlns/"
                           "libvirt/domain/1.0'>\n      <libosinfo:os id='"
                               + id + "'/>\n    </libosinfo:libosinfo>\n  </metadata>\n";
        return "<domain type='kvm'>\n  <name>m</name>\n" + metadata
               + "  <os>\n    <type arch='x86_64'>hvm</type>\n  </os>\n</domain>\n";
    }
    static void click(const EditorRig &rig, const QString &name)
    {
        auto *list = rig.find<QListWidget>(u"System"_s);
        const auto found = list->findItems(name, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        list->scrollToItem(found.first());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualItemRect(found.first()).center());
    }

private Q_SLOTS:
    void theSystemIsChosenByNameAndTakenAway()
    {
        EditorRig rig(services());
        rig.show(machine({}), section);
        rig.settings.show();
        auto *list = rig.find<QListWidget>(u"System"_s);
        QTRY_COMPARE(list->count(), 3);
        QCOMPARE(list->currentRow(), 0);
        QTest::keyClicks(rig.find<QLineEdit>(u"Search systems"_s), u"old"_s);
        QCOMPARE(list->count(), 2);
        QCOMPARE(rig.edits, 0);
        click(rig, u"Old 1"_s);
        QVERIFY(rig.wanted().contains("<libosinfo:os id='http://example.org/old/1'/>"));
        QCOMPARE(rig.find<PlainLabel>(u"Chosen system"_s)->text(), u"Old 1"_s);
        QCOMPARE(rig.changes.fields.size(), 1);
        click(rig, u"Not said"_s);
        QVERIFY(rig.changes.isEmpty());
        QCOMPARE(rig.find<PlainLabel>(u"Chosen system"_s)->text(), u"Not said"_s);
    }

    void anotherSystemChangesTheAttributeAlone()
    {
        EditorRig rig(services());
        rig.show(machine("http://example.org/old/1"), section);
        rig.settings.show();
        QTRY_COMPARE(rig.find<PlainLabel>(u"Chosen system"_s)->text(), u"Old 1"_s);
        click(rig, u"New 2"_s);
        QCOMPARE(rig.wanted(), machine("http://example.org/new/2"));
        click(rig, u"Old 1"_s);
        QVERIFY(rig.changes.isEmpty());
    }

    void aSystemThatNobodyKnowsIsShownAsItIs()
    {
        EditorRig rig(services());
        rig.show(machine("my own system"), section);
        rig.settings.show();
        auto *list = rig.find<QListWidget>(u"System"_s);
        QTRY_COMPARE(list->count(), 4);
        QCOMPARE(list->currentItem()->text(), u"my own system"_s);
        QCOMPARE(rig.find<PlainLabel>(u"Chosen system"_s)->text(), u"my own system"_s);
        // Looking for another one, and going through with the keyboard, chooses nothing.
        QTest::keyClicks(rig.find<QLineEdit>(u"Search systems"_s), u"new"_s);
        list->setFocus();
        rig.find<QLineEdit>(u"Search systems"_s)->setFocus();
        QCOMPARE(rig.edits, 0);
    }

    void whatTheSystemWouldNeedIsSaid()
    {
        EditorRig rig(services());
        rig.show(machine("http://example.org/new/2"), section);
        const auto hints = [&rig] {
            QStringList texts;
            for (const auto *label : rig.settings.findChildren<PlainLabel *>()) {
                if (!label->isHidden())
                    texts += label->text();
            }
            return texts.join(u'\n');
        };
        QTRY_VERIFY(hints().contains(u"TPM"_s));
        rig.show(machine("http://example.org/old/1"), section);
        QVERIFY(!hints().contains(u"TPM"_s));
    }

    void withoutACatalogWhatIsSaidIsShown()
    {
        EditorRig rig;
        rig.show(machine("http://debian.org/debian/12"), section);
        QCOMPARE(rig.find<PlainLabel>(u"Chosen system"_s)->text(), u"Debian 12"_s);
        QCOMPARE(rig.edits, 0);
    }
};

QTEST_MAIN(TestSystemEditor)
#include "tst_systemeditor.moc"
