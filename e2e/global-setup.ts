import { startStack } from './stack.ts'

/** Starts what every spec talks to, and hands its addresses to the workers by environment. Returns the teardown. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const stack = await startStack()
  process.env.LETHE_E2E = JSON.stringify(stack.addresses)
  return stack.stop
}
