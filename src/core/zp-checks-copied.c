/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"

#include "zp-paper-words.h"

#include <string.h>

/* What was taken over from another project, as far as one form shows it. */

/* Groups of people that projects are for.  A line has words for one group; the first is its name.
 * Groups that contain one another (群众, 居民, 服务对象) are left out: everybody is one of them. */
static const char *const groups[][5] = {
  { "老年人", "老人", "养老", "高龄" },
  { "少数民族", "民族团结" },
  { "残疾人", "残疾", "助残" },
  { "儿童", "未成年人", "幼儿", "孤儿" },
  { "学生", "学校", "教师", "教职工", "教育" },
  { "患者", "病人" },
  { "农民工", "务工" },
  { "农户", "农民", "村民", "农业", "农村" },
  { "退役军人", "军人", "优抚", "拥军" },
  { "妇女", "女性", "母婴" },
  { "游客", "旅游", "景区" },
  { "旅客", "乘客", "客运" },
  { "纳税人", "税收", "纳税" },
};

static gboolean
names_group (const char *text, gsize group)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups[group]) && groups[group][i] != NULL; i++)
    if (strstr (text, groups[group][i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
append_line (GString *text, const char *line)
{
  g_string_append (text, line);
  g_string_append_c (text, '\n');
}

/* What the project is for, in its own words. */
static char *
dup_purpose (const ZpCheck *check)
{
  GPtrArray *fields = zp_template_get_fields (check->template_);
  GPtrArray *tables = zp_template_get_tables (check->template_);
  GString *purpose = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      const ZpColumnSpec *field = g_ptr_array_index (fields, i);

      append_line (purpose, zp_form_get_field (check->form, field->key));
    }
  for (guint i = 0; i < tables->len; i++)
    {
      const ZpTableSpec *table = g_ptr_array_index (tables, i);

      for (guint j = 0; table != check->indicators && j < table->columns->len; j++)
        for (guint k = 0; k < zp_form_get_n_rows (check->form, table->key); k++)
          append_line (purpose,
                       zp_row_get (zp_form_get_row (check->form, table->key, k),
                                   ((ZpColumnSpec *) g_ptr_array_index (table->columns, j))->key));
    }
  return g_string_free (purpose, FALSE);
}

/* The other indicators; those of satisfaction cannot speak for each other. */
static void
append_indicators (const ZpCheck *check, GString *text)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (zp_check_is_satisfaction (check, line))
        continue;
      append_line (text, line->level3);
      append_line (text, line->target);
      append_line (text, line->actual);
    }
}

static int
find_group (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (names_group (text, i))
      return (int) i;
  return -1;
}

/* zp_check_foreign_group: J2, people are asked whom the project is not for: the form speaks of
 * another group, and nowhere of this one */
void
zp_check_foreign_group (ZpCheck *check)
{
  g_autofree char *purpose = NULL;
  g_autoptr (GString) all = NULL;
  int meant;

  if (check->indicators == NULL || *zp_form_get_field (check->form, "project_name") == '\0')
    return;
  purpose = dup_purpose (check);
  meant = find_group (purpose);
  if (meant < 0)
    return;
  all = g_string_new (purpose);
  append_indicators (check, all);
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;
      int asked;

      if (!zp_check_is_satisfaction (check, line))
        continue;
      asked = find_group (line->level3);
      if (asked < 0 || names_group (all->str, (gsize) asked))
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_LEVEL3,
          g_strdup_printf (_ ("%s asks %s, but the project is about %s"), name, groups[asked][0],
                           groups[meant][0]),
          g_strdup (_ ("Ask the people the project is for, or say in the goal why others.")));
    }
}
