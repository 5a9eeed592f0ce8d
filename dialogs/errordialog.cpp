// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/errordialog.h"

#include "dialogs/readonlytext.h"
#include "models/core/safetext.h"
#include "models/values/libvirterror.h"
#include "views/basic/plainlabel.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QIcon>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

QString errorCodeText(const Error &error)
{
    if (error.code == 0)
        return {};
    const auto named = [](const QString &name, int number) {
        return name.isEmpty() ? QString::number(number)
                              : u"%1 (%2)"_s.arg(name, QString::number(number));
    };
    const QString code = named(libvirtErrorName(error.code), error.code);
    return error.domain == 0
               ? code
               : ErrorDialog::tr("%1 from %2", "error code from library part")
                     .arg(code, named(libvirtErrorDomainName(error.domain), error.domain));
}

ErrorDialog::ErrorDialog(const Error &error, QWidget *parent)
    : PlainDialog(error.kind == Error::Kind::NotFound ? u"dialog-information"_s : u"dialog-error"_s,
                  tr("Details of a failure"), parent)
{
    setWindowModality(Qt::NonModal);
    const QString summary = error.summary.isEmpty() ? tr("Something did not work.") : error.summary;
    const QString words = SafeText::block(error.detail).trimmed();
    const QString code = errorCodeText(error);
    setHeading(summary);
    // Advice may hold commands: they are to be read and copied as they are, so not in a label.
    if (!error.advice.isEmpty()) {
        auto *label = new PlainLabel(tr("What to try:"));
        auto *advice = new ReadOnlyText(SafeText::block(error.advice), 12);
        advice->setFrameShape(QFrame::NoFrame);
        advice->setMinimumHeight(advice->sizeHint().height());
        advice->viewport()->setBackgroundRole(QPalette::Window);
        advice->setAccessibleName(tr("What to try"));
        label->setBuddy(advice);
        content()->addWidget(label);
        content()->addWidget(advice);
    }
    if (!words.isEmpty()) {
        auto *label = new PlainLabel(tr("In the words of libvirt:"));
        auto *view = new ReadOnlyText(words, 14);
        if (words.contains(u'\n'))
            view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        view->setAccessibleName(tr("In the words of libvirt"));
        label->setBuddy(view);
        content()->addWidget(label);
        content()->addWidget(view, 1);
    }
    if (!code.isEmpty()) {
        auto *label = new PlainLabel(code);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setForegroundRole(QPalette::PlaceholderText);
        content()->addWidget(label);
    }

    QStringList parts{heading()};
    for (const QString &part : {SafeText::block(error.advice), words, code})
        if (!part.isEmpty())
            parts << part;
    m_report = parts.join(u"\n\n"_s);

    QPushButton *copy = buttons()->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setIcon(QIcon::fromTheme(u"edit-copy"_s));
    copy->setAccessibleName(tr("Copy"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_report); });
    QPushButton *close = buttons()->addButton(QDialogButtonBox::Close);
    close->setDefault(true);
    close->setFocus(); // not a caret in a text that nobody can write
}
