-- A source that was disconnected takes nothing more at once; its row and its deliveries stay for a day, so that what was under
-- way can end and be told, and then go.

-- As before, with the name: every alert is told with it.
DROP FUNCTION door.find_source(uuid);
CREATE FUNCTION door.find_source(p_id uuid)
RETURNS TABLE (
  id uuid, tenant_id uuid, kind text, name text, settings jsonb,
  sealed_secret text, previous_sealed_secret text, previous_secret_until timestamptz
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_source', p_id::text, true);
  RETURN QUERY
    SELECT s.id, s.tenant_id, s.kind, s.name, s.settings, s.sealed_secret, s.previous_sealed_secret, s.previous_secret_until
    FROM public.sources s
    WHERE s.id = p_id AND s.disabled_at IS NULL;
  PERFORM set_config('lethe.door_source', '', true);
END
$$;
REVOKE ALL ON FUNCTION door.find_source(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.find_source(uuid) TO "lethe_door";

CREATE INDEX "sources_disabled_at_idx" ON "sources"("disabled_at");
CREATE POLICY "disconnected_sources" ON "sources" TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'forget' AND "disabled_at" IS NOT NULL);

-- Deletes sources that were disconnected so long ago; what belongs to them goes along. Answers a count only.
CREATE FUNCTION door.delete_disconnected_sources(p_seconds integer, p_limit integer)
RETURNS TABLE (deleted integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_count integer;
BEGIN
  PERFORM set_config('lethe.door_sweep', 'forget', true);
  DELETE FROM public.sources s WHERE s.id IN (
    SELECT old.id FROM public.sources old
    WHERE old.disabled_at < now() - make_interval(secs => greatest(p_seconds, 0))
    ORDER BY old.disabled_at
    LIMIT least(greatest(p_limit, 0), 100)
    FOR UPDATE SKIP LOCKED
  );
  GET DIAGNOSTICS v_count = ROW_COUNT;
  PERFORM set_config('lethe.door_sweep', '', true);
  RETURN QUERY SELECT v_count;
END
$$;
REVOKE ALL ON FUNCTION door.delete_disconnected_sources(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.delete_disconnected_sources(integer, integer) TO "lethe_door";
