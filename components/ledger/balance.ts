import type { LedgerLine } from '#lib/data/ledger-entries.ts'

/** What was taken must be what became of it: ends and what is still in hand. */
export function balanceOf(line: LedgerLine): { sum: number; balanced: boolean } {
  const inHand = line.received + line.analyzing
  const ends = line.analyzed + line.delivered + line.failed + line.coalesced + line.ignored + line.interrupted
  return { sum: inHand + ends, balanced: inHand + ends === line.accepted }
}

/** What is not in the sum, in words: nothing is dropped without being counted here. Zeros are left out. */
export function refusalsOf(line: LedgerLine): { count: number; what: string }[] {
  return [
    { count: line.duplicates, what: 'the same delivery again' },
    { count: line.refusedBusy, what: 'sent back, too much was waiting' },
    { count: line.refusedRate, what: 'sent back, over the limit of a minute' },
    { count: line.mismatch, what: 'wrong signature or secret' },
    { count: line.missing, what: 'without a signature or secret' },
    { count: line.malformed, what: 'signature not readable' },
    { count: line.stale, what: 'signed more than five minutes ago' },
    { count: line.unexpected, what: 'of another topic, caller or signature version' },
  ].filter(({ count }) => count > 0)
}
