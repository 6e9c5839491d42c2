import { CLAIM_GROUPS } from '../claim-list.ts'
import type { PublicPage } from '../page.ts'

export const claimsPage: PublicPage = {
  path: '/claims',
  title: 'Claims',
  description: 'Every claim about this software with its state, its limit and the check that can fail.',
  lead: 'What we say about this software, one sentence each. Beside it stands whether its check has passed on this build; below it, what the check does not show.',
  sections: [
    { id: 'count', title: 'Counted', blocks: [{ part: 'counts' }, { part: 'verify' }] },
    ...CLAIM_GROUPS.map(({ id, title, claims }) => ({
      id,
      title,
      wide: true,
      blocks: [{ claims: claims.map((claim) => claim.id) }],
    })),
  ],
}
