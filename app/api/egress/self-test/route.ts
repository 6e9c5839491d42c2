import { runSelfTest } from '#lib/egress/self-test.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'

export const POST = memberRoute(
  'analysis:create',
  async ({ member }) => Response.json(await runSelfTest(member.tenant, member.userId), { headers: NO_STORE }),
  'analyses',
)
