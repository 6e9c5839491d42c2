import { defineConfig } from '@playwright/test'
import { findBrowser } from '../ops/browser.ts'

/** One production server and one database for the whole run; see stack.ts. Each spec signs in as somebody of the cast. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 240_000,
  // A machine of two processors draws a page while it answers the other worker's: what comes late has not failed.
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json']],
  use: {
    launchOptions: { executablePath: process.env.LETHE_CHROMIUM ?? findBrowser() ?? '' },
    trace: 'off',
    screenshot: 'off',
  },
})
