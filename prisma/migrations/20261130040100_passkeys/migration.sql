-- A second factor for people: passkeys, recovery codes, and sessions that know whether one was shown. Sessions may be bound to
-- one workspace, for those that begin at its identity provider.

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "challenge" TEXT,
ADD COLUMN     "only_tenant_id" UUID,
ADD COLUMN     "second_factor_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "passkeys" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "counter" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys"("credential_id");

-- CreateIndex
CREATE INDEX "passkeys_user_id_idx" ON "passkeys"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_codes_user_id_code_hash_key" ON "recovery_codes"("user_id", "code_hash");

-- CreateIndex
CREATE INDEX "sessions_only_tenant_id_idx" ON "sessions"("only_tenant_id");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_only_tenant_id_fkey" FOREIGN KEY ("only_tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "sessions" ADD CONSTRAINT "sessions_challenge_check" CHECK (length("challenge") <= 200);
ALTER TABLE "passkeys"
  ADD CONSTRAINT "passkeys_check" CHECK ("credential_id" ~ '^[A-Za-z0-9_-]+$' AND length("credential_id") <= 1400
    AND "public_key" ~ '^[A-Za-z0-9_-]+$' AND length("public_key") <= 4000 AND "counter" >= 0 AND length("name") BETWEEN 1 AND 80);
ALTER TABLE "recovery_codes"
  ADD CONSTRAINT "recovery_codes_check" CHECK ("code_hash" ~ '^[0-9a-f]{64}$');

ALTER TABLE "passkeys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "recovery_codes" ENABLE ROW LEVEL SECURITY;

-- Which workspaces a session reaches: those of its person, but for one that is entered by its identity provider only; a session
-- that began at such a provider reaches that workspace and nothing else.
CREATE FUNCTION door.reachable_workspaces(p_token_hash text)
RETURNS TABLE (tenant_id uuid, slug text, name text, role text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_user uuid;
  v_only uuid;
BEGIN
  SELECT s.user_id, s.only_tenant_id INTO v_user, v_only FROM public.sessions s
  WHERE s.token_hash = p_token_hash AND s.idle_expires_at > now() AND s.absolute_expires_at > now();
  IF v_user IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('lethe.door_user', v_user::text, true);
  RETURN QUERY
    SELECT t.id, t.slug, t.name, m.role::text
    FROM public.memberships m JOIN public.tenants t ON t.id = m.tenant_id
    WHERE m.user_id = v_user
      AND CASE WHEN v_only IS NULL THEN (t.policy -> 'sso' -> 'only') IS DISTINCT FROM 'true'::jsonb ELSE t.id = v_only END
    ORDER BY m.created_at, m.id;
  PERFORM set_config('lethe.door_user', '', true);
END
$$;

-- As before, and says what is still wanted of the person: `ask` for a passkey that they have, `enrol` where the workspace wants
-- one and they have none, `none`. A workspace that the session does not reach is none.
DROP FUNCTION door.find_session(text, text, integer);
CREATE FUNCTION door.find_session(p_token_hash text, p_device_hash text, p_idle_seconds integer)
RETURNS TABLE (
  session_id uuid, idle_expires_at timestamptz, absolute_expires_at timestamptz, created_at timestamptz,
  authenticated_at timestamptz, user_id uuid, email text, name text, email_verified_at timestamptz,
  tenant_id uuid, slug text, workspace_name text, role text, wanted text, bound boolean
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_session public.sessions%ROWTYPE;
  v_limits jsonb;
  v_idle interval := make_interval(secs => p_idle_seconds);
  v_end timestamptz;
  v_has boolean;
  v_wanted text;
BEGIN
  SELECT * INTO v_session FROM public.sessions s
  WHERE s.token_hash = p_token_hash AND s.device_hash = p_device_hash
    AND s.idle_expires_at > now() AND s.absolute_expires_at > now();
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM set_config('lethe.door_user', v_session.user_id::text, true);
  SELECT t.policy -> 'session' INTO v_limits
  FROM public.memberships m JOIN public.tenants t ON t.id = m.tenant_id
  WHERE m.user_id = v_session.user_id AND m.tenant_id = v_session.active_tenant_id;
  PERFORM set_config('lethe.door_user', '', true);
  IF jsonb_typeof(v_limits -> 'idleMinutes') = 'number' THEN
    v_idle := least(v_idle, make_interval(mins => (v_limits ->> 'idleMinutes')::numeric::integer));
  END IF;
  v_end := v_session.absolute_expires_at;
  IF jsonb_typeof(v_limits -> 'absoluteHours') = 'number' THEN
    v_end := least(v_end, v_session.created_at + make_interval(hours => (v_limits ->> 'absoluteHours')::numeric::integer));
  END IF;
  IF v_end <= now() OR v_session.last_seen_at + v_idle <= now() THEN
    DELETE FROM public.sessions s WHERE s.id = v_session.id;
    RETURN;
  END IF;
  IF v_session.last_seen_at < now() - interval '1 minute' THEN
    UPDATE public.sessions s SET last_seen_at = now(), idle_expires_at = least(now() + v_idle, v_end)
    WHERE s.id = v_session.id
    RETURNING s.idle_expires_at INTO v_session.idle_expires_at;
  END IF;
  v_has := EXISTS (SELECT FROM public.passkeys k WHERE k.user_id = v_session.user_id);
  v_wanted := CASE
    WHEN v_has AND v_session.second_factor_at IS NULL THEN 'ask'
    -- A session of an identity provider makes no passkey: that provider could else make itself a way to everywhere.
    WHEN NOT v_has AND v_session.only_tenant_id IS NULL AND (v_limits -> 'secondFactor') = 'true'::jsonb THEN 'enrol'
    ELSE 'none' END;
  RETURN QUERY
    SELECT v_session.id, least(v_session.idle_expires_at, v_end), v_end, v_session.created_at,
           v_session.authenticated_at, u.id, u.email, u.name, u.email_verified_at, w.tenant_id, w.slug, w.name, w.role, v_wanted,
           v_session.only_tenant_id IS NOT NULL
    FROM public.users u
    LEFT JOIN door.reachable_workspaces(p_token_hash) w ON w.tenant_id = v_session.active_tenant_id
    WHERE u.id = v_session.user_id;
END
$$;

-- Zero rows also for a workspace that this session does not reach.
CREATE OR REPLACE FUNCTION door.set_active_tenant(p_token_hash text, p_tenant_id uuid)
RETURNS TABLE (tenant_id uuid, role text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH moved AS (
    UPDATE public.sessions s SET active_tenant_id = w.tenant_id
    FROM door.reachable_workspaces(p_token_hash) w
    WHERE s.token_hash = p_token_hash AND w.tenant_id = p_tenant_id
      AND s.idle_expires_at > now() AND s.absolute_expires_at > now()
    RETURNING s.user_id, s.device_hash, w.tenant_id, w.role
  ), remembered AS (
    UPDATE public.known_devices d SET last_tenant_id = m.tenant_id
    FROM moved m WHERE d.user_id = m.user_id AND d.device_hash = m.device_hash
  )
  SELECT m.tenant_id, m.role FROM moved m
$$;

-- Challenges: one at a time for a session, each taken once.

CREATE FUNCTION door.set_challenge(p_token_hash text, p_challenge text)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.sessions s SET challenge = p_challenge WHERE s.token_hash = p_token_hash RETURNING s.id
$$;

CREATE FUNCTION door.take_challenge(p_token_hash text)
RETURNS TABLE (challenge text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH found AS (
    SELECT s.id, s.challenge FROM public.sessions s WHERE s.token_hash = p_token_hash AND s.challenge IS NOT NULL FOR UPDATE
  )
  UPDATE public.sessions s SET challenge = NULL FROM found f WHERE s.id = f.id RETURNING f.challenge
$$;

-- Passkeys

CREATE FUNCTION door.list_passkeys(p_user_id uuid)
RETURNS TABLE (id uuid, credential_id text, public_key text, counter bigint, name text, created_at timestamptz, last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT k.id, k.credential_id, k.public_key, k.counter, k.name, k.created_at, k.last_used_at
  FROM public.passkeys k WHERE k.user_id = p_user_id ORDER BY k.created_at, k.id
$$;

-- At most ten. The session that enrols has shown it; every other session of the person is asked from now on.
CREATE FUNCTION door.create_passkey(p_user_id uuid, p_token_hash text, p_credential_id text, p_public_key text, p_counter bigint, p_name text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := gen_random_uuid();
BEGIN
  PERFORM 1 FROM public.users u WHERE u.id = p_user_id FOR UPDATE;
  IF (SELECT count(*) FROM public.passkeys k WHERE k.user_id = p_user_id) >= 10 THEN
    RETURN;
  END IF;
  INSERT INTO public.passkeys (id, user_id, credential_id, public_key, counter, name)
  VALUES (v_id, p_user_id, p_credential_id, p_public_key, p_counter, p_name) ON CONFLICT (credential_id) DO NOTHING;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  UPDATE public.sessions s SET second_factor_at = now() WHERE s.token_hash = p_token_hash AND s.user_id = p_user_id;
  RETURN QUERY SELECT v_id;
END
$$;

CREATE FUNCTION door.rename_passkey(p_user_id uuid, p_id uuid, p_name text)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.passkeys k SET name = p_name WHERE k.user_id = p_user_id AND k.id = p_id RETURNING k.id
$$;

-- With the last passkey its recovery codes go: they would open nothing.
CREATE FUNCTION door.delete_passkey(p_user_id uuid, p_id uuid)
RETURNS TABLE (name text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_name text;
BEGIN
  DELETE FROM public.passkeys k WHERE k.user_id = p_user_id AND k.id = p_id RETURNING k.name INTO v_name;
  IF v_name IS NULL THEN
    RETURN;
  END IF;
  IF NOT EXISTS (SELECT FROM public.passkeys k WHERE k.user_id = p_user_id) THEN
    DELETE FROM public.recovery_codes c WHERE c.user_id = p_user_id;
  END IF;
  RETURN QUERY SELECT v_name;
END
$$;

-- The second factor is shown: the session gets another token and is fresh. A counter that went back is a copied authenticator.
CREATE FUNCTION door.use_passkey(p_user_id uuid, p_credential_id text, p_counter bigint, p_token_hash text, p_new_token_hash text)
RETURNS TABLE (absolute_expires_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  UPDATE public.passkeys k SET counter = p_counter, last_used_at = now()
  WHERE k.user_id = p_user_id AND k.credential_id = p_credential_id
    AND (k.counter < p_counter OR (k.counter = 0 AND p_counter = 0));
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY
    UPDATE public.sessions s SET token_hash = p_new_token_hash, second_factor_at = now(), authenticated_at = now()
    WHERE s.token_hash = p_token_hash AND s.user_id = p_user_id
    RETURNING s.absolute_expires_at;
END
$$;

-- Recovery codes: all of before go when new ones are made.

CREATE FUNCTION door.replace_recovery_codes(p_user_id uuid, p_hashes text)
RETURNS TABLE (made bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  DELETE FROM public.recovery_codes c WHERE c.user_id = p_user_id;
  INSERT INTO public.recovery_codes (id, user_id, code_hash)
  SELECT gen_random_uuid(), p_user_id, h FROM unnest(string_to_array(p_hashes, ',')) h
  WHERE EXISTS (SELECT FROM public.passkeys k WHERE k.user_id = p_user_id);
  RETURN QUERY SELECT count(*) FROM public.recovery_codes c WHERE c.user_id = p_user_id;
END
$$;

CREATE FUNCTION door.count_recovery_codes(p_user_id uuid)
RETURNS TABLE (unused bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT count(*) FROM public.recovery_codes c WHERE c.user_id = p_user_id AND c.used_at IS NULL
$$;

CREATE FUNCTION door.use_recovery_code(p_user_id uuid, p_code_hash text, p_token_hash text, p_new_token_hash text)
RETURNS TABLE (absolute_expires_at timestamptz, unused bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  UPDATE public.recovery_codes c SET used_at = now() WHERE c.user_id = p_user_id AND c.code_hash = p_code_hash AND c.used_at IS NULL;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY
    UPDATE public.sessions s SET token_hash = p_new_token_hash, second_factor_at = now(), authenticated_at = now()
    WHERE s.token_hash = p_token_hash AND s.user_id = p_user_id
    RETURNING s.absolute_expires_at, (SELECT count(*) FROM public.recovery_codes c WHERE c.user_id = p_user_id AND c.used_at IS NULL);
END
$$;

REVOKE ALL ON FUNCTION door.reachable_workspaces(text), door.find_session(text, text, integer), door.set_challenge(text, text),
  door.take_challenge(text), door.list_passkeys(uuid), door.create_passkey(uuid, text, text, text, bigint, text),
  door.rename_passkey(uuid, uuid, text), door.delete_passkey(uuid, uuid), door.use_passkey(uuid, text, bigint, text, text),
  door.replace_recovery_codes(uuid, text), door.count_recovery_codes(uuid), door.use_recovery_code(uuid, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.reachable_workspaces(text), door.find_session(text, text, integer), door.set_challenge(text, text),
  door.take_challenge(text), door.list_passkeys(uuid), door.create_passkey(uuid, text, text, text, bigint, text),
  door.rename_passkey(uuid, uuid, text), door.delete_passkey(uuid, uuid), door.use_passkey(uuid, text, bigint, text, text),
  door.replace_recovery_codes(uuid, text), door.count_recovery_codes(uuid), door.use_recovery_code(uuid, text, text, text) TO "lethe_door";
