"""Which search backend does Wagtail use? The database's own, fed with texts and queries cut by cms/search/text.py."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from typing import TYPE_CHECKING, Any

from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from wagtail.search.backends.database import SearchBackend as DatabaseBackend

from cms.search.text import index_text, query_text

if TYPE_CHECKING:

    class StockIndex:
        """What stands behind `HanIndex`: the index class of this database's backend."""

        def add_items(self, model: Any, objs: list[Any]) -> None: ...

    class StockBackend:
        """What stands behind `HanBackend`: this database's backend."""

        def search(self, query: Any, *args: Any, **kwargs: Any) -> Any: ...

        def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any: ...

else:
    # Which classes these are is known when the database is: SearchBackend() puts them in.
    StockIndex = StockBackend = object

_paused: ContextVar[bool] = ContextVar("indexing_paused", default=False)


@contextmanager
def indexing_paused() -> Iterator[None]:
    """Pause indexing during a bulk load; the caller runs `update_index` afterwards."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name that Wagtail looks for
    """Return the stock backend of this database with the two cuts built in."""
    stock = type(DatabaseBackend(params))
    index = type("HanIndex", (HanIndex, stock.index_class), {})
    return type("HanBackend", (HanBackend, stock), {"index_class": index})(params)


class HanIndex(StockIndex):
    """Cuts what goes into the index."""

    def add_items(self, model: Any, objs: Any) -> None:
        """Hand the objects to the stock index behind a mask that cuts their texts."""
        if not _paused.get():
            super().add_items(model, [Masked(obj) for obj in objs])


class HanBackend(StockBackend):
    """Cuts what is asked."""

    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Search for whole words."""
        return super().search(_cut(query), *args, **kwargs)

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Search while typing."""
        return super().autocomplete(_cut(query), *args, **kwargs)


class Masked:
    """An object as the indexer sees it: the same, with fields that cut their values."""

    def __init__(self, obj: Any) -> None:
        self.obj, self.pk = obj, obj.pk

    def get_search_fields(self) -> list[Any]:
        """Return the object's search fields, each cutting what it reads."""
        return [_masked(field) for field in self.obj.get_search_fields()]


def _cut(query: Any) -> Any:
    """Cut a query that is plain text; a query object was built by somebody who knows what they want."""
    return query_text(query) if isinstance(query, str) else query


def _masked(field: Any) -> Any:
    """Copy a search field so that it reads from the real object and cuts the text."""
    mask = copy(field)
    if isinstance(field, RelatedFields):
        mask.fields = [_masked(part) for part in field.fields]
        mask.get_value = lambda obj: field.get_value(_unmasked(obj))
    elif isinstance(field, SearchField | AutocompleteField):
        mask.get_value = lambda obj: index_text(_flat(field.get_value(_unmasked(obj))))
    return mask


def _unmasked(obj: Any) -> Any:
    """Return the real object."""
    return obj.obj if isinstance(obj, Masked) else obj


def _flat(value: Any) -> str:
    """Join the texts of a value, however nested."""
    if isinstance(value, dict):
        value = list(value.values())
    return (
        " ".join(_flat(part) for part in value)
        if isinstance(value, list | tuple)
        else str(value or "")
    )
