"""A name is kept in one form and found in every spelling; a name of nothing is no name."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts import names, queries
from accounts.forms.signup import RealNameField, looks_like_a_firm
from accounts.models import RosterEntry
from tests.factories.accounts import (
    RosterEntryFactory,
    TraineeFactory,
    UniversityFactory,
    office_user,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("示例李秀英", "示例李秀英"),
        ("　李　秀英 ", "李秀英"),
        ("李 秀 英", "李秀英"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽 . 买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("Ａｎｎａ　Ｌｉ", "Anna Li"),
        ("Anna   Li", "Anna Li"),
        ("张\u200b丽\ufeff", "张丽"),
        ("\u202a张丽\u202c", "张丽"),
        ("\u200b\u200d\ufeff", ""),
        ("\u3164", ""),
        ("䶮龑", "䶮龑"),
    ],
)
def test_a_name_is_kept_in_one_form(typed: str, kept: str):
    assert names.tidy(typed) == kept


@pytest.mark.parametrize("typed", ["-", "123", "...", "·", "\u200b", "??"])
def test_what_has_no_letter_is_no_name(typed: str):
    with pytest.raises(ValidationError):
        RealNameField(label="").clean(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("張麗華", "张丽华"),
        ("阿依古丽·买买提", "阿依古丽买买提"),
        ("Anna LI", "anna li"),
        ("ANNA-LI", "Anna Li"),
        ("歐陽 娜娜", "欧阳娜娜"),
        ("Ａｎｎａ", "anna"),
    ],
)
def test_two_spellings_of_one_name_share_their_key(one: str, other: str):
    assert names.key(one) == names.key(other)


def test_two_names_do_not_share_a_key():
    assert (
        len({names.key(each) for each in ("张丽", "张莉", "张丽华", "章丽", "Anna Li", "Anna Lin")})
        == 6
    )


@pytest.mark.parametrize(
    "name", ["Li Co", "Anna Coe", "Joe Inconnu", "李公", "商行舟", "Limin Factor"]
)
def test_a_person_is_not_taken_for_a_firm(name: str):
    assert looks_like_a_firm(name) is False


@pytest.mark.parametrize(
    "name",
    ["示例服装有限公司", "天晴制衣厂", "Example Co., Ltd.", "Blue Calico Studio", "９１４２９０９９ＤＥＭ００００１４Ｋ", "示例公司（分部）",
     "91429099DEM000014K", "Example Garment Co Ltd", "小云工作室"],
)  # fmt: skip
def test_a_firm_is_led_to_its_door(name: str):
    assert looks_like_a_firm(name) is True


@pytest.mark.django_db
def test_a_roster_in_the_other_script_finds_its_person(clock):
    entry = RosterEntryFactory(real_name="張麗華", phone="+8613800000001")
    person = TraineeFactory(
        user__phone="+8613800000001", user__phone_verified=True, user__real_name="张丽华"
    )

    assert queries.matching_roster_entry(person) == entry
    assert list(queries.roster_lookalikes(person)) == [entry]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["張麗華", "张 丽华", "１３８ ００００ ０００２", "+86-138-0000-0002", "0002"]
)
def test_the_office_finds_a_person_however_the_search_is_typed(typed: str):
    person = TraineeFactory(
        user__phone="+8613800000002", user__phone_verified=True, user__real_name="张丽华"
    )

    assert list(queries.people_for(office_user(), text=typed)) == [person]


@pytest.mark.django_db
def test_a_name_of_invisible_signs_is_refused_with_a_sentence(client):
    page = client.post(
        reverse("accounts:join_trainee"), {"real_name": "\u200b\u200d", "phone": "13800000003"}
    )

    assert page.status_code == 422
    assert page.context["form"].errors["real_name"] == ["请填写姓名。"]


@pytest.mark.django_db
@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize(
    "phone",
    [
        "13800000001",
        "１３８００００００01",
        "+86 138-0000-0001",
        "0086 138 0000 0001",
        "手机：13800000001",
    ],
)
def test_a_roster_finds_its_person_however_its_lines_were_written(clock, phone: str, many: bool):
    person = TraineeFactory(
        user__phone="+8613800000001", user__phone_verified=True, user__real_name="张丽华"
    )
    entry = RosterEntry(
        university=UniversityFactory(), real_name="張 麗華", student_number="1", phone=phone
    )
    if many:
        RosterEntry.objects.bulk_create([entry])
    else:
        entry.save()
    assert RosterEntry.objects.values_list("name_key", "phone").get() == (
        "张丽华",
        "+8613800000001",
    )
    assert queries.matching_roster_entry(person) == entry


@pytest.mark.django_db
def test_a_changed_line_of_a_roster_is_compared_as_it_stands(clock):
    entry = RosterEntryFactory(real_name="示例甲", phone="0728-5220000")
    assert entry.phone == "0728-5220000"
    entry.real_name, entry.phone = "張麗華", "138 0000 0001"
    entry.save(update_fields=["real_name", "phone"])
    assert RosterEntry.objects.values_list("name_key", "phone").get() == (
        "张丽华",
        "+8613800000001",
    )
