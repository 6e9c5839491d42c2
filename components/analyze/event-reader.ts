/** One event of a `text/event-stream` (WHATWG HTML, 9.2.6). */
export interface StreamEvent {
  event: string
  data: string
}

/** Reads a stream as its text arrives, cut anywhere. Comments, ids and retry times mean nothing here. */
export function createEventReader(): (more: string) => StreamEvent[] {
  let rest = ''
  let event = ''
  let data: string[] = []

  function line(text: string): StreamEvent | null {
    if (text === '') {
      const done = data.length > 0 ? { event: event || 'message', data: data.join('\n') } : null
      event = ''
      data = []
      return done
    }
    const colon = text.indexOf(':')
    const name = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '')
    if (name === 'event') event = value
    else if (name === 'data') data.push(value)
    return null
  }

  return (more) => {
    // A carriage return at the end may be the first half of a line end.
    const text = rest + more
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text
    const lines = whole.split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + text.slice(whole.length)
    return lines.flatMap((each) => line(each) ?? [])
  }
}
