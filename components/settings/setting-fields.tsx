import type { SettingField, SettingName, SourceConfig, SourceFacts } from '#lib/source-kinds/source-facts.ts'
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

/** Those that are asked for with a proof; `auth` is a choice of its own. */
export function fieldsFor(facts: SourceFacts, auth: string | undefined): readonly SettingField[] {
  const proof = auth || facts.auth[0].proof
  return facts.settings.filter(
    ({ name, onlyWith }) => name !== 'auth' && (onlyWith === undefined || onlyWith === proof),
  )
}

/** Of these fields, without what was left empty: the default holds there. */
export function givenValues(values: SourceConfig, fields: readonly SettingField[]): SourceConfig {
  const given = fields.flatMap(({ name }) => (values[name]?.trim() ? [[name, values[name]] as const] : []))
  return Object.fromEntries(given)
}

/** What holds: the value given, else the default of the kind, else ''. */
export function settingValue(fields: readonly SettingField[], values: SourceConfig, name: SettingName): string {
  return values[name] || (fields.find((field) => field.name === name)?.default ?? '')
}
