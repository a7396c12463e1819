"""A story's page as the local server shows it: it loads itself anew when the story was built again.

The saved file stays as it is, with a policy that lets nothing out; what the server hands out carries one script more, and may
ask the server alone.
"""

from __future__ import annotations

import json
from urllib.parse import quote

from markupsafe import escape

from dateline.reports import policy
from dateline.reports.page import asset

_POLICY = '<meta http-equiv="Content-Security-Policy" content="'
_SCRIPTS = "script-src "
_ASKS = escape("connect-src 'self'; ")
_END = "</body>"


def page(saved: str, story: str) -> str:
    """Add to a saved page the script that watches its story; a page without a policy of ours is left as it is."""
    head, begin, rest = saved.partition(_POLICY)
    allowed, scripts, rest = rest.partition(_SCRIPTS)
    body, end, tail = rest.rpartition(_END)
    if not (begin and scripts and end) or '"' in allowed:
        return saved
    script = asset("serve.js").replace('"/changes"', json.dumps(f"/changes?story={quote(story, safe='')}"))
    ours = escape(policy.digest(script))
    return f"{head}{begin}{_ASKS}{allowed}{scripts}{ours} {body}<script>{script}</script>\n{end}{tail}"
