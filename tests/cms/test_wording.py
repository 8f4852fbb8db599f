"""Has every text of the installed packages its Chinese? Read from their catalogues, as installed, without a database."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.utils.translation.trans_real import DjangoTranslation

# Packages that bring texts nobody meets here: the queue's own screens are Django's admin, which is not installed.
NEVER_SHOWN = {"django_q"}
# What both languages write alike; the clock has 24 hours here, so AM and PM are never read.
ALIKE = {
    "URL",
    "ID",
    "Wagtail API v2",
    "WebAuthn",
    "IPv4",
    "IPv6",
    "AM",
    "PM",
    *(f"%s {size}B" for size in "KMGTP"),
}
# The search names no kind of page here and says "None" in its place.
UNNAMED = {"%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"}
HAN = re.compile("[一-鿿]")
LATIN = re.compile("[A-Za-z]{2,}")
FILLED = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w+\}")
LINES = re.compile(r'^(msgctxt|msgid|msgid_plural) ((?:".*"\n)+)', re.M)

Text = tuple[str, str, str]


def texts(source: Path) -> Iterator[Text]:
    """The texts of one catalogue: context, singular, plural (empty where there is one form)."""
    for block in source.read_text().split("\n\n"):
        found = {
            name: "".join(map(ast.literal_eval, said.split("\n")[:-1]))
            for name, said in LINES.findall(block)
        }
        if found.get("msgid"):
            yield found.get("msgctxt", ""), found["msgid"], found.get("msgid_plural", "")


def catalogues(domain: str) -> dict[str, Path]:
    """The English catalogue of each installed package; of those that have none, the first in another language."""
    homes = {
        each.name: Path(each.path) / "locale"
        for each in apps.get_app_configs()
        if "-packages" in each.path
    }
    homes["django"] = Path(django.__file__).parent / "conf" / "locale"
    found = {name: sorted(home.glob(f"*/LC_MESSAGES/{domain}.po")) for name, home in homes.items()}
    english = {
        name: [file for file in files if file.parts[-3] == "en"] for name, files in found.items()
    }
    return {
        name: (english[name] or files)[0]
        for name, files in found.items()
        if files and name not in NEVER_SHOWN
    }


def chinese(domain: str) -> DjangoTranslation:
    """What the site says, the editor's scripts included: ours before the packages' (settings.LOCALE_PATHS)."""
    homes = (
        [str(Path(apps.get_app_config("wagtailadmin").path) / "locale")]
        if domain == "djangojs"
        else None
    )
    return DjangoTranslation("zh-hans", domain=domain, localedirs=homes)


def said(spoken: DjangoTranslation, text: Text) -> str:
    """The Chinese of a text; empty where there is none."""
    context, one, many = text
    key = f"{context}\x04{one}" if context else one
    answer = spoken._catalog.get((key, 0)) or ("" if many else spoken._catalog.get(key))
    return answer or ""


def is_chinese(answer: str) -> bool:
    """Is it said, and in Chinese? What is filled in, figures and signs are in no language."""
    return bool(answer) and (
        bool(HAN.search(answer)) or not LATIN.search(FILLED.sub("", re.sub("<[^>]*>", "", answer)))
    )


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_text_of_the_packages_has_its_chinese(domain: str) -> None:
    spoken = chinese(domain)
    missing = {
        (name, one)
        for name, source in catalogues(domain).items()
        for context, one, many in texts(source)
        if one not in ALIKE and not is_chinese(said(spoken, (context, one, many)))
    }
    assert sorted(missing) == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_a_chinese_text_names_what_the_english_one_names(domain: str) -> None:
    """A name that the code does not fill in breaks the page; one left out leaves the editor guessing."""
    spoken = chinese(domain)
    wrong = []
    for name, source in catalogues(domain).items():
        for text in texts(source):
            filled, ours = (
                [set(FILLED.findall(form)) for form in text[1:]],
                set(FILLED.findall(said(spoken, text))),
            )
            equal = ours in filled if name.startswith("wagtail") else ours <= filled[0] | filled[1]
            if said(spoken, text) and not equal and text[1] not in UNNAMED:
                wrong.append((name, text[1], said(spoken, text)))
    assert wrong == []


def test_the_editor_is_spoken_to_as_everywhere_on_the_site() -> None:
    """One word for one thing: 你, 图片, 账号, 审核; a locale is a language."""
    spoken, other = chinese("django"), re.compile("您|图像|帐[号户]|账户|区域设置|审查|审批")
    heard = {
        said(spoken, text)
        for name, source in catalogues("django").items()
        if name.startswith("wagtail")
        for text in texts(source)
    }
    assert sorted(text for text in heard if other.search(text)) == []
