import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Path of a Chromium for the browser tests: one that is installed, else Playwright's own. Undefined where there is none. */
export function findBrowser(): string | undefined {
  const own = chromium.executablePath()
  return [process.env.LETHE_CHROMIUM, ...INSTALLED, own].find(
    (file) => file !== undefined && file !== '' && existsSync(file),
  )
}

/**
 * Finds a Chromium, or installs one: Playwright's own build first, then the system's package.
 * Throws an Error with one line that says what to do where neither can be had.
 */
export function ensureBrowser(say: (line: string) => void): string {
  const found = findBrowser()
  if (found) return found
  say('No Chromium found; installing one ...')
  for (const attempt of [installPlaywrights, installSystems]) {
    attempt()
    const browser = findBrowser()
    if (browser) return browser
  }
  throw new Error(
    'The browser tests need a Chromium and none could be installed. Install the package chromium (or Google Chrome), or set LETHE_CHROMIUM to its path, then run npm test again.',
  )
}

function installPlaywrights(): void {
  // A closed network refuses the download at once or never answers: a minute decides.
  spawnSync('playwright', ['install', 'chromium'], { stdio: 'ignore', timeout: 60_000 })
}

function installSystems(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', timeout: 180_000 })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    stdio: 'ignore',
    env,
    timeout: 600_000,
  })
}
