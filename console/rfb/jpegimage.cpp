// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/jpegimage.h"

#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

namespace {

constexpr int maximumScans = 64; // each costs as much as a whole picture

struct Errors
{
    jpeg_error_mgr manager;
    std::jmp_buf back;
};

[[noreturn]] void giveUp(j_common_ptr jpeg)
{
    std::longjmp(reinterpret_cast<Errors *>(jpeg->err)->back, 1);
}

void watch(j_common_ptr jpeg)
{
    if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > maximumScans)
        giveUp(jpeg);
}

} // namespace

bool JpegImage::decode(const uchar *data, qsizetype size, const QRect &rect, Framebuffer &picture)
{
    // Nothing with a destructor below: the library leaves by longjmp.
    jpeg_decompress_struct jpeg = {};
    Errors errors = {};
    jpeg_progress_mgr progress = {};
    jpeg.err = jpeg_std_error(&errors.manager);
    errors.manager.error_exit = giveUp;
    errors.manager.output_message = [](j_common_ptr) {};
    progress.progress_monitor = watch;
    if (setjmp(errors.back)) {
        jpeg_destroy_decompress(&jpeg);
        return false;
    }
    jpeg_create_decompress(&jpeg);
    jpeg.progress = &progress;
    jpeg_mem_src(&jpeg, data, static_cast<unsigned long>(size));
    if (jpeg_read_header(&jpeg, TRUE) != JPEG_HEADER_OK || int(jpeg.image_width) != rect.width()
        || int(jpeg.image_height) != rect.height())
        giveUp(reinterpret_cast<j_common_ptr>(&jpeg));
#if Q_BYTE_ORDER == Q_LITTLE_ENDIAN
    jpeg.out_color_space = JCS_EXT_BGRX;
#else
    jpeg.out_color_space = JCS_EXT_XRGB;
#endif
    jpeg_start_decompress(&jpeg);
    while (jpeg.output_scanline < jpeg.output_height) {
        auto *row =
            reinterpret_cast<JSAMPROW>(picture.at(rect.x(), rect.y() + int(jpeg.output_scanline)));
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_decompress(&jpeg);
    jpeg_destroy_decompress(&jpeg);
    picture.addWork(qint64(rect.width()) * rect.height());
    return true;
}
