-- The breach desk: what happened, whom it concerns, the 72 hours (GDPR Art. 33), who was told, and the review that closes it.

-- CreateTable
CREATE TABLE "breaches" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "what" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "measures" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authority" TEXT,
    "authority_at" TIMESTAMPTZ(3),
    "authority_note" TEXT,
    "cause" TEXT,
    "effect" TEXT,
    "changes" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "reminders" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "breaches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "breach_notices" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "breach_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "told_at" TIMESTAMPTZ(3),
    "told_people" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "breach_notices_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "breach_notices_tenant_id_idx" ON "breach_notices"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "breach_notices_id_tenant_id_key" ON "breach_notices"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "breach_notices_breach_id_tenant_id_key" ON "breach_notices"("breach_id", "tenant_id");

-- AddForeignKey
ALTER TABLE "breach_notices" ADD CONSTRAINT "breach_notices_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "breach_notices" ADD CONSTRAINT "breach_notices_breach_id_fkey" FOREIGN KEY ("breach_id") REFERENCES "breaches"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "breaches"
  ADD CONSTRAINT "breaches_text_check" CHECK (length("title") BETWEEN 1 AND 200 AND length("what") <= 8000 AND length("data") <= 8000
    AND length("measures") <= 8000 AND length("authority_note") <= 4000 AND length("cause") <= 8000 AND length("effect") <= 8000 AND length("changes") <= 8000),
  ADD CONSTRAINT "breaches_authority_check" CHECK ("authority" IN ('told', 'not_needed')
    AND ("authority" IS NULL) = ("authority_at" IS NULL) AND ("authority" IS NULL) = ("authority_note" IS NULL)),
  ADD CONSTRAINT "breaches_closed_check" CHECK ("closed_at" IS NULL OR ("authority" IS NOT NULL AND "cause" <> '' AND "effect" <> '' AND "changes" <> ''));

ALTER TABLE "breaches" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "breach_notices" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "breach_notices" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "breach_notices"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
-- The owner's functions for staff: names of workspaces, who owns them, and whom a breach concerns. No table of an analysis has one.
CREATE POLICY "staff_desk" ON "breach_notices" TO CURRENT_USER
  USING (current_setting('lethe.staff_desk', true) = 'on') WITH CHECK (current_setting('lethe.staff_desk', true) = 'on');
CREATE POLICY "staff_desk" ON "tenants" FOR SELECT TO CURRENT_USER USING (current_setting('lethe.staff_desk', true) = 'on');
CREATE POLICY "staff_desk" ON "memberships" FOR SELECT TO CURRENT_USER USING (current_setting('lethe.staff_desk', true) = 'on');

GRANT SELECT ON "breach_notices" TO "lethe_app";

-- Workspaces by name, short name or id; who looked for what stands in the log.
CREATE FUNCTION staff.find_tenants(p_staff uuid, p_query text)
RETURNS TABLE (id uuid, slug text, name text, created_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  PERFORM staff.append(p_staff, 'workspace.looked_up', NULL, jsonb_build_object('query', p_query));
  PERFORM set_config('lethe.staff_desk', 'on', true);
  RETURN QUERY SELECT t.id, t.slug, t.name, t.created_at FROM public.tenants t
    WHERE position(lower(p_query) in lower(t.name)) > 0 OR position(lower(p_query) in t.slug) > 0 OR t.id::text = lower(p_query)
    ORDER BY t.name, t.id LIMIT 20;
  PERFORM set_config('lethe.staff_desk', '', true);
END
$$;

CREATE FUNCTION staff.open_breach(p_staff uuid, p_title text, p_found_at timestamptz, p_what text, p_data text, p_measures text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_id uuid := gen_random_uuid();
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  INSERT INTO public.breaches (id, title, found_at, what, data, measures) VALUES (v_id, p_title, p_found_at, p_what, p_data, p_measures);
  PERFORM staff.append(p_staff, 'breach.opened', v_id::text, jsonb_build_object('foundAt', p_found_at));
  RETURN QUERY SELECT v_id;
END
$$;

-- When it was found stays: the clock is not set back.
CREATE FUNCTION staff.change_breach(p_staff uuid, p_id uuid, p_title text, p_what text, p_data text, p_measures text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  UPDATE public.breaches b SET title = p_title, what = p_what, data = p_data, measures = p_measures WHERE b.id = p_id AND b.closed_at IS NULL;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'breach.changed', p_id::text, '{}');
  RETURN QUERY SELECT p_id;
END
$$;

CREATE FUNCTION staff.list_breaches(p_staff uuid)
RETURNS TABLE (breach jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  PERFORM set_config('lethe.staff_desk', 'on', true);
  RETURN QUERY SELECT to_jsonb(b) || jsonb_build_object(
      'tenants', (SELECT count(*) FROM public.breach_notices n WHERE n.breach_id = b.id),
      'told', (SELECT count(*) FROM public.breach_notices n WHERE n.breach_id = b.id AND n.told_at IS NOT NULL))
    FROM public.breaches b ORDER BY b.closed_at IS NOT NULL, b.found_at DESC LIMIT 200;
  PERFORM set_config('lethe.staff_desk', '', true);
END
$$;

CREATE FUNCTION staff.list_breach_notices(p_staff uuid, p_id uuid)
RETURNS TABLE (tenant_id uuid, slug text, name text, told_at timestamptz, told_people integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  PERFORM set_config('lethe.staff_desk', 'on', true);
  RETURN QUERY SELECT n.tenant_id, t.slug, t.name, n.told_at, n.told_people
    FROM public.breach_notices n JOIN public.tenants t ON t.id = n.tenant_id WHERE n.breach_id = p_id ORDER BY t.name, t.id;
  PERFORM set_config('lethe.staff_desk', '', true);
END
$$;

CREATE FUNCTION staff.add_breach_tenant(p_staff uuid, p_id uuid, p_tenant uuid)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_made uuid;
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  PERFORM set_config('lethe.staff_desk', 'on', true);
  INSERT INTO public.breach_notices (id, tenant_id, breach_id)
  SELECT gen_random_uuid(), t.id, b.id FROM public.breaches b, public.tenants t WHERE b.id = p_id AND b.closed_at IS NULL AND t.id = p_tenant
  ON CONFLICT (breach_id, tenant_id) DO NOTHING RETURNING breach_notices.id INTO v_made;
  PERFORM set_config('lethe.staff_desk', '', true);
  IF v_made IS NULL THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'breach.workspace_added', p_id::text, jsonb_build_object('workspace', p_tenant));
  RETURN QUERY SELECT v_made;
END
$$;

-- One that was told stays on the list.
CREATE FUNCTION staff.remove_breach_tenant(p_staff uuid, p_id uuid, p_tenant uuid)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_gone uuid;
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  PERFORM set_config('lethe.staff_desk', 'on', true);
  DELETE FROM public.breach_notices n USING public.breaches b
  WHERE n.breach_id = p_id AND n.tenant_id = p_tenant AND n.told_at IS NULL AND b.id = p_id AND b.closed_at IS NULL
  RETURNING n.id INTO v_gone;
  PERFORM set_config('lethe.staff_desk', '', true);
  IF v_gone IS NULL THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'breach.workspace_removed', p_id::text, jsonb_build_object('workspace', p_tenant));
  RETURN QUERY SELECT v_gone;
END
$$;

-- Where the message goes: owners and admins of a workspace that is on the list of an open breach.
CREATE FUNCTION staff.breach_contacts(p_staff uuid, p_id uuid, p_tenant uuid)
RETURNS TABLE (email text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  PERFORM staff.append(p_staff, 'breach.contacts_used', p_id::text, jsonb_build_object('workspace', p_tenant));
  PERFORM set_config('lethe.staff_desk', 'on', true);
  RETURN QUERY SELECT u.email FROM public.breach_notices n JOIN public.breaches b ON b.id = n.breach_id
    JOIN public.memberships m ON m.tenant_id = n.tenant_id JOIN public.users u ON u.id = m.user_id
    WHERE n.breach_id = p_id AND n.tenant_id = p_tenant AND b.closed_at IS NULL AND m.role IN ('owner', 'admin') ORDER BY u.email;
  PERFORM set_config('lethe.staff_desk', '', true);
END
$$;

-- Also in the workspace's own log, which its people read and export.
CREATE FUNCTION staff.mark_breach_told(p_staff uuid, p_id uuid, p_tenant uuid, p_people integer)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_told uuid;
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  PERFORM set_config('lethe.tenant_id', p_tenant::text, true);
  UPDATE public.breach_notices n SET told_at = coalesce(n.told_at, now()), told_people = greatest(n.told_people, p_people)
  WHERE n.breach_id = p_id AND n.tenant_id = p_tenant RETURNING n.id INTO v_told;
  IF v_told IS NOT NULL THEN
    PERFORM audit.append(gen_random_uuid(), 'breach.told', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
      jsonb_build_object('actor', NULL, 'subject', p_id, 'detail', jsonb_build_object('people', p_people))::text);
  END IF;
  PERFORM set_config('lethe.tenant_id', '', true);
  IF v_told IS NULL THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'breach.workspace_told', p_id::text, jsonb_build_object('workspace', p_tenant, 'people', p_people));
  RETURN QUERY SELECT v_told;
END
$$;

-- Once: what was decided about the authority, and why.
CREATE FUNCTION staff.decide_authority(p_staff uuid, p_id uuid, p_decision text, p_note text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  UPDATE public.breaches b SET authority = p_decision, authority_at = now(), authority_note = p_note WHERE b.id = p_id AND b.authority IS NULL;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'breach.authority_decided', p_id::text, jsonb_build_object('decision', p_decision));
  RETURN QUERY SELECT p_id;
END
$$;

-- The review closes it, once the authority is settled and every workspace on the list was told.
CREATE FUNCTION staff.review_breach(p_staff uuid, p_id uuid, p_cause text, p_effect text, p_changes text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_closed uuid;
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  PERFORM set_config('lethe.staff_desk', 'on', true);
  UPDATE public.breaches b SET cause = p_cause, effect = p_effect, changes = p_changes, closed_at = now()
  WHERE b.id = p_id AND b.closed_at IS NULL AND b.authority IS NOT NULL
    AND NOT EXISTS (SELECT FROM public.breach_notices n WHERE n.breach_id = b.id AND n.told_at IS NULL)
  RETURNING b.id INTO v_closed;
  PERFORM set_config('lethe.staff_desk', '', true);
  IF v_closed IS NULL THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'breach.reviewed', p_id::text, '{}');
  RETURN QUERY SELECT v_closed;
END
$$;

-- The clock's reminders, each handed out once: after 48 and after 72 hours without a decision, to admins and security.
CREATE FUNCTION staff.claim_breach_reminders()
RETURNS TABLE (id uuid, title text, found_at timestamptz, number integer, emails jsonb)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.breaches b SET reminders = CASE WHEN b.found_at < now() - interval '72 hours' THEN 2 ELSE 1 END
  WHERE b.authority IS NULL AND b.closed_at IS NULL AND (
    (b.reminders < 1 AND b.found_at < now() - interval '48 hours') OR (b.reminders < 2 AND b.found_at < now() - interval '72 hours'))
  RETURNING b.id, b.title, b.found_at, b.reminders,
    (SELECT coalesce(jsonb_agg(s.email), '[]') FROM public.staff_accounts s WHERE s.disabled_at IS NULL AND s.role IN ('admin', 'security'))
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "staff" FROM PUBLIC;
GRANT EXECUTE ON FUNCTION staff.find_tenants(uuid, text), staff.open_breach(uuid, text, timestamptz, text, text, text),
  staff.change_breach(uuid, uuid, text, text, text, text), staff.list_breaches(uuid), staff.list_breach_notices(uuid, uuid),
  staff.add_breach_tenant(uuid, uuid, uuid), staff.remove_breach_tenant(uuid, uuid, uuid), staff.breach_contacts(uuid, uuid, uuid),
  staff.mark_breach_told(uuid, uuid, uuid, integer), staff.decide_authority(uuid, uuid, text, text),
  staff.review_breach(uuid, uuid, text, text, text), staff.claim_breach_reminders() TO "lethe_staff";
