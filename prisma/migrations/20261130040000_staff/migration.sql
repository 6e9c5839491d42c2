-- Staff of the operator: accounts apart from people and workspaces, a role of the database of their own that reads no table,
-- and an audit chain of everything that they do. A third serving role, made like the other two.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lethe_staff') THEN
    BEGIN
      CREATE ROLE "lethe_staff" NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lethe_staff' AND (rolsuper OR rolbypassrls)) THEN
    RAISE EXCEPTION 'role lethe_staff is a superuser or may bypass row security: take that from it first';
  END IF;
END
$$;

-- CreateTable
CREATE TABLE "staff_accounts" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_passkeys" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "counter" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_links" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "browser_hash" TEXT,
    "challenge" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_sessions" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "device_hash" TEXT NOT NULL,
    "browser" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "absolute_expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_events" (
    "id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "detail_hash" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "staff_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_accounts_email_key" ON "staff_accounts"("email");

-- CreateIndex
CREATE UNIQUE INDEX "staff_passkeys_credential_id_key" ON "staff_passkeys"("credential_id");

-- CreateIndex
CREATE INDEX "staff_passkeys_staff_id_idx" ON "staff_passkeys"("staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_links_token_hash_key" ON "staff_links"("token_hash");

-- CreateIndex
CREATE INDEX "staff_links_staff_id_idx" ON "staff_links"("staff_id");

-- CreateIndex
CREATE INDEX "staff_links_expires_at_idx" ON "staff_links"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "staff_sessions_token_hash_key" ON "staff_sessions"("token_hash");

-- CreateIndex
CREATE INDEX "staff_sessions_staff_id_idx" ON "staff_sessions"("staff_id");

-- CreateIndex
CREATE INDEX "staff_sessions_absolute_expires_at_idx" ON "staff_sessions"("absolute_expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "staff_events_seq_key" ON "staff_events"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "staff_events_prev_hash_key" ON "staff_events"("prev_hash");

-- AddForeignKey
ALTER TABLE "staff_passkeys" ADD CONSTRAINT "staff_passkeys_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_links" ADD CONSTRAINT "staff_links_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "staff_accounts"
  ADD CONSTRAINT "staff_accounts_email_check" CHECK ("email" = lower("email") AND length("email") BETWEEN 3 AND 254),
  ADD CONSTRAINT "staff_accounts_name_check" CHECK (length("name") BETWEEN 1 AND 120),
  ADD CONSTRAINT "staff_accounts_role_check" CHECK ("role" IN ('admin', 'security', 'desk'));
ALTER TABLE "staff_passkeys"
  ADD CONSTRAINT "staff_passkeys_check" CHECK ("credential_id" ~ '^[A-Za-z0-9_-]+$' AND length("credential_id") <= 1400
    AND "public_key" ~ '^[A-Za-z0-9_-]+$' AND length("public_key") <= 4000 AND "counter" >= 0);
ALTER TABLE "staff_links"
  ADD CONSTRAINT "staff_links_check" CHECK ("kind" IN ('enrol', 'sign_in') AND "token_hash" ~ '^[0-9a-f]{64}$'
    AND ("browser_hash" IS NULL) = ("kind" = 'enrol') AND length("challenge") <= 200);
ALTER TABLE "staff_sessions"
  ADD CONSTRAINT "staff_sessions_check" CHECK ("token_hash" ~ '^[0-9a-f]{64}$' AND "device_hash" ~ '^[0-9a-f]{64}$' AND length("browser") <= 60);
ALTER TABLE "staff_events"
  ADD CONSTRAINT "staff_events_check" CHECK ("seq" > 0 AND "action" ~ '^[a-z_]+(\.[a-z_]+)+$' AND length("action") <= 80 AND octet_length("detail") <= 16384);

ALTER TABLE "staff_accounts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "staff_passkeys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "staff_links" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "staff_sessions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "staff_events" ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION audit.refuse_staff_change()
RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'The audit log takes new events only.' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "staff_events" FOR EACH ROW EXECUTE FUNCTION audit.refuse_staff_change();
CREATE TRIGGER "append_only_all" BEFORE TRUNCATE ON "staff_events" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_staff_change();

CREATE SCHEMA "staff";

-- The chain. Its hash is a workspace's with the nil UUID in the tenant's place; a lock makes one writer follow the other.

CREATE FUNCTION staff.append(p_actor uuid, p_action text, p_subject text, p_detail jsonb)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_nobody CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
  v_seq bigint;
  v_prev text;
  v_at timestamptz;
  v_salt text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
  v_detail text := jsonb_build_object('actor', p_actor, 'subject', p_subject, 'detail', coalesce(p_detail, '{}'::jsonb))::text;
  v_detail_hash text := audit.detail_hash(v_salt, v_detail);
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('lethe.staff_events'));
  v_at := date_trunc('milliseconds', clock_timestamp());
  SELECT e.seq, e.hash INTO v_seq, v_prev FROM public.staff_events e ORDER BY e.seq DESC LIMIT 1;
  v_seq := coalesce(v_seq, 0) + 1;
  v_prev := coalesce(v_prev, repeat('0', 64));
  INSERT INTO public.staff_events (id, seq, at, action, salt, detail, detail_hash, prev_hash, hash)
  VALUES (gen_random_uuid(), v_seq, v_at, p_action, v_salt, v_detail, v_detail_hash, v_prev,
    audit.event_hash(v_nobody, v_seq, v_at, p_action, v_detail_hash, v_prev));
  RETURN v_seq;
END
$$;

-- Whoever acts must be on staff now, in one of these roles.
CREATE FUNCTION staff.demand(p_staff uuid, p_roles text[])
RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM 1 FROM public.staff_accounts s WHERE s.id = p_staff AND s.disabled_at IS NULL AND s.role = ANY (p_roles);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'This account may not do this.' USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$$;

-- The terminal's alone: whoever holds the owner's role makes accounts, and no page does.

-- A new account, or another name and role for one that is there. An account that was closed is opened again.
CREATE FUNCTION staff.save_account(p_email text, p_name text, p_role text)
RETURNS TABLE (id uuid, made boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid;
  v_made boolean;
BEGIN
  INSERT INTO public.staff_accounts AS s (id, email, name, role) VALUES (gen_random_uuid(), p_email, p_name, p_role)
  ON CONFLICT (email) DO UPDATE SET name = excluded.name, role = excluded.role, disabled_at = NULL
  RETURNING s.id, s.xmax = 0 INTO v_id, v_made;
  DELETE FROM public.staff_sessions s WHERE s.staff_id = v_id;
  PERFORM staff.append(NULL, CASE WHEN v_made THEN 'staff.added' ELSE 'staff.changed' END, v_id::text, jsonb_build_object('role', p_role));
  RETURN QUERY SELECT v_id, v_made;
END
$$;

CREATE FUNCTION staff.create_enrolment(p_email text, p_token_hash text, p_expires_at timestamptz)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid;
BEGIN
  SELECT s.id INTO v_id FROM public.staff_accounts s WHERE s.email = p_email AND s.disabled_at IS NULL;
  IF v_id IS NULL THEN
    RETURN;
  END IF;
  DELETE FROM public.staff_links l WHERE l.staff_id = v_id AND l.kind = 'enrol';
  INSERT INTO public.staff_links (id, staff_id, kind, token_hash, expires_at) VALUES (gen_random_uuid(), v_id, 'enrol', p_token_hash, p_expires_at);
  PERFORM staff.append(NULL, 'staff.enrolment_opened', v_id::text, '{}');
  RETURN QUERY SELECT v_id;
END
$$;

-- Closed at once: sessions, links and passkeys go; the row stays, for the log names it.
CREATE FUNCTION staff.close_account(p_email text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid;
BEGIN
  UPDATE public.staff_accounts s SET disabled_at = now() WHERE s.email = p_email AND s.disabled_at IS NULL RETURNING s.id INTO v_id;
  IF v_id IS NULL THEN
    RETURN;
  END IF;
  DELETE FROM public.staff_sessions s WHERE s.staff_id = v_id;
  DELETE FROM public.staff_links l WHERE l.staff_id = v_id;
  DELETE FROM public.staff_passkeys k WHERE k.staff_id = v_id;
  PERFORM staff.append(NULL, 'staff.closed', v_id::text, '{}');
  RETURN QUERY SELECT v_id;
END
$$;

CREATE FUNCTION staff.list_accounts_on_terminal()
RETURNS TABLE (email text, name text, role text, passkeys bigint, disabled_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.email, s.name, s.role, (SELECT count(*) FROM public.staff_passkeys k WHERE k.staff_id = s.id), s.disabled_at
  FROM public.staff_accounts s ORDER BY s.email
$$;

-- The way in. A link and a passkey are used in one statement or not at all.

-- For whom it makes a link: zero rows for anybody else, and the page says the same.
CREATE FUNCTION staff.create_sign_in_link(p_email text, p_token_hash text, p_browser_hash text, p_expires_at timestamptz)
RETURNS TABLE (email text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  DELETE FROM public.staff_links l WHERE l.expires_at < now();
  RETURN QUERY
    WITH made AS (
      INSERT INTO public.staff_links (id, staff_id, kind, token_hash, browser_hash, expires_at)
      SELECT gen_random_uuid(), s.id, 'sign_in', p_token_hash, p_browser_hash, p_expires_at
      FROM public.staff_accounts s
      WHERE s.email = p_email AND s.disabled_at IS NULL AND EXISTS (SELECT FROM public.staff_passkeys k WHERE k.staff_id = s.id)
      RETURNING staff_id
    )
    SELECT s.email FROM public.staff_accounts s JOIN made m ON m.staff_id = s.id;
END
$$;

-- Opens a link for one try: what its authenticator has to sign is set anew. Nothing is used up.
CREATE FUNCTION staff.begin_link(p_token_hash text, p_browser_hash text, p_kind text, p_challenge text)
RETURNS TABLE (staff_id uuid, email text, name text, credential_ids jsonb)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.staff_links l SET challenge = p_challenge
  FROM public.staff_accounts s
  WHERE l.token_hash = p_token_hash AND l.kind = p_kind AND l.browser_hash IS NOT DISTINCT FROM p_browser_hash
    AND l.consumed_at IS NULL AND l.expires_at > now() AND s.id = l.staff_id AND s.disabled_at IS NULL
  RETURNING s.id, s.email, s.name, (SELECT coalesce(jsonb_agg(k.credential_id), '[]') FROM public.staff_passkeys k WHERE k.staff_id = s.id)
$$;

-- What the answer of an authenticator is checked against.
CREATE FUNCTION staff.find_link(p_token_hash text, p_browser_hash text, p_kind text, p_credential_id text)
RETURNS TABLE (staff_id uuid, email text, challenge text, public_key text, counter bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.id, s.email, l.challenge, k.public_key, k.counter
  FROM public.staff_links l JOIN public.staff_accounts s ON s.id = l.staff_id
  LEFT JOIN public.staff_passkeys k ON k.staff_id = s.id AND k.credential_id = p_credential_id
  WHERE l.token_hash = p_token_hash AND l.kind = p_kind AND l.browser_hash IS NOT DISTINCT FROM p_browser_hash
    AND l.consumed_at IS NULL AND l.challenge IS NOT NULL AND l.expires_at > now() AND s.disabled_at IS NULL
$$;

-- The passkeys of before go: an enrolment is how a lost one is replaced. Every session ends.
CREATE FUNCTION staff.enrol(p_token_hash text, p_challenge text, p_credential_id text, p_public_key text, p_counter bigint)
RETURNS TABLE (email text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_staff uuid;
BEGIN
  UPDATE public.staff_links l SET consumed_at = now() FROM public.staff_accounts s
  WHERE l.token_hash = p_token_hash AND l.kind = 'enrol' AND l.challenge = p_challenge AND l.consumed_at IS NULL
    AND l.expires_at > now() AND s.id = l.staff_id AND s.disabled_at IS NULL
  RETURNING l.staff_id INTO v_staff;
  IF v_staff IS NULL THEN
    RETURN;
  END IF;
  DELETE FROM public.staff_passkeys k WHERE k.staff_id = v_staff;
  DELETE FROM public.staff_sessions s WHERE s.staff_id = v_staff;
  INSERT INTO public.staff_passkeys (id, staff_id, credential_id, public_key, counter)
  VALUES (gen_random_uuid(), v_staff, p_credential_id, p_public_key, p_counter);
  PERFORM staff.append(v_staff, 'staff.passkey_enrolled', v_staff::text, '{}');
  RETURN QUERY SELECT s.email FROM public.staff_accounts s WHERE s.id = v_staff;
END
$$;

-- The link and the passkey are used together; a counter that went back is a copied authenticator (WebAuthn Level 3, 6.1.1).
CREATE FUNCTION staff.create_session(
  p_link_hash text, p_browser_hash text, p_challenge text, p_credential_id text, p_counter bigint,
  p_token_hash text, p_device_hash text, p_browser text, p_absolute_expires_at timestamptz
)
RETURNS TABLE (staff_id uuid, email text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_staff uuid;
BEGIN
  DELETE FROM public.staff_sessions s WHERE s.absolute_expires_at < now();
  UPDATE public.staff_links l SET consumed_at = now() FROM public.staff_accounts s, public.staff_passkeys k
  WHERE l.token_hash = p_link_hash AND l.kind = 'sign_in' AND l.browser_hash = p_browser_hash AND l.challenge = p_challenge
    AND l.consumed_at IS NULL AND l.expires_at > now() AND s.id = l.staff_id AND s.disabled_at IS NULL
    AND k.staff_id = s.id AND k.credential_id = p_credential_id AND (k.counter < p_counter OR (k.counter = 0 AND p_counter = 0))
  RETURNING l.staff_id INTO v_staff;
  IF v_staff IS NULL THEN
    RETURN;
  END IF;
  UPDATE public.staff_passkeys k SET counter = p_counter, last_used_at = now() WHERE k.credential_id = p_credential_id;
  INSERT INTO public.staff_sessions (id, staff_id, token_hash, device_hash, browser, absolute_expires_at)
  VALUES (gen_random_uuid(), v_staff, p_token_hash, p_device_hash, p_browser, p_absolute_expires_at);
  PERFORM staff.append(v_staff, 'staff.signed_in', v_staff::text, jsonb_build_object('browser', p_browser));
  RETURN QUERY SELECT s.id, s.email FROM public.staff_accounts s WHERE s.id = v_staff;
END
$$;

-- Somebody held a link and no fitting passkey: worth knowing.
CREATE FUNCTION staff.note_refusal(p_link_hash text)
RETURNS TABLE (email text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_staff uuid;
  v_email text;
BEGIN
  -- A try that failed leaves nothing to try again with.
  UPDATE public.staff_links l SET challenge = NULL FROM public.staff_accounts s
  WHERE l.token_hash = p_link_hash AND l.consumed_at IS NULL AND s.id = l.staff_id
  RETURNING s.id, s.email INTO v_staff, v_email;
  IF v_staff IS NULL THEN
    RETURN;
  END IF;
  PERFORM staff.append(NULL, 'staff.passkey_refused', v_staff::text, '{}');
  RETURN QUERY SELECT v_email;
END
$$;

CREATE FUNCTION staff.find_session(p_token_hash text, p_device_hash text, p_idle_seconds integer)
RETURNS TABLE (session_id uuid, staff_id uuid, email text, name text, role text, created_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  DELETE FROM public.staff_sessions s
  WHERE s.token_hash = p_token_hash
    AND (s.absolute_expires_at <= now() OR s.last_seen_at + make_interval(secs => p_idle_seconds) <= now());
  UPDATE public.staff_sessions s SET last_seen_at = now()
  WHERE s.token_hash = p_token_hash AND s.device_hash = p_device_hash AND s.last_seen_at < now() - interval '1 minute';
  RETURN QUERY
    SELECT s.id, a.id, a.email, a.name, a.role, s.created_at
    FROM public.staff_sessions s JOIN public.staff_accounts a ON a.id = s.staff_id
    WHERE s.token_hash = p_token_hash AND s.device_hash = p_device_hash AND a.disabled_at IS NULL;
END
$$;

CREATE FUNCTION staff.end_stolen_session(p_token_hash text, p_device_hash text)
RETURNS TABLE (email text, browser text, created_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_gone public.staff_sessions%ROWTYPE;
BEGIN
  DELETE FROM public.staff_sessions s WHERE s.token_hash = p_token_hash AND s.device_hash IS DISTINCT FROM p_device_hash
  RETURNING s.* INTO v_gone;
  IF v_gone.id IS NULL THEN
    RETURN;
  END IF;
  PERFORM staff.append(NULL, 'staff.session_stolen', v_gone.staff_id::text, '{}');
  RETURN QUERY SELECT a.email, v_gone.browser, v_gone.created_at FROM public.staff_accounts a WHERE a.id = v_gone.staff_id;
END
$$;

CREATE FUNCTION staff.delete_session(p_token_hash text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid;
  v_staff uuid;
BEGIN
  DELETE FROM public.staff_sessions s WHERE s.token_hash = p_token_hash RETURNING s.id, s.staff_id INTO v_id, v_staff;
  IF v_id IS NULL THEN
    RETURN;
  END IF;
  PERFORM staff.append(v_staff, 'staff.signed_out', v_staff::text, '{}');
  RETURN QUERY SELECT v_id;
END
$$;

-- The log

CREATE FUNCTION staff.record(p_staff uuid, p_action text, p_subject text, p_detail text)
RETURNS TABLE (seq bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  RETURN QUERY SELECT staff.append(p_staff, p_action, p_subject, p_detail::jsonb);
END
$$;

-- Newest first, before a place (0: from the end); and the whole chain in order, for its export.
CREATE FUNCTION staff.list_events(p_staff uuid, p_before integer, p_limit integer)
RETURNS TABLE (seq bigint, at timestamptz, action text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin']);
  RETURN QUERY SELECT e.seq, e.at, e.action, e.detail FROM public.staff_events e
    WHERE p_before = 0 OR e.seq < p_before ORDER BY e.seq DESC LIMIT least(greatest(p_limit, 0), 500);
END
$$;

CREATE FUNCTION staff.read_chain(p_staff uuid, p_after integer, p_limit integer)
RETURNS TABLE (seq bigint, at timestamptz, action text, detail_hash text, prev_hash text, hash text, salt text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin']);
  RETURN QUERY SELECT e.seq, e.at, e.action, e.detail_hash, e.prev_hash, e.hash, e.salt, e.detail FROM public.staff_events e
    WHERE e.seq > p_after ORDER BY e.seq LIMIT least(greatest(p_limit, 0), 1000);
END
$$;

CREATE FUNCTION staff.list_accounts(p_staff uuid)
RETURNS TABLE (id uuid, email text, name text, role text, disabled boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  RETURN QUERY SELECT s.id, s.email, s.name, s.role, s.disabled_at IS NOT NULL FROM public.staff_accounts s ORDER BY s.name, s.id;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "staff" FROM PUBLIC;
REVOKE ALL ON FUNCTION audit.refuse_staff_change() FROM PUBLIC;
GRANT USAGE ON SCHEMA "staff" TO "lethe_staff";
GRANT EXECUTE ON FUNCTION
  staff.create_sign_in_link(text, text, text, timestamptz), staff.begin_link(text, text, text, text),
  staff.find_link(text, text, text, text), staff.enrol(text, text, text, text, bigint),
  staff.create_session(text, text, text, text, bigint, text, text, text, timestamptz), staff.note_refusal(text),
  staff.find_session(text, text, integer), staff.end_stolen_session(text, text), staff.delete_session(text),
  staff.record(uuid, text, text, text), staff.list_events(uuid, integer, integer), staff.read_chain(uuid, integer, integer),
  staff.list_accounts(uuid)
TO "lethe_staff";
