// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/inventory/definitionhistory.h"
#include "models/values/definitiondifference.h"
#include "models/xml/xmlcomparison.h"

class PlainLabel;
class QComboBox;
class QPlainTextEdit;
class QTabWidget;
class QTreeWidget;

// The definitions that a machine had: when, by whom, what changed. One of them can be put back in
// place, after what that changes has been shown. It changes nothing itself.
class HistoryDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `present`: what the machine has now; empty: not known, and nobody can go back.
    HistoryDialog(const QString &machine, const DefinitionHistory::Versions &history,
                  const QByteArray &present, bool readOnly, QWidget *parent = nullptr);

Q_SIGNALS:
    // The definition that was shown as the present one, and the one to put in its place. `title`:
    // of the version, in words.
    void restoreWanted(const QByteArray &present, const QByteArray &wanted, const QString &title);

private:
    enum Comparison { WithPresent, WithBefore };
    struct Answer
    {
        QList<DefinitionDifference> words = {};
        Result<QList<XmlDifference>> lines = {};
        QString problem = {};
    };

    void compare();
    void showAnswer(const Answer &answer);
    int current() const; // of m_versions; -1: none

    const QList<DefinitionVersion> m_versions;
    const QByteArray m_present;
    const bool m_readOnly;
    QTreeWidget *m_list, *m_words;
    QComboBox *m_comparison;
    PlainLabel *m_note;
    QPlainTextEdit *m_xml;
    QTabWidget *m_tabs;
    QPushButton *m_back;
    int m_asked = 0; // answers to earlier questions are dropped
};
