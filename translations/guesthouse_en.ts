<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>ChartView</name>
    <message numerus="yes">
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
        <source>%n machines (%1)</source>
        <translation>
            <numerusform>%n machine (%1)</numerusform>
            <numerusform>%n machines (%1)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message numerus="yes">
        <source>Delete these %n machines?</source>
        <translation>
            <numerusform>Delete this %n machine?</numerusform>
            <numerusform>Delete these %n machines?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The records of %n sna&amp;pshots are lost</source>
        <translation>
            <numerusform>The record of %n sna&amp;pshot is lost</numerusform>
            <numerusform>The records of %n sna&amp;pshots are lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventsPage</name>
    <message numerus="yes">
        <source>Kinds (%n hidden)</source>
        <translation>
            <numerusform>Kinds (%n hidden)</numerusform>
            <numerusform>Kinds (%n hidden)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
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
        <source>%n items cannot be copied.</source>
        <translation>
            <numerusform>%n item cannot be copied.</numerusform>
            <numerusform>%n items cannot be copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n files into “%1”</source>
        <translation>
            <numerusform>Copy %n file into “%1”</numerusform>
            <numerusform>Copy %n files into “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be copied into “%1”.</source>
        <translation>
            <numerusform>%n file could not be copied into “%1”.</numerusform>
            <numerusform>%n files could not be copied into “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n machines are selected</source>
        <translation>
            <numerusform>%n machine is selected</numerusform>
            <numerusform>%n machines are selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quit while %n task(s) are running?</source>
        <translation>
            <numerusform>Quit while %n task is running?</numerusform>
            <numerusform>Quit while %n tasks are running?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SerialPage</name>
    <message numerus="yes">
        <source>The text has %n line(s). Each is carried out by the machine as if you had typed it and pressed Return.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskPanel</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsbRedirection</name>
    <message numerus="yes">
        <source>%1 of %n redirection channel(s) of the machine in use.</source>
        <translation>
            <numerusform>%1 of %n redirection channel of the machine in use.</numerusform>
            <numerusform>%1 of %n redirection channels of the machine in use.</numerusform>
        </translation>
    </message>
</context>
</TS>
