import { z } from 'zod'

/** The forms that settings may have. Read by env.ts only. */

export const gate = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '0' && value.toLowerCase() !== 'false')

export const postgresUrl = z.string().refine(isPostgresUrl, {
  error: 'must be a URL like postgresql://user:password@host:5432/database',
})

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export const origin = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: 'must be a URL like https://lethe.example.com',
  })
  .refine((value) => !URL.canParse(value) || ['', '/'].includes(new URL(value).pathname), {
    error: 'must have no path: the app lives at the root of its host',
  })
  .refine(
    (value) => !URL.canParse(value) || new URL(value).protocol === 'https:' || LOOPBACK.has(new URL(value).hostname),
    {
      error: 'must be https, or http on localhost: the cookies are Secure',
    },
  )
  .transform((value) => new URL(value).origin)

export const resolvers = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
  .refine((list) => list.every((part) => /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])(?::\d{1,5})?$/i.test(part)), {
    error: 'must be addresses of resolvers like 192.0.2.53 or 192.0.2.53:5353, several parted by commas',
  })

/** `example` stands in the message of what does not fit. */
export const baseUrl = (example: string) =>
  z
    .string()
    .refine(isBaseUrl, { error: `must be a URL like ${example}` })
    .transform((value) => value.replace(/\/+$/, ''))

function isPostgresUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '' && url.pathname.length > 1
}

function isBaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(value)
  const secure = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
  return secure && username === '' && password === '' && search === '' && hash === ''
}
