/** `analysis.override_kept` -> "Override kept", with its noun beside it. Actions are ours: small letters, dots, underscores. */
export function actionWords(action: string): { noun: string; verb: string } {
  const [noun = '', ...verbs] = action.split('.')
  const sentence = (text: string) => text.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase())
  return { noun: sentence(noun), verb: sentence(verbs.join(' ')).toLowerCase() }
}

/** Detail of an event in one line: `count 3, types email, password`. */
export function detailWords(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return ''
  return Object.entries(detail)
    .map(([name, value]) => `${name.replace(/([A-Z])/g, ' $1').toLowerCase()} ${valueWords(value)}`)
    .join(', ')
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueWords).join(', ')
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  return String(value)
}
