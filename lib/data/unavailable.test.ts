import { afterEach, describe, expect, it } from 'vitest'
import { Unavailable } from '../errors.ts'
import { listAnalyses } from './analyses.ts'
import { closeClients, openClients } from './prisma.ts'
import { isDatabaseReady } from './ready.ts'
import { unscopedTenantId } from './unscoped.ts'
import { findUser } from './users.ts'

const NOBODY = '00000000-0000-7000-8000-000000000000'

afterEach(() => closeClients())

describe('without a database', () => {
  it('every door says so plainly, and readiness is refused', async () => {
    // Port 1 is reserved (tcpmux); nothing listens there.
    const url = 'postgresql://lethe_app:x@127.0.0.1:1/lethe'
    await openClients({ appUrl: url, doorUrl: url })
    await expect(listAnalyses(unscopedTenantId(NOBODY))).rejects.toThrow(Unavailable)
    await expect(findUser(NOBODY)).rejects.toThrow(Unavailable)
    expect(await isDatabaseReady()).toBe(false)
  })
})
