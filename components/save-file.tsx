'use client'

import { saveBlob } from './save-blob.ts'
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
  return (
    <Button size="small" onClick={() => saveBlob(new Blob([text], { type }), name)}>
      <Mark shape="download" />
      {label}
    </Button>
  )
}
