import type { Telling } from './slack-message.ts'

/** What "Send a test message" sends: the form of every message, and nothing of anybody's logs. `url` is this Lethe's own. */
export function testTelling(url: string): Telling {
  return {
    analysis: {
      title: 'Test message from Lethe: nothing is wrong',
      summary: 'Somebody in your workspace pressed the button that sends this message.',
      category: 'healthy',
      verdict: 'no_action',
      decision: { kind: 'none', reason: 'Analyses will arrive here in this form.', involve: null },
      confidence: 1,
      confidenceReasons: [],
      component: null,
      rootCauses: [
        {
          summary: 'Somebody in your workspace pressed the button that sends this message.',
          confidence: 1,
          component: null,
          kind: 'cause',
          evidence: [],
        },
      ],
      timeline: [],
      actions: [],
      ruledOut: [],
      dataGaps: [],
      killTest: null,
      engine: 'local',
      model: null,
      tokens: { in: 0, out: 0 },
      receipt: {
        measuredBy: 'server',
        ...{ bytesIn: 0, linesIn: 0, redactions: [], ruleSet: 'none' },
        ...{ rawBytesStored: 0, bytesStored: 0, requests: [] },
      },
    },
    alert: null,
    url: `${url}/settings/channels`,
    addLogsUrl: `${url}/analyze`,
  }
}
