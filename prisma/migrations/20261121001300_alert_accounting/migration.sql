-- Accounting of alerts: what each delivery belongs to, who works on it, what its people were told, and figures that are counted
-- as it happens. No text of a log is in any of these tables.

-- DropIndex
DROP INDEX "deliveries_source_id_tenant_id_job_key_idx";

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "group_id" UUID,
ADD COLUMN     "lease_owner" UUID,
ADD COLUMN     "recovered_at" TIMESTAMPTZ(3),
ADD COLUMN     "sealed_recovery" TEXT;

-- AlterTable
ALTER TABLE "notifications" ADD COLUMN     "begun_at" TIMESTAMPTZ(3),
ADD COLUMN     "notice_id" UUID,
ALTER COLUMN "analysis_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "alert_groups" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "cause_key" TEXT NOT NULL,
    "loose_key" TEXT NOT NULL,
    "lead_delivery_id" UUID NOT NULL,
    "analysis_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    "told_firing" INTEGER,
    "told_alerts" INTEGER,
    "told_flapping" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "alert_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_members" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "alert_key" TEXT NOT NULL,
    "firing" BOOLEAN NOT NULL,
    "changes" INTEGER NOT NULL DEFAULT 0,
    "first_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_storms" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "told_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_storms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_notices" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "analysis_id" UUID,
    "detail" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "shard" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "refused_busy" INTEGER NOT NULL DEFAULT 0,
    "refused_rate" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "malformed" INTEGER NOT NULL DEFAULT 0,
    "mismatch" INTEGER NOT NULL DEFAULT 0,
    "stale" INTEGER NOT NULL DEFAULT 0,
    "unexpected" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alert_groups_tenant_id_source_id_cause_key_opened_at_idx" ON "alert_groups"("tenant_id", "source_id", "cause_key", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "alert_groups_tenant_id_source_id_loose_key_opened_at_idx" ON "alert_groups"("tenant_id", "source_id", "loose_key", "opened_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "alert_groups_id_tenant_id_key" ON "alert_groups"("id", "tenant_id");

-- CreateIndex
CREATE INDEX "alert_members_tenant_id_source_id_alert_key_idx" ON "alert_members"("tenant_id", "source_id", "alert_key");

-- CreateIndex
CREATE INDEX "alert_members_tenant_id_first_at_idx" ON "alert_members"("tenant_id", "first_at");

-- CreateIndex
CREATE INDEX "alert_members_changed_at_idx" ON "alert_members"("changed_at");

-- CreateIndex
CREATE UNIQUE INDEX "alert_members_id_tenant_id_key" ON "alert_members"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "alert_members_group_id_tenant_id_alert_key_key" ON "alert_members"("group_id", "tenant_id", "alert_key");

-- CreateIndex
CREATE INDEX "alert_storms_tenant_id_opened_at_idx" ON "alert_storms"("tenant_id", "opened_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "alert_storms_id_tenant_id_key" ON "alert_storms"("id", "tenant_id");

-- CreateIndex
CREATE INDEX "alert_notices_tenant_id_created_at_idx" ON "alert_notices"("tenant_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "alert_notices_analysis_id_tenant_id_idx" ON "alert_notices"("analysis_id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "alert_notices_id_tenant_id_key" ON "alert_notices"("id", "tenant_id");

-- CreateIndex
CREATE INDEX "ledger_entries_tenant_id_day_idx" ON "ledger_entries"("tenant_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_id_tenant_id_key" ON "ledger_entries"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_source_id_tenant_id_day_shard_key" ON "ledger_entries"("source_id", "tenant_id", "day", "shard");

-- CreateIndex
CREATE INDEX "deliveries_source_id_tenant_id_job_key_received_at_idx" ON "deliveries"("source_id", "tenant_id", "job_key", "received_at" DESC);

-- CreateIndex
CREATE INDEX "deliveries_group_id_tenant_id_idx" ON "deliveries"("group_id", "tenant_id");

-- CreateIndex
CREATE INDEX "notifications_notice_id_tenant_id_idx" ON "notifications"("notice_id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_channel_id_tenant_id_notice_id_key" ON "notifications"("channel_id", "tenant_id", "notice_id");

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_notice_id_tenant_id_fkey" FOREIGN KEY ("notice_id", "tenant_id") REFERENCES "alert_notices"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_groups" ADD CONSTRAINT "alert_groups_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_groups" ADD CONSTRAINT "alert_groups_source_id_tenant_id_fkey" FOREIGN KEY ("source_id", "tenant_id") REFERENCES "sources"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_members" ADD CONSTRAINT "alert_members_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_members" ADD CONSTRAINT "alert_members_group_id_tenant_id_fkey" FOREIGN KEY ("group_id", "tenant_id") REFERENCES "alert_groups"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_storms" ADD CONSTRAINT "alert_storms_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_notices" ADD CONSTRAINT "alert_notices_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_notices" ADD CONSTRAINT "alert_notices_analysis_id_tenant_id_fkey" FOREIGN KEY ("analysis_id", "tenant_id") REFERENCES "analyses"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_source_id_tenant_id_fkey" FOREIGN KEY ("source_id", "tenant_id") REFERENCES "sources"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Checks

ALTER TABLE "deliveries"
  ADD CONSTRAINT "deliveries_sealed_recovery_check" CHECK ("sealed_recovery" LIKE 'v1.%' AND length("sealed_recovery") <= 65536);

ALTER TABLE "notifications"
  ADD CONSTRAINT "notifications_subject_check" CHECK (num_nonnulls("analysis_id", "notice_id") = 1);

ALTER TABLE "alert_groups"
  ADD CONSTRAINT "alert_groups_keys_check" CHECK ("cause_key" ~ '^[0-9a-f]{64}$' AND "loose_key" ~ '^[0-9a-f]{64}$');

ALTER TABLE "alert_members"
  ADD CONSTRAINT "alert_members_alert_key_check" CHECK ("alert_key" ~ '^[0-9a-f]{64}$');

ALTER TABLE "alert_notices"
  ADD CONSTRAINT "alert_notices_kind_check" CHECK ("kind" IN ('still_firing', 'resolved', 'flapping', 'storm', 'interrupted')),
  ADD CONSTRAINT "alert_notices_detail_check" CHECK (octet_length("detail"::text) <= 32768);

ALTER TABLE "ledger_entries"
  ADD CONSTRAINT "ledger_entries_shard_check" CHECK ("shard" BETWEEN 0 AND 63),
  ADD CONSTRAINT "ledger_entries_counts_check" CHECK (
    least("accepted", "duplicates", "refused_busy", "refused_rate", "missing", "malformed", "mismatch", "stale", "unexpected") >= 0
  );
-- Counted in place, many times a second: room for the new version of a row on its own page.
ALTER TABLE "ledger_entries" SET (fillfactor = 40);

-- Row-level security

ALTER TABLE "alert_groups" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "alert_groups" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "alert_groups"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "alert_members" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "alert_members" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "alert_members"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "alert_storms" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "alert_storms" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "alert_storms"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "alert_notices" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "alert_notices" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "alert_notices"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "ledger_entries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ledger_entries" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "ledger_entries"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);

-- The sweep asks which workspaces have alerts that changed; it reads no more of them than that.
CREATE POLICY "changed_alerts" ON "alert_members" FOR SELECT TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on');
CREATE POLICY "open_storms" ON "alert_storms" FOR SELECT TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on' AND "closed_at" IS NULL);
DROP POLICY "due_work" ON "notifications";
CREATE POLICY "due_work" ON "notifications" TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on' AND "state" IN ('pending', 'sending', 'failed'))
  WITH CHECK (current_setting('lethe.door_sweep', true) = 'on' AND "state" IN ('sending', 'failed'));

GRANT UPDATE ("lease_owner", "sealed_recovery", "recovered_at", "group_id") ON "deliveries" TO "lethe_app";
GRANT UPDATE ("begun_at") ON "notifications" TO "lethe_app";
GRANT SELECT, INSERT, UPDATE ("analysis_id", "closed_at", "told_at", "told_firing", "told_alerts", "told_flapping")
  ON "alert_groups" TO "lethe_app";
GRANT SELECT, INSERT, UPDATE ("firing", "changes", "changed_at") ON "alert_members" TO "lethe_app";
GRANT SELECT, INSERT, UPDATE ("last_at", "told_at", "closed_at") ON "alert_storms" TO "lethe_app";
GRANT SELECT, INSERT ON "alert_notices" TO "lethe_app";
GRANT SELECT, INSERT,
  UPDATE ("accepted", "duplicates", "refused_busy", "refused_rate", "missing", "malformed", "mismatch", "stale", "unexpected")
  ON "ledger_entries" TO "lethe_app";

-- Taking down a delivery: one call, one transaction, as the app role and under row security like any other statement of it.

CREATE SCHEMA alerts;
REVOKE ALL ON SCHEMA alerts FROM PUBLIC;
GRANT USAGE ON SCHEMA alerts TO "lethe_app";

-- The group that an alert joins: of the same alert and cycle, else of the same cause, else (where too much is waiting) of the
-- same words. One whose first delivery ended without an answer is joined by nobody: the next notice is a new attempt.
CREATE FUNCTION alerts.find_group(
  p_tenant uuid, p_source uuid, p_job_key text, p_cause_key text, p_loose_key text,
  p_join_seconds integer, p_cause_seconds integer,
  OUT group_id uuid, OUT analysis_id uuid, OUT reason text
)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
BEGIN
  IF p_job_key IS NOT NULL THEN
    SELECT g.id, g.analysis_id, 'same_alert' INTO group_id, analysis_id, reason
    FROM (
      SELECT d.group_id FROM public.deliveries d
      WHERE d.source_id = p_source AND d.tenant_id = p_tenant AND d.job_key = p_job_key
      ORDER BY d.received_at DESC LIMIT 1
    ) latest
    JOIN public.alert_groups g ON g.id = latest.group_id AND g.tenant_id = p_tenant
    JOIN public.deliveries l ON l.id = g.lead_delivery_id AND l.tenant_id = p_tenant
    WHERE g.opened_at > now() - make_interval(secs => p_join_seconds)
      AND (l.state IN ('received', 'analyzing', 'analyzed', 'delivered') OR l.analysis_id IS NOT NULL);
    IF FOUND THEN RETURN; END IF;
  END IF;
  SELECT g.id, g.analysis_id, 'same_cause' INTO group_id, analysis_id, reason
  FROM (
    SELECT a.id, a.analysis_id, a.lead_delivery_id FROM public.alert_groups a
    WHERE a.tenant_id = p_tenant AND a.source_id = p_source AND a.cause_key = p_cause_key
      AND a.opened_at > now() - make_interval(secs => p_cause_seconds)
    ORDER BY a.opened_at DESC LIMIT 1
  ) g
  JOIN public.deliveries l ON l.id = g.lead_delivery_id AND l.tenant_id = p_tenant
  WHERE l.state IN ('received', 'analyzing', 'analyzed', 'delivered') OR l.analysis_id IS NOT NULL;
  IF FOUND OR p_loose_key IS NULL THEN RETURN; END IF;
  SELECT g.id, g.analysis_id, 'storm' INTO group_id, analysis_id, reason
  FROM (
    SELECT a.id, a.analysis_id, a.lead_delivery_id FROM public.alert_groups a
    WHERE a.tenant_id = p_tenant AND a.source_id = p_source AND a.loose_key = p_loose_key
      AND a.opened_at > now() - make_interval(secs => p_cause_seconds)
    ORDER BY a.opened_at DESC LIMIT 1
  ) g
  JOIN public.deliveries l ON l.id = g.lead_delivery_id AND l.tenant_id = p_tenant
  WHERE l.state IN ('received', 'analyzing', 'analyzed', 'delivered') OR l.analysis_id IS NOT NULL;
END
$$;

-- One more of something on one source's page for today. The connection picks the shard, so that few wait for each other.
CREATE FUNCTION alerts.count_one(p_tenant uuid, p_source uuid, p_accepted integer, p_duplicates integer, p_refused integer)
RETURNS void
LANGUAGE sql VOLATILE SECURITY INVOKER
AS $$
  INSERT INTO public.ledger_entries AS e (id, tenant_id, source_id, day, shard, accepted, duplicates, refused_busy)
  VALUES (gen_random_uuid(), p_tenant, p_source, (now() AT TIME ZONE 'utc')::date, pg_backend_pid() % 64,
          p_accepted, p_duplicates, p_refused)
  ON CONFLICT (source_id, tenant_id, day, shard) DO UPDATE
  SET accepted = e.accepted + excluded.accepted, duplicates = e.duplicates + excluded.duplicates,
      refused_busy = e.refused_busy + excluded.refused_busy
$$;

-- Which alerts of a delivery fire and which do not any more. What has not changed is not written.
CREATE FUNCTION alerts.note_members(p_tenant uuid, p_source uuid, p_group uuid, p_firing text[], p_resolved text[])
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
BEGIN
  IF p_group IS NOT NULL AND EXISTS (
    SELECT FROM unnest(p_firing) AS k(alert_key)
    LEFT JOIN public.alert_members m ON m.group_id = p_group AND m.tenant_id = p_tenant AND m.alert_key = k.alert_key
    WHERE m.firing IS NOT TRUE
  ) THEN
    INSERT INTO public.alert_members AS m (id, tenant_id, group_id, source_id, alert_key, firing)
    SELECT gen_random_uuid(), p_tenant, p_group, p_source, k, true FROM unnest(p_firing) AS k ORDER BY k
    ON CONFLICT (group_id, tenant_id, alert_key) DO UPDATE
    SET firing = true, changes = m.changes + 1, changed_at = now() WHERE NOT m.firing;
  END IF;
  IF cardinality(p_resolved) > 0 THEN
    UPDATE public.alert_members m SET firing = false, changes = m.changes + 1, changed_at = now()
    WHERE m.tenant_id = p_tenant AND m.source_id = p_source AND m.alert_key = ANY (p_resolved) AND m.firing;
  END IF;
END
$$;

-- `outcome`: stale (the source is not as it was when the signature was checked), busy (it needs a place and there is none),
-- duplicate, or taken. `p_ignored_for`: one of our words where nothing fires; `p_resolved` may then close what fired before.
CREATE FUNCTION alerts.accept_delivery(
  p_tenant uuid, p_source uuid, p_sealed_secret text, p_settings jsonb, p_delivery_key text, p_job_key text, p_cause_key text,
  p_loose_key text, p_soft boolean, p_full boolean, p_ignored_for text, p_firing text[], p_resolved text[],
  p_join_seconds integer, p_cause_seconds integer, p_lease_seconds integer,
  OUT outcome text, OUT delivery_id uuid, OUT state text
)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
DECLARE
  v_group uuid;
  v_analysis uuid;
  v_reason text := p_ignored_for;
  v_loose text := CASE WHEN p_soft THEN p_loose_key END;
BEGIN
  PERFORM set_config('lethe.tenant_id', p_tenant::text, true);
  PERFORM 1 FROM public.sources s
  WHERE s.id = p_source AND s.tenant_id = p_tenant AND s.disabled_at IS NULL AND s.sealed_secret = p_sealed_secret
    AND (s.settings = p_settings OR p_settings = (
      SELECT coalesce(jsonb_object_agg(e.key, e.value), '{}') FROM jsonb_each(s.settings) e WHERE jsonb_typeof(e.value) = 'string'));
  IF NOT FOUND THEN outcome := 'stale'; RETURN; END IF;
  state := 'ignored';
  IF p_ignored_for IS NULL THEN
    state := 'coalesced';
    SELECT f.group_id, f.analysis_id, f.reason INTO v_group, v_analysis, v_reason
    FROM alerts.find_group(p_tenant, p_source, p_job_key, p_cause_key, v_loose, p_join_seconds, p_cause_seconds) f;
    IF v_group IS NULL THEN
      IF p_full THEN
        IF NOT EXISTS (SELECT FROM public.deliveries d
                       WHERE d.source_id = p_source AND d.tenant_id = p_tenant AND d.delivery_key = p_delivery_key) THEN
          PERFORM alerts.count_one(p_tenant, p_source, 0, 0, 1);
          outcome := 'busy'; RETURN;
        END IF;
      END IF;
      -- Alerts of one key, and of one cause, one after the other: of two at once only one is the first.
      IF p_job_key IS NOT NULL THEN PERFORM pg_advisory_xact_lock(hashtextextended('job/' || p_source || p_job_key, 0)); END IF;
      PERFORM pg_advisory_xact_lock(hashtextextended('cause/' || p_source || p_cause_key, 0));
      SELECT f.group_id, f.analysis_id, f.reason INTO v_group, v_analysis, v_reason
      FROM alerts.find_group(p_tenant, p_source, p_job_key, p_cause_key, v_loose, p_join_seconds, p_cause_seconds) f;
      IF v_group IS NULL THEN state := 'received'; v_group := gen_random_uuid(); END IF;
    END IF;
  ELSIF cardinality(p_resolved) > 0 THEN
    SELECT m.group_id, g.analysis_id INTO v_group, v_analysis
    FROM public.alert_members m JOIN public.alert_groups g ON g.id = m.group_id AND g.tenant_id = p_tenant
    WHERE m.tenant_id = p_tenant AND m.source_id = p_source AND m.alert_key = ANY (p_resolved)
      AND m.changed_at > now() - interval '7 days'
    ORDER BY m.changed_at DESC LIMIT 1;
    IF FOUND THEN state := 'coalesced'; END IF;
  END IF;
  delivery_id := gen_random_uuid();
  INSERT INTO public.deliveries (id, tenant_id, source_id, delivery_key, job_key, state, reason, analysis_id, group_id, lease_until)
  VALUES (delivery_id, p_tenant, p_source, p_delivery_key, p_job_key, state::public.delivery_state, v_reason, v_analysis, v_group,
          CASE WHEN state = 'received' THEN now() + make_interval(secs => p_lease_seconds) END)
  ON CONFLICT (source_id, tenant_id, delivery_key) DO NOTHING;
  IF NOT FOUND THEN
    PERFORM alerts.count_one(p_tenant, p_source, 0, 1, 0);
    outcome := 'duplicate'; delivery_id := NULL; RETURN;
  END IF;
  IF state = 'received' THEN
    INSERT INTO public.alert_groups (id, tenant_id, source_id, cause_key, loose_key, lead_delivery_id)
    VALUES (v_group, p_tenant, p_source, p_cause_key, p_loose_key, delivery_id);
  END IF;
  IF cardinality(p_firing) + cardinality(p_resolved) > 0 THEN
    PERFORM alerts.note_members(p_tenant, p_source, v_group, p_firing, p_resolved);
  END IF;
  PERFORM alerts.count_one(p_tenant, p_source, 1, 0, 0);
  outcome := 'taken';
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA alerts FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA alerts TO "lethe_app";

-- The door

-- Interrupted deliveries of which nobody has been told yet, held by this call for a while.
CREATE FUNCTION door.claim_interrupted_deliveries(p_limit integer, p_lease_seconds integer)
RETURNS TABLE (id uuid, tenant_id uuid, source_id uuid, received_at timestamptz, sealed_recovery text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY
    UPDATE public.deliveries d SET lease_until = now() + make_interval(secs => p_lease_seconds)
    FROM (
      SELECT lost.id FROM public.deliveries lost
      WHERE lost.state = 'interrupted' AND lost.recovered_at IS NULL AND (lost.lease_until IS NULL OR lost.lease_until < now())
      ORDER BY lost.changed_at
      LIMIT least(greatest(p_limit, 0), 1000)
      FOR UPDATE SKIP LOCKED
    ) picked
    WHERE d.id = picked.id
    RETURNING d.id, d.tenant_id, d.source_id, d.received_at, d.sealed_recovery;
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;

-- Deliveries whose text lies in the shared queue: they are held as long as they lie there, whoever put them in. `p_ids`: parted
-- by commas. Those that were already given up are left as they are.
CREATE FUNCTION door.renew_queued_deliveries(p_ids text, p_lease_seconds integer)
RETURNS TABLE (renewed integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_count integer;
BEGIN
  PERFORM set_config('lethe.door_sweep', 'renew', true);
  UPDATE public.deliveries d SET lease_until = now() + make_interval(secs => p_lease_seconds)
  WHERE d.id = ANY (string_to_array(p_ids, ',')::uuid[]) AND d.state IN ('received', 'analyzing')
    AND d.lease_until < now() + make_interval(secs => p_lease_seconds / 2);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  PERFORM set_config('lethe.door_sweep', '', true);
  RETURN QUERY SELECT v_count;
END
$$;
CREATE POLICY "queued_work" ON "deliveries" TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'renew' AND "state" IN ('received', 'analyzing'))
  WITH CHECK (current_setting('lethe.door_sweep', true) = 'renew' AND "state" IN ('received', 'analyzing'));

-- Messages that were on their way when their process ended: nobody knows whether they arrived, so they are not sent again.
CREATE FUNCTION door.fail_lost_notifications()
RETURNS TABLE (tenant_id uuid, delivery_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY
    UPDATE public.notifications n SET state = 'failed', last_error = 'outcome_unknown', lease_until = NULL
    WHERE n.state = 'sending' AND n.lease_until < now() AND n.begun_at IS NOT NULL
    RETURNING n.tenant_id, n.delivery_id;
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;

-- As before, but what was on its way is not taken again.
CREATE OR REPLACE FUNCTION door.claim_due_notifications(p_limit integer, p_lease_seconds integer)
RETURNS TABLE (id uuid, tenant_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY
    UPDATE public.notifications n
    SET state = 'sending', attempts = n.attempts + 1, begun_at = NULL, lease_until = now() + make_interval(secs => p_lease_seconds)
    FROM (
      SELECT due.id FROM public.notifications due
      WHERE (due.state = 'pending' AND due.next_attempt_at <= now())
         OR (due.state = 'sending' AND due.lease_until < now() AND due.begun_at IS NULL)
      ORDER BY due.next_attempt_at
      LIMIT least(greatest(p_limit, 0), 100)
      FOR UPDATE SKIP LOCKED
    ) picked
    WHERE n.id = picked.id
    RETURNING n.id, n.tenant_id;
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;

-- Groups in which an alert began or ended within the last seconds. A row tells its tenant.
CREATE FUNCTION door.list_changed_groups(p_seconds integer, p_limit integer)
RETURNS TABLE (id uuid, tenant_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY
    SELECT DISTINCT m.group_id, m.tenant_id FROM public.alert_members m
    WHERE m.changed_at > now() - make_interval(secs => p_seconds)
    LIMIT least(greatest(p_limit, 0), 10000);
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;

-- Workspaces that got at least so many different alerts within the last seconds, and those with a storm that has not ended.
CREATE FUNCTION door.list_storming_tenants(p_seconds integer, p_alerts integer)
RETURNS TABLE (tenant_id uuid, alerts integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY
    SELECT t.tenant_id, max(t.alerts) FROM (
      SELECT m.tenant_id, count(*)::integer AS alerts FROM public.alert_members m
      WHERE m.changed_at > now() - make_interval(secs => p_seconds) AND m.first_at > now() - make_interval(secs => p_seconds)
      GROUP BY m.tenant_id HAVING count(*) >= p_alerts
      UNION ALL
      SELECT s.tenant_id, 0 FROM public.alert_storms s WHERE s.closed_at IS NULL
    ) t GROUP BY t.tenant_id;
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;

REVOKE ALL ON FUNCTION door.claim_interrupted_deliveries(integer, integer), door.renew_queued_deliveries(text, integer),
  door.fail_lost_notifications(), door.list_changed_groups(integer, integer), door.list_storming_tenants(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.claim_interrupted_deliveries(integer, integer), door.renew_queued_deliveries(text, integer),
  door.fail_lost_notifications(), door.list_changed_groups(integer, integer), door.list_storming_tenants(integer, integer) TO "lethe_door";
