import net from 'node:net'

export interface ReceivedMail {
  from: string
  to: string[]
  /** Headers and body as they were sent. */
  raw: string
}

export interface FakeMail {
  /** For SMTP_URL. */
  url: string
  received: readonly ReceivedMail[]
  /** The next mail whose raw text holds `text`; throws after `timeoutMs`. */
  waitFor(text: string, timeoutMs?: number): Promise<ReceivedMail>
  /** Refuses the next mail with this answer, for example `451 later`. */
  refuseNext(answer: string): void
  close(): Promise<void>
}

/** A mail server on loopback that takes everything and delivers nothing (RFC 5321, as much as a client needs). */
export async function startFakeMail(): Promise<FakeMail> {
  const received: ReceivedMail[] = []
  const refusals: string[] = []
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}))
    talk(socket, (mail) => {
      const refusal = refusals.shift()
      if (refusal === undefined) received.push(mail)
      return refusal ?? '250 taken'
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    waitFor: (text, timeoutMs = 10_000) => waitFor(received, text, timeoutMs),
    refuseNext: (answer) => void refusals.push(answer),
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function talk(socket: net.Socket, take: (mail: ReceivedMail) => string): void {
  let mail: ReceivedMail = { from: '', to: [], raw: '' }
  let inData = false
  let pending = ''
  const say = (line: string) => socket.write(`${line}\r\n`)
  const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? ''
  const answer = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO' || verb === 'HELO') say('250 fake')
    else if (verb === 'MAIL') {
      mail = { from: addressIn(line), to: [], raw: '' }
      say('250 ok')
    } else if (verb === 'RCPT') {
      mail.to.push(addressIn(line))
      say('250 ok')
    } else if (verb === 'DATA') {
      inData = true
      say('354 go on')
    } else if (verb === 'QUIT') socket.end('221 bye\r\n')
    else say('250 ok')
  }
  say('220 fake')
  socket.on('data', (chunk) => {
    pending += chunk.toString('utf8')
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end)
      pending = pending.slice(end + 2)
      if (!inData) answer(line)
      else if (line === '.') {
        inData = false
        say(take(mail))
      } else mail.raw += `${line.startsWith('.') ? line.slice(1) : line}\r\n`
    }
  })
}

async function waitFor(received: readonly ReceivedMail[], text: string, timeoutMs: number): Promise<ReceivedMail> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; ) {
    const found = received.find(({ raw }) => raw.includes(text))
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no mail with ${text} came within ${timeoutMs} ms`)
}
