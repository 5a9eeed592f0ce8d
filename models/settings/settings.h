// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>

#include <memory>

// A preference: its key, its type and the default that is never written.
//     inline constexpr Setting<bool> confirmForceOff{"confirm/forceOff", true};
template <class T>
struct Setting
{
    const char *key;
    T fallback;
};

// The user's preferences in one file that only they can read (0600, in a folder of 0700). Passed
// by reference, never found through a singleton. GUI thread.
class Settings : public QObject
{
    Q_OBJECT

public:
    // `file`: absolute path of an INI file; it and its folder are made on the first write. A file
    // that cannot be parsed is kept beside it as ".bad" and the defaults are used.
    explicit Settings(const QString &file, QObject *parent = nullptr);
    ~Settings() override;

    template <class T>
    T get(const Setting<T> &setting) const
    {
        QVariant stored = value(setting.key);
        // An INI file gives strings back; "many" is no number.
        return stored.isValid() && stored.convert(QMetaType::fromType<T>()) ? stored.value<T>()
                                                                            : T(setting.fallback);
    }

    template <class T>
    void set(const Setting<T> &setting, const T &newValue)
    {
        setValue(setting.key,
                 newValue == T(setting.fallback) ? QVariant() : QVariant::fromValue(newValue));
    }

    // For what has no type of its own here: window geometry, header states. An invalid value removes.
    QVariant value(const char *key) const;
    void setValue(const char *key, const QVariant &newValue);

    QString file() const;

Q_SIGNALS:
    void changed(const QString &key);

private:
    std::unique_ptr<QSettings> m_store;
};
