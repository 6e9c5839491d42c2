-- A workspace's own identity provider: for one domain that it has proved to hold, and for itself alone.

-- CreateTable
CREATE TABLE "sso_connections" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "domain_token" TEXT NOT NULL,
    "verified_domain" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "issuer" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sso_connections_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sso_connections_verified_domain_key" ON "sso_connections"("verified_domain");

-- CreateIndex
CREATE UNIQUE INDEX "sso_connections_id_tenant_id_key" ON "sso_connections"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "sso_connections_tenant_id_key" ON "sso_connections"("tenant_id");

-- AddForeignKey
ALTER TABLE "sso_connections" ADD CONSTRAINT "sso_connections_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "sso_connections"
  ADD CONSTRAINT "sso_connections_check" CHECK ("domain" ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$' AND length("domain") <= 253
    AND ("verified_domain" IS NULL OR "verified_domain" = "domain") AND ("verified_domain" IS NULL OR "checked_at" IS NOT NULL)
    AND length("issuer") <= 500 AND length("client_id") BETWEEN 1 AND 200 AND length("domain_token") = 43 AND "sealed_secret" LIKE 'v1.%');

ALTER TABLE "sso_connections" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sso_connections" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "sso_connections"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
-- Before a tenant is known: the one connection that was asked for, by id or by its proved domain; and those that are due.
CREATE POLICY "sso_at_hand" ON "sso_connections" FOR SELECT TO CURRENT_USER
  USING (nullif(current_setting('lethe.door_sso', true), '') IN ("id"::text, "verified_domain"));
CREATE POLICY "due_domains" ON "sso_connections" TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on' AND "verified_domain" IS NOT NULL)
  WITH CHECK (current_setting('lethe.door_sweep', true) = 'on');

GRANT SELECT, INSERT, UPDATE, DELETE ON "sso_connections" TO "lethe_app";

CREATE FUNCTION door.find_sso(p_id uuid)
RETURNS TABLE (id uuid, tenant_id uuid, domain text, issuer text, client_id text, sealed_secret text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sso', p_id::text, true);
  RETURN QUERY SELECT c.id, c.tenant_id, c.verified_domain, c.issuer, c.client_id, c.sealed_secret
    FROM public.sso_connections c WHERE c.id = p_id AND c.verified_domain IS NOT NULL;
  PERFORM set_config('lethe.door_sso', '', true);
END
$$;

CREATE FUNCTION door.find_sso_by_domain(p_domain text)
RETURNS TABLE (id uuid, tenant_id uuid, domain text, issuer text, client_id text, sealed_secret text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sso', p_domain, true);
  RETURN QUERY SELECT c.id, c.tenant_id, c.verified_domain, c.issuer, c.client_id, c.sealed_secret
    FROM public.sso_connections c WHERE c.verified_domain = p_domain;
  PERFORM set_config('lethe.door_sso', '', true);
END
$$;

-- Who an answer of this connection signs in. Its issuer and subject name a person under the connection's tenant only, and its
-- addresses count only inside its proved domain:
--   known and a member                     signed in
--   unknown, the address of a member       connected, signed in
--   unknown, nobody's address              a new person, member of this workspace
--   anything else                          zero rows
CREATE FUNCTION door.sign_in_by_sso(p_id uuid, p_subject text, p_email text, p_name text)
RETURNS TABLE (user_id uuid, email text, outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
  v_domain text;
  v_issuer text;
  v_user uuid;
  v_email text;
  v_outcome text;
BEGIN
  SELECT f.tenant_id, f.domain, 'tenant:' || f.tenant_id || ':' || f.issuer INTO v_tenant, v_domain, v_issuer FROM door.find_sso(p_id) f;
  IF v_tenant IS NULL OR split_part(p_email, '@', 2) <> v_domain OR p_email !~ '^[^@[:space:]]+@[^@[:space:]]+$' THEN
    RETURN;
  END IF;
  PERFORM set_config('lethe.tenant_id', v_tenant::text, true);
  SELECT u.id, u.email, 'known' INTO v_user, v_email, v_outcome
  FROM public.accounts a JOIN public.users u ON u.id = a.user_id WHERE a.issuer = v_issuer AND a.subject = p_subject;
  IF v_user IS NULL THEN
    SELECT u.id, u.email, 'connected' INTO v_user, v_email, v_outcome FROM public.users u
    JOIN public.memberships m ON m.user_id = u.id AND m.tenant_id = v_tenant WHERE u.email = p_email;
    IF v_user IS NULL AND NOT EXISTS (SELECT FROM public.users u WHERE u.email = p_email) THEN
      INSERT INTO public.users AS u (id, email, name) VALUES (gen_random_uuid(), p_email, p_name)
      ON CONFLICT (email) DO NOTHING RETURNING u.id, u.email, 'created' INTO v_user, v_email, v_outcome;
      IF v_user IS NOT NULL THEN
        INSERT INTO public.memberships (id, tenant_id, user_id, role) VALUES (gen_random_uuid(), v_tenant, v_user, 'member');
        PERFORM audit.append(gen_random_uuid(), 'member.joined', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
          jsonb_build_object('actor', v_user, 'subject', v_user, 'detail', jsonb_build_object('role', 'member', 'by', 'sso'))::text);
      END IF;
    END IF;
    IF v_user IS NOT NULL THEN
      INSERT INTO public.accounts (id, user_id, issuer, subject) VALUES (gen_random_uuid(), v_user, v_issuer, p_subject)
      ON CONFLICT (issuer, subject) DO NOTHING;
    END IF;
  END IF;
  IF NOT EXISTS (SELECT FROM public.memberships m WHERE m.tenant_id = v_tenant AND m.user_id = v_user) THEN
    v_user := NULL;
  END IF;
  IF v_user IS NOT NULL THEN
    PERFORM audit.append(gen_random_uuid(), 'sso.signed_in', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
      jsonb_build_object('actor', v_user, 'subject', v_user, 'detail', '{}'::jsonb)::text);
  END IF;
  PERFORM set_config('lethe.tenant_id', '', true);
  IF v_user IS NOT NULL THEN
    RETURN QUERY SELECT v_user, v_email, v_outcome;
  END IF;
END
$$;

-- A session for this workspace and nothing else, if its person belongs there.
CREATE FUNCTION door.create_bound_session(p_token_hash text, p_user_id uuid, p_device_hash text, p_browser text, p_idle_expires_at timestamptz, p_absolute_expires_at timestamptz, p_tenant uuid)
RETURNS TABLE (id uuid, new_device boolean, first_device boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  IF NOT EXISTS (SELECT FROM door.list_workspaces(p_user_id) w WHERE w.tenant_id = p_tenant) THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT c.id, c.new_device, c.first_device
    FROM door.create_session(p_token_hash, p_user_id, p_device_hash, p_browser, p_idle_expires_at, p_absolute_expires_at) c;
  UPDATE public.sessions s SET active_tenant_id = p_tenant, only_tenant_id = p_tenant WHERE s.token_hash = p_token_hash;
END
$$;

-- Records that were not looked at for a day, each handed to one process.
CREATE FUNCTION door.claim_due_domains(p_limit integer)
RETURNS TABLE (id uuid, domain text, domain_token text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY
    UPDATE public.sso_connections c SET checked_at = now()
    WHERE c.id IN (
      SELECT d.id FROM public.sso_connections d WHERE d.verified_domain IS NOT NULL AND d.checked_at < now() - interval '1 day'
      ORDER BY d.checked_at LIMIT least(greatest(p_limit, 0), 100) FOR UPDATE SKIP LOCKED)
    RETURNING c.id, c.domain, c.domain_token;
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;

-- The record has gone: the domain is free, nobody comes in by it, its sessions end, and it is the only way in no longer. Answers
-- whom to tell.
CREATE FUNCTION door.release_domain(p_id uuid)
RETURNS TABLE (email text, domain text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
  v_domain text;
BEGIN
  SELECT f.tenant_id, f.domain INTO v_tenant, v_domain FROM door.find_sso(p_id) f;
  IF v_tenant IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('lethe.tenant_id', v_tenant::text, true);
  UPDATE public.sso_connections c SET verified_domain = NULL WHERE c.id = p_id;
  UPDATE public.tenants t SET policy = t.policy - 'sso' WHERE t.id = v_tenant;
  DELETE FROM public.sessions s WHERE s.only_tenant_id = v_tenant;
  PERFORM audit.append(gen_random_uuid(), 'sso.domain_lost', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
    jsonb_build_object('actor', NULL, 'subject', NULL, 'detail', jsonb_build_object('domain', v_domain))::text);
  RETURN QUERY SELECT u.email, v_domain FROM public.memberships m JOIN public.users u ON u.id = m.user_id
    WHERE m.tenant_id = v_tenant AND m.role IN ('owner', 'admin');
  PERFORM set_config('lethe.tenant_id', '', true);
END
$$;

REVOKE ALL ON FUNCTION door.find_sso(uuid), door.find_sso_by_domain(text), door.sign_in_by_sso(uuid, text, text, text),
  door.create_bound_session(text, uuid, text, text, timestamptz, timestamptz, uuid), door.claim_due_domains(integer), door.release_domain(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.find_sso(uuid), door.find_sso_by_domain(text), door.sign_in_by_sso(uuid, text, text, text),
  door.create_bound_session(text, uuid, text, text, timestamptz, timestamptz, uuid), door.claim_due_domains(integer), door.release_domain(uuid) TO "lethe_door";
