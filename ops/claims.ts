import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { fingerprint } from '../lib/audit/checkpoint.ts'
import { signText } from '../lib/audit/ed25519.ts'
import { parseEnv } from '../lib/env.ts'
import { CLAIMS } from '../lib/trust/claim-list.ts'
import { sourceHashOf } from '../lib/trust/source-hash.ts'
import { runChecks } from './claims/run-checks.ts'
import { createWorld } from './claims/world.ts'
import { appendEvidence, evidenceOf } from './claims/write-evidence.ts'
import { generateClient } from './generate.ts'
import { OpsError, runCommand } from './ops-error.ts'

// npm run claims: runs the checks of the claims and puts what they found behind the evidence.

const HELP = `Usage: npm run claims [-- OPTIONS] [CLAIM ...]

Runs every check of the named claims, or of all, and appends the results to the evidence (LETHE_EVIDENCE, a path; default
LETHE_HOME/evidence.jsonl). Each check also runs on a subject that is broken on purpose, and must notice it.

  --list        one id a line, nothing is run
  --plant       break the subject of the named claims: they must fail (for tests; write it to another LETHE_EVIDENCE)
  --make-key    prints a new pair of keys. LETHE_EVIDENCE_KEY (secret, for this command) signs what is written;
                LETHE_EVIDENCE_PUBLIC_KEY (for the server) makes unsigned evidence count for nothing
  --quiet       print only what did not pass
`

const say = (line: string) => process.stdout.write(`${line}\n`)

async function claims(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      list: { type: 'boolean' },
      plant: { type: 'boolean' },
      quiet: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      'make-key': { type: 'boolean' },
    },
    allowPositionals: true,
  })
  if (values.help) return void process.stdout.write(HELP)
  if (values.list) return CLAIMS.forEach(({ id }) => void say(id))
  if (values['make-key']) return makeKey()
  const unknown = positionals.find((id) => !CLAIMS.some((claim) => claim.id === id))
  if (unknown !== undefined) throw new OpsError(`There is no claim ${unknown}.`, 'See npm run claims -- --list.')
  const chosen = positionals.length === 0 ? CLAIMS : CLAIMS.filter(({ id }) => positionals.includes(id))
  await run(chosen, values.plant === true, values.quiet === true)
}

async function run(chosen: typeof CLAIMS, plant: boolean, quiet: boolean): Promise<void> {
  generateClient()
  const settings = parseEnv(process.env)
  const file = settings.evidence
  if (/^https?:/.test(file))
    throw new OpsError('LETHE_EVIDENCE is an address.', 'Give a path here; upload it afterwards.')
  evidenceOf(file)
  const seed = seedOf(process.env.LETHE_EVIDENCE_KEY)
  const publicUrl = settings.url.startsWith('https:') ? settings.url : null
  const world = createWorld(publicUrl, quiet ? () => {} : say)
  // Whoever ends this command ends the server and the database that it began.
  const stop = () => void world.close().finally(() => process.exit(130))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  const started = Date.now()
  try {
    const records = await runChecks({
      claims: chosen,
      world,
      sourceHash: sourceHashOf(path.dirname(import.meta.dirname)),
      planted: new Set(plant ? chosen.map(({ id }) => id) : []),
      onDone: ({ claim, check, outcome, population, detail, control }) => {
        const red = control.wentRed ? '' : ', control not red'
        if (!quiet || outcome !== 'pass' || red !== '')
          say(
            `${outcome.padEnd(5)} ${claim.padEnd(10)} ${check} (${population} cases${red})${detail ? `: ${detail}` : ''}`,
          )
      },
    })
    appendEvidence(file, records, seed)
    const passed = records.filter(({ outcome, control }) => outcome === 'pass' && control.wentRed).length
    const seconds = ((Date.now() - started) / 1_000).toFixed(1)
    say(
      `${passed} of ${records.length} checks of ${chosen.length} claims passed in ${seconds} s, ${seed ? 'signed' : 'self-run'}.`,
    )
    if (records.some(({ outcome }) => outcome === 'fail' || outcome === 'error')) process.exitCode = 1
  } finally {
    await world.close()
  }
}

function seedOf(text: string | undefined): Buffer | null {
  if (text === undefined || text === '') return null
  const seed = Buffer.from(text, 'base64url')
  if (seed.length === 32) return seed
  throw new OpsError('LETHE_EVIDENCE_KEY is not a key.', 'Make one with npm run claims -- --make-key.')
}

function makeKey(): void {
  const seed = randomBytes(32)
  const { publicKey } = signText(seed, '')
  say(`LETHE_EVIDENCE_KEY=${seed.toString('base64url')}`)
  say(`LETHE_EVIDENCE_PUBLIC_KEY=${publicKey}`)
  say(`# fingerprint ${fingerprint(publicKey)}`)
}

await runCommand(claims)
