import type { SourceKind } from '#lib/pipeline/parse/normalized-alert.ts'
import { PAGERDUTY } from './guides/pagerduty.ts'
import { STANDARD } from './guides/standard.ts'
import type { SourceGuide } from './source-guide.ts'

/** In the order in which the page offers them. */
export const SOURCE_GUIDES: Readonly<Partial<Record<SourceKind, SourceGuide>>> = {
  pagerduty: PAGERDUTY,
  standard: STANDARD,
}

/** Undefined for a kind that this version does not know: a row of a newer one. */
export function guideOf(kind: string): SourceGuide | undefined {
  return isKind(kind) ? SOURCE_GUIDES[kind] : undefined
}

/** The sender's name, or the kind as it is stored. */
export const senderName = (kind: string): string => guideOf(kind)?.name ?? kind

const isKind = (kind: string): kind is SourceKind => Object.hasOwn(SOURCE_GUIDES, kind)
