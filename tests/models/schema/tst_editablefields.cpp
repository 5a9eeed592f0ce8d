// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/editablefields.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;
using Editor = EditableField::Editor;

class TestEditableFields : public QObject
{
    Q_OBJECT

    std::shared_ptr<const DomainSchema> schema;
    const QByteArray domain = R"(<domain type='qemu'>
  <name>web</name>
  <memory>1024</memory>
  <vcpu>2</vcpu>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' cache='hyper'/>
      <target dev='vda' bus='virtio'/>
      <shareable/>
    </disk>
    <graphics type='vnc' passwd='secret'/>
  </devices>
</domain>)";

    EditableField field(const QString &item, const QString &path) const
    {
        const auto all = editableFields(domain, item, schema.get());
        for (const EditableField &one : all) {
            if (one.path == path)
                return one;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto read = DomainSchema::read();
        QVERIFY(read);
        schema = *read;
    }

    void aFieldHasLibvirtsWordsAndOurs()
    {
        const EditableField cache = field(u"disk/vda#0"_s, u"driver@cache"_s);
        QVERIFY(cache.main);
        QCOMPARE(cache.editor, Editor::Choice);
        QCOMPARE(cache.value, u"hyper"_s); // newer than we are: it stays
        QVERIFY(cache.words.contains(EditableField::Word{u"hyper"_s, u"hyper"_s}));
        QVERIFY(cache.words.size() > 5);
        const EditableField discard = field(u"disk/vda#0"_s, u"driver@discard"_s);
        QVERIFY(!discard.value);
        QCOMPARE(field(u"disk/vda#0"_s, u"shareable/*"_s).value, QString());
        QCOMPARE(field(u"disk/vda#0"_s, u"readonly/*"_s).value, std::nullopt);
        QCOMPARE(field(u"disk/vda#0"_s, u"readonly/*"_s).editor, Editor::Presence);
        QCOMPARE(field(u"disk/vda#0"_s, u"driver@queues"_s).editor, Editor::Number);
        QCOMPARE(field(u"section:lifecycle#0"_s, u"on_reboot"_s).editor, Editor::Choice);
        QCOMPARE(field(u"section:cpu#0"_s, u"vcpu"_s).value, u"2"_s);
    }

    void aPasswordIsNotShown()
    {
        const EditableField password = field(u"graphics/vnc#0"_s, u"@passwd"_s);
        QCOMPARE(password.editor, Editor::Secret);
        QCOMPARE(password.value, QString());
    }
};

QTEST_GUILESS_MAIN(TestEditableFields)
#include "tst_editablefields.moc"
