import { UsageError } from './input.ts'
import type { Command } from './main.ts'

export const run: Command = async () => {
  throw new UsageError('not built yet')
}
