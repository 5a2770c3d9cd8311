"""How much memory a process holds and held, in MiB, None where the system does not say; it limits nothing."""

from __future__ import annotations

import sys
from pathlib import Path

KIB_PER_MIB = 1024
OWN = Path("/proc/self")
RESET = "5"  # what Linux takes to set the peak to what is resident now; see proc(5), clear_refs


def reset_peak() -> None:
    """Let the peak begin anew, where the system can; elsewhere it stays that of the whole process."""
    try:
        (OWN / "clear_refs").write_text(RESET, encoding="ascii")
    except OSError:
        return


def peak_mib() -> float | None:
    """The largest resident set of this process since it began or since ``reset_peak``."""
    peak = _of_status(OWN / "status", "VmHWM:")
    return _by_resource() if peak is None else peak


def resident_mib(process: int) -> float | None:
    """What a process holds now."""
    return _of_status(Path(f"/proc/{process}/status"), "VmRSS:")


def _of_status(status: Path, field: str) -> float | None:
    try:
        lines = status.read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / KIB_PER_MIB for line in lines if line.startswith(field)), None)


def _by_resource() -> float | None:
    if sys.platform == "win32":
        return None
    import resource  # not on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (KIB_PER_MIB**2 if sys.platform == "darwin" else KIB_PER_MIB)
