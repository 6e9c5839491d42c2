import { generateClient } from './generate.ts'

// npm run test:two-servers: two servers behind a proxy, and a rolling restart. See bench/two-servers.ts.

generateClient()
await import('../bench/two-servers.ts')
