-- Reports of weaknesses, from people who have no account and no workspace. The text is sealed; the operator opens it.

-- CreateTable
CREATE TABLE "disclosures" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "about" TEXT,
    "sealed_report" TEXT NOT NULL,

    CONSTRAINT "disclosures_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "disclosures"
  ADD CONSTRAINT "disclosures_check" CHECK (length("sealed_report") <= 40000 AND ("about" IS NULL OR "about" ~ '^[A-Z]{2,8}-[0-9]{2}$'));

-- No policy: the serving roles see none of them.
ALTER TABLE "disclosures" ENABLE ROW LEVEL SECURITY;

-- Zero rows where very many wait already: a flood must not fill the disk.
CREATE FUNCTION door.file_disclosure(p_id uuid, p_about text, p_sealed text)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO public.disclosures AS d (id, about, sealed_report)
  SELECT p_id, p_about, p_sealed WHERE (SELECT count(*) FROM public.disclosures) < 5000
  RETURNING d.id
$$;

REVOKE ALL ON FUNCTION door.file_disclosure(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.file_disclosure(uuid, text, text) TO lethe_door;
