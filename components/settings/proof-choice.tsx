import type { AuthChoice, SourceFacts } from '#lib/source-kinds/source-facts.ts'
import { Badge } from '../ui/badge.tsx'

export interface ProofChoiceProps {
  facts: SourceFacts
  value: string | undefined
  onChange(proof: string): void
}

/** How deliveries prove themselves, with what is weaker about it. Nothing to choose where a sender knows one way only. */
export function ProofChoice({ facts, value, onChange }: ProofChoiceProps) {
  const [first] = facts.auth
  if (facts.auth.length === 1) return null
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 text-base font-medium text-ink">How a delivery proves itself</legend>
      {facts.auth.map((choice) => (
        <label key={choice.proof} className="flex items-start gap-2 text-base text-ink">
          <input
            type="radio"
            name="proof"
            value={choice.proof}
            checked={(value ?? first.proof) === choice.proof}
            onChange={() => onChange(choice.proof)}
            className="mt-0.5 size-4 accent-[var(--color-accent)]"
          />
          <span className="grid gap-0.5">
            <span className="flex flex-wrap items-center gap-2">
              {choice.label} {choice.weaker !== null && <Badge>Weaker</Badge>}
            </span>
            <span className="text-sm text-ink-soft">{proofSentence(choice)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** What is checked, and what that leaves open. */
export const proofSentence = ({ about, weaker }: AuthChoice): string => (weaker === null ? about : `${about} ${weaker}`)
