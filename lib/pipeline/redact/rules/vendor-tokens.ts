import { CLOUD_TOKENS } from './vendor-tokens-cloud.ts'
import { CODE_TOKENS } from './vendor-tokens-code.ts'
import { SERVICE_TOKENS } from './vendor-tokens-services.ts'

/** One published token format. */
export interface VendorToken {
  /** The finding type: `[SECRET:github-pat_1]`. */
  id: string
  vendor: string
  /** The vendor's own page about its keys. */
  source: string
  /** In the notation of `token-format.ts`. */
  format: string
  /** A longer run is something else: the length is fixed. Otherwise the token is taken to the end of its run. */
  exact: boolean
  /** The prefix is a common word: digits and letters must both stand in the rest. */
  mixed: boolean
}

/** Formats of one vendor with one page: `!` at the end of a format means exact, `?` mixed. */
export interface VendorGroup {
  vendor: string
  source: string
  tokens: Readonly<Record<string, string>>
}

/**
 * Written from what the vendors publish of their keys, mostly from memory: `seen-sources.ts` says which addresses were looked for
 * since. Two positive and one negative example of each are made from the format at run time and
 * tested; the page about redaction is made from the same rows.
 */
export const VENDOR_TOKENS: readonly VendorToken[] = [...CLOUD_TOKENS, ...CODE_TOKENS, ...SERVICE_TOKENS].flatMap(
  ({ vendor, source, tokens }) =>
    Object.entries(tokens).map(([id, written]) => ({
      id,
      vendor,
      source,
      format: written.replace(/[!?]+$/, ''),
      exact: /![?]?$/.test(written),
      mixed: /\?!?$/.test(written),
    })),
)
