import { describe, expect, it } from 'vitest'
import { dollars, keyGap, readLimit } from './model-words.ts'

const view = (policy: object, operatorKey: boolean) => ({
  policy: {
    ...{
      mode: 'fast' as const,
      ownKey: false,
      baseUrl: null,
      monthlyTokens: null,
      monthlyMicroUsd: null,
      allowPictures: false,
    },
    ...policy,
  },
  operatorKey,
  used: { month: '2026-11', tokens: 0, microUsd: 0 },
})

describe('readLimit', () => {
  it('reads whole tokens and dollars with cents, with separators', () => {
    expect([readLimit('2,000,000', 1), readLimit('$ 12.50', 1_000_000), readLimit(' 0 ', 1)]).toEqual([
      2_000_000, 12_500_000, 0,
    ])
  })

  it('takes nothing as no limit, and refuses what is no amount', () => {
    expect(readLimit('  ', 1)).toBeNull()
    for (const text of ['-1', '1e9', '0x10', 'many', '1.5.2', '٣']) expect(readLimit(text, 1_000_000)).toBeUndefined()
    expect(readLimit('1.5', 1)).toBeUndefined()
  })
})

describe('keyGap', () => {
  it('is silent where a request could be made', () => {
    expect([keyGap(view({ ownKey: true }, false)), keyGap(view({}, true))]).toEqual([null, null])
  })

  it('says why none can be made', () => {
    expect(keyGap(view({}, false))).toContain('No key exists')
    expect(keyGap(view({ baseUrl: 'https://gateway.example' }, true))).toContain('is not sent there')
  })
})

it('a fraction of a cent is shown, and a whole one with two digits', () => {
  expect([dollars(0), dollars(1_234), dollars(12_500_000)]).toEqual(['$0.00', '$0.0012', '$12.50'])
})
