import { FACTORS, recalibrate } from '../condense/tokens.ts'

/**
 * How far the estimate of tokens is from what replies report, learned while this process runs. One number of sizes, for all
 * workspaces: nothing of a text is in it. Both models are of the newest family, so there is one factor.
 */
const FAMILY = 'claude-newest'
/** Half of all requests are above a mean. */
const MARGIN = 1.05

/** On globalThis: a bundler may load this module more than once, and each copy would learn for itself. */
const held = globalThis as typeof globalThis & { letheTokenFactor?: number }

/** Real tokens of one estimated token, with a margin; 1 before the first reply. Between a half and double. */
export function calibration(): number {
  return held.letheTokenFactor === undefined ? 1 : (held.letheTokenFactor / FACTORS[FAMILY]) * MARGIN
}

/** Only from an address that no customer chose: whoever reports falsely would move the estimate for everybody. */
export function learnTokens(text: string, reportedTokens: number): void {
  const before = held.letheTokenFactor ?? FACTORS[FAMILY]
  const next = recalibrate(FAMILY, before, text, reportedTokens)
  if (next !== before) held.letheTokenFactor = next
}

/** For tests. */
export function forgetTokens(): void {
  delete held.letheTokenFactor
}
