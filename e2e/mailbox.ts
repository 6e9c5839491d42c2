import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { addresses } from './cast.ts'

// Without SMTP the terminal is the mail: everything stands in the server's output.

const printed = () => readFileSync(addresses().log, 'utf8')
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The last link that was printed for an address. */
export async function printedLink(email: string): Promise<string> {
  const pattern = new RegExp(`Sign-in link for ${escaped(email)}[^\\n]*\\n(\\S+)`, 'g')
  let link = ''
  await expect.poll(() => (link = [...printed().matchAll(pattern)].at(-1)?.[1] ?? '')).not.toBe('')
  return link
}

/** The last invitation that was printed for an address. */
export async function printedInvitation(email: string): Promise<string> {
  const pattern = new RegExp(`^You are invited[^\\n]*, for ${escaped(email)}:\\n[^\\n]*\\n[^\\n]*\\n(\\S+)`, 'gm')
  let link = ''
  await expect.poll(() => (link = [...printed().matchAll(pattern)].at(-1)?.[1] ?? '')).not.toBe('')
  return link
}

/** How many notices of a subject an address got until now. */
export function printedMails(subject: string, email: string): number {
  return [...printed().matchAll(new RegExp(`^${escaped(subject)}, for ${escaped(email)}:$`, 'gm'))].length
}

/** Asks on the sign-in page, and reads the mail. */
export async function askForLink(page: Page, email: string, callbackUrl = ''): Promise<string> {
  await page.goto(`/sign-in${callbackUrl ? `?callbackUrl=${encodeURIComponent(callbackUrl)}` : ''}`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText(`A link for ${email} is on its way.`)).toBeVisible()
  return printedLink(email)
}

/** The whole way in by e-mail, in one browser. */
export async function signInByLink(page: Page, email: string, callbackUrl = ''): Promise<void> {
  await page.goto(await askForLink(page, email, callbackUrl))
  await page.getByRole('button', { name: 'Sign in' }).click()
  // An invitation's page lies below /sign-in too.
  await page.waitForURL(({ pathname }) => !/^\/(sign-in(\/confirm)?$|api\/)/.test(pathname))
}
