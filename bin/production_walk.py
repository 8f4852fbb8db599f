"""Does the production shape work on this machine? Starts PostgreSQL and Redis, walks it, stops them again.

The whole site (several web processes and a worker) is started from deploy/environment.example by the tests themselves.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = """
set -euo pipefail
source .ci/services.sh
trap stop_services EXIT
start_services
export DATABASE_URL=$POSTGRES_URL REDIS_URL=$REDIS_TEST_URL ZHICAI_WALK=production
"$0" -m pytest -m walk "$@"
"$0" -m pytest -m chromium "$@"
"""


if __name__ == "__main__":
    sys.exit(
        subprocess.run(["bash", "-c", SCRIPT, sys.executable, *sys.argv[1:]], cwd=ROOT).returncode
    )
