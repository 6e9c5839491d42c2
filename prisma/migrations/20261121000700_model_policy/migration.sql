-- What a workspace allows of external models, and what it used. No row of a policy means: nothing leaves.

-- CreateEnum
CREATE TYPE "model_mode" AS ENUM ('local_only', 'fast', 'complex', 'automatic');

-- CreateTable
CREATE TABLE "model_policies" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "mode" "model_mode" NOT NULL DEFAULT 'local_only',
    "sealed_key" TEXT,
    "base_url" TEXT,
    "monthly_tokens" BIGINT,
    "monthly_micro_usd" BIGINT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_policies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_usage" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "analyses" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "tokens" BIGINT NOT NULL DEFAULT 0,
    "micro_usd" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "model_usage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_reservations" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "tokens" BIGINT NOT NULL,
    "micro_usd" BIGINT NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "model_reservations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "model_policies_id_tenant_id_key" ON "model_policies"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "model_policies_tenant_id_key" ON "model_policies"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "model_usage_id_tenant_id_key" ON "model_usage"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "model_usage_tenant_id_month_key" ON "model_usage"("tenant_id", "month");

-- CreateIndex
CREATE INDEX "model_reservations_tenant_id_month_idx" ON "model_reservations"("tenant_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "model_reservations_id_tenant_id_key" ON "model_reservations"("id", "tenant_id");

-- AddForeignKey
ALTER TABLE "model_policies" ADD CONSTRAINT "model_policies_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_usage" ADD CONSTRAINT "model_usage_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_reservations" ADD CONSTRAINT "model_reservations_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Checks. A key is a few hundred characters; sealed with its address it stays below 4,096.

ALTER TABLE "model_policies"
  ADD CONSTRAINT "model_policies_sealed_check" CHECK ("sealed_key" LIKE 'v1.%' AND length("sealed_key") <= 4096),
  ADD CONSTRAINT "model_policies_base_url_check" CHECK ("base_url" ~ '^https?://[^[:space:]?#@]{1,250}$'),
  ADD CONSTRAINT "model_policies_limits_check" CHECK ("monthly_tokens" >= 0 AND "monthly_micro_usd" >= 0);

ALTER TABLE "model_usage"
  ADD CONSTRAINT "model_usage_month_check" CHECK ("month" ~ '^[0-9]{4}-[0-9]{2}$'),
  ADD CONSTRAINT "model_usage_counts_check" CHECK ("analyses" >= 0 AND "requests" >= 0 AND "tokens" >= 0 AND "micro_usd" >= 0);

ALTER TABLE "model_reservations"
  ADD CONSTRAINT "model_reservations_month_check" CHECK ("month" ~ '^[0-9]{4}-[0-9]{2}$'),
  ADD CONSTRAINT "model_reservations_amounts_check" CHECK ("tokens" >= 0 AND "micro_usd" >= 0);

-- Row-level security

ALTER TABLE "model_policies" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "model_policies" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "model_policies"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "model_usage" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "model_usage" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "model_usage"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "model_reservations" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "model_reservations" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "model_reservations"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);

-- What was used is added to and never removed; a reservation goes a day after its lease.
GRANT SELECT, INSERT, UPDATE ("mode", "sealed_key", "base_url", "monthly_tokens", "monthly_micro_usd", "changed_at")
  ON "model_policies" TO "lethe_app";
GRANT SELECT, INSERT, UPDATE ("analyses", "requests", "tokens", "micro_usd") ON "model_usage" TO "lethe_app";
GRANT SELECT, INSERT, DELETE, UPDATE ("settled_at") ON "model_reservations" TO "lethe_app";
