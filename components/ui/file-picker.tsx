'use client'

import { type ReactNode, useCallback, useEffect, useRef } from 'react'
import { Button, type ButtonProps } from './button.tsx'

export interface FilePickerProps extends Pick<ButtonProps, 'size' | 'disabled'> {
  /** Name of the field for whoever does not see the button. */
  label: string
  /** Words on the button. */
  children: ReactNode
  onFiles: (files: readonly File[]) => void
}

/** A button that asks for files. The same file can be chosen again. */
export function FilePicker({ label, children, onFiles, ...look }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null)
  const take = useCallback(() => {
    const field = input.current
    if (!field?.files?.length) return
    const files = [...field.files]
    // So that the same file can be chosen again.
    field.value = ''
    onFiles(files)
  }, [onFiles])
  // Chosen before the page's code had come: no event will tell of it.
  useEffect(take, [take])
  return (
    <>
      <Button {...look} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input ref={input} type="file" multiple aria-label={label} tabIndex={-1} className="sr-only" onChange={take} />
    </>
  )
}
