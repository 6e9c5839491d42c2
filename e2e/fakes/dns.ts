import dgram from 'node:dgram'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface FakeDns {
  /** For LETHE_DNS. */
  address: string
  /** One file a name; its text is the TXT record. A file that says SERVFAIL is a name server that fails. */
  folder: string
  close(): Promise<void>
}

const RCODE = { ok: 0, servfail: 2, nxdomain: 3 } as const

/** A name server on loopback that knows TXT records and nothing else (RFC 1035). Read anew at each question. */
export async function startFakeDns(folder: string): Promise<FakeDns> {
  mkdirSync(folder, { recursive: true })
  const socket = dgram.createSocket('udp4')
  socket.on('message', (question, from) => socket.send(answer(question, folder), from.port, from.address))
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${socket.address().port}`,
    folder,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

function answer(message: Buffer, folder: string): Buffer {
  const { name, end } = readName(message)
  const file = path.join(folder, path.basename(name))
  const text = existsSync(file) ? readFileSync(file, 'utf8') : null
  const code = text === null ? RCODE.nxdomain : text === 'SERVFAIL' ? RCODE.servfail : RCODE.ok
  const header = Buffer.alloc(12)
  message.copy(header, 0, 0, 2)
  header.writeUInt16BE(0x8180 | code, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(code === RCODE.ok ? 1 : 0, 6)
  const question = message.subarray(12, end + 4)
  return Buffer.concat([header, question, code === RCODE.ok ? txt(text ?? '') : Buffer.alloc(0)])
}

function readName(message: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('ascii', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 }
}

/** A pointer to the question's name, type TXT, class IN, no time to live. */
function txt(text: string): Buffer {
  const data = Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'ascii')])
  const head = Buffer.from([0xc0, 0x0c, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0])
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}
