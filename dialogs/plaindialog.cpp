// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/plaindialog.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"
#include "views/basic/wrappable.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QIcon>
#include <QPushButton>
#include <QScreen>
#include <QStyle>
#include <QVBoxLayout>

PlainDialog::PlainDialog(const QString &icon, const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_headingLabel(new PlainLabel)
    , m_textLabel(new PlainLabel)
    , m_content(new QVBoxLayout)
    , m_buttons(new QDialogButtonBox)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(SafeText::line(title));

    const int size = style()->pixelMetric(QStyle::PM_LargeIconSize);
    auto *picture = new PlainLabel;
    picture->setPixmap(QIcon::fromTheme(icon).pixmap(QSize(size, size), devicePixelRatioF()));
    picture->setAlignment(Qt::AlignTop);
    picture->setVisible(!icon.isEmpty());

    QFont bold = m_headingLabel->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.1);
    m_headingLabel->setFont(bold);
    for (PlainLabel *label : {m_headingLabel, m_textLabel}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setMinimumWidth(fontMetrics().averageCharWidth() * 56);
        label->hide();
    }

    const int gap = style()->pixelMetric(QStyle::PM_LayoutVerticalSpacing);
    auto *words = new QVBoxLayout;
    words->setSpacing(gap * 2);
    words->addWidget(m_headingLabel);
    words->addWidget(m_textLabel);
    words->addLayout(m_content, 1);
    m_content->setSpacing(gap);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(gap * 3);
    upper->addWidget(picture, 0, Qt::AlignTop);
    upper->addLayout(words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap * 3, gap * 3, gap * 3, gap * 2);
    layout->setSpacing(gap * 3);
    layout->addLayout(upper, 1);
    layout->addWidget(m_buttons);

    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void PlainDialog::setHeading(const QString &heading)
{
    m_heading = SafeText::line(heading, 240);
    m_headingLabel->setText(wrappable(m_heading));
    m_headingLabel->setVisible(!heading.isEmpty());
    setAccessibleDescription(m_heading);
}

void PlainDialog::setText(const QString &text)
{
    m_text = SafeText::block(text, 4000);
    m_textLabel->setText(wrappable(m_text));
    m_textLabel->setVisible(!text.isEmpty());
}

void PlainDialog::addButtons(const QString &verb, bool losesData)
{
    m_accept = m_buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    m_accept->setAccessibleName(QString(verb).remove(u'&').remove(u'…'));
    QPushButton *cancel = m_buttons->addButton(QDialogButtonBox::Cancel);
    QPushButton *quick = losesData ? cancel : m_accept;
    m_accept->setAutoDefault(!losesData);
    quick->setDefault(true);
    if (losesData)
        quick->setFocus();
}

void PlainDialog::setVisible(bool visible)
{
    if (visible && !m_fitted) {
        m_fitted = true;
        ensurePolished();
        resize(sizeHint().boundedTo(screen()->availableSize()));
        fit(true);
    }
    QDialog::setVisible(visible);
}

void PlainDialog::fit(bool shrink)
{
    // Innermost first: a text that changed is known to its own layout only, until an event says so.
    const QList<QWidget *> inside = findChildren<QWidget *>();
    for (auto widget = inside.crbegin(); widget != inside.crend(); ++widget)
        if ((*widget)->layout())
            (*widget)->layout()->activate();
    layout()->activate();
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                     : layout()->totalSizeHint().height();
    const int bounded = qMin(needed, screen()->availableSize().height() * 9 / 10);
    if (bounded > height() || shrink)
        resize(width(), bounded);
}

void PlainDialog::setProblem(PlainLabel *label, const QString &problem, const QString &remark)
{
    showUnderField(label, problem, remark);
    if (m_accept)
        m_accept->setEnabled(problem.isEmpty());
}

void showUnderField(PlainLabel *label, const QString &problem, const QString &remark)
{
    label->setWordWrap(true);
    label->setText(wrappable(problem.isEmpty() ? remark : problem));
    QPalette palette;
    // The palette has no colour for trouble; these two are readable on what they lie on.
    const bool dark = palette.color(QPalette::Window).lightness() < 128;
    palette.setColor(QPalette::WindowText, problem.isEmpty()
                                               ? palette.color(QPalette::PlaceholderText)
                                           : dark ? QColor(0xff, 0x8a, 0x80)
                                                  : QColor(0xb3, 0x26, 0x1e));
    label->setPalette(palette);
}
