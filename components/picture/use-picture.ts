'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { LogClient } from '../analyze/log-client.ts'
import type { LogSummary } from '../analyze/protocol.ts'
import { drawMasked, type MaskedPicture } from './draw-masked.ts'
import { type Picture, type PictureRefusal, PictureRefused, readPicture } from './recognize.ts'

export interface ReadingHandlers {
  onShare(share: number): void
  onRead(text: string): void
  onRefused(reason: PictureRefusal): void
}

/** One picture at a time: another, or `drop`, ends the reading and gives its memory back. */
export function usePicture() {
  const [picture, setPicture] = useState<Picture | null>(null)
  const reading = useRef<AbortController | null>(null)
  const held = useRef<Picture | null>(null)

  const drop = useCallback(() => {
    reading.current?.abort()
    reading.current = null
    held.current?.bitmap.close()
    held.current = null
    setPicture(null)
  }, [])
  useEffect(() => drop, [drop])

  const read = useCallback(
    async (file: File, { onShare, onRead, onRefused }: ReadingHandlers) => {
      drop()
      const mine = new AbortController()
      reading.current = mine
      try {
        const found = await readPicture(file, (share) => mine.signal.aborted || onShare(share), mine.signal)
        if (mine.signal.aborted) return found.bitmap.close()
        held.current = found
        setPicture(found)
        onRead(found.text)
      } catch (error) {
        if (!mine.signal.aborted) onRefused(error instanceof PictureRefused ? error.reason : 'failed')
      }
    },
    [drop],
  )
  return { picture, read, drop }
}

/** The picture with its redactions painted over, drawn again when they change; null until it is drawn. */
export function useMasked(
  picture: Picture | null,
  client: LogClient | null,
  summary: LogSummary | null,
): MaskedPicture | null {
  const [drawn, setDrawn] = useState<{ of: LogSummary; masked: MaskedPicture } | null>(null)
  useEffect(() => {
    if (!picture || !client || !summary) return
    let current = true
    drawMasked(picture, client, summary).then(
      (masked) => current && setDrawn({ of: summary, masked }),
      // Then none is shown and none can be sent.
      () => {},
    )
    return () => {
      current = false
    }
  }, [picture, client, summary])
  // One that was drawn for other redactions must not be seen or sent.
  return picture && drawn && drawn.of === summary ? drawn.masked : null
}
