-- Retention with notice, erasure with a tombstone, export of a person. What is erased is erased by one function for a
-- workspace and one for a person, both of the owner's role.

-- AlterTable
ALTER TABLE "tenants" ADD COLUMN     "erase_after" TIMESTAMPTZ(3),
ADD COLUMN     "locked_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "analyses" ADD COLUMN     "expires_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "retention_changes" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "days" INTEGER NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "retention_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tombstones" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "erased_id" UUID NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,
    "counts" JSONB NOT NULL,
    "public_key" TEXT,
    "signature" TEXT,

    CONSTRAINT "tombstones_pkey" PRIMARY KEY ("id")
);

-- The limit of each workspace holds for what it has already.
ALTER TABLE "analyses" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "tenants" NO FORCE ROW LEVEL SECURITY;
UPDATE "analyses" a SET "expires_at" = a."created_at" + make_interval(days => t."retention_days") FROM "tenants" t WHERE t."id" = a."tenant_id";
ALTER TABLE "analyses" FORCE ROW LEVEL SECURITY;
ALTER TABLE "tenants" FORCE ROW LEVEL SECURITY;
ALTER TABLE "analyses" ALTER COLUMN "expires_at" SET NOT NULL;

-- CreateIndex
CREATE INDEX "analyses_expires_at_idx" ON "analyses"("expires_at");

-- CreateIndex
CREATE INDEX "retention_changes_tenant_id_idx" ON "retention_changes"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "retention_changes_id_tenant_id_key" ON "retention_changes"("id", "tenant_id");

-- CreateIndex
CREATE INDEX "tombstones_erased_id_idx" ON "tombstones"("erased_id");

-- AddForeignKey
ALTER TABLE "retention_changes" ADD CONSTRAINT "retention_changes_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "retention_changes"
  ADD CONSTRAINT "retention_changes_days_check" CHECK ("days" BETWEEN 1 AND 3650),
  ADD CONSTRAINT "retention_changes_order_check" CHECK ("effective_at" >= "requested_at");
ALTER TABLE "tenants"
  ADD CONSTRAINT "tenants_erasure_check" CHECK (("locked_at" IS NULL) = ("erase_after" IS NULL));
ALTER TABLE "tombstones"
  ADD CONSTRAINT "tombstones_check" CHECK ("kind" IN ('workspace', 'person') AND octet_length("counts"::text) <= 8192
    AND ("public_key" IS NULL) = ("signature" IS NULL) AND length("public_key") <= 100 AND length("signature") <= 200);

-- Row-level security

ALTER TABLE "retention_changes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "retention_changes" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "retention_changes"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
-- Rows of people and workspaces that are gone: the owner's functions only.
ALTER TABLE "tombstones" ENABLE ROW LEVEL SECURITY;

-- What is due, whosever it is: the owner's functions answer ids of tenants and nothing else.
CREATE POLICY "due_analyses" ON "analyses" FOR SELECT TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on' AND "expires_at" < now());
CREATE POLICY "due_changes" ON "retention_changes" FOR SELECT TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on' AND "applied_at" IS NULL AND "effective_at" < now());
CREATE POLICY "due_erasures" ON "tenants" FOR SELECT TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on' AND "erase_after" < now());
-- What of a person stands in the details of audit events, in any workspace: for their export and their erasure.
CREATE POLICY "details_of_person" ON "audit_details" TO CURRENT_USER
  USING (nullif(current_setting('lethe.door_user', true), '') IN ("actor_id"::text, "subject"));

GRANT SELECT, INSERT, DELETE, UPDATE ("applied_at") ON "retention_changes" TO "lethe_app";
GRANT UPDATE ("expires_at") ON "analyses" TO "lethe_app";
GRANT UPDATE ("locked_at", "erase_after") ON "tenants" TO "lethe_app";
GRANT DELETE ON "deliveries" TO "lethe_app";

-- The door

CREATE FUNCTION door.list_due_retention(p_limit integer)
RETURNS TABLE (tenant_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY
    SELECT due.tenant_id FROM (
      SELECT a.tenant_id FROM public.analyses a WHERE a.expires_at < now()
      UNION
      SELECT c.tenant_id FROM public.retention_changes c WHERE c.applied_at IS NULL AND c.effective_at < now()
    ) due LIMIT least(greatest(p_limit, 0), 1000);
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;

CREATE FUNCTION door.list_due_erasures(p_limit integer)
RETURNS TABLE (tenant_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY SELECT t.id FROM public.tenants t WHERE t.erase_after < now() LIMIT least(greatest(p_limit, 0), 1000);
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;

-- Everything of one workspace whose time has come, table by table as the catalog names them, so that none is forgotten; if a
-- row were left anywhere the whole erasure is undone. People who belong to no other workspace go with it.
CREATE FUNCTION door.erase_workspace(p_tenant uuid)
RETURNS TABLE (tombstone uuid, erased_at timestamptz, counts jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_counts jsonb := '{}';
  v_table name;
  v_rows bigint;
  v_people uuid[];
  v_id uuid := gen_random_uuid();
  v_at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  PERFORM set_config('lethe.tenant_id', p_tenant::text, true);
  PERFORM 1 FROM public.tenants t WHERE t.id = p_tenant AND t.erase_after < now() FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM set_config('lethe.tenant_id', '', true);
    RETURN;
  END IF;
  PERFORM set_config('lethe.erasing_tenant', p_tenant::text, true);
  FOR v_table IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'tenant_id' AND NOT a.attisdropped
    ORDER BY 1
  LOOP
    EXECUTE format('SELECT count(*) FROM public.%I WHERE tenant_id = $1', v_table) INTO v_rows USING p_tenant;
    v_counts := v_counts || jsonb_build_object(v_table, v_rows);
  END LOOP;
  SELECT coalesce(array_agg(m.user_id), '{}') INTO v_people FROM public.memberships m WHERE m.tenant_id = p_tenant;
  DELETE FROM public.tenants t WHERE t.id = p_tenant;
  FOR v_table IN SELECT jsonb_object_keys(v_counts) LOOP
    EXECUTE format('SELECT count(*) FROM public.%I WHERE tenant_id = $1', v_table) INTO v_rows USING p_tenant;
    IF v_rows > 0 THEN
      RAISE EXCEPTION 'Rows of % were left.', v_table;
    END IF;
  END LOOP;
  v_rows := 0;
  FOR i IN 1 .. cardinality(v_people) LOOP
    IF NOT EXISTS (SELECT FROM door.list_workspaces(v_people[i])) THEN
      -- What names them in workspaces that they had left before.
      PERFORM set_config('lethe.door_user', v_people[i]::text, true);
      DELETE FROM public.audit_details d WHERE d.actor_id = v_people[i] OR d.subject = v_people[i]::text;
      PERFORM set_config('lethe.door_user', '', true);
      DELETE FROM public.sign_in_links l USING public.users u WHERE u.id = v_people[i] AND l.identifier = u.email;
      DELETE FROM public.users u WHERE u.id = v_people[i];
      v_rows := v_rows + 1;
    END IF;
  END LOOP;
  v_counts := v_counts || jsonb_build_object('people', v_rows);
  PERFORM set_config('lethe.erasing_tenant', '', true);
  PERFORM set_config('lethe.tenant_id', '', true);
  INSERT INTO public.tombstones (id, kind, erased_id, erased_at, counts) VALUES (v_id, 'workspace', p_tenant, v_at, v_counts);
  RETURN QUERY SELECT v_id, v_at, v_counts;
END
$$;

-- A person, with sessions, accounts, links and memberships. Analyses stay with their workspaces without a name; the details of
-- audit events that name the person go, the events stay. Zero rows while the person is a member of any workspace.
CREATE FUNCTION door.erase_person(p_user_id uuid)
RETURNS TABLE (tombstone uuid, erased_at timestamptz, counts jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_counts jsonb;
  v_details bigint;
  v_sessions bigint;
  v_accounts bigint;
  v_links bigint;
  v_id uuid := gen_random_uuid();
  v_at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  IF EXISTS (SELECT FROM door.list_workspaces(p_user_id)) OR NOT EXISTS (SELECT FROM public.users u WHERE u.id = p_user_id) THEN
    RETURN;
  END IF;
  PERFORM set_config('lethe.door_user', p_user_id::text, true);
  DELETE FROM public.audit_details d WHERE d.actor_id = p_user_id OR d.subject = p_user_id::text;
  GET DIAGNOSTICS v_details = ROW_COUNT;
  PERFORM set_config('lethe.door_user', '', true);
  SELECT count(*) INTO v_sessions FROM public.sessions s WHERE s.user_id = p_user_id;
  SELECT count(*) INTO v_accounts FROM public.accounts a WHERE a.user_id = p_user_id;
  DELETE FROM public.sign_in_links l USING public.users u WHERE u.id = p_user_id AND l.identifier = u.email;
  GET DIAGNOSTICS v_links = ROW_COUNT;
  DELETE FROM public.users u WHERE u.id = p_user_id;
  v_counts := jsonb_build_object('people', 1, 'sessions', v_sessions, 'accounts', v_accounts, 'sign_in_links', v_links, 'audit_details', v_details);
  INSERT INTO public.tombstones (id, kind, erased_id, erased_at, counts) VALUES (v_id, 'person', p_user_id, v_at, v_counts);
  RETURN QUERY SELECT v_id, v_at, v_counts;
END
$$;

-- Once: a signed tombstone stays as it is.
CREATE FUNCTION door.sign_tombstone(p_id uuid, p_public_key text, p_signature text)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.tombstones t SET public_key = p_public_key, signature = p_signature
  WHERE t.id = p_id AND t.signature IS NULL RETURNING t.id
$$;

-- What is kept of one person outside any workspace, and what audit events say of them.
CREATE FUNCTION door.export_person(p_user_id uuid)
RETURNS TABLE (exported jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_person jsonb;
BEGIN
  PERFORM set_config('lethe.door_user', p_user_id::text, true);
  SELECT jsonb_build_object(
    'person', jsonb_build_object('id', u.id, 'email', u.email, 'name', u.name, 'emailVerifiedAt', u.email_verified_at, 'createdAt', u.created_at),
    'sessions', (SELECT coalesce(jsonb_agg(jsonb_build_object('createdAt', s.created_at, 'lastSeenAt', s.last_seen_at, 'endsAt', s.absolute_expires_at)), '[]') FROM public.sessions s WHERE s.user_id = u.id),
    'accounts', (SELECT coalesce(jsonb_agg(jsonb_build_object('issuer', a.issuer, 'subject', a.subject, 'createdAt', a.created_at)), '[]') FROM public.accounts a WHERE a.user_id = u.id),
    'memberships', (SELECT coalesce(jsonb_agg(jsonb_build_object('workspace', m.tenant_id, 'role', m.role, 'createdAt', m.created_at)), '[]') FROM public.memberships m WHERE m.user_id = u.id),
    'auditDetails', (SELECT coalesce(jsonb_agg(jsonb_build_object('workspace', d.tenant_id, 'event', d.id, 'detail', d.detail::jsonb)), '[]') FROM public.audit_details d WHERE d.actor_id = u.id OR d.subject = u.id::text)
  ) INTO v_person FROM public.users u WHERE u.id = p_user_id;
  PERFORM set_config('lethe.door_user', '', true);
  IF v_person IS NOT NULL THEN
    RETURN QUERY SELECT v_person;
  END IF;
END
$$;

REVOKE ALL ON FUNCTION door.list_due_retention(integer), door.list_due_erasures(integer), door.erase_workspace(uuid), door.erase_person(uuid), door.sign_tombstone(uuid, text, text), door.export_person(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.list_due_retention(integer), door.list_due_erasures(integer), door.erase_workspace(uuid), door.erase_person(uuid), door.sign_tombstone(uuid, text, text), door.export_person(uuid) TO "lethe_door";
