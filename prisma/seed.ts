import { createHmac, randomBytes } from 'node:crypto'
import { createAnalysis, listAnalyses, type NewAnalysis } from '../lib/data/analyses.ts'
import { createMembership, findMember } from '../lib/data/memberships.ts'
import { closeClients, openClients } from '../lib/data/prisma.ts'
import { createWorkspace, listWorkspaces } from '../lib/data/tenants.ts'
import type { TenantId } from '../lib/data/unscoped.ts'
import { getOrCreateUser, type User } from '../lib/data/users.ts'
import { serverEnv } from '../lib/env.ts'
import type { KeyRing } from '../lib/keyring.ts'
import type { Analysis } from '../lib/pipeline/analysis.ts'
import { runCommand } from '../ops/ops-error.ts'

/**
 * The cast: Alice owns Acme, Bob reads in Acme, Charlie owns Other and is the outsider. Everything through the data
 * functions and the serving roles, so that a seed is also a proof. Running it twice changes nothing.
 */

export const CAST = { alice: 'alice@acme.test', bob: 'bob@acme.test', charlie: 'charlie@other.test' } as const

/** Stand in titles, components and templates of a workspace's analyses: a page that shows the other's has leaked. */
export const MARKERS = { acme: 'acmeledger', other: 'otherdepot' } as const

export interface Cast {
  alice: User
  bob: User
  charlie: User
  acme: TenantId
  other: TenantId
}

/** Connects by the given URLs, makes the cast where it is missing, and disconnects. */
export async function seed(options: { appUrl: string; doorUrl: string; keyRing: KeyRing }): Promise<Cast> {
  await openClients(options)
  try {
    return await seedCast(options.keyRing)
  } finally {
    await closeClients()
  }
}

/** The people, their workspaces, and a few analyses in each. Uses the clients that are connected. */
export async function seedCast(keyRing: KeyRing = serverEnv().keyRing): Promise<Cast> {
  const cast = await seedPeople()
  await seedAnalyses(cast.acme, cast.alice, MARKERS.acme, keyRing)
  await seedAnalyses(cast.other, cast.charlie, MARKERS.other, keyRing)
  return cast
}

export async function seedPeople(): Promise<Cast> {
  const alice = await getOrCreateUser(CAST.alice, 'Alice')
  const bob = await getOrCreateUser(CAST.bob, 'Bob')
  const charlie = await getOrCreateUser(CAST.charlie, 'Charlie')
  const acme = await ownWorkspace(alice, 'Acme', 'acme')
  const other = await ownWorkspace(charlie, 'Other', 'other')
  if (!(await findMember(acme, bob.id))) await createMembership(acme, { userId: bob.id, role: 'viewer' })
  return { alice, bob, charlie, acme, other }
}

async function ownWorkspace(owner: User, name: string, slug: string): Promise<TenantId> {
  const own = (await listWorkspaces(owner.id)).find((workspace) => workspace.slug === slug)
  return own?.tenant ?? (await createWorkspace({ userId: owner.id, name, slug }))
}

/** Three analyses of different weight, unless the workspace has some already. */
async function seedAnalyses(tenant: TenantId, author: User, marker: string, keyRing: KeyRing): Promise<void> {
  const present = await listAnalyses(tenant, { limit: 1 })
  if (present.items.length > 0) return
  for (const story of [poolExhausted, diskFull, healthy]) {
    await createAnalysis(tenant, newAnalysis(story(marker), { tenant, createdById: author.id, keyRing }))
  }
}

/** Wraps an analysis as `createAnalysis` wants it. Hashes are of the template, since a seed has no log behind it. */
export function newAnalysis(
  analysis: Analysis,
  from: { tenant: TenantId; createdById: string | null; keyRing: KeyRing },
): NewAnalysis {
  const key = randomBytes(32)
  const places = analysis.rootCauses.flatMap((cause) => cause.evidence)
  return {
    analysis,
    source: 'cli',
    createdById: from.createdById,
    lineHashes: new Map(
      places.map(({ line, template }) => [line, createHmac('sha256', key).update(template).digest('hex')]),
    ),
    sealedHashKey: from.keyRing.seal(key, { tenant: from.tenant, field: 'analysis.hash_key' }),
    ruleSet: analysis.receipt.ruleSet,
    policyDigest: '0'.repeat(64),
    overrides: [],
  }
}

/** A builder for tests too: a whole, valid analysis with `marker` where a log's own words may stand. */
export function poolExhausted(marker: string, changes: Partial<Analysis> = {}): Analysis {
  return {
    title: `Connection pool of ${marker}-db exhausted`,
    summary: `Requests of ${marker} waited for a database connection until they timed out.`,
    category: 'resource_exhaustion',
    verdict: 'action_required',
    decision: {
      kind: 'act',
      reason: 'The cause is found in the log and a reversible step helps.',
      involve: `the owner of ${marker}-db`,
    },
    confidence: 0.86,
    confidenceReasons: ['The first error names the pool.', 'Every later error follows from it.'],
    component: `${marker}-db`,
    rootCauses: [
      {
        summary: `The connection pool of ${marker}-db has no free connection.`,
        confidence: 0.86,
        component: `${marker}-db`,
        kind: 'cause',
        evidence: [
          { line: 412, template: 'ERROR <*> Connection is not available, request timed out after <*>', count: 96 },
          {
            line: 388,
            template: `WARN ${marker}-db pool stats (total=<*>, active=<*>, idle=0, waiting=<*>)`,
            count: 14,
          },
        ],
      },
      {
        summary: 'Requests time out while they wait for a connection.',
        confidence: 0.6,
        component: marker,
        kind: 'symptom',
        evidence: [{ line: 430, template: 'ERROR <*> request failed with status 503', count: 210 }],
      },
    ],
    timeline: [
      { line: 388, at: null, label: 'No idle connection for the first time', kind: 'change' },
      { line: 412, at: null, label: 'First request without a connection', kind: 'cause' },
    ],
    actions: [
      {
        description: 'Look at the present connections.',
        command: 'select state, count(*) from pg_stat_activity group by state;',
        risk: 'read_only',
      },
      { description: 'Raise the size of the pool.', risk: 'reversible' },
    ],
    ruledOut: [{ hypothesis: 'The network is down', reason: 'Other statements to the same host succeed.' }],
    dataGaps: ['The log begins after the last deployment.'],
    killTest: {
      description: 'Count connections that are idle in a transaction: none would disprove this.',
      risk: 'read_only',
    },
    engine: 'local',
    model: null,
    tokens: { in: 0, out: 0 },
    receipt: receipt(48_210, 512),
    ...changes,
  }
}

function diskFull(marker: string): Analysis {
  return poolExhausted(marker, {
    title: `Disk of ${marker}-builder full`,
    summary: `The build of ${marker} could not write its output.`,
    category: 'build_environment',
    verdict: 'action_suggested',
    decision: {
      kind: 'escalate',
      reason: 'Only an operator can free space there.',
      involve: 'the operator of the builders',
    },
    confidence: 0.74,
    component: `${marker}-builder`,
    rootCauses: [
      {
        summary: 'No space is left on the device.',
        confidence: 0.74,
        component: `${marker}-builder`,
        kind: 'cause',
        evidence: [{ line: 1_904, template: `error: ${marker}-builder: No space left on device`, count: 3 }],
      },
    ],
    timeline: [],
    receipt: receipt(912_004, 8_200),
  })
}

function healthy(marker: string): Analysis {
  return poolExhausted(marker, {
    title: `Nothing wrong in ${marker}-cron`,
    summary: `The nightly run of ${marker} ended well.`,
    category: 'healthy',
    verdict: 'no_action',
    decision: { kind: 'none', reason: 'The run reports success and no error stands before it.', involve: null },
    confidence: 0.93,
    component: `${marker}-cron`,
    rootCauses: [],
    timeline: [],
    actions: [],
    ruledOut: [],
    killTest: null,
    receipt: receipt(20_480, 260),
  })
}

function receipt(bytesIn: number, linesIn: number): Analysis['receipt'] {
  return {
    measuredBy: 'server',
    bytesIn,
    linesIn,
    redactions: [{ type: 'email', class: 'pii', count: 4 }],
    ruleSet: 'seed',
    rawBytesStored: 0,
    bytesStored: 2_048,
    requests: [],
  }
}

if (import.meta.main) {
  await runCommand(async () => {
    const settings = serverEnv()
    await seed({
      appUrl: settings.databaseAppUrl,
      doorUrl: settings.databaseDoorUrl,
      keyRing: settings.keyRing,
    })
  })
}
