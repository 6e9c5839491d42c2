import { defineConfig } from '@playwright/test'
import { findBrowser } from '../ops/browser.ts'

/**
 * Written, and not yet seen to pass from beginning to end: `npm run test:e2e:all` runs them, `npm test` does not. A spec leaves this
 * list when it has passed on a clean checkout; nothing that it covers may be called shown until then.
 */
const UNPROVEN: readonly string[] = ['agreements', 'questionnaires']

/** One production server and one database for the whole run; see stack.ts. Each spec signs in as somebody of the cast. */
export default defineConfig({
  testDir: '.',
  testIgnore: process.env.LETHE_ALL_SPECS ? [] : UNPROVEN.map((name) => `**/${name}.spec.ts`),
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  // A machine of two processors draws a page while it answers the other worker's: what comes late has not failed.
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json']],
  use: {
    launchOptions: { executablePath: process.env.LETHE_CHROMIUM ?? findBrowser() ?? '' },
    trace: 'off',
    screenshot: 'off',
  },
})
