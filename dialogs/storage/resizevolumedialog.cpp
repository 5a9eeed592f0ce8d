// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/resizevolumedialog.h"

#include "dialogs/storage/fieldform.h"
#include "dialogs/storage/sizefield.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static QString exact(quint64 bytes)
{
    return ResizeVolumeDialog::tr("%1 (%2 bytes)")
        .arg(Units::bytes(bytes), QLocale().toString(bytes));
}

ResizeVolumeDialog::ResizeVolumeDialog(const StorageVolume &volume, const QString &host,
                                       quint64 available, const AskVolumeUsers &ask,
                                       QWidget *parent)
    : PlainDialog(u"drive-harddisk"_s, tr("Resize volume"), parent)
    , m_volume(volume)
    , m_available(available)
    , m_ask(ask)
    , m_form(new FieldForm)
    , m_size(new SizeField)
    , m_allocate(new QCheckBox(tr("&Take the new space from the pool at once")))
    , m_understood(new QCheckBox(tr("I &know that this part of the disk is lost")))
    , m_warning(new PlainLabel)
    , m_loss(new QWidget)
    , m_users(new VolumeUsersBox({volume}))
{
    setHeading(tr("Resize the volume “%1” on “%2”")
                   .arg(SafeText::line(volume.name, 80), SafeText::line(host, 80)));
    setText(tr("%1 is %2 now. The guest sees a larger disk; its partitions and file systems stay "
               "as they are until they are grown inside.")
                .arg(SafeText::line(volume.path.isEmpty() ? volume.name : volume.path, 1024),
                     exact(volume.capacity)));
    m_size->setBytes(volume.capacity);
    m_form->add(tr("&New size"), m_size);
    m_form->add({}, m_allocate);
    m_allocate->setAccessibleName(tr("Take the new space from the pool at once"));
    m_understood->setAccessibleName(tr("I know that this part of the disk is lost"));
    m_warning->setAccessibleName(tr("Warning"));
    m_warning->setWordWrap(true);
    auto *loss = new QVBoxLayout(m_loss);
    loss->setContentsMargins({});
    loss->addWidget(m_warning);
    loss->addWidget(m_users);
    loss->addWidget(m_understood);
    m_loss->hide();
    content()->addWidget(m_form);
    content()->addWidget(m_loss);
    addButtons(tr("&Resize"));
    connect(m_size, &SizeField::changed, this, &ResizeVolumeDialog::update);
    connect(m_users, &VolumeUsersBox::answered, this, &ResizeVolumeDialog::update);
    connect(m_understood, &QCheckBox::toggled, this, [this](bool on) {
        m_agreed = on ? m_size->bytes() : 0;
        update();
    });
    update();
    m_size->setFocus();
}

VolumeResize ResizeVolumeDialog::spec() const
{
    const bool shrink = m_size->bytes() < m_volume.capacity;
    return {m_size->bytes(), shrink, !shrink && m_allocate->isChecked()};
}

QString ResizeVolumeDialog::warning() const
{
    return m_loss->isHidden() ? QString() : m_warning->text().remove(QChar(0x200b));
}

void ResizeVolumeDialog::update()
{
    const quint64 before = m_volume.capacity, after = m_size->bytes();
    const bool shrink = after < before && after > 0;
    QString problem, remark;
    if (after == 0)
        problem = tr("Enter a size.");
    else if (after > before) {
        remark = tr("%1 more.").arg(Units::bytes(after - before));
        if (m_available > 0 && after - before > m_available) {
            remark += u' '
                      + tr("The pool has only %1 left: the guest can fill it up.")
                            .arg(Units::bytes(m_available));
        }
    }
    m_form->say(m_size, problem, remark);
    m_allocate->setEnabled(after > before);
    if (shrink && !m_asked) {
        m_asked = true;
        m_users->ask(m_ask({m_volume.ref()}));
    }
    if (shrink) {
        showUnderField(m_warning,
                       tr("Shrinking cuts off the last %1 of the disk. What the guest has there is "
                          "lost for ever, and file systems that reach so far are broken.")
                           .arg(exact(before - after)));
        // Another size has not been agreed to.
        if (m_understood->isChecked() && m_agreed != after) {
            m_understood->setChecked(false);
            return; // it has called this again
        }
    }
    m_loss->setVisible(shrink);
    acceptButton()->setEnabled(problem.isEmpty() && after != before
                               && (!shrink || (m_users->isFree() && m_understood->isChecked())));
    fit();
}

void ResizeVolumeDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(m_volume.ref(), spec());
    QDialog::accept();
}
