import type { FromRelight, RelightRequest } from './relight-protocol.ts'

type End = Exclude<FromRelight, { type: 'progress' }>

/** Starts a worker on a file and ends it with its answer. `cancel` ends it at once; then nothing is heard any more. */
export function relight(
  asked: RelightRequest,
  onProgress: (share: number) => void,
): { end: Promise<End>; cancel(): void } {
  const worker = new Worker(new URL('./relight.worker.ts', import.meta.url), { type: 'module' })
  const end = new Promise<End>((resolve) => {
    const finish = (message: End) => {
      worker.terminate()
      resolve(message)
    }
    worker.onmessage = ({ data }: MessageEvent<FromRelight>) => {
      if (data.type === 'progress') onProgress(data.total > 0 ? data.done / data.total : 0)
      else finish(data)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      finish({ type: 'refused', reason: 'failed', bytes: 0 })
    }
    worker.postMessage(asked)
  })
  return { end, cancel: () => worker.terminate() }
}
