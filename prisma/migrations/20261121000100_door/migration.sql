-- The door: what must be looked up or written before a tenant is known. Its role may execute these functions and read
-- nothing, so it cannot enumerate: each takes an exact key and answers about that one. Every function names its schemas
-- (nobody can put a table of his own in the way) and leaves no setting behind.

CREATE SCHEMA "door";

-- People

CREATE FUNCTION door.find_user(p_id uuid)
RETURNS TABLE (id uuid, email text, name text, email_verified_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT u.id, u.email, u.name, u.email_verified_at FROM public.users u WHERE u.id = p_id
$$;

CREATE FUNCTION door.find_user_by_email(p_email text)
RETURNS TABLE (id uuid, email text, name text, email_verified_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT u.id, u.email, u.name, u.email_verified_at FROM public.users u WHERE u.email = p_email
$$;

CREATE FUNCTION door.find_user_by_account(p_issuer text, p_subject text)
RETURNS TABLE (id uuid, email text, name text, email_verified_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT u.id, u.email, u.name, u.email_verified_at
  FROM public.accounts a JOIN public.users u ON u.id = a.user_id
  WHERE a.issuer = p_issuer AND a.subject = p_subject
$$;

-- The update of nothing makes a second caller see the row that the first one made.
CREATE FUNCTION door.get_or_create_user(p_email text, p_name text)
RETURNS TABLE (id uuid, email text, name text, email_verified_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO public.users AS u (id, email, name) VALUES (gen_random_uuid(), p_email, p_name)
  ON CONFLICT (email) DO UPDATE SET email = excluded.email
  RETURNING u.id, u.email, u.name, u.email_verified_at
$$;

CREATE FUNCTION door.mark_email_verified(p_id uuid)
RETURNS TABLE (id uuid, email text, name text, email_verified_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.users u SET email_verified_at = coalesce(u.email_verified_at, now()) WHERE u.id = p_id
  RETURNING u.id, u.email, u.name, u.email_verified_at
$$;

CREATE FUNCTION door.rename_user(p_id uuid, p_name text)
RETURNS TABLE (id uuid, email text, name text, email_verified_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.users u SET name = p_name WHERE u.id = p_id
  RETURNING u.id, u.email, u.name, u.email_verified_at
$$;

-- An account that is linked already stays with its person: zero rows.
CREATE FUNCTION door.link_account(p_user_id uuid, p_issuer text, p_subject text)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO public.accounts AS a (id, user_id, issuer, subject)
  VALUES (gen_random_uuid(), p_user_id, p_issuer, p_subject)
  ON CONFLICT (issuer, subject) DO UPDATE SET subject = excluded.subject WHERE a.user_id = excluded.user_id
  RETURNING a.id
$$;

-- Sign-in links

-- Addresses are kept no longer than a link is of use: what has ended is removed whenever a link is made.
CREATE FUNCTION door.create_sign_in_link(p_token_hash text, p_identifier text, p_browser_hash text, p_expires_at timestamptz)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.sign_in_links l WHERE l.expires_at < now();
  INSERT INTO public.sign_in_links AS l (id, token_hash, identifier, browser_hash, expires_at)
  VALUES (gen_random_uuid(), p_token_hash, p_identifier, p_browser_hash, p_expires_at)
  RETURNING l.id
$$;

-- One statement, so that of two clicks at once one wins. A link without a browser was made on the operator's terminal.
CREATE FUNCTION door.consume_sign_in_link(p_token_hash text, p_identifier text, p_browser_hash text)
RETURNS TABLE (identifier text, expires_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.sign_in_links l SET consumed_at = now()
  WHERE l.token_hash = p_token_hash AND l.identifier = p_identifier
    AND (l.browser_hash IS NULL OR l.browser_hash = p_browser_hash)
    AND l.consumed_at IS NULL AND l.expires_at > now()
  RETURNING l.identifier, l.expires_at
$$;

-- Workspaces of one person

CREATE FUNCTION door.list_workspaces(p_user_id uuid)
RETURNS TABLE (tenant_id uuid, slug text, name text, role text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM set_config('lethe.door_user', p_user_id::text, true);
  RETURN QUERY
    SELECT t.id, t.slug, t.name, m.role::text
    FROM public.memberships m JOIN public.tenants t ON t.id = m.tenant_id
    WHERE m.user_id = p_user_id
    ORDER BY m.created_at, m.id;
  PERFORM set_config('lethe.door_user', '', true);
END
$$;

CREATE FUNCTION door.create_workspace(p_user_id uuid, p_name text, p_slug text)
RETURNS TABLE (tenant_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_tenant uuid := gen_random_uuid();
BEGIN
  PERFORM set_config('lethe.tenant_id', v_tenant::text, true);
  INSERT INTO public.tenants (id, slug, name) VALUES (v_tenant, p_slug, p_name);
  INSERT INTO public.memberships (id, tenant_id, user_id, role) VALUES (gen_random_uuid(), v_tenant, p_user_id, 'owner');
  INSERT INTO public.audit_events (id, tenant_id, actor_id, action) VALUES (gen_random_uuid(), v_tenant, p_user_id, 'workspace.created');
  PERFORM set_config('lethe.tenant_id', '', true);
  RETURN QUERY SELECT v_tenant;
END
$$;

-- Sessions

-- Begins in the person's oldest workspace, if there is one. Ended sessions are removed whenever one is made.
CREATE FUNCTION door.create_session(p_token_hash text, p_user_id uuid, p_device_hash text, p_idle_expires_at timestamptz, p_absolute_expires_at timestamptz)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.sessions s WHERE s.idle_expires_at < now() OR s.absolute_expires_at < now();
  INSERT INTO public.sessions AS s (id, token_hash, user_id, active_tenant_id, device_hash, idle_expires_at, absolute_expires_at)
  VALUES (
    gen_random_uuid(), p_token_hash, p_user_id,
    (SELECT w.tenant_id FROM door.list_workspaces(p_user_id) WITH ORDINALITY w ORDER BY w.ordinality LIMIT 1),
    p_device_hash, least(p_idle_expires_at, p_absolute_expires_at), p_absolute_expires_at
  )
  RETURNING s.id
$$;

-- The living session of a token in the browser that it was made for, with its person and the workspace it is in (null
-- where the person is no member of it any more). Use moves the idle end, written at most once a minute.
CREATE FUNCTION door.find_session(p_token_hash text, p_device_hash text, p_idle_seconds integer)
RETURNS TABLE (
  session_id uuid, idle_expires_at timestamptz, absolute_expires_at timestamptz, created_at timestamptz,
  user_id uuid, email text, name text, email_verified_at timestamptz,
  tenant_id uuid, slug text, workspace_name text, role text
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_session public.sessions%ROWTYPE;
BEGIN
  SELECT * INTO v_session FROM public.sessions s
  WHERE s.token_hash = p_token_hash AND s.device_hash IS NOT DISTINCT FROM p_device_hash
    AND s.idle_expires_at > now() AND s.absolute_expires_at > now();
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF v_session.last_seen_at < now() - interval '1 minute' THEN
    UPDATE public.sessions s
    SET last_seen_at = now(),
        idle_expires_at = least(now() + make_interval(secs => p_idle_seconds), s.absolute_expires_at)
    WHERE s.id = v_session.id
    RETURNING s.idle_expires_at INTO v_session.idle_expires_at;
  END IF;
  RETURN QUERY
    SELECT v_session.id, v_session.idle_expires_at, v_session.absolute_expires_at, v_session.created_at,
           u.id, u.email, u.name, u.email_verified_at, w.tenant_id, w.slug, w.name, w.role
    FROM public.users u
    LEFT JOIN door.list_workspaces(v_session.user_id) w ON w.tenant_id = v_session.active_tenant_id
    WHERE u.id = v_session.user_id;
END
$$;

-- Zero rows where the session has ended or its person is no member of that workspace.
CREATE FUNCTION door.set_active_tenant(p_token_hash text, p_tenant_id uuid)
RETURNS TABLE (tenant_id uuid, role text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.sessions s SET active_tenant_id = w.tenant_id
  FROM (
    SELECT found.id AS session_id, ws.tenant_id, ws.role
    FROM public.sessions found CROSS JOIN LATERAL door.list_workspaces(found.user_id) ws
    WHERE found.token_hash = p_token_hash AND ws.tenant_id = p_tenant_id
  ) w
  WHERE s.id = w.session_id AND s.idle_expires_at > now() AND s.absolute_expires_at > now()
  RETURNING w.tenant_id, w.role
$$;

CREATE FUNCTION door.delete_session(p_token_hash text)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.sessions s WHERE s.token_hash = p_token_hash RETURNING s.id
$$;

CREATE FUNCTION door.delete_sessions_of_user(p_user_id uuid)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.sessions s WHERE s.user_id = p_user_id RETURNING s.id
$$;

-- Functions are everybody's by default. These are the door's.

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "door" FROM PUBLIC;
GRANT USAGE ON SCHEMA "door" TO "lethe_door";
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA "door" TO "lethe_door";
