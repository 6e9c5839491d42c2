'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { call, type Problem } from '../../settings/call.ts'
import { Setting, Tick } from '../../settings/setting.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { FIELD, Input } from '../../ui/input.tsx'
import { Field } from '../../ui/label.tsx'

export interface SheetColumns {
  name: string
  included: boolean
  headerRow: number
  id: number | null
  question: number
  answer: number
  comment: number | null
  /** What stands above each column. */
  columns: readonly string[]
}

const PARTS = [
  { part: 'id', label: 'Numbers', optional: true },
  { part: 'question', label: 'Questions', optional: false },
  { part: 'answer', label: 'Answers', optional: false },
  { part: 'comment', label: 'Explanations', optional: true },
] as const

/** Which columns hold what, sheet by sheet. */
export function ColumnForm({ id, sheets: recognised }: { id: string; sheets: readonly SheetColumns[] }) {
  const router = useRouter()
  const [sheets, setSheets] = useState(recognised)
  const [problem, setProblem] = useState<Problem | null>(null)
  const change = (name: string, changes: Partial<SheetColumns>) =>
    setSheets(sheets.map((sheet) => (sheet.name === name ? { ...sheet, ...changes } : sheet)))
  async function save(event: FormEvent) {
    event.preventDefault()
    const body = { sheets: sheets.map(({ columns: _, ...sheet }) => sheet) }
    const saved = await call<unknown>('PUT', `/api/staff/questionnaires/${id}/columns`, body)
    setProblem(saved.ok ? null : saved)
    if (!saved.ok) return
    router.push(`/staff/questionnaires/${id}`)
    router.refresh()
  }
  return (
    <form onSubmit={save} className="grid gap-2">
      {problem && <Alert {...problem.problem} />}
      {sheets.map((sheet, at) => (
        <SheetFields
          key={sheet.name}
          sheet={sheet}
          id={`sheet-${at}`}
          onChange={(changes) => change(sheet.name, changes)}
        />
      ))}
      <div>
        <Button type="submit" variant="primary">
          Read it by these columns
        </Button>
      </div>
    </form>
  )
}

interface SheetFieldsProps {
  sheet: SheetColumns
  id: string
  onChange(changes: Partial<SheetColumns>): void
}

function SheetFields({ sheet, id, onChange }: SheetFieldsProps) {
  return (
    <Setting id={id} title={sheet.name || 'The file'} effect="Questions begin below the row of headings.">
      <Tick label="Holds questions" checked={sheet.included} onChange={(included) => onChange({ included })} />
      <fieldset disabled={!sheet.included} className="grid gap-4 sm:grid-cols-2 lg:grid-cols-5">
        <legend className="sr-only">Columns of {sheet.name || 'the file'}</legend>
        <Field id={`${id}-header`} label="Row of headings">
          <Input
            id={`${id}-header`}
            type="number"
            min={0}
            max={1_048_576}
            required
            value={sheet.headerRow}
            onChange={({ target }) => onChange({ headerRow: Number(target.value) })}
          />
        </Field>
        {PARTS.map(({ part, label, optional }) => (
          <Field key={part} id={`${id}-${part}`} label={label}>
            <select
              id={`${id}-${part}`}
              className={`${FIELD} h-9 px-2 text-base`}
              value={sheet[part] ?? ''}
              onChange={({ target }) => onChange({ [part]: target.value === '' ? null : Number(target.value) })}
            >
              {optional && <option value="">none</option>}
              {sheet.columns.map((head, column) => (
                <option key={letters(column)} value={column}>
                  {head === '' ? letters(column) : `${letters(column)}: ${head}`}
                </option>
              ))}
            </select>
          </Field>
        ))}
      </fieldset>
    </Setting>
  )
}

const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : `${letters(Math.floor(column / 26) - 1)}${letters(column % 26)}`
