import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { call, type Problem } from '../settings/call.ts'

/** One request, then the page as it is now, or `then`. Answers whether it was done. */
export function useAct() {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  async function act(method: string, url: string, body?: unknown, then = () => router.refresh()): Promise<boolean> {
    const done = await call<unknown>(method, url, body)
    setProblem(done.ok ? null : done)
    if (done.ok) then()
    return done.ok
  }
  return { act, problem }
}
