import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { company } from '#trust.config'
import { CLAIMS } from './claim-list.ts'
import { factsOf } from './facts.ts'
import { claimsOf, notesOf, type PublicPage } from './page.ts'
import { PUBLIC_PAGES } from './page-list.ts'

const APP = path.resolve(import.meta.dirname, '../../app/(trust)')

/** What a note may not say, since it could be untrue and nothing would turn red: figures, and words that promise. */
function overreach(note: string): string | null {
  const words = note.replace(/\]\([^)]*\)/g, ']').replace(/\{\w+\}/g, '')
  const figure = /\d/.exec(words.replace(/\b(base64|SHA-256|RFC \d+)\b/g, ''))
  const promise =
    /\b(always|never|guarantee\w*|compliant|certified|encrypted|impossible|proven|provabl\w+|fully|completely|unbreakable|unhackable|secure(ly)?|every time)\b/i.exec(
      words,
    )
  return figure?.[0] ?? promise?.[0] ?? null
}

/** Words that stand in the code of a page instead of in a note, a claim or a part. */
function looseWords(code: string): string[] {
  const bare = code.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g, '$1').replace(/^import .*$/gm, '')
  // Not code between two elements, which begins with a comma, nor a type inside a type.
  const jsx = [...bare.matchAll(/>([^<>{}=;()]*[A-Za-z]{2,}[^<>{}=;()]*)</g)]
    .map((match) => match[1]?.trim() ?? '')
    .filter((text) => !/^[,[]|^Readonly$/.test(text))
  const strings = [...bare.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    // Class names and addresses are no prose.
    .filter(
      (text) => text.split(/\s+/).length > 3 && !/[[\]:]|^\S*-\S*\s/.test(text) && !/\b(grid|flex|gap-\d)/.test(text),
    )
  return [...jsx, ...strings].filter((text) => text !== '')
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name)
    return entry.isDirectory() ? files(full) : entry.name.endsWith('.tsx') ? [full] : []
  })
}

describe('the code of the public pages', () => {
  test('holds no prose of its own', () => {
    const pages = files(APP)
    expect(pages.length).toBeGreaterThan(15)
    expect(
      pages.flatMap((file) =>
        looseWords(readFileSync(file, 'utf8')).map((text) => `${path.relative(APP, file)}: ${text}`),
      ),
    ).toEqual([])
  })

  test('is read by a search that finds prose where there is some', () => {
    expect(looseWords('return <p>We encrypt all of it.</p>')).toHaveLength(1)
    expect(looseWords("const lead = 'We encrypt all of it for you'")).toHaveLength(1)
    expect(looseWords('return <p className="grid gap-4">{words}</p>')).toEqual([])
  })
})

describe.each(PUBLIC_PAGES.map((page) => [page.path, page] as const))('the page %s', (_, page) => {
  test('promises nothing in its notes', () => {
    expect(notesOf(page).flatMap((note) => (overreach(note) === null ? [] : [`${overreach(note)}: ${note}`]))).toEqual(
      [],
    )
  })

  test('shows claims that exist, names facts that exist, and leads to places that exist', () => {
    const known = new Set(CLAIMS.map(({ id }) => id))
    expect(claimsOf(page).filter((id) => !known.has(id))).toEqual([])
    const facts = factsOf(company)
    const named = notesOf(page).flatMap((note) => [...note.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))
    expect(named.filter((name) => !(name in facts))).toEqual([])
    expect(linksOf(page).filter((link) => !leads(link))).toEqual([])
  })

  test('has sections with ids that are used once', () => {
    const ids = page.sections.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

const FILES = ['/.well-known/', '/trust/feed.']
const linksOf = (page: PublicPage) =>
  notesOf(page).flatMap((note) => [...note.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? ''))

function leads(link: string): boolean {
  if (FILES.some((prefix) => link.startsWith(prefix))) return true
  const [where, anchor] = link.split('#')
  const page = PUBLIC_PAGES.find((one) => one.path === where)
  return page !== undefined && (anchor === undefined || page.sections.some(({ id }) => id === anchor))
}

describe('the search for promises', () => {
  test.each(['Never stored.', 'All of 99 cases.', 'We are certified.', 'It is encrypted.', 'Proven to be safe.'])(
    'finds one in "%s"',
    (note) => {
      expect(overreach(note)).not.toBeNull()
    },
  )

  test('lets explanations, links and facts pass', () => {
    expect(overreach('See [how](/data#h2) within {acknowledged}, in base64.')).toBeNull()
  })
})

test('every claim stands on the page of claims, and every page is a route', () => {
  const page = PUBLIC_PAGES.find(({ path: where }) => where === '/claims')
  expect(page && claimsOf(page)).toEqual(CLAIMS.map(({ id }) => id))
  const routes = files(APP).map((file) => `/${path.relative(APP, path.dirname(file))}`)
  expect(PUBLIC_PAGES.filter((one) => !routes.includes(one.path)).map((one) => one.path)).toEqual([])
})
