import type { Tool } from '../fact.ts'
import { CAUSES } from './causes.ts'
import { CI_TOOLS } from './ci.ts'
import { DOCKER_TOOLS } from './docker.ts'
import { DOCS_AND_CONFIG_TOOLS } from './docs-and-config.ts'
import { DOTNET_APPLE_TOOLS } from './dotnet-apple.ts'
import { GO_TOOLS } from './go.ts'
import { HINTS } from './hints.ts'
import { JAVASCRIPT_CHECK_TOOLS } from './javascript-checks.ts'
import { JAVASCRIPT_PACKAGE_TOOLS } from './javascript-packages.ts'
import { JAVASCRIPT_TEST_TOOLS } from './javascript-tests.ts'
import { JVM_TOOLS } from './jvm.ts'
import { JVM_TEST_TOOLS } from './jvm-tests.ts'
import { NATIVE_TOOLS } from './native.ts'
import { NATIVE_TEST_TOOLS } from './native-tests.ts'
import { NETWORK_CAUSES } from './network-causes.ts'
import { OTHER_LANGUAGE_TOOLS } from './other-languages.ts'
import { PYTHON_CHECK_TOOLS } from './python-checks.ts'
import { PYTHON_PACKAGE_TOOLS } from './python-packages.ts'
import { PYTHON_TEST_TOOLS } from './python-tests.ts'
import { RUST_TOOLS } from './rust.ts'
import { SCRIPTING_TOOLS } from './scripting.ts'
import { SHELL_TOOLS } from './shell.ts'

/** Every tool whose failures are known by how it prints them. */
export const TOOLS: readonly Tool[] = [
  ...CAUSES,
  ...NETWORK_CAUSES,
  ...DOCKER_TOOLS,
  ...RUST_TOOLS,
  ...GO_TOOLS,
  ...NATIVE_TOOLS,
  ...NATIVE_TEST_TOOLS,
  ...JVM_TOOLS,
  ...JVM_TEST_TOOLS,
  ...DOTNET_APPLE_TOOLS,
  ...PYTHON_CHECK_TOOLS,
  ...PYTHON_TEST_TOOLS,
  ...PYTHON_PACKAGE_TOOLS,
  ...JAVASCRIPT_CHECK_TOOLS,
  ...JAVASCRIPT_TEST_TOOLS,
  ...JAVASCRIPT_PACKAGE_TOOLS,
  ...SCRIPTING_TOOLS,
  ...OTHER_LANGUAGE_TOOLS,
  ...DOCS_AND_CONFIG_TOOLS,
  ...SHELL_TOOLS,
  ...HINTS,
  ...CI_TOOLS,
]
