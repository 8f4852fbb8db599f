"""How does a bare Python become the environment that the pinned list names?

Makes the virtual environment when there is none, installs the list with its hashes, and remembers the list's
hash, so that a second start costs nothing. pip reads its own configuration (PIP_INDEX_URL and the like).
"""

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)


def main() -> int:
    """Bring the environment to the state that the list asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--venv", default=".venv")
    parser.add_argument("requirements")
    arguments = parser.parse_args()
    if sys.version_info < OLDEST:
        print(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}."
        )
        return 1
    venv, wanted = Path(arguments.venv), Path(arguments.requirements)
    if is_current(venv, wanted):
        return 0
    if not works(venv) and not create(venv):
        return 1
    return install(venv, wanted)


def stamp_of(venv: Path, requirements: Path) -> Path:
    """The file whose content is the hash of the list that was installed last."""
    return venv / f".{requirements.stem}.sha256"


def is_current(venv: Path, requirements: Path) -> bool:
    """Was exactly this list installed here, or the development list, which contains it?"""
    lists = (requirements, requirements.with_name("requirements-dev.txt"))
    return works(venv) and any(
        stamp_of(venv, each).exists() and stamp_of(venv, each).read_text() == digest(each)
        for each in lists
        if each.exists()
    )


def digest(requirements: Path) -> str:
    """The list's own hash: another list, another installation."""
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def works(venv: Path) -> bool:
    """Does the environment's Python start? (Not when the folder was moved or the system's Python was replaced.)"""
    python = venv / "bin" / "python"
    return (
        python.exists()
        and subprocess.run([python, "-c", "import pip"], capture_output=True).returncode == 0
    )


def create(venv: Path) -> bool:
    """Make the environment; say what to install when this Python comes without the module for it."""
    print(f"Making {venv} with Python {sys.version.split()[0]} …", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", venv])
    if made.returncode:
        print(
            "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"
        )
    return made.returncode == 0


def install(venv: Path, requirements: Path) -> int:
    """Install the list with its hashes and write the stamp."""
    print(f"Installing {requirements} (about a minute the first time) …", flush=True)
    # Python compiles what it imports; most of what is installed never is.
    options = ["--quiet", "--no-compile", "--require-hashes"]
    command = [venv / "bin" / "python", "-m", "pip", "install", *options, "-r", requirements]
    done = subprocess.run(command, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    if done.returncode:
        print(
            "The installation failed; the lines above say why. Run the same command again to go on."
        )
        return done.returncode
    stamp_of(venv, requirements).write_text(digest(requirements))
    return 0


if __name__ == "__main__":
    sys.exit(main())
