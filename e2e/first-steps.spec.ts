import { expect } from '@playwright/test'
import { newPerson, test } from './cast.ts'

// Somebody new, without a log at hand, with the keyboard alone.

for (const [sample, cause] of [
  ['A service runs out of database connections', /connections/],
  ['A container is killed for its memory', /memory/],
  ['A CI job fails on a type error', /type error|TS2345/],
] as const)
  test(`${sample}: from the first page to an answer by keyboard`, async ({ page, as }) => {
    await as(await newPerson())
    await page.goto('/analyze')
    await expect(page.getByRole('heading', { name: 'First steps: one is enough' })).toBeVisible()
    await page.getByRole('button', { name: sample }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'What will be sent' })).toBeVisible()
    await expect(page.getByText(/Estimated cost: none/)).toBeVisible()
    await expect(page.getByRole('list', { name: 'Redactions by type' })).toContainText(/email|password/)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Saved as')).toBeVisible()
    await expect(page.getByRole('article', { name: 'Analysis' })).toContainText(cause)
    await page.goto('/analyze')
    await expect(page.getByRole('heading', { name: 'Analyze', exact: true })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'First steps: one is enough' })).toHaveCount(0)
  })

test('10 MB are pasted, looked through and sent with the keyboard alone', async ({ page, as }) => {
  await as(await newPerson())
  await page.goto('/analyze')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => {
    const line = (i: number) =>
      `2026-11-20T02:14:${String(i % 60).padStart(2, '0')}Z INFO GET /cart/${i} 200 in ${i % 90} ms user${i % 500}@example.com`
    const lines: string[] = []
    for (let i = 0, size = 0; size < 10_000_000; i++) {
      const text = i % 9_000 === 8_000 ? '2026-11-20T02:14:59Z FATAL sorry, too many clients already' : line(i)
      lines.push(text)
      size += text.length + 1
    }
    return navigator.clipboard.writeText(lines.join('\n'))
  })
  await page.getByLabel('Log', { exact: true }).focus()
  await page.keyboard.press('Control+V')
  await expect(page.getByRole('heading', { name: 'What will be sent' })).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.getByText(/^2 \/ /)).toBeVisible()
  await page.keyboard.press('k')
  await expect(page.getByText(/^1 \/ /)).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Saved as')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('article', { name: 'Analysis' })).toContainText('connections')
})
