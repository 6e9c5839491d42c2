import type { Tool } from '../fact.ts'
import { CAUSES } from './causes.ts'
import { CI_TOOLS } from './ci.ts'
import { DOCKER_TOOLS } from './docker.ts'
import { JAVASCRIPT_TOOLS } from './javascript.ts'
import { PYTHON_TOOLS } from './python.ts'
import { RUST_TOOLS } from './rust.ts'

export const TOOLS: readonly Tool[] = [
  ...CAUSES,
  ...DOCKER_TOOLS,
  ...RUST_TOOLS,
  ...PYTHON_TOOLS,
  ...JAVASCRIPT_TOOLS,
  ...CI_TOOLS,
]
