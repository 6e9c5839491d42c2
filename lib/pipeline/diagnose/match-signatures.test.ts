import { describe, expect, it } from 'vitest'
import { fillSummary, MAX_LINE_CHARS, matchSignatures } from './match-signatures.ts'
import { FAMILIES, type Signature } from './signature.ts'
import { SIGNATURES, signaturePhrases } from './signatures/all.ts'

const lines = SIGNATURES.flatMap(({ positives, negatives }) => [...positives, ...negatives])
const ids = (line: string) => matchSignatures(line).map(({ signature }) => signature.id)
/** The answer without the prefilter. */
const scan = (line: string) => SIGNATURES.filter(({ pattern }) => pattern.test(line)).map(({ id }) => id)

/** Texts that a pattern's source describes: every alternative once, repeats at their least (optional parts once with, once without). */
function samplesOf(source: string): string[] {
  let at = 0
  const cross = (heads: string[], tails: string[]) =>
    heads.flatMap((head) => tails.map((tail) => head + tail)).slice(0, 400)
  const alternatives = (): string[] => {
    const all = sequence()
    while (source[at] === '|') {
      at++
      all.push(...sequence())
    }
    return all
  }
  const sequence = (): string[] => {
    let made = ['']
    while (at < source.length && source[at] !== '|' && source[at] !== ')') made = cross(made, repeated(atom()))
    return made
  }
  const repeated = (texts: string[]): string[] => {
    const count = /^(?:\?|\{(\d+)(?:,(\d+))?\})\??/.exec(source.slice(at))
    if (!count) return texts
    at += count[0].length
    const least = count[1] === undefined ? 0 : Number(count[1])
    return least === 0 ? ['', ...texts] : texts.map((text) => text.repeat(least))
  }
  const atom = (): string[] => {
    const c = source[at++] ?? ''
    if (c === '(') return group()
    if (c === '[') return [setOf()]
    if (c === '\\') return [escaped(source[at++] ?? '')]
    return c === '^' || c === '$' ? [''] : [c === '.' ? 'q' : c]
  }
  const escaped = (c: string) => ({ d: '1', w: 'q', s: ' ', S: 'q', b: '', B: '', t: '\t', n: '\n' })[c] ?? c
  const setOf = (): string => {
    const start = at
    const negated = source[at] === '^'
    let i = negated ? at + 1 : at
    while (source[i] !== ']') i += source[i] === '\\' ? 2 : 1
    at = i + 1
    const set = new RegExp(source.slice(start - 1, at))
    return (
      ['q', '1', 'A', ' ', '.', ':', '-', '=', '/', '"', "'", ',', '[', '('].find((c) => set.test(c)) ??
      (negated ? '~' : '')
    )
  }
  const group = (): string[] => {
    const opening = /^\?(?:<\w+>|:|<?[!=])/.exec(source.slice(at))?.[0] ?? ''
    at += opening.length
    const inner = alternatives()
    at++
    if (opening === '?!' || opening === '?<!' || opening === '?<=') return ['']
    return opening === '?=' ? [''] : inner
  }
  return alternatives()
}

describe('the tables', () => {
  it('hold at least 150 signatures with unique ids in at least 25 families, none empty', () => {
    expect(SIGNATURES.length).toBeGreaterThanOrEqual(150)
    expect(new Set(SIGNATURES.map(({ id }) => id)).size).toBe(SIGNATURES.length)
    const filled = FAMILIES.filter((family) => SIGNATURES.some((signature) => signature.family === family))
    expect(filled).toEqual([...FAMILIES])
    expect(filled.length).toBeGreaterThanOrEqual(25)
  })

  it.each(SIGNATURES.map((signature) => [signature.id, signature] as const))('%s is well formed', (_, signature) => {
    expect(signature.id).toMatch(/^[a-z0-9]{1,20}(-[a-z0-9]{1,20}){1,7}$/)
    expect(signature.prior).toBeGreaterThan(0)
    expect(signature.prior).toBeLessThanOrEqual(0.95)
    expect(signature.anchors.length).toBeGreaterThan(0)
    expect(new Set(signature.anchors).size).toBe(signature.anchors.length)
    for (const anchor of signature.anchors) expect(anchor).toMatch(/^[^A-Z\n]{3,60}$/)
    expect(signature.actions.length).toBeGreaterThanOrEqual(2)
    expect(signature.actions.length).toBeLessThanOrEqual(4)
    expect(signature.killTest.risk).toBe('read_only')
    expect(signature.phrases.length).toBeGreaterThan(0)
    for (const { description, command } of [...signature.actions, signature.killTest]) {
      expect(description).toMatch(/[.]$/)
      expect(description.length).toBeLessThanOrEqual(300)
      expect((command ?? '').length).toBeLessThanOrEqual(300)
    }
  })

  it.each(SIGNATURES.map((signature) => [signature.id, signature] as const))(
    '%s reads well, filled or not',
    (_, signature) => {
      const named = [...signature.pattern.source.matchAll(/\(\?<(\w+)>/g)].map((match) => match[1]?.replace(/\d$/, ''))
      for (const place of signature.summary.matchAll(/\{(\w+)/g)) expect(named).toContain(place[1])
      const texts = [
        fillSummary(signature, {}),
        ...signature.positives.flatMap((line) =>
          matchSignatures(line).flatMap((match) =>
            match.signature === signature ? [fillSummary(signature, match.groups)] : [],
          ),
        ),
      ]
      for (const text of texts) {
        expect(text).toMatch(/^[A-Z0-9"'<[./@_a-z][^\n]*[.]$/)
        expect(text).not.toMatch(/ {2}| [.,;:]( |$)| \(\s*\)|\{\w+\||undefined\./)
      }
    },
  )

  it('name phrases that stand in a line of their signature, that it matches by themselves, or that hold its anchor', () => {
    const strays = SIGNATURES.flatMap(({ id, phrases, positives, pattern, anchors }) =>
      phrases
        .filter((phrase) => !positives.some((line) => line.includes(phrase)) && !pattern.test(phrase))
        .filter((phrase) => !anchors.some((anchor) => phrase.toLowerCase().includes(anchor)))
        .map((phrase) => `${id}: ${phrase}`),
    )
    expect(strays).toEqual([])
    const unseen = SIGNATURES.filter(
      ({ phrases, positives }) => !phrases.some((phrase) => positives.join('\n').includes(phrase)),
    )
    expect(unseen.map(({ id }) => id)).toEqual([])
    expect(signaturePhrases().length).toBeGreaterThan(SIGNATURES.length)
  })
})

describe('matching', () => {
  it('finds each signature in each of its lines', () => {
    const missed = SIGNATURES.flatMap(({ id, positives }) =>
      positives.filter((line) => !ids(line).includes(id)).map((line) => `${id}: ${line}`),
    )
    expect(missed).toEqual([])
  })

  it('finds no signature in its look-alikes', () => {
    const wrong = SIGNATURES.flatMap(({ id, negatives }) =>
      negatives.filter((line) => scan(line).includes(id)).map((line) => `${id}: ${line}`),
    )
    expect(wrong).toEqual([])
  })

  it('finds nothing of other families in the look-alikes either', () => {
    const crossings = SIGNATURES.flatMap(({ id, negatives }) =>
      negatives.flatMap((line) => ids(line).map((other) => `${other} in ${id}: ${line}`)),
    )
    expect(crossings).toEqual([])
  })

  it('finds with the prefilter what every pattern would find without it', () => {
    for (const line of [
      ...lines,
      ...lines.map((text) => text.toUpperCase()),
      ...lines.map((text) => `${text} ${text}`),
    ])
      expect([line, ids(line).sort()]).toEqual([line, scan(line).sort()])
  })

  it('leads every way in which a pattern can match through one of its anchors', () => {
    const gaps = SIGNATURES.flatMap(({ id, pattern }) =>
      samplesOf(pattern.source)
        .filter((text) => pattern.test(text) && !ids(text).includes(id))
        .map((text) => `${id}: ${text}`),
    )
    expect(gaps).toEqual([])
  })

  it('puts the most telling first and keeps no state between calls', () => {
    for (const line of lines) {
      const first = matchSignatures(line)
      expect(matchSignatures(line)).toEqual(first)
      const priors = first.map(({ signature }) => signature.prior)
      expect(priors).toEqual([...priors].sort((a, b) => b - a))
    }
  })

  it('gives back only groups that took part, in bounds', () => {
    for (const line of lines)
      for (const { groups } of matchSignatures(line))
        for (const value of Object.values(groups)) {
          expect(value.length).toBeGreaterThan(0)
          expect(value.length).toBeLessThanOrEqual(160)
        }
  })

  it('sees through colours and the stamp of a job runner', () => {
    const first = (line: string) => matchSignatures(line)[0]
    expect(first('2026-03-03T04:12:09.1130000Z   ● cart › sums')?.groups).toEqual({ test: 'cart › sums' })
    expect(first('\u001b[31m2 failing\u001b[0m')?.signature.id).toBe('jest-or-vitest-failure')
    const stamped = SIGNATURES.flatMap(({ id, positives }) =>
      positives
        .filter((line) => !ids(`2026-03-03T04:12:09.1130000Z ${line}`).includes(id))
        .map((line) => `${id}: ${line}`),
    )
    expect(stamped).toEqual([])
  })

  it('finds nothing in the name of a test that passed', () => {
    for (const line of [
      'ok 12 - rejects with ECONNREFUSED',
      'test db::too_many_connections ... ok',
      'tests/t.py::test_x[OOMKilled] PASSED [ 41%]',
    ])
      expect(matchSignatures(line)).toEqual([])
    expect(ids('not ok 12 - rejects with ECONNREFUSED')).toContain('net-connection-refused')
  })

  it('looks no further than the cap and survives any text', () => {
    const line = SIGNATURES[0]?.positives[0] ?? ''
    expect(matchSignatures(`${'.'.repeat(MAX_LINE_CHARS)}${line}`)).toEqual([])
    for (const text of ['', 'a', '\u0000', '\ud800', '{}[]()*+?.', 'İİİ ERROR', '🙂'.repeat(3000)])
      expect(matchSignatures(text)).toEqual([])
  })
})

describe('filling a summary', () => {
  const base = SIGNATURES[0] as Signature
  const say = (summary: string, groups: Record<string, string>) => fillSummary({ ...base, summary }, groups)
  it('takes the group, then the words, then nothing', () => {
    expect(say('{component|the service} is down.', { component: 'orders' })).toBe('Orders is down.')
    expect(say('{component|the service} is down.', {})).toBe('The service is down.')
    expect(say('It failed {where} today.', {})).toBe('It failed today.')
  })
  it('frames the group where the words around it depend on it', () => {
    expect(say('It is full{component? on @}.', { component: '/data' })).toBe('It is full on /data.')
    expect(say('It is full{component? on @}.', {})).toBe('It is full.')
    expect(say('Full{component? on @| somewhere}.', {})).toBe('Full somewhere.')
  })
  it('inserts values as they are, never as a pattern or a place', () => {
    expect(say('Lost {component|it}.', { component: '$& {component}' })).toBe('Lost $& {component}.')
  })
})

// A pattern is linear in the line if every repeat has a limit and no repeated group holds a repeat that varies.
describe('the cost of a pattern', () => {
  interface Group {
    varies: boolean
  }
  /** Faults of a pattern's source, and the product of the widths of its varying repeats outside of alternatives. */
  function faultsOf(source: string): string[] {
    const bare = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'c')
    const faults: string[] = []
    if (/[*+](?![^(]*>)|\{\d+,\}/.test(bare.replace(/\(\?<\w+>/g, '('))) faults.push('a repeat without a limit')
    const open: Group[] = [{ varies: false }]
    for (let i = 0; i < bare.length; i++) {
      const c = bare[i]
      if (c === '(') open.push({ varies: false })
      if (c !== ')') {
        if (/^\{\d+,\d+\}/.test(bare.slice(i))) for (const group of open) group.varies = true
        continue
      }
      const closed = open.pop()
      if (/^\{\d+(,\d+)?\}/.test(bare.slice(i + 1)) && closed?.varies) faults.push('a repeat inside a repeat')
    }
    if (/\\[1-9]|\\k</.test(source)) faults.push('a back reference')
    return faults
  }

  it('is bounded: no open repeat, no repeat inside a repeat, no back reference, no state', () => {
    expect(faultsOf('(a{1,9}){2,9}')).toEqual(['a repeat inside a repeat'])
    expect(faultsOf('a*b')).toEqual(['a repeat without a limit'])
    const faults = SIGNATURES.flatMap(({ id, pattern }) => [
      ...faultsOf(pattern.source).map((fault) => `${id}: ${fault}`),
      ...(/[gy]/.test(pattern.flags) ? [`${id}: keeps state`] : []),
      ...[...pattern.source.matchAll(/\{\d+,(\d+)\}/g)]
        .filter((m) => Number(m[1]) > 300)
        .map(() => `${id}: a wide repeat`),
    ])
    expect(faults).toEqual([])
  })

  it('stays small on baits: pieces of its own lines over and over, and runs of one character', () => {
    for (const { pattern, positives, anchors } of SIGNATURES) {
      const pieces = positives.flatMap((line) => [line, line.slice(0, Math.ceil(line.length / 2)), line.slice(0, -1)])
      const baits = [...pieces, ...anchors, ...anchors.map((anchor) => `${anchor} `), 'a', ' ', '1', '/', '(a:']
      for (const bait of baits)
        pattern.test(bait.repeat(Math.ceil(MAX_LINE_CHARS / bait.length)).slice(0, MAX_LINE_CHARS))
    }
    expect(true).toBe(true)
  })
})
