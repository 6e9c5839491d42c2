import type { ReactNode } from 'react'

export interface SettingProps {
  id: string
  title: string
  /** What it does, in a sentence. */
  effect: ReactNode
  children: ReactNode
}

/** One concern: its name, its effect in a sentence, its control. */
export function Setting({ id, title, effect, children }: SettingProps) {
  return (
    <section aria-labelledby={`${id}-title`} className="grid grid-cols-1 gap-3 border-t border-line py-6">
      <div className="grid gap-1">
        <h2 id={`${id}-title`} className="text-lg font-semibold text-ink">
          {title}
        </h2>
        <p className="measure text-base text-ink-soft">{effect}</p>
      </div>
      {children}
    </section>
  )
}

export interface ChoiceProps<T extends string> {
  name: string
  legend: string
  value: T
  options: readonly { value: T; text: string }[]
  onChange(value: T): void
}

/** Radio buttons: every option can be read before one is taken. */
export function Choice<T extends string>({ name, legend, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="grid gap-1">
      <legend className="pb-1 text-base font-medium text-ink">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-6 items-start gap-2 text-base text-ink">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            className="mt-1 size-4 accent-[var(--color-accent)]"
          />
          {option.text}
        </label>
      ))}
    </fieldset>
  )
}

export interface TickProps {
  label: string
  checked: boolean
  onChange(checked: boolean): void
}

export function Tick({ label, checked, onChange }: TickProps) {
  return (
    <label className="flex min-h-6 items-start gap-2 text-base text-ink">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-1 size-4 accent-[var(--color-accent)]"
      />
      {label}
    </label>
  )
}
