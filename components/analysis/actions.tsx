import { RiskBadge } from '../ui/badge.tsx'
import { CodeBlock } from '../ui/code.tsx'
import { numbered } from './numbered.ts'
import { printable, printableProse } from './printable.ts'
import { Prose } from './prose.tsx'
import { Section } from './section.tsx'
import type { Action } from './types.ts'

function Step({ step }: { step: Action }) {
  return (
    <div className="grid min-w-0 gap-2 *:min-w-0">
      <div className="flex items-start justify-between gap-3">
        <p className="min-w-0 text-ink">
          <Prose text={step.description} />
        </p>
        <RiskBadge risk={step.risk} />
      </div>
      {step.command !== undefined && (
        <CodeBlock text={printable(step.command)} label={`command to ${printableProse(step.description)}`} />
      )}
    </div>
  )
}

/** Steps for a person. Nothing here is run by us. */
export function ActionList({ actions }: { actions: readonly Action[] }) {
  return (
    <Section title="What to do">
      {actions.length === 0 ? (
        <p className="text-ink-soft">Nothing is proposed.</p>
      ) : (
        <ol className="grid gap-4 *:min-w-0">
          {numbered(actions).map(({ place, item }) => (
            <li key={place}>
              <Step step={item} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

/** The one step that would show that this answer is wrong. */
export function KillTest({ step }: { step: Action | null }) {
  if (step === null) return null
  return (
    <Section title="What would disprove this">
      <Step step={step} />
    </Section>
  )
}
