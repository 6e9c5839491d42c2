import { z } from 'zod'
import { Invalid, type Issue } from './errors.ts'
import type { SettingName, SourceConfig, SourceFacts } from './source-kinds/source-facts.ts'
import { authOf, factsOf } from './source-kinds.ts'

/** What a source is set up with beside its name and secret. Texts only; which ones, and what they may be, says the table of kinds. */
export const sourceConfigSchema = z.record(z.string().max(40), z.string().trim().max(300))

const GENERAL: readonly SettingName[] = [
  ...(['auth', 'header', 'timestampHeader', 'topicArn', 'minSignatureVersion'] as const),
  ...(['directory', 'audience', 'caller'] as const),
]

/**
 * The settings as they are kept: those of this kind, without those that are empty. Throws Invalid with one issue for each that
 * this kind does not have (or not with the chosen proof), that does not fit its pattern, or that is required and missing.
 */
export function checkedSettings(kind: string, given: Readonly<Record<string, string>> = {}): SourceConfig {
  const proof = authOf(kind, given)?.proof
  const fields = (factsOf(kind)?.settings ?? []).filter(({ onlyWith }) => onlyWith === undefined || onlyWith === proof)
  const issues: Issue[] = Object.keys(given)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => ({
      path: `settings.${isKnown(name) ? name : ''}`,
      message: 'Sources of this kind have no such setting.',
    }))
  const kept = fields.flatMap(({ name, label, required, pattern, placeholder }) => {
    const value = Object.hasOwn(given, name) ? (given[name] ?? '') : ''
    if (value !== '' && new RegExp(`^(?:${pattern})$`).test(value)) return [[name, value] as const]
    if (value !== '') issues.push({ path: `settings.${name}`, message: `${label} looks like this: ${placeholder}` })
    else if (required) issues.push({ path: `settings.${name}`, message: `${label} is needed.` })
    return []
  })
  if (issues.length > 0) throw new Invalid(issues)
  return Object.fromEntries(kept)
}

/**
 * Where a sender's API lives: one of its own origins, an address that whoever runs this Lethe has allowed, or, for senders that
 * people run themselves, any https host (private ones are refused when it is asked). Null for everything else.
 */
export function apiOf(facts: SourceFacts, value: string, allowed: readonly string[]): string | null {
  if (!facts.token || !URL.canParse(value)) return null
  const { origin, hostname, port, protocol, pathname, search, hash, username } = new URL(value)
  const path = pathname.replace(/\/$/, '')
  // GitHub Enterprise Server has its API below a path.
  const isPlain = search === '' && hash === '' && username === '' && (path === '' || path === '/api/v3')
  if (!isPlain) return null
  if (path === '' && facts.token.apis.includes(origin)) return origin
  const isAllowed = allowed.includes(`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`)
  const isOwn = facts.token.selfHosted && protocol === 'https:'
  return (isAllowed && path === '') || isOwn || (isAllowed && facts.token.selfHosted) ? `${origin}${path}` : null
}

/** Names of ours may be repeated in an answer; those of a client are not. */
const isKnown = (name: string): name is SettingName => (GENERAL as readonly string[]).includes(name)
