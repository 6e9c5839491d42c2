import type { Category } from '../analysis.ts'

/** What a step is for, by the words of its name or command: the weakest hint there is, for failures without a message. */
const WORDS: readonly (readonly [RegExp, Category])[] = [
  [
    /\b(?:lint|eslint|prettier|format(?:ting)?|fmt|clippy|rubocop|ruff|flake8|black|style|pre-commit|shellcheck)\b/i,
    'lint_failure',
  ],
  [/\b(?:type-?check|tsc|mypy|pyright|flow check|phpstan)\b/i, 'type_error'],
  [
    /\b(?:npm (?:ci|install|i)|yarn install|pnpm (?:install|i)|pip3? install|poetry install|uv sync|bundle install|composer install|go mod|install(?:ing)? dependenc\w+|restore)\b/i,
    'dependency_install',
  ],
  [/\b(?:docker (?:buildx?|compose)|build-push-action|bake)\b/i, 'build_environment'],
  [
    /\b(?:tests?|pytest|jest|vitest|ctest|spec|e2e|playwright|cypress|nextest|tox|nox|check-[\w-]{2,30}|coverage)\b/i,
    'test_failure',
  ],
  [/\b(?:build|compile|make|cmake|cargo (?:build|check)|go build|gradlew?|mvn|webpack|bundle)\b/i, 'compile_error'],
  [/\b(?:checkout|login|push|publish|release|credentials)\b/i, 'permission_or_secret'],
]

/** The class of failure that a step's name or command suggests, or null. */
export function categoryOfStep(text: string | null): Category | null {
  if (!text) return null
  return WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
