/** What a line does in the story of a failure. */
export type Role = 'failure' | 'terminal' | 'summary' | 'assertion' | 'location' | 'step' | 'benign'

/** A pattern that marks lines, its role, and how much such a line is worth among others (0 to 10). */
export interface Anchor {
  role: Role
  weight: number
  pattern: RegExp
}

const anchor = (role: Role, weight: number, pattern: RegExp): Anchor => ({ role, weight, pattern })

/**
 * Run on one sample per template, at most a few hundred characters of it. All patterns are linear: no nested repeats.
 * The words are those that compilers, test runners, package managers, kernels, databases, proxies and schedulers print.
 */
export const ANCHORS: readonly Anchor[] = [
  // The end of a run.
  anchor('terminal', 9, /^##\[error\]|^::error/),
  anchor(
    'terminal',
    8,
    /\bexit(?:ed|ing)?(?: with)?(?: exit)?(?: code| status| value)?:? ?\(?(?:code )?-?[1-9]\d{0,2}\b/i,
  ),
  anchor(
    'terminal',
    8,
    /\b(?:returned|with) (?:a )?non-?zero\b|\bELIFECYCLE\b|\bmake(?:\[\d+\])?: \*\*\* |^npm ERR!|^npm error\b/i,
  ),
  anchor(
    'terminal',
    9,
    /\bBUILD FAIL(?:ED|URE)\b|\bBuild failed\b|\bFAILURE: Build\b|\bJob (?:failed|was cancell?ed)\b/,
  ),
  anchor(
    'terminal',
    8,
    /\b(?:could not compile|aborting due to|failed to solve|did not complete successfully|Command failed|command failed)\b/,
  ),
  anchor(
    'terminal',
    7,
    /\b(?:core dumped|Segmentation fault|SIGKILL|SIGSEGV|SIGABRT|SIGTERM|OOMKilled|CrashLoopBackOff)\b|^Killed\b|\bKilled process\b/,
  ),
  // Totals, and the lists of what failed.
  anchor(
    'summary',
    9,
    /\b[1-9]\d*\)? (?:tests? |specs? |examples?, |suites? |checks? |jobs? |of \d+ \w+ )?(?:failed|failures?|errors?|errored|broken)\b/i,
  ),
  anchor('summary', 9, /\b(?:fail(?:ed|ures?)?|errors?|problems?)(?::|=| ) ?[1-9]\d*\b/i),
  anchor(
    'summary',
    8,
    /^=+ .*\b(?:failed|passed|errors?|FAILURES|ERRORS|summary|failures)\b.* =+$|^(?:Tests|Test Suites|Test Files|Suites|Snapshots|Test Run|Total)\b.*\d/i,
  ),
  anchor(
    'summary',
    8,
    /\bFound [1-9]\d* \w+|\b[1-9]\d* (?:problems?|vulnerabilit\w+|warnings? and [1-9])\b|\btest result: FAILED|\bSummary(?: \[|:)/,
  ),
  anchor(
    'summary',
    6,
    /^(?:failures|failing tests?|failed tests?|errors?):?$|^Failed Tests?\b|^Failing\b|^\s*Summary of\b/i,
  ),
  // Tests that failed, by name.
  anchor('failure', 9, /^\s*(?:--- FAIL|FAIL(?:ED)?\b|✕|✗|✖|✘|×|❌|●|not ok\b|\[\s*FAILED\s*\]|\(F\)|FAIL:)/),
  anchor('failure', 8, /\bFAIL(?:ED|URE|URES)?\b|\.\.\. (?:FAILED|mismatch|ERROR)\b|<<< (?:FAILURE|ERROR)!/),
  anchor('failure', 7, /\bfailed to pass\b|\bTIMED? ?OUT\b|\b\d+\) [A-Za-z].*:$/),
  // What compilers, linters and runtimes say.
  anchor(
    'failure',
    8,
    /\berror(?:\[[A-Z]*\d+\])?:|\berror [A-Z]{1,5}\d{2,5}\b|: (?:fatal )?error\b|^error\b|\bERROR\b|\bFATAL\b|^fatal:/,
  ),
  anchor(
    'failure',
    8,
    /\b[A-Za-z_$][\w$.]*(?:Error|Exception|Failure|Fault|Panic)\b(?::|$| \(|\(| at )|\b(?:panic|panicked|PANIC)\b/,
  ),
  anchor(
    'failure',
    8,
    /\bTraceback \(most recent call last\)|\bCaused by:|\b[Uu]n(?:handled|caught)\b|\bgoroutine \d+ \[running\]|\bstack backtrace\b/,
  ),
  anchor(
    'failure',
    7,
    /\bWarning:? (?:Failed|BackOff|Unhealthy|Evicted)|\b\w+Warning: |\bDeprecationWarning\b.*\berror\b/,
  ),
  anchor(
    'failure',
    7,
    /\s(?:error|✖)\s{2,}\S|^\d+:\d+\s+error\b|\bwould reformat\b|\bCode style issues\b|\bfiles? (?:were modified by this hook|would be reformatted)\b/,
  ),
  anchor(
    'failure',
    7,
    /\bout of memory\b|\bheap (?:space|out of)\b|\bno space left\b|\btoo many open files\b|\bdisk (?:is )?full\b|\bquota\b.*\bexceeded\b|\bstack overflow\b/i,
  ),
  anchor(
    'failure',
    7,
    /\bE(?:CONN[A-Z]+|NOTFOUND|NOENT|ACCES|PERM|ADDRINUSE|TIMEDOUT|PIPE|MFILE|NOSPC|RESOLVE|INTEGRITY|AI_AGAIN|HOSTUNREACH|EXIST|404|401|403)\b/,
  ),
  anchor(
    'failure',
    7,
    /\bcertificate\b.*\b(?:expired|invalid|unknown|not (?:yet )?valid|verify|untrusted)|\bx509:|\bTLS handshake\b|\bSSL(?:Error|_ERROR|: )/i,
  ),
  anchor(
    'failure',
    7,
    /\bdeadlock\b|\block wait timeout\b|\bremaining connection slots\b|\btoo many connections\b|\bConnection is not available\b|\bpool\b.*\b(?:exhausted|timed? ?out)\b/i,
  ),
  anchor(
    'failure',
    6,
    /\b(?:Connection|connect|connection)\b.*\b(?:refused|reset|timed out|closed unexpectedly|aborted)\b|\bupstream connect error\b|\bbroken pipe\b|\bno route to host\b/i,
  ),
  anchor(
    'failure',
    6,
    /\b(?:HTTP\/[\d.]+ |status(?: code)?[:= ]+|HTTP |code[:= ]+|returned )"?[45]\d\d\b|\b50[234] (?:Bad|Service|Gateway)\b|\b(?:403 Forbidden|401 Unauthorized|404 Not Found|429 Too Many)\b/i,
  ),
  anchor(
    'failure',
    6,
    /\b(?:permission|access|authorization) denied\b|\bunauthorized\b|\bforbidden\b|\bnot authorized\b|\bdubious ownership\b|\bResource not accessible\b|\bbad credentials\b|\bauthentication fail/i,
  ),
  anchor(
    'failure',
    6,
    /\b(?:probe failed|BackOff|Back-off|Unhealthy|FailedScheduling|FailedMount|ErrImagePull|ImagePullBackOff|Evicted|Insufficient (?:cpu|memory)|NotReady)\b/,
  ),
  anchor(
    'failure',
    6,
    /\b[Cc](?:annot|an't|an not|ould not|ouldn't)\b|\b[Uu]nable to\b|\b[Ff]ailed to\b|\b[Nn]o such (?:file|host|module|table|key|container|image)\b|\bdoes not exist\b|\bdoesn't exist\b/,
  ),
  anchor(
    'failure',
    6,
    /\b(?:undefined reference|unresolved (?:import|external|reference|dependency)|is not defined|is not assignable|has no attribute|no attribute|not a function|No module named|Cannot find|No tests? found|not been declared|incompatible types?|mismatched types|type mismatch)\b/i,
  ),
  anchor('failure', 5, /\bfail(?:ed|ure|ures|ing|s)?\b|\berrors?\b|\bexceptions?\b/i),
  anchor(
    'failure',
    4,
    /\b(?:not found|missing|invalid|mismatch|unexpected|unsupported|conflict(?:s|ing)?|corrupt(?:ed|ion)?|abort(?:ed|ing)?|crash(?:ed)?|killed|timed? ?out|timeout|unreachable|unavailable|unhealthy|exceed(?:ed|s)|expired|rejected|refused|denied|lost|dead|violat(?:ed|ion)|overflow|leak(?:ed)?|stale|evicted|interrupted|terminated|panic)\b/i,
  ),
  anchor(
    'failure',
    2,
    /\b(?:warn(?:ing)?|deprecated|retry(?:ing)?|degraded|slow|cancell?ed|skipping|fallback|disconnect(?:ed)?)\b/i,
  ),
  // Two sides of a comparison.
  anchor(
    'assertion',
    8,
    /^\s*(?:Expected|Received|Actual|Got|Want|expected|received|actual|got|want|left|right|LEFT|RIGHT|EXPECTED|ACTUAL)(?: \w+){0,3}:? ?[:=]?/,
  ),
  anchor(
    'assertion',
    7,
    /^\s*E {2,}\S|^\s*>\s{2,}\S|\bassert(?:ion)?\b|\bexpect(?:ed)?\b.*\b(?:got|but|received|to (?:equal|be|match|have|throw|contain))\b|\bexpect\(/i,
  ),
  anchor(
    'assertion',
    6,
    /\b(?:CHECK|CHECK-NEXT|CHECK-LABEL|CHECK-SAME|CHECK-NOT): |\bFileCheck\b|\bexpected string not found\b/,
  ),
  anchor('assertion', 3, /^\s*[-+] (?=\S)|^\s*(?:@@|---|\+\+\+) |^Diff in |\s\^+(?:~*|-*)(?:\s|$)|^\s*\|? *\^\^+/),
  // Places in code.
  anchor(
    'location',
    4,
    /^\s*-->\s|^\s*File "[^"]+", line \d+|[\w)\]]\.[A-Za-z]{1,5}:\d+(?::\d+)?\b|\.[a-z]{1,4}\(\d+(?:,\d+)?\): |\bline \d+\b.*\bcol(?:umn)? \d+/,
  ),
  anchor('location', 2, /^\s*at \S+.*[:(]\d+|^\s*\d+: \S+::\S+|^\s+at \//),
  // What was being done.
  anchor(
    'step',
    4,
    /^##\[group\]Run |^Run \S|^\[command\]|^##\[command\]|^\$ \S|^\+ [a-z/.]\S*\s|^> \S+@\S+ \S+|^#\d+ \[[^\]]+\] |^Step \d+\/\d+|^TASK \[|^> Task :|^Running: |^nox > |^executing |^=+> /i,
  ),
  // Looks bad, is not.
  anchor(
    'benign',
    0,
    /\b(?:0|no) (?:errors?|failures?|failed|warnings?|problems?|vulnerabilit\w+|issues)\b(?!.*\b[1-9]\d* (?:failed|errors?|failures?))/i,
  ),
  anchor(
    'benign',
    0,
    /(?:\.\.\.|\s)(?:ok|OK|PASS(?:ED)?|passed|SKIP(?:PED)?|skipped|XFAIL|xfailed|XPASS|ignored)(?:\s*\(?[\d.]*m?s?\)?)?\s*(?:\[\s*\d+%\])?$|^\s*(?:✓|✔|√|○|PASS\b|ok \d|ok\s+\S+\s+[\d.(]|--- PASS|=== RUN|=== PAUSE|=== CONT|\[\s*OK\s*\]|\[\s*RUN\s*\])/,
  ),
  anchor(
    'benign',
    0,
    /\bPASS(?:ED)?\b\s*(?:\[|\()|\bcontinue-on-error\b|\bif-no-files-found\b|\bfail-fast\b|\b--no-error|\bset -[a-z]*e\b|\berror-prone\b|\bcorrected\b/i,
  ),
  anchor(
    'benign',
    0,
    /^\s*(?:Downloading|Downloaded|Compiling|Checking|Fetching|Unpacking|Selecting|Preparing|Setting up|Get:\d+|Hit:\d+|Receiving objects|Collecting|Requirement already|Using cached|Installing|remote: |Resolving deltas|adding |inflating|extracting|Processing triggers)\b/i,
  ),
]
