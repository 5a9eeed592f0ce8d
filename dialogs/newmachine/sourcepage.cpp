// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/sourcepage.h"

#include "dialogs/newmachine/containerbox.h"
#include "dialogs/newmachine/mediumfield.h"
#include "dialogs/newmachine/treefield.h"
#include "dialogs/plaindialog.h"
#include "models/core/safetext.h"
#include "models/inventory/connection.h"
#include "views/basic/plainlabel.h"

#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

struct OriginChoice
{
    MachineOrigin origin;
    QString icon, title, explanation;
};

QList<OriginChoice> originChoices()
{
    using Origin = MachineOrigin;
    return {
        {Origin::Installer, u"media-optical"_s, SourcePage::tr("Installation image"),
         SourcePage::tr("Installs a system from the image of a CD or DVD (ISO).")},
        {Origin::Disk, u"drive-harddisk"_s, SourcePage::tr("Existing disk"),
         SourcePage::tr("Starts a system that is installed on a disk image already. The machine "
                        "uses that image and changes it.")},
        {Origin::Cloud, u"network-server"_s, SourcePage::tr("Cloud image"),
         SourcePage::tr("Starts a copy of a ready-made system, and tells it who may log in "
                        "(cloud-init).")},
        {Origin::Tree, u"folder-remote"_s, SourcePage::tr("Network install"),
         SourcePage::tr("Starts the installer of a system from a server, by an address (URL). The "
                        "machine boots from its disk afterwards.")},
        {Origin::Network, u"network-wired"_s, SourcePage::tr("Network boot"),
         SourcePage::tr("Asks a server in the network for what to start (PXE). The machine gets "
                        "a disk for what is installed.")},
        {Origin::Blank, u"computer"_s, SourcePage::tr("Empty machine"),
         SourcePage::tr("Makes a machine with an empty CD drive, to put something into later.")},
        {Origin::Xml, u"text-x-generic"_s, SourcePage::tr("From XML"),
         SourcePage::tr("Defines a machine as a document of libvirt describes it.")},
        {Origin::Container, u"application-x-executable"_s, SourcePage::tr("Container"),
         SourcePage::tr("Runs a program or a system of its own on the host’s kernel (LXC).")},
    };
}

constexpr qsizetype largestXml = 4 * 1024 * 1024;

} // namespace

SourcePage::SourcePage(NewMachineState &shared)
    : NewMachinePage(shared, tr("Source"), tr("What does the machine start from?"))
    , m_host(new QComboBox)
    , m_hostLabel(new PlainLabel(tr("&Host")))
    , m_note(new PlainLabel)
    , m_found(new PlainLabel)
    , m_origins(new QListWidget)
    , m_details(new QStackedWidget)
    , m_image(new MediumField(shared, MediumField::Kind::Cd, tr("Image")))
    , m_disk(new MediumField(shared, MediumField::Kind::Disk, tr("Disk")))
    , m_cloud(new MediumField(shared, MediumField::Kind::Template, tr("Cloud image")))
    , m_tree(new TreeField(shared))
    , m_container(new ContainerBox)
    , m_xml(new QPlainTextEdit)
{
    setAcceptDrops(true);
    m_hostLabel->setBuddy(m_host);
    m_host->setAccessibleName(tr("Host"));
    m_origins->setAccessibleName(tr("Source"));
    m_origins->setIconSize(QSize(24, 24));
    m_origins->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    const auto choices = originChoices();
    for (const OriginChoice &choice : choices) {
        auto *item = new QListWidgetItem(QIcon::fromTheme(choice.icon), choice.title, m_origins);
        item->setSizeHint({0, fontMetrics().height() * 2});
    }
    int widest = 0;
    for (const OriginChoice &choice : choices)
        widest = qMax(widest, fontMetrics().horizontalAdvance(choice.title));
    m_origins->setFixedWidth(widest + m_origins->iconSize().width()
                             + fontMetrics().averageCharWidth() * 6);
    m_origins->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    m_xml->setAccessibleName(tr("XML"));
    m_xml->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_xml->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_xml->setPlaceholderText(u"<domain type='kvm'>…"_s);
    m_xml->setTabChangesFocus(true);
    auto *open = new QPushButton(tr("&Open…"));
    open->setAccessibleName(tr("Open"));
    auto *xmlPage = new QWidget;
    auto *xmlLayout = new QVBoxLayout(xmlPage);
    xmlLayout->setContentsMargins({});
    xmlLayout->addWidget(m_xml, 1);
    xmlLayout->addWidget(open, 0, Qt::AlignLeft);

    for (const OriginChoice &choice : choices) {
        auto *page = new QWidget;
        auto *layout = new QVBoxLayout(page);
        layout->setContentsMargins({});
        auto *explanation = new PlainLabel(choice.explanation);
        explanation->setWordWrap(true);
        layout->addWidget(explanation);
        if (choice.origin == MachineOrigin::Installer)
            layout->addWidget(m_image, 1);
        else if (choice.origin == MachineOrigin::Disk)
            layout->addWidget(m_disk, 1);
        else if (choice.origin == MachineOrigin::Cloud)
            layout->addWidget(m_cloud, 1);
        else if (choice.origin == MachineOrigin::Tree)
            layout->addWidget(m_tree, 1);
        else if (choice.origin == MachineOrigin::Xml)
            layout->addWidget(xmlPage, 1);
        else if (choice.origin == MachineOrigin::Container)
            layout->addWidget(m_container);
        else
            layout->addStretch(1);
        if (choice.origin == MachineOrigin::Container)
            layout->addStretch(1);
        m_details->addWidget(page);
    }
    m_found->setWordWrap(true);
    m_note->setWordWrap(true);

    auto *hostLine = new QHBoxLayout;
    hostLine->addWidget(m_hostLabel);
    hostLine->addWidget(m_host, 1);
    auto *right = new QVBoxLayout;
    right->addWidget(m_details, 1);
    right->addWidget(m_found);
    right->addWidget(m_note);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(fontMetrics().averageCharWidth() * 2);
    columns->addWidget(m_origins);
    columns->addLayout(right, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(hostLine);
    layout->addLayout(columns, 1);

    connect(m_origins, &QListWidget::currentRowChanged, this, &SourcePage::originChosen);
    connect(m_host, &QComboBox::activated, this, [this](int index) {
        const auto hosts = state().hosts();
        for (Connection *host : hosts) {
            if (host->id() == m_host->itemData(index).toUuid())
                state().setHost(host);
        }
        m_image->setPath({});
        m_disk->setPath({});
        m_cloud->setPath({});
    });
    for (MediumField *one : {m_image, m_disk, m_cloud}) {
        connect(one, &MediumField::changed, this, [this, one] {
            if (one != field())
                return;
            state().draft.medium = one->choice();
            state().detect();
            if (one == m_disk)
                state().askUsers(one->choice());
            update();
        });
    }
    connect(m_tree, &TreeField::changed, this, [this] {
        state().draft.treeArguments = m_tree->arguments();
        // Looking takes a while; what was looked at already is known.
        if (state().draft.tree.url != m_tree->address() || m_tree->address().isEmpty())
            state().detectTree(m_tree->address());
        update();
    });
    connect(&shared, &NewMachineState::usersKnown, this, [this](const QString &sentence) {
        if (field() == m_disk && isVisible())
            m_disk->setRemark(sentence);
    });
    connect(m_xml, &QPlainTextEdit::textChanged, this, [this] {
        state().draft.xml = m_xml->toPlainText().toUtf8();
        update();
    });
    connect(m_container, &ContainerBox::changed, this, [this] {
        state().draft.container = m_container->container();
        update();
    });
    connect(&shared, &NewMachineState::definitionChecked, this, &SourcePage::update);
    connect(open, &QPushButton::clicked, this, &SourcePage::openXml);
    connect(&shared, &NewMachineState::hostChanged, this, &SourcePage::update);
    connect(&shared, &NewMachineState::storageChanged, this, &SourcePage::update);
    connect(&shared, &NewMachineState::detectionChanged, this, &SourcePage::update);
    state().draft.container = m_container->container();
    m_origins->setCurrentRow(0);
}

MediumField *SourcePage::field() const
{
    switch (state().draft.origin) {
    case MachineOrigin::Installer:
        return m_image;
    case MachineOrigin::Disk:
        return m_disk;
    case MachineOrigin::Cloud:
        return m_cloud;
    default:
        return nullptr;
    }
}

void SourcePage::setImage(const QString &path)
{
    m_origins->setCurrentRow(0);
    m_image->setPath(path);
}

void SourcePage::originChosen()
{
    const int row = m_origins->currentRow();
    if (row < 0)
        return;
    m_details->setCurrentIndex(row);
    state().draft.origin = originChoices().at(row).origin;
    state().draft.medium = field() ? field()->choice() : MediumChoice();
    if (state().draft.origin == MachineOrigin::Tree) {
        m_tree->enter();
        state().detectTree(m_tree->address());
    } else {
        state().detect();
    }
    update();
}

// A host runs machines or containers, not both.
void SourcePage::offer()
{
    const auto choices = originChoices();
    int first = -1;
    for (int row = 0; row < choices.size(); ++row) {
        const MachineOrigin origin = choices[row].origin;
        const bool offered = origin == MachineOrigin::Xml
                             || (origin == MachineOrigin::Container) == state().isContainerHost();
        m_origins->item(row)->setHidden(!offered);
        // What is proper to the host comes before what is possible on each.
        if (offered && (first < 0 || choices[first].origin == MachineOrigin::Xml))
            first = row;
    }
    const QListWidgetItem *current = m_origins->currentItem();
    if (first >= 0 && (!current || current->isHidden()))
        m_origins->setCurrentRow(first);
    m_container->setLocal(state().isLocal());
}

void SourcePage::enter()
{
    const QSignalBlocker quiet(m_host);
    m_host->clear();
    const auto hosts = state().hosts();
    for (const Connection *host : hosts) {
        m_host->addItem(SafeText::forAction(connectionDisplayName(host->config()), 80), host->id());
        if (host == state().host())
            m_host->setCurrentIndex(m_host->count() - 1);
    }
    // With one host there is nothing to choose.
    m_host->setVisible(hosts.size() > 1);
    m_hostLabel->setVisible(hosts.size() > 1);
    update();
}

void SourcePage::update()
{
    offer();
    QString found;
    if (state().draft.origin == MachineOrigin::Installer && !state().draft.medium.isEmpty()) {
        if (state().isDetecting())
            found = tr("Looking at what is on the image…");
        else if (state().detected())
            found = tr("Found: %1").arg(SafeText::line(state().detected()->systemName, 120));
        else
            found = tr("The system on this image is not known; the next step asks for it.");
    }
    if (state().draft.origin == MachineOrigin::Tree && !state().draft.tree.isEmpty()
        && !state().isDetecting()) {
        found = state().detected()
                    ? tr("Found: %1").arg(SafeText::line(state().detected()->systemName, 120))
                    : tr("The system that is installed from there is not known; the next step asks "
                         "for it.");
    }
    const bool fromXml = state().draft.origin == MachineOrigin::Xml;
    const auto checked = fromXml ? state().definition() : std::nullopt;
    if (fromXml && state().isChecking())
        found = tr("The host looks at the definition…");
    m_found->setText(found);
    m_found->setVisible(!found.isEmpty());
    QString problem = state().originProblem();
    if (problem.isEmpty() && checked && !*checked)
        problem = SafeText::block(
            u"%1\n%2"_s.arg(checked->error().summary, checked->error().detail).trimmed(), 2000);
    // An empty field needs no reproach: the button waits, too.
    const bool container = state().draft.origin == MachineOrigin::Container; // says it itself
    const bool fromTree = state().draft.origin == MachineOrigin::Tree;
    const bool aloud = fromXml    ? !state().draft.xml.isEmpty()
                       : fromTree ? !state().isDetecting() && !state().draft.tree.isEmpty()
                                  : !container && !isComplete() && !field();
    showUnderField(m_note, aloud || !state().host() || state().error() ? problem : QString());
    m_note->setVisible(!m_note->text().isEmpty());
    Q_EMIT completeChanged();
}

bool SourcePage::isComplete() const
{
    return state().originProblem().isEmpty() && !state().isChecking()
           && (state().draft.origin != MachineOrigin::Container || m_container->isComplete());
}

void SourcePage::openXml()
{
    auto *dialog = new QFileDialog(this, tr("Open a definition"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("XML (*.xml)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly) || file.size() > largestXml) {
            showUnderField(m_note, tr("This file cannot be read."));
            m_note->show();
            return;
        }
        m_xml->setPlainText(QString::fromUtf8(file.readAll()));
    });
    dialog->open();
}

void SourcePage::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

// Anywhere on the page: what it is decides where it goes.
void SourcePage::dropEvent(QDropEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() != 1 || !urls.first().isLocalFile())
        return;
    event->acceptProposedAction();
    const QString path = urls.first().toLocalFile();
    const bool iso = path.endsWith(".iso"_L1, Qt::CaseInsensitive);
    m_origins->setCurrentRow(iso || field() == m_image ? 0 : 1);
    if (field())
        field()->setPath(path);
}
