import { defineConfig } from 'prisma/config'

/**
 * For Prisma's own command line. The product migrates with `ops/migrate.ts` (no engine to download); anybody who has the
 * engine may use `prisma migrate deploy` on the same history. The URL is the owner's: see `.env.example`.
 */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'node prisma/seed.ts' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
