-- After a rotation of the key ring, what an older key sealed is sealed anew in the background; and a key that something is
-- sealed under but the ring has not is named at boot. Both look at every column whose name says that it is sealed.

CREATE POLICY "every_tenant" ON "tenants" FOR SELECT TO CURRENT_USER
  USING (current_setting('lethe.door_reseal', true) = 'on');

CREATE SCHEMA "sealing";

-- For each workspace and sealed column the keys in use. The catalog names the columns, so that none is forgotten.
CREATE FUNCTION sealing.list_keys()
RETURNS TABLE (tenant_id uuid, key_id text, places bigint)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
  v_tenants uuid[];
  v_table name;
  v_column name;
BEGIN
  PERFORM set_config('lethe.door_reseal', 'on', true);
  SELECT coalesce(array_agg(t.id), '{}') INTO v_tenants FROM public.tenants t;
  PERFORM set_config('lethe.door_reseal', '', true);
  FOREACH v_tenant IN ARRAY v_tenants LOOP
    PERFORM set_config('lethe.tenant_id', v_tenant::text, true);
    FOR v_table, v_column IN
      SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname LIKE '%sealed%' AND NOT a.attisdropped
        AND EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'tenant_id' AND NOT o.attisdropped)
    LOOP
      RETURN QUERY EXECUTE format(
        'SELECT $1, split_part(%1$I, ''.'', 2), count(*) FROM public.%2$I WHERE tenant_id = $1 AND %1$I IS NOT NULL GROUP BY 2',
        v_column, v_table) USING v_tenant;
    END LOOP;
  END LOOP;
  PERFORM set_config('lethe.tenant_id', '', true);
END
$$;

-- One sealed value in place of another, for the workspace that is set, where it is still what it was. Nothing else of a row can
-- be changed by this, and no column that is not sealed.
CREATE FUNCTION sealing.replace_value(p_table text, p_column text, p_id uuid, p_old text, p_new text)
RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_count integer;
BEGIN
  IF p_column NOT LIKE '%sealed%' OR p_new NOT LIKE 'v1.%' THEN
    RAISE EXCEPTION 'Only sealed values are replaced.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('UPDATE public.%1$I SET %2$I = $1 WHERE id = $2 AND %2$I = $3 AND tenant_id = $4', p_table, p_column)
    USING p_new, p_id, p_old, nullif(current_setting('lethe.tenant_id', true), '')::uuid;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END
$$;

CREATE FUNCTION door.list_seal_keys()
RETURNS TABLE (key_id text, places bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT k.key_id, sum(k.places)::bigint FROM sealing.list_keys() k GROUP BY 1 ORDER BY 1
$$;

CREATE FUNCTION door.list_stale_seals(p_current text, p_limit integer)
RETURNS TABLE (tenant_id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT DISTINCT k.tenant_id FROM sealing.list_keys() k WHERE k.key_id <> p_current LIMIT least(greatest(p_limit, 0), 1000)
$$;

REVOKE ALL ON FUNCTION sealing.list_keys(), sealing.replace_value(text, text, uuid, text, text), door.list_seal_keys(), door.list_stale_seals(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.list_seal_keys(), door.list_stale_seals(text, integer) TO "lethe_door";
GRANT USAGE ON SCHEMA "sealing" TO "lethe_app";
GRANT EXECUTE ON FUNCTION sealing.replace_value(text, text, uuid, text, text) TO "lethe_app";
