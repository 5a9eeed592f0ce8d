// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/changesdialog.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/diff/diffview.h"

#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

ChangesDialog::ChangesDialog(const QString &machine, const QByteArray &before,
                             const QByteArray &after, QWidget *parent)
    : PlainDialog(u"view-list-details"_s, tr("Changes"), parent)
{
    setHeading(tr("Changes to “%1” that are not applied yet").arg(SafeText::line(machine, 80)));
    addDifference(before, after);
    auto *close = buttons()->addButton(QDialogButtonBox::Close);
    close->setDefault(true);
}

ChangesDialog::ChangesDialog(const QString &machine, const QByteArray &before,
                             const QByteArray &after, const QStringList &dropped, QWidget *parent)
    : PlainDialog(u"dialog-warning"_s, tr("Changes"), parent)
{
    setHeading(tr("The host would drop a part of what you wrote"));
    setText(tr("It takes the definition of “%1”, but does not keep all of it. Nothing has been "
               "changed yet.")
                .arg(SafeText::line(machine, 80)));
    auto *list = new QListWidget;
    list->setAccessibleName(tr("What the host drops"));
    for (const QString &one : dropped)
        list->addItem(SafeText::line(one, 300));
    constexpr int mostRows = 6;
    const int rows = std::min(mostRows, list->count());
    list->setFixedHeight(rows * list->sizeHintForRow(0) + 2 * list->frameWidth());
    content()->addWidget(list);
    addDifference(before, after);
    addButtons(tr("&Apply anyway"), true);
}

void ChangesDialog::addDifference(const QByteArray &before, const QByteArray &after)
{
    auto *view = new DiffView;
    view->compare(QString::fromUtf8(before), QString::fromUtf8(after));
    view->setMinimumSize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 18);
    auto *sum = new PlainLabel(tr("%1, %2").arg(tr("%n line(s) added", nullptr, view->added()),
                                                tr("%n removed", nullptr, view->removed())));
    sum->setForegroundRole(QPalette::PlaceholderText);
    content()->addWidget(view, 1);
    content()->addWidget(sum);
    setSizeGripEnabled(true);
}
