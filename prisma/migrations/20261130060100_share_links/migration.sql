-- Read-only links to single analyses. Whoever holds the token may read that one analysis until its end; the token itself is
-- nowhere. A link ends with its analysis, its time, its removal, and at once where the workspace forbids links or is locked.

-- CreateTable
CREATE TABLE "share_links" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "analysis_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "opened" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "share_links_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "share_links_token_hash_key" ON "share_links"("token_hash");

-- CreateIndex
CREATE INDEX "share_links_analysis_id_tenant_id_idx" ON "share_links"("analysis_id", "tenant_id");

-- CreateIndex
CREATE INDEX "share_links_created_by_id_idx" ON "share_links"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "share_links_id_tenant_id_key" ON "share_links"("id", "tenant_id");

-- AddForeignKey
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_analysis_id_tenant_id_fkey" FOREIGN KEY ("analysis_id", "tenant_id") REFERENCES "analyses"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "share_links"
  ADD CONSTRAINT "share_links_token_hash_check" CHECK ("token_hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "share_links_expires_at_check" CHECK ("expires_at" <= "created_at" + interval '91 days');

ALTER TABLE "share_links" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "share_links" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "share_links"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
-- Before a tenant is known, the owner's function looks at the one link whose token it was given.
CREATE POLICY "share_at_hand" ON "share_links" FOR SELECT TO CURRENT_USER
  USING ("token_hash" = nullif(current_setting('lethe.door_share', true), ''));

GRANT SELECT, INSERT, DELETE ON "share_links" TO "lethe_app";

-- Which analysis a link leads to. Looking counts, so that the workspace sees whether a link was used.
CREATE FUNCTION door.open_share_link(p_token_hash text)
RETURNS TABLE (tenant_id uuid, analysis_id uuid, expires_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_found public.share_links%ROWTYPE;
  v_open boolean;
BEGIN
  PERFORM set_config('lethe.door_share', p_token_hash, true);
  SELECT * INTO v_found FROM public.share_links s WHERE s.token_hash = p_token_hash AND s.expires_at > now();
  PERFORM set_config('lethe.door_share', '', true);
  IF v_found.id IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('lethe.tenant_id', v_found.tenant_id::text, true);
  SELECT t.locked_at IS NULL AND coalesce(t.policy -> 'sharing' ->> 'allow', 'true') = 'true' INTO v_open
  FROM public.tenants t WHERE t.id = v_found.tenant_id;
  IF v_open THEN
    UPDATE public.share_links s SET opened = least(s.opened + 1, 1000000), opened_at = now() WHERE s.id = v_found.id;
  END IF;
  PERFORM set_config('lethe.tenant_id', '', true);
  IF v_open THEN
    RETURN QUERY SELECT v_found.tenant_id, v_found.analysis_id, v_found.expires_at;
  END IF;
END
$$;

REVOKE ALL ON FUNCTION door.open_share_link(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.open_share_link(text) TO "lethe_door";
