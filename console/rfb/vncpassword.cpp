// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/vncpassword.h"

#include <gnutls/crypto.h>

static constexpr qsizetype blockSize = 8;

static char reversed(char byte)
{
    int result = 0;
    for (int i = 0; i < 8; ++i) {
        if (uchar(byte) & (1 << i))
            result |= 0x80 >> i;
    }
    return char(result);
}

QByteArray VncPassword::respond(const QByteArray &challenge, const QByteArray &password)
{
    QByteArray key(blockSize, '\0');
    for (qsizetype i = 0; i < qMin(password.size(), blockSize); ++i)
        key[i] = reversed(password[i]);
    QByteArray response = challenge;
    // Each block by itself: chained, with a beginning of nothing, is the same for one block.
    for (qsizetype at = 0; at + blockSize <= response.size(); at += blockSize) {
        QByteArray beginning(blockSize, '\0');
        const gnutls_datum_t keyData{reinterpret_cast<uchar *>(key.data()), unsigned(blockSize)};
        const gnutls_datum_t start{reinterpret_cast<uchar *>(beginning.data()),
                                   unsigned(blockSize)};
        gnutls_cipher_hd_t cipher = nullptr;
        const bool begun =
            gnutls_cipher_init(&cipher, GNUTLS_CIPHER_DES_CBC, &keyData, &start) == 0;
        const bool done =
            begun && gnutls_cipher_encrypt(cipher, response.data() + at, size_t(blockSize)) == 0;
        if (begun)
            gnutls_cipher_deinit(cipher);
        if (!done)
            response.clear();
    }
    key.fill('\0');
    return response;
}
