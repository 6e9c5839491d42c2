import type { Claim } from './claim.ts'
import { engineClaims } from './claims/engine.ts'
import { hooksClaims } from './claims/hooks.ts'
import { isolationClaims } from './claims/isolation.ts'
import { recordsClaims } from './claims/records.ts'
import { redactionClaims } from './claims/redaction.ts'
import { sessionsClaims } from './claims/sessions.ts'
import { storageClaims } from './claims/storage.ts'
import { supplyClaims } from './claims/supply.ts'
import { webClaims } from './claims/web.ts'

export interface ClaimGroup {
  id: string
  title: string
  claims: readonly Claim[]
}

/** Every published claim, in the order in which pages show them. */
export const CLAIM_GROUPS: readonly ClaimGroup[] = [
  { id: 'storage', title: 'What is stored, and how it goes', claims: storageClaims },
  { id: 'redaction', title: 'Redaction', claims: redactionClaims },
  { id: 'engine', title: 'Engines and models', claims: engineClaims },
  { id: 'isolation', title: 'Workspaces apart', claims: isolationClaims },
  { id: 'sessions', title: 'Who somebody is', claims: sessionsClaims },
  { id: 'hooks', title: 'What comes in and goes out', claims: hooksClaims },
  { id: 'records', title: 'Audit log, keys, backups', claims: recordsClaims },
  { id: 'web', title: 'Pages and connections', claims: webClaims },
  { id: 'supply', title: 'What it is made of', claims: supplyClaims },
]

export const CLAIMS: readonly Claim[] = CLAIM_GROUPS.flatMap(({ claims }) => claims)
