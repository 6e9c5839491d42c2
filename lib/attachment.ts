import { NO_STORE } from './route.ts'

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  pdf: 'application/pdf',
  json: 'application/json',
} as const

/** A file to be saved. Its name travels as RFC 6266 has it: plain for old readers, in full for others. */
export function attachment(bytes: Uint8Array, fileName: string, type: keyof typeof TYPES): Response {
  const plain = fileName.replace(/[^A-Za-z0-9 ._-]/g, '_')
  const whole = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return new Response(Buffer.from(bytes), {
    headers: {
      ...NO_STORE,
      'content-type': TYPES[type],
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${whole}`,
    },
  })
}
