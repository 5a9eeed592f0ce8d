// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/newmachinepage.h"

class MediumField;
class ContainerBox;
class PlainLabel;
class QComboBox;
class QListWidget;
class QPlainTextEdit;
class QStackedWidget;
class TreeField;

// The first step: on which host, and what the machine starts from.
class SourcePage : public NewMachinePage
{
    Q_OBJECT

public:
    explicit SourcePage(NewMachineState &state);

    // Chooses a file of this computer to install from.
    void setImage(const QString &path);
    void enter() override;
    bool isComplete() const override;
    void update(); // after something of the state that it shows has changed

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void originChosen();
    void openXml();
    void offer();
    MediumField *field() const; // of the origin that is chosen; may be null

    QComboBox *m_host;
    PlainLabel *m_hostLabel, *m_note, *m_found;
    QListWidget *m_origins;
    QStackedWidget *m_details;
    MediumField *m_image, *m_disk, *m_cloud;
    TreeField *m_tree;
    ContainerBox *m_container;
    QPlainTextEdit *m_xml;
};
