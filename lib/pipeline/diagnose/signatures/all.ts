import type { Signature } from '../signature.ts'
import { AUTH } from './auth.ts'
import { BUILD_AND_TEST } from './build-and-test.ts'
import { CACHE } from './cache.ts'
import { CI } from './ci.ts'
import { CLOCK } from './clock.ts'
import { CLOUD } from './cloud.ts'
import { CONNECTION_POOL } from './connection-pool.ts'
import { CRASH_DOTNET } from './crash-dotnet.ts'
import { CRASH_GO } from './crash-go.ts'
import { CRASH_JAVA } from './crash-java.ts'
import { CRASH_NODE } from './crash-node.ts'
import { CRASH_OTHER } from './crash-other.ts'
import { CRASH_PYTHON } from './crash-python.ts'
import { CRASH_RUST } from './crash-rust.ts'
import { DATABASE } from './database.ts'
import { DEPENDENCY_INSTALL } from './dependency-install.ts'
import { DESCRIPTORS_AND_PORTS } from './descriptors-and-ports.ts'
import { DISK } from './disk.ts'
import { DNS } from './dns.ts'
import { HTTP_UPSTREAM } from './http-upstream.ts'
import { KERNEL_AND_HARDWARE } from './kernel-and-hardware.ts'
import { KUBERNETES } from './kubernetes.ts'
import { MEMORY } from './memory.ts'
import { MIGRATION } from './migration.ts'
import { QUEUE } from './queue.ts'
import { RATE_LIMIT } from './rate-limit.ts'
import { TLS } from './tls.ts'
import { TOOL_PHRASES } from './tool-phrases.ts'

/** Every known failure. Order is by family and carries no meaning; ids are unique. */
export const SIGNATURES: readonly Signature[] = [
  ...MEMORY,
  ...DISK,
  ...DESCRIPTORS_AND_PORTS,
  ...DNS,
  ...TLS,
  ...AUTH,
  ...CONNECTION_POOL,
  ...DATABASE,
  ...QUEUE,
  ...HTTP_UPSTREAM,
  ...RATE_LIMIT,
  ...KUBERNETES,
  ...CRASH_JAVA,
  ...CRASH_NODE,
  ...CRASH_PYTHON,
  ...CRASH_GO,
  ...CRASH_RUST,
  ...CRASH_DOTNET,
  ...CRASH_OTHER,
  ...MIGRATION,
  ...DEPENDENCY_INSTALL,
  ...BUILD_AND_TEST,
  ...CI,
  ...CLOUD,
  ...CACHE,
  ...CLOCK,
  ...KERNEL_AND_HARDWARE,
]

/** The published words of all failures and of the tools around them, each once, as their makers write them: what may stand in a stored template. */
export function signaturePhrases(): readonly string[] {
  return [...new Set([...SIGNATURES.flatMap(({ phrases }) => phrases), ...TOOL_PHRASES])]
}
