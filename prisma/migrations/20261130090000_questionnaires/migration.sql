-- Questionnaires of buyers, answered by staff. File and questions are sealed: what a buyer asks is theirs. Answers are ours.

-- CreateTable
CREATE TABLE "questionnaires" (
    "id" UUID NOT NULL,
    "asker" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "file_bytes" INTEGER NOT NULL,
    "sealed_file" TEXT NOT NULL,
    "layout" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "exported_at" TIMESTAMPTZ(3),

    CONSTRAINT "questionnaires_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "questionnaire_questions" (
    "id" UUID NOT NULL,
    "questionnaire_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sheet" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "ref" TEXT NOT NULL,
    "sealed_question" TEXT NOT NULL,
    "matched" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "library_id" TEXT,
    "claims" JSONB NOT NULL,
    "answer" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "edited_by" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "approved_by" UUID,

    CONSTRAINT "questionnaire_questions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "questionnaires_due_at_idx" ON "questionnaires"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "questionnaire_questions_questionnaire_id_position_key" ON "questionnaire_questions"("questionnaire_id", "position");

-- AddForeignKey
ALTER TABLE "questionnaires" ADD CONSTRAINT "questionnaires_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "staff_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questionnaire_questions" ADD CONSTRAINT "questionnaire_questions_questionnaire_id_fkey" FOREIGN KEY ("questionnaire_id") REFERENCES "questionnaires"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "questionnaires"
  ADD CONSTRAINT "questionnaires_check" CHECK (length("asker") BETWEEN 1 AND 200 AND length("file_name") BETWEEN 1 AND 140
    AND "format" IN ('xlsx', 'csv') AND "file_sha256" ~ '^[0-9a-f]{64}$' AND "file_bytes" BETWEEN 1 AND 10485760
    AND length("sealed_file") <= 15000000 AND jsonb_typeof("layout") = 'object');
ALTER TABLE "questionnaire_questions"
  ADD CONSTRAINT "questionnaire_questions_check" CHECK ("position" >= 0 AND "row" > 0 AND length("sheet") <= 100 AND length("ref") <= 40
    AND length("sealed_question") <= 50000 AND "matched" IN ('id', 'words', 'both', 'none') AND "score" BETWEEN 0 AND 100
    AND jsonb_typeof("claims") = 'array' AND length("answer") <= 200 AND length("comment") <= 8000),
  ADD CONSTRAINT "questionnaire_questions_approved_check" CHECK (("approved_at" IS NULL) = ("approved_by" IS NULL)
    AND ("approved_at" IS NULL OR "answer" <> '' OR "comment" <> ''));

-- No policy: only functions of schema staff reach them.
ALTER TABLE "questionnaires" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "questionnaire_questions" ENABLE ROW LEVEL SECURITY;

-- Questions of a file, in its order. What stood there before goes: other columns make other questions.
CREATE FUNCTION staff.put_questions(p_id uuid, p_questions jsonb)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.questionnaire_questions q WHERE q.questionnaire_id = p_id;
  INSERT INTO public.questionnaire_questions
    (id, questionnaire_id, position, sheet, row, ref, sealed_question, matched, score, library_id, claims, answer, comment)
  SELECT gen_random_uuid(), p_id, x.position, x.sheet, x.row, x.ref, x.sealed, x.matched, x.score, x.library_id, x.claims, x.answer, x.comment
  FROM jsonb_to_recordset(p_questions) AS x(position integer, sheet text, "row" integer, ref text, sealed text, matched text,
    score integer, library_id text, claims jsonb, answer text, comment text)
  WHERE x.position < 2000;
$$;

CREATE FUNCTION staff.create_questionnaire(
  p_staff uuid, p_id uuid, p_asker text, p_file_name text, p_format text, p_sha256 text, p_bytes integer,
  p_sealed text, p_layout jsonb, p_due_at timestamptz, p_questions jsonb
)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  INSERT INTO public.questionnaires (id, asker, file_name, format, file_sha256, file_bytes, sealed_file, layout, due_at, created_by)
  VALUES (p_id, p_asker, p_file_name, p_format, p_sha256, p_bytes, p_sealed, p_layout, p_due_at, p_staff);
  PERFORM staff.put_questions(p_id, p_questions);
  PERFORM staff.append(p_staff, 'questionnaire.uploaded', p_id::text, jsonb_build_object('sha256', p_sha256, 'bytes', p_bytes));
  RETURN QUERY SELECT p_id;
END
$$;

-- Those that are not out yet first, by their date.
CREATE FUNCTION staff.list_questionnaires(p_staff uuid)
RETURNS TABLE (questionnaire jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  RETURN QUERY SELECT to_jsonb(n) - 'sealed_file' || jsonb_build_object(
      'questions', (SELECT count(*) FROM public.questionnaire_questions q WHERE q.questionnaire_id = n.id),
      'approved', (SELECT count(*) FROM public.questionnaire_questions q WHERE q.questionnaire_id = n.id AND q.approved_at IS NOT NULL))
    FROM public.questionnaires n ORDER BY n.exported_at IS NOT NULL, n.due_at, n.id LIMIT 200;
END
$$;

-- What somebody saw when they approved it.
CREATE FUNCTION staff.answer_digest(p_answer text, p_comment text)
RETURNS text
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(p_answer, p_comment)::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION staff.list_questions(p_staff uuid, p_id uuid)
RETURNS TABLE (question jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  RETURN QUERY SELECT to_jsonb(q) || jsonb_build_object('digest', staff.answer_digest(q.answer, q.comment))
    FROM public.questionnaire_questions q WHERE q.questionnaire_id = p_id ORDER BY q.position;
END
$$;

CREATE FUNCTION staff.read_questionnaire_file(p_staff uuid, p_id uuid)
RETURNS TABLE (sealed_file text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  RETURN QUERY SELECT n.sealed_file FROM public.questionnaires n WHERE n.id = p_id;
END
$$;

-- Other columns: everything is proposed anew, so nothing may be approved yet.
CREATE FUNCTION staff.change_layout(p_staff uuid, p_id uuid, p_layout jsonb, p_questions jsonb)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  UPDATE public.questionnaires n SET layout = p_layout
  WHERE n.id = p_id AND NOT EXISTS (
    SELECT FROM public.questionnaire_questions q WHERE q.questionnaire_id = n.id AND (q.approved_at IS NOT NULL OR q.edited_at IS NOT NULL));
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.put_questions(p_id, p_questions);
  PERFORM staff.append(p_staff, 'questionnaire.columns_changed', p_id::text, '{}');
  RETURN QUERY SELECT p_id;
END
$$;

-- Another answer is one that nobody has approved yet.
CREATE FUNCTION staff.answer_question(p_staff uuid, p_id uuid, p_question uuid, p_answer text, p_comment text, p_claims jsonb)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  UPDATE public.questionnaire_questions q
  SET answer = p_answer, comment = p_comment, claims = p_claims, edited_at = now(), edited_by = p_staff, approved_at = NULL, approved_by = NULL
  WHERE q.id = p_question AND q.questionnaire_id = p_id;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'questionnaire.answered', p_id::text, jsonb_build_object('question', p_question));
  RETURN QUERY SELECT p_question;
END
$$;

-- As they were seen: an answer that a colleague has changed meanwhile is not among them.
CREATE FUNCTION staff.approve_questions(p_staff uuid, p_id uuid, p_seen jsonb)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_done uuid[];
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  WITH done AS (
    UPDATE public.questionnaire_questions q SET approved_at = now(), approved_by = p_staff
    FROM jsonb_to_recordset(p_seen) AS x(id uuid, digest text)
    WHERE q.questionnaire_id = p_id AND q.id = x.id AND x.digest = staff.answer_digest(q.answer, q.comment)
      AND q.approved_at IS NULL AND (q.answer <> '' OR q.comment <> '')
    RETURNING q.id
  )
  SELECT array_agg(d.id) INTO v_done FROM done d;
  IF v_done IS NULL THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'questionnaire.approved', p_id::text, jsonb_build_object('answers', cardinality(v_done)));
  RETURN QUERY SELECT unnest(v_done);
END
$$;

CREATE FUNCTION staff.mark_questionnaire_exported(p_staff uuid, p_id uuid, p_sha256 text, p_written integer, p_held integer)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  UPDATE public.questionnaires n SET exported_at = now() WHERE n.id = p_id;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'questionnaire.exported', p_id::text, jsonb_build_object('sha256', p_sha256, 'written', p_written, 'held', p_held));
  RETURN QUERY SELECT p_id;
END
$$;

CREATE FUNCTION staff.delete_questionnaire(p_staff uuid, p_id uuid)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  DELETE FROM public.questionnaires n WHERE n.id = p_id;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'questionnaire.removed', p_id::text, '{}');
  RETURN QUERY SELECT p_id;
END
$$;

-- By the clock: a year after it came, with everything that was asked and answered.
CREATE FUNCTION staff.expire_questionnaires()
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid;
BEGIN
  FOR v_id IN DELETE FROM public.questionnaires n WHERE n.created_at < now() - interval '365 days' RETURNING n.id LOOP
    PERFORM staff.append(NULL, 'questionnaire.expired', v_id::text, '{}');
    RETURN QUERY SELECT v_id;
  END LOOP;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "staff" FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  staff.create_questionnaire(uuid, uuid, text, text, text, text, integer, text, jsonb, timestamptz, jsonb),
  staff.list_questionnaires(uuid), staff.list_questions(uuid, uuid), staff.read_questionnaire_file(uuid, uuid),
  staff.change_layout(uuid, uuid, jsonb, jsonb), staff.answer_question(uuid, uuid, uuid, text, text, jsonb),
  staff.approve_questions(uuid, uuid, jsonb), staff.mark_questionnaire_exported(uuid, uuid, text, integer, integer),
  staff.delete_questionnaire(uuid, uuid), staff.expire_questionnaires() TO "lethe_staff";
