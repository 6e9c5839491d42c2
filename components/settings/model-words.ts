import type { ModelPolicyView } from '#lib/model-policy.ts'

export type Mode = ModelPolicyView['policy']['mode']

/** Names of the models that the modes lead to, as the provider calls them. */
export interface ModelNames {
  fast: string
  complex: string
}

/** Each mode in plain words: who answers, and what leaves for it. */
export function modeWords({ fast, complex }: ModelNames): readonly { mode: Mode; name: string; sentence: string }[] {
  return [
    {
      mode: 'local_only',
      name: 'Local only',
      sentence: 'The built-in engine answers. Nothing leaves this server for a model, whatever keys are set.',
    },
    {
      mode: 'fast',
      name: 'Fast',
      sentence: `${fast} answers, in one request. The cheapest way to have a model read along.`,
    },
    {
      mode: 'complex',
      name: 'Complex',
      sentence: `${complex} answers, and a second request tries to prove it wrong. Slower, and about twenty times the price.`,
    },
    {
      mode: 'automatic',
      name: 'Automatic',
      sentence: `${fast}, and ${complex} where the built-in engine is inconclusive, the log is large, or the alert is critical.`,
    },
  ]
}

/** Whether a request could be made at all; null where one could. */
export function keyGap({ policy, operatorKey }: ModelPolicyView): string | null {
  if (policy.ownKey) return null
  if (policy.baseUrl !== null)
    return 'An address of your own is set and no key of your own: the key of whoever runs this Lethe is not sent there.'
  return operatorKey ? null : 'No key exists: your workspace has none, and whoever runs this Lethe has set none.'
}

export const dollars = (microUsd: number): string =>
  `$${(microUsd / 1_000_000).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 })}`

/** A limit as typed: null for none, undefined for what is no amount. `unit`: how many of the stored unit one typed is. */
export function readLimit(text: string, unit: number): number | null | undefined {
  const plain = text.replaceAll(/[\s,_$]/g, '')
  if (plain === '') return null
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(plain)) return undefined
  const amount = Math.round(Number(plain) * unit)
  return unit === 1 && plain.includes('.') ? undefined : amount
}
