import type { TestEvent } from './source-guide.ts'

export interface TestCommand {
  /** Asks for the secret without showing it; null where the page still knows it. To be run by itself, before `send`. */
  ask: string | null
  /** Signs the event and sends it. Runs in sh, bash and zsh with openssl and curl. */
  send: string
}

/** The test event as a person pastes it into a shell. `secret` null: it was shown once, and that was before. */
export function testCommand(test: TestEvent, given: { endpoint: string; secret: string | null }): TestCommand {
  const send = [
    ...(given.secret === null ? [] : [`LETHE_SECRET=${shellQuoted(given.secret)}`]),
    'NOW=$(date -u +%Y-%m-%dT%H:%M:%SZ)',
    `BODY='${test.body.replaceAll('$NOW', `'"$NOW"'`)}'`,
    ...test.sign,
    [
      `curl -sS -w '\\n%{http_code}\\n' ${shellQuoted(given.endpoint)}`,
      "  -H 'content-type: application/json'",
      ...test.headers.map((header) => `  -H "${header}"`),
      '  --data-raw "$BODY"',
    ].join(' \\\n'),
  ]
  const ask = given.secret === null ? "printf 'Signing secret: ' && read -rs LETHE_SECRET && echo" : null
  return { ask, send: send.join('\n') }
}

/** One word of a POSIX shell, whatever it holds. */
export function shellQuoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`
}
