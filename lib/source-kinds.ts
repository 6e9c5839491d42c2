import { SIGNED } from './source-kinds/rules/signed.ts'
import { TOKENED } from './source-kinds/rules/token.ts'
import type { AuthChoice, SettingField, SourceConfig, SourceFacts } from './source-kinds/source-facts.ts'

/**
 * The sixteen kinds of sender, one row each.
 *
 *   SOURCE_FACTS                  in the order of a page that offers them
 *   factsOf(kind)                 one of them, or undefined
 *   settingOf(kind, config, name) what was given, else the default, else ''
 *   authOf(kind, config)          how deliveries of a source prove themselves
 */
export const SOURCE_FACTS: readonly SourceFacts[] = [...SIGNED, ...TOKENED]
const BY_KIND = new Map<string, SourceFacts>(SOURCE_FACTS.map((facts) => [facts.kind, facts]))

export const factsOf = (kind: string): SourceFacts | undefined => BY_KIND.get(kind)

export function settingOf(kind: string, config: SourceConfig, name: SettingField['name']): string {
  return config[name] || (factsOf(kind)?.settings.find((field) => field.name === name)?.default ?? '')
}

export function authOf(kind: string, config: SourceConfig): AuthChoice | undefined {
  const choices = factsOf(kind)?.auth
  return choices?.find(({ proof }) => proof === settingOf(kind, config, 'auth')) ?? choices?.[0]
}
