'use client'

import { useState } from 'react'
import { request } from '../request.ts'
import { saveBlob } from '../save-blob.ts'
import { Button } from '../ui/button.tsx'
import { Mark } from '../ui/mark.tsx'

export interface SaveAgreementFileProps {
  url: string
  /** Names the agreement and the file; a token stays out of the address. */
  body: Readonly<Record<string, string>>
  name: string
  label: string
  size?: 'small' | 'medium'
}

export function SaveAgreementFile({ url, body, name, label, size = 'medium' }: SaveAgreementFileProps) {
  const [failed, setFailed] = useState(false)
  async function save() {
    try {
      const answer = await request('POST', url, body)
      setFailed(!answer.ok)
      if (answer.ok) saveBlob(await answer.blob(), name)
    } catch {
      setFailed(true)
    }
  }
  return (
    <span className="grid gap-1">
      <Button onClick={save} size={size}>
        <Mark shape="download" />
        {label}
      </Button>
      {failed && (
        <span role="alert" className="text-sm font-medium text-ink">
          It was not saved. Try again in a moment.
        </span>
      )}
    </span>
  )
}
