import type { ModelPolicyView } from '#lib/model-policy.ts'
import { FactRows } from './fact-rows.tsx'
import { dollars, keyGap, type ModelNames, modeWords } from './model-words.ts'
import { UsedThisMonth } from './used-this-month.tsx'

/** The same settings for people who may look and not change. */
export function ModelFacts({ view, names }: { view: ModelPolicyView; names: ModelNames }) {
  const { policy, operatorKey } = view
  const mode = modeWords(names).find((words) => words.mode === policy.mode)
  const key = policy.ownKey ? 'One of the workspace' : operatorKey ? 'That of whoever runs this Lethe' : 'None'
  const rows: [string, string][] = [
    ['Who answers', `${mode?.name}. ${mode?.sentence}`],
    ['Key', `${key}. ${keyGap(view) ?? ''}`],
    ['Address', policy.baseUrl ?? 'Anthropic’s own, or what whoever runs this Lethe has set'],
    ['Screenshots', policy.allowPictures ? 'The masked picture may go to the model too' : 'Only their text is sent'],
    ['Ceiling in tokens', policy.monthlyTokens?.toLocaleString('en') ?? 'None'],
    ['Ceiling in dollars', policy.monthlyMicroUsd === null ? 'None' : dollars(policy.monthlyMicroUsd)],
  ]
  return (
    <>
      <FactRows rows={rows} />
      <UsedThisMonth view={view} />
    </>
  )
}
