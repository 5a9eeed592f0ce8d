// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/newpooldialog.h"

#include "dialogs/storage/fieldform.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using enum PoolField;

namespace {

QStringList parts(const QString &text)
{
    QStringList found;
    for (const QString &part : text.split(u','))
        if (const QString trimmed = part.trimmed(); !trimmed.isEmpty())
            found << trimmed;
    return found;
}

bool isIscsi(const QString &type)
{
    return type == "iscsi"_L1 || type == "iscsi-direct"_L1;
}

QString explanation(const QString &type)
{
    static const QHash<QString, const char *> texts{
        {u"dir"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "A folder of the host with disk images.")},
        {u"fs"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "A partition or disk with a file system, "
                                                     "mounted on the host.")},
        {u"netfs"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "An export of a file server (NFS, CIFS, "
                                                        "Gluster), mounted on the host.")},
        {u"logical"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "A volume group of LVM: each volume is "
                                                          "a logical volume.")},
        {u"disk"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "A whole disk: each volume is a "
                                                       "partition.")},
        {u"iscsi"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "A target of an iSCSI server: its LUNs are "
                                                        "the volumes. The host logs in.")},
        {u"iscsi-direct"_s,
         QT_TRANSLATE_NOOP("NewPoolDialog", "A target of an iSCSI server; QEMU itself logs in, "
                                            "the host does not.")},
        {u"scsi"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "What a SCSI or Fibre Channel adapter of "
                                                       "the host sees.")},
        {u"mpath"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "The host's multipath devices.")},
        {u"rbd"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "A pool of a Ceph cluster.")},
        {u"gluster"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "A volume of a Gluster server.")},
        {u"zfs"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "A ZFS pool or data set: each volume is a "
                                                      "zvol.")},
        {u"vstorage"_s, QT_TRANSLATE_NOOP("NewPoolDialog", "A Virtuozzo Storage cluster.")},
    };
    const char *text = texts.value(type);
    return text ? NewPoolDialog::tr(text) : QString();
}

QString buildText(const QString &type)
{
    if (type == "dir"_L1 || type == "netfs"_L1 || type == "vstorage"_L1)
        return NewPoolDialog::tr("&Make the folder if it is not there");
    if (type == "fs"_L1)
        return NewPoolDialog::tr("&Make the file system (refused where there is one)");
    if (type == "disk"_L1)
        return NewPoolDialog::tr("&Make the partition table (refused where there is one)");
    if (type == "logical"_L1)
        return NewPoolDialog::tr("&Make the volume group of these devices");
    return NewPoolDialog::tr("&Make it of these devices");
}

} // namespace

std::optional<QList<PoolSpec::Host>> parsePoolHosts(const QString &text)
{
    static const QRegularExpression shape(
        uR"(^(?:\[([0-9A-Fa-f:.%\w]+)\]|([^\s:,/\[\]]+))(?::(\d{1,5}))?$)"_s);
    QList<PoolSpec::Host> hosts;
    for (const QString &part : parts(text)) {
        const auto match = shape.match(part);
        const int port = match.captured(3).toInt();
        if (!match.hasMatch() || port > 65535)
            return {};
        hosts.append({match.captured(1).isEmpty() ? match.captured(2) : match.captured(1), port});
    }
    return hosts;
}

QString iqnProblem(const QString &name)
{
    static const QRegularExpression shape(
        uR"(^(iqn\.\d{4}-\d{2}\.[A-Za-z0-9.\-]+(:\S+)?|eui\.[0-9A-Fa-f]{16}|naa\.[0-9A-Fa-f]{16,32})$)"_s);
    return name.isEmpty() || shape.match(name).hasMatch()
               ? QString()
               : NewPoolDialog::tr("A name of iSCSI looks like iqn.2004-10.org.example:disk1.");
}

NewPoolDialog::NewPoolDialog(const NewPoolContext &context, QWidget *parent)
    : PlainDialog(u"drive-harddisk"_s, tr("New pool"), parent)
    , m_context(context)
    , m_form(new FieldForm)
    , m_type(new QComboBox)
    , m_format(new QComboBox)
    , m_found(new QComboBox)
    , m_version(new QComboBox)
    , m_name(new QLineEdit)
    , m_hosts(new QLineEdit)
    , m_devices(new QLineEdit)
    , m_directory(new QLineEdit)
    , m_sourceName(new QLineEdit)
    , m_adapter(new QLineEdit)
    , m_initiator(new QLineEdit)
    , m_user(new QLineEdit)
    , m_path(new QLineEdit)
    , m_secret(new SecretField(tr("Choose one, or enter its UUID")))
    , m_pathRow(new QWidget)
    , m_foundRow(new QWidget)
    , m_browse(new QPushButton(tr("Bro&wse…")))
    , m_find(new QPushButton(tr("&Find")))
    , m_build(new QCheckBox)
    , m_start(new QCheckBox(tr("&Start it now")))
    , m_autostart(new QCheckBox(tr("Start it with the &host")))
    , m_missing(new PlainLabel)
{
    setHeading(tr("New storage pool on “%1”").arg(SafeText::line(context.host, 80)));
    QStringList supported;
    for (const PoolCapability &capability : context.capabilities) {
        if (capability.supported)
            supported << capability.type;
    }
    for (const QString &each : knownPoolTypes()) {
        if (context.capabilities.isEmpty() || supported.contains(each))
            m_type->addItem(poolTypeText(each), each);
    }
    addFields();
    content()->addWidget(m_form);
    for (QCheckBox *box : {m_build, m_start, m_autostart})
        content()->addWidget(box);
    content()->addWidget(m_missing);
    content()->addStretch();
    m_start->setAccessibleName(tr("Start it now"));
    m_autostart->setAccessibleName(tr("Start it with the host"));
    m_start->setChecked(true);
    m_autostart->setChecked(true);
    m_missing->setAccessibleName(tr("What is missing"));
    addButtons(tr("&Create"));

    for (QLineEdit *field : {m_name, m_hosts, m_devices, m_directory, m_sourceName, m_adapter,
                             m_initiator, m_user, m_path}) {
        field->setMaxLength(1024);
        connect(field, &QLineEdit::textChanged, this, &NewPoolDialog::update);
    }
    connect(m_name, &QLineEdit::textChanged, this, &NewPoolDialog::proposePath);
    connect(m_type, &QComboBox::currentIndexChanged, this, &NewPoolDialog::typeChanged);
    connect(m_browse, &QPushButton::clicked, this, &NewPoolDialog::browse);
    connect(m_find, &QPushButton::clicked, this, &NewPoolDialog::find);
    connect(m_found, &QComboBox::activated, this, [this](int index) {
        if (index >= 0 && index < m_sources.size())
            take(m_sources[index]);
    });
    connect(m_build, &QCheckBox::toggled, this, &NewPoolDialog::update);
    connect(m_secret, &SecretField::changed, this, &NewPoolDialog::update);
    connect(m_secret, &SecretField::newWanted, this, [this] {
        const QString server = spec().hosts.value(0).name;
        Q_EMIT secretWanted(secretUsageOfPool(type()), isIscsi(type())
                                                           ? spec().devices.value(0, server)
                                                           : m_user->text().trimmed());
    });
    m_secret->setCanCreate(context.canMakeSecrets);
    m_secret->load(context.secrets);
    typeChanged();
    m_name->setFocus();
}

void NewPoolDialog::addFields()
{
    const auto row = [](QWidget *box, QWidget *field, QPushButton *button) {
        auto *layout = new QHBoxLayout(box);
        layout->setContentsMargins({});
        layout->addWidget(field, 1);
        layout->addWidget(button);
        button->setAccessibleName(QString(button->text()).remove(u'&').remove(u'…'));
    };
    row(m_pathRow, m_path, m_browse);
    row(m_foundRow, m_found, m_find);
    m_path->setAccessibleName(tr("Folder on the host"));
    m_found->setAccessibleName(tr("Found"));
    for (const QString &version : {QString(), u"3"_s, u"4"_s, u"4.1"_s, u"4.2"_s})
        m_version->addItem(version.isEmpty() ? tr("Any") : version, version);
    m_form->add(tr("&Name"), m_name);
    m_form->add(tr("&Type"), m_type);
    m_form->add(tr("Ser&ver"), m_hosts);
    m_form->add(tr("Fo&und"), m_foundRow);
    m_form->add(tr("&Devices"), m_devices);
    m_form->add(tr("&Exported path"), m_directory);
    m_form->add(tr("So&urce name"), m_sourceName);
    m_form->add(tr("Ada&pter"), m_adapter);
    m_form->add(tr("&Initiator"), m_initiator);
    m_form->add(tr("Fo&rmat"), m_format);
    m_form->add(tr("NFS &version"), m_version);
    m_form->add(tr("&User"), m_user);
    m_form->add(tr("Se&cret"), m_secret);
    m_form->add(tr("F&older on the host"), m_pathRow);
    m_adapter->setPlaceholderText(u"host1"_s);
    m_initiator->setPlaceholderText(u"iqn.2004-10.org.example:host1"_s);
}

QString NewPoolDialog::type() const
{
    return m_type->currentData().toString();
}

void NewPoolDialog::setType(const QString &type)
{
    m_type->setCurrentIndex(m_type->findData(type));
}

void NewPoolDialog::setSecret(const HostSecret &secret)
{
    m_secret->setSecret(secret);
}

void NewPoolDialog::typeChanged()
{
    const QString type = this->type();
    m_typeForm = poolForm(type);
    const PoolFields fields = m_typeForm.fields;
    const bool several = fields.testFlag(Hosts);
    const bool paths = type != "logical"_L1 && type != "zfs"_L1;
    m_form->say(m_type, {}, explanation(type));
    m_form->setShown(m_hosts, bool(fields & (Host | Hosts)));
    m_form->setLabel(m_hosts, several ? tr("Ser&vers") : tr("Ser&ver"));
    m_hosts->setPlaceholderText(several ? tr("ceph1, ceph2:6789") : tr("name, or name:port"));
    m_form->setShown(m_devices, bool(fields & (Device | Devices)));
    m_form->setLabel(m_devices, isIscsi(type)              ? tr("Tar&get")
                                : fields.testFlag(Devices) ? tr("&Devices")
                                                           : tr("&Device"));
    m_devices->setPlaceholderText(isIscsi(type) ? u"iqn.2004-10.org.example:disk1"_s
                                  : paths       ? u"/dev/sdb"_s
                                                : u"/dev/sdb, /dev/sdc"_s);
    m_form->setShown(m_directory, fields.testFlag(Directory));
    m_form->setLabel(m_directory,
                     type == "gluster"_L1 ? tr("Folder in th&e volume") : tr("&Exported path"));
    m_directory->setPlaceholderText(type == "gluster"_L1 ? u"/"_s : u"/srv/images"_s);
    m_form->setShown(m_sourceName, fields.testFlag(SourceName));
    m_form->setLabel(m_sourceName, type == "logical"_L1   ? tr("Volume &group")
                                   : type == "rbd"_L1     ? tr("Ceph &pool")
                                   : type == "gluster"_L1 ? tr("&Gluster volume")
                                   : type == "zfs"_L1     ? tr("&ZFS pool")
                                                          : tr("Clu&ster"));
    m_form->setShown(m_adapter, fields.testFlag(Adapter));
    m_form->setShown(m_initiator, fields.testFlag(Initiator));
    m_form->setShown(m_format, fields.testFlag(Format));
    m_form->setShown(m_version, fields.testFlag(ProtocolVersion));
    m_form->setShown(m_user, bool(fields & (Chap | Ceph)));
    m_form->setShown(m_secret, bool(fields & (Chap | Ceph)));
    m_secret->setUsage(secretUsageOfPool(type));
    m_form->setShown(m_pathRow, fields.testFlag(TargetPath));
    m_form->setShown(m_foundRow, m_typeForm.discover && bool(m_context.findSources));
    m_browse->setVisible(m_context.local);
    m_format->clear();
    m_format->addItem(tr("Automatic"), QString());
    for (const PoolCapability &capability : std::as_const(m_context.capabilities)) {
        for (const QString &format :
             capability.type == type ? capability.poolFormats : QStringList())
            if (format != "auto"_L1 && format != "unknown"_L1)
                m_format->addItem(SafeText::line(format, 40), format);
    }
    m_build->setVisible(m_typeForm.build);
    m_build->setText(buildText(type));
    m_build->setAccessibleName(buildText(type).remove(u'&'));
    // What only makes a folder harms nobody.
    m_build->setChecked(m_typeForm.build && m_typeForm.files && type != "fs"_L1);
    ++m_asked;
    m_sources.clear();
    m_found->clear();
    m_found->setPlaceholderText(tr("Let the host look"));
    m_found->setEnabled(false);
    m_form->say(m_foundRow, {});
    m_path->setModified(false);
    proposePath();
    update();
    fit(true);
}

void NewPoolDialog::proposePath()
{
    if (m_path->isModified())
        return;
    QString path = m_typeForm.defaultTarget;
    if (m_typeForm.files && !m_context.folder.isEmpty())
        path = m_context.folder + u"/%1"_s;
    const QString name = m_name->text().trimmed();
    if (path.contains("%1"_L1))
        path = name.isEmpty() || name.contains(u'/') ? QString() : path.replace("%1"_L1, name);
    m_path->setText(path);
}

PoolSpec NewPoolDialog::spec() const
{
    const PoolFields fields = m_typeForm.fields;
    const auto given = [this](QLineEdit *field) {
        return m_form->isShown(field) ? field->text().trimmed() : QString();
    };
    PoolSpec spec;
    spec.name = m_name->text();
    spec.type = type();
    if (fields.testFlag(TargetPath))
        spec.targetPath = m_path->text().trimmed();
    spec.hosts = parsePoolHosts(given(m_hosts)).value_or(QList<PoolSpec::Host>());
    if (!fields.testFlag(Hosts))
        spec.hosts = spec.hosts.mid(0, 1);
    if (fields.testFlag(Devices))
        spec.devices = parts(given(m_devices));
    else if (const QString device = given(m_devices); !device.isEmpty())
        spec.devices = {device};
    spec.directory = given(m_directory);
    spec.sourceName = given(m_sourceName);
    spec.adapter = given(m_adapter);
    spec.initiator = given(m_initiator);
    if (fields.testFlag(Format))
        spec.format = m_format->currentData().toString();
    if (fields.testFlag(ProtocolVersion))
        spec.protocolVersion = m_version->currentData().toString();
    if (!given(m_user).isEmpty() || (m_form->isShown(m_secret) && !m_secret->isEmpty())) {
        spec.authType = fields.testFlag(Ceph) ? u"ceph"_s : u"chap"_s;
        spec.user = given(m_user);
        spec.secret = m_secret->secret();
    }
    spec.build = m_typeForm.build && m_build->isChecked();
    spec.start = m_start->isChecked();
    spec.autostart = m_autostart->isChecked();
    return spec;
}

void NewPoolDialog::update()
{
    const PoolSpec made = spec();
    bool fine = true;
    const auto judge = [this, &fine](QWidget *field, bool written, const QString &problem) {
        const bool wrong = m_form->isShown(field) && written && !problem.isEmpty();
        m_form->say(field, wrong ? problem : QString());
        fine = fine && !wrong;
    };
    // An empty field needs no reproach before anything was typed.
    judge(m_name, m_name->isModified() || !made.name.isEmpty(),
          poolNameProblem(made.name, m_context.taken));
    judge(m_pathRow, m_path->isModified() || !made.targetPath.isEmpty(),
          poolPathProblem(made.targetPath));
    const auto hosts = parsePoolHosts(m_hosts->text());
    judge(m_hosts, true, hosts ? QString() : tr("This is not a host's name or address."));
    const QString device = made.devices.value(0);
    judge(m_devices, !device.isEmpty(),
          isIscsi(made.type)                                 ? iqnProblem(device)
          : made.type == "zfs"_L1 || device.startsWith(u'/') ? QString()
                                                             : tr("A device is a path, such as "
                                                                  "/dev/sdb."));
    judge(m_directory, !made.directory.isEmpty(),
          made.type == "netfs"_L1 && made.format != "cifs"_L1 && !made.directory.startsWith(u'/')
              ? tr("The path has to begin with “/”.")
              : QString());
    judge(m_initiator, true, iqnProblem(made.initiator));
    judge(m_secret, !m_secret->isEmpty(),
          made.secret.isNull() ? tr("This is not a UUID.") : QString());
    QString missing = poolSpecProblem(made);
    if (missing.isEmpty() && made.build && !made.type.isEmpty()
        && m_typeForm.fields.testFlag(Devices) && made.devices.isEmpty())
        missing = tr("Enter the devices to make it of.");
    showUnderField(m_missing, {}, fine ? missing : QString());
    m_missing->setVisible(fine && !missing.isEmpty());
    m_find->setEnabled(!m_typeForm.discoverNeedsHost || !made.hosts.isEmpty());
    acceptButton()->setEnabled(fine && missing.isEmpty());
    fit();
}

void NewPoolDialog::find()
{
    const int question = ++m_asked;
    m_form->say(m_foundRow, {}, tr("The host is looking…"));
    fit();
    whenDone(m_context.findSources(type(), spec()), this,
             [this, question](const Result<QList<PoolSource>> &sources) {
                 if (question == m_asked)
                     showFound(sources);
             });
}

void NewPoolDialog::showFound(const Result<QList<PoolSource>> &sources)
{
    m_found->clear();
    m_sources = sources.value_or(QList<PoolSource>());
    for (const PoolSource &source : std::as_const(m_sources))
        m_found->addItem(SafeText::line(source.title, 200));
    m_found->setEnabled(!m_sources.isEmpty());
    m_found->setCurrentIndex(-1);
    QString problem;
    if (!sources)
        problem = SafeText::line(sources.error().summary, 400) + u' '
                  + SafeText::line(sources.error().detail, 600);
    m_form->say(m_foundRow, problem,
                m_sources.isEmpty() ? tr("The host found nothing to make a pool of.")
                                    : tr("%n found: choose one.", nullptr, int(m_sources.size())));
    m_found->setPlaceholderText(m_sources.isEmpty() ? tr("Nothing found") : tr("Choose one"));
    fit();
}

void NewPoolDialog::take(const PoolSource &source)
{
    const auto fill = [this](QLineEdit *field, const QString &text) {
        if (m_form->isShown(field) && !text.isEmpty())
            field->setText(text);
    };
    if (!source.hosts.isEmpty()) {
        const PoolSpec::Host &host = source.hosts.first();
        const QString name = host.name.contains(u':') ? u'[' + host.name + u']' : host.name;
        fill(m_hosts, host.port > 0 ? name + u':' + QString::number(host.port) : name);
    }
    fill(m_devices, source.devices.join(u", "_s));
    fill(m_directory, source.directory);
    fill(m_sourceName, source.name);
    fill(m_adapter, source.adapter);
    fill(m_initiator, source.initiator);
    if (const int format = m_format->findData(source.format); format >= 0)
        m_format->setCurrentIndex(format);
    if (m_name->text().isEmpty() && poolNameProblem(source.name, m_context.taken).isEmpty())
        m_name->setText(source.name);
    // It is there already.
    m_build->setChecked(m_build->isChecked() && m_typeForm.files);
}

void NewPoolDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Folder for the pool"), m_path->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_path->setText(path);
        m_path->setModified(true);
        update();
    });
    dialog->open();
}

void NewPoolDialog::accept()
{
    if (!acceptButton()->isEnabled())
        return;
    Q_EMIT accepted(spec());
    QDialog::accept();
}
