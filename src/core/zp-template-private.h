/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-derive.h"
#include "zp-json.h"
#include "zp-template.h"

G_BEGIN_DECLS

struct _ZpTemplate
{
  char *id;
  char *version;
  char *title;
  char *region;
  char *year;
  char *source;
  char **profiles;
  GBytes *json;

  GPtrArray *fields;
  GPtrArray *tables;
  ZpExecutionSpec execution;
  ZpTableSpec *execution_fields; /* for a form that keeps them in fields */
  ZpProjectsSpec projects;
  const ZpTableSpec *indicators;
  ZpSheetSpec sheet;
  ZpDeriveSpec derive;
};

const char **zp_template_intern (char **words) G_GNUC_WARN_UNUSED_RESULT;
void zp_column_spec_free (ZpColumnSpec *column);
void
zp_template_read_columns (ZpJsonReader *r, JsonObject *object, const char *key, GPtrArray *into);
const ZpColumnSpec *zp_template_find_column (GPtrArray *columns, const char *key);
ZpTableSpec *zp_table_spec_new (const char *key,
                                GDestroyNotify free_column) G_GNUC_WARN_UNUSED_RESULT;
ZpTableSpec *
zp_table_spec_read (ZpJsonReader *r, JsonObject *tables, const char *key) G_GNUC_WARN_UNUSED_RESULT;
void zp_table_spec_free (ZpTableSpec *table);
void zp_sheet_spec_read (ZpTemplate *template_, ZpJsonReader *reader, JsonObject *object);
void zp_sheet_spec_clear (ZpSheetSpec *spec);

G_END_DECLS
