/** What of an `InputEvent` and its field matters here. */
export interface Arrival {
  inputType: string
  before: string
  after: string
}

const linesIn = (text: string) => text.split('\n').length

/**
 * Whether a text came into the field in one step: pasted, dropped, or put in by a tool, rather than typed. A browser
 * may tell of one insertion in several events, of which the first already finds the whole text in the field.
 */
export function arrivedWhole({ inputType, before, after }: Arrival): boolean {
  if (inputType === 'insertFromPaste' || inputType === 'insertFromDrop') return true
  if (inputType.startsWith('history')) return false
  return after.length - before.length > 1 && linesIn(after) > linesIn(before)
}
