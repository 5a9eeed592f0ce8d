// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/installanswers.h"
#include "dialogs/newmachine/newmachinestate.h"
#include "models/core/result.h"
#include "models/values/machinekey.h"
#include "models/values/machineplan.h"

#include <QDialog>

#include <optional>

class Inventory;
class NewMachinePage;
class NoticePanel;
class PlainLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

// The New machine wizard: at most five steps with sound defaults, and a plan at the end. It changes
// nothing on the host itself. After creationWanted() it is hidden and waits: showFailure() brings it
// back as it was, with what went wrong. Whoever takes the plan deletes it when that has succeeded; closed
// by the user it deletes itself. Open it with show().
class NewMachineDialog : public QDialog
{
    Q_OBJECT

public:
    NewMachineDialog(Inventory &inventory, const ConnectionId &host, QWidget *parent = nullptr);
    ~NewMachineDialog() override;

    void showFailure(const Error &error);
    // Who asks for places in storage; without one, nothing is offered that needs it.
    void setAskForStorage(const AskForStorage &ask);
    void setImage(const QString &path); // of a medium to install from
    QString currentStep() const;        // "Source", …
    QStringList steps() const;          // those of the source that is chosen
    // Forward or back, where that is possible.
    void next();
    void back();

    void setVisible(bool visible) override;

Q_SIGNALS:
    // `answers`: for the step that sends what is to be written first, if the plan has one.
    void creationWanted(const ConnectionId &host, const MachinePlan &plan,
                        const InstallAnswers &answers, AfterCreation after);

protected:
    void changeEvent(QEvent *event) override;

private:
    QList<NewMachinePage *> route() const; // the pages of the source that is chosen
    void showPage(NewMachinePage *page);
    void update();
    void create();
    void paintSteps();

    NewMachineState *m_state;
    QList<NewMachinePage *> m_pages;
    QList<PlainLabel *> m_stepLabels;
    PlainLabel *m_heading;
    NoticePanel *m_failure;
    QStackedWidget *m_stack;
    QPushButton *m_back, *m_next, *m_cancel;
};
