"""What do the same rules read in English? The same traits and demands, the same lawful readings."""

E = r"[^.;!?\n□]"
SHE = r"(?:(?:fe)?males?|wom[ae]n|m[ae]n|girls?|boys?|lad(?:y|ies)|gentlem[ae]n|guys?|gals?|chicks?|lads?|salesgirls?|salesmen|salesman|mothers?|moms?|mums?|housewi(?:fe|ves)|aunt(?:ie|y)s?|uncles|gender)"
ONLY = r"(?:only|prefer(?:red|ence|able|ably)?|wanted|needed|required|welcome only|a plus|sought|please|favou?red|first|an advantage|ideal|get priority|have priority|given priority|exclusively)"
NOT = r"(?:need not apply|(?:asked |advised |requested |kindly )?not to apply|not be (?:hired|employed|accepted|considered|admitted|taken)|not (?:accepted|considered|wanted|welcome|hired|eligible|suitable|allowed|required|needed|apply)|do not apply|don'?t apply|please don'?t|should not apply|excluded|stay away|will (?:not|be) (?:considered|rejected|accepted|refused)|won'?t be|cannot apply|can'?t apply|are rejected|no thanks)"
NUM = r"(?:1[4-9]|[2-6]\d|eighteen|twenty|twenty[- ]?five|thirty|thirty[- ]?five|forty|forty[- ]?five|fifty|sixty)"
HIRED = r"(?:seek(?:ing)?|looking for|hir(?:e|ing)|want(?:ed|s)?|need(?:s|ed|ing)?|recruit(?:ing)?|must be|should be|has to be|have to be|requires?|prefer(?:s|ably|ence(?: (?:is )?(?:given )?(?:to|for))?|red:?)?|only|no|accept(?:s|ing)? (?:only )?|exclusively|ideal(?:ly)?|wish|search(?:ing)? for|suits?|suitable for|good for|best for|perfect for|open to|restricted to|limited to|reserved for|favou?rs?)"
SUM = r"(?:(?:rmb|cny|usd|yuan|¥|￥|\$)\s*\d[\d,.]*|\d[\d,.]*\s*(?:rmb|cny|yuan|usd|dollars|元|k\b))"
COST = r"(?:deposits?|fees?|bonds?|guarantee(?: money)?|security money|caution money|charges?|down ?payments?|surcharges?|tuition|commission)"

# (signs of which one must stand in the text, pattern)
ENGLISH_READINGS: tuple[tuple[str, str], ...] = (
    (
        "hrt",
        r"\b(?:we have|our|there are)\b[^.;\n]{0,16}\b(?:sewers|workers|staff|colleagues|people|tailors|team|seamstresses)\b[^.;\n]{0,8}\b(?:from|aged|between) \d\d (?:to|and|-) \d\d\b(?![^.;\n]{0,24}(?:only|limit|wanted))",
    ),
    (
        "pswb",
        r"\b(?:pay|salary|wages?|base)[: ]+(?:rmb |¥ ?)?\d[\d,.]*k? ?(?:-|to) ?\d[\d,.]*k?\b(?: ?(?:rmb|yuan|cny))?",
    ),
    (
        "cvp",
        r"\b(?:check|verify|prove|confirm)\b[^.;\n]{0,10}\bage\b(?![^.;\n]{0,24}(?:\d|under|below|limit|young))",
    ),
    (
        "bzn",
        r"\b(?:finance|accountants?|company|firm|factory|owner|boss|we)\b[^.;\n]{0,24}\bbanks?\b[^.;\n]{0,30}\bloans?\b[^.;\n]{0,40}|\bzodiac (?:animals?|signs?|pictures?) (?:on|for|in)\b|\b\w+ or not,? (?:every(?:body|one)|all of)\b[^.;\n]*|\b(?:course|training|lessons?) (?:is|are) free\b[^.;\n]{0,40}",
    ),
    (
        "eqcg",
        r"\bequal (?:chances?|opportunit\w+|treatment)\b[^.;\n]{0,80}|\b(?:guests?|tenants?|clients?|customers?|renters?|visitors?)\b[^.;\n]{0,12}\bpays?\b[^.;\n]{0,40}|\b(?:sex|gender|hukou|faith|health|age|race|marriage|looks)\b[^.;\n]{0,30}\b(?:do|does) not matter\b",
    ),
    (
        "ho",
        r"\b(?:half|most|many|some|two|three|several|all) of (?:our|the) (?:hosts|team|staff|colleagues|sewers|people|workers|designers|directors)\b[^.;\n]{0,80}",
    ),
    (
        "mw",
        r"\b(?:married or single|single or married|with or without (?:kids|children))\b[^.;\n]{0,40}|\b(?:applicants?|candidates?|people|carriers?|persons?)\b[^.;\n]{0,30}\b(?:are )?(?:protected by law|equally welcome|just as welcome|warmly welcome|treated (?:the same|equally))[^.;\n]{0,30}",
    ),
    (
        "rdhbf",
        r"\b(?:(?:dorm\w*|bed)?[- ]?rooms?|dorm\w*|housing|flats?|apartments?|beds?|showers?|toilets?|changing rooms?)\b(?:[^.;\n]{0,24}\bfor\b|,)? ?(?:(?:and |or |& |, ?)?(?:for )?(?:married |young )?(?:couples|singles?|families|family|women|men|girls|boys|single|male|female|ladies)(?: (?:staff|employees|workers|members|colleagues))?)+[^.;\n]{0,20}",
    ),
    (
        "dfp",
        r"\b(?:deposits?|fees?|down ?payments?|guarantees?)\s+(?:that (?:are|is) )?(?:paid|made|left|sent|owed)\s+by\s+(?:the |our |your )?(?:customers?|clients?|buyers?|shoppers?|tenants?|guests?|platforms?|suppliers?|shops?)\b[^.;\n]{0,40}",
    ),
    (
        "csbv",
        r"\b(?:customers?|shoppers?|consumers?|buyers?|viewers?|audience|clients?|fans|users?|followers?|target(?:ing|s|ed)?|market|demographic|children|kids|babies|toddlers|teens?)\b[^.;,\n]{0,20}\b(?:aged?|between|from|ages|under|over|in their|are|is|mostly|mainly|who are)\b[^.;\n]{0,40}|\b(?:aged? )?\d{1,2}\s*(?:-|–|to)\s*\d{1,2}[- ]?(?:year[- ]olds?|years? old)?\s*(?:female|male|women|men|girls|boys)?\s*(?:customers?|shoppers?|consumers?|buyers?|viewers?|audience|clients?|fans|kids|children|sizes?)|\b(?:clothes|clothing|wear|fashion|garments|sizes|brand|dresses|products|designs?|styles|lines?)\b[^.;\n]{0,10} for [^.;\n]{0,40}",
    ),
    (
        "m",
        r"\b(?:wom[ae]n|m[ae]n|girls?|boys?|lad(?:y|ies)|gentlem[ae]n|(?:fe)?males?)['’]?s?['’]?\s+(?:and\s+(?:wom[ae]n|m[ae]n|kids|children)['’]?s?\s+)?(?:\w+\s+)?(?:cloth\w*|wear\b|fashion|garments?|shoes?|bags?|shirts?|dress\w*|trousers|pants|suits?|jackets?|underwear|lingerie|apparel|coats?|tops?|knitwear|line|collection|styles?|sizes?|accessories|section|department|model shots?|shoppers?|customers?|buyers?|viewers?|audience|clients?|consumers?|market|fans|dorm\w*|rooms?|toilets?|changing|restrooms?|sportswear|swimwear|outerwear|jeans|denim|t-?shirts?|sweaters?|boots?|mannequins?)",
    ),
    ("g", r"\b(?:girls?|boys?|lad(?:y|ies))['’]\s*\w*"),
    (
        "ml",
        r"\b(?:men|women|male|female|males|females)\s*(?:and|or|/|&|,)\s*(?:wo)?(?:men|male|female|females|males)\b(?! (?:under|below|aged))",
    ),
    (
        "zhah",
        r"\b(?:zodiac|horoscope|star sign|astrology)\s+(?:\w+ )?(?:hood\w+|t-?shirts?|series|prints?|collection|theme\w*|line|capsule|designs?|patterns?|gift\w*|sweat\w*)\b|\b(?:hepatitis(?: b)?|hbv|pregnancy|marital|hiv)\b[^.;\n]{0,12}\b(?:is|are) (?:not|never) (?:tested|asked|checked|required|a factor|considered)[^.;\n]{0,24}|\bany (?:hukou|hometown|province|accent|faith)\b[^.;\n]{0,24}",
    ),
    (
        "ae",
        r"\b(?:any|every|all|whatever(?: your)?|no matter(?: your)?|your) (?:gender|age|sex|race|ethnicity|faith|religion|background|marital status|nationality|height|disability)s?\b(?:,? ?(?:or |and |nor )?(?:gender|age|sex|race|ethnicity|ethnic origin|faith|religion|background|marital(?: or family)? status|family status|nationality|height|looks|disability|hukou|hometown)s?\b)+[^.;\n]{0,20}",
    ),
    (
        "m",
        r"\b(?:women|men|mothers|moms) (?:are )?(?:also |both |equally )?welcome\b(?! only)|\bwe (?:warmly )?welcome\b[^.;\n]{0,40}",
    ),
    (
        "e",
        r"\b(?<!than )(?:everyone|everybody|most of us|half of us|the (?:whole )?team|our (?:owner|founder|boss|manager|team|staff|colleagues|foreman))\b[^.;,\n]{0,24}\b(?:is|are|has|have|was|were)\b(?![^.;\n]*\b(?:only|prefer\w*|must|so we|so you|want\w*|look\w*|hir\w+|need\w*|apply|sorry|tested|screened)\b)[^.;\n]{0,80}",
    ),
    (
        "w",
        r"\b(?:patients?|clients?|residents?|customers?|pupils?|students?|guests?)\b[^.;,\n]{0,12}\bwith\b[^.;\n]{0,40}",
    ),
    (
        "n",
        r"\b(?:no|without|leave out|omit|skip|do not (?:put|write|include)|don'?t (?:put|write|include))\b (?:your )?(?:photos?|age|gender|sex|height|weight|marital status|hometown|hukou|religion|ethnicity|birth ?dates?)(?:,? ?(?:or|and|nor)? ?(?:your )?(?:photos?|age|gender|sex|height|weight|marital status|hometown|hukou|religion|ethnicity|birth ?dates?))*,? (?:on|in|from|needed|required)\b[^.;\n]{0,30}",
    ),
    (
        "a",
        r"\b(?:regardless|irrespective) of\b[^.;\n]{0,80}|\b(?:all|any|every) (?:genders?|ages?|sex(?:es)?|backgrounds?|ethnic\w*|religions?|nationalit\w+)\b[^.;\n]{0,30}|\bequal[- ]opportunit\w+\b[^.;\n]{0,60}|\b(?:no|without|not (?:set|have|apply)(?: any)?) (?:age|gender|sex|height|marital|hukou|ethnic\w*|religio\w*)(?:,? (?:or|and|age|gender|sex|height|marital|hukou|religio\w*))* (?:limits?|restrictions?|requirements?|preference|discrimination|bar|status requirement)|\bno (?:requirements?|limits?|restrictions?|preference) (?:on|as to|of|regarding|for|about) [^.;\n]{0,50}|\b(?:do(?:es)?|will|would|must|may|should|shall|did) (?:not|never) (?:discriminate|ask|matter|care|consider (?:age|gender|sex|race|faith|looks)|depend|inquire|check|test|record)\b(?:(?!, (?:only|but|no )|only)[^.;\n]){0,90}|\bplays? no part\b|\b(?:never|not) (?:on|by|for) (?:your |their )?(?:age|gender|sex|race|faith|looks|hukou|hometown|height|family)(?:,? (?:or|and)? ?(?:age|gender|sex|race|faith|looks|hukou|hometown|height|family|marriage))*|\b(?:age|gender|sex|race|faith|looks|hukou|hometown|height|children|marriage)(?:,? (?:and|or|nor)? ?(?:age|gender|sex|race|faith|looks|hukou|hometown|height|children|marriage))* (?:plays? no (?:part|role)|(?:is|are) never (?:asked|checked|a factor))|\b(?:age|gender|sex|height|marital status|hukou|looks)\b[^.;\n]{0,12} (?:does not|doesn'?t|is not|isn'?t|not) (?:matter|important|a factor|a criterion|limited|asked|required|restricted)|\bdiscriminat\w+\b[^.;\n]{0,20} not\b|\bopen to (?:everyone|all|anybody|anyone)\b[^.;\n]{0,30}",
    ),
    (
        "1e",
        r"\b(?:at least|minimum(?: age)?(?: of| is|:)?|over|above|from|must be|aged?|min(?:imum)?\.?|reached|turned|older than|be)\s*(?:the age of\s*)?(?:1[68]|sixteen|eighteen)\b(?:\s*(?:years?(?: old| of age)?|and over|and above|or over|or older|or above|and older|\+|yrs?))*(?!\s*(?:-|–|to|and|until)\s*\d)|\b(?:1[68]|sixteen|eighteen)\s*(?:\+|years? (?:old |of age )?(?:and|or) (?:over|above|older)|(?:and|or) (?:over|above|older))|\b(?:under|below|younger than)[- ]?(?:1[68]s?)\b[^.;\n]{0,30}(?:not|no|cannot|guardian|parent|law)[^.;\n]{0,20}|\b(?:no|not hire|not employ|not accept|never hire)\b[^.;\n]{0,15}(?:under 1|below 1|child labou?r|minors)[^.;\n]{0,12}|\bchild labou?r\b",
    ),
    (
        "m",
        r"\b(?:maternity|paternity|parental|marriage|child ?care|birthday|pregnan\w+)\s*(?:leave|benefits?|insurance|pay|allowance|wear|clothes|clothing|cover|protection|rights|line|check-?ups?|parking|party|gift|dresses|range)|\bmarried couples?\b[^.;\n]{0,30}\b(?:room|dorm|housing|accommodat\w+|flat|quarters)|\b(?:single|double|twin|couples?['’]?)\s+(?:rooms?|dorm\w*|beds?|occupancy|needle|flats?|apartments?)|\brooms? for (?:married )?couples|\bsingle (?:page|point|piece|contact)",
    ),
    (
        "a",
        r"\battractive\s+(?:salary|pay|package|bonus\w*|commission|benefits?|pages?|displays?|images?|photos?|layouts?|designs?|product\w*|content|listings?|remuneration|compensation|wages?|offers?|\w+ pages?)|\b(?:beautiful|pretty|good[- ]looking)\s+(?:cloth\w*|dress\w*|garments?|pictures?|photos?|images?|designs?|pages?|products?|displays?|office|city|town|layouts?|patterns?|product \w+)|\bappearance of (?:the )?(?:products?|garments?|cloth\w*|goods|page|seams?|shop|store)|\b(?:garment|product|seam|fabric|visual|brand|page|shop|store) appearance|\bmake\b[^.;\n]{0,20}\blook (?:good|attractive)",
    ),
    (
        "d",
        r"\b(?:people|persons?|applicants?|candidates?|workers?) with (?:a )?disabilit\w+\b[^.;\n]{0,40}(?:welcome|encouraged|equal\w*|apply|support|priority|preferred)|\bdisab\w+\b[^.;\n]{0,12}(?:welcome|encouraged|accessible|access|friendly|support\w*)|\bdisability (?:insurance|access|support|benefits?)|\bbarrier[- ]free\b",
    ),
    (
        "fcdn",
        r"\b(?:not|never|don'?t|nothing)\b[^.;\n:]{0,14}\bpay\b(?!\w)(?! (?:for|during) (?:the )?(?:first|trial|training))[^.;\n]{0,60}|\b(?:no|zero|without(?: any)?|free of|never|not|don'?t|do not|does not|doesn'?t|won'?t|will not|will never|is no|are no|free from)\b(?! (?:hire|employ|recruit|take on|want|accept))[^.;\n]{0,40}\b(?:deposits?|fees?|charges?|payments?|money|bond|tuition|cost|collateral|loans?|instal?lments?|withh\w+|kept|keep|retain\w*|unpaid|penalt\w+|purchase|buy)\b(?:,? (?:or|and|nor|fees?|deposits?|charges?|payments?|of any kind|loans?|any|other|training|uniform|costs?|for|to be paid|required|at any stage)*)*",
    ),
    (
        "cewft",
        r"\b(?:(?:we|the (?:company|employer|factory|firm|shop)|company|employer|factory|our firm) (?:will )?(?:fully )?(?:pay|pays|cover|covers|bear|bears|provide|provides|refund\w*|reimburse\w*|supply|supplies)|(?:paid|covered|borne|provided|supplied|funded|reimbursed|refunded) (?:in full |fully )?(?:by|for by) (?:us|the (?:company|employer|factory|firm|government|shop)|our))\b[^.;\n]{0,60}|\b(?:fees?|costs?|training|uniforms?|medical|tools?|check[- ]?ups?|meals|accommodation)\b[^.;\n]{0,30}\b(?:(?:paid|covered|borne|funded|refunded)(?: for)?(?: in full| fully)? by (?:us|the (?:company|employer|factory|firm|shop|government|studio)|our|company|employer)|provided|supplied|reimbursed|free(?: of charge)?|on us)(?! by (?:the |each )?(?:worker|employee|applicant|candidate|trainee|you))|\bfree (?:of charge|training|uniforms?|tools?|medical|accommodation|meals?|courses?|room|lunch|shipping|check\w*)[^.;\n]{0,40}|\bpaid (?:training|trial|internship|probation|leave|holidays?|on-the-job training|vacation|overtime|sick leave)\b(?! (?:fee|course|required))",
    ),
    (
        "cdsp",
        r"\b(?:customers?|clients?|buyers?|shop|store|platform|supplier|suppliers?|purchase orders?|order|orders|tenant|vendor|merchant|distributors?)['’]?s?\b[^.;\n]{0,20}\b(?:deposits?|fees?|payments?|refunds?|charges?|instal?lments?|loans?|penalt\w+|commission)\b[^.;\n]{0,20}|\b(?:deposits?|payments?|fees?|charges|refunds?|penalt\w+)\b[^.;\n]{0,16}\b(?:from|by|of|for|to|with) (?:the )?(?:\w+ )?(?:customers?|clients?|buyers?|platforms?|suppliers?|orders?|shops?|stores?|vendors?|merchants?)\b[^.;\n]{0,20}|\b(?:process|record|track|check(?:ing)?(?= (?:the|that|all|incoming|customer))|follow up|handle|manage|reconcile|calculate|book|monitor|register)\w*\b[^.;\n]{0,20}\b(?:deposits?|fees?|payments?|charges?|refunds?|commissions?)\b",
    ),
    (
        "l",
        r"\blocal (?:suppl\w+|brands?|market\w*|factor\w+|customers?|orders?|area|delivery|warehouse|business\w*|markets?|transport|team|partners?|live\w*|events?|companies)\b",
    ),
    (
        "mw",
        r"\b(?:menswear|womenswear|ladieswear|mannequins?[^.;\n]{0,40}|customers?['’]? (?:height|weight|size|measurement)s?[^.;\n]{0,20}|height,? (?:and )?weight of [^.;\n]{0,20}|one[- ]man|man[- ]made|manpower|manage\w*|manual\w*|many|maintain\w*)\b",
    ),
)

# (code, signs of which one must stand in the text, pattern)
PLACES = r"(?:hubei|henan|hunan|anhui|sichuan|jiangxi|guangdong|xinjiang|tibet|dongbei|wuhan|tianmen|locals?)"
ENGLISH_LIMITS: tuple[tuple[str, str, str], ...] = (
    # As somebody writes who has little English: few verbs, no articles.
    (
        "age",
        "",
        rf"\b(?:people|persons?|workers?|anyone|somebody|anybody|staff|applicants?|those) (?:who are |aged? |is )?(?:more than|over|above|older than|past) {NUM}\b(?! ?(?:pieces?|pcs|kg|orders?|hours?))|\bold (?:hands?|people|workers?|ones?|guys)\b[^.;\n]{{0,14}}\b(?:too slow|slow|not|can'?t|no)\b",
    ),
    (
        "looks",
        "",
        r"(?:^|[.;,\n]|\b(?:you|she|he|hosts?|girls?|workers?|person|candidates?|staff|applicants?)) *(?:must|should|have to|has to|need to) look (?:nice|good|pretty|young|fresh|beautiful|great)|\bno (?:glasses|spots|pimples|fat|acne|freckles)\b|\b(?:send|give|attach|bring|show)\b[^.;\n]{0,10}\b(?:pics?|pictures?|photos?|selfies?)\b[^.;\n]{0,12}\b(?:body|face|yourself|you|full)\b|\b(?:send|attach) (?:us |me )?(?:a |your )?(?:pics?|selfies?)\b",
    ),
    (
        "body",
        "",
        r"\b(?:girls?|boys?|wom[ae]n|m[ae]n|lad(?:y|ies)|person|tall) (?:over |above |at least )?1[4-9]\d\b|\b(?:girls?|boys?|wom[ae]n|m[ae]n|lad(?:y|ies)|you)\b[^.;\n]{0,30}\bnot (?:more|heavier|over)(?: than)? ?\d\d ?(?:kg|kilos?)\b",
    ),
    ("origin", "", rf"\b{PLACES} (?:people|person|guys|girls|workers?)? ?(?:first|best)\b(?! (?:aid|class|floor|day))"),
    (
        "family",
        "",
        r"\b(?:when|if|whether) you (?:want|plan|will|intend|are going|wish)\b[^.;\n]{0,10}\b(?:marry|married|baby|babies|kids?|child(?:ren)?)\b",
    ),
    (
        "fee",
        "",
        r"(?<!we )\b(?:bring|give|put|leave|pay|hand)\b[^.;\n]{0,10}\b\d{2,5}\b ?(?:in )?(?:cash|rmb|yuan|kuai|money)?[^.;\n]{0,24}\b(?:for|as) (?:the |your |a |first )*(?:tools?|uniforms?|badge|locker|deposit|keys?|bed|machine|safety)\b",
    ),
    (
        "wages",
        "",
        r"\b(?:quit|leave|go|resign|stop)\b[^.;\n]{0,30}\b(?:get|receive|earn)s? (?:nothing|zero|no (?:pay|money|wage))|\b(?:late|mistake|broken|bad piece|toilet)\b[^.;\n]{0,14}\b(?:fine|minus|cut|deduct|lose)d?s? ?\d+",
    ),
    (
        "loan",
        "",
        r"\b(?:help|let|arrange for|make) you (?:to )?borrow\b|\bborrow\w*\b[^.;\n]{0,20}\b(?:course|training|tuition)",
    ),
    (
        "health",
        "",
        r"(?<!never )(?<!not )(?<!n't )(?<!nobody is )(?<!no one is )\b(?:tested|screened|checked|test(?:s|ing)?|screen(?:s|ing)?) for (?:\w+ and )?(?:hiv|aids|hepatitis|hbv|乙肝|艾滋)",
    ),
    (
        "rights",
        "",
        r"(?<!no )\bovertime\b[^.;\n]{0,16}\b(?:no (?:extra |more )?(?:pay|money)|without (?:extra )?pay|for free|not paid)\b|\binsurance (?:only |starts? |comes? |begins? |is paid )*(?:after|from) (?:one|a|1|two|three|six|half|\d+) (?:a )?(?:years?|months?)\b",
    ),
    (
        "stars",
        "",
        r"\b(?:rat|ox|tiger|rabbit|dragon|snake|horse|goat|sheep|monkey|rooster|dog|pig)[- ](?:years?|signs?|people)\b[^.;\n]{0,30}\b(?:no|not|good for (?:us|me|the boss|business)|bad|luck\w*|only|better)\b",
    ),
    (
        "sex",
        "m",
        rf"\b{SHE}\b[^.;,\n□]{{0,30}}\b(?:{ONLY}|{NOT})\b|\b{HIRED}\b[:,]?\s+(?:(?:an?|the|for|to|is|are|two|three|four|five|\d+|young|single|unmarried|married|attractive|pretty|experienced|skilled|strong|energetic|more|several|our|local|good[- ]looking|beautiful|hard-?working|able-?bodied|be|mature|nice)\s+)*(?:{SHE})\b|\b(?:gender|sex)\s*(?:required|requirement|preferred|preference)?\s*[:=]?\s*(?:is\s+)?(?:female|male|f\b|m\b|women|men)|\b(?:{SHE})\s+(?:anchors?|hosts?|operators?|workers?|staff|employees?|candidates?|applicants?|assistants?|sewers?|packers?|tailors?|drivers?|cutters?|clerks?|receptionists?|streamers?|machinists?|secretar\w+|helpers?|cleaners?|security|guards?)\b|(?:^|[.;,\n(])\s*(?:fe)?males?\s*(?:$|[.;,)\n/])|\b(?:fe)?male,?\s*(?:aged?\s*)?{NUM}\b|\b(?:job|position|role|work|vacancy) (?:is )?(?:for|suits?) (?:a )?(?:{SHE})\b|\b(?:candidate|applicant|person|worker|employee|host|colleague)s?\b[^.;\n]{{0,12}}\b(?:is|are|be|should be|must be) (?:an? )?(?:\w+ )?(?:{SHE})\b",
    ),
    (
        "sex",
        "lgbhw",
        r"\b(?:(?:cute|pretty|hot|nice|young|lovely|sweet) (?:girls?|lad(?:y|ies)|boys?|guys?)|(?:girls?|boys?|lad(?:y|ies)) (?:wanted|welcome|needed)|man'?s job|woman'?s job|manly|feminine)\b",
    ),
    (
        "age",
        "abuoyni1234567890",
        rf"\b(?:under|below|younger than|not older than|no older than|not over|not above|not more than|up to|max(?:imum)?(?: age)?(?: of| is|:)?|at most|less than|over|above|older than|beyond|past|exceed(?:ing)?|before|by)\s*(?:the age of\s*|age\s*)?{NUM}\b(?:\s*(?:years? (?:old|of age)|yrs?|y/?o))?(?!\s*(?:minutes?|pieces?|pcs|yuan|rmb|%|percent|hours?|orders?|days?|kg|kilos?|people|items?|cm|degrees?|months?|staff|employees|weeks?|years? (?:of )?(?:exp|history|in\b)|styles|words|per|a day|units?|metres?|meters?|garments?|k\b|℃|°|seconds?|words?|lbs?|sets?|shops?|stores?|,\d|\d|\.\d|o'?clock|am|pm|:))",
    ),
    (
        "age",
        "ay1234567890",
        rf"\b(?:aged?|ages|age (?:range|limit|group|requirement|between|from)?|between|from)\s*[:=]?\s*(?:of|is|between|from|limit|under|within|range)?\s*[:=]?\s*{NUM}\s*(?:-|–|~|to|and|until)\s*{NUM}\b(?!\s*(?:minutes?|pieces?|pcs|yuan|rmb|%|hours?|orders?|days?|kg|people|items?|cm|degrees?|k\b|units?|staff|sets?))(?:\s*(?:years?|yrs?))?|\b{NUM}\s*(?:-|–|~|to)\s*{NUM}\s*(?:years?[- ]?old|years? of age|yrs?\.? old|y/?o|years? preferred|yo\b)|\bage limit\b|\bage\s*[:=<≤]+\s*{NUM}|\baged? {NUM} (?:or|and) (?:under|below|younger)|\b(?:over|above)[- ]?{NUM}s?\b[^.;\n]{{0,12}}{NOT}|\b{NUM} (?:years old )?(?:or|and) (?:under|younger|below)\b|\b{NUM}\+?\s*(?:please )?(?:need not|do not|don't|should not) apply",
    ),
    (
        "age",
        "yobmrt",
        rf"\b(?:young(?:er|sters?|)|youthful|juniors? in age|millennials?|gen z|fresh young)\s*(?:people|persons?|candidates?|applicants?|workers?|staff|talents?|wom[ae]n|m[ae]n|lad(?:y|ies)|girls?|guys?|adults?|team members?|and \w+ (?:people|staff|candidates?|applicants?|wom[ae]n|m[ae]n|girls?|lad(?:y|ies)))?\s*(?:only|preferred|wanted|needed|sought|required|welcome|a plus)|\b(?:must be|should be|be|seeking|looking for|hiring|want(?:ed)?|need|prefer)\s+(?:a |an )?(?:\w+ )?(?:young|youthful)\b(?! (?:brand|fashion|customers?|market|women'?s))|\bborn (?:after|before|in or after|since|between)\s*(?:19|20)?\d\d|\bpost[- ]?(?:80|85|90|95|00)s?\b[^.;\n]{{0,16}}(?:only|prefer\w*|wanted)|\b(?:old|older|elderly|middle[- ]aged|retired) (?:people|persons?|workers?|candidates?|applicants?)\b[^.;\n]{{0,14}}{NOT}|\bno (?:older|elderly|old|middle-aged) (?:people|workers?|applicants?|candidates?)|\btoo old\b|\bin (?:his|her|their|your|the) (?:late |early |mid-?)?(?:teens|twenties|thirties|20s|30s)\b",
    ),
    (
        "age",
        "yoa",
        r"\b(?:hop(?:e|ed|ing)|look(?:ed|ing)?|want(?:ed)?|prefer(?:red)?|need(?:ed)?|chos?en?|gone|go|going|decided|seek\w*|after|rather|went)\b[^.;\n]{0,30}\b(?:younger|less senior in (?:age|years)|closer to (?:our|the team'?s) age)\b|\b(?:a (?:bit|little)|somewhat|much|rather|too) (?:old|younger|older)\b(?! (?:machine|system|version|stock))|\byour age\b|\b(?:someone|somebody|people|anyone|candidates?|profile|person) (?:\w+ ){0,3}younger\b|\b(?:old|young)er than (?:me|us|him|her|(?:our|the|my|your) (?:boss|owner|manager|leader|team leader|supervisor|foreman))\b|\b[3-6]0 ?(?:up|plus|and up|\+)[^.;\n]{0,10}\b(?:no need|don'?t|do not|not|please no|sorry)\b|\b(?:like|love|prefer|want|need|only|just)s? (?:the )?young(?:er)? (?:people|man|men|girls?|lad(?:y|ies)|wom[ae]n|ones?|staff|workers?|boys?)\b(?! (?:wear|fashion|cloth|who buy))|\b(?:same|similar|close) age (?:as|to|with) (?:me|us|our|the|my|others)\b|\bno old (?:man|men|wom[ae]n|person|people|lady|ladies|guys?)\b",
    ),
    (
        "origin",
        "ft",
        r"\b(?:do(?:es)? not|don'?t|doesn'?t|never|won'?t|will not|can(?:no|')t)\s+(?:take|hire|accept|want|employ|like|recruit)\b[^.;\n]{0,16}\bfrom (?:henan|hubei|hunan|xinjiang|tibet|dongbei|the north\w*|anhui|sichuan|that (?:province|area|village|county)|out of town|other provinces)\b",
    ),
    (
        "family",
        "wmpke",
        r"\b(?:wom[ae]n|mothers?|moms?|mums?|parents?|people|anyone) with (?:\w+ ){0,2}(?:kids|children|babies|toddlers|infants)\b[^.;\n]{0,40}\b(?:not for you|not suit\w*|too hard|cannot|won'?t|no\b|elsewhere)",
    ),
    (
        "religion",
        "hte",
        r"\b(?:don'?t|do not|never|won'?t|will not|can(?:no|')t|not)\s+(?:hire|take|accept|employ|recruit|want|consider|interview)\b[^.;\n]{0,16}\b(?:muslims?|christians?|buddhists?|catholics?|hindus?|believers?)\b",
    ),
    (
        "wages",
        "fs",
        r"\b(?:stream|work|help|sew|shoot|post|live[- ]?stream|host|edit)\w*\b[^.;\n]{0,12}\b(?:for )?free\b[^.;\n]{0,30}|\b(?:salary|wages?|pay) (?:starts?|begins?) (?:if|when|once|after)\b",
    ),
    (
        "family",
        "pbh",
        r"\b(?:pregnan\w+|expecting|bab(?:y|ies)|married|wedding|engaged)\b[^.;\n]{0,24}\b(?:must|have to|has to|will|need to|should|you)\b[^.;\n]{0,10}\b(?:resign|quit|leave(?! of)|go(?: home)?|stop)\b(?! (?:early|earlier|is|to))|\bplan(?:s|ning)?\b[^.;\n?]{0,14}\b(?:a baby|babies|a child|children|a family|pregnan\w+|a wedding|to marry)\b",
    ),
    (
        "origin",
        "lhrnoc",
        rf"\b(?:locals?|local (?:people|residents?|hukou|registration|household|candidates?|applicants?|natives?|citizens?|born|staff|workers?))\b[^.;\n]{{0,24}}\b(?:{ONLY}|must|necessary|essential)\b|\b(?:only|prefer(?:ably|ence(?: given)? to|red)?|must be|hiring|restricted to|limited to|exclusively)\s+(?:for\s+|a\s+|to\s+)?(?:local|locals|natives?|residents?)\b(?! (?:suppl|brand|market))|\b(?:preference|priority)\b[^.;\n]{{0,16}}\b(?:given |goes |go )?(?:to|for) (?:the )?(?:locals?|local people|residents?|natives?)\b|\b(?:hukou|household registration|registered residence)\b[^.;\n]{{0,24}}\b(?:only|required|preferred|must|needed|necessary)|\b(?:with|hold(?:ing|ers?)?|have|need|urban|rural|require\w*)\b[^.;\n]{{0,14}}\b(?:hukou|household registration)|\b(?:no|not accept\w*|reject\w*) (?:outsiders?|migrants?|out-of-town\w*|people from|applicants? from|workers? from|non-?locals?|strangers from)\b|\b(?:outsiders?|migrants?|non-?locals?|out-of-towners?|people (?:from|of) \w+|(?:henan|hubei|xinjiang|tibet|dongbei|northeast|hunan|sichuan|wuhan|tianmen)\s*(?:people|natives?|residents?|workers?|applicants?)?)\b[^.;\n]{{0,16}}(?:{NOT}|only|preferred)|\b(?:only|prefer(?:ably)?|must be|hiring|accept)\b[^.;\n]{{0,20}}\b(?:people|applicants?|candidates?|workers?|those|residents?|natives?) (?:who (?:are|come) )?from \w+|\bnative (?:\w+ )?speakers? only\b|\blocal (?:dialect|accent)\b[^.;\n]{{0,24}}|\b(?:born|raised|hometown|home province|from) in? ?[^.;\n]{{0,14}}\b(?:only|preferred)\b",
    ),
    (
        "ethnicity",
        "herimtcbw",
        rf"\b(?:han(?: chinese)?|ethnic minorit(?:y|ies)|minorit(?:y|ies)|uy?ghurs?|tibetans?|hui|mongol\w*|zhuang|caucasians?|whites?|blacks?|asians?|foreigners?|chinese)\b[^.;,\n□]{{0,16}}\b(?:only|preferred|wanted|{NOT})|\b(?:cannot|can't|can not|do not|don't|won't|will not|not|never)\s+(?:be able to )?(?:take|hire|accept|employ|consider|recruit)\b[^.;\n]{{0,20}}\b(?:hui|uy?ghurs?|tibetans?|minorit\w+|mongol\w*|foreigners?|blacks?)\b|\b(?:no|only|not (?:hire|accept)|must be|hiring) (?:an? )?(?:han\b|ethnic|minorit\w+|uy?ghurs?|tibetans?|hui\b|mongol\w*|white\b|black\b|caucasian|foreigners?)|\b(?:race|ethnicity|ethnic group|nationality)\s*[:=]\s*\w+",
    ),
    (
        "religion",
        "rcmbif",
        rf"\b(?:christians?|muslims?|buddhists?|catholics?|hindus?|religious|believers?|atheists?|churchgo\w+|islamic)\b[^.;,\n□]{{0,16}}\b(?:only|preferred|wanted|{NOT})|\b(?:no|only|must be|not (?:be|have|hold|accept|hire)|without|must not (?:be|have)|free of)\s+(?:an?\s+|any\s+)?(?:christians?|muslims?|buddhists?|catholics?|religio\w+|non-?religious|believers?|atheists?|faith)\b|\b(?:non-?religious|atheist)s?\b|\breligio(?:n|us belief)s?\s*[:=]\s*\w+",
    ),
    (
        "family",
        "msupncfk",
        rf"(?<!□)\b(?:un)?married\b|\bsingles?\b(?:\s+(?:people|persons?|women|men|status|candidates?|applicants?|ladies))?\s*(?:only|preferred|status)|\b(?:must be|should be|be|prefer(?:ably|red:?)?|only|for|wanted|hiring|seeking)\s+(?:a\s+)?(?:single|divorced|childless|engaged)\b(?! (?:page|point|task|shift))|\b(?:no|without|not have|free of|with|have|has) (?:\w+ )?(?:child(?:ren)?|kids|babies|dependents?|family (?:burden|duties|obligations|commitments))\b(?!['’])|\bchildless\b|\b(?:no|not (?:be|get|become|plan\w*)?|non-?|must not (?:be|get|become)|cannot (?:be|get)|don'?t (?:be|get)|avoid)\s*(?:\w+ ){{0,3}}(?:pregnan\w+|have (?:a )?(?:child\w*|bab\w+)|get married|marry|maternity)|\bpregnan(?:t|cy)\b[^.;\n]{{0,24}}(?:{NOT}|test|only|not|no\b|refus\w+|reject\w*|plan\w*)|\b(?:marital status|family status|family plan\w*|pregnancy test|maternity plan\w*|plans? (?:to|for) (?:have |having |marry|children|pregnan|a bab|a famil|get pregnant|start))\b|\b(?:mothers?|moms?|parents?) (?:of|with)[^.;\n]{{0,24}}{NOT}",
    ),
    (
        "looks",
        "abghlpst",
        r"\b(?:good[- ]?looking|attractive|beautiful|pretty|handsome|slim|slender|well[- ]?shaped|photogenic|fair[- ]skinned|charming looks|nice[- ]looking|cute|gorgeous|fit figure)\b(?! (?:salary|pay|□))|\b(?:good|pleasant|nice|pleasing|presentable|attractive|fine|excellent|great|decent|outstanding|smart|elegant)\s+(?:personal\s+|physical\s+)?(?:appearance|looks|figure|body shape|image and|temperament|physique)\b|\b(?:appearance|looks|figure|image|temperament)\s+(?:is |are )?(?:required|important|matters?|needed|preferred|a must|essential)|\b(?:tattoos?|overweight|obese|fat|ugly|scars?)\b[^.;\n]{0,20}|\b(?:full[- ]?(?:body|length)|recent|your) photos?\b|\battach (?:a )?photos?\b|\bphoto(?:graph)?s? (?:required|is required|needed|attached)",
    ),
    (
        "body",
        "htwbkc1",
        r"\b(?:height|stature)\b[^.;\n]{0,24}(?:1[4-9]\d|1\.\d|above|over|minimum|least|required|\d\s*(?:ft|feet|'))|\b(?:at least|min(?:imum)?\.?|over|above|taller than|not (?:shorter|less) than|no shorter than|must be|be)\s*(?:1[4-9]\d\s*(?:cm|centimet\w+)|1\.[4-9]\d?\s*m(?:et\w+)?|5\s*(?:ft|feet|'|foot))|\b1[4-9]\d\s*(?:cm|centimet\w+)\s*(?:or|and)?\s*(?:taller|above|tall|\+|over|up)\b|\btall(?:er)?\b[^.;\n]{0,12}(?:only|preferred|wanted|people|candidates|girls?|men|women)|\b(?:body ?)?weight\b[^.;\n]{0,12}(?:under|below|less than|not (?:over|more)|max\w*|limit)[^.;\n]{0,12}\d|\bbody measurements?\b|\bbmi\b",
    ),
    (
        "health",
        "hdbfams",
        rf"\b(?:disab\w+|handicap\w*|crippl\w+|deaf|mute|wheelchair\w*|stutter\w*|colou?r[- ]?blind\w*|left[- ]handed)\b[^.;\n]{{0,24}}(?:{NOT}|no\b|not\b)|\b(?:no|no ?one with(?: an?)?|nobody with(?: an?)?|anyone with(?: an?)?|without(?: any)?|free (?:of|from)|not (?:be|have|accept|hire)(?: any| a)?|must not (?:be|have)(?: any| a)?)\s+(?:\w+ ){{0,2}}(?:disab\w+|handicap\w*|diseases?|illness\w*|chronic\w*|infectious\w*|medical (?:conditions?|history)|health (?:problems?|issues?|conditions?)|hepatitis\w*|mental\w*|depression|hiv|physical defects?|impairments?|colou?r[- ]?blind\w*|deaf\w*)|\b(?:hiv|aids|hepatitis(?: [abc])?|hbv|hbsag|syphilis)\b|\bable[- ]?bodied\b|\bhealth (?:status|condition)s?\b[^.;\n]{{0,14}}(?:required|good|must|state)",
    ),
    (
        "stars",
        "zsbhc",
        r"\b(?:no|not|only|avoid)\b[^.;\n]{0,10}\b(?:rat|ox|tiger|rabbit|dragon|snake|horse|goat|sheep|monkey|rooster|dog|pig)[- ](?:year|sign)\w*|\b(?:zodiac|star ?signs?|horoscopes?|astrolog\w+|blood (?:type|group)s?)\b|\b(?:virgos?|scorpios?|leos?|aries|taurus|gemini|capricorns?|aquarius|pisces|libras?|sagittarius)\b[^.;\n]{0,20}(?:only|preferred|need not|not|no\b|welcome)|\b(?:no|only) (?:virgos?|scorpios?|leos?|aries|taurus|geminis?|capricorns?|aquarius|pisces|libras?)\b|\bborn in the year of\b",
    ),
    (
        "fee",
        "dfcpbgut",
        rf"\b(?:deposits?|bond|security money|caution money|guarantee money)\b(?:[^.;\n]{{0,30}}{SUM})?|\b(?:pay|pays|paying|wire|send us|paid by (?:the )?(?:applicants?|workers?|employees?|you|candidates?|staff|yourself)|charge[ds]?|transfer|hand over|submit|remit|bring)\b[^.;\n]{{0,40}}\b(?:{COST}|{SUM})|\b(?:{COST})\b(?: for(?: \w+){{1,3}})?\s*(?:of|:|is|are|=)?\s*{SUM}|\b(?:worker|employee|applicant|candidate|trainee|newcomer|new hire|you)s?\b (?:must |will |have to |has to |should )?(?:pays?|buys?|covers?|bears?)\b[^.;\n]{{0,24}}\b(?:uniforms?|badge|tools?|fees?|costs?|training|lessons?|materials?|check-?ups?|half)|{SUM}\s*(?:\w+\s){{0,2}}(?:{COST})|\b(?:application|registration|agency|placement|uniform|badge|id card|medical|check-?up|processing|admin\w*|recruitment|joining|entry|interview|referral|introduction|training|course|material|onboarding|service|document|dormitory|job)\s+(?:\w+ )?(?:{COST})\b|\b{COST}\b[^.;\n]{{0,16}}\b(?:required|payable|due|must be paid|applies|applicable|non-?refundable|refundable|upfront|in advance|before|will be (?:charged|collected|deducted))|\b(?:medical|health) (?:check|exam\w*)\b[^.;\n]{{0,20}}\b(?:own|yourself|your) (?:cost|expense|pay)",
    ),
    (
        "fee",
        "bpwoed",
        r"\b(?:buy|purchase|pay for|acquire|order)\b[^.;\n]{0,20}\b(?:your|their|his|her|own|our|the|company|starter|sample|a set|one set|from us|uniforms?|tools?|kit|samples?|products?|equipment|shears|scissors|sewing)\b[^.;\n]{0,30}|\b(?:at|on) (?:your|their|his|her|one'?s|the (?:employee|worker|applicant|candidate)['’]?s?|own)\s+(?:own\s+)?(?:expense|cost)|\b(?:own|self)[- ](?:expense|cost|funded|paid|pay)\b|\b(?:deduct(?:ed|ion|s)?|withh(?:eld|old)|taken)\b[^.;\n]{0,40}\b(?:salary|wages?|pay|pay ?check|month)\b|\b(?:salary|wages?|pay)\b[^.;\n]{0,20}\bdeduct\w*\b[^.;\n]{0,30}|\b(?:bring|provide|supply) your own (?:tools?|sewing|machine|scissors|shears|equipment|camera|phone|laptop|computer|uniform)\b|\bguarantors?\b|\bcollateral\b",
    ),
    (
        "papers",
        "kihrsdl",
        r"\b(?:keep|keeps|kept|hold|holds|held|retain\w*|withh\w+|surrender\w*|hand(?:ed|s|ing)?(?: over| in)?(?! (?:out|sew|made|finish))|turn(?:ed)? (?:over|in)|entrust\w*|collect\w*|leave|left|deposit\w*|confiscat\w*|take\w*|store\w*|safekeep\w*|give|lodge)\b[^.;\n]{0,40}\b(?:original\w*|id(?: cards?)?|identity (?:cards?|documents?)|passports?|diplomas?|certificates?|degree|driving licen[cs]e|papers|documents?|bank cards?)\b(?![^.;\n]{0,12}cop(?:y|ies))|\b(?:original (?:id\w*|documents?|diplomas?)|id cards?|passports?|diplomas?|certificates?)\b[^.;\n]{0,30}\b(?:kept|held|retained|collected|withheld|stored|handed|surrendered|stays? with|remains? with|left with)\b",
    ),
    (
        "wages",
        "wspmtuf",
        r"\b(?:salary|wages?|pay|payment|month['’]?s? pay|commission|bonus)\b[^.;\n]{0,40}\b(?:held|withheld|retained|kept back|kept|hold back|delayed until|paid (?:only )?(?:when|after|upon|on) (?:you )?(?:leav\w*|resign\w*|(?:one|two|three|six|half|\d+|an?|several) (?:months?|weeks?|years?)|the contract|a year)|forfeit\w*|released (?:when|after)|is lost|as (?:a )?security)|\b(?:hold|withhold|keep|retain|hold back|keeps|holds|withholds|retains)\b[^.;\n]{0,30}\b(?:salary|wages?|pay|months?['’]? pay)\b|\b(?:unpaid|without pay|no (?:pay|salary|wages?)|zero pay|not paid|free of pay|for free|unremunerated)\b[^.;\n]{0,40}(?:trial|probation|training|days?|weeks?|intern\w*|test|shadow\w*|period|work|shift)|\b(?:trial|probation\w*|training|test|first (?:\w+ )?(?:days?|week\w*)|intern\w*|shadowing|induction)\b[^.;\n]{0,40}\b(?:unpaid|without (?:pay|salary|wages?)|no (?:pay|salary|wages?)|not paid|zero pay|for free|no basic)|\bfin(?:e|ed|es)\b[^.;\n]{0,16}\d+[^.;\n]{0,24}\b(?:wages?|salary|pay)\b|\b(?:not|never) (?:be |get )?paid\b[^.;\n]{0,24}\b(?:first|trial|days?|weeks?|training|probation|until)|\b(?:leav\w+|quit\w*|resign\w*|less than|before)\b[^.;\n]{0,40}\b(?:no pay|no wages?|no salary|not be paid|forfeit\w*|lose\w* (?:your |the )?(?:pay|wages?|salary))",
    ),
    (
        "penalty",
        "plbcrf",
        rf"\b(?:penalt(?:y|ies)|compensat\w+|fined?|liquidated damages|repay|pay back|reimburse (?:us|the company))\b[^.;\n]{{0,50}}\b(?:leav\w*|quit\w*|resign\w*|early|terminat\w*|before|contract|breach|training)|\b(?:leav\w+|quit\w*|resign\w*|breach\w*|early termination)\b[^.;\n]{{0,50}}\b(?:penalt\w+|pays? (?:back|{SUM}|a|the)|compensat\w+|fined?|repay|damages)",
    ),
    (
        "training",
        "tc",
        rf"\b(?:training|course|class|bootcamp|academy|lessons?|tuition)\b[^.;\n]{{0,30}}\b(?:costs?|fees?|price|tuition|charged?)\b[^.;\n]{{0,24}}|\b(?:training|course)\b[^.;\n]{{0,16}}{SUM}|\b(?:pay|buy|purchase|enrol+ in|sign up for|complete)\b[^.;\n]{{0,24}}\b(?:paid |our )?(?:training|course|class|bootcamp|academy|lessons?)\b[^.;\n]{{0,30}}\b(?:before|first|then|to (?:start|get|be)|required|in order|prior)|\bpaid course\b|\b(?:buy|purchase|pay for)\b[^.;\n]{{0,20}}\b(?:course|training|class|lessons?)\b|\btuition\b",
    ),
    (
        "loan",
        "lip",
        r"\b(?:training|tuition|student|course|start-?up|personal|consumer)?\s*loans?\b|\binstal?lments?\b|\b(?:study|learn|train) (?:now|first),? pay later\b|\bpay later\b|\bcredit (?:line|card)\b|\bfinanc(?:ing|ed) (?:available|plan|for)\b|\bzero down\b",
    ),
)
