/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-plan-line.h"

struct _ZpPlanLine
{
  GObject parent_instance;

  char *texts[ZP_PLAN_LINE_N_COLUMNS];
  gboolean needs_look;
};

G_DEFINE_FINAL_TYPE (ZpPlanLine, zp_plan_line, G_TYPE_OBJECT)

static void
zp_plan_line_finalize (GObject *object)
{
  ZpPlanLine *self = ZP_PLAN_LINE (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (zp_plan_line_parent_class)->finalize (object);
}

static void
zp_plan_line_class_init (ZpPlanLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_plan_line_finalize;
}

static void
zp_plan_line_init (ZpPlanLine *self)
{
}

/** zp_plan_line_new: (transfer full): a row of four texts; @needs_look marks its remark. */
ZpPlanLine *
zp_plan_line_new (
    const char *place, const char *text, const char *other, const char *remark, gboolean needs_look)
{
  ZpPlanLine *self = g_object_new (ZP_TYPE_PLAN_LINE, NULL);

  self->texts[ZP_PLAN_LINE_PLACE] = g_strdup (place);
  self->texts[ZP_PLAN_LINE_TEXT] = g_strdup (text);
  self->texts[ZP_PLAN_LINE_OTHER] = g_strdup (other);
  self->texts[ZP_PLAN_LINE_REMARK] = g_strdup (remark);
  self->needs_look = needs_look;
  return self;
}

/** zp_plan_line_get_text: (transfer none): what stands in a column. */
const char *
zp_plan_line_get_text (ZpPlanLine *self, ZpPlanLineColumn column)
{
  g_return_val_if_fail (column < ZP_PLAN_LINE_N_COLUMNS, NULL);

  return self->texts[column];
}

/** zp_plan_line_needs_look: whether somebody should look at it. */
gboolean
zp_plan_line_needs_look (ZpPlanLine *self)
{
  return self->needs_look;
}
