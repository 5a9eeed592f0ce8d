// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/spicefiles.h"

#include <spice/vd_agent.h>

#include <sys/stat.h>

using namespace Wire;

static constexpr gint64 pauseUs = 100'000; // between two words about one transfer
static constexpr guint checkMs = 1000;
static constexpr int patience = 2; // checks, before an end is brought about

// -1: there is no ordinary file.
static qint64 sizeOf(const QByteArray &path)
{
    struct stat found = {};
    return stat(path.constData(), &found) == 0 && S_ISREG(found.st_mode) ? found.st_size : -1;
}

SpiceFiles::~SpiceFiles()
{
    if (m_timer)
        g_source_remove(m_timer);
    for (Transfer *transfer : std::as_const(m_transfers)) {
        g_object_unref(transfer->cancellable);
        g_clear_object(&transfer->task);
        delete transfer;
    }
}

bool SpiceFiles::isDisabled() const
{
    return m_main
           && spice_main_channel_agent_test_capability(m_main, VD_AGENT_CAP_FILE_XFER_DISABLED);
}

bool SpiceFiles::isPossible() const
{
    gboolean agent = FALSE;
    if (m_main)
        g_object_get(m_main, "agent-connected", &agent, nullptr);
    return agent && !isDisabled();
}

void SpiceFiles::send(const SendFile &message)
{
    const auto refuse = [&](TransferOutcome outcome) {
        m_window.send(TransferEnded{message.transfer, outcome, {}});
    };
    if (m_transfers.contains(message.transfer))
        return;
    if (!isPossible())
        return refuse(isDisabled() ? TransferOutcome::Disabled : TransferOutcome::NoAgent);
    const qint64 size = sizeOf(message.path);
    if (size < 0)
        return refuse(TransferOutcome::Changed);

    auto *transfer = new Transfer{.files = *this,
                                  .number = message.transfer,
                                  .path = message.path,
                                  .size = size,
                                  .cancellable = g_cancellable_new()};
    m_transfers.insert(message.transfer, transfer);
    m_window.send(TransferProgress{message.transfer, 0, quint64(size)});
    GFile *sources[] = {g_file_new_for_path(message.path.constData()), nullptr};
    // Emitted within the call.
    const gulong handler = g_signal_connect(
        m_main, "new-file-transfer",
        G_CALLBACK(+[](SpiceMainChannel *, SpiceFileTransferTask *task, Transfer *it) {
            it->task = SPICE_FILE_TRANSFER_TASK(g_object_ref(task));
        }),
        transfer);
    // One call a file: a cancellable ends all files of its call.
    spice_main_channel_file_copy_async(
        m_main, sources, G_FILE_COPY_NONE, transfer->cancellable,
        [](goffset done, goffset, gpointer it) {
            auto *known = static_cast<Transfer *>(it);
            known->files.progressed(*known, quint64(done));
        },
        transfer,
        [](GObject *channel, GAsyncResult *result, gpointer it) {
            auto *known = static_cast<Transfer *>(it);
            GError *error = nullptr;
            spice_main_channel_file_copy_finish(SPICE_MAIN_CHANNEL(channel), result, &error);
            known->files.ended(known->number, error);
            g_clear_error(&error);
        },
        transfer);
    g_signal_handler_disconnect(m_main, handler);
    g_object_unref(sources[0]);
    if (!m_timer)
        m_timer = g_timeout_add(
            checkMs,
            [](gpointer self) -> gboolean { return static_cast<SpiceFiles *>(self)->check(); },
            this);
}

void SpiceFiles::cancel(quint32 number)
{
    if (Transfer *transfer = m_transfers.value(number))
        g_cancellable_cancel(transfer->cancellable);
}

void SpiceFiles::progressed(Transfer &transfer, quint64 done)
{
    const gint64 now = g_get_monotonic_time();
    if (now - transfer.announced < pauseUs)
        return;
    transfer.announced = now;
    const auto total = quint64(transfer.size);
    m_window.send(TransferProgress{transfer.number, qMin(done, total), total});
}

// The library waits for ever for the end of a file that was cut short, and sends more than it
// announced of one that grew.
bool SpiceFiles::check()
{
    const QList<Transfer *> transfers = m_transfers.values();
    for (Transfer *transfer : transfers) {
        const qint64 size = sizeOf(transfer->path);
        if (size >= 0 && size != transfer->size) { // one that was deleted can still be read
            transfer->changed = true;
            g_cancellable_cancel(transfer->cancellable);
        }
        if (g_cancellable_is_cancelled(transfer->cancellable) && ++transfer->ticks == patience)
            abandon(*transfer);
    }
    if (m_transfers.isEmpty())
        m_timer = 0;
    return !m_transfers.isEmpty();
}

// While it waits for the guest the library does not see that a transfer was canceled. What it does
// at the end of one, it does when it is told of the end: the guest's agent hears of it, too.
void SpiceFiles::abandon(Transfer &transfer)
{
    if (!transfer.task)
        return;
    GError *error = g_error_new_literal(G_IO_ERROR, G_IO_ERROR_CANCELLED, "canceled");
    g_signal_emit_by_name(transfer.task, "finished", error);
    g_error_free(error);
}

void SpiceFiles::ended(quint32 number, const GError *error)
{
    const std::unique_ptr<Transfer> transfer(m_transfers.take(number));
    g_object_unref(transfer->cancellable);
    g_clear_object(&transfer->task);
    if (!error)
        m_window.send(TransferEnded{number, TransferOutcome::Done, {}});
    else if (transfer->changed)
        m_window.send(TransferEnded{number, TransferOutcome::Changed, {}});
    else if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        m_window.send(TransferEnded{number, TransferOutcome::Canceled, {}});
    else
        m_window.send(TransferEnded{number, TransferOutcome::Failed,
                                    QString::fromUtf8(error->message).left(500)});
}
