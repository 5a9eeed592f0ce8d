// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/aboutdialog.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QIcon>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

AboutDialog::AboutDialog(const QStringList &versions, QWidget *parent)
    : PlainDialog(u"org.guesthouse.Guesthouse"_s, tr("About Guesthouse"), parent)
{
    setWindowModality(Qt::NonModal);
    setHeading(u"Guesthouse " GUESTHOUSE_VERSION ""_s);
    setText(tr("See, run and use virtual machines, here and on other computers."));
    QStringList lines{u"Qt %1"_s.arg(QString::fromLatin1(qVersion()))};
    for (const QString &version : versions)
        lines << SafeText::line(version);
    lines << u"%1, %2"_s.arg(QSysInfo::prettyProductName(), QGuiApplication::platformName());
    m_report = heading() + u'\n' + lines.join(u'\n');

    auto *details = new PlainLabel(wrappable(lines.join(u'\n')));
    details->setWordWrap(true);
    details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *licence = new PlainLabel(
        tr("© 2026 The Guesthouse developers. Free software under the GNU General Public License, "
           "version 3 or later: you may use, study, share and change it. It comes without any "
           "warranty."));
    licence->setWordWrap(true);
    licence->setForegroundRole(QPalette::PlaceholderText);
    content()->addWidget(details);
    content()->addSpacing(fontMetrics().height() / 2);
    content()->addWidget(licence);

    QPushButton *copy = buttons()->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setIcon(QIcon::fromTheme(u"edit-copy"_s));
    copy->setAccessibleName(tr("Copy"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_report); });
    QPushButton *close = buttons()->addButton(QDialogButtonBox::Close);
    close->setDefault(true);
    close->setFocus();
}
