/**
 * npm run test:faults [-- NAME ...]
 *
 * Alerts under load while something breaks: the server is killed at twenty moments, the database or Redis is restarted, the model
 * hangs, Slack answers 500, the clock moves, the disk is full, one of two servers dies. After each, what was accepted must be the
 * sum of what became of it, nothing analyzed or told twice, and nothing of the logs at rest.
 */
import { randomBytes } from 'node:crypto'
import { startFakeAnthropic } from '../e2e/fakes/anthropic.ts'
import { startFakeSlack } from '../e2e/fakes/slack.ts'
import { ensureBuild } from '../ops/build.ts'
import { check } from './alerts/checks.ts'
import { FAULTS, type Scene } from './alerts/faults.ts'
import { startAlertStack } from './alerts/stack.ts'

ensureBuild((line) => process.stdout.write(`${line}\n`))
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in FAULTS))
if (unknown.length > 0)
  throw new Error(`There is no fault ${unknown.join(', ')}. There are: ${Object.keys(FAULTS).join(', ')}.`)

let failed = 0
for (const [name, fault] of Object.entries(FAULTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const from = performance.now()
  process.stdout.write(`\n── ${name}: ${fault.about}\n`)
  const [model, slack] = [await startFakeAnthropic(), await startFakeSlack()]
  // A plain word: only the guard keeps it out of what is stored.
  const marker = `zq${randomBytes(6).toString('hex')}`
  const settings = {
    ...(await fault.settings?.()),
    ANTHROPIC_API_KEY: ['sk', 'fake', 'operator'].join('-'),
    ANTHROPIC_BASE_URL: model.url,
    LETHE_OUTBOUND_ALLOW: slack.host,
  }
  const stack = await startAlertStack(settings, fault.place?.())
  try {
    const scene: Scene = { stack, slack, model, marker }
    const sent = await fault.run(scene)
    for (const { what, value, wanted, said } of await check(stack, slack, { ...sent, marker })) {
      const ok = wanted(value)
      if (!ok) failed++
      process.stdout.write(`   ${ok ? 'ok    ' : 'FAILED'} ${what}: ${value}${ok ? '' : ` (wanted: ${said})`}\n`)
    }
  } catch (error) {
    failed++
    process.stdout.write(`   FAILED ${error instanceof Error ? error.message : String(error)}\n`)
  } finally {
    const { closeClients } = await import('../lib/data/prisma.ts')
    await closeClients()
    await stack.stop()
    await fault.clean?.()
    await Promise.all([model.stop(), slack.close()])
  }
  process.stdout.write(`   ${((performance.now() - from) / 1_000).toFixed(0)} s\n`)
}
process.stdout.write(failed === 0 ? '\nEverything held.\n' : `\n${failed} did not hold.\n`)
process.exitCode = failed === 0 ? 0 : 1
