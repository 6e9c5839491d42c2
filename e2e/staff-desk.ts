import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { type Authenticator, plugIn } from './authenticator.ts'
import { addresses } from './cast.ts'

const ROOT = path.dirname(import.meta.dirname)

/** `bin/lethe staff …` beside the running stack; answers what it printed. */
export function staffCommand(...args: string[]): { status: number | null; text: string } {
  const { adminUrl, home, url } = addresses()
  const run = spawnSync(path.join(ROOT, 'bin/lethe'), ['staff', ...args], {
    env: { ...process.env, DATABASE_URL: adminUrl, LETHE_HOME: home, LETHE_URL: url },
    encoding: 'utf8',
  })
  return { status: run.status, text: run.stdout + run.stderr }
}

/** A new account whose passkey lies in this page's authenticator. */
export async function enrolStaff(
  page: Page,
  role: 'admin' | 'security' | 'desk',
): Promise<{ email: string; authenticator: Authenticator }> {
  const email = `${role}${Date.now()}${Math.random().toString(36).slice(2, 6)}@operator.test`
  const { text } = staffCommand('add', email, '--name', `Sam of ${role}`, '--role', role)
  const link = /^http\S+$/m.exec(text)?.[0]
  if (!link) throw new Error(`no link was printed: ${text}`)
  const authenticator = await plugIn(page)
  await page.goto(link)
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await expect(page.getByText('Your passkey is enrolled.')).toBeVisible()
  return { email, authenticator }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Asks for a link as the page does, and reads it from the server's output. */
export async function askForStaffLink(page: Page, email: string): Promise<string> {
  await page.goto('/staff/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText('a link is on its way')).toBeVisible()
  const pattern = new RegExp(`^Your staff sign-in link[^\\n]*, for ${escaped(email)}:\\n[^\\n]*\\n(\\S+)`, 'gm')
  let link = ''
  await expect
    .poll(() => (link = [...readFileSync(addresses().log, 'utf8').matchAll(pattern)].at(-1)?.[1] ?? ''))
    .not.toBe('')
  return link
}

export async function signInStaff(page: Page, email: string): Promise<void> {
  await page.goto(await askForStaffLink(page, email))
  await page.getByRole('button', { name: 'Sign in with my passkey' }).click()
  await page.waitForURL('**/staff')
}
