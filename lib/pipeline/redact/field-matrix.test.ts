import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'

/** Every built-in kind of field, as the product promises them, in the spellings that logs use. */
const NAMES = [
  ...['password', 'passwd', 'pwd', 'db_password', 'userPassword', 'DB-PASSWORD', 'passphrase'],
  ...['secret', 'client_secret', 'clientSecret', 'CLIENT_SECRET', 'app-secret', 'webhook_secret'],
  ...['token', 'access_token', 'refreshToken', 'AUTH_TOKEN', 'id-token', 'csrf_token'],
  ...['api_key', 'apiKey', 'API-KEY', 'x-api-key', 'private_key', 'privateKey', 'secret_access_key', 'encryption_key'],
  ...['authorization', 'Authorization', 'proxy-authorization', 'cookie', 'session', 'session_id', 'JSESSIONID'],
  ...['credential', 'credentials', 'signature', 'X-Hub-Signature'],
  ...[
    'email',
    'user_email',
    'emailAddress',
    'phone',
    'phone_number',
    'mobile',
    'ssn',
    'dob',
    'date_of_birth',
    'birth_date',
  ],
  ...['card_number', 'cardNumber', 'card_holder', 'card_expiry', 'cvv', 'card_cvc', 'pan', 'iban', 'tax_id', 'taxId'],
]

/** What a value looks like. None is a word of a language: those are judged by name, see `redact.test.ts`. */
const SHAPES: Readonly<Record<string, string>> = {
  hex: 'b7e23ec29af22b0b4e41da31e868d572',
  uuid: '5f0c2b1e-9d3a-4c77-8e21-0ab96d4f7c13',
  base64: 'Zm9vYmFyL2Jhei9xdXgxMjM0NTY3OA==',
  urlSafe: 'q7-XK2_vv9Lp0-Rt5_Zz81',
  short: 'Tr0ub4dor',
  digits: '4815162342',
  signs: 'p@55!w0rd#x%9',
  dotted: 'ab1Z.cd2Y.ef3X9',
}

const CARRIERS: Readonly<Record<string, (name: string, value: string) => string>> = {
  json: (n, v) => `{"level":"warn","${n}":"${v}","attempt":3}`,
  prettyJson: (n, v) => `{\n  "attempt": 3,\n  "${n}": "${v}"\n}`,
  escapedJson: (n, v) => `{"body":"{\\"attempt\\":3,\\"${n}\\":\\"${v}\\"}"}`,
  logfmt: (n, v) => `level=warn ${n}=${v} attempt=3`,
  query: (n, v) => `GET /v1/charge?attempt=3&${n}=${encodeURIComponent(v)}&page=2 HTTP/1.1`,
  yaml: (n, v) => `attempt: 3\n${n}: ${v}\nretries: 4`,
  header: (n, v) => `< ${n}: ${v}\r\n< content-type: text/plain\r\n`,
  xml: (n, v) => `<req><${n}>${v}</${n}><attempt>3</attempt></req>`,
  javaToString: (n, v) => `Request{attempt=3, ${n}='${v}', page=2}`,
  flag: (n, v) => `exec: deploy --attempt 3 --${n} ${v} --page 2`,
  flagEquals: (n, v) => `exec: deploy --${n}=${v} --page 2`,
  environment: (n, v) => `declare -x ${n.toUpperCase().replaceAll('-', '_')}="${v}"`,
  connection: (n, v) => `Server=db-1;Database=app;${n}=${v};Timeout=30`,
  python: (n, v) => `{'attempt': 3, '${n}': '${v}'}`,
}

/** No piece of eight characters, or of the whole value, is left. */
function survives(value: string, text: string): boolean {
  const size = Math.min(8, value.length)
  return Array.from({ length: value.length - size + 1 }, (_, i) => value.slice(i, i + size)).some((piece) =>
    text.includes(piece),
  )
}

describe.each(NAMES)('a value behind "%s"', (name) => {
  it.each(Object.keys(CARRIERS))('goes, in all shapes, from %s', (carrier) => {
    const left = Object.entries(SHAPES).filter(([, value]) => {
      const line = CARRIERS[carrier]?.(name, value) ?? ''
      const { text } = redact(line)
      return survives(value, text) || text.split('\n').length !== line.split('\n').length
    })
    expect(left.map(([shape]) => shape)).toEqual([])
  })
})
