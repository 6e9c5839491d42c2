-- Workspaces: invitations, and what must be true of memberships whatever the code above believes. Who is removed from a
-- workspace has no session in it from that moment, and a workspace always has an owner.

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_invited_by_id_idx" ON "invitations"("invited_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_id_tenant_id_key" ON "invitations"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_tenant_id_email_key" ON "invitations"("tenant_id", "email");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "invitations"
  ADD CONSTRAINT "invitations_email_check" CHECK ("email" = lower("email") AND length("email") BETWEEN 3 AND 254),
  ADD CONSTRAINT "invitations_token_hash_check" CHECK ("token_hash" ~ '^[0-9a-f]{64}$'),
  -- Ownership is handed over by an owner to a member that they can see, never by a link.
  ADD CONSTRAINT "invitations_role_check" CHECK ("role" <> 'owner');

ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "invitations" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "invitations"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
-- Before a tenant is known, the owner's functions look at the one invitation whose token they were given.
CREATE POLICY "invitation_at_hand" ON "invitations" FOR SELECT TO CURRENT_USER
  USING ("token_hash" = nullif(current_setting('lethe.door_invitation', true), ''));

GRANT SELECT, INSERT, DELETE ON "invitations" TO "lethe_app";

-- What an invitation says, to whoever holds its token. Looking uses nothing up.
CREATE FUNCTION door.find_invitation(p_token_hash text)
RETURNS TABLE (workspace_name text, email text, role text, expires_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_found public.invitations%ROWTYPE;
BEGIN
  PERFORM set_config('lethe.door_invitation', p_token_hash, true);
  SELECT * INTO v_found FROM public.invitations i WHERE i.token_hash = p_token_hash AND i.expires_at > now();
  PERFORM set_config('lethe.door_invitation', '', true);
  IF v_found.id IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('lethe.tenant_id', v_found.tenant_id::text, true);
  RETURN QUERY SELECT t.name, v_found.email, v_found.role::text, v_found.expires_at FROM public.tenants t WHERE t.id = v_found.tenant_id;
  PERFORM set_config('lethe.tenant_id', '', true);
END
$$;

-- Works once, before its end, for the person whose address it names: of two at once the row goes to one. Who belongs to
-- the workspace already keeps their role.
CREATE FUNCTION door.accept_invitation(p_token_hash text, p_user_id uuid)
RETURNS TABLE (tenant_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
  v_role public.role;
BEGIN
  PERFORM set_config('lethe.door_invitation', p_token_hash, true);
  SELECT i.tenant_id INTO v_tenant FROM public.invitations i WHERE i.token_hash = p_token_hash;
  PERFORM set_config('lethe.door_invitation', '', true);
  IF v_tenant IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('lethe.tenant_id', v_tenant::text, true);
  DELETE FROM public.invitations i USING public.users u
  WHERE i.token_hash = p_token_hash AND i.expires_at > now() AND u.id = p_user_id AND u.email = i.email
  RETURNING i.role INTO v_role;
  IF v_role IS NOT NULL THEN
    INSERT INTO public.memberships (id, tenant_id, user_id, role) VALUES (gen_random_uuid(), v_tenant, p_user_id, v_role)
    ON CONFLICT (tenant_id, user_id) DO NOTHING;
    PERFORM audit.append(gen_random_uuid(), 'member.joined', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
      jsonb_build_object('actor', p_user_id, 'subject', p_user_id, 'detail', jsonb_build_object('role', v_role))::text);
  END IF;
  PERFORM set_config('lethe.tenant_id', '', true);
  IF v_role IS NOT NULL THEN
    RETURN QUERY SELECT v_tenant;
  END IF;
END
$$;

-- Memberships

CREATE SCHEMA "members";

-- Who leaves, is removed or gets another role has to sign in anew there; the one session that makes the change is named
-- by it and stays. Sessions in other workspaces go on.
CREATE FUNCTION members.end_sessions()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.role = OLD.role THEN
    RETURN NULL;
  END IF;
  DELETE FROM public.sessions s
  WHERE s.user_id = OLD.user_id AND s.active_tenant_id = OLD.tenant_id
    AND s.id IS DISTINCT FROM nullif(current_setting('lethe.kept_session', true), '')::uuid;
  IF TG_OP = 'DELETE' THEN
    UPDATE public.known_devices d SET last_tenant_id = NULL
    WHERE d.user_id = OLD.user_id AND d.last_tenant_id = OLD.tenant_id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "end_sessions" AFTER DELETE OR UPDATE OF "role" ON "memberships"
  FOR EACH ROW EXECUTE FUNCTION members.end_sessions();

-- The workspace's row is locked first, so that of two owners who leave at once the second sees that the first has gone.
-- Where the workspace itself goes, its row has gone before its members.
CREATE FUNCTION members.keep_an_owner()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM 1 FROM public.tenants t WHERE t.id = OLD.tenant_id FOR NO KEY UPDATE;
  IF FOUND AND NOT EXISTS (SELECT FROM public.memberships m WHERE m.tenant_id = OLD.tenant_id AND m.role = 'owner') THEN
    RAISE EXCEPTION 'A workspace keeps an owner.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "keep_an_owner_deleted" AFTER DELETE ON "memberships"
  FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION members.keep_an_owner();
CREATE TRIGGER "keep_an_owner_changed" AFTER UPDATE OF "role" ON "memberships"
  FOR EACH ROW WHEN (OLD.role = 'owner' AND NEW.role <> 'owner') EXECUTE FUNCTION members.keep_an_owner();

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "members" FROM PUBLIC;
REVOKE ALL ON FUNCTION door.find_invitation(text), door.accept_invitation(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.find_invitation(text), door.accept_invitation(text, uuid) TO "lethe_door";
