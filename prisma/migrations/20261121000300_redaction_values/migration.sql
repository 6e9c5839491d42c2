-- Exact values that a workspace wants redacted wherever they stand: sealed, counted, never shown again.

-- CreateTable
CREATE TABLE "redaction_values" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "value_count" INTEGER NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,

    CONSTRAINT "redaction_values_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "redaction_values_created_by_id_idx" ON "redaction_values"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "redaction_values_id_tenant_id_key" ON "redaction_values"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "redaction_values_tenant_id_label_key" ON "redaction_values"("tenant_id", "label");

-- AddForeignKey
ALTER TABLE "redaction_values" ADD CONSTRAINT "redaction_values_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "redaction_values" ADD CONSTRAINT "redaction_values_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Checks. The sealed text of 1,000 values of 500 characters stays below the last one.

ALTER TABLE "redaction_values"
  ADD CONSTRAINT "redaction_values_label_check" CHECK (length("label") BETWEEN 1 AND 80),
  ADD CONSTRAINT "redaction_values_value_count_check" CHECK ("value_count" BETWEEN 1 AND 1000),
  ADD CONSTRAINT "redaction_values_sealed_check" CHECK ("sealed" LIKE 'v1.%' AND length("sealed") <= 4194304);

-- Row-level security and grants. There is no UPDATE: values are removed and entered again.

ALTER TABLE "redaction_values" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "redaction_values" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "redaction_values"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);

GRANT SELECT, INSERT, DELETE ON "redaction_values" TO "lethe_app";
