import type { Action } from '../analysis.ts'
import { cleanProse, withoutHidden } from './clean-prose.ts'
import { commandRisk, pipesToShell } from './command-risk.ts'
import { FILE_ENDINGS, KNOWN_HOSTS } from './words/known-hosts.ts'

const MAX_DESCRIPTION_CHARS = 600
/** A longer command is not one that a person reads before running it. */
const MAX_COMMAND_CHARS = 400

const URL_IN_COMMAND = /\b([a-z][a-z0-9+.-]{1,20}):\/\/(\[[0-9a-f:.]+\]|[^\s/:'"`|;&<>()\]]+)/gi
const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/g
const IPV6 = /(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi
const HOST = /(?<![\w./=-])(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z][a-z0-9-]{1,62}(?![\w(])/gi
/** Programs that fetch and run what they are named: `npm install NAME`, `docker run IMAGE`, `npx NAME`. */
const INSTALLS =
  /\b(?:npm|pnpm|yarn|bun)\s+(?:\S+\s+)*?(?:i|in|ins|install|add|exec|dlx|x|create|link|update|upgrade)\s+(\S+)|\b(?:npx|bunx|uvx|pipx)\s+(\S+)|\b(?:pip3?|uv|poetry|conda|mamba|gem|cargo|go|brew|port|apt(?:-get)?|yum|dnf|apk|pacman|zypper|snap|choco|winget|composer|nuget|dotnet|cpan|luarocks|helm|krew|asdf|rustup|code|flatpak)\s+(?:\S+\s+)*?(?:install|add|get|require|run|tool|-S|--install-extension)\s+(\S+)|\b(?:docker|podman|nerdctl|ctr|crictl|kubectl)\s+(?:image\s+)?(?:run|pull|create|debug)\s+(\S+)/i
/** Installs what a lock or a manifest of the project already names. */
const FROM_MANIFEST =
  /^(?:npm ci|npm install|pnpm install|yarn install|bundle install|composer install|poetry install|pip3? install -r [\w.-]{1,80})(?: --[a-z-]+)*$/

/**
 * A step as it may be shown: description without markup, the command only if nothing in it leads to a place or a program
 * that this code does not know. `own` holds commands of the built-in engine, which pass as they are. Null where nothing is
 * left to say.
 */
export function checkStep(text: string, own: ReadonlyMap<string, Action>): Action | null {
  const { description, command } = splitStep(text)
  const shown = cleanProse(description, MAX_DESCRIPTION_CHARS)
  const checked = command === null ? null : checkCommand(command, own)
  if (shown === '' && checked === null) return null
  return {
    description: shown === '' ? 'Run this.' : shown,
    // A step without a command is done by hand; how it is done is not known.
    ...(checked === null ? { risk: command === null ? 'reversible' : 'risky' } : checked),
  }
}

/** `Sentence: \`command\`` into its parts; fences and a leading `$` are markup. */
function splitStep(text: string): { description: string; command: string | null } {
  const head = text.slice(0, 8_000)
  const fence = /```[a-z]*\s*\n?([^`]+)```/i.exec(head) ?? /`([^`]+)`[\s.]*$/.exec(head)
  if (!fence) return { description: head, command: null }
  const description = `${head.slice(0, fence.index)} ${head.slice(fence.index + fence[0].length)}`
  return { description: description.trim().replace(/[:\s]+$/, ''), command: fence[1] ?? null }
}

function checkCommand(given: string, own: ReadonlyMap<string, Action>): Pick<Action, 'command' | 'risk'> | null {
  const raw = given.replace(/^\s*[$#]\s+/, '').trim()
  const known = own.get(raw)
  if (known?.command !== undefined) return { command: known.command, risk: known.risk }
  // Several lines hide what the first one does not show; characters that hide or reorder text do not belong in a command.
  if (raw === '' || raw.length > MAX_COMMAND_CHARS || withoutHidden(raw) !== raw) return null
  if (pipesToShell(raw) || installsUnknown(raw)) return null
  for (const [, scheme, host] of raw.matchAll(URL_IN_COMMAND))
    if (!/^https?$/i.test(scheme ?? '') || !KNOWN_HOSTS.has((host ?? '').toLowerCase())) return null
  const command = withoutHosts(raw)
  return { command, risk: commandRisk(command) }
}

/** Every host that is not one of ours becomes `HOST`: a reader fills in one that they know. */
function withoutHosts(command: string): string {
  const unlessKnown = (host: string): string => (KNOWN_HOSTS.has(host.toLowerCase()) ? host : 'HOST')
  return command
    .replace(/[\w.+-]+@[\w.-]+/g, 'HOST')
    .replace(IPV4, unlessKnown)
    .replace(IPV6, (text) => (text.includes('::') || text.split(':').length === 8 ? 'HOST' : text))
    .replace(HOST, (name) => (FILE_ENDINGS.test(name) ? name : unlessKnown(name)))
}

function installsUnknown(command: string): boolean {
  return INSTALLS.test(command) && !FROM_MANIFEST.test(command)
}
