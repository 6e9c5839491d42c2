import { CLOUD_SAMPLES } from './cloud-samples.ts'
import { CLOUDWATCH_SAMPLES } from './cloudwatch-samples.ts'
import { METRIC_SAMPLES } from './metric-samples.ts'
import { OTHER_SAMPLES } from './other-samples.ts'
import { PAGER_SAMPLES } from './pager-samples.ts'
import type { Sample } from './sample.ts'
import { SENTRY_SAMPLES } from './sentry-samples.ts'
import { SIGNED_SAMPLES } from './signed-samples.ts'

export const SAMPLES: readonly Sample[] = [
  ...SIGNED_SAMPLES,
  ...SENTRY_SAMPLES,
  ...PAGER_SAMPLES,
  ...METRIC_SAMPLES,
  ...CLOUD_SAMPLES,
  ...CLOUDWATCH_SAMPLES,
  ...OTHER_SAMPLES,
]
