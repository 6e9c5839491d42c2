import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ClaimCounts } from '#components/claim-counts.tsx'
import { BlockPage } from '#components/site/page-blocks.tsx'
import { VerifyCommands } from '#components/site/trust-lists.tsx'
import { env } from '#lib/env.ts'
import { evidenceWords } from '#lib/trust/evidence-words.ts'
import { factsOf } from '#lib/trust/facts.ts'
import type { PublicPage } from '#lib/trust/page.ts'
import { type Published, published } from '#lib/trust/published-claims.ts'
import { company } from '#trust.config'

export function metadataOf({ title, description, path }: PublicPage): Metadata {
  const url = new URL(path, env().url)
  return { title, description, alternates: { canonical: url }, openGraph: { title, description, url, type: 'website' } }
}

export interface ShownPage {
  page: PublicPage
  /** What the page draws from configuration or code, by the names that it uses. */
  parts?: (shown: Published) => Readonly<Record<string, ReactNode>>
  /** Below the lead. */
  tools?: ReactNode
}

/** A public page with the states of its claims as they are now. */
export async function ShowPage({ page, tools, parts = () => ({}) }: ShownPage) {
  const shown = await published()
  const common = {
    counts: <ClaimCounts states={shown.claims.map(({ state }) => state)} signedBy={evidenceWords(shown)} />,
    verify: <VerifyCommands url={env().url} />,
  }
  return (
    <BlockPage
      page={page}
      tools={tools}
      facts={factsOf(company)}
      claims={shown.claims}
      parts={{ ...common, ...parts(shown) }}
    />
  )
}
