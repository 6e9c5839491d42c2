import type { z } from 'zod'
import { Invalid, TooLarge } from './errors.ts'
import { readBytes } from './route.ts'

/** What stands around a file in a form: boundaries and the other fields. */
const FORM_BYTES = 64 * 1024

export interface Uploaded<T> {
  fields: T
  /** As the browser gave it; never a path to open. */
  fileName: string
  bytes: Uint8Array
}

/** Reads a form with one file, called `file`, of at most `maxBytes`, counted while it streams. Throws TooLarge or Invalid. */
export async function readUpload<T>(request: Request, schema: z.ZodType<T>, maxBytes: number): Promise<Uploaded<T>> {
  const body = await readForm(request, maxBytes)
  const file = body.get('file')
  if (!(file instanceof File)) throw new Invalid([{ path: 'file', message: 'Choose a file.' }])
  if (file.size > maxBytes) throw new TooLarge(maxBytes, { todo: 'Send the sheets with questions alone.' })
  const given = Object.fromEntries([...body].filter(([name, value]) => name !== 'file' && typeof value === 'string'))
  const parsed = schema.safeParse(given)
  if (!parsed.success)
    throw new Invalid(
      parsed.error.issues.slice(0, 20).map(({ path, code }) => ({ path: path.join('.'), message: code })),
    )
  return { fields: parsed.data, fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

async function readForm(request: Request, maxBytes: number): Promise<FormData> {
  const bytes = await readBytes(request, maxBytes + FORM_BYTES)
  try {
    const type = request.headers.get('content-type') ?? ''
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  } catch {
    throw new Invalid([{ path: '', message: 'The body is no form.' }])
  }
}
