// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/clonevolumedialog.h"

#include "dialogs/storage/fieldform.h"
#include "dialogs/storage/newvolumedialog.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

CloneVolumeDialog::CloneVolumeDialog(const CloneVolumeContext &context, QWidget *parent)
    : PlainDialog(u"edit-copy"_s, tr("Clone volume"), parent)
    , m_context(context)
    , m_form(new FieldForm)
    , m_name(new QLineEdit)
    , m_pool(new QComboBox)
    , m_format(new QComboBox)
    , m_reflink(new QCheckBox(tr("&Share unchanged blocks with the original")))
{
    const StorageVolume &source = context.source;
    setHeading(tr("Clone the volume “%1” on “%2”")
                   .arg(SafeText::line(source.name, 80), SafeText::line(context.host, 80)));
    setText(tr("A copy that needs nothing of the original: %1, %2. Choose another format to "
               "convert it.",
               "size, format")
                .arg(Units::bytes(source.capacity), volumeFormatText(source.format)));
    for (const StoragePool &each : context.pools)
        m_pool->addItem(SafeText::line(each.name, 80), each.uuid);
    m_name->setMaxLength(250);
    m_form->add(tr("&Name"), m_name);
    m_form->add(tr("&Pool"), m_pool);
    m_form->add(tr("&Format"), m_format);
    m_form->add({}, m_reflink);
    m_reflink->setAccessibleName(tr("Share unchanged blocks with the original"));
    content()->addWidget(m_form);
    if (!context.inUse.isEmpty()) {
        auto *inUse = new PlainLabel;
        inUse->setAccessibleName(tr("Warning"));
        showUnderField(inUse, tr("%1 The copy may catch its disk between two writes, as after a "
                                 "power cut.")
                                  .arg(context.inUse));
        content()->addWidget(inUse);
    }
    addButtons(tr("&Clone"));
    connect(m_name, &QLineEdit::textChanged, this, &CloneVolumeDialog::update);
    connect(m_pool, &QComboBox::currentIndexChanged, this, &CloneVolumeDialog::poolChanged);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_name->isModified())
            m_name->setText(proposedName());
        update();
    });
    poolChanged();
    m_name->setFocus();
    m_name->selectAll();
}

StoragePool CloneVolumeDialog::pool() const
{
    return m_context.pools.value(m_pool->currentIndex());
}

void CloneVolumeDialog::poolChanged()
{
    {
        const QSignalBlocker blocker(m_format);
        const StoragePool target = pool();
        m_format->clear();
        if (poolForm(target.type).files) {
            const QStringList can =
                m_context.formats ? m_context.formats(target.type) : QStringList();
            for (const QString &format :
                 {u"qcow2"_s, u"raw"_s, u"vmdk"_s, u"vdi"_s, u"vpc"_s, u"qed"_s}) {
                if (can.contains(format) || (can.isEmpty() && m_format->count() < 2))
                    m_format->addItem(volumeFormatText(format), format);
            }
            const QString own =
                m_context.source.format == "iso"_L1 ? u"raw"_s : m_context.source.format;
            m_format->setCurrentIndex(qMax(0, m_format->findData(own)));
        }
        m_form->setShown(m_format, m_format->count() > 0);
    }
    if (!m_name->isModified())
        m_name->setText(proposedName());
    update();
}

// "web.qcow2" → "web-clone.qcow2", with a number if that is taken.
QString CloneVolumeDialog::proposedName() const
{
    const QString name = m_context.source.name;
    const qsizetype dot = name.lastIndexOf(u'.');
    const bool same =
        m_format->currentData().toString() == m_context.source.format
        || (m_format->currentData().toString() == "raw"_L1 && m_context.source.format == "iso"_L1);
    QString suffix = dot > 0 ? name.sliced(dot) : QString();
    if (!same)
        suffix = volumeSuffix(m_format->currentData().toString());
    const QString base = (dot > 0 ? name.first(dot) : name).left(200) + u"-clone"_s;
    const QStringList taken = m_context.taken ? m_context.taken(pool().uuid) : QStringList();
    QString proposed = base + suffix;
    for (int i = 2; taken.contains(proposed) && i < 1000; ++i)
        proposed = base + QString::number(i) + suffix;
    return proposed;
}

VolumeCopy CloneVolumeDialog::copy() const
{
    VolumeCopy copy;
    copy.pool = pool().uuid;
    copy.spec.name = m_name->text();
    copy.spec.format = m_format->currentData().toString();
    copy.spec.capacity = m_context.source.capacity;
    copy.reflink = m_reflink->isEnabled() && m_reflink->isChecked();
    return copy;
}

void CloneVolumeDialog::update()
{
    const StoragePool target = pool();
    const QString problem =
        target.uuid.isNull()
            ? tr("No pool of this host can take it.")
            : volumeNameProblem(m_name->text(),
                                m_context.taken ? m_context.taken(target.uuid) : QStringList());
    m_form->say(m_name, problem);
    QString space;
    if (target.available > 0) {
        space = tr("%1 free.").arg(Units::bytes(target.available));
        if (m_context.source.allocation > target.available)
            space +=
                u' '
                + tr("The volume holds %1 now.").arg(Units::bytes(m_context.source.allocation));
    }
    m_form->say(m_pool, {}, space);
    // Blocks can only be shared inside one file system, and when nothing is converted.
    m_reflink->setEnabled(target.uuid == m_context.source.pool && poolForm(target.type).files
                          && m_context.source.format == "raw"_L1
                          && m_format->currentData().toString() == "raw"_L1);
    m_form->setShown(m_reflink, m_reflink->isEnabled());
    acceptButton()->setEnabled(problem.isEmpty());
    fit();
}

void CloneVolumeDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(copy());
    QDialog::accept();
}
