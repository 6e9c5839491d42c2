import { PlaceList } from './place-list.ts'
import type { RedactionPolicy } from './policy.ts'
import type { FieldRule } from './rules/field-names.ts'
import { RunEnds } from './run-ends.ts'
import { type FindingType, typeOf } from './types.ts'

/** What one scan knows and gathers. Lives as long as the scan: it holds text of the log. */
export class Run {
  readonly text: string
  readonly policy: RedactionPolicy
  /** Places that rules want to redact, in offsets of the scanned view. */
  readonly candidates = new PlaceList()
  /** Values worth searching in the whole text although they were not marked there (a password inside basic auth). */
  readonly extraValues: string[] = []
  /** Names already judged: they repeat from line to line. */
  readonly fieldOf = new Map<string, FieldRule | null>()
  readonly extraFields: ReadonlySet<string>
  /** The last name that was looked at, so that `secret_access_key` is judged once although three words of it hit. */
  lastName = -1
  /** The run of characters last read for a value, so that no run is read twice. */
  runStart = 0
  runStop = -1
  /** Everything before this offset is found already: no name stands inside a value. */
  coveredTo = 0
  /** Everything before this offset belongs to a vendor token already found. */
  tokenEnd = 0
  readonly runEnds = new RunEnds()
  /** Up to where a command was looked for and did not stand on the line. */
  readonly withoutCommand = new Map<RegExp, number>()
  /** Where a word for a user was last seen. */
  userAt = -1_000
  /** Groups of hex and colons before this offset have been looked at. */
  groupsUntil = 0
  /** Up to here a word for a telephone makes a number one. */
  phoneUntil = -1
  /** Where the runs of digits end that begin before that place; those not looked at yet. */
  readonly phoneEnds: number[] = []

  constructor(text: string, policy: RedactionPolicy, extraFields: ReadonlySet<string>) {
    this.text = text
    this.policy = policy
    this.extraFields = extraFields
  }

  /** `type`: a finding's type, or the id of one. */
  add(start: number, end: number, type: string | FindingType): void {
    if (end <= start) return
    if (end > this.coveredTo) this.coveredTo = end
    this.candidates.push(start, end, typeof type === 'string' ? typeOf(type) : type)
  }
}
