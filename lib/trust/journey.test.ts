import { describe, expect, test } from 'vitest'
import { CLAIMS } from './claim-list.ts'
import { pasteJourney } from './journeys/paste.ts'
import { webhookJourney } from './journeys/webhook.ts'

describe.each([pasteJourney, webhookJourney])('the journey of $title', (journey) => {
  test('names only claims that are published', () => {
    const known = new Set(CLAIMS.map(({ id }) => id))
    expect(journey.steps.flatMap(({ claims }) => claims).filter((id) => !known.has(id))).toEqual([])
  })

  test('draws no two steps in one place, and crosses zones on one row only', () => {
    const places = journey.steps.map(({ zone, row }) => `${zone}/${row}`)
    expect(new Set(places).size).toBe(places.length)
    const crooked = journey.steps.filter((step, index) => {
      const from = journey.steps[step.from ?? index - 1]
      return from !== undefined && from.zone !== step.zone && from.row !== step.row
    })
    expect(crooked.map(({ id }) => id)).toEqual([])
  })

  test('claims nothing where it is only planned', () => {
    if (journey.planned) expect(journey.steps.flatMap(({ claims }) => claims)).toEqual([])
    else expect(journey.steps.some(({ claims }) => claims.length > 0)).toBe(true)
  })
})
