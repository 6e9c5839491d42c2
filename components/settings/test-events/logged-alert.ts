/** An alert of no sender in particular, with three lines of a log, as JSON. */
export const LOGGED_ALERT = `{"id": "test-$NOW", "status": "firing", "severity": "low",
    "title": "Test event for Lethe: checkout answers with errors", "service": "checkout",
    "logs": ["$NOW INFO  checkout-api GET /cart 200 in 14 ms",
      "$NOW ERROR checkout-api HikariPool-1 - Connection is not available, request timed out after 30001ms.",
      "$NOW ERROR checkout-api GET /cart 500 in 30004 ms"]}`

export const LOGGED_ALERT_EXPECT =
  'An alert of the service “checkout” with three lines of a log arrives and is analyzed. Another within five minutes joins the first.'
