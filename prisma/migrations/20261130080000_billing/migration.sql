-- What a workspace pays for, as Stripe says; which of Stripe's events were taken; how much of the plan is used.

-- CreateTable
CREATE TABLE "billing_accounts" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "customer_id" TEXT NOT NULL,
    "subscription_id" TEXT,
    "status" TEXT,
    "plan" TEXT,
    "seats" INTEGER NOT NULL DEFAULT 0,
    "current_period_end" TIMESTAMPTZ(3),
    "cancel_at" TIMESTAMPTZ(3),
    "trial_end" TIMESTAMPTZ(3),
    "past_due_since" TIMESTAMPTZ(3),
    "next_plan" TEXT,
    "next_seats" INTEGER,
    "next_at" TIMESTAMPTZ(3),
    "checkout_session_id" TEXT,
    "trial_used_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "read_at" TIMESTAMPTZ(3),
    "reconciled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "billing_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_events" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "billing_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_months" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "analyses" INTEGER NOT NULL DEFAULT 0,
    "warned_percent" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "usage_months_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_claims" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "usage_claims_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "billing_accounts_customer_id_key" ON "billing_accounts"("customer_id");

-- CreateIndex
CREATE INDEX "billing_accounts_reconciled_at_idx" ON "billing_accounts"("reconciled_at");

-- CreateIndex
CREATE UNIQUE INDEX "billing_accounts_id_tenant_id_key" ON "billing_accounts"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "billing_accounts_tenant_id_key" ON "billing_accounts"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "billing_events_event_id_key" ON "billing_events"("event_id");

-- CreateIndex
CREATE INDEX "billing_events_tenant_id_taken_at_idx" ON "billing_events"("tenant_id", "taken_at");

-- CreateIndex
CREATE UNIQUE INDEX "billing_events_id_tenant_id_key" ON "billing_events"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "usage_months_id_tenant_id_key" ON "usage_months"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "usage_months_tenant_id_month_key" ON "usage_months"("tenant_id", "month");

-- CreateIndex
CREATE INDEX "usage_claims_tenant_id_month_idx" ON "usage_claims"("tenant_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "usage_claims_id_tenant_id_key" ON "usage_claims"("id", "tenant_id");

-- AddForeignKey
ALTER TABLE "billing_accounts" ADD CONSTRAINT "billing_accounts_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billing_events" ADD CONSTRAINT "billing_events_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_months" ADD CONSTRAINT "usage_months_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_claims" ADD CONSTRAINT "usage_claims_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Checks. Stripe's ids are up to 255 characters; its list of states is open-ended.

ALTER TABLE "billing_accounts"
  ADD CONSTRAINT "billing_accounts_ids_check" CHECK ("customer_id" ~ '^[A-Za-z0-9_]{1,255}$'
    AND "subscription_id" ~ '^[A-Za-z0-9_]{1,255}$' AND "checkout_session_id" ~ '^[A-Za-z0-9_]{1,255}$'),
  ADD CONSTRAINT "billing_accounts_status_check" CHECK ("status" ~ '^[a-z_]{1,40}$'
    AND ("status" IS NULL) = ("subscription_id" IS NULL)),
  ADD CONSTRAINT "billing_accounts_plan_check" CHECK ("plan" IN ('pro', 'team') AND "next_plan" IN ('pro', 'team')),
  ADD CONSTRAINT "billing_accounts_counts_check" CHECK ("seats" >= 0 AND "next_seats" >= 0 AND "version" >= 0);

ALTER TABLE "billing_events"
  ADD CONSTRAINT "billing_events_check" CHECK ("event_id" ~ '^[A-Za-z0-9_]{1,255}$' AND "type" ~ '^[a-z0-9_.]{1,100}$');

ALTER TABLE "usage_months"
  ADD CONSTRAINT "usage_months_check" CHECK ("month" ~ '^[0-9]{4}-[0-9]{2}$' AND "analyses" >= 0 AND "warned_percent" BETWEEN 0 AND 100);

ALTER TABLE "usage_claims"
  ADD CONSTRAINT "usage_claims_month_check" CHECK ("month" ~ '^[0-9]{4}-[0-9]{2}$');

-- Row-level security

ALTER TABLE "billing_accounts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "billing_accounts" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "billing_accounts"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "billing_events" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "billing_events" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "billing_events"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "usage_months" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "usage_months" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "usage_months"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "usage_claims" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "usage_claims" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "usage_claims"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);

-- One account by its customer, and accounts that were not compared since a time: the owner's functions only.
CREATE POLICY "account_of_customer" ON "billing_accounts" FOR SELECT TO CURRENT_USER
  USING ("customer_id" = nullif(current_setting('lethe.door_customer', true), ''));
CREATE POLICY "due_accounts" ON "billing_accounts" FOR SELECT TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on');

-- Whose customer an account is never changes.
GRANT SELECT, INSERT, UPDATE ("subscription_id", "status", "plan", "seats", "current_period_end", "cancel_at", "trial_end",
  "past_due_since", "next_plan", "next_seats", "next_at", "checkout_session_id", "trial_used_at", "version", "read_at", "reconciled_at")
  ON "billing_accounts" TO "lethe_app";
GRANT SELECT, INSERT, DELETE ON "billing_events" TO "lethe_app";
GRANT SELECT, INSERT, UPDATE ("analyses", "warned_percent") ON "usage_months" TO "lethe_app";
GRANT SELECT, INSERT, DELETE ON "usage_claims" TO "lethe_app";

-- The door

CREATE FUNCTION door.find_billing_account(p_customer_id text)
RETURNS TABLE (tenant_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_customer', p_customer_id, true);
  RETURN QUERY SELECT a.tenant_id FROM public.billing_accounts a WHERE a.customer_id = p_customer_id;
  PERFORM set_config('lethe.door_customer', '', true);
END
$$;

CREATE FUNCTION door.list_due_reconciliations(p_before timestamptz, p_limit integer)
RETURNS TABLE (tenant_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY
    SELECT a.tenant_id FROM public.billing_accounts a
    WHERE a.reconciled_at IS NULL OR a.reconciled_at < p_before
    ORDER BY a.reconciled_at NULLS FIRST LIMIT least(greatest(p_limit, 0), 1000);
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;

REVOKE ALL ON FUNCTION door.find_billing_account(text), door.list_due_reconciliations(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.find_billing_account(text), door.list_due_reconciliations(timestamptz, integer) TO "lethe_door";
