/**
 * A public page as data. Every word on it is a note (which explains and claims nothing of the product), a claim (whose
 * words and state come from lib/trust/claims), or a part that is drawn from configuration or code. A test reads them.
 *
 * In notes `[words](/page)` is a link and `{name}` a fact of the operator, see facts.ts.
 */
export type Block =
  | { note: string }
  | { list: readonly string[] }
  | { steps: readonly string[] }
  /** Terms with their notes. */
  | { terms: readonly (readonly [string, string])[] }
  /** Ids of claims, shown whole with state and limits. */
  | { claims: readonly string[] }
  /** Name of a part that the page hands in. */
  | { part: string }
  /** A question with its answer; found by the search of the page. */
  | { question: string; answer: readonly Block[] }

export interface PageSection {
  /** Anchor of the section; never changes once published. */
  id: string
  title: string
  blocks: readonly Block[]
  /** Takes the full width, for drawings, tables and claims. */
  wide?: boolean
}

export interface PublicPage {
  path: string
  title: string
  /** For search engines and previews. */
  description: string
  lead: string
  sections: readonly PageSection[]
}

/** Words of a page that are notes: what the test looks at. */
export function notesOf(page: PublicPage): string[] {
  return [
    page.title,
    page.description,
    page.lead,
    ...page.sections.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(wordsOfBlock)]),
  ]
}

function wordsOfBlock(block: Block): string[] {
  if ('note' in block) return [block.note]
  if ('list' in block) return [...block.list]
  if ('steps' in block) return [...block.steps]
  if ('terms' in block) return block.terms.flat()
  if ('question' in block) return [block.question, ...block.answer.flatMap(wordsOfBlock)]
  return []
}

export function claimsOf(page: PublicPage): string[] {
  const of = (block: Block): readonly string[] =>
    'claims' in block ? block.claims : 'question' in block ? block.answer.flatMap(of) : []
  return page.sections.flatMap(({ blocks }) => blocks.flatMap(of))
}
