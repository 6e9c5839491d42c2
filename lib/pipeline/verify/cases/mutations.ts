import type { RawDelivery } from '../verifier.ts'

/** A delivery that verifies, and how its parts may be changed. */
export interface Signed {
  delivery: RawDelivery
  /** The header that holds the signature. */
  header: string
}

/** Twelve changes of a delivery, none of which may pass. `other`: the same delivery, signed with another secret. */
export function mutationsOf(
  { delivery, header }: Signed,
  other: RawDelivery,
): readonly (readonly [string, RawDelivery])[] {
  const { raw } = delivery
  const own = delivery.headers[header] ?? ''
  const withBody = (bytes: Buffer): RawDelivery => ({ ...delivery, raw: bytes })
  const withHeader = (value: string): RawDelivery => ({
    ...delivery,
    headers: { ...delivery.headers, [header]: value },
  })
  const { [header]: _dropped, ...others } = delivery.headers
  const flipped = Buffer.from(raw)
  flipped[0] = (flipped[0] ?? 0) ^ 1
  // The last of several signatures is the good one.
  const at = own.length - 8
  const changed = own.slice(0, at) + (own[at] === '0' ? '1' : '0') + own.slice(at + 1)
  const versioned = /v1|sha256=/.test(own) ? own.replaceAll('v1', 'v9').replace('sha256=', 'sha1=') : `v9=${own}`
  return [
    ['another first byte', withBody(flipped)],
    ['the last byte gone', withBody(raw.subarray(0, -1))],
    ['a line end more', withBody(Buffer.concat([raw, Buffer.from('\n')]))],
    ['an empty body', withBody(Buffer.alloc(0))],
    ['an accent written otherwise', withBody(Buffer.from(`${raw.toString('utf8').normalize('NFD')} `))],
    ['another digit', withHeader(changed)],
    ['a signature cut short', withHeader(own.slice(0, -2))],
    ['a signature with more behind it', withHeader(`${own}00`)],
    ['a signature of another version', withHeader(versioned)],
    ['no signature', { ...delivery, headers: others }],
    ['an empty signature', withHeader('')],
    ['the signature of another secret', other],
  ]
}
