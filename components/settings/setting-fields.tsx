import type { SettingField, SettingName, SourceConfig } from '#lib/source-kinds/source-facts.ts'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { issueAt, type Problem } from './call.ts'

export interface SettingFieldsProps {
  fields: readonly SettingField[]
  values: SourceConfig
  problem: Problem | null
  onChange(values: SourceConfig): void
}

/** What a kind of sender is set up with beside its secret, as its table says; `auth` is a choice of its own. */
export function SettingFields({ fields, values, problem, onChange }: SettingFieldsProps) {
  return fields.map(({ name, label, about, placeholder, required }) => {
    const id = `setting-${name}`
    const error = issueAt(problem, `settings.${name}`)
    return (
      <Field key={name} id={id} label={label} help={about} error={error}>
        <Input
          id={id}
          aria-describedby={`${id}-help${error === undefined ? '' : ` ${id}-error`}`}
          aria-invalid={error === undefined ? undefined : true}
          value={values[name] ?? ''}
          placeholder={placeholder}
          required={required}
          maxLength={300}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ ...values, [name]: event.target.value })}
          className="font-mono"
        />
      </Field>
    )
  })
}

/** Without what was left empty: the default holds there. */
export function givenValues(values: SourceConfig): SourceConfig {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))
}

/** What holds: the value given, else the default of the kind, else ''. */
export function settingValue(fields: readonly SettingField[], values: SourceConfig, name: SettingName): string {
  return values[name] || (fields.find((field) => field.name === name)?.default ?? '')
}
