"""The same parts in English: what is kept, what is paid, when, and which context makes it lawful."""

from matching.lawful.english import SUM
from matching.lawful.guard import compiled
from matching.lawful.money.near import DemandPart, DemandRule


def part(*wordings: str) -> DemandPart:
    """Return one part from its wordings, whole words; an E in them is a sign of the sentence."""
    joined = "|".join(rf"\b(?:{wording})" for wording in wordings).replace("E", r"[^.;!?\n]")
    return DemandPart(joined, frozenset(), compiled(joined))


NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|ten|half|few|several|couple of)"
AMOUNT = rf"(?:{SUM}|\d[\d,.]*-(?:yuan|rmb|dollar)|\d{{2,5}}(?! ?(?:%|cm|kg|days?|hours?|years?|months?|weeks?|people|pieces|orders|minutes|am|pm|km|-))(?=\b))"

PAPER = part(
    r"passports?|id(?:entity)?(?: cards?| documents?)?\b|diplomas?|certificates?|(?:driv\w+ |professional )?licen[cs]es?|(?:university|college|bachelor'?s|master'?s) degrees?|bank cards?|visa\b|residence permits?|originals?|hukou book|seaman'?s books?|work permits?|registration (?:card|certificate)s?"
)
TAKEN = part(
    r"k(?:eep|ept)(?:s|ing)?\b|h(?:old|eld)(?:s|ing)?\b|retain\w*|hand(?:ed|s|ing)?\b(?! out)|surrender\w*|lock\w*|stor(?:e|ed|es|ing)\b|leave\b|left with|stays?\b|remains?\b|lodged?|deposited|(?:will be|is|are) with|collect\w*|take\w*|turn(?:ed)? (?:in|over)|park(?:ed)?|give us|goes? (?:in|into|to)|sits?\b|entrust\w*|look\w* after|surrender"
)
UNTIL = part(
    r"until|till\b|when you (?:leave|go|quit|finish)|for (?:the|your|as long|safe\w*|safe-keeping)|(?:our|the|office|company|manager'?s?|boss'?s?|hr) (?:\w+ )?(?:safe|drawer|office|locker|cabinet|file|desk|hr|manager|boss)|while (?:you|she|he|they|under|employed)|on contract|for the duration|(?:the|our) (?:\w+ )?(?:office|agent|agency|captain|foreman|warden|landlord|supervisor)\b|throughout|whole contract|contract (?:is over|ends?|period)|season|back (?:when|after|once|at|on|only)|(?:on|at) your last|returned|during (?:the|your)|with (?:us|hr|the (?:office|company|agency|manager|boss|school)|our)|so (?:that )?(?:nobody|no one|you)|at (?:the|our) (?:yard|office|desk|gate|agency|depot|reception|front)|(?:your|his|her) notice"
)
PAPER_LAWFUL = part(
    r"cop(?:y|ies|ied)\b|scan\w*|photocop\w+|on the spot|(?:hand\w*|give\w*|return\w*) (?:it|them) back (?:at once|right|straight|on the spot)|straight (?:back|away)|immediately|check(?:ed)?\b(?! ?-?out)|verif\w+|customers?|guests?|clients?|tenants?|never|(?:do|does|will|is|are) not (?:keep|kept|hold|held|take|retain|collect|ask)|(?:won|don|isn|aren)'?t (?:keep|take|hold|need|kept|held)|no one|nobody (?:will|keeps)|you keep|yours to keep|with you|certificates? of origin|cleaners?|helps?\b|required by law|company'?s (?:own )?licen|hold (?:a|an|valid)|must hold|holders?"
)

WAGE = part(
    r"wages?|salar(?:y|ies)|pay(?:che(?:ck|que)s?|roll)?\b(?! (?:for|a|the|us|your|¥|\d|back|by|in|it))|pay for (?:january|february|march|april|may|june|july|august|september|october|november|december|the (?:last|first) (?:month|week))|month'?s (?:pay|money|earnings)|earnings|commission|money you (?:earn|make)"
)
HELD = part(
    r"h(?:old|eld|olds|olding) ?(?:back|on to|onto)?\b|withh\w+|k(?:eep|ept|eeps)\b|retain\w*|sav(?:e|ed)(?: up)?(?: for you)?|stays? with|bank(?:ed)? (?:it )?for you|defer\w*|park(?:ed)?|lock(?:ed)?(?: in| up)?\b|set aside|put aside|in reserve|stays? in|not (?:be )?(?:released|paid (?:out )?until)|frozen"
)
HELD_FAR = part(
    r"until|till\b|for (?:a|one|two|three|\d+|the first) (?:year|months)|when you (?:leave|go|finish|quit)|after (?:\w+ ){0,3}(?:months?|year|contract|season|weeks?)|end of (?:the )?(?:year|contract|season)|new year|as (?:a )?(?:security|guarantee|bond|deposit)|(?:return|release|refund|repa)\w* (?:it |them )?(?:after|at|when|once|on)|completed?|lose|lost|forfeit\w*|if you (?:quit|leave|stay)|in case you|back after|back when|clients? (?:pay|settle)|customer pays"
)
WAGE_LATE = part(
    r"comes? only (?:if|when|once)|half (?:now|today)|(?:rest|remainder|balance)E{0,4} (?:comes|is|at|when|paid)E{0,20}(?:end|year|leave|project|contract|season)|at (?:chinese |lunar )?new year|when you leave|when the (?:contract|project|season) ends|at the end of the (?:project|season|contract|year)|(?:released|paid|payable) only (?:if|when|once|after)|(?:paid|settled|released|come|comes|pay you|get it|get paid|pay out)(?: out)? (?:only )?(?:when|once|after|at|until)E{0,12}(?:client|customer|project|contract|year|season|leave|new year|months)|(?:when|once|after|until) (?:the|our|a)(?: \w+)? (?:client|customer|project|investor|buyer)E{0,12}(?:pays?|paid|settle\w*|money|transfers?)"
)
LEAVES = part(
    r"(?:leav|quit|resign)\w*|walk (?:out|away)|less than|don'?t (?:last|stay|finish|complete)|drop\w* out|(?:fewer|under) than? ?\d|go(?:es)? early|fail to (?:finish|complete|stay)"
)
FORFEITS = part(
    r"forfeit\w*|los(?:e|es|ing)\b|no (?:pay|wages?|salary|money)|nothing\b|not (?:be )?paid|won'?t be paid|unpaid|stays? with (?:us|the)|kept by|not a (?:cent|penny|yuan)|zero|get nothing|half (?:of )?(?:your |the )?(?:pay|wages?|salary)"
)
WAGE_LAWFUL = part(
    r"on the \d|\d(?:st|nd|rd|th)\b|each month|every month|monthly\b|on time|in full|full pay|never|we (?:do not|don'?t)|no (?:withh|deduc|hold)|nothing is (?:held|kept|withheld)|tax\w*|insurance|pension|annual bonus|bonus\w*|customers?'? (?:orders?|deposits?)|within \w+ days|same day|raise|review|holiday|track of|keep\w* (?:records?|the books)|sick"
)

TRIAL = part(
    r"audition",
    r"trial\w*",
    r"try-?out",
    r"probation\w*",
    r"first (?:\w+ )?(?:days?|weeks?|shifts?|month|sessions?|streams?|lessons?|classes|hours?|night)",
    r"shadow\w*",
    r"induction",
    r"training (?:days?|weeks?|period|is)",
    r"internship",
    r"test (?:shift|day|week|stream|run)",
    r"taster",
    r"observ\w*",
    r"help (?:us )?out",
    rf"work (?:for )?{NUMBER} (?:days?|shifts?|weeks?)",
    r"come in for",
    r"(?:a )?few (?:hours|days|shifts)",
    r"so (?:that )?we can (?:judge|see|test)",
    r"apprenticeship|apprentices?",
    r"on-?boarding",
    rf"{NUMBER}(?:-| )(?:days?|weeks?|shifts?|hours?)",
)
NO_PAY = part(
    r"un-?paid\b|without (?:any )?(?:pay|wages?|salary|money)|no (?:pay|payment|wages?|salary|money|remuneration|compensation)\b|(?:not|never|(?:wo|do|is|are|does)n'?t)(?: \w+)? (?:be )?(?:get )?paid|don'?t (?:count|pay)|no (?:allowance|stipend)|(?:start|begin)s? paying (?:you )?(?:only )?(?:once|when|after|if)|pay (?:begins|starts)|do(?:es)? not (?:count|pay)|for (?:free|nothing)\b|free of charge|as a volunteer|on a voluntary basis|only (?:lunch|meals?|food)|(?:lunch|meals?) (?:is|are) (?:all|the only)|not on the payroll|zero pay|(?:earns?|pays) nothing|no earnings|if we (?:like|keep|choose) youE{0,16}(?:pay|salary|wages)|(?:pay|salary|wages?|payroll|the clock) (?:only )?(?:starts?|begins?|kicks in) (?:only )?(?:after|once|if|when|from|on|in)|paid only (?:if|after|once|from)|only paid (?:if|after|once|from)|off the clock|experience is (?:the|your) (?:pay|reward)"
)
TRIAL_LAWFUL = part(
    r"fully paid|paid (?:trial|training|from (?:day one|the first))|never|we (?:do not|don'?t) (?:do|run|offer|have|ask|believe)|no unpaid|there are no|no (?:trials?|one) (?:is|are|without)|full pay|free (?:lunch|meals?|training|uniform|course)|leave\b|overtime|free trial (?:class|lesson)s? (?:for|to)|customers?|students?'?|parents|paid at|is paid\b(?! only)|are paid\b(?! only)"
)

BUY = part(
    r"costs? you|send\b|wire\b|remit\b|buy(?:ing|s)?\b|purchas\w+|order(?:ing)?\b|pay (?:for )?|pays\b|top up|invest\w*|stock up|subscribe|sign up|transfer|recruit \w+ (?:friends|relatives|family)|bring in \w+ (?:friends|relatives|new members)"
)
WARES = part(
    r"(?:\w+ )?(?:kit|sets?|packs?|package|samples?|products?|uniforms?|membership|card|stock|goods|e-?bike|scooter|vehicle|tablet|phone|equipment|merchandise|items?|collection|box|bundle|tools?|lanyard|badge)\b",
    AMOUNT,
)
BEFORE = part(
    r"without (?:it|this|that|one)\b|(?:nobody|no one)E{0,12}(?:scheduled|hired|rostered|starts?|works?)|before (?:going|first|applying|joining)|for the (?:application|form|interview|registration)|to (?:secure|reserve|unlock|activate)|before (?:shifts?|work|you|we|your|the|starting|they|being|any)|in order to (?:start|work|join|be)|to (?:start|join|qualify|be (?:hired|put|given|placed|listed|confirmed)|get (?:on|your|the) (?:rota|shifts?|job|offer|first))|no (?:kit|purchase|order|payment|deposit|course), no|or (?:you )?(?:won'?t|will not|no)|condition of|first\b(?! aid)|on (?:joining|your first day|arrival)|required to|must\b|have to|up ?front|on the rota|only then|then you (?:can )?start|refund\w* when|when you return"
)
PAID_BY_FIRM = part(
    r"we (?:pay|cover|provide|give|supply|buy)|(?:company|employer|firm|factory|shop|school) (?:pays|covers|provides|gives|buys|supplies)|free\b|customers?|clients?|guests?|shoppers?|tenants?|suppliers?|reimburs\w+|at no cost|never|no (?:fees?|deposits?|cost|need|obligation|purchase is)|not (?:required|need|have|ask|pay)|don'?t|do not (?:pay|buy|ask|charge|need|have)|optional|discount|purchase orders|purchasing|scam\w*|fraud\w*|report (?:it|them)|police|paid training|training is paid|paid at|candidates? who|orders? (?:from|for|to|on)|salary (?:of|is)|per month|a month\b|a day\b"
)

COURSE = part(
    r"academy|training\b|courses?\b(?! of (?:business|work|the))|boot-?camp|class(?:es)?\b|certificat(?:ion|e course)|lessons?|workshops?|tuition|programme|program\b(?!m)|qualification"
)
COURSE_COST = part(
    r"fees?\b",
    r"costs?\b",
    r"pay\b",
    r"(?:our|a) paid(?= (?:certif|course|train|class))",
    r"paid for by you",
    r"payable",
    r"tuition",
    r"price\w*",
    AMOUNT,
    r"charge[ds]?",
)
LOAN = part(
    r"financ(?:e|ed|ing)\b|loans?\b|instal?lments?|repay\w*|pay(?: it| us)? (?:back|later|off)|deduct\w*|credit\b|monthly (?:from|out of)|over (?:\w+ )months|lender|(?:out of|from|against) your (?:salary|wages?|pay)"
)
SERVICE = part(
    r"student|parents|customers?|clients?|we (?:pay|cover|fund|sponsor)|(?:company|employer|firm) (?:pays|covers|funds|sponsors)|free\b|never|\bno (?:fees?|loans?|cost|tuition|instal)|paid training|training is paid|paid at|training (?:days? )?(?:are|is) paid|bank\b|mortgage|accounts?\b|not (?:pay|charge|need)|don'?t pay|reimburs\w+|while (?:learning|training)|earn"
)

ENGLISH_BARGAINS: tuple[DemandRule, ...] = (
    DemandRule(
        "wages",
        (
            part(
                r"forfeits? (?:all |any |your |the )*(?:unpaid|outstanding|remaining|accrued|owed) (?:wages|salary|pay)\b",
                r"(?:test|trial|sample) (?:edit|design|translation|shoot|article|video|piece)s?\bE{0,50}no (?:fee|payment|pay)\b",
                r"(?:cut|edit|shoot|write|design|translate|draw|film|make) (?:\d+|an?|one|two|three|four|five|six|ten) (?:\w+ )?(?:videos?|articles?|clips?|posters?|pages?|designs?|pieces?|posts?)E{0,40}(?:no (?:fee|payment|pay)|unpaid|for free)\b",
            ),
        ),
        (part(r"never|not forfeit|no one|customers?|(?:is|are|be) (?:fully )?paid|applicants?|to apply"),),
    ),
    DemandRule("papers", (PAPER, TAKEN, UNTIL), (PAPER_LAWFUL,), 40),
    DemandRule("wages", (WAGE, HELD, HELD_FAR), (WAGE_LAWFUL,), 44),
    DemandRule(
        "wages",
        (
            part(
                r"(?:will not|won't|do not|don't|cannot) (?:receive|get|be paid)E{0,24}(?:pay|wages|salary|money)E{0,24}(?:unless|until|if)"
            ),
        ),
        (part(r"bonus\w*|overtime without"),),
    ),
    DemandRule("wages", (WAGE, WAGE_LATE), (WAGE_LAWFUL,), 30),
    DemandRule(
        "wages",
        (
            part(
                r"living (?:money|costs?|expenses)|pocket money|food money|\d\d ?% (?:each|every|a|per) month|half (?:each|every|a) month|an advance"
            ),
            part(r"rest\b|remainder|balance|remaining"),
        ),
        (part(r"yearly bonus"),),
        40,
    ),
    DemandRule(
        "wages",
        (LEAVES, FORFEITS, part(r"paid|pay|wages?|salary|money|earn\w*|nothing|cent|penny")),
        (WAGE_LAWFUL,),
        44,
    ),
    DemandRule("wages", (TRIAL, NO_PAY), (TRIAL_LAWFUL,), 44),
    DemandRule(
        "wages",
        (
            part(
                r"(?:this|it|that|these|they|those|which) (?:is|are|will be) (?:not paid|unpaid|without pay|not remunerated)"
            ),
        ),
        (part(r"leave|break|overtime is"),),
    ),
    DemandRule(
        "wages",
        (
            part(
                r"pays? (?:you |us |wages )?(?:only )?when (?:he|she|the (?:owner|boss)|there)|(?:pay|paid|wages|salar\w+)E{0,16}(?:every (?:two|three|four|six|\d+) months|twice a year|once a (?:year|season|quarter))"
            ),
        ),
        (part(r"bonus\w*|review\w*|raise|dividend"),),
    ),
    DemandRule(
        "wages",
        (
            part(
                r"(?:free|unpaid) (?:sample|test|trial) (?:designs?|articles?|translations?|edits?|videos?|work|pieces?)"
            ),
        ),
        (part(r"customers?|gift|no\b|never"),),
    ),
    DemandRule("fee", (BUY, WARES, BEFORE), (PAID_BY_FIRM,), 60),
    DemandRule(
        "fee",
        (
            part(
                r"(?:comes?|taken|deducted|paid|goes) (?:out )?(?:of|from) (?:your|the) (?:first |next )?(?:month'?s )?(?:pay|wages?|salary)"
            ),
            part(r"uniforms?|kit|tools?|costs?|badge|equipment|bedding|fees?"),
        ),
        (PAID_BY_FIRM,),
        40,
    ),
    DemandRule(
        "fee",
        (
            part(r"friends|relatives|family members|acquaintances"),
            part(r"members\w*|cards?|sign(?:ed)? up|buy\w*|invest\w*|top up"),
            part(r"each|every|must|have to|need to|required|before|brings?"),
        ),
        (part(r"customers?|bonus|refer\w*|optional"),),
        40,
    ),
    DemandRule(
        "wages",
        (part(r"(?:keep|hold|work)\w* (?:one|two|a|\d+) (?:months?|weeks?) in hand|(?:month|week)'?s? in hand"),),
    ),
    DemandRule("loan", (part(r"(?:learn|study|train) (?:first|now)E{0,14}pay"),), (SERVICE,)),
    DemandRule("training", (COURSE, COURSE_COST, BEFORE), (PAID_BY_FIRM, SERVICE), 44),
    DemandRule("loan", (COURSE, LOAN), (SERVICE,), 50),
)

# Too little to be sure: a person looks.
ENGLISH_HINTS: tuple[DemandRule, ...] = (
    DemandRule(
        "papers",
        (PAPER, TAKEN),
        (PAPER_LAWFUL, part(r"bring|have|need|need\w*|valid|required|recruit\w*|helps?")),
        24,
        is_sure=False,
    ),
    DemandRule(
        "wages", (WAGE, part(r"later|held|kept|until|locked|withheld|delay\w*")), (WAGE_LAWFUL,), 30, is_sure=False
    ),
    DemandRule(
        "wages",
        (
            part(
                r"un-?paid|without (?:pay|payment|salary|wages)|no (?:pay|payment|wages?|salary)\b|not (?:be )?paid|receive no\w*|for nothing"
            ),
        ),
        (TRIAL_LAWFUL, part(r"unpaid leave|no pay cuts?|fees?")),
        is_sure=False,
    ),
    DemandRule("fee", (BUY, part(AMOUNT)), (PAID_BY_FIRM,), 24, is_sure=False),
)

ENGLISH_EXCUSES: tuple[DemandRule, ...] = (
    DemandRule(
        "trade",
        (
            part(
                r"(?:bottle|can|keg|pallet|crate|cup|container|library|car|bike|ticket|booking|hotel|party|catering|wedding) deposits?"
            ),
        ),
        (part(r"new hires?|your|riders?|staff|employees|workers"),),
    ),
    DemandRule(
        "paid training",
        (
            part(
                r"(?:training|trials?|induction|apprentice\w*)(?: days?| shifts?| week| period)? (?:is|are|gets?) (?:fully )?paid(?: at| from)?E{0,20}|paid (?:a full wage|from day one)"
            ),
        ),
        (part(r"by (?:you|the (?:worker|employee|trainee))|only if"),),
    ),
    DemandRule(
        "no demand",
        (
            part(
                r"(?:no|nothing)(?: \w+){0,3} (?:is|are) (?:ever )?(?:held|kept|withheld|deducted|taken|charged|asked)E{0,24}|you (?:can |always )?keep your (?:own )?(?:passport|id|papers|documents|certificates?)"
            ),
        ),
        (part(r"until|except (?:the|a) (?:deposit|fee)"),),
    ),
    DemandRule(
        "the firm's own papers",
        (
            part(
                r"certificates? of (?:origin|conformity|analysis|deposit)|keep\w* (?:accurate |clear )?(?:records?|track|the books|certificates of|files)E{0,24}"
            ),
        ),
    ),
    DemandRule(
        "commission", (part(r"commissionE{0,24}(?:after|once|when) (?:the |a )?(?:client|customer|buyer)E{0,10}"),)
    ),
    DemandRule(
        "own goods",
        (
            part(
                r"(?:staff|employees|you) (?:may|can) (?:also )?buyE{0,40}(?:discount|staff price|like|want|wish)(?:E{0,16}(?:like|want|wish))?"
            ),
        ),
    ),
    DemandRule(
        "students",
        (
            part(r"tuition|instal?lments?|fees?|courses?|loans?|financ\w+"),
            part(r"parents|students|customers?|clients?|buyers?"),
            part(r"explain\w*|sell\w*|advis\w*|discuss\w*|present\w*|consult\w*"),
        ),
        (part(r"you (?:must|pay)|new hires?"),),
        40,
    ),
    DemandRule(
        "bank",
        (
            part(
                r"(?:loan|credit) (?:officer|manager|clerk|advis\w+|products?|analyst|risk|card centre|approval)|(?:bank|mortgage|car|home) loans?"
            ),
        ),
    ),
    DemandRule(
        "safety",
        (part(r"(?:safety|fire|induction|hygiene|orientation) (?:course|training|class|briefing)"),),
        (part(r"fee|cost|pay\b|yuan|rmb"),),
    ),
    DemandRule(
        "full pay",
        (
            part(
                r"on full pay|(?:probation|trial)E{0,24}(?:at|on) (?:full|\d\d ?%|the same)(?: of)? (?:pay|salary|wages?)"
            ),
        ),
    ),
    DemandRule(
        "others",
        (
            part(
                r"(?:room|rental|rent|security|tenants?'?|guests?'?|customers?'?|marketplace|platform|bid|tender|performance|store|shop|key|equipment hire|car hire|bookings?) (?:security )?(?:deposits?|bonds?)|deposits? (?:from|of|to|for) (?:guests?|tenants?|customers?|clients?|buyers?)"
            ),
            part(
                r"reconcil\w+|refund(?!able)\w*|handl\w+|record\w*|process\w*|manag\w+|check-?out|account\w*|track\w*|explain\w*|collect\w*|register\w*|ledger|front desk|clerk"
            ),
        ),
        (
            part(
                r"new hires?|(?:you|workers?|employees?|staff|applicants?) (?:must |will |have to )?(?:pay|leave)|your own"
            ),
        ),
        40,
    ),
    DemandRule(
        "handled",
        (
            part(r"deposits?"),
            part(
                r"reconcil\w+|refund(?!able)\w*|record\w*|register\w*|ledger|return\w* (?:them|it)|check(?:s|ing)?\b|post(?:s|ing)?\b|audit\w*"
            ),
            part(r"auditor|hotel|receptionist|clerk|accountant|cashier|front desk|assistant|manager|bookkeeper|agent"),
        ),
        (
            part(
                r"new hires?|uniforms?|badge|(?:you|workers?|employees?|staff|applicants?|riders?) (?:must |will |have to )?(?:pay|leave)|your"
            ),
        ),
        60,
    ),
    DemandRule(
        "warning",
        (
            part(
                r"(?:ask\w*|charg\w+|collect\w*|demand\w*|pay\w*|request\w*)?E{0,14}(?:fees?|deposits?|money|loans?|payments?)"
            ),
            part(
                r"scam\w*|fraud\w*|police|report (?:it|them|to)|impost\w+|pretend\w*|impersonat\w+|call \d+|do not (?:transfer|pay|trust)|never ask"
            ),
        ),
        (part(r"you must|please pay"),),
        40,
    ),
)
