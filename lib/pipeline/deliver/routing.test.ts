import { describe, expect, it } from 'vitest'
import { type RouteFacts, type Routing, routeTo, routingSchema } from './routing.ts'

const NOON = new Date('2026-11-21T12:00:00Z')
const SOURCE = '0190a000-0000-7000-8000-000000000001'
const facts = (more: Partial<RouteFacts> = {}): RouteFacts => ({
  sourceId: SOURCE,
  service: 'Checkout',
  severity: 'medium',
  ...more,
})
const sends = (routing: Routing, more: Partial<RouteFacts> = {}, now = NOON) => routeTo(routing, facts(more), now).send

describe('a channel', () => {
  it('without rules is told of everything, at once', () => {
    expect(routeTo({}, facts({ sourceId: null, service: null, severity: 'unknown' }), NOON)).toEqual({
      send: true,
      notBefore: null,
    })
  })

  it('is told of its sources, its services and its severities only', () => {
    expect(sends({ sources: [SOURCE] })).toBe(true)
    expect(sends({ sources: [SOURCE] }, { sourceId: null })).toBe(false)
    expect(sends({ services: ['checkout'] })).toBe(true)
    expect(sends({ services: ['search'] })).toBe(false)
    expect(sends({ services: ['search'] }, { service: null })).toBe(false)
    expect(
      ['critical', 'high', 'medium', 'unknown', 'low', 'info'].filter((severity) =>
        sends({ severityFloor: 'medium' }, { severity: severity as RouteFacts['severity'] }),
      ),
    ).toEqual(['critical', 'high', 'medium', 'unknown'])
  })

  it('is told of what belongs to no one alert, whatever its rules', () => {
    expect(routeTo({ sources: [], services: ['x'], severityFloor: 'critical' }, null, NOON)).toEqual({
      send: true,
      notBefore: null,
    })
  })
})

describe('quiet hours', () => {
  const night = { quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' } }
  const until = (at: string, more: Partial<RouteFacts> = {}, routing: Routing = night) => {
    const route = routeTo(routing, facts(more), new Date(at))
    return route.send ? (route.notBefore?.toISOString() ?? null) : 'not sent'
  }

  it('hold a message until their end, over midnight and in the zone that was named', () => {
    expect(until('2026-11-21T20:59:30Z')).toBeNull()
    expect(until('2026-11-21T21:00:30Z')).toBe('2026-11-22T06:00:00.000Z')
    expect(until('2026-11-22T05:59:59Z')).toBe('2026-11-22T06:00:00.000Z')
    expect(until('2026-11-22T06:00:00Z')).toBeNull()
    expect(until('2026-07-01T20:30:00Z')).toBe('2026-07-02T05:00:00.000Z')
  })

  it('do not hold what is critical', () => {
    expect(until('2026-11-21T23:00:00Z', { severity: 'critical' })).toBeNull()
  })

  it('within one day, and none where both ends are the same', () => {
    const day = { quietHours: { from: '12:00', to: '13:30', timeZone: 'UTC' } }
    expect(until('2026-11-21T12:10:00Z', {}, day)).toBe('2026-11-21T13:30:00.000Z')
    expect(until('2026-11-21T13:30:00Z', {}, day)).toBeNull()
    expect(
      until('2026-11-21T12:10:00Z', {}, { quietHours: { from: '12:00', to: '12:00', timeZone: 'UTC' } }),
    ).toBeNull()
  })

  it('of a zone that nobody knows are refused, as is any other shape', () => {
    for (const wrong of [
      { quietHours: { from: '22:00', to: '07:00', timeZone: 'Mars/Olympus' } },
      { quietHours: { from: '24:00', to: '07:00', timeZone: 'UTC' } },
      { severityFloor: 'loud' },
      { sources: ['x'] },
      { more: 1 },
    ])
      expect(routingSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
  })
})
