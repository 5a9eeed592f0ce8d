// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hardware/newdiskbox.h"

#include "dialogs/newmachine/allocationcombo.h"
#include "dialogs/storage/fieldform.h"
#include "dialogs/storage/newvolumedialog.h"
#include "dialogs/storage/sizefield.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/values/machinedraft.h"
#include "models/values/storagerules.h"

#include <QComboBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

NewDiskBox::NewDiskBox(QWidget *parent)
    : QWidget(parent)
    , m_new(new QRadioButton(tr("A &new volume")))
    , m_existing(new QRadioButton(tr("An e&xisting disk")))
    , m_form(new FieldForm)
    , m_pool(new QComboBox)
    , m_format(new QComboBox)
    , m_name(new QLineEdit)
    , m_size(new SizeField)
    , m_allocation(new AllocationCombo)
{
    for (QRadioButton *button : {m_new, m_existing}) {
        button->setAccessibleName(QString(button->text()).remove(u'&'));
        connect(button, &QRadioButton::toggled, this, &NewDiskBox::update);
    }
    constexpr quint64 usual = 20ULL << 30;
    m_size->setBytes(usual);
    m_name->setMaxLength(240);
    m_format->addItem(tr("QCOW2: grows as needed, can have snapshots"), u"qcow2"_s);
    m_format->addItem(tr("Raw: plain and fast"), u"raw"_s);
    m_pool->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_pool->setMinimumContentsLength(30);
    m_form->add(tr("&Pool"), m_pool);
    m_form->add(tr("N&ame"), m_name);
    m_form->add(tr("&Size"), m_size);
    m_form->add(tr("&Format"), m_format);
    m_form->add(tr("A&llocation"), m_allocation);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_new);
    layout->addWidget(m_form);
    layout->addWidget(m_existing);
    connect(m_pool, &QComboBox::activated, this, [this] {
        setName(m_base); // may be free there
        update();
    });
    connect(m_format, &QComboBox::activated, this, &NewDiskBox::update);
    connect(m_allocation, &QComboBox::activated, this, &NewDiskBox::update);
    connect(m_size, &SizeField::changed, this, &NewDiskBox::update);
    connect(m_name, &QLineEdit::textEdited, this, &NewDiskBox::update);
    m_new->setChecked(true);
}

void NewDiskBox::setPools(const QList<StoragePool> &pools, const QHash<QUuid, QStringList> &taken)
{
    const QUuid before = pool().uuid;
    m_pools = pools;
    m_taken = taken;
    {
        const QSignalBlocker quiet(m_pool);
        m_pool->clear();
        for (const StoragePool &one : pools) {
            m_pool->addItem(
                tr("%1 (%2 free)")
                    .arg(SafeText::forAction(one.name, 60), Units::bytes(one.available)),
                one.uuid);
            if (one.uuid == before)
                m_pool->setCurrentIndex(m_pool->count() - 1);
        }
        m_pool->setEnabled(m_pool->count() > 0);
    }
    setName(m_base);
    update();
}

void NewDiskBox::setName(const QString &name)
{
    if (m_base == name && m_name->isModified())
        return; // it is the user's now
    m_base = name;
    const QStringList taken = m_taken.value(pool().uuid);
    const auto isTaken = [&taken](const QString &wanted) {
        return taken.contains(wanted) || taken.contains(wanted + u".qcow2"_s)
               || taken.contains(wanted + u".img"_s) || taken.contains(wanted + u".raw"_s);
    };
    QString free = name;
    for (int number = 2; isTaken(free); ++number)
        free = u"%1-%2"_s.arg(name, QString::number(number));
    m_name->setText(free);
}

StoragePool NewDiskBox::pool() const
{
    const QUuid chosen = m_pool->currentData().toUuid();
    for (const StoragePool &one : m_pools) {
        if (one.uuid == chosen)
            return one;
    }
    return {};
}

QString NewDiskBox::poolName() const
{
    return pool().name;
}

bool NewDiskBox::makesVolume() const
{
    return m_new->isChecked();
}

DeviceAddition::Volume NewDiskBox::volume() const
{
    const bool files = poolForm(pool().type).files;
    const QString format = files ? m_format->currentData().toString() : QString();
    const Preallocation preallocation = m_allocation->value();
    DeviceAddition::Volume made{.pool = pool().uuid};
    made.spec.name = m_name->text();
    if (const QString suffix = files ? volumeSuffix(format) : QString();
        !made.spec.name.endsWith(suffix))
        made.spec.name += suffix;
    made.spec.format = format;
    made.spec.capacity = m_size->bytes();
    if (!files || preallocation == Preallocation::Full)
        made.spec.allocation = m_size->bytes();
    made.spec.preallocateMetadata =
        preallocation == Preallocation::Metadata && format == "qcow2"_L1;
    return made;
}

QString NewDiskBox::problem() const
{
    if (!makesVolume())
        return {};
    const QString size = newDiskProblem(m_size->bytes(), pool(), m_allocation->value());
    if (!size.isEmpty())
        return size;
    const QString name = volume().spec.name;
    if (m_name->text().isEmpty() || name.contains(u'/') || name.startsWith(u'.'))
        return tr("This is no name for a volume.");
    if (m_taken.value(pool().uuid).contains(name))
        return tr("The pool has a volume of this name already.");
    return {};
}

void NewDiskBox::update()
{
    m_form->setVisible(makesVolume());
    m_format->setEnabled(poolForm(pool().type).files);
    m_allocation->offer(m_format->currentData().toString(), pool());
    m_form->say(m_size, problem(), newDiskRemark(m_size->bytes(), pool(), {}));
    Q_EMIT changed();
}
