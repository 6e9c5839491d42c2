import type { Tool } from '../fact.ts'
import { look, rule } from './rule.ts'

export const PYTHON_PACKAGE_TOOLS: readonly Tool[] = [
  {
    id: 'pip',
    name: 'pip',
    category: 'dependency_install',
    noun: 'installation of packages',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.88,
        ['Could not find a version'],
        /(?<message>ERROR: Could not find a version that satisfies the requirement (?<component>[^\s(]{1,120}).{0,300})/,
      ),
      rule(
        'problem',
        0.88,
        ['No matching distribution'],
        /(?<message>ERROR: No matching distribution found for (?<component>\S{1,120}).{0,100})/,
      ),
      rule(
        'problem',
        0.88,
        ['ResolutionImpossible', 'conflicting dependencies'],
        /(?<message>ERROR: (?:ResolutionImpossible|Cannot install .{1,200} because these package versions have conflicting).{0,200})/,
      ),
      rule(
        'problem',
        0.86,
        ['Failed building wheel', 'Could not build wheels', 'Failed to build'],
        /(?<message>(?:ERROR: |error: )(?:Failed building wheel for|Could not build wheels for|Failed to build installable wheels|failed-wheel-build-for-install|Failed to build(?! gem)) ?(?<component>[\w.-]{0,80}).{0,200})/,
      ),
      rule(
        'problem',
        0.75,
        ['did not run successfully'],
        /(?<message>× (?:Getting requirements to build|Building|Preparing|python setup\.py|Preparing metadata|pip subprocess).{1,120} did not run successfully.{0,40})/,
      ),
      rule(
        'problem',
        0.7,
        ['subprocess-exited-with-error', 'metadata-generation-failed'],
        /(?<message>error: (?<code>subprocess-exited-with-error|metadata-generation-failed))/,
      ),
      rule(
        'problem',
        0.85,
        ['DO NOT MATCH THE HASHES', 'requires a different Python'],
        /(?<message>ERROR: .{0,120}(?:DO NOT MATCH THE HASHES|requires a different Python).{0,160})/,
      ),
      rule(
        'problem',
        0.8,
        ['Could not open requirements'],
        /(?<message>ERROR: Could not open requirements file: .{3,200})/,
        { category: 'ci_configuration' },
      ),
    ],
    actions: [
      look(
        'Resolve the same requirements in a clean environment with the job’s Python.',
        'python -m pip install --dry-run -r requirements.txt',
      ),
    ],
  },
  {
    id: 'uv',
    name: 'uv',
    category: 'dependency_install',
    noun: 'resolution of packages',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.87,
        ['No solution found'],
        /(?<message>No solution found when resolving (?:dependencies|tool dependencies|script dependencies).{0,200})/,
      ),
      rule(
        'problem',
        0.75,
        ['Because '],
        /(?<message>Because .{3,300}(?:unsatisfiable|cannot be used|depends on|was not found|requires|forbidden).{0,200})/,
      ),
      rule(
        'problem',
        0.87,
        ['needs to be updated'],
        /(?<message>The lockfile at `uv\.lock` needs to be updated.{0,120})/,
      ),
      rule(
        'problem',
        0.8,
        ['Failed to '],
        /^(?:×|error:) (?<message>Failed to (?:build|download|prepare|fetch|resolve) .{3,240})/,
      ),
    ],
    actions: [look('Resolve again with the job’s Python and uv versions.', 'uv lock --dry-run')],
  },
  {
    id: 'poetry',
    name: 'Poetry',
    category: 'dependency_install',
    noun: 'resolution of packages',
    depth: 2,
    rules: [
      rule('problem', 0.87, ['version solving failed'], /(?<message>.{0,200}version solving failed.{0,40})/),
      rule(
        'problem',
        0.87,
        ['SolverProblemError', 'poetry.lock'],
        /(?<message>(?:SolverProblemError|.{0,80}poetry\.lock (?:is not up to date|was last generated).{0,160}|pyproject\.toml changed significantly since poetry\.lock.{0,160}))/,
      ),
    ],
    actions: [look('Check that lock file and project file agree.', 'poetry check --lock')],
  },
  {
    id: 'conda',
    name: 'conda',
    category: 'dependency_install',
    noun: 'resolution of packages',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.87,
        ['PackagesNotFoundError', 'UnsatisfiableError', 'ResolvePackageNotFound', 'Could not solve for environment'],
        /(?<message>(?:PackagesNotFoundError|(?:LibMamba)?UnsatisfiableError|ResolvePackageNotFound|error {1,4}libmamba Could not solve|.{0,20}Could not solve for environment specs).{0,240})/,
      ),
      rule('problem', 0.75, ['nothing provides'], /(?<message>nothing provides .{3,200})/),
      rule('problem', 0.8, ['CondaHTTPError'], /(?<message>CondaHTTPError: .{3,200})/, { category: 'network' }),
    ],
    actions: [
      look('Solve the same environment without installing it.', 'conda env create --dry-run -f environment.yml'),
    ],
  },
]
