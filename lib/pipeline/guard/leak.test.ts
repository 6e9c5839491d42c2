import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logOf, saying } from './example-diagnosis.ts'
import { guardDiagnosis, maskTemplate, type StoredDiagnosis, storedDiagnosisSchema } from './guard-analysis.ts'
import { standingOf } from './vocabulary.ts'

/** Words that no table holds: invented ones, and names. */
const unknown = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...'aabcdeefghiijklmnoopqrstuuvwxyz'), minLength: 4, maxLength: 14 }),
    fc.constantFrom('zanzibarmarker', 'gonzalez', 'mcallister', 'oyelaran', 'bettina', 'kowalski', 'yusuf', 'priya'),
  )
  .filter((word) => standingOf(word) === 'unknown')

const known = fc.constantFrom(
  ...'connection pool timeout failed request the after of ERROR test package not found 42 disk memory upstream'.split(
    ' ',
  ),
)

/** How prose may bring a word of the log although it does not spell it as the log does. */
const DISGUISES: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => word.charAt(0).toUpperCase() + word.slice(1),
  (word) => `${word}'s`,
  (word) => `${word}s`,
  (word) => `(${word}),`,
  (word) => `**${word.slice(0, 2)}**${word.slice(2)}`,
  (word) => `${word.slice(0, 2)}\u200b${word.slice(2)}`,
  (word) => `${word.slice(0, 3)}\u00ad${word.slice(3)}`,
  (word) => `${word.slice(0, 2)}-${word.slice(2)}`,
  (word) => [...word].map((c) => String.fromCodePoint(c.charCodeAt(0) + 0xfee0)).join(''),
  (word) => [...word].join('\u0335'),
  (word) => [...word].join(' '),
  (word) => [...word].join('.'),
  (word) => word.replace(/.{4}/g, '$& '),
  (word) => word.replace(/.{5}/g, '$&/'),
  (word) => `connection_${word}`,
  (word) => `connection${word}`,
  (word) => `connection${word.charAt(0).toUpperCase()}${word.slice(1)}`,
  (word) => `/srv/${word}/main.ts:12`,
  (word) => `https://${word}.example.com/${word}?user=${word}`,
  (word) => `${word}@${word}.com`,
]

/** Every string of a value. */
function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : []
}

/** Runs of letters and digits as a searcher would join them, however they were cut; a mask ends a run. */
function joined(stored: StoredDiagnosis): string[] {
  return stringsOf(stored)
    .flatMap((text) => text.split('<*>'))
    .map((run) =>
      run
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ''),
    )
}

const guarded = (text: string, lines: readonly string[], phrases: readonly string[] = []) =>
  guardDiagnosis(saying(text, lines[0] ?? ''), logOf(lines), phrases)

describe('no word of the log that is not ours survives', () => {
  it('in no field, however prose spells it', () => {
    const disguise = fc.constantFrom(...DISGUISES)
    const around = fc.array(known, { minLength: 0, maxLength: 4 })
    fc.assert(
      fc.property(unknown, disguise, around, around, (word, spell, before, after) => {
        const line = [...before, word, ...after].join(' ')
        const prose = [...after, spell(word), ...before].join(' ')
        const own = joined(guarded([...after, '', ...before].join(' '), []))
        fc.pre(!own.some((run) => run.includes(word)))
        expect(joined(guarded(prose, [line])).filter((run) => run.includes(word))).toEqual([])
      }),
      { numRuns: 300, seed: 20261121 },
    )
  })

  it('also where the log cuts what prose joins, or hides it in a longer word', () => {
    const cuts = [
      (word: string) => word.replace(/.{3}/g, '$& '),
      (word: string) => [...word].join('-'),
      (word: string) => `ex${word}ish`,
    ]
    fc.assert(
      fc.property(
        unknown.filter((word) => word.length > 6),
        fc.constantFrom(...cuts),
        known,
        (word, cut, other) => {
          expect(guarded(`${other} of ${word}`, [`${other} ${cut(word)} ${other}`]).summary).not.toContain(word)
        },
      ),
      { numRuns: 200, seed: 20261121 },
    )
    expect(guarded('request of Pavlo failed', ['login expavloish failed']).summary).toBe('request of <*> failed')
  })

  it('in no template, whatever stands around it', () => {
    fc.assert(
      fc.property(unknown, fc.array(known), fc.array(known), (word, before, after) => {
        const kept = maskTemplate([...before, word, ...after].join(' '))
        expect(kept.toLowerCase().split(/[^a-z]+/)).not.toContain(word)
      }),
      { numRuns: 400, seed: 20261121 },
    )
  })

  it('when prose quotes a line in pieces of five words', () => {
    const line = 'payment for Bettina Kowalski from Zanzibar was refused because her card had expired on Tuesday'
    const pieces =
      'her card had expired on. was refused because. Kowalski from Zanzibar was refused. payment for Bettina'
    expect(guarded(pieces, [line]).summary).not.toMatch(/bettina|kowalski|zanzibar|tuesday|card/i)
  })
})

describe('a line of everyday English', () => {
  const LINES = [
    'the morning was cold and my sister wanted to stay in the house until the rain stopped',
    'please tell him that I will call back after dinner because we are late again',
    'people often forget how quiet the beach can be in winter',
    'she told her friends about the letter and then they all went home together',
    'the user left the table and went to the window to watch the boats',
    'can you open the door for my brother and his wife when they arrive tonight',
    'nothing is better than a long walk with a good friend by the river',
    'my name is on the first page of the book that your mother gave to the school',
  ]

  it('comes out without three words in a row', () => {
    for (const line of LINES) {
      const words = line.split(' ')
      const kept = maskTemplate(line)
      const runs = words.map((_, i) => words.slice(i, i + 3).join(' ')).filter((run) => run.split(' ').length === 3)
      expect(
        runs.filter((run) => kept.includes(run)),
        kept,
      ).toEqual([])
    }
  })

  it('is not kept by prose that quotes more than 40 characters of few long words', () => {
    const line = 'comprehensive explanations, preliminary representations'
    expect(guarded(`Found: ${line}`, [line]).summary).toBe('Found: <*>')
  })

  it('is not kept by prose that quotes it either', () => {
    for (const line of LINES) {
      const words = line.split(' ')
      const quoting = { ...saying(''), summary: `The log says: ${line}` }
      const kept = guardDiagnosis(quoting, logOf([line]), []).summary
      const runs = words.map((_, i) => words.slice(i, i + 4).join(' ')).filter((run) => run.split(' ').length === 4)
      expect(
        runs.filter((run) => kept.includes(run)),
        kept,
      ).toEqual([])
    }
  })
})

describe('the guard', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.oneof(known, unknown, fc.constantFrom('<*>', 'a', '1', '-', '<', '>', '\n')), { maxLength: 60 })
      .map((w) => w.join(' ')),
  )

  it('never throws and gives what the schema of storage takes', () => {
    fc.assert(
      fc.property(text, text, (prose, line) => {
        expect(storedDiagnosisSchema.safeParse(guarded(prose, [line])).success).toBe(true)
      }),
      { numRuns: 200, seed: 20261121 },
    )
  })

  it('changes nothing when it is run again', () => {
    fc.assert(
      fc.property(text, text, (prose, line) => {
        const phrases = ['request timed out after', 'connection pool of {size} is used up']
        const once = guarded(prose, [line], phrases)
        expect(guardDiagnosis(once, logOf([line]), phrases)).toEqual(once)
        expect(maskTemplate(maskTemplate(line))).toBe(maskTemplate(line))
      }),
      { numRuns: 300, seed: 20261121 },
    )
  })

  it('gives the same for the same', () => {
    fc.assert(
      fc.property(text, text, (prose, line) => {
        expect(guarded(prose, [line])).toEqual(guarded(prose, [line]))
      }),
      { numRuns: 50, seed: 20261121 },
    )
  })
})
