import { type KeyObject, X509Certificate } from 'node:crypto'
import { Unavailable } from '../../errors.ts'
import { type OutboundFetch, outbound } from '../../outbound.ts'

/** Certificates of SNS: public, few, changed about once a year. Fetched from Amazon's own hosts without following a redirect. */

const LIMITS = { timeoutMs: 5_000, maxBytes: 16_384, maxRedirects: 0 } as const
const KEPT_MS = 24 * 3_600_000
/** How long a failed fetch is not tried again: a storm of messages is one question. */
const FAILED_MS = 5_000
const MAX_KEPT = 50

interface Kept {
  certificate: Promise<X509Certificate | null>
  until: number
}

/** Asks at most once per address at a time. `now` is the moment at which the certificate must be good. */
export class SnsCertificates {
  readonly #kept = new Map<string, Kept>()
  readonly #fetch: () => OutboundFetch

  constructor(fetch: () => OutboundFetch) {
    this.#fetch = fetch
  }

  /** Null for what is no certificate, or not good at `now`. Throws Unavailable where nobody answers. */
  async find(url: string, now: Date): Promise<KeyObject | null> {
    const certificate = await this.#keep(url, now.getTime())
    if (!certificate) return null
    const isGood = certificate.validFromDate <= now && now <= certificate.validToDate
    return isGood && certificate.publicKey.asymmetricKeyType === 'rsa' ? certificate.publicKey : null
  }

  #keep(url: string, nowMs: number): Promise<X509Certificate | null> {
    const kept = this.#kept.get(url)
    if (kept && kept.until > nowMs) return kept.certificate
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear()
    const fresh: Kept = { certificate: this.#load(url), until: nowMs + KEPT_MS }
    fresh.certificate.catch(() => {
      fresh.until = nowMs + FAILED_MS
    })
    this.#kept.set(url, fresh)
    return fresh.certificate
  }

  async #load(url: string): Promise<X509Certificate | null> {
    const pem = await this.#read(url)
    try {
      return new X509Certificate(pem)
    } catch {
      return null
    }
  }

  async #read(url: string): Promise<string> {
    try {
      const answer = await this.#fetch()(url)
      if (answer.ok) return await answer.text()
      await answer.body?.cancel()
    } catch {
      // Named below: the reason of a failed connection says nothing to a sender.
    }
    throw new Unavailable({ happened: "Amazon's certificate could not be fetched." })
  }
}

const certificates = new SnsCertificates(() => outbound(LIMITS))
export const findCertificateKey = (url: string, now: Date): Promise<KeyObject | null> => certificates.find(url, now)
