import { bits, WORD } from './chars.ts'
import { isPlainWord } from './opaque.ts'

/** A value that was found, to be found again wherever it stands. */
export interface KnownValue {
  value: string
  type: string
  /** What it is numbered by: all forms of one value get one placeholder. */
  identity: string
}

/** Short values are searched as whole words only: they might be a piece of something else. */
const WHOLE_WORD_BELOW = 12
/** At most this many values share one window; more would make the search quadratic on hostile input. */
const MAX_BUCKET = 16

/**
 * Whether a found value is worth searching in the whole text. A password that is an everyday word (`postgres`) is not: its every
 * other use would go, and the log with it. That is a stated limit.
 */
export function isSearchable(value: string): boolean {
  if (value.length < 6 || value.length > 4_096 || /[\r\n\uE000]/.test(value)) return false
  if (/^\d+$/.test(value)) return value.length >= 8
  return !isPlainWord(value) || value.length >= 16
}

/** The value as it stands, percent-encoded, inside a JSON string, and in base64 at each of the three alignments. */
export function formsOf(value: string): string[] {
  const forms = new Set([value])
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
  for (const core of base64Cores(value)) {
    forms.add(core)
    forms.add(core.replaceAll('+', '-').replaceAll('/', '_'))
  }
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

export interface Repeat {
  start: number
  end: number
  known: KnownValue
}

/** A search for many values at once: a rolling hash over a window, then the values themselves. */
export class ValueSearch {
  readonly #window: number
  readonly #buckets = new Map<number, { form: string; offset: number; known: KnownValue }[]>()
  readonly #mask = new Uint8Array(65_536)

  constructor(values: readonly KnownValue[]) {
    this.#window = Math.max(4, Math.min(6, ...values.map((v) => v.value.length)))
    for (const known of values) for (const form of formsOf(known.value)) this.#put(form, known)
  }

  get isEmpty(): boolean {
    return this.#buckets.size === 0
  }

  /** Into the emptiest bucket among the first windows of the form, so that values with one beginning do not pile up. */
  #put(form: string, known: KnownValue): void {
    if (form.length < this.#window) return
    let best = { hash: 0, offset: -1, size: MAX_BUCKET }
    for (let offset = 0; offset <= Math.min(24, form.length - this.#window) && best.size > 0; offset++) {
      const hash = this.#hash(form, offset)
      const bucket = this.#buckets.get(hash)
      const size = bucket?.length ?? 0
      if (bucket?.some((b) => b.form === form)) return
      if (size < best.size) best = { hash, offset, size }
    }
    if (best.offset < 0) return
    const bucket = this.#buckets.get(best.hash) ?? []
    bucket.push({ form, offset: best.offset, known })
    this.#buckets.set(best.hash, bucket)
    this.#mask[best.hash & 0xffff] = 1
  }

  #hash(text: string, at: number): number {
    let h = 0
    for (let i = at; i < at + this.#window; i++) h = (Math.imul(h, FACTOR) + text.charCodeAt(i)) | 0
    return mix(h)
  }

  /** Every place between `from` and `to` where a value begins its window. */
  find(text: string, from: number, to: number): Repeat[] {
    const found: Repeat[] = []
    const w = this.#window
    const mask = this.#mask
    let out = 1
    for (let i = 0; i < w; i++) out = Math.imul(out, FACTOR)
    let h = 0
    const first = Math.max(0, from - w + 1)
    for (let i = first; i < Math.min(text.length, to); i++) {
      h = (Math.imul(h, FACTOR) + text.charCodeAt(i)) | 0
      if (i - w >= first) h = (h - Math.imul(out, text.charCodeAt(i - w))) | 0
      if (i - first < w - 1) continue
      const key = mix(h)
      if (mask[key & 0xffff]) this.#check(text, i - w + 1, key, found)
    }
    return found
  }

  #check(text: string, at: number, key: number, found: Repeat[]): void {
    for (const { form, offset, known } of this.#buckets.get(key) ?? []) {
      const start = at - offset
      if (start < 0 || !text.startsWith(form, start)) continue
      const end = start + form.length
      if (form.length < WHOLE_WORD_BELOW && (bits(text, start - 1) & WORD || bits(text, end) & WORD)) continue
      found.push({ start, end, known })
    }
  }
}

const FACTOR = 0x01000193

/** Spreads the low bits, which a product leaves poor. */
function mix(h: number): number {
  return (h ^ (h >>> 15) ^ (h >>> 7)) | 0
}
