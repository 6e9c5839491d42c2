import { RISKS, type Risk } from '../analysis.ts'
import {
  CLOUD_PROGRAMS,
  CLOUD_READS,
  CLOUD_SECRETS,
  COMMAND_RULES,
  INTERPRETERS,
  VALUED_OPTIONS,
  WRAPPERS,
} from './rules/command-rules.ts'

/** Text of a command that gives what it fetched or decoded to an interpreter: never shown. */
const TO_SHELL = [
  new RegExp(
    `\\|&?\\s*(?:(?:sudo|env|nohup|exec|command|time|doas|nice)\\s+(?:-\\S+\\s+|\\w+=\\S*\\s+)*)*["'\\\\]*(?:/\\S*/)?(?:${INTERPRETERS})\\b`,
    'i',
  ),
  new RegExp(`(?:^|[\\s;&|(])(?:/\\S*/)?(?:${INTERPRETERS})\\s[^|;&]*(?:<\\(|\\$\\(|\`|<<<)`, 'i'),
  /(?:\$\(|`|<\()[^)`]*\b(?:curl|wget|fetch|base64|xxd|openssl|nc|iwr|invoke-webrequest)\b/i,
  /\b(?:eval|iex|invoke-expression|downloadstring|frombase64string|encodedcommand)\b|(?:powershell|pwsh)\S*\s.*\s-e(?:nc?)?\b/i,
  /\/dev\/(?:tcp|udp)\//i,
  /\b(?:curl|wget|iwr|invoke-webrequest)\b.*(?:&&|;|\|\|)\s*(?:sudo\s+)?(?:chmod\b|\.\/|(?:sh|bash|zsh|dash|python[0-9.]*|perl|ruby|node)\b)/i,
]

/** True for commands that run text which nobody has read (`curl … | sh` and its kin). */
export function pipesToShell(command: string): boolean {
  return TO_SHELL.some((pattern) => pattern.test(command))
}

/** What a command may do, by our own table and never by what a model says. Unknown is risky. Never throws. */
export function commandRisk(command: string): Risk {
  const text = command.replace(/\s*[12&]?>\s*(?:\/dev\/null|&[12])/g, ' ').trim()
  if (text === '' || pipesToShell(text)) return 'risky'
  const bare = withoutQuoted(text)
  // Substitution, redirection into files, here-documents, line breaks: what they do is not judged here.
  if (/[<>`\n\r]|\$[({]/.test(bare) || /\$\(|`/.test(text.replace(/'[^']*'/g, ''))) return 'risky'
  return segmentsOf(text).reduce<Risk>((worst, segment) => worse(worst, segmentRisk(segment)), 'read_only')
}

const worse = (a: Risk, b: Risk): Risk => (RISKS.indexOf(a) >= RISKS.indexOf(b) ? a : b)

const withoutQuoted = (text: string): string => text.replace(/'[^']*'|"[^"]*"/g, 'Q')

/** Splits at pipes, `;` and `&` that are in no quotes. */
function segmentsOf(text: string): string[] {
  return (text.match(/(?:'[^']*'|"[^"]*"|[^|;&'"]|['"])+/g) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function wordsOf(segment: string): string[] {
  return (segment.match(/(?:'[^']*'|"[^"]*"|[^\s'"]|['"])+/g) ?? []).map((word) => word.replace(/['"]/g, ''))
}

function segmentRisk(segment: string): Risk {
  const words = wordsOf(segment)
  while (words[0] !== undefined && (WRAPPERS.has(words[0]) || /^[A-Z_][A-Z0-9_]*=/.test(words[0]))) {
    words.shift()
    while (words[0] !== undefined && /^(?:-|\d+[smh]?$)/.test(words[0])) words.shift()
  }
  const [path, ...args] = words
  if (path === undefined) return 'risky'
  // A program given by a path may be anything.
  if (path.includes('/') && !/^\/(?:usr\/)?s?bin\/[\w.-]+$/.test(path)) return 'risky'
  const program = path.slice(path.lastIndexOf('/') + 1)
  if (program === 'curl' || program === 'wget') return fetchRisk(program, args)
  if (program === 'psql' || program === 'mysql' || program === 'mariadb' || program === 'sqlite3')
    return queryRisk(segment)
  if (CLOUD_PROGRAMS.has(program)) return cloudRisk(args)
  return tableRisk(program, args)
}

function tableRisk(program: string, args: readonly string[]): Risk {
  const rule = Object.hasOwn(COMMAND_RULES, program) ? COMMAND_RULES[program] : undefined
  if (!rule || args.some((arg) => rule.unless?.test(arg))) return 'risky'
  const plain = args.filter((arg, i) => !arg.startsWith('-') && !VALUED_OPTIONS.has(args[i - 1] ?? ''))
  for (const key of [
    args.slice(0, 2).join(' '),
    plain.slice(0, 2).join(' '),
    plain[0] ?? args[0] ?? '',
    args[0] ?? '',
  ]) {
    if (rule.words && Object.hasOwn(rule.words, key)) return rule.words[key] ?? 'risky'
  }
  return rule.risk ?? 'risky'
}

/** Reads with GET or HEAD to the screen; whatever sends, writes or changes the method is risky. */
function fetchRisk(program: string, args: readonly string[]): Risk {
  if (program === 'wget') return args.includes('--spider') ? 'read_only' : 'risky'
  const method = args.findIndex((arg) => arg === '-X' || arg === '--request')
  if (method >= 0 && !/^(?:GET|HEAD)$/.test(args[method + 1] ?? '')) return 'risky'
  const unsafe =
    /^(?:-[a-zA-Z]*[dFToOKuUb](?![a-z])|-X(?!GET$|HEAD$).+|--(?:data|form|upload|output|remote|config|json|user|cookie|request=|url-query|unix|proxy))/
  return args.some((arg) => unsafe.test(arg) && arg !== '--output=/dev/null') ? 'risky' : 'read_only'
}

/** A query that only reads, given on the command line. */
function queryRisk(segment: string): Risk {
  const sql = /(?:-c|-e|--command|--execute|\.db|\.sqlite3?)[\s=]*(?:"([^"]*)"|'([^']*)')/i.exec(segment)
  const text = (sql?.[1] ?? sql?.[2] ?? '').trim().replace(/;\s*$/, '')
  if (!/^(?:select|show|explain(?!\s+\(?\s*analy[sz]e)|table)\s/i.test(text) || text.includes(';')) return 'risky'
  const changes =
    /\b(?:insert|update|delete|drop|alter|create|truncate|grant|revoke|copy|into|call|do|set|lock|vacuum|reindex|kill|load|outfile|dumpfile|for\s+update|nextval|setval|pg_\w*(?:terminate|cancel|reload|rotate|read|write|ls|switch|promote|drop|logical|advisory)\w*|lo_\w+|dblink\w*|sleep|pg_sleep|sys_exec|xp_\w+|set_config)\b/i
  return changes.test(text) || /\\/.test(text) ? 'risky' : 'read_only'
}

function cloudRisk(args: readonly string[]): Risk {
  if (args.some((arg) => CLOUD_SECRETS.test(arg))) return 'risky'
  const plain = args.filter((arg) => !arg.startsWith('-')).slice(0, 4)
  return plain.slice(1).some((arg) => CLOUD_READS.test(arg)) && !plain.some((arg) => CLOUD_CHANGES.test(arg))
    ? 'read_only'
    : 'risky'
}

const CLOUD_CHANGES =
  /^(?:delete|create|update|put|set|add|remove|rm|mv|cp|sync|start|stop|reboot|terminate|restart|apply|deploy|run|invoke|modify|patch|reset|enable|disable|attach|detach|import|destroy|scale)(?:-|$)/
