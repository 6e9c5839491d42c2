import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { countAnalysis, countRefusal, metrics, timed } from './metrics.ts'
import { answerMetrics } from './metrics-route.ts'
import type { Analysis } from './pipeline/analysis.ts'

const TOKEN = 'a-token-of-the-operator-only'
const ROOT = path.dirname(import.meta.dirname)
const ask = (authorization?: string) =>
  answerMetrics(
    new Request('http://localhost/api/metrics', authorization === undefined ? {} : { headers: { authorization } }),
  )

beforeAll(() => vi.stubEnv('LETHE_METRICS_TOKEN', TOKEN))
afterAll(() => vi.unstubAllEnvs())

const analysis = {
  engine: 'claude',
  verdict: 'action_required',
  receipt: {
    redactions: [{ type: 'EMAIL', class: 'pii', count: 3 }],
    requests: [
      {
        model: 'claude-haiku-5-5',
        purpose: 'analysis',
        status: 200,
        tokensOut: 900,
        tokensIn: 40,
        costMicroUsd: 1_100,
      },
      { model: 'claude-haiku-5-5', purpose: 'retry', status: null, tokensOut: 0, tokensIn: 0 },
    ],
  },
} as unknown as Analysis

describe('metrics', () => {
  it('count what was stored, what left and what it cost', async () => {
    countAnalysis(analysis, 'webhook')
    countRefusal('hooks', 'path')
    await timed('store', async () => {})
    const text = await metrics().registry.metrics()
    expect(text).toContain('lethe_analyses_total{engine="claude",verdict="action_required",source="webhook"} 1')
    expect(text).toContain('lethe_redactions_total{class="pii"} 3')
    expect(text).toContain('lethe_model_requests_total{model="claude-haiku-5-5",purpose="retry",status="none"} 1')
    expect(text).toContain('lethe_model_tokens_total{model="claude-haiku-5-5",direction="out"} 900')
    expect(text).toContain('lethe_model_cost_usd_total{model="claude-haiku-5-5"} 0.0011')
    expect(text).toMatch(/lethe_stage_seconds_count\{stage="store"\} [1-9]/)
    expect(text).toContain('lethe_limits_refused_total{door="hooks",scope="path"} 1')
  })

  it('are there for whoever shows the token, and for nobody else', async () => {
    expect((await ask(`Bearer ${TOKEN}`)).status).toBe(200)
    for (const wrong of [undefined, '', `Bearer ${TOKEN}x`, `bearer ${TOKEN}`, TOKEN]) {
      const answer = await ask(wrong)
      expect([answer.status, await answer.text()], String(wrong)).toEqual([404, expect.not.stringContaining('lethe_')])
    }
  })

  it('have labels from fixed lists: no workspace, no address, no text', async () => {
    const labels = (await metrics().registry.getMetricsAsJSON())
      .filter(({ name }) => name.startsWith('lethe_'))
      .flatMap(({ values }) => (values as { labels: object }[]).flatMap((value) => Object.keys(value.labels)))
    const known = ['le', 'stage', 'status', 'engine', 'verdict', 'source', 'class', 'model', 'purpose', 'direction']
    expect(
      [...new Set(labels)].filter((name) => ![...known, 'channel', 'outcome', 'door', 'scope'].includes(name)),
    ).toEqual([])
  })
})

describe('the files for whoever watches', () => {
  const names = async () => new Set((await metrics().registry.getMetricsAsJSON()).map(({ name }) => name))
  const asked = (text: string) =>
    [...text.matchAll(/\b((?:lethe|process|nodejs)_[a-z0-9_]+)\b/g)].map(([, name = '']) =>
      name.replace(/_(bucket|count|sum)$/, ''),
    )

  it('ask for figures that there are', async () => {
    const rules = readFileSync(path.join(ROOT, 'deploy/monitoring/alerts.yaml'), 'utf8')
    const dashboard = readFileSync(path.join(ROOT, 'deploy/monitoring/dashboard.json'), 'utf8')
    const known = await names()
    expect(asked(rules).length).toBeGreaterThan(8)
    expect(asked(rules + dashboard).filter((name) => !known.has(name))).toEqual([])
  })

  it('are well-formed: every rule has a name, a severity and a sentence', () => {
    const { groups } = parse(readFileSync(path.join(ROOT, 'deploy/monitoring/alerts.yaml'), 'utf8')) as {
      groups: {
        rules: { alert: string; expr: string; labels: { severity: string }; annotations: { summary: string } }[]
      }[]
    }
    for (const { alert, expr, labels, annotations } of groups.flatMap(({ rules }) => rules)) {
      expect(alert).toMatch(/^Lethe[A-Z]/)
      expect(expr).not.toBe('')
      expect(labels.severity).toMatch(/^(page|ticket)$/)
      expect(annotations.summary).toMatch(/\.$/)
    }
  })
})
