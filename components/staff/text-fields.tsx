import { Field } from '../ui/label.tsx'
import { Textarea } from '../ui/textarea.tsx'

export interface TextFieldsProps<Name extends string> {
  fields: Readonly<Record<Name, { label: string; help: string }>>
  values: Readonly<Record<NoInfer<Name>, string>>
  onChange(name: NoInfer<Name>, value: string): void
}

/** Several long texts, one under the other. */
export function TextFields<Name extends string>({ fields, values, onChange }: TextFieldsProps<Name>) {
  const names = Object.keys(fields) as Name[]
  return names.map((name) => (
    <Field key={name} id={name} label={fields[name].label} help={fields[name].help}>
      <Textarea
        id={name}
        required
        maxLength={8000}
        aria-describedby={`${name}-help`}
        value={values[name]}
        onChange={({ target }) => onChange(name, target.value)}
      />
    </Field>
  ))
}

export const TOLD_FIELDS = {
  what: { label: 'What happened', help: 'Those concerned read this, in the mail.' },
  data: { label: 'Which data', help: 'Kinds of data and of people, and about how many. Also in the mail.' },
  measures: { label: 'What was done, and what they can do', help: 'Also in the mail.' },
} as const
