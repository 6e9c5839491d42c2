import { answerMetrics } from '#lib/metrics-route.ts'

/** Figures for Prometheus, behind LETHE_METRICS_TOKEN. Nothing of anybody is in them. */
export const GET = (request: Request): Promise<Response> => answerMetrics(request)
