import { z } from 'zod'

/** Settings of the Slack app of whoever runs this Lethe, for "Add to Slack". Read by env.ts only. */

export interface SlackApp {
  clientId: string
  clientSecret: string
}

export const slackVariables = {
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
}
type Given = z.infer<z.ZodObject<typeof slackVariables>>

/** The app, or null where there is none; half of one is a problem. */
export function slackAppOf({ SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret }: Given): SlackApp | null {
  return clientId && clientSecret ? { clientId, clientSecret } : null
}

export function slackProblems({ SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret }: Given): string[] {
  if ((id === undefined) === (secret === undefined)) return []
  return [`${id === undefined ? 'SLACK_CLIENT_ID' : 'SLACK_CLIENT_SECRET'} must be set too, or neither of the two.`]
}
