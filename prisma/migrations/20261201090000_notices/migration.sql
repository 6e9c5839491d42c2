-- Who wants to be told of changes, what they and the signers of agreements were told, and what signers object to.

-- CreateTable
CREATE TABLE "subscribers" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "topics" TEXT[],
    "token_hash" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscribers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscriber_requests" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "topics" TEXT[],
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscriber_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "effective_on" DATE,
    "list" JSONB,
    "source_sha256" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "sent_by" UUID,

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announced_lists" (
    "id" UUID NOT NULL,
    "list" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "notice_id" UUID,
    "recorded_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "announced_lists_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_deliveries" (
    "id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subscriber_id" UUID,
    "agreement_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'due',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_links" (
    "token_hash" TEXT NOT NULL,
    "delivery_id" UUID NOT NULL,

    CONSTRAINT "notice_links_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "objections" (
    "id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "agreement_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" UUID,

    CONSTRAINT "objections_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "subscribers_email_key" ON "subscribers"("email");

-- CreateIndex
CREATE UNIQUE INDEX "subscribers_token_hash_key" ON "subscribers"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "subscriber_requests_token_hash_key" ON "subscriber_requests"("token_hash");

-- CreateIndex
CREATE INDEX "subscriber_requests_email_idx" ON "subscriber_requests"("email");

-- CreateIndex
CREATE INDEX "subscriber_requests_expires_at_idx" ON "subscriber_requests"("expires_at");

-- CreateIndex
CREATE INDEX "notices_sent_at_idx" ON "notices"("sent_at");

-- CreateIndex
CREATE UNIQUE INDEX "announced_lists_notice_id_key" ON "announced_lists"("notice_id");

-- CreateIndex
CREATE INDEX "announced_lists_recorded_at_idx" ON "announced_lists"("recorded_at");

-- CreateIndex
CREATE INDEX "notice_deliveries_state_due_at_idx" ON "notice_deliveries"("state", "due_at");

-- CreateIndex
CREATE INDEX "notice_deliveries_agreement_id_idx" ON "notice_deliveries"("agreement_id");

-- CreateIndex
CREATE INDEX "notice_deliveries_subscriber_id_idx" ON "notice_deliveries"("subscriber_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_deliveries_notice_id_kind_subscriber_id_key" ON "notice_deliveries"("notice_id", "kind", "subscriber_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_deliveries_notice_id_kind_agreement_id_key" ON "notice_deliveries"("notice_id", "kind", "agreement_id");

-- CreateIndex
CREATE INDEX "notice_links_delivery_id_idx" ON "notice_links"("delivery_id");

-- CreateIndex
CREATE UNIQUE INDEX "objections_notice_id_agreement_id_key" ON "objections"("notice_id", "agreement_id");

-- AddForeignKey
ALTER TABLE "announced_lists" ADD CONSTRAINT "announced_lists_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "notices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_deliveries" ADD CONSTRAINT "notice_deliveries_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "notices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_deliveries" ADD CONSTRAINT "notice_deliveries_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscribers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_deliveries" ADD CONSTRAINT "notice_deliveries_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "agreements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_links" ADD CONSTRAINT "notice_links_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "notice_deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objections" ADD CONSTRAINT "objections_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "notices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objections" ADD CONSTRAINT "objections_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "agreements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "subscribers"
  ADD CONSTRAINT "subscribers_check" CHECK ("email" = lower("email") AND length("email") BETWEEN 3 AND 254 AND "email" !~ '[[:space:]<>,;]'
    AND "token_hash" ~ '^[0-9a-f]{64}$' AND "topics" IS NOT NULL AND cardinality("topics") BETWEEN 1 AND 4
    AND "topics" <@ ARRAY['subprocessors', 'dpa', 'security', 'product']);
ALTER TABLE "subscriber_requests"
  ADD CONSTRAINT "subscriber_requests_check" CHECK ("email" = lower("email") AND length("email") BETWEEN 3 AND 254 AND "email" !~ '[[:space:]<>,;]'
    AND "token_hash" ~ '^[0-9a-f]{64}$' AND "topics" IS NOT NULL AND cardinality("topics") BETWEEN 1 AND 4
    AND "topics" <@ ARRAY['subprocessors', 'dpa', 'security', 'product']);
ALTER TABLE "notices"
  ADD CONSTRAINT "notices_check" CHECK ("topic" IN ('subprocessors', 'dpa', 'security', 'product') AND length("subject") BETWEEN 1 AND 150
    AND "subject" !~ '[[:cntrl:]]' AND length("words") BETWEEN 1 AND 8000 AND length("facts") <= 40000 AND octet_length("list"::text) <= 200000
    AND "source_sha256" ~ '^[0-9a-f]{64}$' AND ("list" IS NULL) = ("topic" <> 'subprocessors')
    AND ("effective_on" IS NOT NULL OR "topic" IN ('security', 'product')) AND ("sent_at" IS NULL) = ("sent_by" IS NULL));
ALTER TABLE "announced_lists"
  ADD CONSTRAINT "announced_lists_check" CHECK (octet_length("list"::text) <= 200000 AND "sha256" ~ '^[0-9a-f]{64}$');
ALTER TABLE "notice_deliveries"
  ADD CONSTRAINT "notice_deliveries_check" CHECK ("kind" IN ('notice', 'receipt', 'answer') AND "state" IN ('due', 'sending', 'sent', 'failed', 'unknown')
    AND ("subscriber_id" IS NULL) <> ("agreement_id" IS NULL) AND ("kind" = 'notice' OR "agreement_id" IS NOT NULL)
    AND ("state" = 'sent') = ("sent_at" IS NOT NULL) AND "attempts" >= 0);
ALTER TABLE "notice_links" ADD CONSTRAINT "notice_links_check" CHECK ("token_hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "objections"
  ADD CONSTRAINT "objections_check" CHECK (length("reason") BETWEEN 1 AND 4000 AND length("answer") BETWEEN 1 AND 4000
    AND ("answer" IS NULL) = ("answered_at" IS NULL) AND ("answer" IS NULL) = ("answered_by" IS NULL));

-- No policy: only functions of schemas door and staff reach them.
ALTER TABLE "subscribers" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "subscriber_requests" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "notices" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "announced_lists" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "notice_deliveries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "notice_links" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "objections" ENABLE ROW LEVEL SECURITY;

-- What was told stays as it was told, what was objected stays as it was written: an answer is added once.
CREATE FUNCTION audit.refuse_notice_change()
RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' OR (TG_TABLE_NAME = 'notices' AND to_jsonb(OLD) ->> 'sent_at' IS NOT NULL) OR TG_TABLE_NAME = 'announced_lists' THEN
    RAISE EXCEPTION 'What was told is not changed.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_TABLE_NAME = 'objections' AND (TG_OP = 'DELETE' OR to_jsonb(OLD) ->> 'answer' IS NOT NULL
    OR (to_jsonb(NEW) - ARRAY['answer', 'answered_at', 'answered_by']) <> (to_jsonb(OLD) - ARRAY['answer', 'answered_at', 'answered_by'])) THEN
    RAISE EXCEPTION 'An objection stays as it was made.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "sent_stays" BEFORE UPDATE OR DELETE ON "notices" FOR EACH ROW EXECUTE FUNCTION audit.refuse_notice_change();
CREATE TRIGGER "sent_stays_all" BEFORE TRUNCATE ON "notices" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_notice_change();
CREATE TRIGGER "told_stays" BEFORE UPDATE OR DELETE ON "announced_lists" FOR EACH ROW EXECUTE FUNCTION audit.refuse_notice_change();
CREATE TRIGGER "told_stays_all" BEFORE TRUNCATE ON "announced_lists" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_notice_change();
CREATE TRIGGER "made_stays" BEFORE UPDATE OR DELETE ON "objections" FOR EACH ROW EXECUTE FUNCTION audit.refuse_notice_change();
CREATE TRIGGER "made_stays_all" BEFORE TRUNCATE ON "objections" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_notice_change();

-- Until confirmed it is a wish and no more. 'capped': three open ones of a day for this address, so that nobody is flooded by
-- others; 'full': very many wait.
CREATE FUNCTION door.request_subscription(p_id uuid, p_token_hash text, p_email text, p_topics jsonb, p_expires_at timestamptz)
RETURNS TABLE (outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('lethe.subscriber_requests'));
  DELETE FROM public.subscriber_requests r WHERE r.expires_at < now();
  IF (SELECT count(*) FROM public.subscriber_requests) >= 5000 THEN
    RETURN QUERY SELECT 'full';
  ELSIF (SELECT count(*) FROM public.subscriber_requests r WHERE r.email = p_email AND r.created_at > now() - interval '24 hours') >= 3 THEN
    RETURN QUERY SELECT 'capped';
  ELSE
    INSERT INTO public.subscriber_requests (id, email, topics, token_hash, expires_at)
    VALUES (p_id, p_email, ARRAY(SELECT jsonb_array_elements_text(p_topics)), p_token_hash, p_expires_at);
    RETURN QUERY SELECT 'made';
  END IF;
END
$$;

-- Once, with the link of the mail. Somebody who is subscribed already has the new topics and this link instead of the last.
CREATE FUNCTION door.confirm_subscription(p_token_hash text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_email text;
  v_topics text[];
BEGIN
  DELETE FROM public.subscriber_requests r WHERE r.token_hash = p_token_hash AND r.expires_at > now() RETURNING r.email, r.topics INTO v_email, v_topics;
  IF v_email IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
    INSERT INTO public.subscribers AS s (id, email, topics, token_hash) VALUES (gen_random_uuid(), v_email, v_topics, p_token_hash)
    ON CONFLICT (email) DO UPDATE SET topics = excluded.topics, token_hash = excluded.token_hash RETURNING s.id;
END
$$;

-- Of the subscription's own link, or of any mail that it got. For the functions of the door, which are the owner's.
CREATE FUNCTION staff.subscriber_of(p_token_hash text)
RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce((SELECT s.id FROM public.subscribers s WHERE s.token_hash = p_token_hash),
    (SELECT d.subscriber_id FROM public.notice_links l JOIN public.notice_deliveries d ON d.id = l.delivery_id WHERE l.token_hash = p_token_hash))
$$;

CREATE FUNCTION door.change_subscription(p_token_hash text, p_topics jsonb)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.subscribers s SET topics = ARRAY(SELECT jsonb_array_elements_text(p_topics))
  WHERE s.id = staff.subscriber_of(p_token_hash) RETURNING s.id
$$;

-- At once and whole: address, topics, and what was sent to it. Also a wish that was not confirmed.
CREATE FUNCTION door.end_subscription(p_token_hash text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY DELETE FROM public.subscriber_requests r WHERE r.token_hash = p_token_hash RETURNING r.id;
  RETURN QUERY DELETE FROM public.subscribers s WHERE s.id = staff.subscriber_of(p_token_hash) RETURNING s.id;
END
$$;

CREATE FUNCTION door.expire_subscriptions()
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.subscriber_requests r WHERE r.expires_at < now() RETURNING r.id
$$;

-- What one link of a mail leads to: a wish to confirm, a subscription, or a notice to somebody who signed.
CREATE FUNCTION door.find_notice_link(p_token_hash text)
RETURNS TABLE (link jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object('kind', 'request', 'email', r.email, 'topics', r.topics)
  FROM public.subscriber_requests r WHERE r.token_hash = p_token_hash AND r.expires_at > now()
  UNION ALL
  SELECT jsonb_build_object('kind', 'subscriber', 'email', s.email, 'topics', s.topics, 'confirmed_at', s.confirmed_at,
    'mails', (SELECT coalesce(jsonb_agg(jsonb_build_object('subject', n.subject, 'sent_at', d.sent_at) ORDER BY d.sent_at DESC), '[]')
      FROM public.notice_deliveries d JOIN public.notices n ON n.id = d.notice_id WHERE d.subscriber_id = s.id AND d.state = 'sent'))
  FROM public.subscribers s WHERE s.id = staff.subscriber_of(p_token_hash)
  UNION ALL
  SELECT jsonb_build_object('kind', 'signer', 'email', a.email, 'company', a.party ->> 'company', 'topic', n.topic, 'subject', n.subject,
    'words', n.words, 'facts', n.facts, 'effective_on', n.effective_on, 'sent_at', n.sent_at, 'objection',
    (SELECT jsonb_build_object('id', o.id, 'reason', o.reason, 'made_at', o.made_at, 'answer', o.answer, 'answered_at', o.answered_at)
      FROM public.objections o WHERE o.notice_id = n.id AND o.agreement_id = a.id))
  FROM public.notice_links l JOIN public.notice_deliveries d ON d.id = l.delivery_id JOIN public.notices n ON n.id = d.notice_id
    JOIN public.agreements a ON a.id = d.agreement_id WHERE l.token_hash = p_token_hash
$$;

-- By the link of the notice, before the day on which it takes effect, once. The statement that stores it writes the operator's log
-- and the receipt that is due.
CREATE FUNCTION door.object_to_notice(p_token_hash text, p_id uuid, p_reason text)
RETURNS TABLE (outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_notice uuid;
  v_agreement uuid;
  v_effective date;
BEGIN
  SELECT n.id, d.agreement_id, n.effective_on INTO v_notice, v_agreement, v_effective
  FROM public.notice_links l JOIN public.notice_deliveries d ON d.id = l.delivery_id JOIN public.notices n ON n.id = d.notice_id
  WHERE l.token_hash = p_token_hash AND d.agreement_id IS NOT NULL;
  IF v_notice IS NULL THEN
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM public.objections o WHERE o.notice_id = v_notice AND o.agreement_id = v_agreement) THEN
    RETURN QUERY SELECT 'again';
    RETURN;
  END IF;
  IF v_effective::timestamp AT TIME ZONE 'UTC' <= now() THEN
    RETURN QUERY SELECT 'late';
    RETURN;
  END IF;
  INSERT INTO public.objections (id, notice_id, agreement_id, reason) VALUES (p_id, v_notice, v_agreement, p_reason)
  ON CONFLICT (notice_id, agreement_id) DO NOTHING;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'again';
    RETURN;
  END IF;
  INSERT INTO public.notice_deliveries (id, notice_id, kind, agreement_id) VALUES (gen_random_uuid(), v_notice, 'receipt', v_agreement);
  PERFORM staff.append(NULL, 'objection.made', p_id::text, jsonb_build_object('notice', v_notice, 'agreement', v_agreement,
    'reasonSha256', encode(sha256(convert_to(p_reason, 'UTF8')), 'hex')));
  RETURN QUERY SELECT 'made';
END
$$;

-- The next mail that is due, handed out once, with a link of its own. One whose process has gone is not sent again by itself:
-- nobody knows whether it went out.
CREATE FUNCTION door.claim_notice_mail(p_token_hash text)
RETURNS TABLE (mail jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_id uuid;
BEGIN
  UPDATE public.notice_deliveries d SET state = 'unknown' WHERE d.state = 'sending' AND d.claimed_at < now() - interval '10 minutes';
  SELECT d.id INTO v_id FROM public.notice_deliveries d WHERE d.state = 'due' AND d.due_at <= now()
  ORDER BY d.due_at, d.id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF v_id IS NULL THEN
    RETURN;
  END IF;
  UPDATE public.notice_deliveries d SET state = 'sending', attempts = d.attempts + 1, claimed_at = now() WHERE d.id = v_id;
  INSERT INTO public.notice_links (token_hash, delivery_id) VALUES (p_token_hash, v_id);
  RETURN QUERY
    SELECT jsonb_build_object('id', d.id, 'attempts', d.attempts, 'kind', d.kind, 'to', coalesce(s.email, a.email), 'company', a.party ->> 'company',
      'topic', n.topic, 'subject', n.subject, 'words', n.words, 'facts', n.facts, 'effective_on', n.effective_on, 'answer', o.answer)
    FROM public.notice_deliveries d JOIN public.notices n ON n.id = d.notice_id LEFT JOIN public.subscribers s ON s.id = d.subscriber_id
      LEFT JOIN public.agreements a ON a.id = d.agreement_id
      LEFT JOIN public.objections o ON o.notice_id = d.notice_id AND o.agreement_id = d.agreement_id
    WHERE d.id = v_id;
END
$$;

-- Only by whoever holds this attempt. Without a time to try again it has failed.
CREATE FUNCTION door.finish_notice_mail(p_id uuid, p_attempt integer, p_sent text, p_due_at timestamptz)
RETURNS TABLE (id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.notice_deliveries d SET
    state = CASE WHEN p_sent = 'sent' THEN 'sent' WHEN p_due_at IS NULL THEN 'failed' ELSE 'due' END,
    sent_at = CASE WHEN p_sent = 'sent' THEN now() END, due_at = coalesce(p_due_at, d.due_at)
  WHERE d.id = p_id AND d.state = 'sending' AND d.attempts = p_attempt RETURNING d.id
$$;

-- What the signer of an agreement was told, for their own page.
CREATE FUNCTION door.list_agreement_notices(p_token_hash text)
RETURNS TABLE (notice jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object('subject', n.subject, 'sent_at', n.sent_at, 'effective_on', n.effective_on,
    'objected_at', o.made_at, 'answer', o.answer, 'answered_at', o.answered_at)
  FROM public.agreements a JOIN public.notice_deliveries d ON d.agreement_id = a.id AND d.kind = 'notice' JOIN public.notices n ON n.id = d.notice_id
    LEFT JOIN public.objections o ON o.notice_id = n.id AND o.agreement_id = a.id
  WHERE a.token_hash = p_token_hash ORDER BY n.sent_at DESC LIMIT 100
$$;

-- Of everybody: what was announced stands on the page of changes and in its feeds.
CREATE FUNCTION door.list_public_notices()
RETURNS TABLE (notice jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object('id', n.id, 'subject', n.subject, 'words', n.words, 'facts', n.facts, 'effective_on', n.effective_on, 'sent_at', n.sent_at)
  FROM public.notices n WHERE n.sent_at IS NOT NULL ORDER BY n.sent_at DESC LIMIT 100
$$;

-- Who signed an agreement that is in force and is to be told of a notice: of another text than theirs, or of firms.
CREATE FUNCTION staff.signers_of_notice(p_id uuid)
RETURNS TABLE (agreement_id uuid, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT a.id, a.email FROM public.notices n JOIN public.agreements a ON a.signed_at IS NOT NULL AND a.superseded_at IS NULL
  WHERE n.id = p_id AND (n.topic = 'subprocessors' OR (n.topic = 'dpa' AND a.fields ->> 'textSha256' <> n.source_sha256))
$$;

-- Who asked for its topic and is not told as a signer already.
CREATE FUNCTION staff.subscribers_of_notice(p_id uuid)
RETURNS TABLE (subscriber_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.id FROM public.notices n JOIN public.subscribers s ON n.topic = ANY (s.topics)
  WHERE n.id = p_id AND s.email NOT IN (SELECT g.email FROM staff.signers_of_notice(p_id) g)
$$;

CREATE FUNCTION staff.create_notice(p_staff uuid, p_topic text, p_subject text, p_words text, p_facts text, p_effective date, p_list jsonb, p_sha256 text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_id uuid := gen_random_uuid();
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  INSERT INTO public.notices (id, topic, subject, words, facts, effective_on, list, source_sha256, created_by)
  VALUES (v_id, p_topic, p_subject, p_words, p_facts, p_effective, p_list, p_sha256, p_staff);
  PERFORM staff.append(p_staff, 'notice.drafted', v_id::text, jsonb_build_object('topic', p_topic));
  RETURN QUERY SELECT v_id;
END
$$;

CREATE FUNCTION staff.change_notice(p_staff uuid, p_id uuid, p_subject text, p_words text, p_facts text, p_effective date, p_list jsonb, p_sha256 text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  UPDATE public.notices n SET subject = p_subject, words = p_words, facts = p_facts, effective_on = p_effective, list = p_list,
    source_sha256 = p_sha256, revision = n.revision + 1 WHERE n.id = p_id AND n.sent_at IS NULL;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'notice.changed', p_id::text, '{}');
  RETURN QUERY SELECT p_id;
END
$$;

CREATE FUNCTION staff.discard_notice(p_staff uuid, p_id uuid)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  DELETE FROM public.notices n WHERE n.id = p_id AND n.sent_at IS NULL;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM staff.append(p_staff, 'notice.discarded', p_id::text, '{}');
  RETURN QUERY SELECT p_id;
END
$$;

-- How many each would go to, or what became of the mails; of signers who were not reached, who they are.
CREATE FUNCTION staff.list_notices(p_staff uuid)
RETURNS TABLE (notice jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  RETURN QUERY SELECT to_jsonb(n) || jsonb_build_object(
      'signers', CASE WHEN n.sent_at IS NULL THEN (SELECT count(*) FROM staff.signers_of_notice(n.id))
        ELSE (SELECT count(*) FROM public.notice_deliveries d WHERE d.notice_id = n.id AND d.kind = 'notice' AND d.agreement_id IS NOT NULL) END,
      'subscribers', CASE WHEN n.sent_at IS NULL THEN (SELECT count(*) FROM staff.subscribers_of_notice(n.id))
        ELSE (SELECT count(*) FROM public.notice_deliveries d WHERE d.notice_id = n.id AND d.subscriber_id IS NOT NULL) END,
      'states', (SELECT coalesce(jsonb_object_agg(c.state, c.count), '{}') FROM (SELECT d.state, count(*) AS count FROM public.notice_deliveries d
        WHERE d.notice_id = n.id AND d.kind = 'notice' GROUP BY d.state) c),
      'unreached', (SELECT coalesce(jsonb_agg(u.who), '[]') FROM (SELECT jsonb_build_object('email', a.email, 'company', a.party ->> 'company', 'state', d.state) AS who
        FROM public.notice_deliveries d JOIN public.agreements a ON a.id = d.agreement_id
        WHERE d.notice_id = n.id AND d.kind = 'notice' AND d.state IN ('failed', 'unknown') ORDER BY a.email LIMIT 50) u))
    FROM public.notices n ORDER BY n.sent_at DESC NULLS FIRST, n.created_at DESC LIMIT 200;
END
$$;

-- Once, as it was shown (its revision), and not too late: then each mail is a row that waits. Zero rows otherwise.
CREATE FUNCTION staff.send_notice(p_staff uuid, p_id uuid, p_revision integer)
RETURNS TABLE (mails bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_mails bigint;
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  UPDATE public.notices n SET sent_at = now(), sent_by = p_staff
  WHERE n.id = p_id AND n.sent_at IS NULL AND n.revision = p_revision
    AND (n.topic IN ('security', 'product') OR n.effective_on::timestamp AT TIME ZONE 'UTC' >= now() + interval '30 days');
  IF NOT FOUND THEN
    RETURN;
  END IF;
  INSERT INTO public.notice_deliveries (id, notice_id, kind, agreement_id)
  SELECT gen_random_uuid(), p_id, 'notice', g.agreement_id FROM staff.signers_of_notice(p_id) g;
  INSERT INTO public.notice_deliveries (id, notice_id, kind, subscriber_id)
  SELECT gen_random_uuid(), p_id, 'notice', g.subscriber_id FROM staff.subscribers_of_notice(p_id) g;
  INSERT INTO public.announced_lists (id, list, sha256, notice_id, recorded_by)
  SELECT gen_random_uuid(), n.list, n.source_sha256, n.id, p_staff FROM public.notices n WHERE n.id = p_id AND n.list IS NOT NULL;
  SELECT count(*) INTO v_mails FROM public.notice_deliveries d WHERE d.notice_id = p_id;
  PERFORM staff.append(p_staff, 'notice.sent', p_id::text, jsonb_build_object('mails', v_mails));
  RETURN QUERY SELECT v_mails;
END
$$;

-- Those that were given up, or of which nobody knows whether they went out.
CREATE FUNCTION staff.resend_notice(p_staff uuid, p_id uuid)
RETURNS TABLE (mails bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_mails bigint;
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  UPDATE public.notice_deliveries d SET state = 'due', attempts = 0, due_at = now() WHERE d.notice_id = p_id AND d.state IN ('failed', 'unknown');
  GET DIAGNOSTICS v_mails = ROW_COUNT;
  PERFORM staff.append(p_staff, 'notice.sent_again', p_id::text, jsonb_build_object('mails', v_mails));
  RETURN QUERY SELECT v_mails;
END
$$;

-- The list of firms that was told last; zero rows where none was.
CREATE FUNCTION staff.find_announced_list(p_staff uuid)
RETURNS TABLE (announced jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  RETURN QUERY SELECT jsonb_build_object('list', l.list, 'recorded_at', l.recorded_at) FROM public.announced_lists l ORDER BY l.recorded_at DESC, l.id LIMIT 1;
END
$$;

-- The first list, without a mail: signers have it in their annex III. Zero rows where one stands already.
CREATE FUNCTION staff.record_first_list(p_staff uuid, p_list jsonb, p_sha256 text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := gen_random_uuid();
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  PERFORM pg_advisory_xact_lock(hashtext('lethe.announced_lists'));
  IF EXISTS (SELECT FROM public.announced_lists) THEN
    RETURN;
  END IF;
  INSERT INTO public.announced_lists (id, list, sha256, recorded_by) VALUES (v_id, p_list, p_sha256, p_staff);
  PERFORM staff.append(p_staff, 'notice.first_list', v_id::text, jsonb_build_object('sha256', p_sha256));
  RETURN QUERY SELECT v_id;
END
$$;

-- Agreements in force whose clauses are others than those of today.
CREATE FUNCTION staff.count_other_texts(p_staff uuid, p_sha256 text)
RETURNS TABLE (agreements bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  RETURN QUERY SELECT count(*) FROM public.agreements a
    WHERE a.signed_at IS NOT NULL AND a.superseded_at IS NULL AND a.fields ->> 'textSha256' <> p_sha256;
END
$$;

CREATE FUNCTION staff.list_objections(p_staff uuid)
RETURNS TABLE (objection jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  RETURN QUERY SELECT to_jsonb(o) || jsonb_build_object('subject', n.subject, 'effective_on', n.effective_on, 'email', a.email,
      'company', a.party ->> 'company', 'signer', a.party ->> 'signerName')
    FROM public.objections o JOIN public.notices n ON n.id = o.notice_id JOIN public.agreements a ON a.id = o.agreement_id
    ORDER BY o.answered_at IS NOT NULL, n.effective_on, o.made_at LIMIT 500;
END
$$;

-- Once; it is mailed to the signer and stands on their page.
CREATE FUNCTION staff.answer_objection(p_staff uuid, p_id uuid, p_answer text)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_notice uuid;
  v_agreement uuid;
BEGIN
  PERFORM staff.demand(p_staff, ARRAY['admin', 'security', 'desk']);
  UPDATE public.objections o SET answer = p_answer, answered_at = now(), answered_by = p_staff
  WHERE o.id = p_id AND o.answer IS NULL RETURNING o.notice_id, o.agreement_id INTO v_notice, v_agreement;
  IF v_notice IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO public.notice_deliveries (id, notice_id, kind, agreement_id) VALUES (gen_random_uuid(), v_notice, 'answer', v_agreement);
  PERFORM staff.append(p_staff, 'objection.answered', p_id::text, '{}');
  RETURN QUERY SELECT p_id;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "staff" FROM PUBLIC;
REVOKE ALL ON FUNCTION door.request_subscription(uuid, text, text, jsonb, timestamptz), door.confirm_subscription(text),
  door.change_subscription(text, jsonb), door.end_subscription(text), door.expire_subscriptions(), door.find_notice_link(text),
  door.object_to_notice(text, uuid, text), door.claim_notice_mail(text), door.finish_notice_mail(uuid, integer, text, timestamptz),
  door.list_agreement_notices(text), door.list_public_notices(), audit.refuse_notice_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.request_subscription(uuid, text, text, jsonb, timestamptz), door.confirm_subscription(text),
  door.change_subscription(text, jsonb), door.end_subscription(text), door.expire_subscriptions(), door.find_notice_link(text),
  door.object_to_notice(text, uuid, text), door.claim_notice_mail(text), door.finish_notice_mail(uuid, integer, text, timestamptz),
  door.list_agreement_notices(text), door.list_public_notices() TO "lethe_door";
GRANT EXECUTE ON FUNCTION staff.create_notice(uuid, text, text, text, text, date, jsonb, text),
  staff.change_notice(uuid, uuid, text, text, text, date, jsonb, text), staff.discard_notice(uuid, uuid), staff.list_notices(uuid),
  staff.send_notice(uuid, uuid, integer), staff.resend_notice(uuid, uuid), staff.find_announced_list(uuid), staff.record_first_list(uuid, jsonb, text),
  staff.count_other_texts(uuid, text), staff.list_objections(uuid), staff.answer_objection(uuid, uuid, text) TO "lethe_staff";
