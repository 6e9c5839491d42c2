'use client'

import { type ClipboardEvent, type FormEvent, type RefObject, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/cn.ts'
import { FilePicker } from '../ui/file-picker.tsx'
import { FIELD } from '../ui/input.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { arrivedWhole } from './arrived-whole.ts'
import { isBlank } from './decode-log.ts'

/** Above this a paste goes straight to the worker: laying the text out in a field would block the page. */
const MAX_FIELD_CHARS = 50_000

export interface LogFieldProps {
  field: RefObject<HTMLTextAreaElement | null>
  onText: (text: string) => void
  onFiles: (files: readonly File[]) => void
}

/**
 * The one field. A paste, or anything that arrives with more than one line, is previewed at once; what is typed waits
 * for the button. Spelling services, form restoration and translation are off: they send or keep what is typed.
 */
export function LogField({ field, onText, onFiles }: LogFieldProps) {
  const [filled, setFilled] = useState(false)
  const before = useRef('')

  function pasted(event: ClipboardEvent<HTMLTextAreaElement>) {
    const files = [...event.clipboardData.files]
    const text = event.clipboardData.getData('text/plain')
    if (files.length > 0 && text === '') {
      event.preventDefault()
      onFiles(files)
    } else if (text.length > MAX_FIELD_CHARS) {
      event.preventDefault()
      const { value, selectionStart, selectionEnd } = event.currentTarget
      onText(value.slice(0, selectionStart) + text + value.slice(selectionEnd))
    }
  }

  function changed(event: FormEvent<HTMLTextAreaElement>) {
    const { value } = event.currentTarget
    const inputType = event.nativeEvent instanceof InputEvent ? event.nativeEvent.inputType : ''
    const whole = arrivedWhole({ inputType, before: before.current, after: value })
    before.current = value
    setFilled(!isBlank(value))
    if (whole) onText(value)
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      <textarea
        ref={field}
        aria-label="Log"
        aria-describedby="log-field-help"
        placeholder="Paste a log or a screenshot here, or drop files."
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        translate="no"
        data-gramm="false"
        onPaste={pasted}
        onInput={changed}
        className={cn(FIELD, 'min-h-72 flex-1 resize-none rounded-card p-4 font-mono text-sm leading-5')}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <FilePicker label="Log file" size="large" onFiles={onFiles}>
          Choose files
        </FilePicker>
        <Button
          size="large"
          variant="primary"
          disabled={!filled}
          onClick={() => field.current && onText(field.current.value)}
        >
          Preview what will be sent
        </Button>
        <FieldHelp />
      </div>
    </div>
  )
}

function FieldHelp() {
  return (
    <p id="log-field-help" className="measure text-base text-ink-soft">
      Up to 10 MiB of text, in one file or several; .gz is unpacked and a screenshot is read in this browser.{' '}
      <Kbd>/</Kbd> goes to the field, <Kbd>⌘</Kbd> or <Kbd>Ctrl</Kbd> with <Kbd>Enter</Kbd> previews.
    </p>
  )
}
