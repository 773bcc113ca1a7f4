; Inno Setup 6: a setup program for Windows out of dist\bdc-desk, which `py dev.py build` makes on Windows.
;   iscc resources\windows\bdc-desk.iss                               -> dist\bdc-desk-setup.exe
;   bdc-desk-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART       for one person, without administrator
;   bdc-desk-setup.exe /VERYSILENT /ALLUSERS                          for everybody at the computer
; docs\windows.md says how it is signed. Not tried by its authors on Windows yet.

#define Name "BDC Desk"
#define Exe "bdc-desk.exe"
#ifndef Version
  #define Version "0.1.0"
#endif

[Setup]
AppId={{6C8F2B0E-5B1D-4B7E-9C62-3E0B6B3A9F41}
AppName={#Name}
AppVersion={#Version}
AppPublisher=The BDC Desk authors
DefaultDirName={autopf}\BDC Desk
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
; Nothing outside the person's own folders is needed, so no administrator is asked for.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=bdc-desk-setup
Compression=lzma2
SolidCompression=yes
UninstallDisplayIcon={app}\{#Exe}
; A running desk is asked to close, never killed: what is being typed is kept by the desk itself.
CloseApplications=yes
RestartApplications=no
; With a certificate: iscc /Ssign="signtool sign /fd sha256 /tr http://timestamp.digicert.com /td sha256 /n $qBDC Desk$q $f"
#ifdef Signed
SignTool=sign
SignedUninstaller=yes
#endif

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: autostart; Description: "Open {#Name} when Windows starts"; Flags: unchecked

[InstallDelete]
; An update leaves no file of the last version behind.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\bdc-desk\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#Name}"; Filename: "{app}\{#Exe}"; AppUserModelID: "bdc-desk"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Exe}"; Tasks: desktopicon
Name: "{autostartup}\{#Name}"; Filename: "{app}\{#Exe}"; Tasks: autostart

[Run]
; The profile's database is brought to the new version when the desk is next opened, after a backup.
Filename: "{app}\{#Exe}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

; Uninstalling removes the program only. Profiles (%LOCALAPPDATA%\bdc-desk) hold the dealership's log and stay.
