"""Nouns that tell what kind of source a phrase names, as English news copy uses them."""

from __future__ import annotations

import re

__all__ = [
    "DOCUMENTS",
    "FIGURES",
    "FUNCTION_WORDS",
    "GROUPS",
    "ORGANISATIONS",
    "ORGANISATION_NAMES",
    "PERSONS",
    "TITLES",
    "UNNAMED",
    "WITHHELD",
    "head_noun",
]

# One person by what they are. Before a name it is a title, alone it points back or stays unnamed.
PERSONS = frozenset(
    """senator representative congressman congresswoman congressperson lawmaker legislator governor mayor president
    premier chancellor king queen prince princess sheikh emir minister secretary ambassador diplomat envoy judge justice
    magistrate prosecutor attorney lawyer counsel solicitor barrister sheriff chief commissioner officer detective sergeant
    lieutenant captain major colonel general admiral commander marshal spokesman spokeswoman spokesperson aide adviser
    advisor strategist consultant manager chairman chairwoman chairperson chair director executive ceo founder owner
    co-founder president-elect president's nominee candidate contender incumbent hopeful politician leader whip speaker
    democrat republican libertarian activist organizer advocate campaigner volunteer supporter donor critic opponent
    economist analyst expert researcher scientist professor historian scholar author writer reporter journalist columnist
    editor anchor host commentator moderator correspondent pollster producer actor actress singer artist musician director
    physician doctor surgeon nurse psychologist psychiatrist teacher student principal pastor priest bishop archbishop
    cardinal pope reverend imam rabbi farmer worker employee employer businessman businesswoman billionaire mogul
    entrepreneur investor banker developer engineer programmer pilot driver veteran soldier guard witness victim survivor
    suspect defendant plaintiff resident neighbor neighbour tourist voter man woman person boy girl father mother son
    daughter brother sister husband wife widow uncle aunt cousin parent friend colleague rival successor predecessor
    insider official source operative staffer surrogate deputy assistant coordinator treasurer trustee member delegate
    superdelegate elector clerk registrar auditor comptroller coach player athlete hacker whistleblower informant agent
    spy investigator negotiator mediator mogul magnate celebrity star model nominee-elect vice-president ex-wife
    ex-husband lady gentleman user blogger coroner firefighter paramedic trooper deputy superintendent administrator
    chancellor dean provost co-chair co-author co-host frontrunner front-runner newcomer native moderator lobbyist
    tsar czar dictator strongman monarch cleric ayatollah warlord rebel""".split()
)
# People of whom the speaker knows who they are and the reader does not: specific, however many.
UNNAMED = frozenset(
    """source official aide adviser advisor staffer insider operative lawyer attorney prosecutor investigator diplomat
    employee colleague spokesman spokeswoman spokesperson relative friend witness eyewitness negotiator deputy
    strategist organizer detective commander representative agent executive surrogate associate ally individual
    reporter journalist moderator organiser author""".split()
)
# Of those, the ones whose names are usually held back on purpose.
WITHHELD = frozenset("source official aide staffer insider operative employee adviser advisor ally associate diplomat".split())
GROUPS = frozenset(
    """people person's many some others most few several all both those they experts analysts critics observers
    opponents supporters voters democrats republicans conservatives liberals progressives americans europeans
    lawmakers senators representatives congressmen legislators governors mayors economists scientists researchers
    scholars historians academics professors doctors physicians pundits commentators pollsters activists advocates
    campaigners protesters protestors demonstrators residents locals citizens taxpayers workers students teachers
    parents women men children youths millennials families fans users readers viewers listeners followers donors
    delegates superdelegates members leaders strategists candidates politicians judges justices jurors police
    companies corporations businesses firms banks investors employers executives states countries nations
    governments groups organizations organisations institutions agencies parties unions churches cities
    media outlets newspapers networks reporters journalists editors columnists skeptics sceptics detractors
    respondents participants attendees veterans troops soldiers rebels militants farmers consumers customers
    patients migrants refugees immigrants evangelicals christians muslims jews catholics latinos hispanics
    whites blacks african-americans libertarians independents moderates centrists surrogates backers allies
    foes rivals opposition public electorate majority minority half two-thirds one-third percent crowd audience
    community world everybody everyone anyone somebody someone nobody observers watchers insiders hawks
    neighbors neighbours colleagues friends allies elites establishment group caucus camp side team teams
    body bodies authors lawyers attorneys officials""".split()
) - {"officials", "authors", "lawyers", "attorneys", "friends", "colleagues", "insiders", "team", "campaign"}
DOCUMENTS = frozenset(
    """report reports study studies survey surveys poll polls polling document documents filing filings memo memos
    memorandum e-mail e-mails email emails letter letters transcript transcripts record records lawsuit lawsuits suit
    complaint indictment affidavit brief briefs submission petition motion order ruling opinion decision law laws bill
    act statute constitution amendment treaty resolution rule rules regulation regulations statistics data figures numbers
    statistic census results estimate estimates projection projections forecast forecasts analysis analyses research
    findings finding paper papers book memoir biography website site page post tweet tweets message messages statement
    press-release release text texts testimony video videos tape audio recording footage ad ads advertisement commercial
    audit review index ranking rankings list chart map database dataset article's column's evidence intelligence
    contract agreement plan platform manifesto proposal budget return returns receipt schedule agenda notes note diary
    log logs sign banner plaque caption transcripts average averages model models score ratings rating guidelines
    guidance warrant subpoena inventory roster registry poll's investigation inquiry probe bulletin advisory census""".split()
)
ORGANISATIONS = frozenset(
    """campaign court government city county state administration company firm department agency bureau office ministry
    commission committee council board panel party union association organization organisation group institute
    foundation university college school church bank fund corporation league federation alliance coalition network
    police military army navy force forces service congress senate parliament house legislature cabinet kremlin
    pentagon embassy authority authorities nonprofit charity think-tank center centre society tribunal chamber
    super-pac pac team delegation mission regime junta monarchy vatican hospital prison sheriff's prosecution defense
    defence university's guild conference convention assembly board's district subcommittee lobby watchdog regulator
    conglomerate startup carrier airline retailer manufacturer automaker utility developer""".split()
)
# In capitals these make a name the name of a body, a place or a thing, never of a person.
ORGANISATION_NAMES = frozenset(
    """House Senate Congress Court Courts Department Committee Commission Council Board Bureau Agency Office Ministry Party
    Union Association Organization Organisation Institute Foundation University College School Church Bank Fund
    Corporation Corp Inc LLC Ltd Co Company League Federation Alliance Coalition Network Police Military Army Navy Force
    Forces Service Services Parliament Cabinet Kremlin Pentagon Embassy Authority Center Centre Society Tribunal
    Campaign Administration Government City County State States Street Avenue Road Square Park River Lake Valley
    Mountain Mountains Island Islands Beach Bay Coast North South East West Northern Southern Eastern Western Central
    New White Supreme Federal National International Global World United American Americans European Democratic
    Republican Republicans Democrats GOP PAC Act Amendment Bill Code War Day Week Times Post News Journal Magazine
    Tower Hotel Hall Airport Airlines Hospital Memorial Museum Library Theater Theatre Stadium Arena Club Group Team
    Project Program Programme Initiative Plan Report Study Poll Survey Debate Forum Summit Conference Convention Election
    Caucus Primary District Region Province Republic Kingdom Nations Treaty Accord Agreement Deal Street's Wall Capitol
    Hill Constitution Declaration Bible Internet Twitter Facebook Google Apple Microsoft Amazon Trump-Pence Security
    Intelligence Homeland Defense Justice Treasury Commerce Labor Energy Education Health Transportation Reserve
    Freedom Liberty Rights Lives Matter Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March
    April June July August September October November December Christmas Easter Thanksgiving Independence Black Hispanic
    Los San Santa Saint Fort Mount Las El Security Exchange Citizens Human Civil Public Social Middle Affairs Analysis
    Cold Great Ivy Air Red Green Blue Super Grand Medicare Medicaid Obamacare Islamic Muslim Christian Jewish Catholic
    Baptist Methodist Front Corps Guard Academy Society Trust Partners Capital Holdings Industries Systems Technologies
    Media Press Studios Pictures Entertainment Records Sports Games Olympics Cup Series Bowl Prize Award Awards Medal
    House's Speaker's Freedom's Battleground Electoral Wing Force's Ballot Resources Protection Environmental""".split()
)
# Capitalised words that stand before a name and are no part of it.
TITLES = frozenset(
    """Mr Mrs Ms Miss Dr Sir Dame Lord Lady Sen Sens Senator Senators Rep Reps Representative Congressman Congresswoman Gov
    Governor Lt Gen General Col Colonel Maj Major Capt Captain Sgt Sergeant Cpl Adm Admiral Cmdr Commander President
    Vice Prime Minister Premier Chancellor Secretary Ambassador Envoy Judge Justice Chief Sheriff Officer Det Detective
    Prosecutor Attorney Lawyer Speaker Leader Whip Chairman Chairwoman Chair Director Manager Strategist Adviser Advisor
    Spokesman Spokeswoman Spokesperson Aide Mayor Councilman Councilwoman Commissioner Professor Prof Rev Reverend Pastor
    Father Bishop Archbishop Cardinal Pope Rabbi Imam Sheikh King Queen Prince Princess Emir Ayatollah CEO Executive
    Candidate Nominee Activist Economist Analyst Author Editor Reporter Correspondent Columnist Host Anchor Founder
    Co-Founder Treasurer Superintendent Deputy Assistant Undersecretary Comptroller Auditor Administrator Delegate
    Assemblyman Assemblywoman Former Ex-President Retired Late Supt Insp Inspector Pvt Brig Brigadier Marshal Coach
    Billionaire Businessman Counsel Solicitor Hon Honorable First-Lady""".split()
)
FUNCTION_WORDS = frozenset(
    """a about according additionally after again against all also although am an and another any are around as at back
    because been before being between both but by can could despite did do does during each earlier either even ever
    every everyone few finally first following for from get given had has have he hello her here hers him his how however i
    if in indeed instead into is it its just last later least less let like many may maybe meanwhile more moreover most
    much my near neither never next no none nor not now of off often oh on once one only or other others our out over
    perhaps put rather said same says second see several she should since so some soon still such than thank thanks that
    the their them then there these they this those though three through thus to today together tomorrow too two under
    unless until up upon us very was we well were what when where whether which while who whom whose why will with
    within without would yes yesterday yet you your asked speaking writing citing noting when""".split()
)
FIGURES = re.compile(
    r"^(?:(?:about|nearly|almost|some|roughly|around|over|more than|less than|fewer than|just|only|another|"
    r"at least|the other) )*(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"t(?:hir|wen|hirt)\w*|fou?r\w*|fif\w*|six\w*|seven\w*|eigh\w*|nine\w*|half|most|many|several|few|dozens|hundreds|"
    r"thousands|millions|majorit\w+|a (?:third|quarter|majority|plurality|group|number|handful|dozen|lot))\b"
)
_CUT = re.compile(
    r"\s(?:of|for|from|at|in|on|with|to|by|close to|familiar with|who|whom|whose|which|that|said|led|including|such as|"
    r"about|against|among|around|behind|between|near|over|under|inside|outside|within|working|seeking|handling|speaking|"
    r"briefed|involved|conducted|released|published|obtained|being|based|is|are|was|were|has|have|had|both)\s|[,(:;]|\s[-–—]+\s?|[–—]"
)


def head_noun(phrase: str) -> str:
    """The last word of a noun phrase before what only narrows it down, folded, possessive and quotation marks off.

    >>> head_noun("A senior official of the ministry")
    'official'
    """
    cut = _CUT.split(phrase, maxsplit=1)[0]
    words = re.findall(r"[^\W_][\w.'-]*", cut)
    return words[-1].removesuffix("'s").rstrip(".'").casefold() if words else ""
