-- Senders differ in more than their secret: names of headers, the topic that may post, how a delivery proves itself. None of
-- it is secret. And a workspace is told when and why a sender was refused last.

-- AlterTable
ALTER TABLE "sources" ADD COLUMN     "last_refused_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_refused_reason" TEXT,
ADD COLUMN     "refused_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}';

ALTER TABLE "sources"
  ADD CONSTRAINT "sources_settings_check" CHECK (jsonb_typeof("settings") = 'object' AND octet_length("settings"::text) <= 2048),
  ADD CONSTRAINT "sources_refused_check" CHECK (
    "refused_count" >= 0 AND "last_refused_reason" ~ '^[a-z0-9_]{1,60}$'
    AND ("last_refused_at" IS NULL) = ("last_refused_reason" IS NULL)
  );

GRANT UPDATE ("settings", "last_refused_at", "last_refused_reason", "refused_count") ON "sources" TO "lethe_app";

-- As before, with the settings that a signature is checked by.
DROP FUNCTION door.find_source(uuid);
CREATE FUNCTION door.find_source(p_id uuid)
RETURNS TABLE (
  id uuid, tenant_id uuid, kind text, settings jsonb,
  sealed_secret text, previous_sealed_secret text, previous_secret_until timestamptz
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_source', p_id::text, true);
  RETURN QUERY
    SELECT s.id, s.tenant_id, s.kind, s.settings, s.sealed_secret, s.previous_sealed_secret, s.previous_secret_until
    FROM public.sources s
    WHERE s.id = p_id AND s.disabled_at IS NULL;
  PERFORM set_config('lethe.door_source', '', true);
END
$$;
REVOKE ALL ON FUNCTION door.find_source(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.find_source(uuid) TO "lethe_door";
