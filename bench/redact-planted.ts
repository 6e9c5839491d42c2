import { redact } from '../lib/pipeline/redact/redact.ts'
import { seededRandom } from '../lib/pipeline/redact/seeded-random.ts'
import { exampleOf } from '../lib/pipeline/redact/token-format.ts'
import { TOKEN_MATCHERS } from '../lib/pipeline/redact/tokens.ts'

export interface Planted {
  /** Index of its line. */
  line: number
  secret: string
}

const AN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Lines with made-up secrets at even distances of a log: vendors' tokens, values behind names, personal data. */
export function plant(text: string): { log: string; planted: Planted[] } {
  const random = seededRandom('planted')
  const word = (n: number) => Array.from({ length: n }, () => AN[Math.floor(random() * AN.length)]).join('')
  const carriers: [string, string][] = []
  for (const { format, row } of TOKEN_MATCHERS) {
    const token = exampleOf(format, random)
    if (!row.mixed && redact(token).findings.length > 0)
      carriers.push([token, `upload to ${row.vendor} failed for ${token}, retrying`])
  }
  for (let i = 0; i < 20; i++) {
    const value = `${word(14)}7x`
    carriers.push([value, `login failed {"user":"svc","password":"${value}"}`])
    const key = `${word(20)}4q`
    carriers.push([key, `GET /v1/items?page=2&api_key=${key} 401`])
    const mail = `person.${word(6).toLowerCase()}@customer.example`
    carriers.push([mail, `could not notify ${mail}`])
    const bearer = `${word(30)}9z`
    carriers.push([bearer, `Authorization: Bearer ${bearer} rejected`])
    const database = `${word(12)}3k`
    carriers.push([database, `DATABASE_URL=postgres://app:${database}@db.internal:5432/app`])
  }
  const lines = text.split('\n')
  const every = Math.max(1, Math.floor(lines.length / (carriers.length + 1)))
  const out: string[] = []
  const planted: Planted[] = []
  lines.forEach((line, i) => {
    const next = carriers[planted.length]
    if (i % every === every - 1 && next) {
      planted.push({ line: out.length, secret: next[0] })
      out.push(next[1])
    }
    out.push(line)
  })
  return { log: out.join('\n'), planted }
}
