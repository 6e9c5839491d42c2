import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { maskTemplate } from '../guard/guard-analysis.ts'
import { ENGINE_TEXTS, publishedTexts } from './published-texts.ts'

const ROOM = import.meta.dirname
const NO_SENTENCES =
  /\.test\.ts$|^(match-signatures|anchor-index|signature|signature-tools|fact|row|view|quote|published-texts)\.ts$/

/** Literals of two words and more, cut at what is put into them. */
function sentencesOf(file: string): string[] {
  const code = readFileSync(path.join(ROOM, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g, '')
  const literals = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"((?:[^"\\\n]|\\.)*)"/g)]
  return literals
    .flatMap(([, single, template, double]) =>
      (single ?? template ?? double ?? '').replace(/\$\{[^{}]*\}/g, '<*>').split('<*>'),
    )
    .filter((part) => /[A-Za-z]{2,} [A-Za-z]{2,}/.test(part) && !/\$\{|[{}?]/.test(part))
}

const words = (text: string) =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? ''

describe('published texts', () => {
  it('hold every sentence that the engine puts together', () => {
    const known = ENGINE_TEXTS.map(words)
    const files = readdirSync(ROOM).filter((file) => file.endsWith('.ts') && !NO_SENTENCES.test(file))
    expect(files.length).toBeGreaterThan(10)
    const missing = files
      .flatMap((file) => sentencesOf(file).map((text) => `${file}: ${text.trim()}`))
      .filter((found) => {
        const text = words(found.slice(found.indexOf(': ')))
        return text.includes(' ') && !known.some((one) => one.includes(text) || text.includes(one))
      })
    expect(missing).toEqual([])
  })

  it('hold the sentences and commands of signatures and tools', () => {
    const texts = publishedTexts()
    expect(texts.length).toBeGreaterThan(2_000)
    expect(texts.every((text) => typeof text === 'string')).toBe(true)
  })

  it('do not widen what the vocabulary alone keeps of a template', () => {
    expect(maskTemplate('the old gardener walked slowly past a green hill')).toBe('<*>')
  })
})
