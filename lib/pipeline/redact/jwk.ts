import { isSecretValue, readValue } from './field-value.ts'
import { looksOpaque } from './opaque.ts'
import { readOperator } from './operator.ts'
import type { Run } from './run.ts'

/** The private members of a JSON Web Key (RFC 7517, 7518): `"d"`, `"p"`, `"q"`, `"dp"`, `"dq"`, `"qi"`, and `"k"` of symmetric ones. */
export const JWK_MEMBERS: readonly string[] = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']

/** Such a member's name, with its first quote, stands at `start` to `end`: only a long machine-made value counts. */
export function matchJwkMember(run: Run, _start: number, end: number): void {
  const operator = readOperator(run.text, end, true)
  if (operator?.joint !== 'assign') return
  const value = readValue(run, operator.valueAt)
  const written = run.text.slice(value.start, value.end)
  if (value.quoted && looksOpaque(written, 20) && isSecretValue(written, 'medium', true))
    run.add(value.start, value.end, 'private-key')
}

const TWO_STRINGS = /\s{0,4}(["'])([^"'\r\n]{0,128})\1\s{0,4},\s{0,4}(["'])([^"'\r\n]{3,256})\3/y

/** `NetworkCredential("user", "password")` and its kin in other languages; `at`: behind the bracket. */
export function matchCredentialCall(run: Run, at: number): void {
  TWO_STRINGS.lastIndex = at
  const m = TWO_STRINGS.exec(run.text)
  const password = m?.[4]
  if (!m || password === undefined || !isSecretValue(password, 'strong', true)) return
  const end = TWO_STRINGS.lastIndex - 1
  run.add(end - password.length, end, 'password')
}
