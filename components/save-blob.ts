/** The download has its own hold on the bytes once it has begun. */
const HELD_MS = 10_000

/** Saves what is in this page's memory as a file. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), HELD_MS)
}
