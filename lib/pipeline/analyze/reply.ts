import { z } from 'zod'
import { CATEGORIES } from '../analysis.ts'

/**
 * What a model is asked for. Templates, counts, risks, verdict, decision and timeline are not asked for: code makes
 * them. Lengths are not stated: what is too long is cut, not refused. Strings hold more than one thing, and an empty one
 * stands for "none", since every key and every nested object costs tokens in every request.
 */
export const replySchema = z.object({
  title: z.string(),
  summary: z.string(),
  category: z.enum(CATEGORIES),
  involve: z.string(),
  causes: z.array(
    z.object({
      summary: z.string(),
      kind: z.enum(['cause', 'symptom']),
      confidence: z.number(),
      component: z.string(),
      /** `NUMBER: verbatim quote`. */
      evidence: z.array(z.string()),
    }),
  ),
  /** A sentence, and a command between backticks at its end where there is one. */
  actions: z.array(z.string()),
  killTest: z.string(),
  /** `hypothesis: reason`. */
  ruledOut: z.array(z.string()),
  gaps: z.array(z.string()),
})

/** The adversarial pass: what speaks against an answer. It cannot name a cause. */
export const opinionSchema = z.object({
  confidence: z.number(),
  objection: z.string(),
  ruledOut: z.array(z.string()),
  killTest: z.string(),
})

export type Reply = z.infer<typeof replySchema>
export type Opinion = z.infer<typeof opinionSchema>
export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string }

/** No reply of a few thousand tokens is longer; a longer one is not parsed. In UTF-16 units. */
const MAX_REPLY_CHARS = 4_000_000

/** Parses a reply's text strictly. Never throws. `problem` names places, never content. */
export function parseReply<T>(schema: z.ZodType<T>, text: string): Parsed<T> {
  const json = jsonOf(text)
  if (json === undefined) return { ok: false, problem: 'It is not JSON.' }
  const result = schema.safeParse(json)
  if (result.success) return { ok: true, value: result.data }
  const places = result.error.issues.slice(0, 5).map((issue) => placeOf(issue.path) || 'the whole')
  return { ok: false, problem: `These places have the wrong type or are missing: ${[...new Set(places)].join(', ')}.` }
}

/**
 * What can be used of a reply that failed twice: each field and each list entry on its own, so that a paid answer with one
 * bad field is not lost. Null where there is no entry of `causes` left.
 */
export function salvageReply(text: string): Reply | null {
  const json = jsonOf(text)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null
  const given = new Map(Object.entries(json))
  const { shape } = replySchema
  const pick = <T>(schema: z.ZodType<T>, name: string, otherwise: T): T => {
    const result = schema.safeParse(given.get(name))
    return result.success ? result.data : otherwise
  }
  const list = <T>(schema: z.ZodType<T>, name: string): T[] => {
    const value = given.get(name)
    if (!Array.isArray(value)) return []
    return value.slice(0, 50).flatMap((entry) => {
      const result = schema.safeParse(entry)
      return result.success ? [result.data] : []
    })
  }
  const causes = list(shape.causes.element, 'causes')
  if (causes.length === 0) return null
  return {
    title: pick(shape.title, 'title', ''),
    summary: pick(shape.summary, 'summary', ''),
    category: pick(shape.category, 'category', 'unknown'),
    involve: pick(shape.involve, 'involve', ''),
    causes,
    actions: list(shape.actions.element, 'actions'),
    killTest: pick(shape.killTest, 'killTest', ''),
    ruledOut: list(shape.ruledOut.element, 'ruledOut'),
    gaps: list(shape.gaps.element, 'gaps'),
  }
}

function jsonOf(text: string): unknown {
  if (text.length > MAX_REPLY_CHARS) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // Very deep nesting ends in a RangeError, everything else in a SyntaxError: neither is a reply.
    return undefined
  }
}

/** Keys of ours only: an unknown key is the reply's own text and stays out. */
function placeOf(path: readonly PropertyKey[]): string {
  const known: ReadonlySet<PropertyKey> = new Set([...Object.keys(replySchema.shape), ...INNER_KEYS])
  return path.flatMap((part) => (typeof part === 'number' || known.has(part) ? [String(part)] : [])).join('.')
}

const INNER_KEYS = ['confidence', 'kind', 'component', 'evidence', 'objection']
