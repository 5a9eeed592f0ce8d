// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xml/elementwriter.h"
#include "models/xml/machinehardware.h"

// The elements that new devices begin with; see newDeviceKinds().
namespace NewDeviceWriters {

using Write = void(ElementWriter &xml, const MachineHardware &machine);

Write disk, cdrom, floppy, lun, virtiofs, plan9, folder, ramFolder, imageFolder, lease;
Write scsi, usbController, sata, virtioSerial, ccid, pcieRootPort, pciePciBridge, pciBridge;
Write interface, vsock;
Write tablet, mouse, keyboard, virtioKeyboard, virtioTablet, virtioMouse, evdev, inputPassthrough;
Write spice, vnc, eglHeadless, dbusDisplay, sdl, video, sound, audio;
Write serial, parallel, console, agent, spiceAgent, webdav, clipboard, channel;
Write hostUsb, hostPci, hostMediated, hostScsi, hostScsiTarget, hostBlock, hostCharacter,
    hostInterface;
Write redirection, redirectionFilter, hub, smartcardHost, smartcardClient, smartcardCertificates;
Write dimm, virtioMem, nvdimm, pmem, sgx, balloon, shmem;
Write tpm, rng, watchdog, panic, iommu, crypto, pstore;

} // namespace NewDeviceWriters
