// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "dialogs/storage/volumeusersbox.h"

#include <optional>

class FieldForm;
class SizeField;
class QCheckBox;

// What becomes of a volume's size.
struct VolumeResize
{
    quint64 capacity = 0; // bytes
    bool shrink = false;
    bool allocate = false;
    bool operator==(const VolumeResize &) const = default;
};

// The new size of a volume. A smaller one stands behind a warning of its own that names the bytes
// that are lost, and is refused while anybody uses the volume, or while that is not known.
class ResizeVolumeDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `available`: bytes free in the pool; 0: unknown. `ask`: called when a size is smaller.
    ResizeVolumeDialog(const StorageVolume &volume, const QString &host, quint64 available,
                       const AskVolumeUsers &ask, QWidget *parent = nullptr);

    VolumeResize spec() const;
    SizeField *size() const { return m_size; }
    VolumeUsersBox *users() const { return m_users; }
    QString warning() const; // empty: it grows
    void accept() override;

Q_SIGNALS:
    void accepted(const VolumeRef &volume, const VolumeResize &resize);

private:
    void update();

    StorageVolume m_volume;
    quint64 m_available;
    AskVolumeUsers m_ask;
    FieldForm *m_form;
    SizeField *m_size;
    QCheckBox *m_allocate, *m_understood;
    PlainLabel *m_warning;
    QWidget *m_loss;
    VolumeUsersBox *m_users;
    bool m_asked = false;
    quint64 m_agreed = 0; // the size that the tick stands for
};
