import type { Candidate } from './run.ts'

/**
 * Leftmost, then longest, then highest priority. What overlaps the winner and reaches further is not thrown away: the winner
 * grows over it, so that no end of a secret stays. Personal data that begins inside a secret (the host of `user:pass@host.com`
 * read as an e-mail) is dropped instead.
 */
export function merge(candidates: Candidate[]): Candidate[] {
  candidates.sort((a, b) => a.start - b.start || b.end - a.end || b.type.priority - a.type.priority)
  const out: Candidate[] = []
  let last: Candidate | undefined
  for (const c of candidates) {
    if (!last || c.start >= last.end) {
      last = { ...c }
      out.push(last)
      continue
    }
    if (c.end <= last.end) {
      // The narrower but better known name wins where both cover nearly the same: a vendor's token inside `token=`.
      if (c.type.priority > last.type.priority && c.type.class === last.type.class) last.type = c.type
      continue
    }
    if (c.type.class === 'pii' && last.type.class !== 'pii') continue
    if (c.type.priority > last.type.priority) last.type = c.type
    last.end = c.end
    delete last.identity
  }
  return out
}
