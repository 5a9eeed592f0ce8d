// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of NewMachineState that finds out what the medium or the tree is, and its system.
#include "dialogs/newmachine/newmachinestate.h"
#include "models/core/async.h"
#include "models/download/treeprobe.h"
#include "models/inventory/inventory.h"
#include "models/inventory/storage.h"

using namespace Qt::StringLiterals;

void NewMachineState::detect()
{
    const int generation = ++m_generation;
    m_detected.reset();
    const MediumChoice medium = draft.medium;
    m_detecting = draft.origin == MachineOrigin::Installer && !medium.isEmpty() && m_host;
    if (!m_systemByUser)
        setSystem({}, false);
    lookAtImport();
    Q_EMIT detectionChanged();
    if (!m_detecting)
        return;
    const auto deliver = [this, generation](const Result<std::optional<SystemMedium>> &found) {
        apply(found, generation);
    };
    if (!medium.file.isEmpty()) {
        whenDone(m_catalog.identifyFile(medium.file), this, deliver);
        return;
    }
    whenDone(m_host->storage()->peekVolume(medium.volume.ref(), 0, IsoLabels::needed), this,
             [this, deliver](const Result<QByteArray> &beginning) {
                 if (beginning)
                     whenDone(m_catalog.identify(*beginning), this, deliver);
                 else
                     deliver(tl::unexpected(beginning.error()));
             });
}

void NewMachineState::forgetTree()
{
    ++m_generation;
    delete m_probe;
    m_treeError.reset();
    m_detected.reset();
    m_detecting = false;
    draft.tree = {};
    if (!m_systemByUser)
        setSystem({}, false);
    Q_EMIT detectionChanged();
}

void NewMachineState::detectTree(const QString &url)
{
    forgetTree();
    if (url.isEmpty() || !m_host)
        return;
    m_detecting = true;
    Q_EMIT detectionChanged();
    const int generation = m_generation;
    // libosinfo's own words on where the kernel is help where the tree has none.
    whenDone(m_catalog.identifyTree({}, url), this,
             [this, url, generation](const Result<std::optional<SystemTree>> &known) {
                 if (generation != m_generation)
                     return;
                 InstallTree hint{.url = url, .kind = InstallTree::Kind::Debian};
                 if (known && *known && !(*known)->kernelPath.isEmpty()) {
                     hint.kernelUrl = url + u'/' + (*known)->kernelPath;
                     hint.initrdUrl = url + u'/' + (*known)->initrdPath;
                 }
                 m_probe = new TreeProbe(url, architecture(), hint, this);
                 whenDone(m_probe->run(), m_probe,
                          [this, generation](const Result<InstallTree> &tree) {
                              found(tree, generation);
                          });
             });
}

void NewMachineState::found(const Result<InstallTree> &tree, int generation)
{
    if (generation != m_generation)
        return;
    m_probe->deleteLater();
    m_probe.clear();
    if (!tree) {
        m_treeError = tree.error();
        m_detecting = false;
        Q_EMIT detectionChanged();
        return;
    }
    draft.tree = *tree;
    whenDone(m_catalog.identifyTree(tree->treeInfo, tree->url), this,
             [this, generation](const Result<std::optional<SystemTree>> &known) {
                 std::optional<SystemMedium> system;
                 if (known && *known) {
                     system = SystemMedium{.systemId = (*known)->systemId,
                                           .systemName = (*known)->systemName};
                 }
                 apply(system, generation);
             });
}

void NewMachineState::apply(const Result<std::optional<SystemMedium>> &found, int generation)
{
    if (generation != m_generation)
        return;
    m_detecting = false;
    if (found)
        m_detected = *found;
    if (m_detected && !m_systemByUser)
        setSystem(m_detected->systemId, false);
    Q_EMIT detectionChanged();
}

void NewMachineState::setSystem(const QString &id, bool byUser)
{
    m_systemByUser = byUser;
    if (id == m_systemId)
        return;
    m_systemId = id;
    m_facts = {};
    readDomain();
    Q_EMIT systemChanged();
    if (id.isEmpty())
        return;
    whenDone(m_catalog.facts(id, architecture()), this,
             [this, id](const Result<SystemFacts> &facts) {
                 if (!facts || id != m_systemId)
                     return;
                 m_facts = *facts;
                 readDomain();
                 Q_EMIT systemChanged();
             });
}
