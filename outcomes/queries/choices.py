"""By what can a figure be filtered? Short lists that change rarely, cached for some minutes."""

from django.core.cache import cache

from accounts.models import Division, Major, University
from training.models import Course

KEY, SECONDS = "outcomes.choices", 600


def filter_choices() -> dict[str, list[tuple[int, str, str]]]:
    """Return (id, Chinese, English) of schools, majors, divisions and counting courses."""
    kept = cache.get(KEY)
    if kept is None:
        kept = _choices()
        cache.set(KEY, kept, SECONDS)
    return kept


def _choices() -> dict[str, list[tuple[int, str, str]]]:
    courses = Course.objects.filter(counts_to_goal=True).order_by("code", "pk")
    return {
        "university": list(
            University.objects.order_by("name_zh", "pk").values_list("pk", "name_zh", "name_en")
        ),
        "major": [_with_level(major) for major in Major.objects.order_by("code", "pk")],
        "division": list(
            Division.objects.order_by("code", "pk").values_list("pk", "name_zh", "name_en")
        ),
        "course": list(courses.values_list("pk", "title_zh", "title_en")),
    }


def _with_level(major: Major) -> tuple[int, str, str]:
    """Return a major by its name and level: the same name is taught on several."""
    return major.pk, f"{major.name_zh}（{major.level}）", f"{major.name_en} ({major.level_en})"
