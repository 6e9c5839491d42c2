/**
 * Words of the technical tables that a letter to a friend holds too, in the forms in which they stand there, and technical
 * words that are also names (kept, each for a reason: `max` is the limit in most failures, `root` the commonest user,
 * `jobs`, `keys`, `fields`, `pages` the things that fail, `ruby`, `cassandra`, `kafka`, `jenkins`, `django`, `swift`, `helm`,
 * `spark` the products without which an analysis of them cannot be read). They stay only near a technical word that is
 * neither.
 */
export const EVERYDAY_WORDS = `
absent acceptable acceptance accordingly account accounts accurate actively actual add added adding additional address
addresses adds adjust adjusted adjusting adjusts affected afterwards alphas alternate alternative alternatives amount
amounts anchor anchors ant applied applies apply applying approximate area areas arm arrange arranged arranges
arranging aspect aspects attach attached attaches attaching attack attacks back backwards bad banner banners bare
basic battery beam bean beans began begun betas big blank boost borrow borrowed boundaries boundary bracket brackets
bridge bridges bring bringing brings broadcast broadcasting broadcasts broke broken budget budgets build building
builds bun bus buses calculate calculated calculates calculating call called caller callers calling calls canary
candidate candidates capable cartridge cartridges cascade cascades cassandra cast casting casts categories category
cause caused causes causing chain chains change changed changes changing character characters chart charts child
childs chose chosen chrome clean cleaned cleaner cleaners cleaning cleans clock clocks close closes closing cloud
clouds cold collapse collapses collect collected collecting collection collections collects color colors combination
combinations comment comments common compact compacts comparison comparisons complete completes completing complex
compose composed composer composers composes composing comprehensive confirm confirmed confirming confirms contact
contacted contacting contacts contain contained containing contains continuous contract contracts conventional copies
copy correction corrections cost costs count counts creator creators cross current customer customers cycle cycles
cypress dash date dates dead dealt decline declined declines declining decorate decorated decorates decorating deep
deliveries delivery delta demand demands depth depths derby describe design designs desktop desktops destination
destinations detail details developer developers dictionary differ differed difference differences different differing
differs dig digital dimension direct dirty discover discovered discoveries discovering discovers discovery display
displayed displaying displays dispose disposed disposes disposing distinct divide divided divides dividing django
downgrade downgraded downgrades downgrading drain drains drawn drift drifts drive driven driver drivers drives drop
dropping drops eagerly earliest east echo edge edges edition editions editor editors effect effects egg eggs elevated
eligibilities eligibility elixir encounter encountered encountering encounters engine engines enrich enriched enriches
enriching ensure ensured ensures ensuring enter entered entering enterprise enters escape escaped escapes escaping
establish established establishes establishing estimate estimates evidence evidences exemplar exemplars exits expand
expanded expanding expands expansion expectation expectations expensive experimental explanation explanations explode
exploded explodes exploding extent extents extra factor factories factors factory fan feed feeds fell fewer field
fields filters final find finding finds finish finishes finishing flag flagged flagging flags flavor flavors flexible
float floats flood flooded flooding floods flow flows flux followers font fonts footer footers forbade force forgiven
forgot forgotten formal former formula formulas forwards found foundation foundations fractions frame frames free
freeze freezes freezing fresh froze frozen full fully functional fundamental fuse futures garbage gave get gets
getting gin given glue go gotten grammar grammars graph graphs greater greedy group groups growth growths guarantee
guarantees guard guarded guarding guards guest guests hack hacks hang hangs having head healthy helm help hex hexes
hidden high higher hint hints histories history hit hits home hook horizontal hot hours hung hybrid hydrate immediate
immediately impossible incorrectly independent individual information informations inner inspector inspectors instant
instrument instruments intact intended intensive interpret interpreted interpreting interprets invisible irrelevant
issued issuing jenkins jobs join joined joining joins joint journal journals justification justifications kafka kept
key keyboard keyboards keys kill killing kind kinesis knew known laid language languages large largest launch launched
launches launching lazy leader leaders leaked leaking led ledger ledgers left legitimate let level levels license
lifetime lifetimes line lines lists local locally located location locations long lost low lower lowest machine
machines made mailbox mailboxes main maintain maintained maintaining maintains make managed managers manual margin
margins marker markers mask masks master masters max mean meaning means meant media medias member members membership
memberships memories met mid milestone milestones minor minute minutes mix mixed mobile mongoose mono move moved moves
moving mutual mutually name named names naming nan nanos need needed needing needs neighbor neighbors net new next
nice ninja normal north notebook number numbers objective objectives observe observed observer observers observes
observing old online open opening opens opt oracle order ordered orders organization organizations outer outlet
outlets outstanding overall overdue overly own owned owner owners owning owns pack packs page pages paid pair pairs
panel panels parents part parted parts pass passes passing passive past payment payments peak penalties penalty perf
period periods physical pillow pin pinned pinning pins pipe pipes plain plan plans player players plug plugged
plugging plugs poison poisons poll polls population populations portable portfolio portfolios position positions
possible post posted posting posts potential potentially power practical precise predict predictable predicted
predicting prediction predictions predicts preference preferences preliminary prepare prepared prepares preparing
presence presences present preserve preserved preserves preserving prevent prevented preventing prevents printer
printers private problem problems procedure procedures produce produced produces producing product products progress
progresses prolonged promise promises promote promoted promotes promoting promotion promotions prompted prompting
proper properly proposal proposals protect protected protecting protects provide provided provides providing prune
prunes pub public pulse pulses puma pure purely qualified quantities quantity quay quiet quit quits quotation
quotations quote quoted quotes quoting race races rails raises ran randomly rapid rapidly rates reactor read reader
readers reading reason reasonable reasons receipt receipts recent recently recipe recipes reflection reflections
refusal refusals regular regularly relations relationship relationships relative relay relays relevant reliable repair
repaired repairing repairs replay replays reporter reporters representation representations responsive rest retire
retired retires retiring return returning returns reverse reverses revise revised revises revising ridden right robin
root rotation rotations round rounded rounding rounds ruby run rust safe safely saga sagas salt salts sampled sampling
satisfied satisfies satisfy satisfying save saved saves saving scale scales scheme schemes score scores scratch
scratches screen screens search searches second seconds secret secrets section sections sector sectors securities
security seed seeds send sending sends sent separately series serve served serves serving sets severe shadow shadows
shallow sheet sheets shift shifted shifting shifts shook short shortcut shortcuts show showed showing shown shows shut
shuts significant signing silent silently similar simple single singleton sink site sites sizes sleep sleeping sleeps
slept slice sliced slices slicing slow slower slowly small smart smoke smokes sniff sniffed sniffing sniffs solution
solutions south space spaces span spans spark specifically speed speeds spent sphinx spike spikes spin spinning spins
spool spools spring spun squid stage staged stages staging standard standards start starts statement statements states
statistics step steps stood stop stops store stores strategies strategy strip stripe stripped stripping strips
structured subject subjects success successes sudden suddenly suitable suite suites sum sums sunk supplied supplies
supply supplying surface surfaces survivor suspicious swept swift tab table tables tabs tail tails taken technical
temperature term terms tester testers text texts texture textures theme themes threat threats thrift ticket tickets
tight time timing tip tips title titles toast today told took torch tracks traffic transcript transcripts translate
translated translates translating translation translations transparent travisci tree trees trend trends trivial trunk
trunks trusted tune tuned tunes tuning turbo twisted typer typical typically ultimate unbound understood undid undone
unfinished uniform union unit units unrelated unusual upper usable useless user users vertical view viewed viewing
views virtually visible visitor visitors visual wait waiter waiters waits wake wakes waking walk walked walking walks
war watch watched watches watching weak website websites went west wheel wheels width widths window windows wipe wiped
wipes wiping wire wired wires wiring withdrawn withheld wizard wizards work worked working works wound writer writers
wrong wrongly yesterday zone zones
`
