import { isObject, type Json, parseJson } from './read-json.ts'

const MAX_FIELDS = 1_000
/** Where senders that post a form put their JSON. */
const WHOLE = ['payload', 'body', 'json', 'data']

/** A body as JSON, whatever its content type says: types are a hint only, and several senders give a wrong one. */
export function parseBody(body: string): Json | undefined {
  const text = body.trim()
  const json = parseJson(text)
  // JSON in a JSON string: a template engine quoted the whole.
  if (typeof json === 'string') return parseJson(json.trim()) ?? json
  return json === undefined ? parseForm(text) : json
}

function parseForm(text: string): Json | undefined {
  if (!/^[\w.%[\]+-]{1,200}=/.test(text) || /[\s{]/.test(text)) return undefined
  const fields = [...new URLSearchParams(text.split('&', MAX_FIELDS).join('&'))]
  const whole = fields.find(([name]) => WHOLE.includes(name))
  const inner = whole && parseJson(whole[1])
  if (isObject(inner) || Array.isArray(inner)) return inner
  return Object.fromEntries(
    fields.map(([name, value]) => [name, /^[[{]/.test(value) ? (parseJson(value) ?? value) : value]),
  )
}
