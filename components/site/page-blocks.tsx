import type { ReactNode } from 'react'
import type { ClaimView } from '#lib/trust/claim-view.ts'
import type { Facts } from '#lib/trust/facts.ts'
import type { Block, PublicPage } from '#lib/trust/page.ts'
import { Claim } from '../claim.tsx'
import { NoteText } from './note-text.tsx'
import { Prose } from './prose.tsx'
import { TrustPage } from './trust-page.tsx'

export interface PageContext {
  facts: Facts
  claims: readonly ClaimView[]
  /** What is drawn from configuration or code, by the names that the page uses. */
  parts: Readonly<Record<string, ReactNode>>
}

/** A public page from its data. */
export function BlockPage({ page, tools, ...context }: PageContext & { page: PublicPage; tools?: ReactNode }) {
  return (
    <TrustPage
      title={page.title}
      lead={<NoteText text={page.lead} facts={context.facts} />}
      tools={tools}
      sections={page.sections.map(({ id, title, blocks, wide = false }) => ({
        id,
        title,
        wide: true,
        content: <Blocks blocks={blocks} wide={wide} context={context} />,
      }))}
    />
  )
}

export interface BlocksProps {
  blocks: readonly Block[]
  context: PageContext
  wide?: boolean
}

export function Blocks({ blocks, context, wide = false }: BlocksProps) {
  return (
    <div className={wide ? 'grid min-w-0 gap-6' : 'measure grid min-w-0 gap-4'}>
      {blocks.map((block) => (
        <OneBlock key={JSON.stringify(block)} block={block} context={context} />
      ))}
    </div>
  )
}

function OneBlock({ block, context }: { block: Block; context: PageContext }) {
  const { facts, claims, parts } = context
  if ('note' in block) {
    return (
      <Prose>
        <p>
          <NoteText text={block.note} facts={facts} />
        </p>
      </Prose>
    )
  }
  if ('list' in block || 'steps' in block) return <Listed block={block} facts={facts} />
  if ('terms' in block) return <Terms terms={block.terms} facts={facts} />
  if ('claims' in block) {
    return (
      <div className="border-b border-line">
        {block.claims.map((id) => {
          const claim = claims.find((one) => one.id === id)
          return claim === undefined ? null : <Claim key={id} claim={claim} />
        })}
      </div>
    )
  }
  if ('question' in block) return <Question block={block} context={context} />
  return parts[block.part]
}

function Listed({ block, facts }: { block: Extract<Block, { list: unknown } | { steps: unknown }>; facts: Facts }) {
  const [List, items] = 'list' in block ? (['ul', block.list] as const) : (['ol', block.steps] as const)
  return (
    <Prose>
      <List>
        {items.map((item) => (
          <li key={item}>
            <NoteText text={item} facts={facts} />
          </li>
        ))}
      </List>
    </Prose>
  )
}

function Terms({ terms, facts }: { terms: readonly (readonly [string, string])[]; facts: Facts }) {
  return (
    <dl className="measure grid gap-x-8 gap-y-3 text-lg sm:grid-cols-[11rem_1fr]">
      {terms.map(([term, text]) => (
        <div key={term} className="grid gap-1 sm:col-span-2 sm:grid-cols-subgrid">
          <dt className="text-ink-soft">{term}</dt>
          <dd>
            <NoteText text={text} facts={facts} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Question({ block, context }: { block: Extract<Block, { question: string }>; context: PageContext }) {
  return (
    <div data-question="" className="grid gap-2 border-t border-line pt-4">
      <h3 className="text-lg font-semibold text-ink">{block.question}</h3>
      <Blocks blocks={block.answer} context={context} />
    </div>
  )
}
