import { useState } from 'react'
import { VISITOR_FIELD } from '../site/visitor-form.tsx'
import { buttonLook } from '../ui/button-look.ts'

const MOST = 10

/** Clauses with the words that are wished for. */
export function ClauseFields() {
  const [count, setCount] = useState(0)
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  return (
    <fieldset className="grid gap-4">
      <legend className="pb-2 text-base font-medium text-ink">Clauses that you would word otherwise</legend>
      {numbers.map((number) => (
        <div key={number} className="grid gap-2 border-l-2 border-line pl-3">
          <label className="grid gap-2 text-base font-medium text-ink">
            {`Clause ${number}: its number or title`}
            <input name="clause" required maxLength={200} className={`${VISITOR_FIELD} h-11`} />
          </label>
          <label className="grid gap-2 text-base font-medium text-ink">
            {`Clause ${number}: the words that you wish`}
            <textarea name="wording" required maxLength={2_000} rows={3} className={`${VISITOR_FIELD} py-2`} />
          </label>
        </div>
      ))}
      <div className="flex flex-wrap gap-3">
        {count < MOST && (
          <button type="button" onClick={() => setCount(count + 1)} className={buttonLook({ variant: 'secondary' })}>
            Add a clause
          </button>
        )}
        {count > 0 && (
          <button type="button" onClick={() => setCount(count - 1)} className={buttonLook({ variant: 'quiet' })}>
            Take the last one out
          </button>
        )}
      </div>
    </fieldset>
  )
}

export function clausesOf(given: FormData): { clause: string; wording: string }[] {
  const wordings = given.getAll('wording').map(String)
  return given.getAll('clause').map((clause, index) => ({ clause: String(clause), wording: wordings[index] ?? '' }))
}
