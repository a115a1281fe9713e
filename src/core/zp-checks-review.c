/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"
#include "zp-paper-words.h"
#include "zp-review.h"

#include <string.h>

/* The reviewer's own work (rules of a review of ten projects, published 2026): what is taken has a
 * reason, the reason says what is taken, and the same fault costs the same. */

/* Points of a percentage by which words and deduction may differ. */
#define TOLERANCE ZP_DECIMAL_INT (15)
#define HUNDRED ZP_DECIMAL_INT (100)

typedef struct
{
  ZpCheck *check;
  void (*look) (ZpCheck *check,
                const char *address,
                const ZpScore *self,
                ZpDecimal weight,
                const ZpReviewRow *row);
} Look;

/** zp_check_is_of_review: whether the check of this id looks at the reviewer's work. */
gboolean
zp_check_is_of_review (const char *check)
{
  return *check == 'K';
}

static void
look_at_row (const char *address,
             const ZpScore *self,
             ZpDecimal weight,
             const ZpReviewRow *row,
             gpointer data)
{
  Look *look = data;

  look->look (look->check, address, self, weight, row);
}

/* Only where a reviewer is, or was, at work; the accountant mends the form, not the review. */
static void
look_at_rows (
    ZpCheck *check,
    void (*function) (ZpCheck *, const char *, const ZpScore *, ZpDecimal, const ZpReviewRow *))
{
  Look look = { check, function };
  ZpFormState state = zp_form_get_state (check->form);

  if (state == ZP_FORM_STATE_APPROVED
      || (state == ZP_FORM_STATE_SUBMITTED && zp_review_has_begun (check->form)))
    zp_review_for_each_row (check->form, check->card, look_at_row, &look);
}

static const ZpScoreLine *
find_line (const ZpCheck *check, const char *address)
{
  const char *slash = strchr (address, '/');

  return slash != NULL ? zp_scorecard_find (check->card, slash + 1) : NULL;
}

/* Reports about @column of the review of a row.  %s in @format is the row. */
static void
add (ZpCheck *check, const char *address, const char *column, char *message, const char *remedy)
{
  const ZpScoreLine *line = find_line (check, address);

  zp_check_add (check, zp_review_make_address (address, column), line != NULL ? line->number : 0,
                message, g_strdup (remedy));
}

static char *
dup_name (const ZpCheck *check, const char *address)
{
  const ZpScoreLine *line = find_line (check, address);

  return line != NULL ? zp_check_line_name (line) : g_strdup (_ ("the execution rate"));
}

static gboolean
is_below_self (const ZpScore *self, const ZpReviewRow *row)
{
  return row != NULL && row->has_score && self->has_score
         && zp_decimal_compare (row->score, self->score) < 0;
}

static gboolean
is_above_self (const ZpScore *self, const ZpReviewRow *row)
{
  return row != NULL && row->has_score
         && (!self->has_score || zp_decimal_compare (row->score, self->score) > 0);
}

/* --- K1, K4: reasons --- */

static void
look_for_reason (ZpCheck *check,
                 const char *address,
                 const ZpScore *self,
                 ZpDecimal weight,
                 const ZpReviewRow *row)
{
  g_autofree char *name = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!is_below_self (self, row) || !zp_check_is_blank (row->reason))
    return;
  name = dup_name (check, address);
  from = zp_check_number (self->score);
  to = zp_check_number (row->score);
  add (check, address, "reason",
       g_strdup_printf (_ ("%s: the review takes %s down to %s without a reason"), name, from, to),
       _ ("Pick a cause, or write why"));
}

/* zp_check_review_reason (K1): points are taken without a reason. */
void
zp_check_review_reason (ZpCheck *check)
{
  look_at_rows (check, look_for_reason);
}

static void
look_for_higher (ZpCheck *check,
                 const char *address,
                 const ZpScore *self,
                 ZpDecimal weight,
                 const ZpReviewRow *row)
{
  g_autofree char *name = NULL;
  g_autofree char *score = NULL;

  if (!is_above_self (self, row) || !zp_check_is_blank (row->reason))
    return;
  name = dup_name (check, address);
  score = zp_check_number (row->score);
  add (check, address, "reason",
       g_strdup_printf (_ ("%s: the review score %s is above the self score, without a reason"),
                        name, score),
       _ ("Write why the row deserves more than it gave itself"));
}

/* zp_check_review_higher (K4): a review score above the self score without a reason. */
void
zp_check_review_higher (ZpCheck *check)
{
  look_at_rows (check, look_for_higher);
}

/* --- K2: what the reason says --- */

/* The last percentage of @reason that it says is taken (扣30%, 减60％). */
static gboolean
find_stated_share (const char *reason, ZpDecimal *out_share)
{
  static const char *const verbs[] = { "扣", "减" };
  const char *from = NULL;
  ZpDecimal value;

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      const char *last = g_strrstr (reason, verbs[i]);

      if (last != NULL && (from == NULL || last > from))
        from = last;
    }
  for (const char *p = from; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *end;

      if (!g_ascii_isdigit (*p))
        continue;
      if (zp_decimal_parse_prefix (p, &value, &end) != ZP_DECIMAL_OK || end == p)
        return FALSE;
      while (*end == ' ')
        end++;
      if (*end != '%' && !g_str_has_prefix (end, "％"))
        return FALSE;
      *out_share = value;
      return TRUE;
    }
  return FALSE;
}

static gboolean
compute_rest (ZpDecimal weight, ZpDecimal share, ZpDecimal *out_rest)
{
  ZpDecimal rest;

  return zp_decimal_sub (HUNDRED, share, &rest)
         && zp_decimal_mul_div (weight, rest, HUNDRED, ZP_DECIMAL_PLACES, ZP_ROUND_HALF_UP,
                                out_rest);
}

/* Whether the score is what @share leaves of the weight, or the lower self score, within the tolerance. */
static gboolean
fits_share (const ZpScore *self, ZpDecimal weight, ZpDecimal score, ZpDecimal share)
{
  ZpDecimal rest, allowed, difference;

  if (!compute_rest (weight, share, &rest)
      || !zp_decimal_mul_div (weight, TOLERANCE, HUNDRED, ZP_DECIMAL_PLACES, ZP_ROUND_UP, &allowed))
    return TRUE;
  if (self->has_score && zp_decimal_compare (self->score, rest) < 0)
    rest = self->score;
  return zp_decimal_sub (score, rest, &difference) && ABS (difference.micro) <= allowed.micro;
}

static void
look_at_stated (ZpCheck *check,
                const char *address,
                const ZpScore *self,
                ZpDecimal weight,
                const ZpReviewRow *row)
{
  g_autofree char *name = NULL;
  g_autofree char *stated = NULL;
  g_autofree char *score = NULL;
  g_autofree char *points = NULL;
  ZpDecimal share;

  if (row == NULL || !row->has_score || !find_stated_share (row->reason, &share)
      || fits_share (self, weight, row->score, share))
    return;
  name = dup_name (check, address);
  stated = zp_check_number (share);
  score = zp_check_number (row->score);
  points = zp_check_number (weight);
  add (check, address, "score",
       g_strdup_printf (
           _ ("%s: the reason says that %s%% are taken, but the review score is %s of %s"), name,
           stated, score, points),
       _ ("Make percentage and score agree"));
}

/* zp_check_review_stated (K2): the percentage in the reason is not what was taken. */
void
zp_check_review_stated (ZpCheck *check)
{
  look_at_rows (check, look_at_stated);
}

/* --- K3: causes that take all --- */

static const ZpDeductionCause *
find_fixed_cause (const ZpCheck *check, const ZpReviewRow *row)
{
  const GPtrArray *causes = check->profile->causes;
  const ZpDeductionCause *picked = zp_deductions_find (causes, row->cause);

  if (picked != NULL)
    return picked->has_share ? picked : NULL;
  for (guint i = 0; i < causes->len; i++)
    {
      const ZpDeductionCause *cause = g_ptr_array_index (causes, i);

      if (cause->has_share && zp_deduction_cause_is_named (cause, row->reason))
        return cause;
    }
  return NULL;
}

static void
look_at_fixed (ZpCheck *check,
               const char *address,
               const ZpScore *self,
               ZpDecimal weight,
               const ZpReviewRow *row)
{
  const ZpDeductionCause *cause
      = row != NULL && row->has_score ? find_fixed_cause (check, row) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *score = NULL;
  g_autofree char *most = NULL;
  ZpDecimal rest;

  if (cause == NULL || !compute_rest (weight, cause->share, &rest)
      || zp_decimal_compare (row->score, rest) <= 0)
    return;
  name = dup_name (check, address);
  score = zp_check_number (row->score);
  most = zp_check_number (rest);
  add (check, address, "score",
       g_strdup_printf (_ ("%s: with “%s” at most %s points are left, but the review score is %s"),
                        name, cause->word, most, score),
       _ ("Lower the score, or give another cause"));
}

/* zp_check_review_fixed (K3): “no evidence” or “has nothing to do with it”, and still points. */
void
zp_check_review_fixed (ZpCheck *check)
{
  look_at_rows (check, look_at_fixed);
}

/* --- K5: the same cause --- */

typedef struct
{
  ZpCheck *check;
  GHashTable *shares; /* cause → the share it was first seen with, as a new ZpDecimal */
} SameCause;

static void
look_at_cause (const char *address,
               const ZpScore *self,
               ZpDecimal weight,
               const ZpReviewRow *row,
               gpointer data)
{
  SameCause *same = data;
  const ZpDecimal *first;
  g_autofree char *name = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  if (row == NULL || *row->cause == '\0' || !row->has_share)
    return;
  first = g_hash_table_lookup (same->shares, row->cause);
  if (first == NULL)
    {
      g_hash_table_insert (same->shares, g_strdup (row->cause),
                           g_memdup2 (&row->share, sizeof row->share));
      return;
    }
  if (zp_decimal_equal (*first, row->share))
    return;
  name = dup_name (same->check, address);
  here = zp_check_number (row->share);
  there = zp_check_number (*first);
  add (same->check, address, "score",
       g_strdup_printf (_ ("%s: “%s” takes %s%% here and %s%% in another row of this form"), name,
                        row->cause, here, there),
       _ ("Treat the same cause alike, or say in the reason what differs"));
}

/* zp_check_review_alike (K5): the same cause, another deduction. */
void
zp_check_review_alike (ZpCheck *check)
{
  SameCause same = { check, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  ZpFormState state = zp_form_get_state (check->form);

  if (state == ZP_FORM_STATE_APPROVED
      || (state == ZP_FORM_STATE_SUBMITTED && zp_review_has_begun (check->form)))
    zp_review_for_each_row (check->form, check->card, look_at_cause, &same);
  g_hash_table_unref (same.shares);
}

/* --- K6, K7, K8 --- */

static void
look_for_score (ZpCheck *check,
                const char *address,
                const ZpScore *self,
                ZpDecimal weight,
                const ZpReviewRow *row)
{
  g_autofree char *name = NULL;

  if ((row != NULL && row->has_score) || self->has_score || find_line (check, address) == NULL)
    return;
  name = dup_name (check, address);
  add (check, address, "score",
       g_strdup_printf (_ ("%s: there is neither a self score nor a review score"), name),
       _ ("Type the review score"));
}

/* zp_check_review_empty (K6): an indicator without any score. */
void
zp_check_review_empty (ZpCheck *check)
{
  look_at_rows (check, look_for_score);
}

/* Whether @reason says nothing but that something was taken at discretion. */
static gboolean
is_discretion (const char *reason)
{
  static const char *const empty[] = { "酌情", "扣减", "扣分", "扣除", "适当", "减分",
                                       "调减", "分",   "予以", "给予", "扣",   NULL };
  g_autoptr (GString) rest = g_string_new (reason);

  if (strstr (reason, "酌情") == NULL && strstr (reason, "适当") == NULL)
    return FALSE;
  for (gsize i = 0; empty[i] != NULL; i++)
    g_string_replace (rest, empty[i], "", 0);
  for (const char *p = rest->str; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static void
look_for_discretion (ZpCheck *check,
                     const char *address,
                     const ZpScore *self,
                     ZpDecimal weight,
                     const ZpReviewRow *row)
{
  g_autofree char *name = NULL;

  if (row == NULL || !is_discretion (row->reason))
    return;
  name = dup_name (check, address);
  add (check, address, "reason", g_strdup_printf (_ ("%s: “%s” is no reason"), name, row->reason),
       _ ("Say which rule, which percentage and which fact"));
}

/* zp_check_review_discretion (K7): the reason is only 酌情扣分. */
void
zp_check_review_discretion (ZpCheck *check)
{
  look_at_rows (check, look_for_discretion);
}

static void
look_at_numbers (ZpCheck *check,
                 const char *address,
                 const ZpScore *self,
                 ZpDecimal weight,
                 const ZpReviewRow *row)
{
  g_autofree char *place = zp_review_make_address (address, "deviation");
  const char *printed = zp_form_get_printed (check->form, place);
  g_autofree char *name = dup_name (check, address);
  ZpReviewDeviation deviation;
  ZpDecimal given;

  if (row == NULL || !row->has_score)
    return;
  if (zp_decimal_compare (row->score, weight) > 0)
    {
      g_autofree char *score = zp_check_number (row->score);
      g_autofree char *points = zp_check_number (weight);

      add (check, address, "score",
           g_strdup_printf (_ ("%s: the review score %s is above the weight %s"), name, score,
                            points),
           _ ("Give a score that the row can have"));
    }
  if (printed != NULL && self->has_score && zp_decimal_parse (printed, &given) == ZP_DECIMAL_OK
      && zp_review_compare (self->score, row->score, &deviation)
      && zp_check_differs (given, deviation.deviation))
    {
      g_autofree char *right = zp_check_number (deviation.deviation);

      add (check, address, "score",
           g_strdup_printf (_ ("%s: the printed deviation %s should be %s"), name, printed, right),
           _ ("Review score less self score"));
    }
}

/* zp_check_review_numbers (K8): what cannot be: a score above the weight, a wrong 偏差 on paper. */
void
zp_check_review_numbers (ZpCheck *check)
{
  look_at_rows (check, look_at_numbers);
}
