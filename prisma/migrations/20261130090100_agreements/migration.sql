-- Agreements that buyers sign: the frozen text, who signed it and how, the seal in the chain of the operator's log. A signed one
-- is not changed any more; a later one of the same signer supersedes it and leaves it where it is.

-- CreateTable
CREATE TABLE "countersigners" (
    "id" UUID NOT NULL,
    "company" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "authorised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "countersigners_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreements" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "party" JSONB NOT NULL,
    "document" JSONB NOT NULL,
    "document_sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "signed_at" TIMESTAMPTZ(3),
    "fields" JSONB,
    "seal" TEXT,
    "anchor_seq" BIGINT,
    "document_pdf" TEXT,
    "certificate_pdf" TEXT,
    "record" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "superseded_by" UUID,

    CONSTRAINT "agreements_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "agreements_token_hash_key" ON "agreements"("token_hash");

-- CreateIndex
CREATE INDEX "agreements_email_idx" ON "agreements"("email");

ALTER TABLE "countersigners"
  ADD CONSTRAINT "countersigners_check" CHECK (length("company") BETWEEN 1 AND 200 AND length("address") BETWEEN 1 AND 400
    AND length("name") BETWEEN 1 AND 120 AND length("title") BETWEEN 1 AND 120);
-- One at a time.
CREATE UNIQUE INDEX "countersigners_current_key" ON "countersigners"((true)) WHERE "ended_at" IS NULL;
ALTER TABLE "agreements"
  ADD CONSTRAINT "agreements_check" CHECK ("kind" = 'dpa' AND "version" ~ '^[0-9]+\.[0-9]+\.[0-9]+$' AND "token_hash" ~ '^[0-9a-f]{64}$'
    AND "email" = lower("email") AND length("email") BETWEEN 3 AND 254 AND "document_sha256" ~ '^[0-9a-f]{64}$' AND "seal" ~ '^[0-9a-f]{64}$'
    AND octet_length("document"::text) <= 400000 AND length("document_pdf") <= 4000000 AND length("certificate_pdf") <= 2000000
    AND length("record") <= 600000),
  ADD CONSTRAINT "agreements_signed_check" CHECK (("signed_at" IS NULL) = ("fields" IS NULL) AND ("signed_at" IS NULL) = ("seal" IS NULL)
    AND ("signed_at" IS NULL) = ("anchor_seq" IS NULL) AND ("signed_at" IS NULL) = ("document_pdf" IS NULL)
    AND ("record" IS NULL) = ("certificate_pdf" IS NULL) AND ("record" IS NULL OR "signed_at" IS NOT NULL)
    AND ("superseded_at" IS NULL) = ("superseded_by" IS NULL) AND ("superseded_at" IS NULL OR "signed_at" IS NOT NULL));

-- No policy: only functions of schema door and staff reach them.
ALTER TABLE "countersigners" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "agreements" ENABLE ROW LEVEL SECURITY;

-- What was signed stays: a certificate is added once, and that a later one supersedes it.
CREATE FUNCTION audit.refuse_agreement_change()
RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    IF TG_OP = 'TRUNCATE' OR OLD.signed_at IS NOT NULL THEN
      RAISE EXCEPTION 'A signed agreement stays.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.signed_at IS NOT NULL AND (
    (to_jsonb(NEW) - ARRAY['record', 'certificate_pdf', 'superseded_at', 'superseded_by'])
      <> (to_jsonb(OLD) - ARRAY['record', 'certificate_pdf', 'superseded_at', 'superseded_by'])
    OR (OLD.record IS NOT NULL AND (NEW.record IS DISTINCT FROM OLD.record OR NEW.certificate_pdf IS DISTINCT FROM OLD.certificate_pdf))
    OR (OLD.superseded_at IS NOT NULL AND (NEW.superseded_at, NEW.superseded_by) IS DISTINCT FROM (OLD.superseded_at, OLD.superseded_by)))
  THEN
    RAISE EXCEPTION 'A signed agreement is not changed.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "signed_stays" BEFORE UPDATE OR DELETE ON "agreements" FOR EACH ROW EXECUTE FUNCTION audit.refuse_agreement_change();
CREATE TRIGGER "signed_stays_all" BEFORE TRUNCATE ON "agreements" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_agreement_change();

-- The terminal's alone: whose name stands under the unchanged text. The one before ends.
CREATE FUNCTION staff.authorise_countersigner(p_company text, p_address text, p_name text, p_title text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_id uuid := gen_random_uuid();
BEGIN
  UPDATE public.countersigners c SET ended_at = now() WHERE c.ended_at IS NULL;
  INSERT INTO public.countersigners (id, company, address, name, title) VALUES (v_id, p_company, p_address, p_name, p_title);
  PERFORM staff.append(NULL, 'countersigner.authorised', v_id::text, jsonb_build_object('name', p_name, 'title', p_title, 'company', p_company));
  RETURN QUERY SELECT v_id;
END
$$;

CREATE FUNCTION staff.end_countersigner()
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid;
BEGIN
  UPDATE public.countersigners c SET ended_at = now() WHERE c.ended_at IS NULL RETURNING c.id INTO v_id;
  IF v_id IS NULL THEN
    RETURN;
  END IF;
  PERFORM staff.append(NULL, 'countersigner.ended', v_id::text, '{}');
  RETURN QUERY SELECT v_id;
END
$$;

-- Zero rows where nobody was authorised: then nothing is countersigned at once.
CREATE FUNCTION door.find_countersigner()
RETURNS TABLE (company text, address text, name text, title text, authorised_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT c.company, c.address, c.name, c.title, c.authorised_at FROM public.countersigners c WHERE c.ended_at IS NULL
$$;

-- A draft for one address. Zero rows where that address has five open ones, or very many wait: a flood must not fill the disk.
CREATE FUNCTION door.begin_agreement(
  p_id uuid, p_token_hash text, p_email text, p_version text, p_party jsonb, p_document jsonb, p_sha256 text, p_expires_at timestamptz
)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  DELETE FROM public.agreements a WHERE a.signed_at IS NULL AND a.expires_at < now();
  RETURN QUERY
    INSERT INTO public.agreements AS a (id, kind, version, token_hash, email, party, document, document_sha256, expires_at)
    SELECT p_id, 'dpa', p_version, p_token_hash, p_email, p_party, p_document, p_sha256, p_expires_at
    WHERE (SELECT count(*) FROM public.agreements d WHERE d.signed_at IS NULL) < 1000
      AND (SELECT count(*) FROM public.agreements d WHERE d.signed_at IS NULL AND d.email = p_email) < 5
    RETURNING a.id;
END
$$;

-- By the token of the link alone. A draft ends with its link; what was signed stays within reach of who signed it.
CREATE FUNCTION door.find_agreement(p_token_hash text)
RETURNS TABLE (agreement jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT to_jsonb(a) - ARRAY['token_hash', 'document_pdf', 'certificate_pdf'] FROM public.agreements a
  WHERE a.token_hash = p_token_hash AND (a.signed_at IS NOT NULL OR a.expires_at > now())
$$;

CREATE FUNCTION door.read_agreement_file(p_token_hash text, p_file text)
RETURNS TABLE (file text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE p_file WHEN 'document' THEN a.document_pdf WHEN 'certificate' THEN a.certificate_pdf WHEN 'record' THEN a.record END
  FROM public.agreements a WHERE a.token_hash = p_token_hash AND a.record IS NOT NULL
$$;

-- The text or a measure has changed since it was read: what is not signed yet is read anew.
CREATE FUNCTION door.replace_draft(p_token_hash text, p_version text, p_document jsonb, p_sha256 text)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.agreements a SET version = p_version, document = p_document, document_sha256 = p_sha256
  WHERE a.token_hash = p_token_hash AND a.signed_at IS NULL AND a.expires_at > now() RETURNING a.id
$$;

-- Once: the fields, the seal, and its place in the chain, in one statement. Answers the event, by which the seal can be shown.
CREATE FUNCTION door.sign_agreement(p_token_hash text, p_sha256 text, p_fields jsonb, p_seal text, p_pdf text)
RETURNS TABLE (seq bigint, at timestamptz, action text, salt text, detail text, detail_hash text, prev_hash text, hash text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid;
  v_email text;
  v_seq bigint;
BEGIN
  SELECT a.id, a.email INTO v_id, v_email FROM public.agreements a
  WHERE a.token_hash = p_token_hash AND a.signed_at IS NULL AND a.expires_at > now() AND a.document_sha256 = p_sha256
    AND p_fields ->> 'id' = a.id::text AND p_fields ->> 'company' = a.party ->> 'company' AND p_fields ->> 'signerEmail' = a.email
    AND abs(extract(epoch FROM now() - (p_fields ->> 'signedAt')::timestamptz)) < 300
    AND EXISTS (SELECT FROM public.countersigners c WHERE c.ended_at IS NULL) FOR UPDATE;
  IF v_id IS NULL THEN
    RETURN;
  END IF;
  v_seq := staff.append(NULL, 'agreement.signed', v_id::text, jsonb_build_object('seal', p_seal, 'document', p_sha256));
  UPDATE public.agreements a SET signed_at = (p_fields ->> 'signedAt')::timestamptz, fields = p_fields, seal = p_seal, anchor_seq = v_seq, document_pdf = p_pdf
  WHERE a.id = v_id;
  UPDATE public.agreements a SET superseded_at = now(), superseded_by = v_id
  WHERE a.email = v_email AND lower(a.party ->> 'company') = lower(p_fields ->> 'company') AND a.id <> v_id
    AND a.signed_at IS NOT NULL AND a.superseded_at IS NULL;
  RETURN QUERY SELECT e.seq, e.at, e.action, e.salt, e.detail, e.detail_hash, e.prev_hash, e.hash FROM public.staff_events e WHERE e.seq = v_seq;
END
$$;

-- The event of a signature whose certificate was not made yet, since its process ended.
CREATE FUNCTION door.find_anchor(p_token_hash text)
RETURNS TABLE (seq bigint, at timestamptz, action text, salt text, detail text, detail_hash text, prev_hash text, hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT e.seq, e.at, e.action, e.salt, e.detail, e.detail_hash, e.prev_hash, e.hash
  FROM public.agreements a JOIN public.staff_events e ON e.seq = a.anchor_seq WHERE a.token_hash = p_token_hash AND a.record IS NULL
$$;

CREATE FUNCTION door.finish_agreement(p_token_hash text, p_certificate text, p_record text)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.agreements a SET certificate_pdf = p_certificate, record = p_record
  WHERE a.token_hash = p_token_hash AND a.signed_at IS NOT NULL AND a.record IS NULL RETURNING a.id
$$;

CREATE FUNCTION staff.list_agreements(p_staff uuid)
RETURNS TABLE (agreement jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  RETURN QUERY SELECT to_jsonb(a) - ARRAY['token_hash', 'document', 'document_pdf', 'certificate_pdf', 'record', 'fields']
      || jsonb_build_object('certified', a.record IS NOT NULL)
    FROM public.agreements a WHERE a.signed_at IS NOT NULL ORDER BY a.signed_at DESC LIMIT 500;
END
$$;

CREATE FUNCTION staff.read_agreement_file(p_staff uuid, p_id uuid, p_file text)
RETURNS TABLE (file text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  PERFORM staff.append(p_staff, 'agreement.file_read', p_id::text, jsonb_build_object('file', p_file));
  RETURN QUERY SELECT CASE p_file WHEN 'document' THEN a.document_pdf WHEN 'certificate' THEN a.certificate_pdf WHEN 'record' THEN a.record END
    FROM public.agreements a WHERE a.id = p_id AND a.record IS NOT NULL;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "staff" FROM PUBLIC;
REVOKE ALL ON FUNCTION door.find_countersigner(), door.begin_agreement(uuid, text, text, text, jsonb, jsonb, text, timestamptz),
  door.find_agreement(text), door.read_agreement_file(text, text), door.replace_draft(text, text, jsonb, text),
  door.sign_agreement(text, text, jsonb, text, text), door.find_anchor(text), door.finish_agreement(text, text, text),
  audit.refuse_agreement_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.find_countersigner(), door.begin_agreement(uuid, text, text, text, jsonb, jsonb, text, timestamptz),
  door.find_agreement(text), door.read_agreement_file(text, text), door.replace_draft(text, text, jsonb, text),
  door.sign_agreement(text, text, jsonb, text, text), door.find_anchor(text), door.finish_agreement(text, text, text) TO "lethe_door";
GRANT EXECUTE ON FUNCTION staff.list_agreements(uuid), staff.read_agreement_file(uuid, uuid, text) TO "lethe_staff";
