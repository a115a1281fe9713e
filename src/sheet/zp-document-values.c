/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-document-values.h"

#include <string.h>

#include "zp-checks.h"
#include "zp-review.h"
#include "zp-wording.h"

/* How many rows are named as the main reasons of a deviation. */
#define N_MAIN_REASONS 3

#define EMPTY "—"

/* A longer one is cut where it is quoted. */
#define LONG_VALUE 50

/* What is collected from one form. */
typedef struct
{
  ZpDocumentValues *values;
  ZpForm *form;
  ZpScorecard *card;
  GPtrArray *findings;
} Source;

/* --- texts and lists --- */

static void
set (GHashTable *texts, const char *key, const char *text)
{
  g_hash_table_insert (texts, g_strdup (key), g_strdup (text != NULL ? text : ""));
}

static void
set_take (GHashTable *texts, const char *key, char *text)
{
  g_hash_table_insert (texts, g_strdup (key), text);
}

static void
set_count (GHashTable *texts, const char *key, guint n)
{
  set_take (texts, key, g_strdup_printf ("%u", n));
}

static GHashTable *
texts_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * zp_document_values_get_list:
 * @self: values
 * @key: the name of a list
 *
 * Returns: (transfer none) (element-type GHashTable): its rows, none for a list that is not known
 */
GPtrArray *
zp_document_values_get_list (const ZpDocumentValues *self, const char *key)
{
  GPtrArray *list = g_hash_table_lookup (self->lists, key);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
      g_hash_table_insert (self->lists, g_strdup (key), list);
    }
  return list;
}

/* A form without such a field is that of the whole department. */
static const char *
get_unit (const ZpForm *form)
{
  gboolean has_unit = zp_template_find_field (zp_form_get_template (form), "unit") != NULL;

  return zp_form_get_field (form, has_unit ? "unit" : "department");
}

static const char *
get_project (const ZpForm *form)
{
  return zp_template_find_field (zp_form_get_template (form), "project_name") != NULL
             ? zp_form_get_field (form, "project_name")
             : get_unit (form);
}

static GHashTable *
add_row (Source *source, const char *list)
{
  GPtrArray *rows = zp_document_values_get_list (source->values, list);
  GHashTable *row = texts_new ();

  g_ptr_array_add (rows, row);
  set_count (row, "number", rows->len);
  set (row, "project", get_project (source->form));
  set (row, "unit", get_unit (source->form));
  return row;
}

static void
set_score (GHashTable *texts, const char *key, gboolean has_score, ZpDecimal score)
{
  set_take (texts, key, has_score ? zp_decimal_to_string (score) : g_strdup (EMPTY));
}

/* “2021年3月1日” */
static char *
word_day (GDateTime *time)
{
  return time != NULL
             ? g_strdup_printf ("%d年%d月%d日", g_date_time_get_year (time),
                                g_date_time_get_month (time), g_date_time_get_day_of_month (time))
             : g_strdup ("");
}

static char *
word_event_day (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return word_day (local);
}

/* --- what a place says --- */

static char *
dup_row_address (const char *address)
{
  const char *last = strrchr (address, '/');

  if (last == NULL || strchr (address, '/') == last)
    return g_strdup (address);
  return g_strndup (address, last - address);
}

static const ZpScoreLine *
find_line (Source *source, const char *address)
{
  g_autofree char *row = dup_row_address (address);
  const char *slash = strchr (row, '/');

  return slash != NULL ? zp_scorecard_find (source->card, slash + 1) : NULL;
}

/* “第 4 行 · 得分（培训人数）” */
static void
set_where (GHashTable *row, const ZpScoreLine *line)
{
  const char *place = g_hash_table_lookup (row, "place");

  if (line != NULL && line->level3 != NULL && *line->level3 != '\0')
    set_take (row, "where", g_strdup_printf ("%s（%s）", place, line->level3));
  else
    set (row, "where", place);
}

/* The indicator that the place belongs to, else the form. */
static void
set_place (Source *source, GHashTable *row, const char *address)
{
  const ZpScoreLine *line = address != NULL ? find_line (source, address) : NULL;
  const char *value = address != NULL ? zp_form_get (source->form, address) : NULL;
  char *place;

  if (address == NULL)
    place = g_strdup ("全表");
  else if (g_str_equal (address, ZP_REVIEW_EXECUTION))
    place = g_strdup ("预算执行率");
  else
    place = zp_word_address (source->form, address);
  set_take (row, "place", place);
  if (line != NULL && line->level3 != NULL && *line->level3 != '\0')
    set (row, "object", line->level3);
  else if (address != NULL && g_str_equal (address, ZP_REVIEW_EXECUTION))
    set (row, "object", "预算执行率");
  else
    set (row, "object", get_project (source->form));
  set_where (row, line);
  set_take (row, "value", g_strdelimit (g_strdup (value != NULL ? value : ""), "\x1f", ' '));
}

/* --- findings --- */

static void
set_fact (GHashTable *row, const ZpFinding *finding)
{
  const char *value = g_hash_table_lookup (row, "value");
  GString *fact = g_string_new (NULL);

  if (*value != '\0')
    {
      g_autofree char *shown = zp_text_shorten (value, LONG_VALUE);

      g_string_append_printf (fact, "填报为“%s”", shown);
    }
  if (finding->answer != NULL)
    g_string_append_printf (fact, "%s单位说明：%s", fact->len > 0 ? "；" : "", finding->answer);
  set_take (row, "fact", g_string_free (fact, FALSE));
}

static void
add_finding (Source *source, const char *list, const ZpFinding *finding)
{
  GHashTable *row = add_row (source, list);
  char group[] = { *finding->check, '\0' };

  set (row, "severity", zp_severity_to_string (finding->severity));
  set (row, "check", finding->check);
  set (row, "group", group);
  set_place (source, row, finding->address);
  set (row, "finding", finding->message);
  set (row, "remedy", finding->remedy);
  set_fact (row, finding);
  set_take (row, "basis", g_strdup_printf ("检查项 %s", finding->check));
}

static void
add_findings (Source *source)
{
  static const char *const lists[] = { "errors", "warnings", "hints" };

  for (guint i = 0; i < source->findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (source->findings, i);

      add_finding (source, "findings", finding);
      add_finding (source, lists[finding->severity], finding);
    }
}

/* --- what the reviewer says --- */

static void
fill_remark (Source *source, GHashTable *row, const ZpRemark *remark)
{
  set (row, "severity", "remark");
  set (row, "group", "remark");
  set (row, "check", "");
  set_place (source, row, remark->address);
  set (row, "finding", remark->text);
  set (row, "text", remark->text);
  set (row, "answer", remark->answer);
  set_take (row, "answered",
            *remark->answer != '\0' ? g_strdup_printf ("（单位答复：%s）", remark->answer)
                                    : g_strdup (""));
  if (*remark->answer != '\0')
    set_take (row, "remedy", g_strdup_printf ("单位已答复：%s", remark->answer));
  else
    set (row, "remedy", "按复核意见修改或说明");
  set (row, "fact", *(char *) g_hash_table_lookup (row, "value") != '\0' ? "见复核意见" : "");
  set (row, "basis", "复核意见");
  set (row, "who", remark->who);
  set_take (row, "date", word_event_day (remark->time));
}

static void
add_remarks (Source *source)
{
  g_autoptr (GPtrArray) remarks = zp_review_list_remarks (source->form);

  for (guint i = 0; i < remarks->len; i++)
    {
      fill_remark (source, add_row (source, "remarks"), g_ptr_array_index (remarks, i));
      fill_remark (source, add_row (source, "findings"), g_ptr_array_index (remarks, i));
    }
}

static void
fill_deduction (Source *source,
                GHashTable *row,
                const ZpReviewRow *review,
                const ZpScore *score,
                ZpDecimal deviation)
{
  g_autofree char *self = zp_decimal_to_string (score->score);
  g_autofree char *reviewed = zp_decimal_to_string (review->score);

  set_place (source, row, review->address);
  set (row, "severity", "deduction");
  set (row, "group", "deduction");
  set (row, "check", "");
  set (row, "self", self);
  set (row, "review", reviewed);
  set_take (row, "deviation", zp_decimal_to_string (deviation));
  set (row, "cause", review->cause);
  set (row, "reason", review->reason);
  set (row, "actual", review->actual);
  set (row, "finding", *review->cause != '\0' ? review->cause : "复核得分与自评得分不一致");
  set_take (row, "fact",
            g_strdup_printf ("自评 %s 分，复核 %s 分%s%s", self, reviewed,
                             *review->reason != '\0' ? "；" : "", review->reason));
  set (row, "remedy", "按复核得分调整，或补充佐证材料");
  set (row, "basis", "复核扣分");
}

static void
add_review_row (Source *source, const char *address, const ZpScore *score)
{
  g_autoptr (ZpReviewRow) review = zp_review_get_row (source->form, source->card, address);
  ZpReviewDeviation deviation;

  if (review == NULL || !review->has_score || !score->has_score
      || !zp_review_compare (score->score, review->score, &deviation)
      || zp_decimal_is_zero (deviation.deviation))
    return;
  fill_deduction (source, add_row (source, "deductions"), review, score, deviation.deviation);
  fill_deduction (source, add_row (source, "findings"), review, score, deviation.deviation);
}

static void
add_review (Source *source)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (zp_form_get_template (source->form));

  for (guint i = 0; indicators != NULL && i < source->card->lines->len; i++)
    {
      const ZpScoreLine *line = &g_array_index (source->card->lines, ZpScoreLine, i);
      g_autofree char *address = g_strdup_printf ("%s/%s", indicators->key, line->row_id);

      add_review_row (source, address, &line->score);
    }
  if (source->card->has_execution)
    add_review_row (source, ZP_REVIEW_EXECUTION, &source->card->execution);
}

static gint64
get_deviation (gconstpointer row)
{
  ZpDecimal deviation;

  if (zp_decimal_parse (g_hash_table_lookup (*(GHashTable **) row, "deviation"), &deviation)
      != ZP_DECIMAL_OK)
    return 0;
  return deviation.micro;
}

static int
compare_deductions (gconstpointer a, gconstpointer b)
{
  gint64 left = get_deviation (a);
  gint64 right = get_deviation (b);

  return left < right ? -1 : left > right;
}

/* The rows that cost most, in words. */
static char *
word_main_reasons (const ZpDocumentValues *values)
{
  GPtrArray *deductions = zp_document_values_get_list (values, "deductions");
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < deductions->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (deductions, i));
  g_ptr_array_sort (sorted, compare_deductions);
  for (guint i = 0; i < sorted->len && i < N_MAIN_REASONS; i++)
    {
      GHashTable *row = g_ptr_array_index (sorted, i);
      const char *reason = g_hash_table_lookup (row, "reason");

      g_string_append_printf (text, "%s“%s”%s 分%s%s%s", text->len > 0 ? "；" : "",
                              (char *) g_hash_table_lookup (row, "object"),
                              (char *) g_hash_table_lookup (row, "deviation"),
                              *reason != '\0' ? "（" : "", reason, *reason != '\0' ? "）" : "");
    }
  return g_string_free (text, FALSE);
}

/* --- the form as a whole --- */

static void
set_scores (Source *source)
{
  GHashTable *texts = source->values->texts;
  const ZpScorecard *card = source->card;
  ZpDecimal review = card->total;
  ZpReviewDeviation deviation;
  const char *grade = card->grade;
  ZpPrinted rate = { card->rate, card->profile->rate_digits, TRUE };
  gboolean reviewed = zp_review_get_total (source->form, card, &review) || card->has_total;

  if (card->grade != NULL)
    grade = zp_profile_get_grade (card->profile, review);
  set_score (texts, "self", card->has_total, card->total);
  set_score (texts, "review", card->scored && reviewed, review);
  set (texts, "unscored", card->scored ? EMPTY : "1");
  set (texts, "not_yet_scored", card->scored && !card->has_total ? "1" : EMPTY);
  set (texts, "self_grade", card->grade != NULL ? card->grade : EMPTY);
  set (texts, "grade", grade != NULL ? grade : EMPTY);
  set_take (texts, "rate", card->has_rate ? zp_printed_to_string (&rate) : g_strdup (EMPTY));
  set (texts, "deviation", EMPTY);
  set (texts, "degree", EMPTY);
  if (!card->has_total || !zp_review_compare (card->total, review, &deviation))
    return;
  set_score (texts, "deviation", TRUE, deviation.deviation);
  set_take (texts, "degree", zp_review_degree_to_string (&deviation));
}

static void
set_events (Source *source)
{
  GHashTable *texts = source->values->texts;
  g_autoptr (GPtrArray) events = zp_event_log_list (source->form);

  set (texts, "who", "");
  set (texts, "submitted", "");
  for (guint i = 0; i < events->len; i++)
    {
      const ZpEvent *event = g_ptr_array_index (events, i);

      if (g_str_equal (event->role, zp_actor_role_to_string (ZP_ACTOR_REVIEWER)))
        {
          set (texts, "who", event->who);
          set_take (texts, "date", word_event_day (event->time));
        }
      if (g_str_equal (event->what, zp_review_action_to_string (ZP_REVIEW_SUBMIT)))
        set_take (texts, "submitted", word_event_day (event->time));
    }
  set_count (texts, "round", zp_review_get_round (source->form));
  set (texts, "reason", zp_review_get_reason (source->form));
  set (texts, "state", zp_form_state_to_string (zp_form_get_state (source->form)));
}

static void
set_counts (ZpDocumentValues *values)
{
  static const char *const keys[]
      = { "findings", "errors", "warnings", "hints", "remarks", "deductions" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *name = g_strdup_printf ("n_%s", keys[i]);

      set_count (values->texts, name, zp_document_values_get_list (values, keys[i])->len);
    }
  set_take (values->texts, "main_reasons", word_main_reasons (values));
}

static void
set_form (Source *source)
{
  static const char *const fields[] = { "year", "department" };
  GHashTable *texts = source->values->texts;
  ZpProfile *profile = zp_form_get_profile (source->form);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    set (texts, fields[i], zp_form_get_field (source->form, fields[i]));
  set (texts, "project", get_project (source->form));
  set (texts, "unit", get_unit (source->form));
  set (texts, "title", zp_template_get_title (zp_form_get_template (source->form)));
  set (texts, "profile", profile->title);
  set (texts, "profile_basis", profile->basis);
  set_scores (source);
  set_events (source);
}

static void
collect (ZpDocumentValues *self, ZpForm *form, gboolean as_whole)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);
  Source source = { self, form, card, findings };

  if (as_whole)
    set_form (&source);
  add_findings (&source);
  add_remarks (&source);
  add_review (&source);
  set_counts (self);
}

/**
 * zp_document_values_new:
 * @form: a form
 * @created: the day of the document, in seconds since 1970
 *
 * Returns: (transfer full): what a document can say of it
 */
ZpDocumentValues *
zp_document_values_new (ZpForm *form, gint64 created)
{
  ZpDocumentValues *self = g_new0 (ZpDocumentValues, 1);
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (created);

  g_return_val_if_fail (ZP_IS_FORM (form), NULL);

  self->texts = texts_new ();
  self->lists
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  set_take (self->texts, "today", word_day (day));
  set_take (self->texts, "date", word_day (day));
  set_count (self->texts, "n_forms", 1);
  collect (self, form, TRUE);
  return self;
}

/** zp_document_values_join: adds the rows of another form; the texts stay those of the first. */
void
zp_document_values_join (ZpDocumentValues *self, ZpForm *form)
{
  g_return_if_fail (self != NULL && ZP_IS_FORM (form));

  set_count (self->texts, "n_forms",
             (guint) g_ascii_strtoull (g_hash_table_lookup (self->texts, "n_forms"), NULL, 10) + 1);
  collect (self, form, FALSE);
}

void
zp_document_values_free (ZpDocumentValues *self)
{
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->lists);
  g_free (self);
}
