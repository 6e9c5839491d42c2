import { type Stack, startStack } from './stack.ts'

/**
 * A stack of the file's own in the place of the common one, for specs that change what everybody sees, as evidence does. Call in
 * beforeAll; the returned function in afterAll. `addresses()` then leads to it.
 */
export async function useOwnStack(): Promise<() => Promise<void>> {
  const common = process.env.LETHE_E2E
  const stack: Stack = await startStack()
  process.env.LETHE_E2E = JSON.stringify(stack.addresses)
  return async () => {
    if (common !== undefined) process.env.LETHE_E2E = common
    await stack.stop()
  }
}
