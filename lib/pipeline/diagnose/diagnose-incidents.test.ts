import { describe, expect, it } from 'vitest'
import { diagnosisSchema } from '../analysis.ts'
import { INCIDENTS } from './cases/incidents.ts'
import { diagnosisOf } from './cases/read-case.ts'

describe('an incident of several services', () => {
  it.each(INCIDENTS.map((one) => [one.name, one] as const))('%s', (_, { categories, names, evidence, log }) => {
    const answer = diagnosisOf(log)
    expect(diagnosisSchema.safeParse(answer).success).toBe(true)
    const [first] = answer.rootCauses
    expect(categories).toContain(answer.category)
    expect(`${first?.component} ${first?.summary}`.toLowerCase()).toContain(names.toLowerCase())
    expect(first?.evidence.map(({ quote }) => quote).join('\n')).toContain(evidence)
    expect(answer.decision.involve).not.toBeNull()
    expect(answer.timeline.length).toBeGreaterThan(0)
    expect(answer.dataGaps.length).toBeGreaterThan(0)
    expect(answer.confidence).toBeGreaterThanOrEqual(0.35)
    expect(answer.confidence).toBeLessThanOrEqual(0.85)
  })
})
