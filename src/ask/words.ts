/** English words that carry no subject: dropped from a question, or counted little. No word of a dossier's subject. */

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words of chat and politeness. */
export const CHAT = set(`
please pls plz kindly thanks thank thx hello hi hey dear good morning evening afternoon sorry cheers quick question
lol lmao haha omg wtf heck hell damn gosh yo bro dude mate buddy mates pal yeah yep nope ya yall btw tbh imo
plsss plss plzz tnx tysm ty wdym idk ikr nvm smh irl iirc afaik ttyl ngl lmk jk np ofc obv probs srsly alr bruh fam lil cmon peeps hiya heya heyy heyyy hellooo
thankyou meh yup nah okey okie kk mmm hmmm ahh ooh argh ugh uhh ermm gotcha aight innit sup whatsup imho yoo viz ibid hafta outta lotta wuz waz iz qs teh
`);

/** Words that tell nothing at all, not even how something is asked. */
export const FUNCTION = set(`
a an the this that these those it its itself they them their theirs he him his she her hers we our ours i me my you your yours
is are was were be been being am do does did has have had having can could will would shall should may might must
s t d ll re ve m o e g i n etc ie eg of in on at to from for by with into onto and or nor but so if as than then there here
what which who whom whose when where why how whats whos wheres whens hows
tell me us show give gimme let lets
really actually basically very quite rather just only even also too some any
dunno gonna wanna gotta kinda sorta lemme ive im whatcha pretty quickly honestly seriously literally legit somehow
`).union(CHAT);

/** Words that only build the sentence, greet or insist. */
export const STOP = set(`
a an the this that these those it its itself they them their theirs he him his she her hers we our ours i me my you your yours
one ones someone somebody anyone anybody everybody everyone thing things something anything everything stuff
is are was were be been being am do does did done doing has have had having can could will would shall should may might must
isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt cant couldnt wont wouldnt shouldnt aint didn doesn isn wasn
s t d ll re ve m o e g n etc ie eg vs v
of in on at to from for by with without within into onto out off over under up down about around against between among during
before after since until till through per via as like than then
and or nor but so if because though although while whether either neither both not no yes
what which who whom whose when where why how whats whos wheres whens hows whatre
there here now again ever never still already yet just only even also too very quite rather really actually basically
exactly precisely roughly please pls plz kindly thanks thank thx hello hi hey dear good morning evening afternoon sorry
tell us show give gimme let lets know want need looking look find get got getting wonder wondering curious question
quick quickly briefly brief short shortly list name names all any some every each several most more less least few other others another
else same such own much many lot lots bit little
im id ive youre theyre hes shes
ok okay well hmm um uh eh right correct true false sure wrong
explain describe summarise summarize summary overview detail details info information understand clarify remind mention mentioned
according accordingly regarding concerning respect regards
anyway btw fyi asap
tonight today soon ago apart together almost maybe perhaps alone away along back instead besides further later earlier early late wise bad worse worst better best nice great fine
mean means meaning meant define definition called call calls
way ways kind kinds sort sorts type types part parts
long far big large high low
go goes going went come comes came take takes took taken make makes made put puts set sets kept
say says said saying talking tells told talk speak speaks spoke spoken word words quote quotes quoted quotation exact literally verbatim
happen happens happened happening occur occurs occurred event events timeline chronology onwards backgrounder ideally
think thinks thought believe believes
differ differs different difference differences disagree disagreement contradict contradicts contradictory conflict conflicting
discrepancy discrepancies versions version account accounts
compare compared comparing comparison versus contrast
number numbers figure figures amount count total value values statistic statistics stats
time times date dates day days
people person persons guy guys man men
writes write wrote
confirm check fact facts factcheck
toward towards reckon reckons vis texts explanation explanations proven proof readout
editor readers audience colleague colleagues boxout sidebar explainer eli5
term terms glossary context used phrase phrases wording dispute disputes disputed
react reacts reaction reactions reacted respond responds responded response responses
position positions stance stances opinion view views agenda outlook
send sends sending sent feel feels felt suit suits handle handles handled drop drops dropped bring brings brought carry carries carried
become becomes became seem seems seemed stay stays stayed try tries tried answer answers answered knows knew known hear heard hears see seen saw
read reads care cares exist exists existed include includes included involve involves involved contain contains refer refers related relate
depend depends impact effect effects affect affects affected influence matter matters add adds added help helps helped needs needed
gets gotten hand hands fire fired analysis analyses somehow whatever whichever however moreover furthermore indeed obviously especially
desk bulletin minute minutes newsroom editor deadline copy piece headline colleague boss intern background briefing story stories
lol lmao haha omg wtf heck hell damn gosh yo bro dude mate buddy mates pal folks bloke chap fella yeah yep nope ya yall tbh imo cheers pretty
dunno gonna wanna gotta kinda sorta lemme whatcha honestly seriously legit apparently allegedly supposedly supposed
couple bunch idea ideas clue gist nutshell tldr eli5 sentence sentences bullet bullets simple simply newbie noob
anymore beginner newcomer crazy weird wild insane awful terrible horrible interesting funny friend bother bothering
dossier source sources article articles text report reports reported reporting reportedly
`).union(CHAT);

/** Words that go along with a subject: matched when they stand there, not missed when they do not. */
export const SOFT = set(`
talks negotiation negotiations negotiating negotiate negotiator negotiators meeting meetings met meet session sessions round rounds
deal agreement agree agreed
delegation delegations team teams squad squads crew lineup side sides party parties member members participant participants attend attended attending present
lead leads led leader leading head heads headed heading chief charge chair
demand demands demanded wants wanted offer offers offered reject rejects rejected accept accepts accepted
propose proposes proposed proposal insist insists attitude line
role post rank job title office function document documents
state status situation latest update news current currently recent recently
plan plans planned planning expect expected expects expectation announce announced scheduled schedule
claim claims claimed accuse accused accuses
use uses using work works
last lasts lasted next start started begin began begun end ended finish finished
place venue held hold holds location city
reason reasons cause chance chances odds prospect prospects likelihood probability
country countries official officials
issue issues topic topics point points subject subjects problem problems challenge challenges difficulty difficulties trouble troubles
author authors writer writers analyst analysts observer observers assess assesses assessed assessment assessments evaluate evaluates evaluated evaluation
judge judges judged judgement judgment foresee foresees foreseen envisage envisages envisaged identify identifies identified
consist consists consisting constitute constitutes comprise comprises raised mentions outline outlines outlined describes described
characterise characterises characterised characterize characterizes characterized declare declares declared stated indicate indicates indicated
consider considers considered argue argues argued argument arguments conclude concludes concluded conclusion
perspective standpoint viewpoint aspect aspects factor factors element elements applied apply applies
attach attaches attached based basis relevant relevance communicate communicates communicated exercised
pursue pursues pursued concern concerns concerned overall generally forecast forecasts capacity form forms formed remain remains remained
presented presents significant significance emphasise emphasised emphasize emphasized underline underlined stress stressed
express expresses expressed attribute attributes attributed imply implies implied reveal reveals revealed demonstrate demonstrates demonstrated
extent degree manner
notion notions concept class behind stand stands treat treats treated qualify qualifies qualified example instance dimension
composed assign assigned play plays formulated employed obtain obtains obtained release released
specific specifically respective respectively connection relation possible concretely concrete
two three four five six seven eight nine ten
tougher stricter harsher softer firmer weaker stronger milder closer wider evolve evolved evolves evolving shift shifted shifting vary varied harden hardened compatible undated circumstances considered
acute arduous bold brave dire dramatic easiest enable enables enabled enabling fierce grim hate hates hated hideous immense imperative loom looms looming linger lingers lingering
notorious obscure outdated overdue pose poses posed realise realised render renders sour spark sparked sparks steady tangled tragic tremendous tricky troubled unavoidable undergo
unhelpful vicious violent virtual convenient deserve deserves exceed exceeds causal adopt adopts adopted constant discover discovered discovers dirty considered consider considers
considerations circumstances readers reader editor audience viewers listeners view views opinion reasons reason increasingly acting coping developing
`);

/** Words of no subject, too general to be what is asked about: passed over where the dossier lacks them, searched for where it has them. */
export const VAGUE = set(`
absence accurate actual adding advice afford amounts annoy anywhere apologies apparent appropriate arbitrary arise arrive assume available
base based behalf behave bizarre bright categories choose chose clearest closest cope dare decent deduce deem defined desperate detect
determine distinguish dubious ease easy edit editors ensure entity err everywhere examine excellent extra fancy fashion feature fit forget forgot forgotten frequent fun
glad grand grateful guess guide handy hint huge ideal identify imagine impression incorrect indicate instant invalid joke kick knock knowing knowledge
latter likewise listen literature lovely luck lucky mad meaningless mess messy mind mislead misled mistaken mistook misunderstood mysterious naive nasty neat nevertheless
noise nonsense normal notice nowadays obvious occasion odd omit otherwise ought paragraph particular peculiar perfect plenty plus precise presume prompt proper
random readable recall recap regardless relevant relevance remember reminder reply replied ridiculous rough rubbish rundown sad sake sensible shame slight smooth solid
somewhat somewhere sought sound spell spot specified straight straightforward strange stupid subsequent sudden suffice suitable suspect tedious tend tendency thereby therefore
thorough thoughts throw thus tight tiny touch trivial truth tweak typical unable unaware understood unfortunate unique unreasonable unusual usage usual valid valuable variation varied
visible watch whatsoever whenever whereas whereby wherever whilst whoever wish worry worthwhile worthy wow
aforementioned alas albeit alongside aloud amaze ambiguous ample anyhow apt array ascertain attribute basic beware blatant blunt bogus borderline breakdown brilliant broad casual caveat chunk circa
clarification clarity classic coherent comprehend conceivable concise concrete connect conscious conspicuous construe contemplate convey countless cue dash decode denote depict dig
dismal dodgy doubtless downright dull dumb eager elaborate elegant entail entirety equate erroneous everyday evident exaggerate excerpt explanatory explicit extent extract extreme
fascinating fellow footnote foremost forthcoming fulfil fuzzy glance glean gossip grasp gut hazy headlines helpful highlight implausible improbable incidental incredible inevitable infer insight insignificant
irrelevant jargon juicy literal loose ludicrous lump mainstream mere mild mindful miscellaneous misinterpret misread moot murky mystery namely needless nonetheless notable notion notwithstanding nuance
offhand outright overly paraphrase perceive pertinent pinpoint plausible ponder prevalent profound prone puzzled puzzling quibble quirk quiz ramble recollect refresh regard reiterate relay reminiscent
rephrase rigorous rumour rumoured rumors scoop scratch scrutiny shed shrug silly skip sloppy sneak soundbite spare spotlight spurious stark startle steer strict stun subtle succinct superb surprising surprise
suspicious swift tad tale tangible teaser tentative terse tidbit tidy tip tiresome tricky trivia truthful typo ugly ultimate unambiguous unbelievable underline underscore understandable unexpected unexplained unfamiliar
angle angles ngo ngos monday tuesday wednesday thursday saturday aug sept oct nov uninteresting unsure utter vague verbose viable vivid wacky aka erm oops
`);

/** Names of the world that are no slips of other words, however they are typed. */
export const ELSEWHERE = set(`
afghanistan africa albania algeria argentina armenia asia australia austria azerbaijan baghdad bahrain bangladesh belarus belgium bosnia brazil bulgaria cairo canada chile china
colombia croatia cuba cyprus czech delhi denmark doha dubai egypt estonia ethiopia finland gaza geneva georgia germany ghana greece greenland hungary iceland india indonesia iraq
ireland israel italy japan jordan kashmir kazakhstan kenya korea kosovo kuwait latvia lebanon libya lithuania london luxembourg madrid malaysia mali malta mexico minsk moldova
mongolia morocco myanmar nepal netherlands nigeria norway oman oslo pakistan palestine panama paris peru philippines poland portugal pyongyang qatar riyadh romania rome rwanda
saudi scotland sahel serbia singapore slovakia slovenia somalia spain stockholm sudan sweden switzerland syria taipei taiwan tbilisi tehran thailand tokyo transnistria tunisia turkey
uganda uzbekistan vienna vietnam wales warsaw yemen zimbabwe
assad biden blinken bolton boris churchill clinton erdogan gorbachev hamas harris hegseth hezbollah hitler houthi houthis johnson kellogg kim lavrov lukashenko macron maduro medvedev
meloni merkel merz modi musk navalny netanyahu obama orban prigozhin reagan rutte scholz shoigu stalin starmer stoltenberg sullivan sybiha tusk vance wagner xi yeltsin yermak zaluzhny
amazon apple bbc bitcoin brics cia cnn eurovision facebook fbi fifa gazprom google iaea icc imf interpol microsoft netflix nord olympics opec osce rosneft starlink tesla tiktok unesco
unicef vatican wto shahed sumy kursk izium izyum lyman bakhmut lviv dnipro rivne poltava
`);

/** Requests for an opinion, a role or a piece of writing: nothing that a dossier holds. */
export const NOT_OURS =
  /\b(?:your (?:own |personal )?(?:opinion|view|thoughts?|guess|take|favou?rite)|(?:do|would|what) you (?:think|feel|believe|prefer|recommend|like|say)|you think|just guess|take a guess|pretend|imagine|you would|would you|if you were|convince me|persuade me|argue that|role ?play|act as (?:an?|if|my|the) |translate|rewrite|summari[sz]e this|write (?:me |us )?(?:an? |some )|generate (?:me |us )?an? |^(?:please |can you |could you )*(?:predict|recommend|advise|draft (?:me|us|an?|my))\b|give (?:me|us) (?:your )?advice|make up (?:an?|some|your|something)\b|invent|fabricate|compose an? |poem|haiku|limerick|joke|ignore (?:all|the|your|any|previous|prior)|forget (?:the|all|your|about the|previous)|disregard (?:the|all|your|previous)|(?:system|previous|prior|your) (?:prompt|instructions)|jailbreak|developer mode|password|api key|token|who (?:are|made|built|created|trained) you)\b/i;
