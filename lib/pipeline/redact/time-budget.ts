/**
 * How long a redaction on a thread of its own may take (server: processor time; browser: time of day): 2 s and half a second for
 * each MB, patterns of the workspace included. Past it, lines not yet scanned become `[REDACTED:UNSCANNED]`.
 */
export const budgetMsFor = (chars: number): number => 2_000 + (chars / 1_000_000) * 500

/**
 * What it may take without patterns, in processor time: five times what an everyday log needs, and below three seconds for the
 * ten megabytes of a file.
 */
export const plainBudgetMsFor = (chars: number): number => 1_500 + (chars / 1_000_000) * 100
