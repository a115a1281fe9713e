/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-private.h"

#include "zp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the reviewer writes of rows: scores, causes, reasons. */

#define HUNDRED ZP_DECIMAL_INT (100)
#define DEGREE_PLACES 2

void
zp_review_row_free (ZpReviewRow *row)
{
  g_free (row->address);
  g_free (row->actual);
  g_free (row->cause);
  g_free (row->reason);
  g_free (row->who);
  g_free (row->time);
  g_free (row);
}

/* --- the data --- */

/* (nullable): the object under @key, when it is one. */
static JsonObject *
peek_object (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonObject *
ensure_object (JsonObject *object, const char *key)
{
  if (peek_object (object, key) == NULL)
    json_object_set_object_member (object, key, json_object_new ());
  return peek_object (object, key);
}

static const char *
get_text (JsonObject *object, const char *key)
{
  return json_object_get_string_member_with_default (object, key, "");
}

static void
set_text (JsonObject *object, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, key, text);
  else
    json_object_remove_member (object, key);
}

static void
set_decimal (JsonObject *object, const char *key, ZpDecimal value)
{
  g_autofree char *text = zp_decimal_to_string (value);

  json_object_set_string_member (object, key, text);
}

static JsonObject *
peek_row (const ZpForm *form, const char *address)
{
  return peek_object (peek_object (zp_review_peek (form), "rows"), address);
}

/* --- the form's own score --- */

/* What the form has at @address: its score and the points it can have. */
static gboolean
find_self (const ZpForm *form,
           const ZpScorecard *card,
           const char *address,
           const ZpScore **out_score,
           ZpDecimal *out_weight)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (zp_form_get_template (form));
  const ZpScoreLine *line;
  gsize length;

  if (g_str_equal (address, ZP_REVIEW_EXECUTION) && card->has_execution)
    {
      *out_score = &card->execution;
      *out_weight = card->execution_weight;
      return TRUE;
    }
  length = indicators != NULL ? strlen (indicators->key) : 0;
  if (length == 0 || !g_str_has_prefix (address, indicators->key) || address[length] != '/')
    return FALSE;
  line = zp_scorecard_find (card, address + length + 1);
  if (line == NULL || !line->has_weight)
    return FALSE;
  *out_score = &line->score;
  *out_weight = line->weight;
  return TRUE;
}

/* min (self score, weight × (1 − share)), rounded as the profile rounds shares of a weight. */
static gboolean
compute_deduction (const ZpForm *form,
                   const ZpScore *self,
                   ZpDecimal weight,
                   ZpDecimal share,
                   ZpDecimal *out_score)
{
  ZpRoundingRule rounding = zp_form_get_profile (form)->band_score;
  ZpDecimal rest, score;

  if (!zp_decimal_sub (HUNDRED, share, &rest)
      || !zp_decimal_mul_div (weight, rest, HUNDRED, rounding.places, rounding.rounding, &score))
    return FALSE;
  *out_score = self->has_score && zp_decimal_compare (self->score, score) < 0 ? self->score : score;
  return TRUE;
}

static void
read_score (const ZpForm *form, const ZpScorecard *card, JsonObject *object, ZpReviewRow *row)
{
  const ZpScore *self;
  ZpDecimal weight;

  row->has_share = zp_decimal_parse (get_text (object, "share"), &row->share) == ZP_DECIMAL_OK;
  row->typed = zp_decimal_parse (get_text (object, "score"), &row->score) == ZP_DECIMAL_OK;
  row->has_score = row->typed;
  if (!row->typed && row->has_share && find_self (form, card, row->address, &self, &weight))
    row->has_score = compute_deduction (form, self, weight, row->share, &row->score);
}

/**
 * zp_review_get_row:
 * @card: the scorecard of the form
 * @address: a row, or %ZP_REVIEW_EXECUTION
 *
 * Returns: (transfer full) (nullable): what the reviewer says of it
 */
ZpReviewRow *
zp_review_get_row (const ZpForm *form, const ZpScorecard *card, const char *address)
{
  JsonObject *object = peek_row (form, address);
  ZpReviewRow *row;

  if (object == NULL)
    return NULL;
  row = g_new0 (ZpReviewRow, 1);
  row->address = g_strdup (address);
  row->actual = g_strdup (get_text (object, "actual"));
  row->cause = g_strdup (get_text (object, "cause"));
  row->reason = g_strdup (get_text (object, "reason"));
  row->who = g_strdup (get_text (object, "who"));
  row->time = g_strdup (get_text (object, "time"));
  read_score (form, card, object, row);
  return row;
}

/* --- writing --- */

static gboolean
find_row (const ZpForm *form,
          const ZpScorecard *card,
          const char *address,
          const ZpScore **out_self,
          ZpDecimal *out_weight,
          GError **error)
{
  if (find_self (form, card, address, out_self, out_weight))
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s: there is no row with points to review"),
               address);
  return FALSE;
}

/* Looks whether there is such a row and whether the actor may write about it. */
static gboolean
check_row (ZpForm *form, const char *address, const ZpActor *actor, GError **error)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  const ZpScore *self;
  ZpDecimal weight;

  return find_row (form, card, address, &self, &weight, error)
         && zp_review_begin (form, actor, error);
}

static JsonObject *
ensure_row (ZpForm *form, const char *address, const ZpActor *actor)
{
  JsonObject *review = zp_form_ensure_extra (form, ZP_EXTRA_REVIEW);
  JsonObject *row = ensure_object (ensure_object (review, "rows"), address);

  zp_review_note_actor (row, actor);
  return row;
}

/* A row of which nothing is said any more is as one of which nothing was said. */
static void
forget_empty (ZpForm *form, const char *address)
{
  static const char *const keys[] = { "actual", "score", "share", "cause", "reason" };
  JsonObject *row = peek_row (form, address);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (json_object_has_member (row, keys[i]))
      return;
  json_object_remove_member (peek_object (zp_review_peek (form), "rows"), address);
}

/**
 * zp_review_set_actual:
 * @address: a row
 * @actual: the actual value that the reviewer found; "" for the form's own
 * @actor: a reviewer
 *
 * Returns: whether it was noted
 */
gboolean
zp_review_set_actual (
    ZpForm *form, const char *address, const char *actual, const ZpActor *actor, GError **error)
{
  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, FALSE);

  if (!check_row (form, address, actor, error))
    return FALSE;
  set_text (ensure_row (form, address, actor), "actual", actual);
  forget_empty (form, address);
  zp_form_emit_changed (form);
  return TRUE;
}

/**
 * zp_review_deduct:
 * @address: a row, or %ZP_REVIEW_EXECUTION
 * @cause: a word of the reviewer's list
 * @share: how severe, 0 to 100 percent of the weight
 * @reason: in words
 * @actor: a reviewer
 *
 * Takes points for a cause: the review score is the smaller of the self score and the weight less
 * its share, and follows the form when it is handed in again with another score.
 *
 * Returns: whether it was noted
 */
gboolean
zp_review_deduct (ZpForm *form,
                  const char *address,
                  const char *cause,
                  ZpDecimal share,
                  const char *reason,
                  const ZpActor *actor,
                  GError **error)
{
  JsonObject *row;

  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, FALSE);

  if (zp_decimal_compare (share, ZP_DECIMAL_ZERO) < 0 || zp_decimal_compare (share, HUNDRED) > 0)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
                   _ ("%s: a deduction is 0 to 100 percent of the weight"), address);
      return FALSE;
    }
  if (!check_row (form, address, actor, error))
    return FALSE;
  row = ensure_row (form, address, actor);
  json_object_remove_member (row, "score");
  set_text (row, "cause", cause);
  set_decimal (row, "share", share);
  set_text (row, "reason", reason);
  zp_form_emit_changed (form);
  return TRUE;
}

/**
 * zp_review_set_score:
 * @address: a row, or %ZP_REVIEW_EXECUTION
 * @score: 0 to the weight
 * @reason: (nullable): in words; a form with a score that differs from the self score without one
 *   cannot be approved
 * @actor: a reviewer
 *
 * Types the review score instead of following it from a deduction.
 *
 * Returns: whether it was noted
 */
gboolean
zp_review_set_score (ZpForm *form,
                     const char *address,
                     ZpDecimal score,
                     const char *reason,
                     const ZpActor *actor,
                     GError **error)
{
  g_autoptr (ZpScorecard) card = NULL;
  const ZpScore *self;
  ZpDecimal weight;
  JsonObject *row;

  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, FALSE);

  card = zp_score_form (form);
  if (!find_row (form, card, address, &self, &weight, error))
    return FALSE;
  if (zp_decimal_compare (score, ZP_DECIMAL_ZERO) < 0 || zp_decimal_compare (score, weight) > 0)
    {
      g_autofree char *most = zp_decimal_to_string (weight);

      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT, _ ("%s: the review score must be 0 to %s"),
                   address, most);
      return FALSE;
    }
  if (!zp_review_begin (form, actor, error))
    return FALSE;
  row = ensure_row (form, address, actor);
  json_object_remove_member (row, "share");
  set_decimal (row, "score", score);
  set_text (row, "reason", reason);
  zp_form_emit_changed (form);
  return TRUE;
}

/** zp_review_set_reason: writes the reason in words, whatever the score is; "" takes it away. */
gboolean
zp_review_set_reason (
    ZpForm *form, const char *address, const char *reason, const ZpActor *actor, GError **error)
{
  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, FALSE);

  if (!check_row (form, address, actor, error))
    return FALSE;
  set_text (ensure_row (form, address, actor), "reason", reason);
  forget_empty (form, address);
  zp_form_emit_changed (form);
  return TRUE;
}

/** zp_review_clear_score: forgets the deduction or typed score of a row, and keeps reason and actual value. */
gboolean
zp_review_clear_score (ZpForm *form, const char *address, const ZpActor *actor, GError **error)
{
  static const char *const keys[] = { "score", "share", "cause" };
  JsonObject *row;

  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, FALSE);

  if (!check_row (form, address, actor, error))
    return FALSE;
  row = ensure_row (form, address, actor);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    json_object_remove_member (row, keys[i]);
  forget_empty (form, address);
  zp_form_emit_changed (form);
  return TRUE;
}

/** zp_review_clear_row: forgets what was said of a row; its self score counts again. */
gboolean
zp_review_clear_row (ZpForm *form, const char *address, const ZpActor *actor, GError **error)
{
  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, FALSE);

  if (!zp_review_begin (form, actor, error))
    return FALSE;
  if (peek_row (form, address) != NULL)
    json_object_remove_member (peek_object (zp_review_peek (form), "rows"), address);
  zp_form_emit_changed (form);
  return TRUE;
}

/* --- sums --- */

/**
 * zp_review_for_each_row:
 * @func: called with the execution score, when the form has one, and with every indicator; the row is
 *   %NULL where the reviewer has said nothing
 */
void
zp_review_for_each_row (const ZpForm *form,
                        const ZpScorecard *card,
                        ZpReviewRowFunc func,
                        gpointer data)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (zp_form_get_template (form));

  if (card->has_execution)
    {
      g_autoptr (ZpReviewRow) row = zp_review_get_row (form, card, ZP_REVIEW_EXECUTION);

      func (ZP_REVIEW_EXECUTION, &card->execution, card->execution_weight, row, data);
    }
  for (guint i = 0; indicators != NULL && i < card->lines->len; i++)
    {
      const ZpScoreLine *line = &g_array_index (card->lines, ZpScoreLine, i);
      g_autofree char *address = g_strdup_printf ("%s/%s", indicators->key, line->row_id);
      g_autoptr (ZpReviewRow) row = zp_review_get_row (form, card, address);

      func (address, &line->score, line->weight, row, data);
    }
}

typedef struct
{
  ZpDecimal total;
  gboolean any;
  gboolean fits;
} Sum;

static void
add_row (const char *address,
         const ZpScore *self,
         ZpDecimal weight,
         const ZpReviewRow *row,
         gpointer data)
{
  Sum *sum = data;
  gboolean reviewed = row != NULL && row->has_score;
  ZpDecimal score = reviewed ? row->score : self->has_score ? self->score : ZP_DECIMAL_ZERO;

  sum->any = sum->any || reviewed;
  sum->fits = sum->fits && zp_decimal_add (sum->total, score, &sum->total);
}

/**
 * zp_review_get_total:
 * @card: the scorecard of the form
 * @out_total: (out): the sum of the review scores; where the reviewer has said nothing the self score counts
 *
 * Returns: whether the form is approved or has a review score
 */
gboolean
zp_review_get_total (const ZpForm *form, const ZpScorecard *card, ZpDecimal *out_total)
{
  Sum sum = { ZP_DECIMAL_ZERO, zp_form_get_state (form) == ZP_FORM_STATE_APPROVED, TRUE };

  if (!card->scored)
    return FALSE;
  zp_review_for_each_row (form, card, add_row, &sum);
  if (!sum.any || !sum.fits)
    return FALSE;
  if (card->ceiling.n_reasons > 0 && zp_decimal_compare (sum.total, card->total) > 0)
    sum.total = card->total;
  *out_total = sum.total;
  return TRUE;
}

/**
 * zp_review_compare:
 * @self_score: of a row, or of the form
 * @review_score: of the same
 * @out_deviation: (out): how far they are apart; the degree has at most two decimals
 *
 * Returns: whether the numbers are not too large for it
 */
gboolean
zp_review_compare (ZpDecimal self_score, ZpDecimal review_score, ZpReviewDeviation *out_deviation)
{
  ZpReviewDeviation result = { 0 };
  ZpDecimal less;

  if (!zp_decimal_sub (review_score, self_score, &result.deviation)
      || !zp_decimal_sub (self_score, review_score, &less))
    return FALSE;
  result.has_degree = !zp_decimal_is_zero (self_score);
  if (result.has_degree
      && !zp_decimal_mul_div (less, HUNDRED, self_score, DEGREE_PLACES, ZP_ROUND_HALF_UP,
                              &result.degree))
    return FALSE;
  *out_deviation = result;
  return TRUE;
}

/** zp_review_degree_to_string: (transfer full): “13.5%”, or “—” when there is no degree. */
char *
zp_review_degree_to_string (const ZpReviewDeviation *deviation)
{
  g_autofree char *number = NULL;

  if (!deviation->has_degree)
    return g_strdup ("—");
  number = zp_decimal_to_string (deviation->degree);
  return g_strconcat (number, "%", NULL);
}

/* --- the reviewer's work as a whole --- */

static const char *const work_keys[] = { "rows", "remarks" };

/**
 * zp_review_dup_work:
 *
 * Returns: (transfer full): all that the reviewer wrote, for zp_review_restore_work()
 */
JsonNode *
zp_review_dup_work (const ZpForm *form)
{
  JsonObject *review = zp_review_peek (form);
  JsonNode *work = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (work, object);
  for (gsize i = 0; i < G_N_ELEMENTS (work_keys); i++)
    if (review != NULL && json_object_has_member (review, work_keys[i]))
      json_object_set_member (object, work_keys[i],
                              zp_json_copy (json_object_get_member (review, work_keys[i])));
  return work;
}

/**
 * zp_review_restore_work:
 * @work: what zp_review_dup_work() gave for this form
 * @actor: a reviewer
 *
 * Makes what the reviewer wrote what it was, so that a step can be undone.
 *
 * Returns: whether the actor may do that
 */
gboolean
zp_review_restore_work (ZpForm *form, JsonNode *work, const ZpActor *actor, GError **error)
{
  JsonObject *object = json_node_get_object (work);
  JsonObject *review;

  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, FALSE);

  if (!zp_review_begin (form, actor, error))
    return FALSE;
  review = zp_form_ensure_extra (form, ZP_EXTRA_REVIEW);
  for (gsize i = 0; i < G_N_ELEMENTS (work_keys); i++)
    {
      json_object_remove_member (review, work_keys[i]);
      if (json_object_has_member (object, work_keys[i]))
        json_object_set_member (review, work_keys[i],
                                zp_json_copy (json_object_get_member (object, work_keys[i])));
    }
  zp_form_emit_changed (form);
  return TRUE;
}

/* --- addresses --- */

/** zp_review_make_address: (transfer full): the place of @column (score, reason) in the review of @row. */
char *
zp_review_make_address (const char *row, const char *column)
{
  return g_strconcat (ZP_REVIEW_PREFIX, row, "/", column, NULL);
}

/**
 * zp_review_parse_address:
 * @address: (nullable): an address
 * @out_row: (out) (optional): the row it speaks of, as zp_review_get_row() takes it
 * @out_column: (out) (optional): “score” or “reason”
 *
 * Returns: whether @address is that of something the reviewer writes
 */
gboolean
zp_review_parse_address (const char *address, char **out_row, char **out_column)
{
  const char *row, *slash;

  if (address == NULL || !g_str_has_prefix (address, ZP_REVIEW_PREFIX))
    return FALSE;
  row = address + strlen (ZP_REVIEW_PREFIX);
  slash = strrchr (row, '/');
  if (slash == NULL || slash == row || slash[1] == '\0')
    return FALSE;
  if (out_row != NULL)
    *out_row = g_strndup (row, slash - row);
  if (out_column != NULL)
    *out_column = g_strdup (slash + 1);
  return TRUE;
}
