-- Keys of programs. A key belongs to a workspace and to the member who made it: the foreign key to the membership ends it in
-- the statement that ends the membership. What is kept of a key is its hash.

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT[],
    "allowed_addresses" TEXT[],
    "sealed_signing_secret" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_requests" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name_hash" TEXT NOT NULL,
    "body_mac" TEXT,
    "analysis_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_token_hash_key" ON "api_keys"("token_hash");

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_created_by_id_idx" ON "api_keys"("tenant_id", "created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_id_tenant_id_key" ON "api_keys"("id", "tenant_id");

-- CreateIndex
CREATE INDEX "api_requests_tenant_id_expires_at_idx" ON "api_requests"("tenant_id", "expires_at");

-- CreateIndex
CREATE INDEX "api_requests_analysis_id_tenant_id_idx" ON "api_requests"("analysis_id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_requests_id_tenant_id_key" ON "api_requests"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_requests_key_id_tenant_id_kind_name_hash_key" ON "api_requests"("key_id", "tenant_id", "kind", "name_hash");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_created_by_id_fkey" FOREIGN KEY ("tenant_id", "created_by_id") REFERENCES "memberships"("tenant_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_requests" ADD CONSTRAINT "api_requests_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_requests" ADD CONSTRAINT "api_requests_key_id_tenant_id_fkey" FOREIGN KEY ("key_id", "tenant_id") REFERENCES "api_keys"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_requests" ADD CONSTRAINT "api_requests_analysis_id_tenant_id_fkey" FOREIGN KEY ("analysis_id", "tenant_id") REFERENCES "analyses"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "api_keys"
  ADD CONSTRAINT "api_keys_name_check" CHECK (length("name") BETWEEN 1 AND 80),
  ADD CONSTRAINT "api_keys_token_hash_check" CHECK ("token_hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "api_keys_hint_check" CHECK ("hint" ~ '^[0-9A-Za-z]{4}$'),
  ADD CONSTRAINT "api_keys_scopes_check" CHECK (cardinality("scopes") BETWEEN 1 AND 3
    AND "scopes" <@ ARRAY['analyses:read', 'analyses:write', 'analyses:delete']),
  ADD CONSTRAINT "api_keys_addresses_check" CHECK (cardinality("allowed_addresses") <= 20),
  ADD CONSTRAINT "api_keys_sealed_check" CHECK ("sealed_signing_secret" LIKE 'v1.%' AND length("sealed_signing_secret") <= 2048),
  ADD CONSTRAINT "api_keys_end_check" CHECK ("expires_at" <= "created_at" + interval '366 days');
ALTER TABLE "api_requests"
  ADD CONSTRAINT "api_requests_kind_check" CHECK ("kind" IN ('nonce', 'idempotency')),
  ADD CONSTRAINT "api_requests_hash_check" CHECK ("name_hash" ~ '^[0-9a-f]{64}$' AND "body_mac" ~ '^[0-9a-f]{64}$');

ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "api_keys" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "api_keys"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "api_requests" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "api_requests" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "api_requests"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
-- Before a tenant is known, the owner's function looks at the one key whose hash it was given.
CREATE POLICY "key_at_hand" ON "api_keys" FOR SELECT TO CURRENT_USER
  USING ("token_hash" = nullif(current_setting('lethe.door_api_key', true), ''));

GRANT SELECT, INSERT, DELETE ON "api_keys" TO "lethe_app";
GRANT SELECT, INSERT, DELETE, UPDATE ("analysis_id", "expires_at") ON "api_requests" TO "lethe_app";

-- The living key of a hash, with the role that its member has now. `address_allowed` is false where the key names networks
-- and the caller's is none of them. Use is noted at most once a minute, and only from where the key may be used.
CREATE FUNCTION door.find_api_key(p_token_hash text, p_address text)
RETURNS TABLE (
  id uuid, tenant_id uuid, user_id uuid, role text, scopes text[], expires_at timestamptz,
  sealed_signing_secret text, address_allowed boolean, locked boolean
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_key public.api_keys%ROWTYPE;
  v_allowed boolean;
BEGIN
  PERFORM set_config('lethe.door_api_key', p_token_hash, true);
  SELECT * INTO v_key FROM public.api_keys k WHERE k.token_hash = p_token_hash AND k.expires_at > now();
  PERFORM set_config('lethe.door_api_key', '', true);
  IF v_key.id IS NULL THEN
    RETURN;
  END IF;
  v_allowed := cardinality(v_key.allowed_addresses) = 0
    OR coalesce((SELECT bool_or(p_address::inet <<= allowed::inet) FROM unnest(v_key.allowed_addresses) allowed), false);
  PERFORM set_config('lethe.tenant_id', v_key.tenant_id::text, true);
  IF v_allowed AND coalesce(v_key.last_used_at < now() - interval '1 minute', true) THEN
    UPDATE public.api_keys k SET last_used_at = now() WHERE k.id = v_key.id;
  END IF;
  RETURN QUERY
    SELECT v_key.id, v_key.tenant_id, m.user_id, m.role::text, v_key.scopes, v_key.expires_at,
           v_key.sealed_signing_secret, v_allowed, t.locked_at IS NOT NULL
    FROM public.memberships m JOIN public.tenants t ON t.id = m.tenant_id
    WHERE m.tenant_id = v_key.tenant_id AND m.user_id = v_key.created_by_id;
  PERFORM set_config('lethe.tenant_id', '', true);
END
$$;

REVOKE ALL ON FUNCTION door.find_api_key(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.find_api_key(text, text) TO "lethe_door";

-- An analysis that a program asked for.
ALTER TYPE "analysis_source" ADD VALUE 'api';
