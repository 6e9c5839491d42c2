-- What people without an account ask of the operator: one queue for staff, with its clocks, mails and history; and advisories.

-- CreateTable
CREATE TABLE "request_wishes" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "address_hash" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "regime" TEXT,
    "wanted_right" TEXT,
    "sealed_wish" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_wishes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "requests" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "token_hash" TEXT,
    "disclosure_id" UUID,
    "regime" TEXT,
    "wanted_right" TEXT,
    "sealed_request" TEXT,
    "assigned_to" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "first_due_at" TIMESTAMPTZ(3),
    "first_answered_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "extended_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "paged_on" DATE,
    "verdict" TEXT,
    "severity" TEXT,
    "duplicate_of" UUID,
    "sealed_triage" TEXT,

    CONSTRAINT "requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_notes" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "sealed_note" TEXT NOT NULL,
    "made_by" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "request_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_mails" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "sealed_mail" TEXT NOT NULL,
    "made_by" UUID,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'due',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "request_mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "advisories" (
    "id" UUID NOT NULL,
    "request_id" UUID,
    "number" TEXT,
    "sealed_draft" TEXT,
    "content" JSONB,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "published_by" UUID,

    CONSTRAINT "advisories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "advisory_corrections" (
    "id" UUID NOT NULL,
    "advisory_id" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "made_by" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "advisory_corrections_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "request_wishes_token_hash_key" ON "request_wishes"("token_hash");

-- CreateIndex
CREATE INDEX "request_wishes_address_hash_idx" ON "request_wishes"("address_hash");

-- CreateIndex
CREATE INDEX "request_wishes_expires_at_idx" ON "request_wishes"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "requests_token_hash_key" ON "requests"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "requests_disclosure_id_key" ON "requests"("disclosure_id");

-- CreateIndex
CREATE INDEX "requests_state_due_at_idx" ON "requests"("state", "due_at");

-- CreateIndex
CREATE INDEX "request_notes_request_id_idx" ON "request_notes"("request_id");

-- CreateIndex
CREATE INDEX "request_mails_request_id_idx" ON "request_mails"("request_id");

-- CreateIndex
CREATE INDEX "request_mails_state_due_at_idx" ON "request_mails"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "advisories_request_id_key" ON "advisories"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "advisories_number_key" ON "advisories"("number");

-- CreateIndex
CREATE INDEX "advisories_published_at_idx" ON "advisories"("published_at");

-- CreateIndex
CREATE INDEX "advisory_corrections_advisory_id_idx" ON "advisory_corrections"("advisory_id");

-- AddForeignKey
ALTER TABLE "requests" ADD CONSTRAINT "requests_disclosure_id_fkey" FOREIGN KEY ("disclosure_id") REFERENCES "disclosures"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_notes" ADD CONSTRAINT "request_notes_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_mails" ADD CONSTRAINT "request_mails_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advisories" ADD CONSTRAINT "advisories_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advisory_corrections" ADD CONSTRAINT "advisory_corrections_advisory_id_fkey" FOREIGN KEY ("advisory_id") REFERENCES "advisories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "request_wishes"
  ADD CONSTRAINT "request_wishes_check" CHECK ("kind" IN ('architecture_review', 'custom_terms', 'baa', 'data_rights') AND "token_hash" ~ '^[0-9a-f]{64}$'
    AND "address_hash" ~ '^[0-9a-f]{64}$' AND length("sealed_wish") <= 60000 AND ("kind" = 'data_rights') = ("regime" IS NOT NULL)
    AND ("regime" IS NULL) = ("wanted_right" IS NULL) AND "regime" IN ('gdpr', 'ccpa')
    AND "wanted_right" IN ('access', 'deletion', 'correction', 'portability', 'objection', 'opt_out'));
ALTER TABLE "requests"
  ADD CONSTRAINT "requests_check" CHECK ("kind" IN ('architecture_review', 'custom_terms', 'baa', 'data_rights', 'vulnerability')
    AND "state" IN ('new', 'in_work', 'waiting', 'answered', 'refused', 'closed') AND "token_hash" ~ '^[0-9a-f]{64}$'
    AND ("kind" = 'vulnerability') = ("disclosure_id" IS NOT NULL) AND ("kind" = 'vulnerability') = ("sealed_request" IS NULL)
    AND length("sealed_request") <= 60000 AND length("sealed_triage") <= 20000 AND ("kind" = 'data_rights') = ("regime" IS NOT NULL)
    AND ("regime" IS NULL) = ("wanted_right" IS NULL) AND "regime" IN ('gdpr', 'ccpa')
    AND "wanted_right" IN ('access', 'deletion', 'correction', 'portability', 'objection', 'opt_out')
    AND "verdict" IN ('accepted', 'duplicate', 'invalid') AND "severity" IN ('low', 'medium', 'high', 'critical')
    AND ("verdict" IS NULL OR "kind" = 'vulnerability') AND ("severity" IS NULL OR "verdict" IS NOT NULL)
    AND ("state" IN ('answered', 'refused', 'closed')) = ("answered_at" IS NOT NULL) AND ("state" = 'closed') = ("closed_at" IS NOT NULL));
ALTER TABLE "request_notes" ADD CONSTRAINT "request_notes_check" CHECK (length("sealed_note") <= 20000);
ALTER TABLE "request_mails"
  ADD CONSTRAINT "request_mails_check" CHECK (length("sealed_mail") <= 60000 AND "state" IN ('due', 'sending', 'sent', 'failed', 'unknown')
    AND ("state" = 'sent') = ("sent_at" IS NOT NULL) AND "attempts" >= 0);
ALTER TABLE "advisories"
  ADD CONSTRAINT "advisories_check" CHECK (length("sealed_draft") <= 120000 AND octet_length("content"::text) <= 100000
    AND "number" ~ '^LETHE-[0-9]{4}-[0-9]{3,6}$' AND ("sealed_draft" IS NULL) = ("published_at" IS NOT NULL)
    AND ("content" IS NULL) = ("published_at" IS NULL) AND ("number" IS NULL) = ("published_at" IS NULL)
    AND ("published_by" IS NULL) = ("published_at" IS NULL));
ALTER TABLE "advisory_corrections" ADD CONSTRAINT "advisory_corrections_check" CHECK (length("words") BETWEEN 1 AND 8000);

-- No policy: only functions of schemas door and staff reach them.
ALTER TABLE "request_wishes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "requests" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "request_notes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "request_mails" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "advisories" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "advisory_corrections" ENABLE ROW LEVEL SECURITY;

-- A published advisory stays as it was published, and so does a correction. That its request ends by the clock is no change of it.
CREATE FUNCTION audit.refuse_advisory_change()
RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' OR TG_TABLE_NAME = 'advisory_corrections'
    OR (to_jsonb(OLD) ->> 'published_at' IS NOT NULL AND (TG_OP = 'DELETE'
      OR (to_jsonb(NEW) - 'request_id') <> (to_jsonb(OLD) - 'request_id') OR to_jsonb(NEW) ->> 'request_id' IS NOT NULL)) THEN
    RAISE EXCEPTION 'What was published is not changed.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "published_stays" BEFORE UPDATE OR DELETE ON "advisories" FOR EACH ROW EXECUTE FUNCTION audit.refuse_advisory_change();
CREATE TRIGGER "published_stays_all" BEFORE TRUNCATE ON "advisories" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_advisory_change();
CREATE TRIGGER "corrected_stays" BEFORE UPDATE OR DELETE ON "advisory_corrections" FOR EACH ROW EXECUTE FUNCTION audit.refuse_advisory_change();
CREATE TRIGGER "corrected_stays_all" BEFORE TRUNCATE ON "advisory_corrections" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_advisory_change();

-- Reports that came before there was a queue.
INSERT INTO "requests" ("id", "kind", "disclosure_id", "received_at", "first_due_at", "due_at")
SELECT d."id", 'vulnerability', d."id", d."created_at", d."created_at" + interval '24 hours', d."created_at" + interval '90 days' FROM "disclosures" d;

-- Zero rows where very many wait already: a flood must not fill the disk. A report joins the queue of staff in the same statement.
DROP FUNCTION door.file_disclosure(uuid, text, text);
CREATE FUNCTION door.file_disclosure(p_id uuid, p_about text, p_sealed text, p_first_due timestamptz, p_due timestamptz)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  IF (SELECT count(*) FROM public.disclosures) >= 5000 THEN
    RETURN;
  END IF;
  INSERT INTO public.disclosures (id, about, sealed_report) VALUES (p_id, p_about, p_sealed);
  INSERT INTO public.requests (id, kind, disclosure_id, received_at, first_due_at, due_at) VALUES (p_id, 'vulnerability', p_id, now(), p_first_due, p_due);
  PERFORM staff.append(NULL, 'request.received', p_id::text, jsonb_build_object('kind', 'vulnerability'));
  RETURN QUERY SELECT p_id;
END
$$;

-- Until confirmed it is a wish and no more. 'capped': three of a day for this address; 'full': very many wait.
CREATE FUNCTION door.make_request_wish(p_id uuid, p_kind text, p_address_hash text, p_token_hash text, p_regime text, p_right text, p_sealed text, p_expires_at timestamptz)
RETURNS TABLE (outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('lethe.request_wishes'));
  DELETE FROM public.request_wishes w WHERE w.expires_at < now();
  IF (SELECT count(*) FROM public.request_wishes) >= 2000 THEN
    RETURN QUERY SELECT 'full';
  ELSIF (SELECT count(*) FROM public.request_wishes w WHERE w.address_hash = p_address_hash AND w.created_at > now() - interval '24 hours') >= 3 THEN
    RETURN QUERY SELECT 'capped';
  ELSE
    INSERT INTO public.request_wishes (id, kind, address_hash, token_hash, regime, wanted_right, sealed_wish, expires_at)
    VALUES (p_id, p_kind, p_address_hash, p_token_hash, p_regime, p_right, p_sealed, p_expires_at);
    RETURN QUERY SELECT 'made';
  END IF;
END
$$;

-- What the link of the mail leads to: a wish to confirm, or where the request stands.
CREATE FUNCTION door.find_request_link(p_token_hash text)
RETURNS TABLE (link jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object('stage', 'wish', 'id', w.id, 'kind', w.kind, 'regime', w.regime, 'wanted_right', w.wanted_right, 'sealed', w.sealed_wish, 'received_at', w.created_at)
  FROM public.request_wishes w WHERE w.token_hash = p_token_hash AND w.expires_at > now()
  UNION ALL
  SELECT jsonb_build_object('stage', 'request', 'id', r.id, 'kind', r.kind, 'regime', r.regime, 'wanted_right', r.wanted_right, 'state', r.state,
    'received_at', r.received_at, 'due_at', r.due_at, 'extended_at', r.extended_at, 'answered_at', r.answered_at)
  FROM public.requests r WHERE r.token_hash = p_token_hash
$$;

-- Once. Its clock began when it was written, not now. The same statement writes the operator's log and the receipt that is due.
CREATE FUNCTION door.confirm_request(p_token_hash text, p_sealed_request text, p_sealed_receipt text, p_first_due timestamptz, p_due timestamptz)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_wish public.request_wishes;
BEGIN
  DELETE FROM public.request_wishes w WHERE w.token_hash = p_token_hash AND w.expires_at > now() RETURNING * INTO v_wish;
  IF v_wish.id IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO public.requests (id, kind, token_hash, regime, wanted_right, sealed_request, received_at, first_due_at, due_at)
  VALUES (v_wish.id, v_wish.kind, p_token_hash, v_wish.regime, v_wish.wanted_right, p_sealed_request, v_wish.created_at, p_first_due, p_due);
  INSERT INTO public.request_mails (id, request_id, sealed_mail) VALUES (gen_random_uuid(), v_wish.id, p_sealed_receipt);
  PERFORM staff.append(NULL, 'request.received', v_wish.id::text, jsonb_build_object('kind', v_wish.kind, 'regime', v_wish.regime, 'right', v_wish.wanted_right));
  RETURN QUERY SELECT v_wish.id;
END
$$;

CREATE FUNCTION door.drop_request_wish(p_token_hash text)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.request_wishes w WHERE w.token_hash = p_token_hash RETURNING w.id
$$;

-- Wishes of seven days, and what was answered two years ago, with notes and mails: the law of California asks that records of requests are
-- kept for 24 months (11 CCR 7101). Published advisories stay.
CREATE FUNCTION door.expire_requests()
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY DELETE FROM public.request_wishes w WHERE w.expires_at < now() RETURNING w.id;
  RETURN QUERY WITH gone AS (DELETE FROM public.disclosures d USING public.requests r
      WHERE r.disclosure_id = d.id AND r.answered_at < now() - interval '24 months' RETURNING d.id) SELECT g.id FROM gone g;
  RETURN QUERY DELETE FROM public.requests r WHERE r.answered_at < now() - interval '24 months' AND r.disclosure_id IS NULL RETURNING r.id;
  DELETE FROM public.advisories a WHERE a.request_id IS NULL AND a.published_at IS NULL;
END
$$;

-- The next mail that is due, handed out once. One whose process has gone is not sent again by itself.
CREATE FUNCTION door.claim_request_mail()
RETURNS TABLE (id uuid, attempts integer, sealed_mail text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid;
BEGIN
  UPDATE public.request_mails m SET state = 'unknown' WHERE m.state = 'sending' AND m.claimed_at < now() - interval '10 minutes';
  SELECT m.id INTO v_id FROM public.request_mails m WHERE m.state = 'due' AND m.due_at <= now() ORDER BY m.due_at, m.id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF v_id IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY UPDATE public.request_mails m SET state = 'sending', attempts = m.attempts + 1, claimed_at = now()
    WHERE m.id = v_id RETURNING m.id, m.attempts, m.sealed_mail;
END
$$;

-- Only by whoever holds this attempt. A mail of a person that went out is the first answer; of data rights the receipt is the confirmation.
CREATE FUNCTION door.finish_request_mail(p_id uuid, p_attempt integer, p_sent text, p_due_at timestamptz)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_request uuid;
  v_by uuid;
BEGIN
  UPDATE public.request_mails m SET
    state = CASE WHEN p_sent = 'sent' THEN 'sent' WHEN p_due_at IS NULL THEN 'failed' ELSE 'due' END,
    sent_at = CASE WHEN p_sent = 'sent' THEN now() END, due_at = coalesce(p_due_at, m.due_at)
  WHERE m.id = p_id AND m.state = 'sending' AND m.attempts = p_attempt RETURNING m.request_id, m.made_by INTO v_request, v_by;
  IF v_request IS NULL THEN
    RETURN;
  END IF;
  IF p_sent = 'sent' THEN
    UPDATE public.requests r SET first_answered_at = now()
    WHERE r.id = v_request AND r.first_answered_at IS NULL AND (v_by IS NOT NULL OR r.kind = 'data_rights');
  END IF;
  IF p_sent = 'sent' OR p_due_at IS NULL THEN
    PERFORM staff.append(NULL, CASE WHEN p_sent = 'sent' THEN 'request.mail_sent' ELSE 'request.mail_failed' END, v_request::text, jsonb_build_object('mail', p_id));
  END IF;
  RETURN QUERY SELECT p_id;
END
$$;

-- Of everybody.
CREATE FUNCTION door.list_advisories()
RETURNS TABLE (advisory jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT a.content || jsonb_build_object('number', a.number, 'published_at', a.published_at, 'corrections',
    (SELECT coalesce(jsonb_agg(jsonb_build_object('words', c.words, 'made_at', c.made_at) ORDER BY c.made_at), '[]')
      FROM public.advisory_corrections c WHERE c.advisory_id = a.id))
  FROM public.advisories a WHERE a.published_at IS NOT NULL ORDER BY a.published_at DESC LIMIT 500
$$;

-- Weaknesses are for those who may work on them; all else is anybody's on staff.
CREATE FUNCTION staff.demand_request(p_staff uuid, p_id uuid)
RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM staff.demand(p_staff, CASE WHEN EXISTS (SELECT FROM public.requests r WHERE r.id = p_id AND r.kind = 'vulnerability')
    THEN ARRAY['admin', 'security'] ELSE ARRAY['admin', 'security', 'desk'] END);
END
$$;

-- When something is due next; null where nothing is.
CREATE FUNCTION staff.request_due(r public.requests)
RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE WHEN r.state IN ('answered', 'refused', 'closed') THEN NULL
    WHEN r.first_answered_at IS NULL THEN least(r.first_due_at, r.due_at) ELSE r.due_at END
$$;

CREATE FUNCTION staff.request_view(r public.requests)
RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT (to_jsonb(r) - 'token_hash' - 'disclosure_id' - 'sealed_request') || jsonb_build_object(
    'sealed', coalesce(r.sealed_request, (SELECT d.sealed_report FROM public.disclosures d WHERE d.id = r.disclosure_id)),
    'next_due_at', staff.request_due(r), 'assignee', (SELECT s.name FROM public.staff_accounts s WHERE s.id = r.assigned_to))
$$;

-- `p_state`: 'open', 'all', or one; `p_whose`: 'all', 'mine', 'nobody'. What is due first stands first.
CREATE FUNCTION staff.list_requests(p_staff uuid, p_kind text, p_state text, p_whose text, p_overdue text, p_limit integer)
RETURNS TABLE (request jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_role text;
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  SELECT s.role INTO v_role FROM public.staff_accounts s WHERE s.id = p_staff;
  RETURN QUERY SELECT staff.request_view(r) FROM public.requests r
    WHERE (v_role IN ('admin', 'security') OR r.kind <> 'vulnerability') AND (p_kind = 'all' OR r.kind = p_kind)
      AND (p_state = 'all' OR r.state = p_state OR (p_state = 'open' AND r.state IN ('new', 'in_work', 'waiting')))
      AND (p_whose = 'all' OR (p_whose = 'mine' AND r.assigned_to = p_staff) OR (p_whose = 'nobody' AND r.assigned_to IS NULL))
      AND (p_overdue <> 'yes' OR staff.request_due(r) < now())
    ORDER BY staff.request_due(r) NULLS LAST, r.received_at DESC, r.id LIMIT least(greatest(p_limit, 0), 10000);
END
$$;

-- One with its notes, mails, history and draft. Zero rows for one that this role may not see.
CREATE FUNCTION staff.find_request(p_staff uuid, p_id uuid)
RETURNS TABLE (request jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_role text;
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  SELECT s.role INTO v_role FROM public.staff_accounts s WHERE s.id = p_staff;
  RETURN QUERY SELECT staff.request_view(r) || jsonb_build_object(
      'notes', (SELECT coalesce(jsonb_agg(jsonb_build_object('sealed', n.sealed_note, 'by', s.name, 'at', n.made_at) ORDER BY n.made_at), '[]')
        FROM public.request_notes n LEFT JOIN public.staff_accounts s ON s.id = n.made_by WHERE n.request_id = r.id),
      'mails', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'sealed', m.sealed_mail, 'by', s.name, 'at', m.made_at, 'state', m.state, 'sent_at', m.sent_at) ORDER BY m.made_at), '[]')
        FROM public.request_mails m LEFT JOIN public.staff_accounts s ON s.id = m.made_by WHERE m.request_id = r.id),
      'history', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'action', e.action, 'by', s.name, 'detail', e.detail::jsonb -> 'detail') ORDER BY e.seq), '[]')
        FROM public.staff_events e LEFT JOIN public.staff_accounts s ON s.id::text = e.detail::jsonb ->> 'actor'
        WHERE e.action LIKE 'request.%' AND e.detail::jsonb ->> 'subject' = p_id::text),
      'advisory', (SELECT jsonb_build_object('id', a.id, 'number', a.number, 'sealed', a.sealed_draft, 'content', a.content, 'revision', a.revision,
          'changed_by', a.changed_by, 'changed_by_name', s.name, 'published_at', a.published_at)
        FROM public.advisories a LEFT JOIN public.staff_accounts s ON s.id = a.changed_by WHERE a.request_id = r.id))
    FROM public.requests r WHERE r.id = p_id AND (v_role IN ('admin', 'security') OR r.kind <> 'vulnerability');
END
$$;

CREATE FUNCTION staff.request_may(p_from text, p_to text)
RETURNS boolean
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT p_to = ANY (CASE p_from WHEN 'new' THEN ARRAY['in_work', 'refused'] WHEN 'in_work' THEN ARRAY['waiting', 'answered', 'refused']
    WHEN 'waiting' THEN ARRAY['in_work', 'answered', 'refused'] WHEN 'answered' THEN ARRAY['in_work', 'closed']
    WHEN 'refused' THEN ARRAY['in_work', 'closed'] ELSE ARRAY[]::text[] END)
$$;

-- From the state that was seen, where the way is open; zero rows otherwise.
CREATE FUNCTION staff.change_request_state(p_staff uuid, p_id uuid, p_from text, p_to text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand_request(p_staff, p_id);
  UPDATE public.requests r SET state = p_to, closed_at = CASE WHEN p_to = 'closed' THEN now() END,
    answered_at = CASE WHEN p_to IN ('answered', 'refused', 'closed') THEN coalesce(r.answered_at, now()) END
  WHERE r.id = p_id AND r.state = p_from AND staff.request_may(p_from, p_to);
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'request.state', p_id::text, jsonb_build_object('from', p_from, 'to', p_to));
  RETURN QUERY SELECT p_id;
END
$$;

-- To a colleague who may see it, or to nobody (null).
CREATE FUNCTION staff.assign_request(p_staff uuid, p_id uuid, p_to uuid)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand_request(p_staff, p_id);
  UPDATE public.requests r SET assigned_to = p_to WHERE r.id = p_id AND (p_to IS NULL OR EXISTS (SELECT FROM public.staff_accounts s
    WHERE s.id = p_to AND s.disabled_at IS NULL AND (r.kind <> 'vulnerability' OR s.role IN ('admin', 'security'))));
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'request.assigned', p_id::text, jsonb_build_object('to', p_to));
  RETURN QUERY SELECT p_id;
END
$$;

-- Not where a law sets it.
CREATE FUNCTION staff.set_request_due(p_staff uuid, p_id uuid, p_due timestamptz)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand_request(p_staff, p_id);
  UPDATE public.requests r SET due_at = p_due WHERE r.id = p_id AND r.kind <> 'data_rights' AND r.state IN ('new', 'in_work', 'waiting');
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'request.due', p_id::text, jsonb_build_object('due', p_due));
  RETURN QUERY SELECT p_id;
END
$$;

-- Once, while the first date has not passed, with the mail that tells the reasons. Zero rows otherwise.
CREATE FUNCTION staff.extend_request(p_staff uuid, p_id uuid, p_seen_due timestamptz, p_due timestamptz, p_mail uuid, p_sealed_mail text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand_request(p_staff, p_id);
  UPDATE public.requests r SET due_at = p_due, extended_at = now() WHERE r.id = p_id AND r.kind = 'data_rights' AND r.state IN ('new', 'in_work', 'waiting')
    AND r.extended_at IS NULL AND r.due_at > now() AND r.due_at = p_seen_due AND r.wanted_right <> 'opt_out'
    AND p_due <= (r.received_at AT TIME ZONE 'UTC' + CASE r.regime WHEN 'gdpr' THEN interval '3 months' ELSE interval '90 days' END) AT TIME ZONE 'UTC';
  IF NOT FOUND THEN
    RETURN;
  END IF;
  INSERT INTO public.request_mails (id, request_id, sealed_mail, made_by) VALUES (p_mail, p_id, p_sealed_mail, p_staff);
  PERFORM staff.append(p_staff, 'request.extended', p_id::text, jsonb_build_object('due', p_due, 'mail', p_mail));
  RETURN QUERY SELECT p_id;
END
$$;

CREATE FUNCTION staff.add_request_note(p_staff uuid, p_id uuid, p_sealed text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := gen_random_uuid();
BEGIN
  PERFORM staff.demand_request(p_staff, p_id);
  INSERT INTO public.request_notes (id, request_id, sealed_note, made_by) SELECT v_id, r.id, p_sealed, p_staff FROM public.requests r
  WHERE r.id = p_id AND (SELECT count(*) FROM public.request_notes n WHERE n.request_id = r.id) < 500;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'request.noted', p_id::text, jsonb_build_object('note', v_id));
  RETURN QUERY SELECT v_id;
END
$$;

CREATE FUNCTION staff.send_request_mail(p_staff uuid, p_id uuid, p_mail uuid, p_sealed text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand_request(p_staff, p_id);
  INSERT INTO public.request_mails (id, request_id, sealed_mail, made_by) SELECT p_mail, r.id, p_sealed, p_staff FROM public.requests r
  WHERE r.id = p_id AND (SELECT count(*) FROM public.request_mails m WHERE m.request_id = r.id) < 200;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'request.mail_written', p_id::text, jsonb_build_object('mail', p_mail));
  RETURN QUERY SELECT p_mail;
END
$$;

-- Those that were given up, or of which nobody knows whether they went out.
CREATE FUNCTION staff.resend_request_mails(p_staff uuid, p_id uuid)
RETURNS TABLE (mails bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_mails bigint;
BEGIN
  PERFORM staff.demand_request(p_staff, p_id);
  UPDATE public.request_mails m SET state = 'due', attempts = 0, due_at = now() WHERE m.request_id = p_id AND m.state IN ('failed', 'unknown');
  GET DIAGNOSTICS v_mails = ROW_COUNT;
  PERFORM staff.append(p_staff, 'request.mails_again', p_id::text, jsonb_build_object('mails', v_mails));
  RETURN QUERY SELECT v_mails;
END
$$;

CREATE FUNCTION staff.triage_request(p_staff uuid, p_id uuid, p_verdict text, p_severity text, p_duplicate_of uuid, p_sealed text, p_due timestamptz)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  UPDATE public.requests r SET verdict = p_verdict, severity = p_severity, duplicate_of = p_duplicate_of, sealed_triage = p_sealed, due_at = coalesce(p_due, r.due_at)
  WHERE r.id = p_id AND r.kind = 'vulnerability' AND r.state IN ('new', 'in_work', 'waiting')
    AND (p_duplicate_of IS NULL OR (p_duplicate_of <> p_id AND EXISTS (SELECT FROM public.requests o WHERE o.id = p_duplicate_of AND o.kind = 'vulnerability')));
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'request.triaged', p_id::text, jsonb_build_object('verdict', p_verdict, 'severity', p_severity, 'duplicateOf', p_duplicate_of));
  RETURN QUERY SELECT p_id;
END
$$;

-- The draft of an accepted report; `p_revision` 0 for the first, otherwise the one that was seen. Zero rows where it was changed or published since.
CREATE FUNCTION staff.save_advisory(p_staff uuid, p_request uuid, p_revision integer, p_sealed text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid;
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  IF p_revision = 0 THEN
    INSERT INTO public.advisories (id, request_id, sealed_draft, changed_by)
    SELECT gen_random_uuid(), r.id, p_sealed, p_staff FROM public.requests r WHERE r.id = p_request AND r.kind = 'vulnerability' AND r.verdict = 'accepted'
    ON CONFLICT (request_id) DO NOTHING RETURNING advisories.id INTO v_id;
  ELSE
    UPDATE public.advisories a SET sealed_draft = p_sealed, revision = a.revision + 1, changed_by = p_staff, changed_at = now()
    WHERE a.request_id = p_request AND a.published_at IS NULL AND a.revision = p_revision RETURNING a.id INTO v_id;
  END IF;
  IF v_id IS NULL THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'request.advisory_drafted', p_request::text, jsonb_build_object('advisory', v_id));
  RETURN QUERY SELECT v_id;
END
$$;

-- As it was seen (its revision). By somebody else than who changed it last, or by the same person who says so: then it stands in the log.
CREATE FUNCTION staff.publish_advisory(p_staff uuid, p_request uuid, p_revision integer, p_content jsonb, p_alone text)
RETURNS TABLE (number text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_number text;
  v_year text := to_char(now() AT TIME ZONE 'UTC', 'YYYY');
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  PERFORM pg_advisory_xact_lock(hashtext('lethe.advisories'));
  SELECT format('LETHE-%s-%s', v_year, to_char(coalesce(max(split_part(a.number, '-', 3)::integer), 0) + 1, 'FM000000')) INTO v_number
  FROM public.advisories a WHERE a.number LIKE 'LETHE-' || v_year || '-%';
  v_number := regexp_replace(v_number, '-0+([0-9]{3,})$', '-\1');
  UPDATE public.advisories a SET number = v_number, content = p_content, sealed_draft = NULL, published_at = now(), published_by = p_staff
  WHERE a.request_id = p_request AND a.published_at IS NULL AND a.revision = p_revision AND (a.changed_by <> p_staff OR p_alone = 'yes');
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'request.advisory_published', p_request::text, jsonb_build_object('number', v_number,
    'reviewed', (SELECT a.changed_by <> p_staff FROM public.advisories a WHERE a.number = v_number), 'sha256', encode(sha256(convert_to(p_content::text, 'UTF8')), 'hex')));
  RETURN QUERY SELECT v_number;
END
$$;

CREATE FUNCTION staff.correct_advisory(p_staff uuid, p_request uuid, p_words text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := gen_random_uuid();
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security']);
  INSERT INTO public.advisory_corrections (id, advisory_id, words, made_by)
  SELECT v_id, a.id, p_words, p_staff FROM public.advisories a WHERE a.request_id = p_request AND a.published_at IS NOT NULL;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'request.advisory_corrected', p_request::text, jsonb_build_object('correction', v_id));
  RETURN QUERY SELECT v_id;
END
$$;

-- Each once a day, with whom to tell: the admins, and whoever works on it. It stands in the log.
CREATE FUNCTION staff.claim_overdue_requests()
RETURNS TABLE (id uuid, kind text, due_at timestamptz, emails jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_row record;
  v_today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
  FOR v_row IN
    UPDATE public.requests r SET paged_on = v_today WHERE staff.request_due(r) < now() AND r.paged_on IS DISTINCT FROM v_today
    RETURNING r.id, r.kind, staff.request_due(r) AS due, r.assigned_to
  LOOP
    PERFORM staff.append(NULL, 'request.overdue', v_row.id::text, jsonb_build_object('due', v_row.due));
    RETURN QUERY SELECT v_row.id, v_row.kind, v_row.due, (SELECT coalesce(jsonb_agg(s.email), '[]') FROM public.staff_accounts s
      WHERE s.disabled_at IS NULL AND (s.role = 'admin' OR (s.id = v_row.assigned_to AND (v_row.kind <> 'vulnerability' OR s.role = 'security'))));
  END LOOP;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "staff" FROM PUBLIC;
REVOKE ALL ON FUNCTION door.file_disclosure(uuid, text, text, timestamptz, timestamptz),
  door.make_request_wish(uuid, text, text, text, text, text, text, timestamptz), door.find_request_link(text),
  door.confirm_request(text, text, text, timestamptz, timestamptz), door.drop_request_wish(text), door.expire_requests(), door.claim_request_mail(),
  door.finish_request_mail(uuid, integer, text, timestamptz), door.list_advisories(), audit.refuse_advisory_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.file_disclosure(uuid, text, text, timestamptz, timestamptz),
  door.make_request_wish(uuid, text, text, text, text, text, text, timestamptz), door.find_request_link(text),
  door.confirm_request(text, text, text, timestamptz, timestamptz), door.drop_request_wish(text), door.expire_requests(), door.claim_request_mail(),
  door.finish_request_mail(uuid, integer, text, timestamptz), door.list_advisories() TO "lethe_door";
GRANT EXECUTE ON FUNCTION staff.list_requests(uuid, text, text, text, text, integer), staff.find_request(uuid, uuid),
  staff.change_request_state(uuid, uuid, text, text), staff.assign_request(uuid, uuid, uuid), staff.set_request_due(uuid, uuid, timestamptz),
  staff.extend_request(uuid, uuid, timestamptz, timestamptz, uuid, text), staff.add_request_note(uuid, uuid, text),
  staff.send_request_mail(uuid, uuid, uuid, text), staff.resend_request_mails(uuid, uuid),
  staff.triage_request(uuid, uuid, text, text, uuid, text, timestamptz), staff.save_advisory(uuid, uuid, integer, text),
  staff.publish_advisory(uuid, uuid, integer, jsonb, text), staff.correct_advisory(uuid, uuid, text), staff.claim_overdue_requests() TO "lethe_staff";
