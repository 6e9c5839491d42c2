'use client'

import { useEffect, useState } from 'react'
import { bytesText } from '../bytes.ts'
import type { MaskedPicture } from './draw-masked.ts'

export interface PicturePanelProps {
  masked: MaskedPicture | null
  /** Null where the workspace allows no picture to be sent. */
  send: boolean | null
  onSend(send: boolean): void
  /** False once it is on its way. */
  editable: boolean
}

/** The masked picture: what a person sees here is byte for byte what would be sent, if it is. */
export function PicturePanel({ masked, send, onSend, editable }: PicturePanelProps) {
  const url = useObjectUrl(masked?.png ?? null)
  return (
    <section aria-label="Your screenshot" className="grid gap-2 rounded-card border border-line bg-surface p-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft">
        <h2 className="text-base font-medium text-ink">Your screenshot, masked</h2>
        {masked && (
          <p className="figures">
            {masked.words} words read, {masked.masked} painted over
          </p>
        )}
        {send === null ? (
          <p>The picture stays in this tab. Only the text below is sent.</p>
        ) : (
          <label className="flex min-h-6 items-center gap-2 text-ink">
            <input
              type="checkbox"
              className="size-4"
              checked={send}
              disabled={!editable}
              onChange={({ target }) => onSend(target.checked)}
            />
            Send this masked picture to the model too{masked && `, ${bytesText(masked.png.size)}`}
          </label>
        )}
      </div>
      {url && masked ? (
        <img
          src={url}
          width={masked.width}
          height={masked.height}
          alt={`Your screenshot with ${masked.masked} of ${masked.words} words painted over. Its text stands below.`}
          className="max-h-[32dvh] w-auto max-w-full justify-self-start rounded-control border border-line object-contain"
        />
      ) : (
        <p className="py-6 text-sm text-ink-soft">Painting over what was redacted …</p>
      )}
      <p className="measure text-xs text-ink-faint">
        Black stands over every word that was redacted or could not be read. Look it through: what is drawn, not
        written, is not recognised.
      </p>
    </section>
  )
}

function useObjectUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!blob) return setUrl(null)
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url
}
