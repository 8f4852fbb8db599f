"""What does a page say whatever the lines of its template are? Its HTML without the white space that no page shows."""

import re


def tight(html: str) -> str:
    """The same HTML with one space where there were several, none beside a tag and none before a tag's end."""
    html = re.sub(r" +(/?>)", r"\1", " ".join(html.split()))
    return re.sub(r" ?(<[^>]+>) ?", r"\1", html)
