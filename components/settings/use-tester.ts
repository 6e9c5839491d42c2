'use client'

import { useEffect, useRef, useState } from 'react'
import type { Finding } from '#lib/pipeline/redact/redaction.ts'
import type { Rejection } from '#lib/pipeline/redact/tenant-patterns.ts'
import type { RedactionSettings } from '#lib/redaction-policy.ts'

export interface ToTester {
  request: number
  text: string
  settings: RedactionSettings
}

export interface FromTester {
  request: number
  text: string
  findings: readonly Finding[]
  rejected: readonly Rejection[]
}

/** `slow`: the worker was ended because a draft took too long. */
export type Tested = { kind: 'answer'; answer: FromTester } | { kind: 'slow' } | null

const PAUSE_MS = 150
const LIMIT_MS = 4_000

/** Redacts `text` by a draft of the settings, a moment after the last change, in a worker that is ended when it takes too long. */
export function useTester(text: string, settings: RedactionSettings): Tested {
  const [tested, setTested] = useState<Tested>(null)
  const worker = useRef<Worker | null>(null)
  const requests = useRef(0)
  const wanted = JSON.stringify(settings)

  useEffect(() => {
    const request = ++requests.current
    let limit: ReturnType<typeof setTimeout> | undefined
    const pause = setTimeout(() => {
      worker.current ??= new Worker(new URL('./tester.worker.ts', import.meta.url), { type: 'module' })
      worker.current.onmessage = ({ data }: MessageEvent<FromTester>) => {
        if (data.request !== requests.current) return
        clearTimeout(limit)
        setTested({ kind: 'answer', answer: data })
      }
      worker.current.postMessage({ request, text, settings: JSON.parse(wanted) } satisfies ToTester)
      limit = setTimeout(() => {
        worker.current?.terminate()
        worker.current = null
        setTested({ kind: 'slow' })
      }, LIMIT_MS)
    }, PAUSE_MS)
    return () => {
      clearTimeout(pause)
      clearTimeout(limit)
    }
  }, [text, wanted])

  useEffect(
    () => () => {
      worker.current?.terminate()
      worker.current = null
    },
    [],
  )
  return tested
}
