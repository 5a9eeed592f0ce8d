// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/itemeditor.h"

class NoticePanel;
class SettingsForm;
class QVBoxLayout;

// The settings of one section or device: its own editor, where its kind has one, above the generic
// form. The same for a machine that is there, a device to add, and a machine to be made.
class ItemSettings : public QWidget
{
    Q_OBJECT

public:
    explicit ItemSettings(QWidget *parent = nullptr);

    void setServices(const HardwareServices &services); // before the first context
    void setContext(const ItemContext &context);
    void clear(); // nothing to set
    bool isEmpty() const;
    void setHighlight(const QString &words);
    // A sentence below a field: who else changed it, or why it was refused.
    void setNote(const QString &path, const QString &sentence);
    ItemEditor *editor() const { return m_editor; } // may be none
    SettingsForm *form() const { return m_form; }

Q_SIGNALS:
    // `touched`: it differs from what was read; otherwise an earlier edit is taken back.
    void fieldEdited(const FieldChange &change, bool touched);
    void elementEdited(const ElementChange &change, bool touched);

private:
    void formEdited(const QString &path, const std::optional<QString> &value, bool touched);

    HardwareServices m_services;
    QVBoxLayout *m_layout;
    NoticePanel *m_notice;
    ItemEditor *m_editor = nullptr;
    SettingsForm *m_form;
    QString m_kind; // of m_editor
    QString m_item; // whose fields are in the form
    ItemContext m_context;
    QString m_highlight;
    bool m_readOnly = false;
    MachineDriver m_driver; // of the form
};
