import { foldText } from './folded-text.ts'
import { GramSet } from './gram-set.ts'
import { eachWord, partsOf } from './pieces.ts'

/** One stored string, made ready to be looked for in the log: its words, and which of them are in question. */
export interface Probe {
  /** Lower-case words in order; a mask is `BREAK`. */
  words: readonly string[]
  /** Spellings of word `i`, lower case, that would give it away; none unless it is suspect. */
  spellings: readonly ReadonlySet<string>[]
  /** `suspect[i]`: word `i` is outside the vocabulary and must not come from the log. */
  suspect: readonly boolean[]
}

/** What of the probes stands in the log. */
export interface Echo {
  /** True where word `i` of the probe, or a piece of it that could identify it, stands in a log line. */
  isHeard(probe: Probe, word: number): boolean
  /** True where word `i` of the probe is part of a run of more than five words or 40 characters of a log line. */
  isQuoted(probe: Probe, word: number): boolean
}

/** Stands for a mask: no gram and no run goes across it. Not a letter, so no word of a log. */
export const BREAK = '\u0000'

/** Letters and digits that tell a word apart even inside a longer one or cut by signs. */
const GRAM = 7
/** A run of more than five words is quoted (house rule) … */
const RUN_WORDS = 6
/** … as is one of more than 40 characters: 30 letters and digits, once spaces and signs are gone. */
const RUN_CHARS = 30
const SHORT_INSIDE_MIN = 5

/**
 * Looks for the probes in the log. The log may be long and the probes are short, so it is the probes that are indexed:
 * time is linear in the log, memory in the probes.
 */
export function findEcho(probes: readonly Probe[], log: Iterable<string>): Echo {
  const index = indexProbes(probes)
  const heard: Heard = { seen: new Map(), forms: new Set(), grams: new Set(), runs: new Set(), shingles: new Set() }
  for (const line of log) listen(index, foldText(line), heard)
  const memo = new Map<Probe, ProbeEcho>()
  const echoOf = (probe: Probe) => {
    const known = memo.get(probe) ?? resolve(probe, heard)
    memo.set(probe, known)
    return known
  }
  return {
    isHeard: (probe, word) => echoOf(probe).heard[word] ?? false,
    isQuoted: (probe, word) => echoOf(probe).quoted[word] ?? false,
  }
}

interface ProbeIndex {
  forms: Set<string>
  /** Suspect words of 5 and 6 letters, which are shorter than a gram: looked for inside unknown words of the log. */
  shorts: readonly GramSet[]
  /** Grams of single suspect words: looked for in the log without its spaces. */
  single: GramSet
  /** Grams over neighbouring words of a probe: looked for inside single words of the log. */
  across: GramSet
  runs: Set<number>
  shingles: GramSet
}

interface Heard {
  /** Words of the log that have been compared, as they were written, and each in lower case. */
  seen: Map<string, string>
  forms: Set<string>
  grams: Set<string>
  runs: Set<number>
  shingles: Set<string>
}

interface ProbeEcho {
  heard: boolean[]
  quoted: boolean[]
}

function indexProbes(probes: readonly Probe[]): ProbeIndex {
  const index: ProbeIndex = {
    forms: new Set(),
    shorts: [new GramSet(SHORT_INSIDE_MIN), new GramSet(SHORT_INSIDE_MIN + 1)],
    single: new GramSet(GRAM),
    across: new GramSet(GRAM),
    runs: new Set(),
    shingles: new GramSet(RUN_CHARS),
  }
  for (const probe of probes) {
    probe.words.forEach((word, i) => {
      if (probe.suspect[i] !== true) return
      for (const spelling of probe.spellings[i] ?? []) index.forms.add(spelling)
      for (const short of index.shorts) short.add(word)
      eachGram(word, GRAM, (gram) => index.single.add(gram))
    })
    const { text, owner } = squeeze(probe.words)
    eachGram(text, GRAM, (gram, at) => {
      if (touchesSuspect(probe, owner, at, GRAM)) index.across.add(gram)
    })
    eachGram(text, RUN_CHARS, (gram) => index.shingles.add(gram))
    eachRun(probe.words, (run) => index.runs.add(run))
  }
  return index
}

/** A word of the log, its parts, and both as a singular. */
function formsOf(lower: string, written: string): string[] {
  const forms = [lower, ...partsOf(written).filter((part) => part.length > 1)]
  return forms.flatMap((form) => (form.length > 3 && form.endsWith('s') ? [form, form.slice(0, -1)] : [form]))
}

function listen(index: ProbeIndex, line: string, heard: Heard): void {
  const words: string[] = []
  eachWord(line, (word) => {
    const known = heard.seen.get(word)
    words.push(known ?? firstHeard(index, word, heard))
  })
  const text = words.join('')
  index.single.scan(text, (gram) => heard.grams.add(gram))
  index.shingles.scan(text, (gram) => heard.shingles.add(gram))
  if (index.runs.size > 0)
    eachRun(words, (run) => {
      if (index.runs.has(run)) heard.runs.add(run)
    })
}

function firstHeard(index: ProbeIndex, word: string, heard: Heard): string {
  const lower = word.toLowerCase()
  heard.seen.set(word, lower)
  for (const form of formsOf(lower, word)) if (index.forms.has(form)) heard.forms.add(form)
  index.across.scan(lower, (gram) => heard.grams.add(gram))
  for (const short of index.shorts) short.scan(lower, (gram) => heard.forms.add(gram))
  return lower
}

function resolve(probe: Probe, heard: Heard): ProbeEcho {
  const isHeard = probe.spellings.map((spellings) => [...spellings].some((spelling) => heard.forms.has(spelling)))
  const quoted = probe.words.map(() => false)
  const { text, owner } = squeeze(probe.words)
  const mark = (flags: boolean[], at: number, size: number) => {
    for (let i = owner[at] ?? 0; i <= (owner[at + size - 1] ?? -1); i++) flags[i] = true
  }
  eachGram(text, GRAM, (gram, at) => {
    if (heard.grams.has(gram)) mark(isHeard, at, GRAM)
  })
  eachGram(text, RUN_CHARS, (gram, at) => {
    if (heard.shingles.has(gram)) mark(quoted, at, RUN_CHARS)
  })
  eachRun(probe.words, (run, at) => {
    if (heard.runs.has(run)) quoted.fill(true, at, at + RUN_WORDS)
  })
  return { heard: isHeard, quoted }
}

function eachGram(text: string, size: number, visit: (gram: string, at: number) => void): void {
  for (let at = 0; at + size <= text.length; at++) {
    const gram = text.slice(at, at + size)
    if (!gram.includes(BREAK)) visit(gram, at)
  }
}

/** Visits a 32-bit hash of each run of six words. A collision only masks more. */
function eachRun(words: readonly string[], visit: (run: number, at: number) => void): void {
  const hashes = words.map(hashOf)
  for (let at = 0; at + RUN_WORDS <= hashes.length; at++) {
    let run = 0
    for (let k = 0; k < RUN_WORDS; k++) run = (Math.imul(run, 0x01000193) + (hashes[at + k] ?? 0)) | 0
    visit(run, at)
  }
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5 | 0
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash
}

/** The words without what stood between them, and which word each character belongs to. */
function squeeze(words: readonly string[]): { text: string; owner: number[] } {
  return { text: words.join(''), owner: words.flatMap((word, i) => Array.from({ length: word.length }, () => i)) }
}

function touchesSuspect(probe: Probe, owner: readonly number[], at: number, size: number): boolean {
  for (let i = owner[at] ?? 0; i <= (owner[at + size - 1] ?? -1); i++) if (probe.suspect[i] === true) return true
  return false
}
