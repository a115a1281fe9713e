/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-sheet-private.h"

G_BEGIN_DECLS

/* A cell of a sheet made by hand; what is left out has its usual value. */
typedef struct
{
  guint column;
  guint span;
  guint rows;
  ZpCellStyle style;
  const char *text;
  const char *address;
  ZpValueType type;
  const char *number;
  guint places;
  gboolean percent;
  gboolean merged;
} ZpTestCell;

guint zp_test_add (ZpSheetBuilder *builder, const ZpTestCell *cell);
#define ZP_TEST_ADD(builder, ...) zp_test_add (builder, &(ZpTestCell){ __VA_ARGS__ })

ZpSheet *zp_test_sheet_with_text (const char *text);
ZpSheet *zp_test_sheet_form (guint n_indicators);
ZpSheet *zp_test_sheet_form_on (guint n_indicators, gboolean landscape);

G_END_DECLS
