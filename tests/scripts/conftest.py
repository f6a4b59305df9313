from __future__ import annotations

import sys
from pathlib import Path

# Behind everything else: some scripts bear the names of modules of the standard library.
sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))
