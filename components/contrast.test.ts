import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../app/globals.css', import.meta.url), 'utf8')

type Scheme = 'light' | 'dark'
const TOKEN =
  /--color-([a-z-]+): light-dark\(oklch\(([\d.]+) ([\d.]+) ([\d.]+)\), oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)\);/g
const tokens = new Map(
  [...css.matchAll(TOKEN)].map(([, name, ...numbers]) => {
    const [l, c, h, dl, dc, dh] = numbers.map(Number)
    return [name, { light: luminance(l ?? 0, c ?? 0, h ?? 0), dark: luminance(dl ?? 0, dc ?? 0, dh ?? 0) }]
  }),
)

/** Relative luminance (WCAG 2.2) of an OKLCH colour, through the matrices of CSS Color 4 §9. */
function luminance(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((channel) => Math.min(1, Math.max(0, channel)))
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0)
}

function contrast(front: string, back: string, scheme: Scheme): number {
  const one = tokens.get(front)
  const other = tokens.get(back)
  if (one === undefined || other === undefined) throw new Error(`no token ${front} or ${back}`)
  const [high, low] = [one[scheme], other[scheme]].sort((x, y) => y - x)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

const GROUNDS = ['sunken', 'ground', 'surface', 'raised']
const TEXT = ['ink', 'ink-soft', 'ink-faint', 'accent', 'accent-hover', 'act', 'escalate', 'watch', 'nothing']
const PAIRS = [
  ...TEXT.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...['act', 'escalate', 'watch', 'nothing'].map((meaning) => [meaning, `${meaning}-tint`] as const),
  ...['on-accent'].flatMap((text) => ['accent', 'accent-hover'].map((ground) => [text, ground] as const)),
  ['accent', 'accent-tint'] as const,
  ['ink', 'accent-tint'] as const,
]

describe.each(['light', 'dark'] as const)('in the %s theme', (scheme) => {
  test('every text can be read on every ground it may stand on: 4.5 to 1', () => {
    const weak = PAIRS.filter(([front, back]) => contrast(front, back, scheme) < 4.5)
    expect(weak.map(([front, back]) => `${front} on ${back}: ${contrast(front, back, scheme).toFixed(2)}`)).toEqual([])
  })

  test('the edge of a control stands out from every ground: 3 to 1', () => {
    const weak = GROUNDS.filter((ground) => contrast('edge', ground, scheme) < 3)
    expect(weak.map((ground) => `${ground}: ${contrast('edge', ground, scheme).toFixed(2)}`)).toEqual([])
  })
})

test('the formula agrees with the known contrast of black and white', () => {
  expect((luminance(1, 0, 0) + 0.05) / (luminance(0, 0, 0) + 0.05)).toBeCloseTo(21, 1)
})
