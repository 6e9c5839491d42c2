import type { AuthChoice, SettingField } from '../source-facts.ts'

export const MIB = 1024 * 1024

export const SIGNED_BODY: AuthChoice = {
  proof: 'signature',
  label: 'Signature',
  about: 'An HMAC-SHA-256 over the exact bytes of the body.',
  weaker: null,
}

export const SIGNED_BODY_AND_TIME: AuthChoice = {
  proof: 'signature',
  label: 'Signature',
  about: 'An HMAC-SHA-256 over the exact bytes of the body and the time, taken within five minutes of that time.',
  weaker: null,
}

export const HEADER_TOKEN: AuthChoice = {
  proof: 'token',
  label: 'Secret in a header',
  about: 'One secret in every request: as a bearer token, as the password of basic authentication, or in a header.',
  weaker: 'The secret does not cover the body: whoever reads one request can send others.',
}

export const PATH_TOKEN: AuthChoice = {
  proof: 'path',
  label: 'Secret in the address',
  about: 'A 256-bit token at the end of the address. It is kept here as a hash and never written to a log.',
  weaker: 'Addresses are written down in more places than headers, and the token does not cover the body.',
}

/** A token of the sender's cloud. `about` says whose. */
export const identityToken = (label: string, about: string): AuthChoice => ({
  proof: 'identity',
  label,
  about,
  weaker: 'The token is signed and short-lived, and does not cover the body.',
})

/** RFC 9110 field names. */
const FIELD_NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}"

export const authSetting = (choices: readonly [AuthChoice, ...AuthChoice[]]): SettingField => ({
  name: 'auth',
  label: 'How a delivery proves itself',
  about: choices.map(({ label, about }) => `${label}: ${about}`).join(' '),
  required: false,
  default: choices[0].proof,
  pattern: choices.map(({ proof }) => proof).join('|'),
  placeholder: choices[0].proof,
})

export const headerSetting = (name: string, about: string): SettingField => ({
  name: 'header',
  label: 'Header',
  about,
  required: false,
  default: name,
  pattern: FIELD_NAME,
  placeholder: name,
})

export const timestampHeaderSetting = (placeholder: string, about: string): SettingField => ({
  name: 'timestampHeader',
  label: 'Timestamp header',
  about,
  required: false,
  default: '',
  pattern: FIELD_NAME,
  placeholder,
})

/** Where a secret in a header stands if not in `Authorization`. */
export const TOKEN_HEADER = 'X-Lethe-Token'
export const tokenHeaderSetting = headerSetting(
  TOKEN_HEADER,
  'Where the secret stands if not in the Authorization header. Change it only if the sender fixes the name.',
)

/** Letters of an address or a name as clouds give them; no blank, no quote. */
const IDENTIFIER = '[\\x21\\x23-\\x26\\x28-\\x7e]{1,300}'

interface IdentityField {
  name: 'directory' | 'audience' | 'caller'
  label: string
  about: string
  placeholder: string
  pattern?: string
  default?: string
}

/** Asked for where deliveries carry a token of the sender's cloud. */
export const identitySetting = ({
  default: value = '',
  pattern = IDENTIFIER,
  ...field
}: IdentityField): SettingField => ({
  ...field,
  required: value === '',
  default: value,
  pattern,
  onlyWith: 'identity',
})
