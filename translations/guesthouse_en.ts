<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>ApplyBar</name>
    <message numerus="yes">
        <location filename="../views/hardware/applybar.cpp" line="90"/>
        <source>%n change(s) not applied yet</source>
        <translation>
            <numerusform>%n change not applied yet</numerusform>
            <numerusform>%n changes not applied yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../views/hardware/applybar.cpp" line="101"/>
        <source>%n change(s) reverted</source>
        <translation>
            <numerusform>%n change reverted</numerusform>
            <numerusform>%n changes reverted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangesDialog</name>
    <message numerus="yes">
        <location filename="../dialogs/changesdialog.cpp" line="52"/>
        <source>%n line(s) added</source>
        <translation>
            <numerusform>%n line added</numerusform>
            <numerusform>%n lines added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../dialogs/changesdialog.cpp" line="53"/>
        <source>%n removed</source>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChartView</name>
    <message numerus="yes">
        <location filename="../views/performance/chartpaint.cpp" line="301"/>
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message numerus="yes">
        <location filename="../app/commands.cpp" line="109"/>
        <source>%n machines (%1)</source>
        <translation>
            <numerusform>%n machine (%1)</numerusform>
            <numerusform>%n machines (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/commands.cpp" line="223"/>
        <source>The guest shuts down, which ends its programs, and starts again with %n change(s).</source>
        <translation>
            <numerusform>The guest shuts down, which ends its programs, and starts again with %n change.</numerusform>
            <numerusform>The guest shuts down, which ends its programs, and starts again with %n changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message numerus="yes">
        <location filename="../dialogs/newmachine/comparisonview.cpp" line="88"/>
        <source>… and %n more line(s)</source>
        <translation>
            <numerusform>… and %n more line</numerusform>
            <numerusform>… and %n more lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../dialogs/newmachine/comparisonview.cpp" line="95"/>
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictsBox</name>
    <message numerus="yes">
        <location filename="../views/hardware/conflictsbox.cpp" line="39"/>
        <source>Somebody else changed %n of the settings that you are changing.</source>
        <translation>
            <numerusform>Somebody else changed %n of the settings that you are changing.</numerusform>
            <numerusform>Somebody else changed %n of the settings that you are changing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ControllerEditor</name>
    <message numerus="yes">
        <location filename="../views/hardware/controllereditor.cpp" line="84"/>
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message numerus="yes">
        <location filename="../dialogs/deletedialog.cpp" line="55"/>
        <source>Delete these %n machines?</source>
        <translation>
            <numerusform>Delete this %n machine?</numerusform>
            <numerusform>Delete these %n machines?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../dialogs/deletedialog.cpp" line="74"/>
        <source>The records of %n sna&amp;pshots are lost</source>
        <translation>
            <numerusform>The record of %n sna&amp;pshot is lost</numerusform>
            <numerusform>The records of %n sna&amp;pshots are lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteVolumesDialog</name>
    <message numerus="yes">
        <location filename="../dialogs/storage/deletevolumesdialog.cpp" line="24"/>
        <source>Delete these %n volumes on “%1”?</source>
        <translation>
            <numerusform>Delete this %n volume on “%1”?</numerusform>
            <numerusform>Delete these %n volumes on “%1”?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message numerus="yes">
        <location filename="../views/diff/diffview.cpp" line="53"/>
        <source>… %n line(s) …</source>
        <translation>
            <numerusform>… %n line …</numerusform>
            <numerusform>… %n lines …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DroppedParts</name>
    <message numerus="yes">
        <location filename="../models/xml/droppedparts.cpp" line="90"/>
        <source>%n comment(s) in &lt;%1&gt;</source>
        <translation>
            <numerusform>%n comment in &lt;%1&gt;</numerusform>
            <numerusform>%n comments in &lt;%1&gt;</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventsPage</name>
    <message numerus="yes">
        <location filename="../views/events/eventspage.cpp" line="195"/>
        <source>Kinds (%n hidden)</source>
        <translation>
            <numerusform>Kinds (%n hidden)</numerusform>
            <numerusform>Kinds (%n hidden)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../views/events/eventspage.cpp" line="244"/>
        <source>Of %n event(s), none is of these words, kinds and severity.</source>
        <translation>
            <numerusform>There is %n event, but not of these words, kinds and severity.</numerusform>
            <numerusform>Of %n events, none is of these words, kinds and severity.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileDrop</name>
    <message numerus="yes">
        <location filename="../console/sharing/filedrop.cpp" line="81"/>
        <source>Copy %n files into “%1”</source>
        <translation>
            <numerusform>Copy %n file into “%1”</numerusform>
            <numerusform>Copy %n files into “%1”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileTransfers</name>
    <message numerus="yes">
        <location filename="../console/sharing/filetransfers.cpp" line="95"/>
        <source>%n items cannot be copied.</source>
        <translation>
            <numerusform>%n item cannot be copied.</numerusform>
            <numerusform>%n items cannot be copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../console/sharing/filetransfers.cpp" line="122"/>
        <source>Copy %n files into “%1”</source>
        <translation>
            <numerusform>Copy %n file into “%1”</numerusform>
            <numerusform>Copy %n files into “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../console/sharing/filetransfers.cpp" line="207"/>
        <source>%n file(s) could not be copied into “%1”.</source>
        <translation>
            <numerusform>%n file could not be copied into “%1”.</numerusform>
            <numerusform>%n files could not be copied into “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <location filename="../views/xmleditor/findbar.cpp" line="265"/>
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HardwareEdits</name>
    <message numerus="yes">
        <location filename="../app/hardwareeditsoutcome.cpp" line="159"/>
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message numerus="yes">
        <location filename="../dialogs/hardware/historydialog.cpp" line="54"/>
        <source>%n version(s) cannot be read and are left out.</source>
        <translation>
            <numerusform>%n version cannot be read and is left out.</numerusform>
            <numerusform>%n versions cannot be read and are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HostDeviceEditor</name>
    <message numerus="yes">
        <location filename="../views/hardware/hostdeviceeditor.cpp" line="261"/>
        <source>The host has %n device(s) of this kind, and the machine does not say which one: it will not start so. Choose one.</source>
        <translation>
            <numerusform>The host has %n device of this kind, and the machine does not say which one: it will not start so. Choose one.</numerusform>
            <numerusform>The host has %n devices of this kind, and the machine does not say which one: it will not start so. Choose one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Leftovers</name>
    <message numerus="yes">
        <location filename="../app/leftovers.cpp" line="90"/>
        <source>Unfinished on “%1”: %n operations.</source>
        <translation>
            <numerusform>Unfinished on “%1”: %n operation.</numerusform>
            <numerusform>Unfinished on “%1”: %n operations.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MachineDraft</name>
    <message numerus="yes">
        <location filename="../models/values/machinedraft.cpp" line="116"/>
        <source>A machine can have %n processor(s) here at most.</source>
        <translation>
            <numerusform>A machine can have %n processor here at most.</numerusform>
            <numerusform>A machine can have %n processors here at most.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../models/values/machinedraft.cpp" line="124"/>
        <source>The host has only %n processor(s): the machine will be slower than with as many.</source>
        <translation>
            <numerusform>The host has only %n processor: the machine will be slower than with as many.</numerusform>
            <numerusform>The host has only %n processors: the machine will be slower than with as many.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../models/values/machinedraft.cpp" line="136"/>
        <source>The host has %n processor(s).</source>
        <translation>
            <numerusform>The host has %n processor.</numerusform>
            <numerusform>The host has %n processors.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MachinePages</name>
    <message numerus="yes">
        <location filename="../app/machinepages.cpp" line="197"/>
        <source>%n change(s) wait for the next start. The Hardware page lists them.</source>
        <translation>
            <numerusform>%n change waits for the next start. The Hardware page lists it.</numerusform>
            <numerusform>%n changes wait for the next start. The Hardware page lists them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MachineRules</name>
    <message numerus="yes">
        <location filename="../models/values/machinefacts.cpp" line="137"/>
        <source>The CD is taken out when the installer has restarted the machine %n time(s).</source>
        <translation>
            <numerusform>The CD is taken out when the installer has restarted the machine %n time.</numerusform>
            <numerusform>The CD is taken out when the installer has restarted the machine %n times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../models/values/machinefacts.cpp" line="168"/>
        <source>%n USB redirection(s)</source>
        <translation>
            <numerusform>%n USB redirection</numerusform>
            <numerusform>%n USB redirections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../models/values/machinefacts.cpp" line="173"/>
        <source>%n PCI Express port(s)</source>
        <translation>
            <numerusform>%n PCI Express port</numerusform>
            <numerusform>%n PCI Express ports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../models/values/machineproblems.cpp" line="61"/>
        <source>A machine can have %n processor(s) here at most.</source>
        <translation>
            <numerusform>A machine can have %n processor here at most.</numerusform>
            <numerusform>A machine can have %n processors here at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <location filename="../app/mainwindow.cpp" line="328"/>
        <source>%n machines are selected</source>
        <translation>
            <numerusform>%n machine is selected</numerusform>
            <numerusform>%n machines are selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/mainwindow.cpp" line="434"/>
        <source>Quit while %n task(s) are running?</source>
        <translation>
            <numerusform>Quit while %n task is running?</numerusform>
            <numerusform>Quit while %n tasks are running?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MultiEditDialog</name>
    <message numerus="yes">
        <location filename="../dialogs/hardware/multieditdialog.cpp" line="51"/>
        <source>Settings of %n machine(s)</source>
        <translation>
            <numerusform>Settings of %n machine</numerusform>
            <numerusform>Settings of %n machines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../dialogs/hardware/multieditdialog.cpp" line="252"/>
        <source>%n machine(s) will change.</source>
        <translation>
            <numerusform>%n machine will change.</numerusform>
            <numerusform>%n machines will change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../dialogs/hardware/multieditdialog.cpp" line="254"/>
        <source>%n machine(s) cannot, and stay as they are.</source>
        <translation>
            <numerusform>%n machine cannot, and stays as it is.</numerusform>
            <numerusform>%n machines cannot, and stay as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MultiEdits</name>
    <message numerus="yes">
        <location filename="../app/multiedits.cpp" line="160"/>
        <source>%n of the machines could not be changed.</source>
        <translation>
            <numerusform>%n of the machines could not be changed.</numerusform>
            <numerusform>%n of the machines could not be changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewPoolDialog</name>
    <message numerus="yes">
        <location filename="../dialogs/storage/newpooldialog.cpp" line="411"/>
        <source>%n found: choose one.</source>
        <translation>
            <numerusform>%n found: choose it.</numerusform>
            <numerusform>%n found: choose one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message numerus="yes">
        <location filename="../views/basic/noticebar.cpp" line="64"/>
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PendingBar</name>
    <message numerus="yes">
        <location filename="../views/hardware/pendingbar.cpp" line="83"/>
        <source>%n change(s) wait for the next start</source>
        <translation>
            <numerusform>%n change waits for the next start</numerusform>
            <numerusform>%n changes wait for the next start</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SerialPage</name>
    <message numerus="yes">
        <location filename="../console/serialpage.cpp" line="285"/>
        <source>The text has %n line(s). Each is carried out by the machine as if you had typed it and pressed Return.</source>
        <translation>
            <numerusform>The text has %n line. It is carried out by the machine as if you had typed it and pressed Return.</numerusform>
            <numerusform>The text has %n lines. Each is carried out by the machine as if you had typed it and pressed Return.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message numerus="yes">
        <location filename="../views/diff/sidebyside.cpp" line="126"/>
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourcePage</name>
    <message numerus="yes">
        <location filename="../dialogs/newmachine/sourcepage.cpp" line="85"/>
        <source>%n processor(s)</source>
        <translation>
            <numerusform>%n processor</numerusform>
            <numerusform>%n processors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../dialogs/newmachine/sourcepage.cpp" line="88"/>
        <source>%n disk(s) with %1</source>
        <translation>
            <numerusform>%n disk with %1</numerusform>
            <numerusform>%n disks with %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Storage</name>
    <message numerus="yes">
        <location filename="../models/values/volumeusers.cpp" line="111"/>
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StorageCommands</name>
    <message numerus="yes">
        <location filename="../app/storagevolumecommands.cpp" line="345"/>
        <source>Delete %n volumes</source>
        <translation>
            <numerusform>Delete %n volume</numerusform>
            <numerusform>Delete %n volumes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskPanel</name>
    <message numerus="yes">
        <location filename="../views/tasks/taskpanel.cpp" line="193"/>
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../views/tasks/taskpanel.cpp" line="195"/>
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TypeTextDialog</name>
    <message numerus="yes">
        <location filename="../dialogs/typetextdialog.cpp" line="128"/>
        <source>It takes about %n second(s).</source>
        <translation>
            <numerusform>It takes about %n second.</numerusform>
            <numerusform>It takes about %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../dialogs/typetextdialog.cpp" line="130"/>
        <source>Enter is pressed %n time(s): a shell runs each line.</source>
        <translation>
            <numerusform>Enter is pressed %n time: a shell runs each line.</numerusform>
            <numerusform>Enter is pressed %n times: a shell runs each line.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message numerus="yes">
        <location filename="../models/core/units.cpp" line="45"/>
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UploadDialog</name>
    <message numerus="yes">
        <location filename="../dialogs/storage/uploaddialog.cpp" line="35"/>
        <source>Upload %n files to the pool “%1” on “%2”</source>
        <translation>
            <numerusform>Upload %n file to the pool “%1” on “%2”</numerusform>
            <numerusform>Upload %n files to the pool “%1” on “%2”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsbRedirection</name>
    <message numerus="yes">
        <location filename="../console/sharing/usbredirection.cpp" line="67"/>
        <source>%1 of %n redirection channel(s) of the machine in use.</source>
        <translation>
            <numerusform>%1 of %n redirection channel of the machine in use.</numerusform>
            <numerusform>%1 of %n redirection channels of the machine in use.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VolumeUsersBox</name>
    <message numerus="yes">
        <location filename="../dialogs/storage/volumeusersbox.cpp" line="172"/>
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>XmlEditor</name>
    <message numerus="yes">
        <location filename="../views/xmleditor/xmleditor.cpp" line="143"/>
        <source>%n problem(s) found</source>
        <translation>
            <numerusform>%n problem found</numerusform>
            <numerusform>%n problems found</numerusform>
        </translation>
    </message>
</context>
</TS>
