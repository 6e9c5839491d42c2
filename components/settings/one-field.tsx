'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'

export interface OneFieldProps {
  id: string
  label: string
  help: ReactNode
  error?: string | undefined
  button: string
  /** True where it was taken: the field is emptied. */
  onSave(value: string): Promise<boolean>
}

/** A secret goes in and is not seen again. */
export function OneField({ id, label, help, error, button, onSave }: OneFieldProps) {
  const [value, setValue] = useState('')
  const [busy, setBusy] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    if (await onSave(value.trim())) setValue('')
    setBusy(false)
  }
  return (
    <form onSubmit={save} className="max-w-xl">
      <Field id={id} label={label} help={help} error={error}>
        <div className="flex flex-wrap gap-2">
          <Input
            id={id}
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={value}
            aria-describedby={`${id}-help${error === undefined ? '' : ` ${id}-error`}`}
            aria-invalid={error === undefined ? undefined : true}
            onChange={(event) => setValue(event.target.value)}
            className="min-w-48 flex-1 font-mono"
          />
          <Button type="submit" disabled={busy || value.trim() === ''}>
            {button}
          </Button>
        </div>
      </Field>
    </form>
  )
}
