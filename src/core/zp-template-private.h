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
  const ZpTableSpec *indicators;
  ZpSheetSpec sheet;
  ZpDeriveSpec derive;
};

void zp_sheet_spec_read (ZpTemplate   *template_,
                         ZpJsonReader *reader,
                         JsonObject   *object);
void zp_sheet_spec_clear (ZpSheetSpec *spec);

G_END_DECLS
