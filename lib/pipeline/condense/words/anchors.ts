/** What a line does in the story of a failure. */
export type Role = 'failure' | 'terminal' | 'summary' | 'assertion' | 'location' | 'step' | 'benign'

/** A pattern that marks lines, its role, and how much such a line is worth among others (0 to 10). */
export interface Anchor {
  role: Role
  weight: number
  pattern: RegExp
}

const table = (role: Role, rows: readonly (readonly [number, RegExp])[]): Anchor[] =>
  rows.map(([weight, pattern]) => ({ role, weight, pattern }))

/**
 * Run on one sample per template, at most a few hundred characters of it. All patterns are linear: no nested repeats.
 * The words are those that compilers, test runners, package managers, kernels, databases, proxies and schedulers print.
 */
export const ANCHORS: readonly Anchor[] = [
  // The end of a run.
  ...table('terminal', [
    [9, /^##\[error\]|^::error/],
    [9, /\bBUILD FAIL(?:ED|URE)\b|\bBuild failed\b|\bFAILURE: Build\b|\bJob (?:failed|was cancell?ed)\b/],
    [8, /\bexit(?:ed|ing)?(?: with)?(?: exit)?(?: code| status| value)?:? ?\(?(?:code )?-?[1-9]\d{0,2}\b/i],
    [
      8,
      /\b(?:returned|with) (?:a )?non-?zero\b|\breturned [1-9]\d* exit status\b|\bELIFECYCLE\b|\bmake(?:\[\d+\])?: \*\*\* |^npm (?:ERR!|error\b)/i,
    ],
    [8, /\b(?:could not compile|aborting due to|failed to solve|did not complete successfully|[Cc]ommand failed)\b/],
    [
      7,
      /\b(?:core dumped|Segmentation fault|SIGKILL|SIGSEGV|SIGABRT|OOMKilled|CrashLoopBackOff)\b|^Killed\b|\bKilled process\b/,
    ],
  ]),
  // Totals, and the headings of what failed.
  ...table('summary', [
    [
      9,
      /\b[1-9]\d*\)? (?:(?:unit |integration )?(?:tests?|specs?|examples?|suites?|checks?|jobs?|of \d+ \w+) )?(?:failed|failures?|errors?|errored|broken)\b/i,
    ],
    [9, /\b(?:fail(?:ed|ures?)?|errors?|problems?)(?:[:=]\s*|\s+)[1-9]\d*\b/i],
    [
      9,
      /\bFound [1-9]\d* \w+|\b[1-9]\d* (?:problems?|vulnerabilit\w+|offen[sc]es?)\b|\btest result: FAILED|\bSummary(?: \[|:)/,
    ],
    [8, /^=+ .*\b(?:failed|passed|errors?|FAILURES|ERRORS|summary|failures)\b.* =+$/],
    [8, /^\s*(?:Tests|Test Suites|Test Files|Suites|Test Run|Total)(?:: |\s{2,}).*\d/],
    [6, /^(?:failures|failing tests?|failed tests?|errors?):?$|^Failed Tests?\b|^Failing\b|^\s*Summary of\b/i],
    [4, /^Complete job name: \S|^(?:Job|Stage|Pipeline|Workflow)(?: name)?: \S/],
  ]),
  ...table('failure', [
    // Tests that failed, by name.
    [9, /^\s*(?:--- FAIL|FAIL(?:ED)?\b|✕|✗|✖|✘|×|❌|●|not ok\b|\[\s*FAILED\s*\]|\(F\)|FAIL:)/],
    [8, /\bFAIL(?:ED|URE|URES)?\b|\.\.\. (?:FAILED|mismatch|ERROR)\b|<<< (?:FAILURE|ERROR)!/],
    [
      7,
      /\bfailed to pass\b|\bTIMED? ?OUT\b|^\s*\d+\) \S.*(?::| › )|\bWhat went wrong\b|\bExecution failed for\b|^Diff in \S/,
    ],
    // What compilers, linters and runtimes say.
    [
      8,
      /\b[Ee]rror(?:\[[A-Z]*\d+\])?(?::| at | in )|\berror [A-Z]{1,5}\d{2,5}\b|: (?:fatal )?error\b|^error\b|^E: |\bERROR\b|\bFATAL\b|^fatal:/,
    ],
    [8, /\b[A-Za-z_$][\w$.]*(?:Error|Exception|Failure|Fault|Panic)\b(?::|$| \(|\(| at )|\b(?:panic|panicked|PANIC)\b/],
    [
      8,
      /\bTraceback \(most recent call last\)|\bCaused by:|\b[Uu]n(?:handled|caught)\b|\bgoroutine \d+ \[running\]|\bstack backtrace\b/,
    ],
    [7, /\bWarning:? (?:Failed|BackOff|Unhealthy|Evicted)|^\s*E {2,}\S/],
    [
      7,
      /\s(?:error|✖)\s{2,}\S|^\s*\d+:\d+\s+error\b|\bwould reformat\b|\bCode style issues\b|\bfiles? (?:were modified by this hook|would be reformatted)\b/,
    ],
    [
      7,
      /\b(?:format|lint|style|prettier|formatted)\b.*\b(?:listed below|the following files|not formatted|run `?\w+)/i,
    ],
    // What machines, networks and databases run out of.
    [
      7,
      /\bout of memory\b|\bheap (?:space|out of)\b|\bno space left\b|\btoo many open files\b|\bdisk (?:is )?full\b|\bquota\b.*\bexceeded\b|\bstack overflow\b/i,
    ],
    [
      7,
      /\bE(?:NOMEM|CONN[A-Z]+|NOTFOUND|NOENT|ACCES|PERM|ADDRINUSE|TIMEDOUT|PIPE|MFILE|NOSPC|RESOLVE|INTEGRITY|AI_AGAIN|HOSTUNREACH|EXIST|404|401|403)\b/,
    ],
    [
      7,
      /\bcertificate\b.*\b(?:expired|invalid|unknown|not (?:yet )?valid|verify|untrusted)|\bx509:|\bTLS handshake\b|\bSSL(?:Error|_ERROR|: )/i,
    ],
    [
      7,
      /\bdeadlock\b|\block wait timeout\b|\bremaining connection slots\b|\btoo many connections\b|\bConnection is not available\b|\bpool\b.*\b(?:exhausted|timed? ?out)\b/i,
    ],
    [
      6,
      /\bconnect(?:ion)?\b.*\b(?:refused|reset|timed out|closed unexpectedly|aborted)\b|\bupstream connect error\b|\bbroken pipe\b|\bno route to host\b/i,
    ],
    [
      6,
      /\b(?:HTTP\/[\d.]+ |status(?: code)?[:= ]+|HTTP |code[:= ]+|returned )"?[45]\d\d\b|\b50[234] (?:Bad|Service|Gateway)\b|\b(?:403 Forbidden|401 Unauthorized|404 Not Found|429 Too Many)\b/i,
    ],
    [
      6,
      /\b(?:permission|access|authorization) denied\b|\bunauthorized\b|\bforbidden\b|\bnot authorized\b|\bdubious ownership\b|\bResource not accessible\b|\bbad credentials\b|\bauthentication fail/i,
    ],
    [
      6,
      /\b(?:probe failed|BackOff|Back-off|Unhealthy|FailedScheduling|FailedMount|ErrImagePull|ImagePullBackOff|Evicted|Insufficient (?:cpu|memory)|NotReady)\b/,
    ],
    // Sentences about what did not work.
    [
      6,
      /\b[Cc](?:annot|an't|an not|ould not|ouldn't)\b|\b[Uu]nable to\b|\b[Ff]ailed to\b|\b[Nn]o such (?:file|host|module|table|key|container|image)\b|\bdoes not exist\b|\bdoesn't exist\b/,
    ],
    [
      6,
      /\b(?:undefined reference|unresolved (?:import|external|reference|dependency)|is not defined|is not assignable|has no attribute|no attribute|not a function|No module named|Cannot find|No tests? found|not been declared|incompatible types?|mismatched types|type mismatch)\b/i,
    ],
    [5, /\bfail(?:ed|ure|ures|ing|s)?\b|\berrors?\b|\bexceptions?\b/i],
    [
      4,
      /\b(?:not found|not supplied|not (?:valid|permitted|allowed|supported)|unrecogni[sz]ed|illegal|malformed|missing|invalid|mismatch|unexpected|unsupported|conflict(?:s|ing)?|corrupt(?:ed|ion)?|abort(?:ed|ing)?|crash(?:ed)?|killed|timed? ?out|timeout|unreachable|unavailable|unhealthy)\b/i,
    ],
    [
      4,
      /\b(?:exceed(?:ed|s)|expired|rejected|refused|denied|lost|dead|violat(?:ed|ion)|overflow|leak(?:ed)?|stale|evicted|interrupted|terminated|panic|CANCELED|throttl(?:ed|ing))\b/i,
    ],
    [2, /\b(?:warn(?:ing)?|deprecated|retry(?:ing)?|degraded|slow|cancell?ed|skipping|fallback|disconnect(?:ed)?)\b/i],
  ]),
  // Two sides of a comparison.
  ...table('assertion', [
    [
      8,
      /^\s*(?:Expected|Received|Actual|Got|Want|expected|received|actual|got|want|left|right|LEFT|RIGHT|EXPECTED|ACTUAL)(?: \w+){0,3}\s?:|^\s*[-+] (?:Expected|Received|Snapshot|Actual)\b/,
    ],
    [
      8,
      /^\s*E {2,}(?:\S*Error\b|assert\b|\+? *where\b)|\bassertion (?:`|failed|error)|\bAssertion(?:Failed)?(?:Error|Exception)\b/i,
    ],
    [
      6,
      /\bexpect(?:ed|s)?\b.*\b(?:got|but|received|found|to (?:equal|be|match|have|throw|contain))\b|\bexpect\(.*\)\.|\bexpected string not found\b|\bFileCheck\b/i,
    ],
    [6, /\bCHECK(?:-[A-Z]+)?: |\b(?:snapshot|golden|baseline)\b.*\b(?:obsolete|mismatch|differ|written|not match)/i],
    [4, /^\s*>\s{2,}\S|^>\s*\d+ \||^\s*\d+ \| >>> /],
    [3, /^\s*(?:@@|---|\+\+\+) |^\s*\^+(?:~*|-*)(?:\s|$)|^\s*\|? *\^\^+|^\s*[-+](?! )\S|\bassert\b/],
  ]),
  // Places in code.
  ...table('location', [
    [
      4,
      /^\s*-->\s|^\s*File "[^"]+", line \d+|[\w)\]]\.[A-Za-z]{1,5}:\d+(?::\d+)?\b|\.[a-z]{1,4}\(\d+(?:,\d+)?\): |\bline \d+\b.*\bcol(?:umn)? \d+|^\w*[Ff]ile:\d+$/,
    ],
    [2, /^\s*at \S+.*[:(]\d+|^\s*\d+: \S+::\S+|^\s+at \//],
  ]),
  // What was being done.
  ...table('step', [
    [
      4,
      /^##\[group\]Run |^Run \S|^\[command\]|^##\[command\]|^\$ \S|^\+ [a-z/.]\S*\s|^> \S+@\S+ \S+|^#\d+ \[[^\]]+\] |^Step \d+\/\d+|^TASK \[|^> Task :|^Running: |^nox > |^executing |^=+> /i,
    ],
  ]),
  // Looks bad, is not.
  ...table('benign', [
    [
      0,
      /\b(?:0|no) (?:errors?|failures?|failed|warnings?|problems?|vulnerabilit\w+|issues)\b(?!.*\b[1-9]\d* (?:failed|errors?|failures?))/i,
    ],
    [
      0,
      /\b(?:errors?|fail(?:ed|ures?)|warnings?)"?\s?[:=]\s?0\b(?!.*\b(?:errors?|fail(?:ed|ures?))"?\s?[:=]\s?[1-9])/i,
    ],
    [
      0,
      /^#\d+ (?:sha256:|extracting |DONE |CACHED|\.\.\.|resolve |transferring |exporting )|^Progress: resolved|\b(?:Pulling fs layer|Verifying Checksum|Download complete|Pull complete|Already exists)$/,
    ],
    [0, /(?:\.\.\.|\s)(?:ok|OK|passed|skipped|xfailed|ignored)(?:\s*\(?[\d.]*m?s?\)?)?\s*(?:\[\s*\d+%\])?$/],
    [
      0,
      /^\s*(?:✓|✔|√|○|PASS\b|ok \d|ok\s+\S+\s+[\d.(]|--- PASS|--- SKIP|=== RUN|=== PAUSE|=== CONT|\[\s*(?:OK|RUN|PASSED)\s*\])/,
    ],
    [0, /^(?!.*\b(?:FAIL|FAILED|ERROR|ERRORS)\b).*\b(?:PASS|PASSED|SKIP|SKIPPED|XFAIL|XPASS|RERUN)\b/],
    // A test that is only named, not judged.
    [
      0,
      /^\S+\.\w+(?:::[\w.-]+)+(?:\[.*\])?$|^(?:test|Running|running|Starting|starting|Collecting|collecting) (?:\S+::)?\S+$/,
    ],
    [
      0,
      /\bcontinue-on-error\b|\bif-no-files-found\b|\bfail-fast\b|--no-error|\bset -[a-z]*e\b|\berror-prone\b|\bcorrected\b|\bon-?error\b|\bshould (?:fail|panic|error)\b.*\bok$/i,
    ],
    [
      0,
      /^\s*(?:Downloading|Downloaded|Compiling|Checking|Fetching|Unpacking|Selecting|Preparing|Setting up|Get:\d+|Hit:\d+|Receiving objects|Collecting|Requirement already|Using cached|Installing|remote: |Resolving deltas|adding |inflating|extracting|Processing triggers)\b/i,
    ],
  ]),
]
