import { generateClient } from './generate.ts'

// npm run test:faults [-- NAME ...]: what breaks, and what must hold all the same. See bench/alert-faults.ts.

generateClient()
await import('../bench/alert-faults.ts')
