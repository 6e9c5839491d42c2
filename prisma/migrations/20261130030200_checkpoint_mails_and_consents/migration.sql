-- Who wants the latest checkpoint of the audit log by mail each day; and what people said about telemetry, with time and the
-- version of the text that they read.

-- CreateTable
CREATE TABLE "checkpoint_mails" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "checkpoint_mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consents" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "text_version" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consents_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "checkpoint_mails_id_tenant_id_key" ON "checkpoint_mails"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "checkpoint_mails_tenant_id_user_id_key" ON "checkpoint_mails"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "consents_user_id_purpose_at_idx" ON "consents"("user_id", "purpose", "at" DESC);

-- AddForeignKey
ALTER TABLE "checkpoint_mails" ADD CONSTRAINT "checkpoint_mails_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkpoint_mails" ADD CONSTRAINT "checkpoint_mails_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "memberships"("tenant_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "consents"
  ADD CONSTRAINT "consents_check" CHECK ("purpose" IN ('telemetry') AND "text_version" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$');

ALTER TABLE "checkpoint_mails" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "checkpoint_mails" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "checkpoint_mails"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
CREATE POLICY "due_mails" ON "checkpoint_mails" TO CURRENT_USER
  USING (current_setting('lethe.door_sweep', true) = 'on')
  WITH CHECK (current_setting('lethe.door_sweep', true) = 'on');
-- Of people: the door's functions only. Nothing is ever changed or taken away, but with the person.
ALTER TABLE "consents" ENABLE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, DELETE ON "checkpoint_mails" TO "lethe_app";

-- Due once a day; each is handed out once.
CREATE FUNCTION door.claim_due_checkpoint_mails(p_limit integer)
RETURNS TABLE (tenant_id uuid, user_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('lethe.door_sweep', 'on', true);
  RETURN QUERY
    UPDATE public.checkpoint_mails c SET last_sent_at = now()
    FROM (
      SELECT due.id FROM public.checkpoint_mails due
      WHERE coalesce(due.last_sent_at < now() - interval '24 hours', true)
      LIMIT least(greatest(p_limit, 0), 1000)
      FOR UPDATE SKIP LOCKED
    ) picked
    WHERE c.id = picked.id
    RETURNING c.tenant_id, c.user_id;
  PERFORM set_config('lethe.door_sweep', '', true);
END
$$;

CREATE FUNCTION door.record_consent(p_user_id uuid, p_purpose text, p_granted text, p_text_version text)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO public.consents AS c (id, user_id, purpose, granted, text_version)
  SELECT gen_random_uuid(), u.id, p_purpose, p_granted::boolean, p_text_version FROM public.users u WHERE u.id = p_user_id
  RETURNING c.id
$$;

-- Of one person, newest first.
CREATE FUNCTION door.list_consents(p_user_id uuid)
RETURNS TABLE (purpose text, granted boolean, text_version text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT c.purpose, c.granted, c.text_version, c.at FROM public.consents c WHERE c.user_id = p_user_id ORDER BY c.at DESC, c.id DESC LIMIT 1000
$$;

REVOKE ALL ON FUNCTION door.claim_due_checkpoint_mails(integer), door.record_consent(uuid, text, text, text), door.list_consents(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.claim_due_checkpoint_mails(integer), door.record_consent(uuid, text, text, text), door.list_consents(uuid) TO "lethe_door";
