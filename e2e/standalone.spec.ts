import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from '@playwright/test'
import { freePort } from '../ops/free-port.ts'
import { SERVER_FLAGS, stopServer, untilReady } from '../ops/server.ts'
import { addresses, openSession, test } from './cast.ts'

// The server that goes into the image: just the packages that it uses, as a user who may write nowhere but in its temp folder.

const ROOT = path.dirname(import.meta.dirname)
const NOBODY = 65_534

interface Place {
  tree: string
  home: string
  tmp: string
}

/** A copy of the output that nobody may write, and a folder of keys that is the server's own. */
function prepare(): Place {
  const base = mkdtempSync(path.join(realpathSync(tmpdir()), 'lethe-standalone-'))
  chmodSync(base, 0o755)
  const [tree, home, tmp] = ['tree', 'home', 'tmp'].map((name) => path.join(base, name)) as [string, string, string]
  cpSync(path.join(ROOT, '.next', 'standalone'), tree, { recursive: true })
  spawnSync('chmod', ['-R', 'a-w,a+rX', tree])
  mkdirSync(tmp)
  mkdirSync(home)
  cpSync(path.join(addresses().home, 'keys'), path.join(home, 'keys'), { recursive: true })
  chmodSync(path.join(home, 'keys'), 0o700)
  if (process.getuid?.() === 0) {
    for (const file of ['', 'keys', ...readdirSync(path.join(home, 'keys')).map((name) => `keys/${name}`)])
      chownSync(path.join(home, file), NOBODY, NOBODY)
    chownSync(tmp, NOBODY, NOBODY)
  }
  return { tree, home, tmp }
}

function start({ tree, home, tmp }: Place, port: number): ChildProcess {
  const { hostname, port: databasePort, pathname } = new URL(addresses().adminUrl)
  return spawn(process.execPath, [...SERVER_FLAGS, 'server.js'], {
    cwd: tree,
    ...(process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}),
    env: {
      NODE_ENV: 'production',
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      LETHE_PLAN: 'enterprise',
      NEXTAUTH_URL: `http://localhost:${port}`,
      LETHE_HOME: home,
      // The place of the database without its owner: the serving roles derive from the key ring.
      DATABASE_URL: `postgresql://${hostname}:${databasePort}${pathname}`,
      TMPDIR: tmp,
      LETHE_DISABLE_TELEMETRY: '1',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

test('the standalone server serves and analyzes as an unprivileged user on a tree that it cannot write', async () => {
  const place = prepare()
  const port = await freePort()
  const server = start(place, port)
  try {
    await untilReady(port, server)
    if (process.getuid?.() === 0) {
      const written = spawnSync('touch', [path.join(place.tree, 'written')], { uid: NOBODY, gid: NOBODY })
      expect(written.status).not.toBe(0)
    }
    const page = await fetch(`http://127.0.0.1:${port}/sign-in`)
    expect(page.status).toBe(200)
    const [script] = /\/_next\/static\/[^"]+\.js/.exec(await page.text()) ?? []
    expect((await fetch(`http://127.0.0.1:${port}${script}`)).status).toBe(200)

    const { session, device } = await openSession('alice')
    const answer = await fetch(`http://127.0.0.1:${port}/api/analyses`, {
      method: 'POST',
      headers: {
        cookie: `__Host-lethe-session=${session}; __Host-device=${device}`,
        'sec-fetch-site': 'same-origin',
        'x-lethe-workspace': 'acme',
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        lines: [
          { number: 1, text: 'INFO start' },
          { number: 2, text: 'FATAL: sorry, too many clients already' },
        ],
        overrides: [],
      }),
    })
    expect(answer.status).toBe(201)
    await stopServer(server)
    // It ends by itself, with what it holds worked through: 143 is how a program says that it was asked to.
    expect([server.exitCode, server.signalCode]).toEqual([143, null])
  } finally {
    await stopServer(server)
    rmSync(path.dirname(place.tree), { recursive: true, force: true })
  }
})
