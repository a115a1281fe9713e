/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-weights.h"

#include "zp-error.h"

#include <glib/gi18n-lib.h>

/* Weights shared out evenly over the rows of a level, the last row taking the remainder, as the
 * published forms do: 7.14 six times and 7.16; 8.33 five times and 8.35. */

#define MAX_PLACES 2

typedef struct
{
  ZpForm *form;
  const ZpTableSpec *table;
  const ZpRow *row;
  ZpShareScope scope;
} Sharing;

static const char *
get_role (const Sharing *sharing, const ZpRow *row, ZpRole role)
{
  const ZpColumnSpec *column = sharing->table->roles[role];

  return column != NULL ? zp_row_get (row, column->key) : "";
}

static gboolean
same (const Sharing *sharing, const ZpRow *row, ZpRole role)
{
  const char *a = get_role (sharing, sharing->row, role);
  const char *b = get_role (sharing, row, role);

  return g_str_equal (zp_table_spec_get_canonical (sharing->table, a),
                      zp_table_spec_get_canonical (sharing->table, b));
}

static gboolean
in_level1 (const Sharing *sharing, const ZpRow *row)
{
  return same (sharing, row, ZP_ROLE_GOAL) && same (sharing, row, ZP_ROLE_LEVEL1);
}

static gboolean
in_level2 (const Sharing *sharing, const ZpRow *row)
{
  return in_level1 (sharing, row) && same (sharing, row, ZP_ROLE_LEVEL2)
         && same (sharing, row, ZP_ROLE_LEVEL2_CELL);
}

static gboolean
has_weight (const Sharing *sharing, const ZpRow *row, ZpDecimal *out_weight)
{
  return zp_decimal_parse (get_role (sharing, row, ZP_ROLE_WEIGHT), out_weight) == ZP_DECIMAL_OK
         && !zp_decimal_is_zero (*out_weight);
}

/* What the rows of level 1 have, those of the focused level 2 left out when @others. */
static gboolean
sum_weights (const Sharing *sharing,
             gboolean (*belongs) (const Sharing *sharing, const ZpRow *row),
             gboolean others,
             ZpDecimal *out_sum)
{
  ZpDecimal sum = ZP_DECIMAL_ZERO, weight;

  for (guint i = 0; i < zp_form_get_n_rows (sharing->form, sharing->table->key); i++)
    {
      const ZpRow *row = zp_form_get_row (sharing->form, sharing->table->key, i);

      if (!belongs (sharing, row) || (others && in_level2 (sharing, row)))
        continue;
      if (has_weight (sharing, row, &weight) && !zp_decimal_add (sum, weight, &sum))
        return FALSE;
    }
  *out_sum = sum;
  return TRUE;
}

/* --- how much there is to share --- */

static gboolean
find_printed (const Sharing *sharing, gboolean level2, ZpDecimal *out_weight)
{
  const ZpRow *level
      = zp_form_find_level (sharing->form, get_role (sharing, sharing->row, ZP_ROLE_GOAL),
                            get_role (sharing, sharing->row, ZP_ROLE_LEVEL1),
                            level2 ? get_role (sharing, sharing->row, ZP_ROLE_LEVEL2) : "",
                            level2 ? get_role (sharing, sharing->row, ZP_ROLE_LEVEL2_CELL) : "");

  return level != NULL
         && zp_decimal_parse (zp_row_get (level, "weight"), out_weight) == ZP_DECIMAL_OK;
}

static gboolean
find_level1 (const Sharing *sharing, ZpDecimal *out_weight)
{
  const char *level1 = zp_table_spec_get_canonical (
      sharing->table, get_role (sharing, sharing->row, ZP_ROLE_LEVEL1));

  return find_printed (sharing, FALSE, out_weight)
         || zp_profile_get_level_weight (zp_form_get_profile (sharing->form), level1, out_weight)
         || (sum_weights (sharing, in_level1, FALSE, out_weight)
             && !zp_decimal_is_zero (*out_weight));
}

/* What level 2 has now, else what the others of its level 1 leave it. */
static gboolean
find_level2 (const Sharing *sharing, ZpDecimal *out_weight)
{
  ZpDecimal others;

  if (find_printed (sharing, TRUE, out_weight)
      || (sum_weights (sharing, in_level2, FALSE, out_weight) && !zp_decimal_is_zero (*out_weight)))
    return TRUE;
  return find_level1 (sharing, out_weight) && sum_weights (sharing, in_level1, TRUE, &others)
         && zp_decimal_sub (*out_weight, others, out_weight) && out_weight->micro > 0;
}

static gboolean
find_weight (const Sharing *sharing, ZpDecimal *out_weight, GError **error)
{
  ZpDecimal given;

  if (sharing->scope == ZP_SHARE_LEVEL2 ? !find_level2 (sharing, out_weight)
                                        : !find_level1 (sharing, out_weight))
    {
      g_set_error (
          error, ZP_ERROR, ZP_ERROR_REFUSED,
          _ ("%s: neither the rules nor the form say how much this level has; type the weight of one row first"),
          get_role (sharing, sharing->row,
                    sharing->scope == ZP_SHARE_LEVEL2 ? ZP_ROLE_LEVEL2 : ZP_ROLE_LEVEL1));
      return FALSE;
    }
  if (sharing->scope != ZP_SHARE_MISSING)
    return TRUE;
  if (sum_weights (sharing, in_level1, FALSE, &given)
      && zp_decimal_sub (*out_weight, given, out_weight) && out_weight->micro > 0)
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_REFUSED, _ ("%s: there is no weight left to share"),
               get_role (sharing, sharing->row, ZP_ROLE_LEVEL1));
  return FALSE;
}

/* --- sharing --- */

static GPtrArray *
list_rows (const Sharing *sharing)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  ZpDecimal weight;

  for (guint i = 0; i < zp_form_get_n_rows (sharing->form, sharing->table->key); i++)
    {
      const ZpRow *row = zp_form_get_row (sharing->form, sharing->table->key, i);

      if (sharing->scope == ZP_SHARE_LEVEL2
              ? in_level2 (sharing, row)
              : in_level1 (sharing, row)
                    && (sharing->scope == ZP_SHARE_LEVEL1 || !has_weight (sharing, row, &weight)))
        g_ptr_array_add (ids, g_strdup (zp_row_get_id (row)));
    }
  return ids;
}

static gboolean
set_shares (const Sharing *sharing, GPtrArray *ids, ZpDecimal weight, GError **error)
{
  guint places = MIN (zp_form_get_profile (sharing->form)->weight_digits.max, MAX_PLACES);
  const char *key = sharing->table->roles[ZP_ROLE_WEIGHT]->key;
  ZpDecimal share, rest = weight;

  if (!zp_decimal_mul_div (weight, ZP_DECIMAL_INT (1), ZP_DECIMAL_INT (ids->len), places,
                           ZP_ROUND_HALF_UP, &share))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *address = g_strdup_printf ("%s/%s/%s", sharing->table->key,
                                                  (char *) g_ptr_array_index (ids, i), key);
      g_autofree char *text = zp_decimal_to_string (i + 1 < ids->len ? share : rest);

      if (!zp_form_set (sharing->form, address, text, NULL, error)
          || !zp_decimal_sub (rest, share, &rest))
        return FALSE;
    }
  return TRUE;
}

/**
 * zp_form_share_weights:
 * @row_id: a row of the indicators
 * @scope: whose rows share
 *
 * Gives the rows of a level even weights.  A level has the weight that the form prints for it or the
 * rules give it, else the sum of what its rows have.  One step to undo.
 *
 * Returns: %FALSE when nobody says how much there is (%ZP_ERROR_REFUSED), or the form is handed in
 */
gboolean
zp_form_share_weights (ZpForm *self, const char *row_id, ZpShareScope scope, GError **error)
{
  const ZpTableSpec *table = zp_template_get_indicators (zp_form_get_template (self));
  const ZpRow *row = table != NULL ? zp_form_find_row (self, table->key, row_id) : NULL;
  Sharing sharing = { self, table, row, scope };
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *address = NULL;
  ZpDecimal weight;
  gboolean ok;

  g_return_val_if_fail (ZP_IS_FORM (self), FALSE);

  if (row == NULL || table->roles[ZP_ROLE_WEIGHT] == NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s: the form has no weight there"),
                   row_id);
      return FALSE;
    }
  if (!find_weight (&sharing, &weight, error))
    return FALSE;
  ids = list_rows (&sharing);
  if (ids->len == 0)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_REFUSED, _ ("%s: every row has a weight already"),
                   get_role (&sharing, row, ZP_ROLE_LEVEL1));
      return FALSE;
    }
  address = g_strdup_printf ("%s/%s/%s", table->key, row_id, table->roles[ZP_ROLE_WEIGHT]->key);
  zp_form_begin_step (self, ZP_STEP_SHARE_WEIGHTS, address);
  ok = set_shares (&sharing, ids, weight, error);
  zp_form_end_group (self);
  return ok;
}
