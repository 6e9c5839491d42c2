/** What the demo's page and its worker say to each other. */
export interface DemoAnswer {
  decision: string
  title: string
  confidence: number
  cause: string
  evidence: readonly { line: number; text: string }[]
  redactions: readonly { type: string; count: number }[]
  bytesIn: number
  bytesLeft: number
  tookMs: number
}
