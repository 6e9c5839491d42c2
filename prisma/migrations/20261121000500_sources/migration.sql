-- The second journey: sources that may send alerts, channels that are told, and what became of each delivery. No body of an
-- alert and no message is in any of these tables.

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('received', 'analyzing', 'analyzed', 'delivered', 'failed', 'coalesced', 'ignored', 'interrupted');

-- CreateEnum
CREATE TYPE "notification_state" AS ENUM ('pending', 'sending', 'delivered', 'failed');

-- AlterTable
ALTER TABLE "analyses" ADD COLUMN     "alert" JSONB,
ADD COLUMN     "revision_of_id" UUID;

-- CreateTable
CREATE TABLE "sources" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "previous_sealed_secret" TEXT,
    "previous_secret_until" TIMESTAMPTZ(3),
    "sealed_token" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channels" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sealed_address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "disabled_at" TIMESTAMPTZ(3),
    "broken_at" TIMESTAMPTZ(3),
    "broken_reason" TEXT,

    CONSTRAINT "channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "delivery_key" TEXT NOT NULL,
    "job_key" TEXT,
    "state" "delivery_state" NOT NULL DEFAULT 'received',
    "reason" TEXT,
    "analysis_id" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "analysis_id" UUID NOT NULL,
    "delivery_id" UUID,
    "state" "notification_state" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sources_tenant_id_idx" ON "sources"("tenant_id");

-- CreateIndex
CREATE INDEX "sources_created_by_id_idx" ON "sources"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "sources_id_tenant_id_key" ON "sources"("id", "tenant_id");

-- CreateIndex
CREATE INDEX "channels_tenant_id_idx" ON "channels"("tenant_id");

-- CreateIndex
CREATE INDEX "channels_created_by_id_idx" ON "channels"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "channels_id_tenant_id_key" ON "channels"("id", "tenant_id");

-- CreateIndex
CREATE INDEX "deliveries_tenant_id_received_at_id_idx" ON "deliveries"("tenant_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "deliveries_source_id_tenant_id_job_key_idx" ON "deliveries"("source_id", "tenant_id", "job_key");

-- CreateIndex
CREATE INDEX "deliveries_state_lease_until_idx" ON "deliveries"("state", "lease_until");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_id_tenant_id_key" ON "deliveries"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_source_id_tenant_id_delivery_key_key" ON "deliveries"("source_id", "tenant_id", "delivery_key");

-- CreateIndex
CREATE INDEX "notifications_tenant_id_created_at_id_idx" ON "notifications"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notifications_analysis_id_tenant_id_idx" ON "notifications"("analysis_id", "tenant_id");

-- CreateIndex
CREATE INDEX "notifications_delivery_id_tenant_id_idx" ON "notifications"("delivery_id", "tenant_id");

-- CreateIndex
CREATE INDEX "notifications_state_next_attempt_at_idx" ON "notifications"("state", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_id_tenant_id_key" ON "notifications"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_channel_id_tenant_id_analysis_id_key" ON "notifications"("channel_id", "tenant_id", "analysis_id");

-- CreateIndex
CREATE INDEX "analyses_revision_of_id_tenant_id_idx" ON "analyses"("revision_of_id", "tenant_id");

-- AddForeignKey
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_revision_of_id_tenant_id_fkey" FOREIGN KEY ("revision_of_id", "tenant_id") REFERENCES "analyses"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sources" ADD CONSTRAINT "sources_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sources" ADD CONSTRAINT "sources_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channels" ADD CONSTRAINT "channels_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channels" ADD CONSTRAINT "channels_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_source_id_tenant_id_fkey" FOREIGN KEY ("source_id", "tenant_id") REFERENCES "sources"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_channel_id_tenant_id_fkey" FOREIGN KEY ("channel_id", "tenant_id") REFERENCES "channels"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_analysis_id_tenant_id_fkey" FOREIGN KEY ("analysis_id", "tenant_id") REFERENCES "analyses"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_delivery_id_tenant_id_fkey" FOREIGN KEY ("delivery_id", "tenant_id") REFERENCES "deliveries"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Checks. Words in `reason` columns are ours: a short word, never what a sender or a receiver wrote.

ALTER TABLE "analyses"
  ADD CONSTRAINT "analyses_revision_check" CHECK ("revision_of_id" <> "id"),
  ADD CONSTRAINT "analyses_alert_check" CHECK (octet_length("alert"::text) <= 32768);

ALTER TABLE "sources"
  ADD CONSTRAINT "sources_kind_check" CHECK ("kind" ~ '^[a-z0-9_.]{1,40}$'),
  ADD CONSTRAINT "sources_name_check" CHECK (length("name") BETWEEN 1 AND 80),
  ADD CONSTRAINT "sources_sealed_check" CHECK (
    "sealed_secret" LIKE 'v1.%' AND coalesce("previous_sealed_secret", 'v1.') LIKE 'v1.%' AND coalesce("sealed_token", 'v1.') LIKE 'v1.%'
    AND length("sealed_secret") <= 2048 AND length("previous_sealed_secret") <= 2048 AND length("sealed_token") <= 2048
  ),
  ADD CONSTRAINT "sources_previous_check" CHECK (("previous_sealed_secret" IS NULL) = ("previous_secret_until" IS NULL));

ALTER TABLE "channels"
  ADD CONSTRAINT "channels_kind_check" CHECK ("kind" ~ '^[a-z0-9_.]{1,40}$'),
  ADD CONSTRAINT "channels_name_check" CHECK (length("name") BETWEEN 1 AND 80),
  ADD CONSTRAINT "channels_sealed_check" CHECK ("sealed_address" LIKE 'v1.%' AND length("sealed_address") <= 4096),
  ADD CONSTRAINT "channels_broken_check" CHECK ("broken_reason" ~ '^[a-z0-9_]{1,60}$' AND ("broken_at" IS NULL) = ("broken_reason" IS NULL));

ALTER TABLE "deliveries"
  ADD CONSTRAINT "deliveries_delivery_key_check" CHECK ("delivery_key" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "deliveries_job_key_check" CHECK ("job_key" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "deliveries_reason_check" CHECK ("reason" ~ '^[a-z0-9_]{1,60}$');

ALTER TABLE "notifications"
  ADD CONSTRAINT "notifications_attempts_check" CHECK ("attempts" BETWEEN 0 AND 100),
  ADD CONSTRAINT "notifications_last_error_check" CHECK ("last_error" ~ '^[a-z0-9_]{1,60}$');

-- Row-level security

ALTER TABLE "sources" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sources" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "sources"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "channels" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "channels" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "channels"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "deliveries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "deliveries" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "deliveries"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "notifications" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "notifications"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);

-- Before a tenant is known, the owner's functions look at one source, and at work whose process has gone.
CREATE POLICY "source_of_endpoint" ON "sources" FOR SELECT TO CURRENT_USER
  USING ("id" = nullif(current_setting('lethe.door_source', true), '')::uuid);
CREATE POLICY "lost_work" ON "deliveries" TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on' AND "state" IN ('received', 'analyzing', 'interrupted'))
  WITH CHECK (current_setting('lethe.door_sweep', true) = 'on' AND "state" = 'interrupted');
CREATE POLICY "due_work" ON "notifications" TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on' AND "state" IN ('pending', 'sending'))
  WITH CHECK (current_setting('lethe.door_sweep', true) = 'on' AND "state" = 'sending');

GRANT SELECT, INSERT, DELETE,
  UPDATE ("name", "sealed_secret", "previous_sealed_secret", "previous_secret_until", "sealed_token", "disabled_at")
  ON "sources" TO "lethe_app";
GRANT SELECT, INSERT, DELETE, UPDATE ("name", "disabled_at", "broken_at", "broken_reason") ON "channels" TO "lethe_app";
GRANT SELECT, INSERT, UPDATE ("state", "reason", "analysis_id", "changed_at", "lease_until") ON "deliveries" TO "lethe_app";
GRANT SELECT, INSERT,
  UPDATE ("state", "attempts", "next_attempt_at", "lease_until", "last_status", "last_error", "delivered_at")
  ON "notifications" TO "lethe_app";

-- The door

-- What a signature is checked against. A source that is switched off is as unknown as one that never was.
CREATE FUNCTION door.find_source(p_id uuid)
RETURNS TABLE (
  id uuid, tenant_id uuid, kind text,
  sealed_secret text, previous_sealed_secret text, previous_secret_until timestamptz
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_source', p_id::text, true);
  RETURN QUERY
    SELECT s.id, s.tenant_id, s.kind, s.sealed_secret, s.previous_sealed_secret, s.previous_secret_until
    FROM public.sources s
    WHERE s.id = p_id AND s.disabled_at IS NULL;
  PERFORM set_config('lethe.door_source', '', true);
END
$$;

-- The text of a delivery lives in one process. Where its lease has ended that process has gone, and the text with it.
CREATE FUNCTION door.interrupt_lost_deliveries()
RETURNS TABLE (interrupted integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_count integer;
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  UPDATE public.deliveries d
  SET state = 'interrupted', reason = 'process_lost', changed_at = now(), lease_until = NULL
  WHERE d.state IN ('received', 'analyzing') AND d.lease_until < now();
  GET DIAGNOSTICS v_count = ROW_COUNT;
  PERFORM set_config('lethe.door_sweep', '', true);
  RETURN QUERY SELECT v_count;
END
$$;

-- Messages that are due, taken by this call: no two processes get the same one. A row tells its tenant.
CREATE FUNCTION door.claim_due_notifications(p_limit integer, p_lease_seconds integer)
RETURNS TABLE (id uuid, tenant_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY
    UPDATE public.notifications n
    SET state = 'sending', attempts = n.attempts + 1, lease_until = now() + make_interval(secs => p_lease_seconds)
    FROM (
      SELECT due.id FROM public.notifications due
      WHERE (due.state = 'pending' AND due.next_attempt_at <= now()) OR (due.state = 'sending' AND due.lease_until < now())
      ORDER BY due.next_attempt_at
      LIMIT least(greatest(p_limit, 0), 100)
      FOR UPDATE SKIP LOCKED
    ) picked
    WHERE n.id = picked.id
    RETURNING n.id, n.tenant_id;
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;

REVOKE ALL ON FUNCTION door.find_source(uuid), door.interrupt_lost_deliveries(), door.claim_due_notifications(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.find_source(uuid), door.interrupt_lost_deliveries(), door.claim_due_notifications(integer, integer) TO "lethe_door";
