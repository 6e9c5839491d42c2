import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { dumpPlaces, filePlaces, findTraces, storeUncompressed, withClient } from './canary/search.ts'
import { signIn } from './cast.ts'
import { apiOf, type Outside, policyOf, startOutside } from './outside.ts'
import { type Stack, startStack } from './stack.ts'

// A screenshot of a log: read in the browser, masked there, sent as text; and as a masked picture where a workspace says so.

test.describe.configure({ mode: 'serial' })

let stack: Stack
let outside: Outside
test.beforeAll(async () => {
  outside = await startOutside()
  stack = await startStack('', outside.env)
  await storeUncompressed(stack.addresses.adminUrl)
})
test.afterAll(async () => {
  await stack.stop()
  await outside.stop()
})

const [WIDTH, HEIGHT, TOP, STEP] = [1_280, 420, 30, 40]
/** Nobody's name and in no file of ours: the server, its database and its folder are this spec's own, so a trace comes from it. */
const word = 'tawnyfrenk'
const LINES = [
  '09:00:01 INFO order accepted for the morning',
  `09:00:02 INFO receipt sent to ${word}@example.com`,
  `09:00:03 INFO depot ${word} is open`,
  '09:00:04 ERROR Connection is not available, request timed out after 30001ms',
  '09:00:05 ERROR FATAL: sorry, too many clients already',
]

/** The lines drawn as a terminal shows them, and where the mail address stands. */
async function drawn(page: Page): Promise<{ png: Buffer; email: { x: number; y: number; width: number } }> {
  const made = await page.evaluate(
    ([lines, width, height, top, step]) => {
      const canvas = document.createElement('canvas')
      canvas.width = width
      canvas.height = height
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.fillStyle = '#ffffff'
      context.fillRect(0, 0, width, height)
      context.fillStyle = '#101010'
      context.font = '20px monospace'
      for (const [i, line] of lines.entries()) context.fillText(line, 20, top + i * step)
      const before = context.measureText('09:00:02 INFO receipt sent to ').width
      const whole = context.measureText(lines[1] ?? '').width
      return { url: canvas.toDataURL('image/png'), x: 20 + before, width: whole - before }
    },
    [LINES, WIDTH, HEIGHT, TOP, STEP] as const,
  )
  const png = Buffer.from(made.url.replace(/^[^,]*,/, ''), 'base64')
  return { png, email: { x: made.x, y: TOP + STEP, width: made.width } }
}

/** Share of dark pixels in a rectangle of a picture. */
const darkness = (page: Page, png: Buffer, at: { x: number; y: number; width: number; height: number }) =>
  page.evaluate(
    async ([base64, { x, y, width, height }]) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = document.createElement('canvas')
      canvas.width = bitmap.width
      canvas.height = bitmap.height
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(x, y, width, height)
      let dark = 0
      for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 255) < 40) dark++
      return dark / (data.length / 4)
    },
    [png.toString('base64'), at] as const,
  )

/** The picture as the page shows it, drawn into a PNG of the same size. */
async function shownPicture(page: Page): Promise<Buffer> {
  const url = await page.getByRole('img', { name: /painted over/ }).evaluate((image: HTMLImageElement) => {
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth
    canvas.height = image.naturalHeight
    canvas.getContext('2d')?.drawImage(image, 0, 0)
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(url.replace(/^[^,]*,/, ''), 'base64')
}

interface Opened {
  context: BrowserContext
  page: Page
  png: Buffer
  email: { x: number; y: number; width: number }
  urls: string[]
}

async function open(person: 'alice' | 'charlie', newContext: () => Promise<BrowserContext>): Promise<Opened> {
  const context = await newContext()
  await signIn(context, person, stack.addresses)
  const page = await context.newPage()
  const urls: string[] = []
  page.on('request', (request) => urls.push(request.url()))
  await page.goto(`${stack.addresses.url}/analyze`)
  const { png, email } = await drawn(page)
  await page.getByLabel('Log file').setInputFiles({ name: 'screen.png', mimeType: 'image/png', buffer: png })
  await expect(page.getByRole('heading', { name: 'What will be sent' })).toBeVisible({ timeout: 120_000 })
  await expect(page.getByRole('img', { name: /painted over/ })).toBeVisible()
  return { context, page, png, email, urls }
}

/** What the page handed over: the body of a Blob is not shown by the browser's own record of requests. */
async function send(page: Page): Promise<{ lines: { text: string }[]; picture?: string }> {
  await page.evaluate(() => {
    const held = window as typeof window & { sentBody?: Promise<string> }
    const plain = XMLHttpRequest.prototype.send
    XMLHttpRequest.prototype.send = function (body?: XMLHttpRequestBodyInit | null) {
      held.sentBody = new Response(body ?? null).text()
      plain.call(this, body)
    }
  })
  await page.getByRole('button', { name: 'Analyze', exact: true }).click()
  await expect(page.getByText('Saved as')).toBeVisible({ timeout: 120_000 })
  const text = await page.evaluate(() => (window as typeof window & { sentBody?: Promise<string> }).sentBody ?? '{}')
  return JSON.parse(text)
}

async function tracesOf(values: Record<string, string>) {
  const { adminUrl, dataDir, home, tmp, log } = stack.addresses
  await withClient(adminUrl, (client) => client.query('checkpoint'))
  const canaries = Object.entries(values).map(([name, value]) => ({ name, value, mayLeaveBrowser: true }))
  return findTraces(canaries, [...(await dumpPlaces(adminUrl)), ...filePlaces([dataDir, home, tmp, log])])
}

/** Names of files at rest that hold these very bytes. */
async function placesWith(bytes: Buffer): Promise<string[]> {
  expect(bytes).toHaveLength(40)
  const { dataDir, home, tmp, log } = stack.addresses
  return [...filePlaces([dataDir, home, tmp, log])]
    .filter((place) => place.bytes.includes(bytes))
    .map(({ name }) => name)
}

test('the text is read in the browser from files of ours, and only redacted lines are sent', async ({ browser }) => {
  const { context, page, png, email, urls } = await open('alice', () => browser.newContext())
  await expect(page.getByText('The picture stays in this tab.')).toBeVisible()
  const masked = await shownPicture(page)
  const place = { x: email.x + 2, y: email.y - 14, width: email.width - 4, height: 12 }
  expect(await darkness(page, png, place)).toBeLessThan(0.5)
  expect(await darkness(page, masked, place)).toBe(1)
  const body = await send(page)
  expect(Object.keys(body).sort()).toEqual(['lines', 'overrides'])
  const text = body.lines.map((line) => line.text).join('\n')
  expect(text).toContain('too many clients already')
  expect(text).toContain('[EMAIL_1]')
  expect(text).not.toContain(`${word}@`)
  await expect(page.getByRole('article', { name: 'Analysis' })).toContainText('clients')
  expect(urls.filter((url) => /^https?:/.test(url) && !url.startsWith(stack.addresses.url))).toEqual([])
  expect(urls.filter((url) => url.includes('/tess/')).length).toBeGreaterThan(0)
  expect(outside.anthropic.requests).toHaveLength(0)
  await context.close()
})

test('a picture in a body is refused where the workspace does not allow it', async () => {
  const alice = await apiOf('alice', stack.addresses)
  const answer = await alice('POST', '/api/analyses', {
    lines: [{ number: 1, text: 'ERROR disk full' }],
    overrides: [],
    picture: 'iVBORw0KGgo=',
  })
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('allows no picture to leave the browser')
})

test('where it is allowed the masked picture goes to the model, has a receipt, and is kept nowhere', async ({
  browser,
}) => {
  const charlie = await apiOf('charlie', stack.addresses)
  const policy = policyOf('fast', { allowPictures: true })
  expect((await charlie('PUT', '/api/model-policy', policy)).status).toBe(200)
  const { context, page, png, email } = await open('charlie', () => browser.newContext())
  await expect(page.getByLabel(/Send this masked picture/)).toBeChecked()
  const body = await send(page)
  expect(Object.keys(body).sort()).toEqual(['lines', 'overrides', 'picture'])

  const asked = outside.anthropic.requests.at(-1)?.body.toString('utf8') ?? ''
  const data = /"type":"image","source":\{"type":"base64","media_type":"image\/png","data":"([^"]+)"/.exec(asked)?.[1]
  const sent = Buffer.from(data ?? '', 'base64')
  expect(await darkness(page, sent, { x: email.x + 2, y: email.y - 14, width: email.width - 4, height: 12 })).toBe(1)
  const other = { x: email.x + 2, y: TOP + 3 * STEP - 14, width: 80, height: 12 }
  expect(await darkness(page, sent, other)).toBeCloseTo(await darkness(page, png, other), 1)
  await expect(page.getByText('Masked picture in it')).toBeVisible()

  const [row] = await withClient(stack.addresses.adminUrl, async (client) => {
    const found = await client.query<{ source: string; receipt: { requests: { picture?: { bytes: number } }[] } }>(
      'select source, receipt from analyses order by created_at desc limit 1',
    )
    return found.rows
  })
  expect(row).toMatchObject({ source: 'screenshot', receipt: { requests: [{ picture: { bytes: sent.length } }] } })
  // Pixels from the middle of what was sent, of what was given, and the word of the log.
  const middle = (bytes: Buffer) => bytes.toString('base64').slice(2_000, 2_040)
  const needles = { word, sent: middle(sent), given: middle(png) }
  expect(needles.sent).toHaveLength(40)
  expect(await tracesOf(needles)).toEqual([])
  expect(await placesWith(sent.subarray(1_500, 1_540))).toEqual([])
  expect(await placesWith(png.subarray(1_500, 1_540))).toEqual([])
  // Not what was asked but what was said of it is found where it is planted, so the search can find.
  await withClient(stack.addresses.adminUrl, (client) =>
    client.query('update analyses set summary = $1 where source = $2', [needles.sent, 'screenshot']),
  )
  expect((await tracesOf(needles)).map(({ canary }) => canary)).toContain('sent')
  await context.close()
})

test('whoever unticks it sends the text alone', async ({ browser }) => {
  const { context, page } = await open('charlie', () => browser.newContext())
  await page.getByLabel(/Send this masked picture/).uncheck()
  const body = await send(page)
  expect(Object.keys(body).sort()).toEqual(['lines', 'overrides'])
  expect(outside.anthropic.requests.at(-1)?.body.toString('utf8')).not.toContain('"image"')
  await context.close()
})

test('a picture that cannot be opened, one without text, and several at once are refused with a reason', async ({
  browser,
}) => {
  const context = await browser.newContext()
  await signIn(context, 'alice', stack.addresses)
  const page = await context.newPage()
  await page.goto(`${stack.addresses.url}/analyze`)
  const { png } = await drawn(page)
  const picture = (buffer: Buffer, name = 'a.png') => ({ name, mimeType: 'image/png', buffer })
  const field = page.getByLabel('Log file')
  await field.setInputFiles(picture(Buffer.from('not a picture')))
  await expect(page.getByRole('alert').filter({ hasText: 'could not open this picture' })).toBeVisible()
  await field.setInputFiles([picture(png), { name: 'b.log', mimeType: 'text/plain', buffer: Buffer.from('ERROR x') }])
  await expect(page.getByRole('alert').filter({ hasText: 'at least one is a picture' })).toBeVisible()
  await context.close()
})
