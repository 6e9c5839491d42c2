import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Field } from '../../ui/label.tsx'

export interface Firm {
  name: string
  purpose: string
  data: string
  region: string
  when: string
}

const FIELDS = [
  { key: 'name', label: 'Firm', help: 'As it is registered.' },
  { key: 'purpose', label: 'For what', help: 'What it will do for us.' },
  { key: 'data', label: 'What it sees', help: 'Kinds of data.' },
  { key: 'region', label: 'Where', help: 'Where it keeps or reads them.' },
  { key: 'when', label: 'When', help: 'Under which condition it is used at all.' },
] as const
const EMPTY: Firm = { name: '', purpose: '', data: '', region: '', when: '' }

export interface PlannedFirmsProps {
  firms: readonly Firm[]
  onChange(firms: readonly Firm[]): void
}

/** Firms that are announced before the configuration has them. */
export function PlannedFirms({ firms, onChange }: PlannedFirmsProps) {
  const places = firms.map((firm, at) => ({ place: `place-${at + 1}`, firm, at }))
  return (
    <div className="grid gap-4">
      {places.map(({ place, firm, at }) => (
        <FirmFields
          key={place}
          {...{ firm, at }}
          onChange={(changed) => onChange(firms.with(at, changed))}
          onRemove={() => onChange(firms.toSpliced(at, 1))}
        />
      ))}
      <div>
        <Button type="button" onClick={() => onChange([...firms, EMPTY])} disabled={firms.length >= 20}>
          Add a planned firm
        </Button>
      </div>
    </div>
  )
}

interface FirmFieldsProps {
  firm: Firm
  at: number
  onChange(firm: Firm): void
  onRemove(): void
}

function FirmFields({ firm, at, onChange, onRemove }: FirmFieldsProps) {
  return (
    <fieldset className="grid gap-4 rounded-card border border-line p-4 sm:grid-cols-2">
      <legend className="px-1 text-base font-medium text-ink">Planned firm {at + 1}</legend>
      {FIELDS.map(({ key, label, help }) => (
        <Field key={key} id={`${key}-${at}`} label={label} help={help}>
          <Input
            id={`${key}-${at}`}
            required
            maxLength={key === 'name' ? 200 : 500}
            aria-describedby={`${key}-${at}-help`}
            value={firm[key]}
            onChange={({ target }) => onChange({ ...firm, [key]: target.value })}
          />
        </Field>
      ))}
      <div className="flex items-end">
        <Button type="button" onClick={onRemove}>
          Remove this firm
        </Button>
      </div>
    </fieldset>
  )
}
