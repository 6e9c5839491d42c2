import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type BillingSettings, billingSettings, billingVariables } from './billing-env.ts'
import { baseUrl, gate, origin, postgresUrl, resolvers } from './env-values.ts'
import { type EvidenceEnv, evidenceEnv, evidenceVariables } from './evidence-env.ts'
import { type IdentityProvider, identityProblems, identityProviders, identityVariables } from './identity-env.ts'
import { type KeyRing, openKeyRing } from './keyring.ts'
import { type OutboundAllow, outboundAllowOf, outboundVariables } from './outbound-env.ts'
import { type SlackApp, slackAppOf, slackProblems, slackVariables } from './slack-env.ts'

/**
 * The only reader of the environment. Importing it does nothing, so a build needs no settings; `env()` parses once.
 *
 * env()         what was set, typed; throws EnvError with one line per problem
 * serverEnv()   the same and what a server needs: database URLs, sign-in secret, key ring; called at boot
 */

/** Roles of the database; see prisma/migrations. */
export const APP_ROLE = 'lethe_app'
export const DOOR_ROLE = 'lethe_door'
export const STAFF_ROLE = 'lethe_staff'
export type ServingRole = typeof APP_ROLE | typeof DOOR_ROLE | typeof STAFF_ROLE

/** Wrong settings. `problems` holds one line each: the variable, what is wrong, what to do. */
export class EnvError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'EnvError'
    this.problems = problems
  }
}

const variables = z.object({
  /** The owner's. Used by migrations only, and to derive the two below. */
  DATABASE_URL: postgresUrl.optional(),
  /** Of a role that sees past row security, for `bin/lethe backup` and `restore`. The embedded database has its own. */
  DATABASE_BACKUP_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl.optional(),
  DATABASE_DOOR_URL: postgresUrl.optional(),
  DATABASE_STAFF_URL: postgresUrl.optional(),
  LETHE_URL: origin.optional(),
  NEXTAUTH_URL: origin.optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters, or be unset: it is then derived from the key ring')
    .optional(),
  SMTP_URL: z
    .string()
    .refine((value) => URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol), {
      error: 'must be a URL like smtps://user:password@host:465',
    })
    .optional(),
  MAIL_FROM: z.string().min(3).default('Lethe <lethe@localhost>'),
  ...identityVariables,
  LETHE_HOME: z.string().optional(),
  REDIS_URL: z
    .string()
    .refine((value) => URL.canParse(value) && /^rediss?:$/.test(new URL(value).protocol), {
      error: 'must be a URL like redis://host:6379',
    })
    .optional(),
  /** Whoever runs this Lethe vouches for a Redis whose settings cannot be read: no snapshots, no log, no eviction. */
  LETHE_REDIS_NO_PERSISTENCE: z.literal('attested', { error: 'must be `attested` or unset' }).optional(),
  ...outboundVariables,
  /** What a collector of figures must show at /api/metrics; without it that page is not there. */
  LETHE_METRICS_TOKEN: z.string().min(24, 'must have at least 24 characters').optional(),
  /** Resolvers that the records of domains are asked of; unset, the system's. */
  LETHE_DNS: resolvers,
  LETHE_DISABLE_TELEMETRY: gate,
  DO_NOT_TRACK: gate,
  /** Where reports of people who agreed go. Nothing is sent without it. */
  LETHE_TELEMETRY_URL: baseUrl('https://reports.example.com/lethe, or http on localhost').optional(),
  ANTHROPIC_API_KEY: z.string().optional(),
  /** For `lethe analyze --server`. */
  LETHE_API_KEY: z.string().optional(),
  /** Of the operator: a gateway in front of Anthropic. A tenant's own address never comes from here. */
  ANTHROPIC_BASE_URL: baseUrl('https://gateway.example.com, or http on localhost: the key goes there').optional(),
  /** For a relay in front of Slack's Web API, and for tests. */
  SLACK_API_URL: baseUrl('https://slack.com/api, or http on localhost').default('https://slack.com/api'),
  ...slackVariables,
  ...billingVariables,
  ...evidenceVariables,
  PORT: z.coerce.number('must be a port number').int().min(1).max(65_535).default(3_000),
})

export interface Env extends EvidenceEnv, OutboundAllow {
  /** Absolute folder of keys and embedded data. */
  home: string
  /** Where people reach this app, an origin without a slash at its end. */
  url: string
  port: number
  databaseUrl: string | null
  databaseBackupUrl: string | null
  databaseAppUrl: string | null
  databaseDoorUrl: string | null
  databaseStaffUrl: string | null
  nextAuthSecret: string | null
  smtpUrl: string | null
  mailFrom: string
  /** Ways to sign in beside the e-mail link, as configured. */
  identityProviders: readonly IdentityProvider[]
  redisUrl: string | null
  redisAttested: boolean
  metricsToken: string | null
  /** Address and port of resolvers; empty for the system's. */
  dnsServers: readonly string[]
  /** True where LETHE_DISABLE_TELEMETRY or DO_NOT_TRACK closes the gate. */
  telemetryDisabled: boolean
  /** Where reports go, once a person has agreed; null: none are made. */
  telemetryUrl: string | null
  anthropicApiKey: string | null
  /** Of a workspace at some Lethe: for the command line. */
  apiKey: string | null
  /** Without a slash at its end; null is Anthropic's own. */
  anthropicBaseUrl: string | null
  /** Without a slash at its end. */
  slackApi: string
  slackApp: SlackApp | null
  billing: BillingSettings
}

export interface ServerEnv extends Env {
  databaseAppUrl: string
  databaseDoorUrl: string
  databaseStaffUrl: string
  nextAuthSecret: string
  keyRing: KeyRing
}

/** Every variable that is read, for the test that keeps .env.example whole. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(variables.shape)

let parsed: Env | undefined
let served: ServerEnv | undefined

/** Settings as given; the first call parses, later calls return the same object. */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

/** Settings of a process that serves people. Throws EnvError or KeyRingError, one clear line each. */
export function serverEnv(): ServerEnv {
  served ??= completeEnv(env())
  return served
}

/** Pure: an environment in, typed settings out. An empty value counts as not set. `base` is where relative paths begin. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>, base?: string): Env {
  const given = Object.fromEntries(
    VARIABLE_NAMES.flatMap((name) => (source[name]?.trim() ? [[name, source[name].trim()]] : [])),
  )
  const result = variables.safeParse(given)
  if (!result.success) {
    throw new EnvError(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`))
  }
  const data = result.data
  const halves = [...identityProblems(data), ...slackProblems(data)]
  if (halves.length > 0) throw new EnvError(halves)
  const home = resolve(base ?? /* turbopackIgnore: true */ process.cwd(), data.LETHE_HOME ?? '.lethe')
  return {
    home,
    url: data.LETHE_URL ?? data.NEXTAUTH_URL ?? `http://localhost:${data.PORT}`,
    port: data.PORT,
    databaseUrl: data.DATABASE_URL ?? null,
    databaseBackupUrl: data.DATABASE_BACKUP_URL ?? null,
    databaseAppUrl: data.DATABASE_APP_URL ?? null,
    databaseDoorUrl: data.DATABASE_DOOR_URL ?? null,
    databaseStaffUrl: data.DATABASE_STAFF_URL ?? null,
    nextAuthSecret: data.NEXTAUTH_SECRET ?? null,
    smtpUrl: data.SMTP_URL ?? null,
    mailFrom: data.MAIL_FROM,
    identityProviders: identityProviders(data),
    redisUrl: data.REDIS_URL ?? null,
    redisAttested: data.LETHE_REDIS_NO_PERSISTENCE === 'attested',
    ...outboundAllowOf(data),
    metricsToken: data.LETHE_METRICS_TOKEN ?? null,
    dnsServers: data.LETHE_DNS,
    telemetryDisabled: data.LETHE_DISABLE_TELEMETRY || data.DO_NOT_TRACK,
    telemetryUrl: data.LETHE_TELEMETRY_URL ?? null,
    anthropicApiKey: data.ANTHROPIC_API_KEY ?? null,
    apiKey: data.LETHE_API_KEY ?? null,
    anthropicBaseUrl: data.ANTHROPIC_BASE_URL ?? null,
    slackApi: data.SLACK_API_URL,
    slackApp: slackAppOf(data),
    billing: billingSettings(data),
    ...evidenceEnv(data, home),
  }
}

/** Derives what was not given from the key ring under `home`/keys. */
export function completeEnv(settings: Env): ServerEnv {
  const keyRing = openKeyRing(join(settings.home, 'keys'))
  const urlFor = (given: string | null, role: ServingRole, name: string): string => {
    if (given) return given
    if (settings.databaseUrl) return roleUrl(settings.databaseUrl, role, keyRing)
    throw new EnvError([`${name} is not set, nor DATABASE_URL: start with \`npm run up\`, or set one of them.`])
  }
  const databaseAppUrl = urlFor(settings.databaseAppUrl, APP_ROLE, 'DATABASE_APP_URL')
  const databaseDoorUrl = urlFor(settings.databaseDoorUrl, DOOR_ROLE, 'DATABASE_DOOR_URL')
  return {
    ...settings,
    databaseAppUrl,
    databaseDoorUrl,
    // The same server as the door's: processes that were given two URLs need no third.
    databaseStaffUrl: settings.databaseStaffUrl ?? roleUrl(databaseDoorUrl, STAFF_ROLE, keyRing),
    nextAuthSecret: settings.nextAuthSecret ?? keyRing.derive('nextauth/secret').toString('base64url'),
    keyRing,
  }
}

/** The password that migrations give a role and every process of this ring can derive. */
export function rolePassword(role: ServingRole, keyRing: KeyRing): string {
  return keyRing.derive(`database/${role}`).toString('base64url')
}

/** The owner's URL with another role in it: same server, database and TLS options. */
export function roleUrl(ownerUrl: string, role: ServingRole, keyRing: KeyRing): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = rolePassword(role, keyRing)
  return url.href
}
