import type { SourceKind } from '../pipeline/parse/normalized-alert.ts'

/** What is known of a kind of sender before anything has come from it: for the page that sets it up, and for its door. */

/**
 * How a delivery proves itself.
 *
 *   signature   a signature over the raw bytes
 *   token       one secret in a header: `Authorization: Bearer`, the password of `Authorization: Basic`, or a header of its own
 *   path        one secret in the address, for senders that can do neither. Weaker: addresses are written down in more places
 *   identity    a short-lived token that the sender's cloud signs (OpenID Connect), for one audience and from one caller
 */
export type Proof = 'signature' | 'token' | 'path' | 'identity'

export interface AuthChoice {
  proof: Proof
  label: string
  /** One sentence on what is checked. */
  about: string
  /** Why this is weaker than a signature that covers the body and its time; null where it is not. */
  weaker: string | null
}

/** A setting of a source beside its name and secret. Values are text; '' where the default holds. Not secret. */
export interface SettingField {
  name: SettingName
  label: string
  /** One sentence: what it is, and when to change it. */
  about: string
  required: boolean
  /** Holds where nothing is given; '' for none. */
  default: string
  /** What a value must look like, as the source of a regular expression over the whole value. */
  pattern: string
  placeholder: string
  /** Asked for with this proof only. */
  onlyWith?: Proof
}
export type SettingName =
  | 'auth'
  | 'header'
  | 'timestampHeader'
  | 'topicArn'
  | 'minSignatureVersion'
  | 'directory'
  | 'audience'
  | 'caller'
export type SourceConfig = Readonly<Partial<Record<SettingName, string>>>

/** A credential of the sender's own API, for fetching what its webhook leaves out. */
export interface TokenFacts {
  label: string
  about: string
  /** Origins of the sender's own cloud; the first is the default. */
  apis: readonly string[]
  /** True where people run this sender themselves, so that any public https origin may be given. */
  selfHosted: boolean
}

/** Something to copy. `{endpoint}` (the full address, with its token where there is one), `{secret}` and `{header}` are filled in by the page. */
export interface Paste {
  label: string
  text: string
}

export interface SourceFacts {
  kind: SourceKind
  /** The sender's own name. */
  label: string
  /** What comes from it, in one sentence. */
  about: string
  /** False while its verifier is not finished: it cannot be added then. */
  ready: boolean
  /** The first is the default of the setting `auth`; its values are the proofs. */
  auth: readonly [AuthChoice, ...AuthChoice[]]
  /**
   * Who makes the secret of a signature. `either`: one is made here where none is given. `none`: there is none (AWS signs with
   * its own key). A token in the address is always made here.
   */
  secretMadeBy: 'lethe' | 'sender' | 'either' | 'none'
  /** What the sender calls the secret. */
  secretLabel: string
  /** True where the sender signs the time too, so that an old delivery is refused after five minutes. */
  signsTime: boolean
  settings: readonly SettingField[]
  token: TokenFacts | null
  /** What of a log the sender carries. */
  logText: string
  /** How long the sender waits for an answer; null where it does not say. */
  timeoutSeconds: number | null
  /** What the sender does after an answer that is not 2xx, and what it does not say. */
  retries: string
  /** The status to answer with when we cannot take a delivery now: one that this sender tries again after, where any is. */
  busyStatus: 429 | 500 | 503
  /** The header with the sender's own id of a delivery, the same for every attempt; null where it stands in the body or nowhere. */
  idHeader: string | null
  /** Largest body, also after decompression. */
  maxBytes: number
  steps: readonly string[]
  pastes: readonly Paste[]
}
