// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hardware/imagepathfield.h"

#include "views/basic/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

ImagePathField::ImagePathField(bool canBrowse, QWidget *parent)
    : QWidget(parent), m_path(new QLineEdit)
{
    auto *button = new QPushButton(tr("&Browse…"));
    button->setAccessibleName(tr("Browse"));
    button->setVisible(canBrowse);
    m_path->setAccessibleName(tr("Image or device"));
    m_path->setPlaceholderText(tr("None"));
    m_path->setMaxLength(4096);
    auto *label = new PlainLabel(tr("&Image or device:"));
    label->setBuddy(m_path);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(m_path, 1);
    layout->addWidget(button);
    connect(m_path, &QLineEdit::textEdited, this, &ImagePathField::edited);
    connect(button, &QPushButton::clicked, this, &ImagePathField::browse);
}

void ImagePathField::setPath(const QString &path)
{
    m_path->setText(path);
}
