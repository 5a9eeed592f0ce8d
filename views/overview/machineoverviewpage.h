// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/domaindescription.h"
#include "models/values/machine.h"
#include "models/values/stats.h"

#include <QDateTime>
#include <QImage>
#include <QWidget>

class FactsForm;
class MessagePage;
class NoticePanel;
class OverviewFrame;
class PlainLabel;
class QAction;
class QStackedWidget;
class ScreenPreview;
class UsageBar;

// The first thing a user sees of a machine: what it is, how it is, and what to do with it.
class MachineOverviewPage : public QWidget
{
    Q_OBJECT

public:
    explicit MachineOverviewPage(QWidget *parent = nullptr);

    // Fills the page; another machine's description and usage are forgotten.
    void setMachine(const MachineKey &key, const Machine &machine, const QString &hostName);
    void setDescription(const Result<DomainDescription> &description);
    void setUsage(const MachineUsage &usage);
    void setStateSince(const QDateTime &since); // when it came to its state; invalid: not known
    void setNotice(const QString &sentence);    // "The host is away." above all else; empty: none
    void setActions(const QList<QAction *> &actions);
    // What the machine's screen shows; null: not known yet, or off. `why`: a sentence, where
    // pictures cannot be had; empty: they can.
    void setPicture(const QImage &picture, const QString &why = {});
    // Whether there is room for a picture while the machine is active.
    void setPicturesWanted(bool wanted);
    QSize pictureSize() const; // device pixels
    void clear();              // nothing is selected

    QString title() const;
    QString state() const;

Q_SIGNALS:
    void consoleWanted(); // a click on the picture

private:
    void updatePicture();
    void update();
    void updateUsage();

    MachineKey m_key;
    Machine m_machine;
    QString m_hostName;
    DomainDescription m_description;
    MachineUsage m_usage;
    QDateTime m_since;
    QStackedWidget *m_stack;
    MessagePage *m_empty;
    OverviewFrame *m_frame;
    NoticePanel *m_notice, *m_broken;
    PlainLabel *m_text;
    FactsForm *m_facts;
    QWidget *m_usageBox, *m_usageSection, *m_textSection;
    ScreenPreview *m_preview;
    PlainLabel *m_pictureNote;
    QImage m_picture;
    QString m_whyNoPicture;
    bool m_picturesWanted = false;
    UsageBar *m_cpu, *m_memory;
    FactsForm *m_rates;
};
