'use client'

import { useEffect, useState } from 'react'

export interface DropZoneProps {
  /** False while a drop would be ignored: then the browser still must not open the file. */
  active: boolean
  onFiles: (files: readonly File[]) => void
}

/**
 * Takes files dropped anywhere in the window. A drop that misses a small target would make the browser open the log as
 * a page of its own, with its name in the address and the history.
 */
export function DropZone({ active, onFiles }: DropZoneProps) {
  const [over, setOver] = useState(false)

  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const dragged = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    // Leaving the window has no element to go to; moving between elements has.
    const left = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const dropped = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(false)
      if (active) onFiles([...(event.dataTransfer?.files ?? [])])
    }
    window.addEventListener('dragover', dragged)
    window.addEventListener('dragleave', left)
    window.addEventListener('drop', dropped)
    return () => {
      window.removeEventListener('dragover', dragged)
      window.removeEventListener('dragleave', left)
      window.removeEventListener('drop', dropped)
    }
  }, [active, onFiles])

  if (!over || !active) return null
  return (
    <div className="pointer-events-none fixed inset-2 z-30 grid animate-arrive place-items-center rounded-card border-2 border-dashed border-accent bg-accent-tint/90">
      <p className="text-xl font-semibold text-ink">Drop the log. It stays in this browser.</p>
    </div>
  )
}
