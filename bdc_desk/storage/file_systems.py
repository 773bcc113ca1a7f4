"""Whether a folder lies on a network drive: SQLite's locks are not to be trusted there."""

import os
import re
import subprocess
import sys
from pathlib import Path

NETWORK = re.compile(
    r"^(nfs\d?|cifs|smb\w*|ncpfs?|afpfs|afs|9p|ceph|glusterfs|lustre|davfs\d?|webdav|beegfs|gpfs|vboxsf|vmhgfs|"
    r"fuse\.(sshfs|glusterfs|rclone|davfs\d?|ceph|s3fs|gvfsd-fuse|smbnetfs|vmhgfs-fuse))$"
)
DRIVE_REMOTE = 4  # GetDriveTypeW


def network_kind(folder: Path) -> str:
    """The kind of network file system that `folder` lies on ("nfs4", "cifs"); "" for a local one, and where
    it cannot be told.
    """
    if sys.platform == "win32":
        return _on_windows(folder)
    kind = kind_of(os.path.realpath(folder), _mounts())
    return kind if NETWORK.match(kind) else ""


def kind_of(path: str, mounts: str) -> str:
    """The file system's kind at `path` by a table of mounts: of /proc/mounts, or of the command `mount`."""
    best, kind = "", ""
    for place, told in _table(mounts):
        inside = path == place or path.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):  # of two on one place the later one holds
            best, kind = place, told
    return kind


def _table(mounts: str) -> list[tuple[str, str]]:
    """(place, kind) of each line: "server:/x /home nfs4 rw 0 0", or "//x on /Volumes/x (smbfs, nodev)"."""
    found = []
    for line in mounts.splitlines():
        on = re.match(r"^.*? on (/.*) \((\w+)[,)]", line)
        fields = line.split()
        if on:
            found.append((on[1], on[2]))
        elif len(fields) > 2 and fields[1].startswith("/"):
            found.append((_unescaped(fields[1]), fields[2]))
    return found


def _unescaped(place: str) -> str:
    """The path with its spaces, which the kernel writes as their octal codes."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        pass
    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _on_windows(folder: Path) -> str:
    if sys.platform != "win32":
        return ""
    import ctypes  # noqa: PLC0415 - the call exists on Windows only

    whole = str(folder.absolute())
    is_remote = ctypes.windll.kernel32.GetDriveTypeW(Path(whole).anchor) == DRIVE_REMOTE
    return "network drive" if whole.startswith("\\\\") or is_remote else ""
