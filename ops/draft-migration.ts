import { migrate } from './migrate.ts'
import { runCommand } from './ops-error.ts'
import { openSchemaTool } from './schema-engine.ts'
import { startTestPostgres } from './test-postgres.ts'

/**
 * `node ops/draft-migration.ts`: prints the SQL that brings the migrations to prisma/schema.prisma, offline. Put it into
 * prisma/migrations/<YYYYMMDDhhmmss>_<name>/migration.sql, and add what the schema has no words for: for a table with
 * tenant_id ENABLE and FORCE ROW LEVEL SECURITY, the policy tenant_isolation, and grants.
 */
await runCommand(async () => {
  const postgres = await startTestPostgres()
  try {
    await migrate({ ownerUrl: postgres.ownerUrl })
    process.stdout.write(await (await openSchemaTool(postgres.ownerUrl)).drift())
  } finally {
    await postgres.stop()
  }
})
