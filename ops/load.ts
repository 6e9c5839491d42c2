import { generateClient } from './generate.ts'

// npm run test:load: how much the receiving path takes. See bench/alerts-load.ts.

generateClient()
await import('../bench/alerts-load.ts')
