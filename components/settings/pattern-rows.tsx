import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import type { DraftPattern } from './draft.ts'

export interface PatternRowsProps {
  rows: readonly DraftPattern[]
  /** Why a row cannot be used, by its key. */
  reasons: ReadonlyMap<number, string>
  max: number
  onChange(rows: readonly DraftPattern[]): void
}

/** A name and a pattern a row; the reason why it cannot be used stands below it. */
export function PatternRows({ rows, reasons, max, onChange }: PatternRowsProps) {
  const change = (key: number, part: Partial<DraftPattern>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const nextKey = rows.reduce((most, { key }) => Math.max(most, key + 1), 0)
  return (
    <div className="grid gap-3">
      {rows.map((row, i) => (
        <PatternRow
          key={row.key}
          row={row}
          place={i + 1}
          reason={reasons.get(row.key)}
          onChange={(part) => change(row.key, part)}
          onRemove={() => onChange(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      <div>
        <Button
          disabled={rows.length >= max}
          onClick={() => onChange([...rows, { key: nextKey, name: '', pattern: '' }])}
        >
          Add a pattern
        </Button>
      </div>
    </div>
  )
}

interface PatternRowProps {
  row: DraftPattern
  place: number
  reason: string | undefined
  onChange(part: Partial<DraftPattern>): void
  onRemove(): void
}

function PatternRow({ row, place, reason, onChange, onRemove }: PatternRowProps) {
  const errorId = `pattern-${row.key}-error`
  const wrong = reason === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId }
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap gap-2">
        <Input
          aria-label={`Name of pattern ${place}`}
          placeholder="order-no"
          value={row.name}
          onChange={(event) => onChange({ name: event.target.value })}
          className="w-40 font-mono"
          {...wrong}
        />
        <Input
          aria-label={`Pattern ${place}`}
          placeholder="ORD-[0-9]{6,10}"
          value={row.pattern}
          spellCheck={false}
          onChange={(event) => onChange({ pattern: event.target.value })}
          className="min-w-40 flex-1 font-mono"
          {...wrong}
        />
        <Button variant="quiet" onClick={onRemove} aria-label={`Remove pattern ${place}`}>
          Remove
        </Button>
      </div>
      {reason !== undefined && (
        <p id={errorId} role="alert" className="border-l-2 border-ink pl-2 text-sm font-medium text-ink">
          {reason}
        </p>
      )}
    </div>
  )
}
