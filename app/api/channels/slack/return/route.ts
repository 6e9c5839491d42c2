import { cookies } from 'next/headers'
import { SLACK_COOKIE } from '#lib/auth/cookies.ts'
import { env } from '#lib/env.ts'
import { memberRoute, NO_STORE } from '#lib/route.ts'
import { finishInstall } from '#lib/slack-install.ts'

/** Slack leads the browser here. What makes it ours is the state and the ticket, each good once. */
export const GET = memberRoute('channel:manage', async ({ member, request }) => {
  const jar = await cookies()
  const ticket = jar.get(SLACK_COOKIE)?.value ?? ''
  jar.delete({ name: SLACK_COOKIE, path: '/', secure: true })
  const word = await finishInstall(member, new URL(request.url).searchParams, ticket)
  const location = `${env().url}/settings/channels?slack=${word}`
  return new Response(null, { status: 303, headers: { ...NO_STORE, location } })
})
