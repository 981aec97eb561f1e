"""English words with a contrary: "export" and "import".

Each entry has two poles with `|` between them, and perhaps, behind further `|`, Chinese characters
that may say the first or the second pole though the dictionary does not gloss them so. The words of
a pole say it surely; those behind `+` may say it: where one of them stands, the pole is said.
A word stands for all words with its stem. An entry may go on in indented lines.
"""

from __future__ import annotations

CONTRARIES = """
export exporter + abroad overseas outbound ship sell sale sold exit | import importer + buy
    purchase bring inward foreign introduce enter entry
surplus + excess | deficit + shortfall gap negative
income revenue receipt + earn proceeds wage salary pay paid | expenditure spending + expense cost
    pay paid disburse outlay spend spent
supply + provide provision serve offer furnish deliver | demand + need require want request claim
same identical + equal also uniform equivalent similar common consistent likewise as both too one
    match alike share single unanimous | different + differ difference vary other another distinct
    diverse unlike separate not un each several various | 同一均亦都等 | 不异别差各另他变非分
long longer long-term + lasting lengthen prolonged length extended permanent lasting | short
    shorter + brief temporary near lack low immediate transient shortage | 长久远永 | 短近临暂缺
profit + gain earn return margin benefit surplus | loss + deficit lose lost damage injury down
    negative
asset + property holding capital wealth estate | liability debt + owe obligation borrow loan
    liable
inflow + influx enter inward | outflow + outward leave drain flight exodus
buy bought purchase + procure acquire order shop get got pay paid acquisition | sell sold sale +
    market dispose vend retail trade deal auction transfer
creditor + lender claim | debtor + borrower debt owe obligor
lender + creditor bank loan | borrower + debtor loan customer
lessor landlord + owner | lessee tenant + renter occupier hirer
seller vendor + supplier retailer sell sale | buyer purchaser + customer buy purchase client
employer + firm company enterprise boss | employee + worker staff personnel member
plaintiff + claimant complainant petitioner prosecutor | defendant accused + respondent suspect
appellant | appellee respondent + defendant
domestic + home internal local national native indigenous onshore inland | foreign overseas +
    abroad international offshore outside external alien | 内国本 | 外洋侨异海
public + government state common social community official popular | private + personal individual
    own | 公 | 民私
urban city town + municipal metropolitan | rural countryside village + agricultural farm country
internal + inner inside within interior domestic own indoor | external + outer outside exterior
    foreign other outdoor overseas
inside indoor + within inner in internal | outside outdoor + beyond outer exterior external
left + port counterclockwise anticlockwise | right + starboard clockwise
upstream + up headwater | downstream + down lower
before prior + ago until till earlier previous preceding former ahead advance pre yet unless |
    after + upon since once when following later subsequent post then next afterwards thereafter
    behind expire | 前先未预早截才方始然再 | 后随继届完毕满过了时从以来经
permanent + lasting perpetual eternal forever indefinite resident | temporary provisional +
    interim tentative short brief casual acting
beginning start begin began commence + open launch initiate onset outset since early first initial
    inaugurate enter kick set go origin | end finish conclude + terminate complete close stop
    final over cease expire last until through late finally |  | 完毕
first + initial original one primary former begin lead top maiden inaugural start early premier
    debut | last final + end eventual ultimate late close complete conclude past recent previous
    latest finally lastly | 第一首初先 | 上昨去末终后续近前
early + begin beginning start soon first prior initial advance former ago young morning dawn
    premature timely | late + end close final last evening night delay overdue recent deceased
    after past tardy
past + last previous former ago before earlier history historical since old | future + come coming
    forthcoming next ahead later forward prospect upcoming tomorrow will
spring | autumn + fall harvest
summer | winter
high highest + top peak tall maximum senior great upper up most superior strong more large rich
    heavy premium rise increase advance | low lowest + minimum least bottom weak small little less
    poor cheap down under decrease fall decline reduce short
maximum + most high top peak up upper ceiling limit exceed within great | minimum + least low
    bottom floor basic small
large big huge + great major massive enormous giant vast extensive significant substantial
    considerable more much many wide high heavy mass grand | small tiny + little minor micro mini
    slight few low compact fine short less weak narrow light
strong robust + strength powerful vigorous solid intense great firm heavy tough buoyant high hard
    sharp deep good brisk | weak + fragile vulnerable frail feeble soft sluggish slow poor low
    inadequate disadvantaged slack subdued
strengthen + enhance intensify reinforce increase improve tighten consolidate boost strong
    strength step build raise bolster promote deepen | weaken + undermine reduce lessen erode
    diminish weak decrease impair ease soften slow depreciate fall
increase rise rose rising grow grew growth growing + up high higher more raise climb gain expand
    expansion improve enhance add great jump soar surge strengthen boost accelerate appreciate
    widen extend double exceed promote broaden enlarge step rebound recover larger develop over
    above build rapid additional escalate positive advance strong upward further inflation extra
    upgrade elevate | decrease decline fall fell falling fallen drop reduce reduction shrink +
    lower low less few down cut slow small weak worsen narrow deficit slip slide dip loss lose
    lost minus negative ease moderate deteriorate below save depreciate curb short alleviate
    mitigate under off slump plunge diminish contract contraction retreat minimize trim remove
    downward eliminate relieve limit lessen
expand expansion + extend enlarge grow growth increase widen broaden develop large more spread
    rise | contract contraction shrink + reduce narrow decline fall decrease cut tighten small
    compress less
improve improvement + enhance better increase strengthen good upgrade perfect refine promote
    develop raise boost | worsen deteriorate deterioration + decline bad poor aggravate weak fall
    negative slow adverse
appreciate appreciation + up rise rose strong strengthen gain value | depreciate depreciation
    devalue + weak weaken fall fell down lose decline
inflation + price rise inflate | deflation + disinflation price fall
majority + most many more large half main mostly | minority + few small some handful several
rich wealthy wealth + affluent prosperous well abundant full developed | poor poverty + needy
    indigent deprived hard disadvantaged low impoverished
male man men + boy father husband son he his him brother gentleman person people human mr manpower
    | female woman women + girl mother wife daughter she her sister lady mrs ms miss
father + parent dad | mother + parent mum mom
husband + spouse married | wife + spouse married
support favour favor + back endorse approve uphold advocate help agree assist champion stand
    promote encourage aid sponsor | oppose opposition + object against reject disagree resist anti
    counter fight protest combat resistance contrary
agree agreement consent + accept approve yes assent accord support | refuse disagree + reject
    decline deny not never turn oppose unwilling
accept + receive take adopt agree approve admit embrace | reject refuse + decline deny turn
    dismiss veto not never
approve approval grant + authorize permit ratify sanction consent endorse confirm permission
    license accept agree adopt pass | reject refuse + deny decline dismiss turn veto overrule
    disallow disapprove not never
appoint appointment + nominate commission name designate assign install entrust appointee |
    dismiss dismissal + remove relieve recall impeach discharge oust terminate depose resign
legal lawful legitimate + law valid right | illegal unlawful + violate breach unauthorized
    criminal wrong irregular illicit | | 未非不违
voluntary + will willing free consent own choose volunteer | compulsory mandatory + forced
    obligatory require must force enforce compel
direct + straight immediate | indirect + second via through
active + positive vigorous enthusiastic proactive initiative voluntary | passive + reactive
    negative
positive + active good constructive favorable favourable optimistic front plus | negative +
    passive adverse pessimistic bad harmful unfavorable minus
success succeed successful + win won achieve complete able good pass victory manage | failure fail
    + defeat unsuccessful lose lost not unable error un collapse | | 不未无没失
victory win won + success triumph beat defeat winner | defeat lose lost + loss failure beat
advantage + strength superior favourable favorable benefit merit edge good conducive better |
    disadvantage + weak inferior shortcoming drawback adverse unfavourable harm detriment
optimistic optimism + upbeat hope bright positive bullish confident | pessimistic pessimism +
    gloomy dim negative despair bleak bearish
secret confidential + secrecy classified private conceal hide hidden | public open + disclose
    publish transparent release
open opening + launch unlock accessible on free unfold public start begin | close closed closing
    shut + seal off disable lock block stop down turn enclose final end conclude
peace peaceful + truce calm harmony quiet | war + battle combat conflict hostility fight military
arrive arrival + reach come came get enter land visit | depart departure + leave left set start
    away off go exit embark
central + centre center national federal state middle core | local + place region regional area
    provincial sub municipal district spot
right entitlement + interest power claim privilege may title | obligation duty + shall must
    responsibility liable commit require bound task
producer manufacturer + maker grower produce product | consumer + customer buyer user consume
join accede accession + add enter become part member sign participate | withdraw withdrawal quit +
    leave left out retire resign exit pull
teacher + teach tutor instructor professor faculty | student pupil + school learner trainee
    undergraduate | 师 | 学生徒
hot heat + warm summer | cold + cool winter chill frost
birth born + deliver fertility native | death die died dead + deceased decease kill mortality
    fatal
ancient + old historic classical antique early | modern + contemporary recent new present today
remember memory + recall mind | forget forgot + forgotten neglect
guilty convict + crime conviction criminal | innocent acquit + acquittal clear
reward + award prize bonus commend encourage | punish punishment + penalty penalize sanction
    discipline fine
attack offensive + assault strike hit | defense defence defend defensive + protect guard resist
military + army armed soldier force war | civilian + civil private people
absolute + complete total entire utter | relative + comparative compare relation
theory theoretical + principle doctrine | practice practical + practise actual
true genuine real authentic + actual truth | false fake counterfeit + untrue sham mock phoney
good + fine well benefit favourable favorable excellent nice positive kind sound best better | bad
    + poor ill evil adverse harmful negative worse worst severe
best + good optimum top finest better | worst + bad worse poor
easy + simple convenient facilitate ease readily light | difficult hard + tough problem trouble
    severe arduous challenge
quick fast rapid + swift speed accelerate prompt high soon sharp | slow slowly + slowdown sluggish
    delay gradual moderate low weak
safe safety + secure security | dangerous danger + unsafe hazard risk peril
old elderly + aged age senior ancient former | young youth + new junior child youngster adolescent
    teen
ally friend + alliance partner friendly | enemy + foe hostile adversary opponent
include + contain cover comprise including consist incorporate | exclude + except exempt without
    omit
encourage + promote support urge incentive | discourage + deter dissuade prevent
upper + top higher above up | lower + bottom below under down
front + before face forward ahead | rear back + behind hind after
north northern | south southern
east eastern | west western
odd | even + yet although though also if
ascending + increase up | descending + decrease down reverse
lend lent + loan | borrow + loan
attend + participate present join | miss absent absence + lack avoid fail
admit acknowledge + recognise recognize confess accept | deny denial + refuse reject refute
    disavow
superior + higher high senior above better | subordinate inferior + lower low junior below under
lengthen extend prolong + extension long increase | shorten + cut reduce short abridge
concentrate gather + focus centralise centralize collect | disperse scatter + decentralize
    distribute spread dispersed
equality equal + same even parity | inequality unequal + uneven disparity
relax loosen + ease loose flexible | tighten + strict strengthen tight
acquit release + free discharge | detain arrest + custody detention hold
lender + lend creditor | borrower + borrow debtor
"""
"""The contraries."""

GLOSSES = """
出租人 出租方 | lessor landlord
承租人 承租方 | lessee tenant
最低 最小 最少 | minimum lowest
最高 最大 最多 | maximum highest
被上诉人 | appellee respondent
上诉人 | appellant
被申请人 | respondent
净亏损 | loss
满足 | supply
"""
"""Chinese words that the dictionary lacks or glosses by a phrase, with English words for them."""
