// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of NewMachineState that looks at what is brought along.
#include "dialogs/newmachine/newmachinestate.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/import/importreader.h"

using namespace Qt::StringLiterals;

void NewMachineState::lookAtImport()
{
    m_reader.reset();
    m_importError.reset();
    draft.imported = {};
    const MediumChoice medium = draft.medium;
    const bool copied = draft.origin == MachineOrigin::Cloud
                        || (draft.origin == MachineOrigin::Disk && medium.upload);
    if (copied && !medium.file.isEmpty()) {
        m_reader = std::make_unique<ImportReader>();
        whenDone(m_reader->read(medium.file), m_reader.get(),
                 [this](const Result<ImportedMachine> &found) {
                     m_reader.release()->deleteLater(); // it is still talking
                     if (found)
                         draft.imported = *found;
                     else
                         m_importError = found.error();
                     Q_EMIT importChanged();
                 });
    }
    Q_EMIT importChanged();
}

QString NewMachineState::importProblem() const
{
    if (m_reader)
        return tr("Looking at the file…");
    if (!m_importError)
        return {};
    const QString detail = SafeText::line(m_importError->detail, 400);
    return detail.isEmpty() ? m_importError->summary
                            : tr("%1 %2").arg(m_importError->summary, detail);
}
