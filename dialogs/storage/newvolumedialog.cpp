// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/newvolumedialog.h"

#include "dialogs/storage/fieldform.h"
#include "dialogs/storage/sizefield.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 gib = 1024ULL * 1024 * 1024;
enum Allocation { Thin, Metadata, Full };

// What the host can make is longer than what anybody wants: pictures first, then the rest.
QStringList offered(const QStringList &formats)
{
    QStringList result;
    for (const QString &format : {u"qcow2"_s, u"raw"_s, u"vmdk"_s, u"vdi"_s, u"vpc"_s, u"qed"_s}) {
        if (formats.contains(format))
            result << format;
    }
    return result.isEmpty() ? QStringList{u"qcow2"_s, u"raw"_s} : result;
}

} // namespace

QString volumeSuffix(const QString &format)
{
    if (format == "raw"_L1)
        return u".img"_s;
    if (format == "vpc"_L1)
        return u".vhd"_s;
    return format.isEmpty() || format == "dir"_L1 ? QString() : u'.' + format;
}

NewVolumeDialog::NewVolumeDialog(const NewVolumeContext &context, QWidget *parent)
    : PlainDialog(u"drive-harddisk"_s, tr("New volume"), parent)
    , m_context(context)
    , m_files(poolForm(context.pool.type).files)
    , m_form(new FieldForm)
    , m_moreForm(new FieldForm)
    , m_name(new QLineEdit)
    , m_backing(new QLineEdit)
    , m_secret(new SecretField(tr("None")))
    , m_size(new SizeField)
    , m_format(new QComboBox)
    , m_allocation(new QComboBox)
    , m_cluster(new QComboBox)
    , m_backingRow(new QWidget)
    , m_noBacking(new QPushButton(tr("&None")))
    , m_more(new QCheckBox(tr("&More options")))
    , m_lazy(new QCheckBox(tr("&Lazy reference counts")))
    , m_noCow(new QCheckBox(tr("No copy on &write (btrfs)")))
{
    setHeading(tr("New volume in the pool “%1” on “%2”")
                   .arg(SafeText::line(context.pool.name, 60), SafeText::line(context.host, 60)));
    if (m_files) {
        for (const QString &format : offered(context.formats))
            m_format->addItem(volumeFormatText(format), format);
    }
    m_size->setBytes(20 * gib);
    m_name->setMaxLength(250);
    auto *choose = new QPushButton(tr("Choos&e…"));
    choose->setAccessibleName(tr("Choose"));
    m_noBacking->setAccessibleName(tr("None"));
    auto *row = new QHBoxLayout(m_backingRow);
    row->setContentsMargins({});
    row->addWidget(m_backing, 1);
    row->addWidget(choose);
    row->addWidget(m_noBacking);
    m_backing->setReadOnly(true);
    m_backing->setPlaceholderText(tr("None: it begins empty"));
    m_backing->setAccessibleName(tr("Backing volume"));
    choose->setVisible(context.canChooseBacking);
    m_form->add(tr("&Name"), m_name);
    m_form->add(tr("&Size"), m_size);
    m_form->add(tr("&Format"), m_format);
    m_form->add(tr("&Allocation"), m_allocation);
    m_form->add(tr("&Backing volume"), m_backingRow);
    m_form->setShown(m_format, m_files);
    m_form->setShown(m_backingRow, m_files || context.pool.type == "logical"_L1);
    m_form->setShown(m_allocation, m_files || context.pool.type == "logical"_L1);

    m_cluster->addItem(tr("Default (64 KiB)"), 0);
    for (quint64 kib = 4; kib <= 2048; kib *= 2)
        m_cluster->addItem(Units::kibibytes(kib), kib * 1024);
    m_moreForm->add(tr("&LUKS encryption"), m_secret);
    m_moreForm->add(tr("&Cluster size"), m_cluster);
    m_moreForm->add({}, m_lazy);
    m_moreForm->add({}, m_noCow);
    m_lazy->setAccessibleName(tr("Lazy reference counts"));
    m_noCow->setAccessibleName(tr("No copy on write"));
    m_more->setAccessibleName(tr("More options"));
    m_more->setVisible(m_files);
    m_moreForm->hide();
    content()->addWidget(m_form);
    content()->addWidget(m_more);
    content()->addWidget(m_moreForm);
    content()->addStretch();
    addButtons(tr("&Create"));

    connect(m_name, &QLineEdit::textChanged, this, &NewVolumeDialog::update);
    connect(m_size, &SizeField::changed, this, &NewVolumeDialog::update);
    connect(m_format, &QComboBox::currentIndexChanged, this, &NewVolumeDialog::formatChanged);
    connect(m_allocation, &QComboBox::currentIndexChanged, this, &NewVolumeDialog::update);
    connect(m_cluster, &QComboBox::currentIndexChanged, this, &NewVolumeDialog::update);
    connect(m_secret, &SecretField::changed, this, &NewVolumeDialog::update);
    connect(m_secret, &SecretField::newWanted, this, [this] {
        const QString name = fullName();
        const QString folder = m_context.pool.targetPath;
        Q_EMIT secretWanted(name.isEmpty() || folder.isEmpty() ? name : folder + u'/' + name);
    });
    m_secret->setUsage(SecretUsage::Volume);
    m_secret->setCanCreate(context.canMakeSecrets);
    m_secret->load(context.secrets);
    connect(choose, &QPushButton::clicked, this, &NewVolumeDialog::backingWanted);
    connect(m_noBacking, &QPushButton::clicked, this, [this] { setBacking({}, {}, 0); });
    connect(m_more, &QCheckBox::toggled, this, [this](bool on) {
        m_moreForm->setVisible(on);
        fit(true);
    });
    setBacking(context.backing.path, context.backing.format, context.backing.capacity);
    m_name->setFocus();
}

void NewVolumeDialog::setSecret(const HostSecret &secret)
{
    m_secret->setSecret(secret);
}

void NewVolumeDialog::setBacking(const QString &path, const QString &format, quint64 capacity)
{
    m_backing->setText(SafeText::line(path, 4096));
    m_context.backing.path = path;
    m_backingFormat = format;
    m_backingCapacity = path.isEmpty() ? 0 : capacity;
    m_noBacking->setVisible(!path.isEmpty());
    // An overlay is a QCOW2 file, and as large as what is below it, or larger.
    if (!path.isEmpty()) {
        if (const int qcow2 = m_format->findData(u"qcow2"_s); qcow2 >= 0)
            m_format->setCurrentIndex(qcow2);
        if (capacity > 0)
            m_size->setBytes(capacity);
    }
    formatChanged();
}

void NewVolumeDialog::formatChanged()
{
    const QString format = m_format->currentData().toString();
    const bool qcow2 = format == "qcow2"_L1;
    const bool overlay = !m_context.backing.path.isEmpty();
    const auto before = m_allocation->currentData();
    const QSignalBlocker blocker(m_allocation);
    m_allocation->clear();
    m_allocation->addItem(tr("As it is filled"), Thin);
    if (qcow2 && !overlay)
        m_allocation->addItem(tr("Its tables only (faster)"), Metadata);
    if (!overlay)
        m_allocation->addItem(tr("All of it now"), Full);
    m_allocation->setCurrentIndex(qMax(0, m_allocation->findData(before)));
    if (!m_files && m_allocation->count() > 1 && !before.isValid())
        m_allocation->setCurrentIndex(m_allocation->findData(Full));
    m_format->setEnabled(!overlay);
    m_moreForm->setShown(m_cluster, qcow2);
    m_moreForm->setShown(m_lazy, qcow2);
    update();
}

// With the suffix that everybody expects, unless one was typed.
QString NewVolumeDialog::fullName() const
{
    const QString typed = m_name->text();
    const QString suffix = m_files ? volumeSuffix(m_format->currentData().toString()) : QString();
    if (typed.isEmpty() || suffix.isEmpty())
        return typed;
    const qsizetype dot = typed.lastIndexOf(u'.');
    static const QStringList known{u"qcow2"_s, u"img"_s, u"raw"_s, u"iso"_s, u"vmdk"_s,
                                   u"vdi"_s,   u"vhd"_s, u"vpc"_s, u"qed"_s, u"vhdx"_s};
    return dot > 0 && known.contains(typed.sliced(dot + 1).toLower()) ? typed : typed + suffix;
}

VolumeSpec NewVolumeDialog::spec() const
{
    VolumeSpec spec;
    spec.name = fullName();
    spec.format = m_files ? m_format->currentData().toString() : QString();
    spec.capacity = m_size->bytes();
    const int allocation = m_allocation->currentData().toInt();
    if (!m_form->isShown(m_allocation) || allocation == Full)
        spec.allocation = spec.capacity;
    else if (allocation == Thin && !m_files)
        spec.allocation = 0;
    spec.preallocateMetadata = allocation == Metadata;
    spec.backingPath = m_context.backing.path;
    spec.backingFormat = m_context.backing.path.isEmpty() ? QString() : m_backingFormat;
    if (m_more->isChecked()) {
        const bool qcow2 = spec.format == "qcow2"_L1;
        spec.encryptionSecret = m_secret->secret();
        spec.clusterSize = qcow2 ? m_cluster->currentData().toULongLong() : 0;
        spec.lazyRefcounts = qcow2 && m_lazy->isChecked();
        spec.noCopyOnWrite = m_noCow->isChecked();
    }
    return spec;
}

QString NewVolumeDialog::problem() const
{
    const VolumeSpec made = spec();
    const bool secretGiven = m_more->isChecked() && !m_secret->isEmpty();
    if (const QString name = volumeNameProblem(made.name, m_context.taken); !name.isEmpty())
        return name;
    if (secretGiven && m_secret->secret().isNull())
        return tr("This is not a UUID.");
    if (m_backingCapacity > 0 && made.capacity < m_backingCapacity)
        return tr("An overlay cannot be smaller than what it lies on: %1.")
            .arg(Units::bytes(m_backingCapacity));
    return volumeSpecProblem(made, m_context.pool.available);
}

void NewVolumeDialog::update()
{
    const VolumeSpec made = spec();
    const quint64 available = m_context.pool.available;
    const QString name = volumeNameProblem(made.name, m_context.taken);
    // An empty field needs no reproach before anything was typed.
    const bool aloud = !m_name->text().isEmpty() || m_name->isModified();
    m_form->say(m_name, aloud ? name : QString(),
                made.name.isEmpty()
                    ? QString()
                    : SafeText::line(m_context.pool.targetPath.isEmpty()
                                         ? made.name
                                         : m_context.pool.targetPath + u'/' + made.name,
                                     1024));
    QString space = tr("%1 free in the pool.").arg(Units::bytes(available));
    if (made.capacity > available && !made.allocation)
        space += u' ' + tr("The guest can fill it up.");
    const QString problem = this->problem();
    const bool secretWrong =
        m_more->isChecked() && !m_secret->isEmpty() && m_secret->secret().isNull();
    const bool ofSize = name.isEmpty() && !secretWrong && made.encryptionSecret.isNull();
    m_form->say(m_size, ofSize ? problem : QString(), available > 0 ? space : QString());
    m_moreForm->say(m_secret, name.isEmpty() && !ofSize ? problem : QString());
    const bool unknownBelow = !made.backingPath.isEmpty() && made.backingFormat.isEmpty();
    m_form->say(
        m_backingRow,
        unknownBelow ? tr("The format of the backing volume is not known.") : QString(),
        made.backingPath.isEmpty()
            ? QString()
            : tr("%1, %2. It must not change from now on.", "format, size")
                  .arg(volumeFormatText(made.backingFormat), Units::bytes(m_backingCapacity)));
    acceptButton()->setEnabled(problem.isEmpty() && !unknownBelow);
    fit();
}

void NewVolumeDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(spec());
    QDialog::accept();
}
