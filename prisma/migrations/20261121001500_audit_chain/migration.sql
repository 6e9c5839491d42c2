-- The audit log becomes a chain: every event names the hash of the one before it, so that a change, a gap or a swap shows.
-- What can name a person stands in audit_details, whose rows may be erased: the chain holds only their salted hash.

-- CreateTable
CREATE TABLE "audit_heads" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "checkpoint_seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "audit_heads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_details" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "salt" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "actor_id" UUID,
    "subject" TEXT,

    CONSTRAINT "audit_details_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_checkpoints" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "public_key" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "audit_checkpoints_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_heads_tenant_id_key" ON "audit_heads"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_heads_id_tenant_id_key" ON "audit_heads"("id", "tenant_id");

-- CreateIndex
CREATE INDEX "audit_details_tenant_id_actor_id_idx" ON "audit_details"("tenant_id", "actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_details_id_tenant_id_key" ON "audit_details"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_checkpoints_id_tenant_id_key" ON "audit_checkpoints"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_checkpoints_tenant_id_seq_key" ON "audit_checkpoints"("tenant_id", "seq");

-- AlterTable
ALTER TABLE "audit_events"
  ADD COLUMN "seq" BIGINT,
  ADD COLUMN "detail_hash" TEXT,
  ADD COLUMN "prev_hash" TEXT,
  ADD COLUMN "hash" TEXT;

-- Row-level security of the new tables comes after the events that exist have been chained: the owner is bound by it too.
ALTER TABLE "audit_events" NO FORCE ROW LEVEL SECURITY;

CREATE SCHEMA "audit";

-- What is hashed, in one place: lines joined by a line feed, UTF-8. lib/audit/chain-hash.ts says the same in TypeScript.
CREATE FUNCTION audit.event_hash(p_tenant uuid, p_seq bigint, p_at timestamptz, p_action text, p_detail_hash text, p_prev_hash text)
RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT encode(sha256(convert_to(concat_ws(E'\n', 'lethe-audit-v1', p_tenant, p_seq,
    to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), p_action, p_detail_hash, p_prev_hash), 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit.detail_hash(p_salt text, p_detail text)
RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT encode(sha256(convert_to(p_salt || E'\n' || p_detail, 'UTF8')), 'hex')
$$;

-- Events that were written before there was a chain, in the order of their time.
DO $$
DECLARE
  v_event record;
  v_tenant uuid;
  v_seq bigint;
  v_prev text;
  v_salt text;
  v_detail text;
  v_detail_hash text;
  v_hash text;
BEGIN
  FOR v_event IN SELECT * FROM public.audit_events ORDER BY tenant_id, at, id LOOP
    IF v_tenant IS DISTINCT FROM v_event.tenant_id THEN
      v_tenant := v_event.tenant_id;
      v_seq := 0;
      v_prev := repeat('0', 64);
    END IF;
    v_seq := v_seq + 1;
    v_salt := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
    v_detail := jsonb_build_object('actor', v_event.actor_id, 'subject', v_event.subject, 'detail', v_event.detail)::text;
    v_detail_hash := audit.detail_hash(v_salt, v_detail);
    v_hash := audit.event_hash(v_tenant, v_seq, v_event.at, v_event.action, v_detail_hash, v_prev);
    UPDATE public.audit_events SET seq = v_seq, detail_hash = v_detail_hash, prev_hash = v_prev, hash = v_hash WHERE id = v_event.id;
    INSERT INTO public.audit_details (id, tenant_id, salt, detail, actor_id, subject)
    VALUES (v_event.id, v_tenant, v_salt, v_detail, v_event.actor_id, v_event.subject);
    INSERT INTO public.audit_heads (id, tenant_id, seq, hash) VALUES (gen_random_uuid(), v_tenant, v_seq, v_hash)
    ON CONFLICT (tenant_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;
    v_prev := v_hash;
  END LOOP;
END
$$;

ALTER TABLE "audit_events" FORCE ROW LEVEL SECURITY;

-- DropForeignKey
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_actor_id_fkey";

-- DropIndex
DROP INDEX "audit_events_actor_id_idx";

-- DropIndex
DROP INDEX "audit_events_tenant_id_at_id_idx";

-- AlterTable
ALTER TABLE "audit_events" DROP COLUMN "actor_id",
DROP COLUMN "detail",
DROP COLUMN "subject",
ALTER COLUMN "at" DROP DEFAULT,
ALTER COLUMN "detail_hash" SET NOT NULL,
ALTER COLUMN "hash" SET NOT NULL,
ALTER COLUMN "prev_hash" SET NOT NULL,
ALTER COLUMN "seq" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_tenant_id_seq_key" ON "audit_events"("tenant_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_tenant_id_prev_hash_key" ON "audit_events"("tenant_id", "prev_hash");

-- CreateIndex
CREATE INDEX "audit_events_tenant_id_at_idx" ON "audit_events"("tenant_id", "at");

-- CreateIndex
CREATE INDEX "audit_events_tenant_id_action_seq_idx" ON "audit_events"("tenant_id", "action", "seq" DESC);

-- AddForeignKey
ALTER TABLE "audit_heads" ADD CONSTRAINT "audit_heads_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_details" ADD CONSTRAINT "audit_details_id_tenant_id_fkey" FOREIGN KEY ("id", "tenant_id") REFERENCES "audit_events"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_checkpoints" ADD CONSTRAINT "audit_checkpoints_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "audit_events"
  ADD CONSTRAINT "audit_events_seq_check" CHECK ("seq" > 0),
  ADD CONSTRAINT "audit_events_action_check" CHECK ("action" ~ '^[a-z_]+(\.[a-z_]+)+$' AND length("action") <= 80),
  ADD CONSTRAINT "audit_events_hash_check" CHECK ("hash" ~ '^[0-9a-f]{64}$' AND "prev_hash" ~ '^[0-9a-f]{64}$' AND "detail_hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "audit_details"
  ADD CONSTRAINT "audit_details_check" CHECK ("salt" ~ '^[0-9a-f]{64}$' AND octet_length("detail") <= 16384);
ALTER TABLE "audit_checkpoints"
  ADD CONSTRAINT "audit_checkpoints_check" CHECK ("seq" > 0 AND "hash" ~ '^[0-9a-f]{64}$' AND length("public_key") <= 100 AND length("signature") <= 200);

-- Appending is the only thing that can be done to the chain. The head row is locked until the unit of work ends, so that of
-- fifty writers each gets its own place; whose unit is undone leaves no gap.
CREATE FUNCTION audit.append(p_id uuid, p_action text, p_salt text, p_detail text)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_tenant uuid := nullif(current_setting('lethe.tenant_id', true), '')::uuid;
  v_seq bigint;
  v_prev text;
  v_at timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_detail_hash text := audit.detail_hash(p_salt, p_detail);
  v_hash text;
BEGIN
  INSERT INTO public.audit_heads (id, tenant_id, seq, hash) VALUES (gen_random_uuid(), v_tenant, 0, repeat('0', 64))
  ON CONFLICT (tenant_id) DO NOTHING;
  SELECT h.seq + 1, h.hash INTO STRICT v_seq, v_prev FROM public.audit_heads h WHERE h.tenant_id = v_tenant FOR UPDATE;
  v_hash := audit.event_hash(v_tenant, v_seq, v_at, p_action, v_detail_hash, v_prev);
  INSERT INTO public.audit_events (id, tenant_id, seq, at, action, detail_hash, prev_hash, hash)
  VALUES (p_id, v_tenant, v_seq, v_at, p_action, v_detail_hash, v_prev, v_hash);
  INSERT INTO public.audit_details (id, tenant_id, salt, detail, actor_id, subject)
  VALUES (p_id, v_tenant, p_salt, p_detail, (p_detail::jsonb ->> 'actor')::uuid, p_detail::jsonb ->> 'subject');
  UPDATE public.audit_heads h SET seq = v_seq, hash = v_hash WHERE h.tenant_id = v_tenant;
  RETURN v_seq;
END
$$;

-- Not even the owner changes an event by mistake; a workspace that is erased as a whole names itself first.
CREATE FUNCTION audit.refuse_change()
RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' AND current_setting('lethe.erasing_tenant', true) = OLD.tenant_id::text THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The audit log takes new events only.' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "audit_events" FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER "append_only_all" BEFORE TRUNCATE ON "audit_events" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "audit_checkpoints" FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER "append_only_all" BEFORE TRUNCATE ON "audit_checkpoints" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- Row-level security

ALTER TABLE "audit_heads" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_heads" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "audit_heads"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "audit_details" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_details" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "audit_details"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "audit_checkpoints" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_checkpoints" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "audit_checkpoints"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
CREATE POLICY "unsigned_chains" ON "audit_heads" FOR SELECT TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on');

REVOKE INSERT ON "audit_events" FROM "lethe_app";
GRANT SELECT ON "audit_heads", "audit_details" TO "lethe_app";
GRANT UPDATE ("checkpoint_seq") ON "audit_heads" TO "lethe_app";
GRANT SELECT, INSERT ON "audit_checkpoints" TO "lethe_app";
GRANT USAGE ON SCHEMA "audit" TO "lethe_app";
REVOKE ALL ON FUNCTION audit.event_hash(uuid, bigint, timestamptz, text, text, text), audit.detail_hash(text, text), audit.append(uuid, text, text, text), audit.refuse_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.append(uuid, text, text, text) TO "lethe_app";

-- The door: whose chain has grown since its last checkpoint. Ids of tenants and nothing else.
CREATE FUNCTION door.list_unsigned_chains(p_limit integer)
RETURNS TABLE (tenant_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY
    SELECT h.tenant_id FROM public.audit_heads h WHERE h.seq > h.checkpoint_seq ORDER BY h.tenant_id
    LIMIT least(greatest(p_limit, 0), 1000);
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;
REVOKE ALL ON FUNCTION door.list_unsigned_chains(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.list_unsigned_chains(integer) TO "lethe_door";

-- A workspace begins with its first event, which goes into the chain like every other.
CREATE OR REPLACE FUNCTION door.create_workspace(p_user_id uuid, p_name text, p_slug text)
RETURNS TABLE (tenant_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_tenant uuid := gen_random_uuid();
BEGIN
  PERFORM set_config('lethe.tenant_id', v_tenant::text, true);
  INSERT INTO public.tenants (id, slug, name) VALUES (v_tenant, p_slug, p_name);
  INSERT INTO public.memberships (id, tenant_id, user_id, role) VALUES (gen_random_uuid(), v_tenant, p_user_id, 'owner');
  PERFORM audit.append(gen_random_uuid(), 'workspace.created', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
    jsonb_build_object('actor', p_user_id, 'subject', NULL, 'detail', '{}'::jsonb)::text);
  PERFORM set_config('lethe.tenant_id', '', true);
  RETURN QUERY SELECT v_tenant;
END
$$;
