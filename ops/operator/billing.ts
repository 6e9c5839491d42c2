import { parseArgs } from 'node:util'
import { reconcile } from '../../lib/billing/reconcile.ts'
import { setUpStripe } from '../../lib/billing/setup.ts'
import { makeClient } from '../../lib/billing/stripe-client.ts'
import { listDueReconciliations } from '../../lib/data/billing-accounts.ts'
import { closeClients } from '../../lib/data/prisma.ts'
import { env, serverEnv } from '../../lib/env.ts'
import { OpsError } from '../ops-error.ts'

// bin/lethe billing: for whoever runs this Lethe and sells plans.
//   setup       makes products, prices, the portal and the webhook endpoint at Stripe; run again it changes only what differs
//   reconcile   compares every account with Stripe now and repairs ours

const USAGE = `Usage: lethe billing setup | reconcile

  setup       make products, prices, portal and webhook endpoint at Stripe (needs STRIPE_SECRET_KEY); safe to run again
  reconcile   compare every account with Stripe now and repair ours (needs the database too)
`

async function setup(): Promise<void> {
  const { stripe: settings } = env().billing
  if (!settings) throw new OpsError('STRIPE_SECRET_KEY is not set; nothing was made.', 'Set it, then run this again.')
  const { lines, webhookSecret } = await setUpStripe(makeClient(settings), env().url)
  process.stdout.write(`${lines.join('\n')}\n`)
  if (webhookSecret !== null)
    process.stdout.write(`\nShown this once; set it and start Lethe again:\nSTRIPE_WEBHOOK_SECRET=${webhookSecret}\n`)
  else if (settings.webhookSecrets.length === 0)
    process.stdout.write(
      '\nSTRIPE_WEBHOOK_SECRET is not set. Stripe shows the secret of the endpoint in its dashboard.\n',
    )
}

async function reconcileAll(): Promise<void> {
  serverEnv()
  const began = new Date()
  let [compared, differed] = [0, 0]
  try {
    for (;;) {
      const due = await listDueReconciliations(began, 200)
      if (due.length === 0) break
      for (const tenant of due) {
        if ((await reconcile(tenant, null)).length > 0) differed++
        compared++
      }
    }
  } finally {
    await closeClients()
  }
  process.stdout.write(`${compared} accounts compared, ${differed} differed and were repaired.\n`)
}

export async function run(args: readonly string[]): Promise<number> {
  const options = { help: { type: 'boolean', short: 'h' } } as const
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  if (positionals[0] === 'setup') await setup()
  else if (positionals[0] === 'reconcile') await reconcileAll()
  else process.stdout.write(USAGE)
  return 0
}
