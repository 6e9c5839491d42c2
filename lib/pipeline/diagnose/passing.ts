/**
 * Lines that report success, or that name a test without a result, although words of failure stand in them: test names
 * such as "✓ fails when the disk is full (3 ms)" are the largest source of false alarms in CI logs.
 */
const MARKS =
  /^(?:[\w@/.:-]{1,60}[:>] )?(?:✓|✔|√|☑|PASS\b|PASSED\b|ok \d|\[ (?:OK|PASSED|RUN) \]|--- (?:PASS|SKIP)|=== (?:RUN|PAUSE|CONT)|SKIP(?:PED)?\b|XFAIL|↓ |○ |RUN {0,2}\[|Downloading |Downloaded |Collecting |Requirement already|Get:\d|Unpacking |Setting up |Compiling |Checking out )/
const ENDS =
  /(?:\.{3} ?ok|\.{3} ?ignored|\bPASSED(?: {0,3}\[ {0,2}\d{1,3}%\])?|\bSKIPPED\b.{0,60}|\.{5,}Passed|: 0 errors?|<testcase .{0,200}\/>)$/
const NODE_ID = /^\S{1,200}\.py::\S{1,200}$/
/** Coverage tables: `BadTarballError.js | 100 | 100 |`. */
const TABLE = /^\S{1,120} {0,3}\|(?: {0,6}[\d.]{1,6} {0,3}\|){2,6}/

/** True where the line speaks of success, or only names something. */
export function isPassing(clean: string): boolean {
  return MARKS.test(clean) || ENDS.test(clean) || NODE_ID.test(clean) || TABLE.test(clean)
}
