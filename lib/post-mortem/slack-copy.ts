import { code, mrkdwn } from '../pipeline/deliver/slack-text.ts'
import { postMortemOf, type Reported } from './facts.ts'

const MAX_EVIDENCE = 5

/**
 * The answer as a person pastes it into a channel: Slack's mrkdwn, which reads as plain text elsewhere. Pasted text is not
 * escaped as an API's is, so entities are written out again; nothing in it is a mention.
 */
export function slackCopy(reported: Reported, url: string): string {
  const { title, decision, reason, confidence, causes, actions } = postMortemOf(reported)
  const [cause] = causes
  const [action] = actions
  const lines = [
    `*${words(title, 200)}*`,
    `*${decision}*, confidence ${confidence}: ${words(reason, 400)}`,
    ...(cause?.evidence ?? [])
      .slice(0, MAX_EVIDENCE)
      .map(
        ({ line, count, template }) =>
          `• line ${line}${count > 1 ? ` ×${count}` : ''}: \`${unescaped(code(template, 200))}\``,
      ),
    ...(action ? [`First step (${action.risk}): ${words(action.text, 300)}`] : []),
    ...(action?.command ? [`\`${unescaped(code(action.command, 300))}\``] : []),
    url,
  ]
  return lines.join('\n')
}

const words = (text: string, max: number): string => unescaped(mrkdwn(text, max))
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '‹').replaceAll('&gt;', '›').replaceAll('&amp;', '&')
