"""Certificates name their holder under a key: a digest that anybody could compute told who had left.

The digest is part of what is hashed, so the hash follows it, also where the entry of its issue keeps it. A certificate
whose content was altered before stays altered.
"""

import hashlib
import hmac
import json
import unicodedata
from typing import Any

from django.conf import settings
from django.db import migrations


def plain(value: Any) -> Any:
    """Write texts in one way, as certificates are hashed."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {plain(key): plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list) else value


def hash_of(payload: dict[str, Any]) -> str:
    """Hash what is certified."""
    words = json.dumps(plain(payload), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def put_under_the_key(apps: Any, schema_editor: Any) -> None:
    """Compute the new digest from the old one: the name of somebody who left is not there any more."""
    Certificate = apps.get_model("training", "Certificate")
    AuditEntry = apps.get_model("core", "AuditEntry")
    for row in Certificate.objects.order_by("pk").iterator(chunk_size=500):
        old = row.payload.get("holder_digest")
        if not isinstance(old, str):
            continue
        intact, before = hash_of(row.payload) == row.payload_hash, row.payload_hash
        row.payload["holder_digest"] = hmac.new(settings.HOLDER_KEY.encode(), old.encode(), hashlib.sha256).hexdigest()
        if intact:
            row.payload_hash = hash_of(row.payload)
        row.save(update_fields=["payload", "payload_hash"])
        told = AuditEntry.objects.filter(verb="certificate.issue", object_id=row.pk, data__hash=before)
        told.update(data={"hash": row.payload_hash})


class Migration(migrations.Migration):
    dependencies = [("training", "0003_numbers_that_check"), ("core", "0002_tally")]

    operations = [migrations.RunPython(put_under_the_key, migrations.RunPython.noop, elidable=False)]
