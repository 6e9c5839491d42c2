import { spawn } from 'node:child_process'
import path from 'node:path'
import { parseEnv } from '../lib/env.ts'
import { generateClient } from './generate.ts'
import { runCommand } from './ops-error.ts'
import { copyPublicFiles } from './public-files.ts'

// npm run dev: the same house as npm run up, with pages that reload on change. No build is made.

const ROOT = path.dirname(import.meta.dirname)
const say = (line: string) => process.stdout.write(`${line}\n`)

await runCommand(async () => {
  generateClient()
  copyPublicFiles()
  const settings = parseEnv(process.env)
  const { openHouse } = await import('./house.ts')
  const house = await openHouse(settings, say)
  const link = await house.signInLink(settings.url)
  if (link) say(`Sign in as ${link.email} (once, within 10 minutes):\n${link.url}\n`)
  const next = path.join(ROOT, 'node_modules/next/dist/bin/next')
  const server = spawn(process.execPath, [next, 'dev', '-p', String(settings.port), '-H', '127.0.0.1'], {
    cwd: ROOT,
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      ...house.serverEnv,
      NEXTAUTH_URL: settings.url,
      DATABASE_URL: '',
    },
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
  await new Promise((resolve) => server.once('exit', resolve))
  await house.close()
})
