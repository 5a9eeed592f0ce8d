// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hostkeydialog.h"

#include "dialogs/readonlytext.h"
#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QFontDatabase>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

HostKeyDialog::HostKeyDialog(const HostKeyOffer &offer, QWidget *parent)
    : PlainDialog(u"security-medium"_s, tr("Unknown host"), parent)
{
    const QString host = SafeText::line(offer.host, 120);
    const QString owner = offer.keyHost.isEmpty() ? host : SafeText::line(offer.keyHost, 120);
    setHeading(tr("Is this really “%1”?").arg(host));
    setText(tr("This computer has not met the host before. Compare the fingerprint of its key with "
               "the one that its administrator gave you. If they differ, somebody else answers in "
               "the host's place and would learn what you type."));

    const auto add = [this](const QString &text) {
        auto *label = new PlainLabel(wrappable(text));
        label->setWordWrap(true);
        content()->addWidget(label);
    };
    const QString type = SafeText::line(offer.keyType, 30);
    add(type.isEmpty() ? tr("Key of %1:").arg(owner) : tr("%1 key of %2:").arg(type, owner));
    auto *fingerprint = new ReadOnlyText(SafeText::block(offer.fingerprint, 2000), 8);
    fingerprint->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    fingerprint->setAccessibleName(tr("Fingerprint"));
    content()->addWidget(fingerprint);
    if (!offer.remarks.isEmpty())
        add(tr("ssh adds: %1").arg(SafeText::block(offer.remarks, 1000)));
    add(tr("If you trust it, the key is remembered for the next time."));
    addButtons(tr("&Trust and connect"), true);
}
