/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-carry.h"

#include "zp-error.h"
#include "zp-form-private.h"
#include "zp-scorecard.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Next year's form out of this year's (结转): what is planned again is kept, what came of it is not.
 * What came of it goes along under a key of its own, so that it can stand beside the new targets
 * wherever the file is opened. */

/* What a unit is and does, which is the same next year. */
static const char *const lasting_fields[] = {
  "project_name",
  "department",
  "unit",
  "goal_expected",
  "preparer",
  "responsible",
  "phone",
  "project_class",
  "project_attribute",
  "project_type",
  "staff_count",
  "subordinate_units",
  "duties",
  "duties_note",
  "overall_goal",
  "overall_goal_note",
  "organisation",
  "period_from",
  "period_to",
  NULL,
};

/* Columns that plan, in tables whose columns have no role. */
static const char *const planning_columns[]
    = { "expected", "name", "level", "project", "content", NULL };

/* --- which form, which rules --- */

static int
read_year (const char *text)
{
  return text != NULL && strlen (text) >= 4 && strspn (text, "0123456789") >= 4 ? atoi (text) : 0;
}

/* A newer form is no good without rules for those who have rules of their own. */
static gboolean
has_rules (ZpCatalog *catalog, ZpTemplate *template_, ZpProfile *old)
{
  const char *const *known = zp_template_get_profiles (template_);

  for (gsize i = 0; known != NULL && known[i] != NULL; i++)
    {
      ZpProfile *other = zp_catalog_find_profile (catalog, known[i], NULL);

      if (g_str_equal (known[i], old->id)
          || (other != NULL && g_strcmp0 (other->region, old->region) == 0))
        return TRUE;
    }
  return FALSE;
}

/* Of the forms of the same name and region, the newest that is in force in @year. */
static ZpTemplate *
choose_template (ZpCatalog *catalog, ZpTemplate *old, ZpProfile *profile, int year)
{
  GPtrArray *all = zp_catalog_get_templates (catalog);
  ZpTemplate *best = old;

  for (guint i = 0; i < all->len; i++)
    {
      ZpTemplate *other = g_ptr_array_index (all, i);
      int from = read_year (zp_template_get_year (other));

      if (g_strcmp0 (zp_template_get_title (other), zp_template_get_title (old)) == 0
          && g_strcmp0 (zp_template_get_region (other), zp_template_get_region (old)) == 0
          && from <= year && from > read_year (zp_template_get_year (best))
          && has_rules (catalog, other, profile))
        best = other;
    }
  return best;
}

/* The present rules, unless the region has newer ones for the form. */
static ZpProfile *
choose_profile (ZpCatalog *catalog, ZpProfile *old, ZpTemplate *template_, int year)
{
  const char *const *known = zp_template_get_profiles (template_);
  ZpProfile *best = NULL;

  for (gsize i = 0; known != NULL && known[i] != NULL; i++)
    {
      ZpProfile *other = zp_catalog_find_profile (catalog, known[i], NULL);
      int from = other != NULL ? read_year (other->year) : 0;

      if (other == NULL || g_strcmp0 (other->region, old->region) != 0 || from > year)
        continue;
      if (best == NULL || from > read_year (best->year))
        best = other;
    }
  if (best == NULL || read_year (best->year) < read_year (old->year))
    best = old;
  return best;
}

/**
 * zp_carry_choose:
 * @year: the year to come
 * @out_template: (out) (transfer none): the form that is usual then
 * @out_profile: (out) (transfer none): its rules
 */
void
zp_carry_choose (ZpCatalog *catalog,
                 ZpForm *form,
                 const char *year,
                 ZpTemplate **out_template,
                 ZpProfile **out_profile)
{
  *out_template = choose_template (catalog, zp_form_get_template (form), zp_form_get_profile (form),
                                   read_year (year));
  *out_profile
      = choose_profile (catalog, zp_form_get_profile (form), *out_template, read_year (year));
}

/** zp_carry_get_next_year: (transfer full): the year after the form's, "" when it has none. */
char *
zp_carry_get_next_year (const ZpForm *form)
{
  int year = read_year (zp_form_get_field (form, "year"));

  return year > 0 ? g_strdup_printf ("%d", year + 1) : g_strdup ("");
}

/* --- carrying --- */

static gboolean
is_planned (const ZpTableSpec *table, const ZpColumnSpec *column)
{
  switch (column->role)
    {
    case ZP_ROLE_LEVEL1:
    case ZP_ROLE_LEVEL2:
    case ZP_ROLE_LEVEL2_CELL:
    case ZP_ROLE_LEVEL3:
    case ZP_ROLE_GOAL:
    case ZP_ROLE_NATURE:
    case ZP_ROLE_TARGET:
    case ZP_ROLE_UNIT:
    case ZP_ROLE_WEIGHT:
      return TRUE;
    case ZP_ROLE_NONE:
      return g_str_equal (table->key, ZP_LEVELS_TABLE)
             || g_strv_contains (planning_columns, column->key);
    case ZP_ROLE_ACTUAL:
    case ZP_ROLE_SCORE:
    case ZP_ROLE_DEVIATION:
    case ZP_ROLE_INITIAL:
    case ZP_ROLE_BUDGET:
    case ZP_ROLE_EXECUTED:
    case ZP_N_ROLES:
    default:
      return FALSE;
    }
}

/* The same column in another form: the same role, else the same key. */
static const ZpColumnSpec *
find_column (const ZpTableSpec *table, const ZpColumnSpec *old)
{
  return old->role != ZP_ROLE_NONE && table->roles[old->role] != NULL
             ? table->roles[old->role]
             : zp_table_spec_find_column (table, old->key);
}

static void
carry_row (const ZpTableSpec *from, const ZpTableSpec *to, const ZpRow *row, ZpRow *into)
{
  for (guint i = 0; i < from->columns->len; i++)
    {
      const ZpColumnSpec *column = g_ptr_array_index (from->columns, i);
      const ZpColumnSpec *other = is_planned (from, column) ? find_column (to, column) : NULL;

      if (other != NULL)
        zp_row_set (into, other->key, zp_row_get (row, column->key));
    }
}

static gboolean
is_carried (const ZpTableSpec *from, const ZpTableSpec *to)
{
  return from != NULL && to != NULL && from->rows->len == 0 && to->rows->len == 0;
}

static void
carry_tables (ZpForm *from, ZpForm *to)
{
  for (guint i = 0; i < from->tables->len; i++)
    {
      const ZpFormTable *table = g_ptr_array_index (from->tables, i);
      const ZpTableSpec *spec = zp_template_find_table (to->template_, table->key);

      if (!is_carried (table->spec, spec))
        continue;
      for (guint j = 0; j < table->rows->len; j++)
        {
          const ZpRow *row = g_ptr_array_index (table->rows, j);
          g_autoptr (ZpRow) made = zp_row_new (row->id, FALSE);

          carry_row (table->spec, spec, row, made);
          if (!zp_row_is_empty (made, NULL))
            g_ptr_array_add (zp_form_ensure_table (to, table->key)->rows, g_steal_pointer (&made));
        }
    }
}

static void
carry_fields (ZpForm *from, ZpForm *to, const char *year)
{
  for (gsize i = 0; lasting_fields[i] != NULL; i++)
    if (zp_template_find_field (to->template_, lasting_fields[i]) != NULL)
      zp_row_set (to->fields, lasting_fields[i], zp_form_get_field (from, lasting_fields[i]));
  if (zp_template_find_field (to->template_, "year") != NULL)
    zp_row_set (to->fields, "year", year);
}

/* --- what came of it --- */

static void
keep_result (JsonObject *rows, const ZpTableSpec *table, const ZpRow *row, const ZpScoreLine *line)
{
  const char *actual = table->roles[ZP_ROLE_ACTUAL] != NULL
                           ? zp_row_get (row, table->roles[ZP_ROLE_ACTUAL]->key)
                           : "";
  JsonObject *result;

  if (*actual == '\0')
    return;
  result = json_object_new ();
  json_object_set_string_member (result, "actual", actual);
  if (line != NULL && line->score.has_score)
    {
      g_autofree char *score = zp_decimal_to_string (line->score.score);

      json_object_set_string_member (result, "score", score);
    }
  json_object_set_object_member (rows, zp_row_get_id (row), result);
}

static void
keep_results (ZpForm *from, ZpForm *to)
{
  const ZpTableSpec *table = zp_template_get_indicators (from->template_);
  g_autoptr (ZpScorecard) card = zp_score_form (from);
  JsonObject *last = json_object_new ();
  JsonObject *rows = json_object_new ();

  json_object_set_string_member (last, "form", from->id);
  json_object_set_string_member (last, "year", zp_form_get_field (from, "year"));
  for (guint i = 0; table != NULL && i < zp_form_get_n_rows (from, table->key); i++)
    {
      const ZpRow *row = zp_form_get_row (from, table->key, i);

      keep_result (rows, table, row, zp_scorecard_find (card, zp_row_get_id (row)));
    }
  json_object_set_object_member (last, "rows", rows);
  json_object_set_object_member (to->extras, ZP_EXTRA_LAST_YEAR, last);
}

/**
 * zp_carry_over:
 * @form: this year's form
 * @template_: next year's official form
 * @profile: its rules
 * @year: next year
 *
 * Makes next year's form: projects, levels, indicators, targets and weights are kept; amounts,
 * results, scores, reasons and the review are not.
 *
 * Returns: (transfer full) (nullable): a new form with an id of its own; %NULL when @year is no year
 */
ZpForm *
zp_carry_over (
    ZpForm *form, ZpTemplate *template_, ZpProfile *profile, const char *year, GError **error)
{
  ZpForm *next;

  g_return_val_if_fail (ZP_IS_FORM (form), NULL);

  if (read_year (year) == 0 || strlen (year) != 4)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
                   _ ("“%s” is no year; write it with four digits"), year);
      return NULL;
    }
  next = zp_form_new (template_, profile);
  carry_fields (form, next, year);
  carry_tables (form, next);
  keep_results (form, next);
  return next;
}

/* --- looking back --- */

static JsonObject *
find_last (const ZpForm *form)
{
  JsonNode *node = zp_form_get_extra (form, ZP_EXTRA_LAST_YEAR);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_text (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

static JsonObject *
get_object (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/** zp_form_get_last_year: the year @form was carried over from, "" for none. */
const char *
zp_form_get_last_year (const ZpForm *form)
{
  return get_text (find_last (form), "year");
}

/** zp_form_get_last_actual: what the indicator came to in the year before, "" for nothing known. */
const char *
zp_form_get_last_actual (const ZpForm *form, const char *row_id)
{
  return get_text (get_object (get_object (find_last (form), "rows"), row_id), "actual");
}

/** zp_form_get_last_score: what it scored then, "" for nothing known. */
const char *
zp_form_get_last_score (const ZpForm *form, const char *row_id)
{
  return get_text (get_object (get_object (find_last (form), "rows"), row_id), "score");
}
