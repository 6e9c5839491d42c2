/** What the fake says where a test scripts nothing: a grounded answer about the log that it was sent. */

export interface FakeReply {
  title: string
  summary: string
  category: string
  involve: string
  causes: { summary: string; kind: string; confidence: number; component: string; evidence: string[] }[]
  actions: string[]
  killTest: string
  ruledOut: string[]
  gaps: string[]
}

/** The numbered lines of the log in a request's text. */
export function numberedLines(text: string): { number: number; text: string }[] {
  return [...text.matchAll(/^(\d+)\t(.*)$/gm)].map(([, number, line]) => ({ number: Number(number), text: line ?? '' }))
}

/** Cites up to three lines that report a failure, as they stand. */
export function groundedReply(text: string, changes: Partial<FakeReply> = {}): FakeReply {
  const lines = numberedLines(text)
  const failing = lines.filter((line) =>
    /\b(?:error|fatal|fail|exception|refused|timed out|denied|panic)/i.test(line.text),
  )
  const cited = (failing.length > 0 ? failing : lines).slice(0, 3)
  return {
    title: 'The connection pool is exhausted',
    summary: 'Requests wait for a connection until they time out.',
    category: 'resource_exhaustion',
    involve: 'the owner of the service',
    causes: [
      {
        summary: 'No connection was free within the time limit.',
        kind: 'cause',
        confidence: 0.82,
        component: 'connection pool',
        evidence: cited.map((line) => `${line.number}: ${line.text.slice(0, 120)}`),
      },
    ],
    actions: ['Look at how many connections are in use: `kubectl top pods`'],
    killTest: 'Count the open connections; a low count disproves it: `ss -s`',
    ruledOut: ['Name resolution: no line reports a failed look-up.'],
    gaps: ['The size of the pool.'],
    ...changes,
  }
}

export const MILD_OPINION = {
  confidence: 0.7,
  objection: 'The size of the pool is not shown.',
  ruledOut: ['A full disk: no line reports one.'],
  killTest: 'Count waiting threads: `ps -ef`',
}
