'use client'

import { Button } from './ui/button.tsx'
import { Mark } from './ui/mark.tsx'

export interface SaveFileProps {
  /** The exact text of the file, in UTF-8. */
  text: string
  name: string
  type: string
  /** What it is: "Save the receipt". */
  label: string
}

/** Saves what is in this page's memory as a file. Nothing is fetched and nothing leaves. */
export function SaveFile({ text, name, type, label }: SaveFileProps) {
  function save() {
    const url = URL.createObjectURL(new Blob([text], { type }))
    const link = document.createElement('a')
    link.href = url
    link.download = name
    link.click()
    // The download has its own hold on the bytes once it has begun.
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return (
    <Button size="small" onClick={save}>
      <Mark shape="download" />
      {label}
    </Button>
  )
}
