import { cookies } from 'next/headers'
import { COOKIE_OPTIONS, SLACK_COOKIE } from '#lib/auth/cookies.ts'
import { freshRoute, NO_STORE } from '#lib/route.ts'
import { beginInstall, INSTALL_MAX_AGE_SECONDS } from '#lib/slack-install.ts'

export const POST = freshRoute('channel:manage', async ({ member }) => {
  const { url, ticket } = beginInstall(member)
  const jar = await cookies()
  jar.set(SLACK_COOKIE, ticket, { ...COOKIE_OPTIONS, maxAge: INSTALL_MAX_AGE_SECONDS })
  return Response.json({ url }, { headers: NO_STORE })
})
