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
  timeout: 90_000,
  reporter: [['list'], ['json']],
  use: {
    launchOptions: { executablePath: process.env.LETHE_CHROMIUM ?? findBrowser() ?? '' },
    trace: 'off',
    screenshot: 'off',
  },
})
