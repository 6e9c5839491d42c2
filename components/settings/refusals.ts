import { utcText } from '../analysis/utc-text.ts'

/** Why a delivery did not prove itself, after "because". */
const REASONS: Readonly<Record<string, string>> = {
  missing: 'it carried no proof',
  malformed: 'its signature could not be read',
  mismatch: 'it was made with another secret',
  stale: 'its time was more than five minutes off',
  unexpected_topic: 'it came from another topic',
  unexpected_caller: 'its token was made for another audience, or by another caller, than set up here',
  old_version: 'its signature was of an older version than allowed',
}

/** What a source refused, in one sentence. */
export function refusalSentence({ at, reason, count }: { at: Date | string; reason: string; count: number }): string {
  const why = Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? reason) : reason.replaceAll('_', ' ')
  const last = `${utcText(at)}, because ${why}`
  return count === 1 ? `One delivery was refused: ${last}.` : `${count} deliveries were refused, the last ${last}.`
}
