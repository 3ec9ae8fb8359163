"""What a service of systemd may do: as little as its work needs."""

from __future__ import annotations

from rangwan.scheduling.job import Job
from rangwan.scheduling.quoting import quoted

# MemoryDenyWriteExecute is missing on purpose: pyOpenSSL makes its callbacks in memory that is written and
# then executed, so with it no site could be crawled over https.
_OF_EVERY_SERVICE = """\
NoNewPrivileges=yes
UMask=0027
LockPersonality=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM"""

# These need the system's own manager: a user's would need namespaces that many machines keep from users.
_OF_THE_SYSTEM = """\
CapabilityBoundingSet=
AmbientCapabilities=
DevicePolicy=closed
KeyringMode=private
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProtectSystem=strict
RemoveIPC=yes"""

_OF_THE_SITE = """\
MemoryDenyWriteExecute=yes"""


def limits(job: Job, *, user: bool, site: bool = False, loopback: bool = False) -> list[str]:
    """The lines of a unit that narrow what a run, or the `site`, may do.

    `user`: for the manager of a user.  `loopback`: the site listens on this machine only.
    """
    lines = _OF_EVERY_SERVICE.splitlines()
    if site:
        lines += _OF_THE_SITE.splitlines()
    if user:
        return lines
    lines += _OF_THE_SYSTEM.splitlines()
    lines.append(f"ProtectHome={'read-only' if job.in_a_home else 'yes'}")
    if not job.in_a_temporary_folder:
        lines.append("PrivateTmp=yes")
    if site:
        lines.append(f"ReadOnlyPaths={quoted(str(job.folder))}")
        if loopback:
            lines += ["IPAddressDeny=any", "IPAddressAllow=localhost"]
    else:
        lines.append(f"ReadWritePaths={' '.join(quoted(str(path)) for path in job.written)}")
    return lines
