// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/watchdogeditor.h"

#include "models/xml/devicewords.h"

using namespace Qt::StringLiterals;

WatchdogEditor::WatchdogEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    rows().addChoice(u"@model"_s, tr("Model"), {}, tr("None"));
    rows().addChoice(u"@action"_s, tr("When the guest hangs"), {}, tr("Default (reset)"));
}

void WatchdogEditor::arrange()
{
    const QStringList where{u"domain"_s, u"devices"_s, u"watchdog"_s};
    rows().setWords(u"@model"_s, schemaWords(where, u"model"_s,
                                             {{u"i6300esb"_s, tr("Intel 6300ESB (PCI)")},
                                              {u"ib700"_s, tr("iBASE 700 (ISA)")},
                                              {u"diag288"_s, tr("DIAG 288 (IBM Z)")},
                                              {u"itco"_s, tr("Intel TCO (built into q35)")}}));
    rows().setWords(u"@action"_s, schemaWords(where, u"action"_s, listOf(Words::watchdogAction)));
    const QString action = word(u"@action"_s);
    QString note;
    if (action == "shutdown"_L1)
        note = tr("A guest that hangs seldom shuts down: powering it off is surer.");
    else if (action == "dump"_L1)
        note = tr("Its memory is written to the host’s disk, which may need much room there.");
    else if (action == "pause"_L1)
        note = tr("It stays as it is, to be looked at, until somebody resumes or resets it.");
    rows().setNote(u"@action"_s, note);
}
