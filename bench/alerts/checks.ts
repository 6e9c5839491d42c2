import { setTimeout as sleep } from 'node:timers/promises'
import { dumpPlaces, filePlaces, findTraces } from '../../e2e/canary/search.ts'
import type { FakeSlack } from '../../e2e/fakes/slack.ts'
import { readAccounts } from './accounts.ts'
import type { AlertStack } from './stack.ts'

/** What must hold after every fault, however bad it was. */
export interface Finding {
  what: string
  value: number
  wanted: (value: number) => boolean
  said: string
}

const zero = (what: string, value: number): Finding => ({ what, value, wanted: (n) => n === 0, said: '0' })

/**
 * Every delivery that was answered 202 is in the accounts and has ended; nothing was analyzed or told twice; nothing of the log
 * lies anywhere. `taken`: different deliveries answered 202. A delivery whose answer was lost on the way may be there too.
 */
export async function check(
  stack: AlertStack,
  slack: FakeSlack,
  { taken, unanswered, marker }: { taken: number; unanswered: number; marker: string },
): Promise<Finding[]> {
  const { accepted, rows, inHand, states, twice } = await readAccounts(stack)
  process.stdout.write(
    `   accepted ${accepted}, answered 202 ${taken}, without an answer ${unanswered}; ${JSON.stringify(states)}\n`,
  )
  await stack.query('checkpoint')
  await sleep(300)
  const canary = [{ name: 'a word of the log', value: marker, mayLeaveBrowser: true }]
  const files = [...filePlaces([stack.dataDir, stack.home])]
  const traces = findTraces(canary, [...files, ...(await dumpPlaces(stack.adminUrl))])
  return [
    zero('accepted less the sum of states', accepted - rows),
    zero('still in hand', inHand),
    zero('answered 202 and not in the accounts', Math.max(0, taken - rows)),
    {
      what: 'in the accounts beyond what was sent',
      value: rows - taken - unanswered,
      wanted: (n) => n <= 0,
      said: 'none',
    },
    zero('analyzed twice', twice),
    zero('told twice in Slack', toldTwice(slack)),
    zero('places where a word of the log lies', traces.length),
    { what: 'files searched', value: files.length, wanted: (n) => n > 100, said: 'more than 100' },
  ]
}

/** Messages that carry an analysis and were taken, beyond the first for each. Notices have no blocks. */
function toldTwice(slack: FakeSlack): number {
  const seen = new Map<string, number>()
  for (const { raw, message, status } of slack.received) {
    if (status !== null && status !== 200) continue
    const id = message.blocks && /\/analyses\/([0-9a-f-]{36})/.exec(raw)?.[1]
    if (id) seen.set(id, (seen.get(id) ?? 0) + 1)
  }
  return [...seen.values()].reduce((sum, count) => sum + count - 1, 0)
}
