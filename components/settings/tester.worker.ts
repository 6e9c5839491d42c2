import { defaultPolicy } from '#lib/pipeline/redact/policy.ts'
import { redact } from '#lib/pipeline/redact/redact.ts'
import { preparePolicy } from '#lib/pipeline/redact/tenant-patterns.ts'
import type { FromTester, ToTester } from './use-tester.ts'

/** Tries a draft of the settings on a text, away from the page, so that a slow pattern does not hold up typing. Sends nothing. */
declare const self: DedicatedWorkerGlobalScope

self.onmessage = async ({ data }: MessageEvent<ToTester>) => {
  const { request, text, settings } = data
  const { allowKeep: _, ...given } = settings
  const { policy, rejected } = await preparePolicy({ ...defaultPolicy, ...given })
  const redaction = redact(text, policy, { budgetMs: 1_500, now: () => performance.now() })
  const answer: FromTester = { request, text: redaction.text, findings: redaction.findings, rejected }
  self.postMessage(answer)
}
