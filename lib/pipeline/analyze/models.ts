/** What may be asked, and what it costs. Limits and prices: Anthropic's model and price pages, read 2026-11-20. */
export const FAST_MODEL = 'claude-haiku-5-5'
export const COMPLEX_MODEL = 'claude-sonnet-5-5'
export type ClaudeModel = typeof FAST_MODEL | typeof COMPLEX_MODEL

/** Date of the table below, shown beside every cost. */
export const PRICES_AS_OF = '2026-11-20'

interface Price {
  /** US dollars per million tokens, which is micro-dollars per token. */
  in: number
  out: number
}

interface Model {
  price: Price
  /** For prompts of more than 100,000 tokens, where the price differs. */
  longPrice?: Price
  /** Reply and thinking together; a reply that needs more is truncated. */
  maxTokens: number
  timeoutMs: number
}

const LONG_PROMPT_TOKENS = 100_000

export const MODELS: Record<ClaudeModel, Model> = {
  [FAST_MODEL]: {
    price: { in: 0.1, out: 0.5 },
    longPrice: { in: 0.5, out: 2.5 },
    maxTokens: 8_000,
    timeoutMs: 60_000,
  },
  [COMPLEX_MODEL]: { price: { in: 2, out: 10 }, maxTokens: 16_000, timeoutMs: 120_000 },
}

/** Tokens as a reply reports them. `in` holds all that was sent, cached or not. */
export interface TokenUse {
  in: number
  out: number
  /** Parts of `in` that were written to, or read from, the provider's cache. */
  cacheWrite: number
  cacheRead: number
}

export const NO_TOKENS: TokenUse = { in: 0, out: 0, cacheWrite: 0, cacheRead: 0 }

/**
 * Cost in whole micro-dollars, rounded up: by the list price, cache writes at 1.25 times and cache reads at a tenth of it.
 * An own contract or another provider behind a base URL may charge differently.
 */
export function priceOf(
  model: ClaudeModel,
  tokensIn: number,
  tokensOut: number,
  cache: Pick<TokenUse, 'cacheWrite' | 'cacheRead'> = NO_TOKENS,
): number {
  const { price, longPrice } = MODELS[model]
  const each = longPrice && tokensIn > LONG_PROMPT_TOKENS ? longPrice : price
  const weighted = tokensIn + 0.25 * cache.cacheWrite - 0.9 * cache.cacheRead
  // Rounded to a thousandth first: 0.1 has no exact binary form, and an exact price must not be rounded up.
  return Math.ceil(Math.round((Math.max(0, weighted) * each.in + tokensOut * each.out) * 1_000) / 1_000)
}

/** The same before a request is made, when nobody knows what of it will be written to the cache. */
export function worstPriceOf(model: ClaudeModel, tokensIn: number, tokensOut: number): number {
  return priceOf(model, tokensIn, tokensOut, { cacheWrite: tokensIn, cacheRead: 0 })
}

export function addTokens(a: TokenUse, b: TokenUse): TokenUse {
  return {
    in: a.in + b.in,
    out: a.out + b.out,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    cacheRead: a.cacheRead + b.cacheRead,
  }
}
