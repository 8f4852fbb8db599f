"""Under which names are static files served, and what is compressed before anybody asks?

A collected file has the hash of its content in its name, so that browsers keep it for good; beside it lie its compressed
forms. The styles of every page are collected as one file. What is not collected (tests, DEBUG) has its own name.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

COMMON_STYLES = ("css/tokens.css", "css/base.css", "css/components.css")
JOINED_STYLES = "css/site.css"
# What our own pages load. The editor's files are compressed in production alone: they take some ten seconds.
OURS = ("css/", "js/", "img/", "vendor/", "django_htmx/htmx-2.min.")


def common_styles() -> list[str]:
    """Return the addresses of the styles that every page loads: one where files are collected."""
    collected = getattr(staticfiles_storage, "hashed_files", {})
    names = (JOINED_STYLES,) if JOINED_STYLES in collected else COMMON_STYLES
    return [staticfiles_storage.url(name) for name in names]


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Collected files under names with their hash; others under their own."""

    def stored_name(self, name: str) -> str:
        """Return the name with the hash; a file that this machine has not collected keeps its own."""
        is_known = self.hash_key(self.clean_name(name)) in self.hashed_files
        return str(super().stored_name(name)) if is_known or settings.PRODUCTION else name

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Join the styles of every page before anything is hashed."""
        if not dry_run and paths.keys() >= set(COMMON_STYLES):
            paths = {**paths, JOINED_STYLES: (self, self._joined(paths))}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress what pages ask for: files by their hash."""
        hashed = set(self.hashed_files.values()).intersection(paths)
        if not settings.PRODUCTION:
            hashed = {name for name in hashed if name.startswith(OURS)}
        yield from super().compress_files(hashed)

    def _joined(self, paths: dict[str, Any]) -> str:
        """Write the joined styles; return their name."""
        texts = []
        for name in COMMON_STYLES:
            storage, path = paths[name]
            with storage.open(path) as file:
                texts.append(file.read())
        self.delete(JOINED_STYLES)
        return str(self.save(JOINED_STYLES, ContentFile(b"".join(texts))))
