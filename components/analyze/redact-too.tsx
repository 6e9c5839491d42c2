'use client'

import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { printableLine } from '../analysis/printable.ts'
import { useShortcuts } from '../shell/use-shortcuts.ts'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { MAX_SELECTED_CHARS, selectedOf, whyNotSelected } from './changes.ts'
import type { Editing } from './redaction-strip.tsx'

export interface RedactTooProps {
  editing: Editing
  /** The panes: text selected in them fills the field. */
  panes: RefObject<HTMLElement | null>
}

/**
 * Strikes out a value that no rule found, wherever it stands in this log. Selecting it fills the field; the field is also the
 * way for those who cannot select with a pointer. What is typed here stays in this tab.
 */
export function RedactToo({ editing, panes }: RedactTooProps) {
  const [value, setValue] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useSelection(panes, setValue)
  useShortcuts({ r: () => field.current?.focus() })

  function submit(event: FormEvent) {
    event.preventDefault()
    const found = whyNotSelected(value)
    setProblem(found)
    if (found !== null || editing.busy) return
    editing.change({ kind: 'redact', value })
    // Rows are drawn anew; what is left of the selection would fill the field again.
    document.getSelection()?.removeAllRanges()
    // Rows are drawn anew; what is left of the selection would fill the field again.
    document.getSelection()?.removeAllRanges()
    setValue('')
  }

  return (
    <form onSubmit={submit} className="flex min-w-0 flex-wrap items-center gap-2">
      <Input
        ref={field}
        aria-label="Redact this too"
        aria-keyshortcuts="r"
        aria-describedby={problem === null ? undefined : 'redact-too-problem'}
        aria-invalid={problem !== null}
        placeholder="Select or type"
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        translate="no"
        data-gramm="false"
        value={value}
        onChange={({ target }) => {
          setValue(target.value)
          setProblem(null)
        }}
        onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
        className="h-8 w-44 font-mono text-xs sm:w-56"
      />
      {/* The selection must outlive the press. */}
      <Button
        type="submit"
        size="small"
        className="h-8"
        disabled={value === '' || editing.busy}
        onMouseDown={(event) => event.preventDefault()}
      >
        Redact this too
      </Button>
      {problem !== null && (
        <p id="redact-too-problem" role="alert" className="text-sm font-medium text-ink">
          {problem}
        </p>
      )}
    </form>
  )
}

/** Everything that was changed, each with its undo; the last first. */
export function ChangeList({ editing }: { editing: Editing }) {
  const { changes, missing, busy, undo } = editing
  if (changes.list.length === 0) return null
  const selected = selectedOf(changes)
  return (
    <ul aria-label="Your changes" className="flex max-h-20 flex-wrap gap-1.5 overflow-y-auto">
      {[...changes.list].reverse().map((change) => {
        const kept = change.kind === 'keep'
        const name = kept
          ? `${change.place.type.toUpperCase()} on line ${change.place.line.toLocaleString('en')}`
          : `“${shortened(printableLine(change.value))}”`
        const nowhere = !kept && missing.includes(selected.indexOf(change.value))
        return (
          <li
            key={kept ? `${change.place.line} ${change.place.start}` : change.value}
            className="flex max-w-full items-center gap-1 rounded-control border border-line bg-surface pl-2 text-sm"
          >
            <span className="min-w-0 truncate">
              <span className="text-ink-soft">{kept ? 'Kept' : nowhere ? 'Stands nowhere' : 'Redacted too'}:</span>{' '}
              {name}
            </span>
            <Button
              variant="quiet"
              size="small"
              disabled={busy}
              onClick={() => undo(change)}
              aria-label={`Undo: ${kept ? 'kept' : 'redacted too'} ${name}`}
            >
              Undo
            </Button>
          </li>
        )
      })}
    </ul>
  )
}

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** Hears of text that is selected inside `box`. An empty selection changes nothing: a press elsewhere makes one. */
function useSelection(box: RefObject<HTMLElement | null>, onSelect: (text: string) => void) {
  useEffect(() => {
    const changed = () => {
      const selection = document.getSelection()
      const inside = (node: Node | null | undefined) => node != null && box.current?.contains(node) === true
      if (!selection || selection.isCollapsed || !inside(selection.anchorNode) || !inside(selection.focusNode)) return
      const text = selection
        .toString()
        .slice(0, MAX_SELECTED_CHARS + 20)
        .trim()
      if (text !== '') onSelect(text)
    }
    document.addEventListener('selectionchange', changed)
    return () => document.removeEventListener('selectionchange', changed)
  }, [box, onSelect])
}
