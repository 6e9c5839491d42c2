import type { TestEvent } from './test-event.ts'

export interface TestCommand {
  /** Asks for the secret without showing it; null where the page still knows it. To be run by itself, before `send`. */
  ask: string | null
  /** Signs the event and sends it. Runs in sh, bash and zsh with openssl and curl. */
  send: string
}

export interface Sending {
  /** Where the sender posts to, without a token. */
  endpoint: string
  /** True where the secret is the last part of the address. */
  inPath: boolean
  /** The header that the source's settings name, '' where there is none. */
  header: string
  /** Null: it was shown once, and that was before. */
  secret: string | null
}

/** The test event as a person pastes it into a shell. */
export function testCommand(event: TestEvent, { endpoint, inPath, header, secret }: Sending): TestCommand {
  const address = inPath ? `${shellQuoted(`${endpoint}/`)}"$LETHE_SECRET"` : shellQuoted(endpoint)
  const send = [
    ...(secret === null ? [] : [`LETHE_SECRET=${shellQuoted(secret)}`]),
    'NOW=$(date -u +%Y-%m-%dT%H:%M:%SZ)',
    `BODY=$(cat <<END\n${event.body}\nEND\n)`,
    ...event.sign,
    [
      "curl -sS -w '\\n%{http_code}\\n'",
      `  ${address}`,
      "  -H 'content-type: application/json'",
      ...event.headers.map((line) => `  -H ${headerWord(line, header)}`),
      '  --data-raw "$BODY"',
    ].join(' \\\n'),
  ]
  const ask = secret === null ? "printf 'Secret: ' && read -rs LETHE_SECRET && echo" : null
  return { ask, send: send.join('\n') }
}

/** A field name may hold backticks and dollars (RFC 9110, 5.6.2), which a shell would read: such a one stands in single quotes. */
function headerWord(line: string, name: string): string {
  if (!line.includes('{header}')) return `"${line}"`
  const rest = line.replace('{header}', '')
  return /^[A-Za-z0-9-]*$/.test(name) ? `"${name}${rest}"` : `${shellQuoted(name)}"${rest}"`
}

/** One word of a POSIX shell, whatever it holds. */
export function shellQuoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`
}
