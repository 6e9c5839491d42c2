import type { Check } from './check.ts'
import { engineChecks } from './checks/engine.ts'
import { hooksChecks } from './checks/hooks.ts'
import { isolationChecks } from './checks/isolation.ts'
import { recordsChecks } from './checks/records.ts'
import { redactionChecks } from './checks/redaction.ts'
import { serviceChecks } from './checks/service.ts'
import { sessionsChecks } from './checks/sessions.ts'
import { storageChecks } from './checks/storage.ts'
import { supplyChecks } from './checks/supply.ts'
import { webChecks } from './checks/web.ts'

/** Every check, by its id. */
export const CHECKS: Readonly<Record<string, Check>> = {
  ...redactionChecks,
  ...engineChecks,
  ...isolationChecks,
  ...sessionsChecks,
  ...hooksChecks,
  ...storageChecks,
  ...recordsChecks,
  ...webChecks,
  ...serviceChecks,
  ...supplyChecks,
}

export function findCheck(id: string): Check | undefined {
  return Object.hasOwn(CHECKS, id) ? CHECKS[id] : undefined
}
