import { describe, expect, it } from 'vitest'
import { cn } from './cn.ts'

describe('class names', () => {
  it('are joined; what is not there is left out', () => {
    expect(cn('flex', false, undefined, null, 'items-center')).toBe('flex items-center')
    expect(cn()).toBe('')
  })

  it.each([
    ['h-9 px-3 text-base', 'h-11', 'px-3 text-base h-11'],
    ['h-9 text-lg text-ink', 'text-base', 'h-9 text-ink text-base'],
    ['text-sm text-ink', 'text-right', 'text-sm text-ink text-right'],
    ['text-left text-sm', 'text-right', 'text-sm text-right'],
    ['px-3 py-2 font-medium', 'h-10 py-0 font-normal', 'px-3 h-10 py-0 font-normal'],
    ['inline-flex h-9', 'hidden sm:inline-flex', 'h-9 hidden sm:inline-flex'],
    ['whitespace-nowrap h-7', 'h-auto min-h-7 whitespace-normal', 'h-auto min-h-7 whitespace-normal'],
    [
      'rounded-control border border-edge',
      'rounded-card border-2 border-ink',
      'border-edge rounded-card border-2 border-ink',
    ],
    ['w-full px-3', 'w-40', 'px-3 w-40'],
    ['h-9 w-9', 'size-4', 'size-4'],
    ['pt-4 pb-2', 'p-0', 'p-0'],
    ['p-4', 'pt-0', 'p-4 pt-0'],
    ['hover:bg-sunken bg-surface', 'bg-raised', 'hover:bg-sunken bg-raised'],
    ['font-medium', 'font-mono', 'font-medium font-mono'],
  ])('%s and then %s: %s', (base, given, merged) => {
    expect(cn(base, given)).toBe(merged)
  })
})
