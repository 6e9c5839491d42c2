-- Sessions that know when their person last proved to be it, in which browser, and what to do about a stolen cookie; the
-- devices that a person signs in from; accounts at identity providers, connected and disconnected by their person.

-- A session without a device cookie was never made by a browser of ours.
DELETE FROM "sessions" WHERE "device_hash" IS NULL;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "browser" TEXT NOT NULL DEFAULT 'unknown browser',
ALTER COLUMN "device_hash" SET NOT NULL;

-- CreateTable
CREATE TABLE "known_devices" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "device_hash" TEXT NOT NULL,
    "last_tenant_id" UUID,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "known_devices_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "known_devices_last_tenant_id_idx" ON "known_devices"("last_tenant_id");

-- CreateIndex
CREATE INDEX "known_devices_last_seen_at_idx" ON "known_devices"("last_seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "known_devices_user_id_device_hash_key" ON "known_devices"("user_id", "device_hash");

-- AddForeignKey
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_last_tenant_id_fkey" FOREIGN KEY ("last_tenant_id") REFERENCES "tenants"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Checks. A browser is a family and a system in our words, never what the client sent.

ALTER TABLE "sessions"
  ADD CONSTRAINT "sessions_device_hash_check" CHECK ("device_hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "sessions_browser_check" CHECK (length("browser") <= 60);

ALTER TABLE "known_devices"
  ADD CONSTRAINT "known_devices_device_hash_check" CHECK ("device_hash" ~ '^[0-9a-f]{64}$');

ALTER TABLE "known_devices" ENABLE ROW LEVEL SECURITY;

-- Sessions

-- Begins in the workspace where this person last was in this browser, else in their oldest. Says whether the browser is
-- new to the person, and whether it is their first of all. Ended sessions are removed whenever one is made, and devices
-- after the life of their cookie.
DROP FUNCTION door.create_session(text, uuid, text, timestamptz, timestamptz);
CREATE FUNCTION door.create_session(p_token_hash text, p_user_id uuid, p_device_hash text, p_browser text, p_idle_expires_at timestamptz, p_absolute_expires_at timestamptz)
RETURNS TABLE (id uuid, new_device boolean, first_device boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_session uuid := gen_random_uuid();
  v_first boolean := NOT EXISTS (SELECT FROM public.known_devices d WHERE d.user_id = p_user_id);
  v_new boolean;
  v_last uuid;
BEGIN
  DELETE FROM public.sessions s WHERE s.idle_expires_at < now() OR s.absolute_expires_at < now();
  DELETE FROM public.known_devices d WHERE d.last_seen_at < now() - interval '400 days';
  INSERT INTO public.known_devices AS d (id, user_id, device_hash) VALUES (gen_random_uuid(), p_user_id, p_device_hash)
  ON CONFLICT (user_id, device_hash) DO UPDATE SET last_seen_at = now()
  RETURNING d.xmax = 0, d.last_tenant_id INTO v_new, v_last;
  INSERT INTO public.sessions (id, token_hash, user_id, active_tenant_id, device_hash, browser, idle_expires_at, absolute_expires_at)
  VALUES (
    v_session, p_token_hash, p_user_id,
    (SELECT w.tenant_id FROM door.list_workspaces(p_user_id) WITH ORDINALITY w
     ORDER BY w.tenant_id IS NOT DISTINCT FROM v_last DESC, w.ordinality LIMIT 1),
    p_device_hash, p_browser, least(p_idle_expires_at, p_absolute_expires_at), p_absolute_expires_at
  );
  RETURN QUERY SELECT v_session, v_new, v_first;
END
$$;

-- The living session of a token in the browser that it was made for, with its person and the workspace it is in (null
-- where the person is no member of it any more). Use moves the idle end, written at most once a minute. The policy of
-- the workspace may shorten both ends; a session past them is removed.
DROP FUNCTION door.find_session(text, text, integer);
CREATE FUNCTION door.find_session(p_token_hash text, p_device_hash text, p_idle_seconds integer)
RETURNS TABLE (
  session_id uuid, idle_expires_at timestamptz, absolute_expires_at timestamptz, created_at timestamptz,
  authenticated_at timestamptz, user_id uuid, email text, name text, email_verified_at timestamptz,
  tenant_id uuid, slug text, workspace_name text, role text
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_session public.sessions%ROWTYPE;
  v_limits jsonb;
  v_idle interval := make_interval(secs => p_idle_seconds);
  v_end timestamptz;
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
  RETURN QUERY
    SELECT v_session.id, least(v_session.idle_expires_at, v_end), v_end, v_session.created_at,
           v_session.authenticated_at, u.id, u.email, u.name, u.email_verified_at, w.tenant_id, w.slug, w.name, w.role
    FROM public.users u
    LEFT JOIN door.list_workspaces(v_session.user_id) w ON w.tenant_id = v_session.active_tenant_id
    WHERE u.id = v_session.user_id;
END
$$;

-- A living session's cookie from another browser than its own is a stolen one: the session ends, and its person is told.
CREATE FUNCTION door.end_stolen_session(p_token_hash text, p_device_hash text)
RETURNS TABLE (email text, browser text, created_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.sessions s USING public.users u
  WHERE s.token_hash = p_token_hash AND s.device_hash IS DISTINCT FROM p_device_hash AND u.id = s.user_id
    AND s.idle_expires_at > now() AND s.absolute_expires_at > now()
  RETURNING u.email, s.browser, s.created_at
$$;

-- Zero rows where the session has ended or its person is no member of that workspace. The browser remembers the choice.
DROP FUNCTION door.set_active_tenant(text, uuid);
CREATE FUNCTION door.set_active_tenant(p_token_hash text, p_tenant_id uuid)
RETURNS TABLE (tenant_id uuid, role text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH moved AS (
    UPDATE public.sessions s SET active_tenant_id = w.tenant_id
    FROM (
      SELECT found.id AS session_id, ws.tenant_id, ws.role
      FROM public.sessions found CROSS JOIN LATERAL door.list_workspaces(found.user_id) ws
      WHERE found.token_hash = p_token_hash AND ws.tenant_id = p_tenant_id
    ) w
    WHERE s.id = w.session_id AND s.idle_expires_at > now() AND s.absolute_expires_at > now()
    RETURNING s.user_id, s.device_hash, w.tenant_id, w.role
  ), remembered AS (
    UPDATE public.known_devices d SET last_tenant_id = m.tenant_id
    FROM moved m WHERE d.user_id = m.user_id AND d.device_hash = m.device_hash
  )
  SELECT m.tenant_id, m.role FROM moved m
$$;

-- Another token for the same session, after what it may do has changed. The old token is nobody's from then on.
CREATE FUNCTION door.rotate_session(p_token_hash text, p_new_token_hash text)
RETURNS TABLE (absolute_expires_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.sessions s SET token_hash = p_new_token_hash WHERE s.token_hash = p_token_hash
  RETURNING s.absolute_expires_at
$$;

CREATE FUNCTION door.list_sessions(p_user_id uuid)
RETURNS TABLE (id uuid, browser text, created_at timestamptz, last_seen_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.id, s.browser, s.created_at, s.last_seen_at FROM public.sessions s
  WHERE s.user_id = p_user_id AND s.idle_expires_at > now() AND s.absolute_expires_at > now()
  ORDER BY s.last_seen_at DESC, s.id
$$;

-- Sessions are named by their person and their id: another's id ends nothing.
CREATE FUNCTION door.delete_session_of_user(p_user_id uuid, p_session_id uuid)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.sessions s WHERE s.user_id = p_user_id AND s.id = p_session_id RETURNING s.id
$$;

CREATE FUNCTION door.delete_other_sessions(p_user_id uuid, p_kept_session_id uuid)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.sessions s WHERE s.user_id = p_user_id AND s.id <> p_kept_session_id RETURNING s.id
$$;

-- Accounts at identity providers

-- A person and their account come into being together or not at all: an address or an account that is somebody's
-- already gives zero rows, also when both are made at the same time.
CREATE FUNCTION door.create_user_with_account(p_email text, p_name text, p_issuer text, p_subject text)
RETURNS TABLE (id uuid, email text, name text, email_verified_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_user uuid := gen_random_uuid();
BEGIN
  BEGIN
    INSERT INTO public.users (id, email, name) VALUES (v_user, p_email, p_name);
    INSERT INTO public.accounts (id, user_id, issuer, subject) VALUES (gen_random_uuid(), v_user, p_issuer, p_subject);
  EXCEPTION WHEN unique_violation THEN
    RETURN;
  END;
  RETURN QUERY SELECT u.id, u.email, u.name, u.email_verified_at FROM public.users u WHERE u.id = v_user;
END
$$;

CREATE FUNCTION door.list_accounts(p_user_id uuid)
RETURNS TABLE (id uuid, issuer text, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT a.id, a.issuer, a.created_at FROM public.accounts a WHERE a.user_id = p_user_id ORDER BY a.created_at, a.id
$$;

CREATE FUNCTION door.unlink_account(p_user_id uuid, p_account_id uuid)
RETURNS TABLE (issuer text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.accounts a WHERE a.user_id = p_user_id AND a.id = p_account_id RETURNING a.issuer
$$;

-- Functions are everybody's by default. These are the door's.

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "door" FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA "door" TO "lethe_door";
