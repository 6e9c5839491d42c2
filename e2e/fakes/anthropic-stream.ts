/** The events of a streamed message, in the order of the Messages API (version 2026-10-21). */
export function streamEvents(message: {
  content: { type: string; text?: string }[]
  stop_reason: string
  usage: object
}): string[] {
  const event = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`
  const text = message.content[0]?.text ?? ''
  const deltas: string[] = []
  for (let at = 0; at < text.length; at += 64)
    deltas.push(
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: text.slice(at, at + 64) } }),
    )
  return [
    event('message_start', { message: { ...message, content: [], stop_reason: null } }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...deltas,
    event('content_block_stop', { index: 0 }),
    event('message_delta', { delta: { stop_reason: message.stop_reason, stop_sequence: null }, usage: message.usage }),
    event('message_stop', {}),
  ]
}
