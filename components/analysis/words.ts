import type { Category, Measurer, ModelRequest, Verdict } from './types.ts'

/** The words that people read for what the schema names. */

export const CATEGORY_WORDS: Record<Category, string> = {
  compile_error: 'Compile error',
  type_error: 'Type error',
  lint_failure: 'Lint failure',
  test_failure: 'Test failure',
  dependency_install: 'Dependency installation',
  build_environment: 'Build environment',
  ci_configuration: 'CI configuration',
  configuration_error: 'Configuration',
  permission_or_secret: 'Permission or secret',
  timeout: 'Timeout',
  resource_exhaustion: 'Resource exhaustion',
  network: 'Network',
  dns: 'DNS',
  tls: 'TLS',
  dependency_failure: 'Failing dependency',
  data_error: 'Data',
  code_defect: 'Code defect',
  infrastructure: 'Infrastructure',
  healthy: 'Healthy',
  unknown: 'Unknown',
}

export const VERDICT_WORDS: Record<Verdict, string> = {
  no_action: 'No action needed',
  action_suggested: 'Action suggested',
  action_required: 'Action required',
  inconclusive: 'Inconclusive',
}

export const MEASURER_WORDS: Record<Measurer, string> = {
  server: 'measured by the server',
  browser: 'reported by your browser',
  cli: 'reported by the command line',
}

export const RATING_WORDS = { right: 'Right', partly: 'Partly', wrong: 'Wrong' } as const

export const SOURCE_WORDS = {
  paste: 'Pasted',
  cli: 'Command line',
  webhook: 'Alert',
  screenshot: 'Screenshot',
} as const

export const FREQUENCY_WORDS = { frequent: 'Frequent', rare: 'Rare', new: 'New' } as const

export const MOMENT_WORDS = {
  cause: 'Cause',
  symptom: 'Symptom',
  burst: 'Burst',
  change: 'Change',
  recovery: 'Recovery',
  end: 'End',
} as const

export const PURPOSE_WORDS: Record<ModelRequest['purpose'], string> = {
  analysis: 'Analysis',
  repair: 'Repair of an answer',
  second_opinion: 'Second opinion',
  retry: 'Retry',
}
