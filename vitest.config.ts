import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{lib,cli,ops,bench,components,app}/**/*.test.ts'],
    // Vitest leaves a processor to whoever watches; here nobody does, and half of each file waits for its database.
    maxWorkers: availableParallelism(),
    // Times are in no assertion; this only ends a hang on a slow machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests use sources, channels and models freely (those of billing take it away), and fakes of outside parties are local.
    env: { LETHE_PLAN: 'enterprise', LETHE_HOSTED: '0' },
  },
})
