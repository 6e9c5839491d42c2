import { bits, DIGIT, LETTER, WORD } from './chars.ts'
import { isPlainWord } from './opaque.ts'
import type { PlaceList } from './place-list.ts'
import type { FindingType } from './types.ts'

/** Values that were found, to be found again wherever they stand. All forms of a value are numbered by the value itself. */
export type KnownValues = ReadonlyMap<string, FindingType>

/** Short values are searched as whole words only: they might be a piece of something else. */
const WHOLE_WORD_BELOW = 12
/** At most this many forms share one slot; more would make the search quadratic on hostile input. */
const MAX_IN_SLOT = 16
/** So few cost less than a place that every other value has, too. */
const FEW_IN_SLOT = 4
const MAX_ENCODED = 5_000
/** A longer window jumps further; no form is shorter than its value. */
const MAX_WINDOW = 12
/** A log with a secret in every line spends two for each character. */
const WORK_PER_CHAR = 16
const FREE_WORK = 4_000_000
const LOOK = 4
const MIN_SLOTS = 4_096
const MAX_SLOTS = 2 ** 20
/** Base of the hash of a window: any odd number with bits all over. */
const BASE = 0x2c1b3c6d

/**
 * Whether a found value is worth searching in the whole text. A password that is an everyday word (`postgres`) is not: its every
 * other use would go, and the log with it. That is a stated limit.
 */
export function isSearchable(value: string): boolean {
  const { length } = value
  if (length < 6 || length > 4_096) return false
  let all = DIGIT | LETTER
  let some = 0
  for (let i = 0; i < length; i++) {
    const c = value.charCodeAt(i)
    if (c === 10 || c === 13 || c === 0xe000) return false
    const kind = bits(value, i) & (DIGIT | LETTER)
    all &= kind
    some |= kind
  }
  if (all === DIGIT) return length >= 8
  return length >= 16 || some & DIGIT ? true : !isPlainWord(value)
}

/** The value as it stands, percent-encoded, inside a JSON string, and in base64 at each of the three alignments. */
export function formsOf(value: string): string[] {
  const cores = base64Cores(value)
  const urlSafe = cores.map((core) => core.replaceAll('+', '-').replaceAll('/', '_'))
  // Letters and digits look the same in a URL and in JSON.
  if (/^[\w.-]+$/.test(value)) return [...new Set([value, ...cores, ...urlSafe])]
  const forms = new Set([value, ...cores, ...urlSafe])
  try {
    const percent = encodeURIComponent(value)
    forms.add(percent)
    forms.add(percent.replace(/%[0-9A-F]{2}/g, (h) => h.toLowerCase()))
    forms.add(percent.replaceAll('%20', '+'))
  } catch {
    // A lone surrogate has no percent-encoded form.
  }
  const json = JSON.stringify(value).slice(1, -1)
  forms.add(json)
  forms.add(json.replaceAll('/', '\\/'))
  forms.add(value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'))
  return [...forms].filter((f) => f.length >= 6 || f === value)
}

function base64Cores(value: string): string[] {
  if (value.length < 8) return []
  const bytes = new TextEncoder().encode(value)
  return [0, 1, 2].map((shift) => {
    let binary = '\0'.repeat(shift)
    for (const b of bytes) binary += String.fromCharCode(b)
    // Characters that also hold bits of what stands before or behind the value are cut off.
    const first = [0, 2, 3][shift] ?? 0
    return btoa(binary).slice(first, Math.floor(((shift + bytes.length) * 8) / 6))
  })
}

/**
 * A search for many values at once, after Wu and Manber ("A fast algorithm for multi-pattern searching", TR-94-17, 1994): pairs of
 * characters say how far the window may jump; where it may not, a hash of the window leads to the values. Forms are kept in
 * columns, chained by slot: hostile text has hundreds of thousands of values.
 */
export class ValueSearch {
  readonly #window: number
  /** `BASE` to the power of the window's length less one: what its first character weighs. */
  #first = 1
  readonly #shift: Uint8Array
  /** Of the known places, the first that ends behind the last value found. */
  #place = 0
  /** By hash of a window: number of a form, 0 for none. */
  readonly #slots: Int32Array
  /** By number of a form: the form, where in it its window begins, the next form of the slot, its value and type. */
  readonly #forms: string[] = ['']
  readonly #offsets: number[] = [0]
  readonly #next: number[] = [0]
  /** Where the form last differed from a text that had its window. */
  readonly #hints: number[] = [0]
  readonly #values: string[] = ['']
  readonly #types: (FindingType | null)[] = [null]
  /** What may still be spent on looks and comparisons, in characters. */
  #credit: number

  /** `chars`: of the text that will be searched. */
  constructor(values: KnownValues, chars: number) {
    this.#credit = FREE_WORK + WORK_PER_CHAR * chars
    this.#window = MAX_WINDOW
    for (const value of values.keys()) this.#window = Math.min(this.#window, value.length)
    for (let i = 1; i < this.#window; i++) this.#first = Math.imul(this.#first, BASE)
    this.#shift = new Uint8Array(values.size ? 65_536 : 0).fill(this.#window - 1)
    let slots = MIN_SLOTS
    while (slots < values.size * 8 && slots < MAX_SLOTS) slots *= 2
    this.#slots = new Int32Array(slots)
    // Of very many values only the plain form is searched: their encoded forms would cost more than the log itself.
    const isPlain = values.size > MAX_ENCODED
    for (const [value, type] of values)
      if (isPlain) this.#put(value, value, type)
      else for (const form of formsOf(value)) this.#put(form, value, type)
  }

  get isEmpty(): boolean {
    return this.#forms.length === 1
  }

  /** Into the emptiest slot among four windows of the form, so that values with one beginning or end do not pile up. */
  #put(form: string, value: string, type: FindingType): void {
    const w = this.#window
    if (form.length < w) return
    let slot = -1
    let best = 0
    let fewest = MAX_IN_SLOT
    for (let place = 0; place < 4 && fewest >= FEW_IN_SLOT; place++) {
      const offset = place === 1 ? 0 : (form.length - w) >> (place ? place - 1 : 0)
      const at = this.#slotOf(this.#hashOf(form, offset))
      let size = 0
      for (let i = this.#slots[at] ?? 0; i; i = this.#next[i] ?? 0) {
        if (this.#forms[i] === form) return
        size++
      }
      if (size >= fewest) continue
      slot = at
      best = offset
      fewest = size
    }
    if (slot < 0) return
    this.#next.push(this.#slots[slot] ?? 0)
    this.#slots[slot] = this.#forms.length
    this.#forms.push(form)
    this.#offsets.push(best)
    this.#hints.push(0)
    this.#values.push(value)
    this.#types.push(type)
    for (let i = 1; i < w; i++) {
      const pair = pairAt(form, best + i)
      if ((this.#shift[pair] ?? 0) > w - 1 - i) this.#shift[pair] = w - 1 - i
    }
  }

  /**
   * Adds every place whose window ends between `from` and `to`. `known` has places in order: a value inside one of them, to which it
   * adds nothing, is left out, as nearly every value stands where it was found. False where that has become too dear: thousands of
   * long values that differ in one place are no log.
   */
  find(text: string, from: number, to: number, known: PlaceList, found: PlaceList): boolean {
    const w = this.#window
    const shift = this.#shift
    const stop = Math.min(text.length, to)
    // Where windows follow one another, the hash of one is made from that of the one before.
    let hash = 0
    let hashedAt = -2
    for (let i = Math.max(from, w - 1); i < stop; ) {
      const jump = shift[pairAt(text, i)] ?? 0
      if (jump === 0) {
        const at = i - w + 1
        hash =
          hashedAt === at - 1
            ? (Math.imul(hash - Math.imul(text.charCodeAt(at - 1), this.#first), BASE) + text.charCodeAt(i)) | 0
            : this.#hashOf(text, at)
        hashedAt = at
        const first = this.#slots[this.#slotOf(hash)] ?? 0
        if (first) this.#check(text, at, first, known, found)
        if (this.#credit < 0) return false
        i++
      } else i += jump
    }
    return true
  }

  #check(text: string, at: number, first: number, known: PlaceList, found: PlaceList): void {
    for (let i = first; i; i = this.#next[i] ?? 0) {
      const start = at - (this.#offsets[i] ?? 0)
      const type = this.#types[i]
      if (start < 0 || !type || !this.#stands(text, start, i)) continue
      const form = this.#forms[i] ?? ''
      const end = start + form.length
      if (form.length < WHOLE_WORD_BELOW && (bits(text, start - 1) & WORD || bits(text, end) & WORD)) continue
      if (this.#isCovered(start, end, type, known)) continue
      const value = this.#values[i] ?? form
      found.push(start, end, type, value === form ? null : value)
    }
  }

  /** Whether a known place holds this one and would keep its own type. Looks on from where it looked last. */
  #isCovered(start: number, end: number, type: FindingType, known: PlaceList): boolean {
    while (this.#place < known.length && known.endAt(this.#place) <= start) this.#place++
    while (this.#place > 0 && known.endAt(this.#place - 1) > start) this.#place--
    const i = this.#place
    if (i >= known.length || known.startAt(i) > start || known.endAt(i) < end) return false
    const winner = known.typeAt(i)
    return winner.class !== type.class || winner.priority >= type.priority
  }

  /** Looks first where the form differed the last time, so that most long forms with one beginning cost one look. */
  #stands(text: string, start: number, i: number): boolean {
    const form = this.#forms[i] ?? ''
    const hint = this.#hints[i] ?? 0
    this.#credit -= LOOK
    if (text.charCodeAt(start + hint) !== form.charCodeAt(hint)) return false
    let last = form.length - 1
    while (last >= 0 && text.charCodeAt(start + last) === form.charCodeAt(last)) last--
    this.#credit -= form.length - last
    if (last < 0) return true
    this.#hints[i] = last
    return false
  }

  /** A polynomial in `BASE` over the window (Karp and Rabin). */
  #hashOf(text: string, at: number): number {
    let h = 0
    for (let i = at; i < at + this.#window; i++) h = (Math.imul(h, BASE) + text.charCodeAt(i)) | 0
    return h
  }

  #slotOf(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 11) & (this.#slots.length - 1)
  }
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at - 1) & 0xff) << 8) | (text.charCodeAt(at) & 0xff)
}
