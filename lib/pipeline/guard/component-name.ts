import { foldText } from './folded-text.ts'
import { maskTemplate } from './mask-template.ts'
import { partsOf } from './pieces.ts'
import { standingOf } from './vocabulary.ts'

/**
 * House rule: names of services, kinds of host, tables and packages are kept where the engine extracted them as
 * components. An engine may be wrong, and a model may be talked into anything, so a name that the vocabulary does not
 * hold is kept only if it has the shape of a name and the log has it where components stand, not in free text.
 */

const MAX_CHARS = 80
const SHAPE = /^[A-Za-z0-9](?:[A-Za-z0-9._:$#-]{0,78}[A-Za-z0-9])?$/
/** Names of files are not components: they are masked part by part. */
const FILE_NAME =
  /\.(?:[cm]?[jt]sx?|pyi?|rs|go|java|kts?|scala|rb|php|cs|fs|vb|[ch](?:pp|c|h|xx)?|swift|sh|sql|html?|s?css|md|txt|log|json|ya?ml|toml|xml|conf|cfg|ini|lock|gradle)$/i
/** Placeholders of the redactor, with or without their brackets. */
const PLACEHOLDER = /^\[?(?:[A-Z]{2,10}_\d+|(?:SECRET|PII|FINANCIAL|CUSTOM|REDACTED):[A-Za-z0-9_-]+)\]?$/i
/** Keys, hashes, ids: much longer than a word, letters and digits mixed, or nothing but digits. */
const OPAQUE = /^[0-9.:/#-]+$|(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{20,}/

/** `key=name`, `"key": "name"`, `key = "name"`, with the key that logs give to components. */
const FIELD =
  /(?:^|[\s,{[(;&?."'])(?:service|svc|app|application|component|container|pod|deployment|daemonset|statefulset|cronjob|job|namespace|cluster|queue|topic|exchange|table|relation|index|database|dbname|db|schema|column|constraint|sequence|collection|bucket|volume|package|pkg|module|crate|gem|image|unit|logger|target|upstream|backend|plugin|extension|task|step|stage|program|process|syslog_identifier)(?:[._-]?name)?(?:(?:=>?|:)\\?["']?|\\?["']\s{0,2}:\s{0,2}\\?["']?|\s{1,2}[=:]\s{1,2}["'])$/i
/** `relation "name"`, `module 'name'`, `table name`: the noun, then the name in quotes. */
const QUOTED =
  /\b(?:service|application|component|container|pod|deployment|daemonset|statefulset|job|namespace|queue|topic|exchange|table|relation|index|database|schema|sequence|constraint|collection|bucket|volume|package|module|module named|crate|gem|image|unit|upstream|backend|plugin|extension|task|step|stage|distribution found for)s?\s{1,2}\\?["'`“‘]$/i
/** `deployment/name`, `failed container name`. */
const PREFIXED =
  /(?:\b(?:pods?|deployments?|deploy|services?|svc|statefulsets?|sts|daemonsets?|ds|jobs?|cronjobs?|configmaps?|ingress|pvc)\/|failed container\s)$/
/** `ENOTFOUND name`, `lookup name`, `http://name`: the kind of a host, if its name says one. */
const HOST = /(?:\b(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|getaddrinfo|lookup|dial tcp)\s|:\/\/)$/
/** `name[123]:` and `name(pam_unix)[123]:` of syslog. */
const SYSLOG = /^(?:\([a-z_-]{1,20}\))?\[\d{1,7}\]:\s/
/** What a class, a unit, a host or a deployment has and a plain word has not. */
const IDENTIFIER = /[a-z0-9][A-Z]|[._$-][A-Za-z0-9]|[A-Za-z]\d/

const MAX_PLACES = 200

/** The storable form of a component, or null. `log` is every line the engine could see. */
export function storableComponent(name: string | null, log: readonly string[]): string | null {
  if (name === null) return null
  const folded = foldText(name).replace(/\n/g, ' ')
  if (folded === '' || folded.includes('@') || PLACEHOLDER.test(folded)) return null
  const masked = maskTemplate(folded)
  if (masked === folded) return folded.slice(0, MAX_CHARS) === folded ? folded : null
  if (hasShapeOfName(folded) && standsAsComponent(folded, log)) return folded
  return /[A-Za-z]/.test(masked) && masked.length <= MAX_CHARS ? masked : null
}

function hasShapeOfName(name: string): boolean {
  return SHAPE.test(name) && name.length <= MAX_CHARS && !OPAQUE.test(name) && !FILE_NAME.test(name)
}

function standsAsComponent(name: string, log: readonly string[]): boolean {
  let places = 0
  for (const line of log) {
    for (let at = line.indexOf(name); at >= 0 && places < MAX_PLACES; at = line.indexOf(name, at + 1)) {
      places++
      if (isComponentPlace(line, at, name)) return true
    }
  }
  return false
}

function isComponentPlace(line: string, at: number, name: string): boolean {
  const before = line.slice(Math.max(0, at - 60), at)
  const after = line.slice(at + name.length, at + name.length + 40)
  if (/[A-Za-z0-9_]$/.test(before) || /^[A-Za-z0-9_]/.test(after)) return false
  if (FIELD.test(before) || QUOTED.test(before) || PREFIXED.test(before)) return true
  if (SYSLOG.test(after) && at < 80) return true
  if (!IDENTIFIER.test(name) || !hasTechnicalPart(name)) return false
  if (HOST.test(before)) return true
  // A logger, a class or a bracketed tag in the head of a line, before its message.
  return at < 160 && isHead(before) && /^\]?\s?(?:[:|>]|-+\s)/.test(after)
}

/** `orders-pool` and `HikariPool-1` name a kind of thing; `maria.gonzalez` does not. */
function hasTechnicalPart(name: string): boolean {
  return (name.match(/[A-Za-z]+/g) ?? []).flatMap(partsOf).some((part) => part.length > 1 && isTechnical(part))
}

const isTechnical = (part: string) => ['technical', 'everyday'].includes(standingOf(part))

/** Nothing but a clock, a level, ids, a thread in brackets: no sentence has begun. */
function isHead(before: string): boolean {
  return !/[a-z]{2,} [a-z]{2,}/.test(before.replace(/\[[^\]]*\]/g, ''))
}
