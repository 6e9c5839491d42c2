import type { Claim } from './claim.ts'
import { databaseIsolation } from './claims/database-isolation.ts'
import { deliveriesProveThemselves } from './claims/deliveries-prove-themselves.ts'
import { evidenceGrounded } from './claims/evidence-grounded.ts'
import { noForeignResource } from './claims/no-foreign-resource.ts'
import { nothingRawAtRest } from './claims/nothing-raw-at-rest.ts'
import { redactionBeforeEgress } from './claims/redaction-before-egress.ts'
import { unscannedIsNotPassed } from './claims/unscanned-is-not-passed.ts'

/** Every published claim, in the order in which pages show them. */
export const CLAIMS: readonly Claim[] = [
  nothingRawAtRest,
  redactionBeforeEgress,
  unscannedIsNotPassed,
  evidenceGrounded,
  databaseIsolation,
  deliveriesProveThemselves,
  noForeignResource,
]
