r"""Which English words name a trait, select persons, or turn somebody away?

The same three parts as in Chinese: a trait, a choice near it in its sentence, and who else may be meant.
"""

from matching.lawful.guard import Wordings, compiled
from matching.lawful.traits import any_of

SENTENCE = compiled(r"[^.!?\n]+")
NEAR = 90  # so many letters before or after a trait a refusal is its own
CLOSE = 40  # and so many a preference
NONE = compiled(r"\b(?:no|without)(?: \w+){0,2} $")


def _words(listed: str) -> Wordings:
    """Return whole words from a list; `_` stands for a blank."""
    return compiled(rf"\b{any_of(listed)}\b".replace("_", r"[ -]"))


ENGLISH_TRAITS: tuple[tuple[str, Wordings], ...] = tuple(
    (code, _words(listed))
    for code, listed in (
        (
            "sex",
            r"aunt(?:ie|y)s? uncles guys? girls? lad(?:y|ies) lads? gals? blokes? chaps? gent(?:s|lemen) wom[ae]n m[ae]n (?:fe)?males? boys? gender",
        ),
        (
            "age",
            r"(?:you|she|he)_(?:are|is)_(?:already_)?[2-6]\d (?:too_)?old(?:er|ies)? over_?[3-6]\d past_[3-6]0 gr[ae]y(?:_hair(?:ed)?)? (?:early|mid|late)_(?:[2-6]0s|twenties|thirties|forties|fifties|sixties) twenties thirties forties fifties in_(?:his|her|their)_\w+ fresh_(?:faces?|blood) young(?:_blood|er|sters?)? youthful born_(?:in|before|after|since)_\d{4} [2-7]\d_years?_old [2-7]\d_year_old aged? (?:a_)?grand(?:ma|pa|mothers?|fathers?|parents?) retire[de]\w* boomers? gen_?[xz] millennials? middle_aged elderly at_[3-6]\d his_age her_age your_age seniors [3-6]0s",
        ),
        (
            "family",
            r"pregnan\w+ conceiv\w+ expecting(?:_a_\w+)? months_along maternity bab(?:y|ies) bump toddlers? newborns? kids? child(?:ren)? childcare moms? mums? mothers? married marriage unmarried singles? divorced? divorcees? husbands? wi(?:fe|ves) boyfriends? girlfriends? fianc\w+ engaged newly_?weds? wedding family_(?:plans?|duties|ties|status) trying_for ivf breast_?feed\w* nursing school_run big_news due_date dependents?",
        ),
        (
            "looks",
            r"(?:good_)?looks good_looking pretty(?!_(?:good|much|well|sure)) attractive ugly (?:her|his|their|the|a|nice|your)_face teeth acne scars? tattoos? bald(?:ing)? figure selfies? easy_on_the_eyes? presentable appearance birthmarks? pimples freckles photogenic plain_looking headshot",
        ),
        (
            "body",
            r"tall(?:er)? (?:too_)?short(?:er)? height \d{3}_?cm overweight fat chubby obese skinny size_(?:s|m|xs|[468]|zero) bmi stature slim petite heavy_?set plump waist weight",
        ),
        (
            "origin",
            r"(?:guangdong|cantonese|fujian|hunan|hubei|sichuan|guizhou|yunnan|jiangxi|shandong|zhejiang|northeast\w*|chaoshan\w*|wenzhou\w*)(?:_people|ese)? local_?(?:born|s)? outsiders? hometown hukou out_of_(?:town|province)\w* accents? countryside rural village(?:rs?)? migrants? northerners? southerners? henan\w* dongbei\w* natives?_of parents_(?:live|are_from)\w* (?:this|our|that)_county provinces? out_of_towners? from_(?:henan|anhui|the_(?:north|south|east|west|countryside|sticks))\w*",
        ),
        (
            "stars",
            r"zodiac star_?signs? horoscopes? blood_types? type_(?:a|b|o|ab) (?:tigers?|dragons?|rabbits?|snakes?|goats?|roosters?|horses?|monkeys?|oxen)(?!_(?:print|logo|year_collection)) virgos? scorpios? leos? libras? gemin\w+ capricorns? aquari\w+ pisces taur\w+ sagittar\w+ year_of_the_\w+ feng_?shui superstitious birth_chart",
        ),
        (
            "health",
            r"wheel_?chairs? disabilit\w+ disabled hard_of_hearing low_vision one_(?:arm|leg|eye)\w* seizures? deaf blind(?!s) mute stammers? stutters? limps? limping epilep\w+ hearing_(?:aids?|loss) hep(?:atitis)?(?:_b)? hbv hbsag hiv depress(?:ed|ion) anxiety bipolar mental\w* cancer diabet\w+ chronic\w* illness\w* sick(?:ly|ness)? surger\w+ medication prosthe\w+ autis\w+ adhd dyslex\w+ crutch\w* medical_history insulin missing_(?:a_)?fingers? asthma carriers? heart_(?:condition|problem|disease) therap(?:y|ist)",
        ),
        (
            "ethnicity",
            r"(?:ethnic_)?minorit\w+ uy?ghurs? tibetans? hui mongol\w* zhuang black_(?:people|teachers?|candidates?|applicants?) white(?:_(?:people|face|native|teachers?|candidates?))? africans? foreign_face skin_colou?r dark(?:er)?_skin\w* caucasian\w* han_(?:only|chinese) ethnic\w* race xinjiang tibet",
        ),
        (
            "religion",
            r"hijabs? (?:head_?|the_|her_)scar(?:f|ves) turbans? church\w* mosques? pray(?:s|ers?|ing)? muslims? christians? buddhis\w+ halal pork religio\w* faiths? believers? bible temple ramadan sabbath worship\w* catholic\w* atheist\w* cross_(?:around|necklace)",
        ),
    )
)
TURNED_AWAY = _words(
    r"(?:is|are|was)n['’]?t_for_you sorry releas\w+_(?:the|your|her|his)_offer can(?:['’]t|not|_not)_(?:enter|work|join|apply|come|stay|pass) voted_no (?:contract|job|offer)_(?:is_over|ends) no_more not_set_up_for no_hires not_this_(?:year|season) said_n(?:o|one) not_for_(?:you|her|him|them) said_no not_for_us no_go hold_off on_hold not_this_time thanks_but best_of_luck not_possible unable_to leave_early automatically not_ideal problem with(?:drawn|draw|drew) rescind\w* revok\w* pass(?:ed|ing)?_on decided_to_pass hard_pass we(?:['’]ll)?_pass(?:ed)? it['’]s_a_no that['’]s_a_no not_mov(?:e|ing)_(?:forward|ahead) (?:went|go|going|gone)_with_(?:someone|another|somebody|the_other|a_\w+) (?:chose|picked|took|hired)_(?:someone|another|somebody|the_other) need_not (?:please_)?do(?:n['’]t|_not)_(?:apply|bother|come|send|call|write|hire|take|want|last|fit|suit|invite|consider|forward|shortlist|even) did(?:n['’]t|_not)_(?:hire|invite|shortlist|proceed|call|make) reject\w* declin(?:e|ed|ing) turned?_(?:\w+_)?(?:down|away) not_(?:to_)?(?:be_)?(?:hir\w+|invit\w+|shortlist\w*|proceed\w*|consider\w*|recommend\w*|suit\w*|fit|accept\w*|welcome|taken|called|employ\w*|what_we|the_right|a_(?:good_)?(?:fit|match)) can(?:['’]t|not|_not)_(?:keep|handle|cope|take|hire|accommodate|have|employ|risk|afford|place|deal|use) won['’]t_(?:fit|work|last|be|do|hire|take|consider|suit|cut) will_not_(?:fit|work|last|be|do|hire|take|consider|suit) skip(?:ped|s)? binned (?:filter|screen|weed|rul|sort)(?:ed|e|es)?_out dropped put_aside set_aside (?:back|bottom)_of_the_(?:queue|pile|line|list) (?:look|try|apply)_elsewhere keep_looking unsuitable save_your(?:self_the)?_time unfortunately regret\w* exclud\w+ ruled?_out cross(?:ed)?_off steer_clear no_thank(?:s|_you) offer_(?:is_|was_)?(?:withdrawn|cancel+ed|off|void) cancel+(?:ed)?_(?:the|her|his|your)_offer too_risky a_(?:risk|liability|hassle) let_(?:her|him|them)_go send_(?:her|him|them)_(?:home|away) no_interview is_out are_out stay_(?:home|away) will_be_(?:terminated|dismissed|let_go) scares?_(?:the_)?(?:customers|clients) puts?_(?:\w+_)?off"
)
PREFERRED = _words(
    r"better_(?:filled|suited|done)\w* (?:kindly|please|only)_(?:send|refer|forward|share)(?:_us|_me)? prefer\w* (?:would|['’]d|d)_rather rather_have only at_most only_(?:shortlist|hire|take|consider|want|interview) no_offer would_struggle looking_for (?:go|come|get|goes)_first first_(?:choice|pick) priority favou?r\w* extra_points bonus_points a_plus equal_(?:cvs|candidates|scores?|merit) tie_?break\w* ideally reserved_for restricted_to must_be want_(?:a|an|someone|somebody)"
)
NO = compiled(r"\b(?:no|without)\b")
OTHERS = compiled(
    r"\b(?:customers?|clients?|patients?|residents?|students?|pupils?|shoppers?|guests?|users?|audience|viewers|readers|wear|cloth\w+|garments?|sizes|dresses|leave|benefits?|insurance|welcome|any|every|all|regardless|never ask\w*|(?:not|n['’]t) (?:ask|matter|discriminat\w*|care|test|check)|equal\w*|law\w*|act|regulations?|our (?:team|founder|boss|manager|owner)|founder|colleagues?|staff|accessible|step-free|colou?rs?|brand|line|products?|shop|store|experience|museum|project|charity|nursery|hospital|clinic|school|hair|fabric|yarn|sleeves?|skirts?|collections?|models?|sign language)\b"
)
NOT_OTHERS = compiled(
    r"\b(?:applicants?|candidates?|cvs?|interview\w*|offer|apply|applying|hire[ds]?|hiring|owner is|boss (?:is|wants?|says?))\b"
)


def chosen_in_english(left: str, *, is_refused_next: bool) -> list[tuple[str, int, int]]:
    """Return kind, start and end of the traits by which somebody is selected or turned away."""
    chosen: list[tuple[str, int, int]] = []
    for sentence in SENTENCE.finditer(left):
        words, at = sentence.group(), sentence.start()
        away = [found.span() for found in TURNED_AWAY.finditer(words)]
        liked = [found.span() for found in PREFERRED.finditer(words)]
        if not (away or liked or is_refused_next or NO.search(words)) or (
            OTHERS.search(words) and not NOT_OTHERS.search(words)
        ):
            continue
        for code, pattern in ENGLISH_TRAITS:
            for trait in pattern.finditer(words):
                start, end = trait.span()
                if (
                    is_refused_next
                    or any(_is_near(start, end, one, NEAR) for one in away)
                    or any(_is_near(start, end, one, CLOSE) for one in liked)
                    or NONE.search(words, max(start - 24, 0), start)
                ):
                    chosen.append((code, at + start, at + end))
    return chosen


def _is_near(start: int, end: int, other: tuple[int, int], near: int) -> bool:
    """Tell whether two pieces stand near each other and apart."""
    return other[0] - end <= near and start - other[1] <= near and (end <= other[0] or other[1] <= start)
