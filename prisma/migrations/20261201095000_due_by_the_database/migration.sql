-- When something is due is asked of the database's clock, so it is also said by it. The client writes a default of `now()` itself,
-- by the clock of its own machine: where that one is ahead, a message would wait for as long.
ALTER TABLE "notifications" ALTER COLUMN "next_attempt_at" SET DEFAULT transaction_timestamp();
ALTER TABLE "notice_deliveries" ALTER COLUMN "due_at" SET DEFAULT transaction_timestamp();
