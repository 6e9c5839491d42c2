import { condense } from '../pipeline/condense/condense.ts'
import { redact } from '../pipeline/redact/redact.ts'

export interface ExampleLine {
  number: number
  raw: string
  /** Null where condensing left the line out. */
  sent: string | null
}

/** A made-up log and what the real code makes of it: the figures on the pages are measured, not written down. */
export interface Example {
  lines: number
  /** Bytes of the log, and of what would be sent of it. */
  bytesIn: number
  bytesSent: number
  /** Some of its lines and what would be sent of them. */
  excerpt: readonly ExampleLine[]
}

const LINES = 2_000
/** The steps of the story, by line number; all else is the hum of a service. */
const STORY: Readonly<Record<number, string>> = {
  1402: 'INFO auth login ok user=mara.lind@shop.example',
  1403: 'WARN mail smtp slow, password=Winter-Harbour-41',
  1404: 'INFO pay charge accepted card=4242 4242 4242 4242',
  1405: 'ERROR orders HikariPool-1 Connection is not available',
}

let made: Example | undefined

/** Made once per process, on first use. */
export function example(): Example {
  made ??= makeExample()
  return made
}

function makeExample(): Example {
  const raw = Array.from({ length: LINES }, (_, index) => `${clock(index)} ${STORY[index + 1] ?? hum(index)}`)
  const { text } = redact(raw.join('\n'))
  const condensed = condense(text, { budgetTokens: 2_000 })
  const bytes = (value: string) => new TextEncoder().encode(value).length
  const sent = new Map<number, string>(condensed.lines.map((line) => [line.number, line.text]))
  return {
    lines: LINES,
    bytesIn: bytes(raw.join('\n')),
    bytesSent: bytes(condensed.text),
    excerpt: Object.keys(STORY).map((key) => {
      const number = Number(key)
      return { number, raw: raw[number - 1] ?? '', sent: sent.get(number) ?? null }
    }),
  }
}

function clock(index: number): string {
  const seconds = 7 * 3600 + Math.floor(index / 3)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** Ordinary lines, different in their figures only. */
function hum(index: number): string {
  const request = 100_000 + ((index * 7_919) % 900_000)
  const kinds = [
    `INFO http   GET /api/orders/${request} 200 ${(index * 31) % 190}ms`,
    `INFO cache  hit key=cart:${request} ttl=${(index * 17) % 600}`,
    `DEBUG orders poll queue=checkout depth=${(index * 13) % 40}`,
    `INFO http   POST /api/cart/${request}/items 201 ${(index * 37) % 240}ms`,
  ]
  return kinds[index % kinds.length] ?? ''
}
