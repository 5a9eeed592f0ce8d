// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/osinfo/osinforeading.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace OsinfoReading {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SystemDatabase)
};

// By vendor and product, as on a real bus; those without a bus by name.
constexpr struct
{
    const char *id;
    SystemDevice device;
} deviceTable[] = {
    {"http://pcisig.com/pci/1af4/1001", SystemDevice::VirtioDisk},
    {"http://pcisig.com/pci/1af4/1042", SystemDevice::VirtioDisk},
    {"http://pcisig.com/pci/1af4/1004", SystemDevice::VirtioScsi},
    {"http://pcisig.com/pci/1af4/1048", SystemDevice::VirtioScsi},
    {"http://pcisig.com/pci/1af4/1000", SystemDevice::VirtioNetwork},
    {"http://pcisig.com/pci/1af4/1041", SystemDevice::VirtioNetwork},
    {"http://pcisig.com/pci/1af4/1050", SystemDevice::VirtioGpu},
    {"http://pcisig.com/pci/1af4/1005", SystemDevice::VirtioRng},
    {"http://pcisig.com/pci/1af4/1044", SystemDevice::VirtioRng},
    {"http://pcisig.com/pci/1af4/1002", SystemDevice::VirtioBalloon},
    {"http://pcisig.com/pci/1af4/1045", SystemDevice::VirtioBalloon},
    {"http://pcisig.com/pci/1af4/1003", SystemDevice::VirtioSerial},
    {"http://pcisig.com/pci/1af4/1043", SystemDevice::VirtioSerial},
    {"http://pcisig.com/pci/1af4/1052", SystemDevice::VirtioInput},
    {"http://pcisig.com/pci/1af4/105a", SystemDevice::VirtioFs},
    {"http://pcisig.com/pci/1af4/1012", SystemDevice::Vsock},
    {"http://pcisig.com/pci/1af4/1053", SystemDevice::Vsock},
    {"http://pcisig.com/pci/1b36/0100", SystemDevice::Qxl},
    {"http://pcisig.com/pci/1b36/0004", SystemDevice::Usb3},
    {"http://pcisig.com/pci/1033/0194", SystemDevice::Usb3},
    {"http://usb.org/usb/80ee/0021", SystemDevice::UsbTablet},
    {"http://qemu.org/chipset/x86/q35", SystemDevice::Q35},
    {"http://pcisig.com/pci/8086/2668", SystemDevice::HdaSound},
    {"http://pcisig.com/pci/8086/293e", SystemDevice::HdaSound},
    {"http://pcisig.com/pci/8086/2415", SystemDevice::Ac97Sound},
    {"http://pcisig.com/pci/8086/100e", SystemDevice::E1000},
    {"http://pcisig.com/pci/8086/10d3", SystemDevice::E1000e},
    {"http://pcisig.com/pci/10ec/8139", SystemDevice::Rtl8139},
};

QDate dateOf(GDate *date)
{
    if (!date)
        return {};
    const QDate read = g_date_valid(date) ? QDate(g_date_get_year(date), g_date_get_month(date),
                                                  g_date_get_day(date))
                                          : QDate();
    g_date_free(date);
    return read;
}

bool fits(const gchar *offered, const QString &architecture)
{
    const QString name = text(offered);
    return name.isEmpty() || name == "all"_L1 || architecture.isEmpty() || name == architecture;
}

// The numbers for this architecture, and where it says nothing, those for all.
SystemResources resourcesOf(OsinfoResourcesList *list, const QString &architecture)
{
    SystemResources own, common;
    for (const Owned<OsinfoResources> &resources : owned<OsinfoResources>(list)) {
        const QString name = text(osinfo_resources_get_architecture(resources.get()));
        if (name != architecture && name != "all"_L1)
            continue;
        SystemResources &to = name == "all"_L1 ? common : own;
        to = {.cpus = qMax(0, osinfo_resources_get_n_cpus(resources.get())),
              .memory = quint64(qMax<gint64>(0, osinfo_resources_get_ram(resources.get()))),
              .storage = quint64(qMax<gint64>(0, osinfo_resources_get_storage(resources.get())))};
    }
    return {.cpus = own.cpus > 0 ? own.cpus : common.cpus,
            .memory = own.memory > 0 ? own.memory : common.memory,
            .storage = own.storage > 0 ? own.storage : common.storage};
}

QString variantsOf(OsinfoOsVariantList *list)
{
    QStringList names;
    for (const Owned<OsinfoOsVariant> &variant : owned<OsinfoOsVariant>(list))
        names += text(osinfo_os_variant_get_name(variant.get()));
    return names.join(u", "_s);
}

void readFirmware(OsinfoOs *os, const QString &architecture, SystemFacts &to)
{
    for (const Owned<OsinfoFirmware> &firmware :
         owned<OsinfoFirmware>(osinfo_os_get_complete_firmware_list(os, nullptr))) {
        if (!fits(osinfo_firmware_get_architecture(firmware.get()), architecture))
            continue;
        const QString type = text(osinfo_firmware_get_firmware_type(firmware.get()));
        const bool supported = osinfo_firmware_is_supported(firmware.get());
        if (type == "bios"_L1)
            to.supportsBios = supported;
        else if (type == "efi"_L1)
            to.supportsUefi = supported;
    }
    to.needsUefi = to.supportsUefi && !to.supportsBios;
}

} // namespace

SystemEntry entryOf(OsinfoOs *os)
{
    auto *product = OSINFO_PRODUCT(os);
    const int status = osinfo_os_get_release_status(os);
    return {.id = text(osinfo_entity_get_id(OSINFO_ENTITY(os))),
            .shortId = text(osinfo_product_get_short_id(product)),
            .name = text(osinfo_product_get_name(product)),
            .version = text(osinfo_product_get_version(product)),
            .codename = text(osinfo_product_get_codename(product)),
            .vendor = text(osinfo_product_get_vendor(product)),
            .family = text(osinfo_os_get_family(os)),
            .distro = text(osinfo_os_get_distro(os)),
            .released = dateOf(osinfo_product_get_release_date(product)),
            .endOfLife = dateOf(osinfo_product_get_eol_date(product)),
            .prerelease = status == OSINFO_RELEASE_STATUS_SNAPSHOT
                          || status == OSINFO_RELEASE_STATUS_PRERELEASE};
}

SystemFacts factsOf(OsinfoOs *os, const QString &architecture)
{
    SystemFacts facts{.system = entryOf(os), .architecture = architecture};
    for (const Owned<OsinfoDevice> &device :
         owned<OsinfoDevice>(osinfo_os_get_all_devices(os, nullptr))) {
        const QLatin1StringView id(osinfo_entity_get_id(OSINFO_ENTITY(device.get())));
        for (const auto &known : deviceTable)
            facts.devices.setFlag(known.device, facts.devices.testFlag(known.device)
                                                    || id == QLatin1StringView(known.id));
    }
    readFirmware(os, architecture, facts);
    facts.minimum = resourcesOf(osinfo_os_get_minimum_resources(os), architecture);
    facts.recommended = resourcesOf(osinfo_os_get_recommended_resources(os), architecture);
    facts.localTime = facts.isWindows() || facts.system.family == "msdos"_L1;
    facts.supportsSecureBoot =
        facts.supportsUefi
        && (!facts.isWindows() || facts.system.released >= QDate(2012, 8, 1)); // Windows 8
    // The database has no words for these two.
    facts.needsTpm = facts.needsSecureBoot = facts.system.shortId == "win11"_L1;
    return facts;
}

SystemMedium mediumOf(OsinfoMedia *medium, OsinfoOs *os)
{
    SystemMedium read{.id = text(osinfo_entity_get_id(OSINFO_ENTITY(medium))),
                      .architecture = text(osinfo_media_get_architecture(medium)),
                      .url = text(osinfo_media_get_url(medium)),
                      .variant = variantsOf(osinfo_media_get_os_variants(medium)),
                      .volumeId = text(osinfo_media_get_volume_id(medium)),
                      .kernelPath = text(osinfo_media_get_kernel_path(medium)),
                      .initrdPath = text(osinfo_media_get_initrd_path(medium)),
                      .live = osinfo_media_get_live(medium) != 0,
                      .installer = osinfo_media_get_installer(medium) != 0,
                      .installerReboots = 1};
    read.takesScript = osinfo_media_supports_installer_script(medium) != 0;
    if (read.installer) // it must not be asked otherwise
        read.installerReboots = osinfo_media_get_installer_reboots(medium);
    if (os) {
        read.systemId = text(osinfo_entity_get_id(OSINFO_ENTITY(os)));
        read.systemName = text(osinfo_product_get_name(OSINFO_PRODUCT(os)));
    }
    return read;
}

SystemImage imageOf(OsinfoImage *image, OsinfoOs *os)
{
    return {.systemId = text(osinfo_entity_get_id(OSINFO_ENTITY(os))),
            .systemName = text(osinfo_product_get_name(OSINFO_PRODUCT(os))),
            .architecture = text(osinfo_image_get_architecture(image)),
            .format = text(osinfo_image_get_format(image)),
            .url = text(osinfo_image_get_url(image)),
            .variant = variantsOf(osinfo_image_get_os_variants(image)),
            .cloudInit = osinfo_image_get_cloud_init(image) != 0};
}

SystemTree treeOf(OsinfoTree *tree, OsinfoOs *os)
{
    return {.systemId = text(osinfo_entity_get_id(OSINFO_ENTITY(os))),
            .systemName = text(osinfo_product_get_name(OSINFO_PRODUCT(os))),
            .architecture = text(osinfo_tree_get_architecture(tree)),
            .url = text(osinfo_tree_get_url(tree)),
            .kernelPath = text(osinfo_tree_get_kernel_path(tree)),
            .initrdPath = text(osinfo_tree_get_initrd_path(tree)),
            .variant = variantsOf(osinfo_tree_get_os_variants(tree))};
}

std::optional<SystemTree> treeOfInfo(OsinfoDb *db, const QByteArray &treeInfo, const QString &url)
{
    if (treeInfo.isEmpty())
        return std::nullopt;
    GError *error = nullptr;
    OsinfoTree *made =
        osinfo_tree_create_from_treeinfo(treeInfo.constData(), url.toUtf8().constData(), &error);
    if (error)
        g_error_free(error);
    if (!made)
        return std::nullopt;
    const Owned<OsinfoTree> tree(made);
    if (!osinfo_db_identify_tree(db, tree.get()))
        return std::nullopt;
    const Owned<OsinfoOs> os(osinfo_tree_get_os(tree.get()));
    return os ? std::optional(treeOf(tree.get(), os.get())) : std::nullopt;
}

InstallScript scriptOf(OsinfoInstallScript *script)
{
    const unsigned methods = osinfo_install_script_get_injection_methods(script);
    const auto asks = [script](const char *name) {
        return osinfo_install_script_has_config_param_name(script, name) != 0;
    };
    return {.id = text(osinfo_entity_get_id(OSINFO_ENTITY(script))),
            .profile = text(osinfo_install_script_get_profile(script)),
            .outputName = text(osinfo_install_script_get_expected_filename(script)),
            .byInitrd = (methods & OSINFO_INSTALL_SCRIPT_INJECTION_METHOD_INITRD) != 0,
            .byDisk = (methods & OSINFO_INSTALL_SCRIPT_INJECTION_METHOD_DISK) != 0,
            .byFloppy = (methods & OSINFO_INSTALL_SCRIPT_INJECTION_METHOD_FLOPPY) != 0,
            .byCdrom = (methods & OSINFO_INSTALL_SCRIPT_INJECTION_METHOD_CDROM) != 0,
            .needsUser = asks(OSINFO_INSTALL_CONFIG_PROP_USER_LOGIN),
            .needsTimezone = asks(OSINFO_INSTALL_CONFIG_PROP_L10N_TIMEZONE),
            .needsLanguage = asks(OSINFO_INSTALL_CONFIG_PROP_L10N_LANGUAGE),
            .needsLicence = asks(OSINFO_INSTALL_CONFIG_PROP_REG_PRODUCTKEY)};
}

Owned<OsinfoMedia> mediumWith(const IsoLabels &labels)
{
    Owned<OsinfoMedia> medium(osinfo_media_new("medium", nullptr));
    auto *entity = OSINFO_ENTITY(medium.get());
    const auto set = [entity](const char *name, const QString &value) {
        if (!value.isEmpty())
            osinfo_entity_set_param(entity, name, value.toUtf8().constData());
    };
    set(OSINFO_MEDIA_PROP_VOLUME_ID, labels.volumeId);
    set(OSINFO_MEDIA_PROP_SYSTEM_ID, labels.systemId);
    set(OSINFO_MEDIA_PROP_PUBLISHER_ID, labels.publisherId);
    set(OSINFO_MEDIA_PROP_APPLICATION_ID, labels.applicationId);
    osinfo_entity_set_param_int64(entity, OSINFO_MEDIA_PROP_VOLUME_SIZE, qint64(labels.bytes));
    osinfo_entity_set_param_boolean(entity, OSINFO_MEDIA_PROP_BOOTABLE, labels.bootable);
    return medium;
}

Result<UnattendedFile> fileOf(OsinfoInstallScript *script, OsinfoOs *os,
                              const QString &architecture, const UnattendedAnswers &answers)
{
    const Owned<OsinfoInstallConfig> config(osinfo_install_config_new("http://guesthouse/config"));
    auto *entity = OSINFO_ENTITY(config.get());
    const auto set = [entity](const char *name, const QString &value) {
        if (!value.isEmpty())
            osinfo_entity_set_param(entity, name, value.toUtf8().constData());
    };
    set(OSINFO_INSTALL_CONFIG_PROP_HARDWARE_ARCH, architecture);
    set(OSINFO_INSTALL_CONFIG_PROP_USER_LOGIN, answers.userName);
    set(OSINFO_INSTALL_CONFIG_PROP_USER_REALNAME,
        answers.fullName.isEmpty() ? answers.userName : answers.fullName);
    set(OSINFO_INSTALL_CONFIG_PROP_USER_PASSWORD, answers.password);
    set(OSINFO_INSTALL_CONFIG_PROP_ADMIN_PASSWORD, answers.password);
    set(OSINFO_INSTALL_CONFIG_PROP_HOSTNAME, answers.hostName);
    set(OSINFO_INSTALL_CONFIG_PROP_L10N_LANGUAGE, answers.language);
    set(OSINFO_INSTALL_CONFIG_PROP_L10N_TIMEZONE, answers.timezone);
    set(OSINFO_INSTALL_CONFIG_PROP_L10N_KEYBOARD, answers.keyboard);
    set(OSINFO_INSTALL_CONFIG_PROP_REG_PRODUCTKEY, answers.licenceKey);
    set(OSINFO_INSTALL_CONFIG_PROP_INSTALLATION_URL, answers.installUrl);
    set(OSINFO_INSTALL_CONFIG_PROP_TARGET_DISK, answers.targetDisk);
    osinfo_entity_set_param_boolean(entity, OSINFO_INSTALL_CONFIG_PROP_USER_ADMIN, TRUE);
    // It is the database's; nobody else asks it meanwhile.
    osinfo_install_script_set_preferred_injection_method(
        script, answers.injection == Injection::Initrd
                    ? OSINFO_INSTALL_SCRIPT_INJECTION_METHOD_INITRD
                    : OSINFO_INSTALL_SCRIPT_INJECTION_METHOD_CDROM);
    osinfo_install_script_set_installation_source(
        script, answers.installUrl.isEmpty() ? OSINFO_INSTALL_SCRIPT_INSTALLATION_SOURCE_MEDIA
                                             : OSINFO_INSTALL_SCRIPT_INSTALLATION_SOURCE_NETWORK);
    const auto owned = [](gchar *characters) {
        const std::unique_ptr<gchar, decltype(&g_free)> owner(characters, g_free);
        return QByteArray(characters);
    };
    GError *error = nullptr;
    const QByteArray content =
        owned(osinfo_install_script_generate(script, os, config.get(), nullptr, &error));
    if (error) {
        const QString detail = text(error->message);
        g_error_free(error);
        return tl::unexpected(Error{
            .summary = Text::tr("Cannot write the answers for the installer."), .detail = detail});
    }
    return UnattendedFile{.name = text(osinfo_install_script_get_expected_filename(script)),
                          .content = content,
                          .kernelArguments =
                              QString::fromUtf8(owned(osinfo_install_script_generate_command_line(
                                                    script, os, config.get())))
                                  .trimmed()};
}

} // namespace OsinfoReading
