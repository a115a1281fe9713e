/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ZP_PLAN_LINE_PLACE,
  ZP_PLAN_LINE_TEXT,
  ZP_PLAN_LINE_OTHER,
  ZP_PLAN_LINE_REMARK,
  ZP_PLAN_LINE_N_COLUMNS,
} ZpPlanLineColumn;

/**
 * ZpPlanLine:
 *
 * A row of a list that says what an import does: four texts, and whether somebody should look.
 */
#define ZP_TYPE_PLAN_LINE (zp_plan_line_get_type ())
G_DECLARE_FINAL_TYPE (ZpPlanLine, zp_plan_line, ZP, PLAN_LINE, GObject)

ZpPlanLine *zp_plan_line_new (const char *place,
                              const char *text,
                              const char *other,
                              const char *remark,
                              gboolean needs_look) G_GNUC_WARN_UNUSED_RESULT;
const char *zp_plan_line_get_text (ZpPlanLine *self, ZpPlanLineColumn column);
gboolean zp_plan_line_needs_look (ZpPlanLine *self);

G_END_DECLS
