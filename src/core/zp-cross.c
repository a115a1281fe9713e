/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cross.h"

#include "zp-carry.h"
#include "zp-checks-private.h"
#include "zp-form-facts.h"
#include "zp-text-private.h"
#include "zp-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What only shows beside other forms: copied sentences, the same score everywhere, one indicator
 * measured in two ways.  A pure function of this form and of what is known of the others. */

/* Shorter sentences are like each other by chance: 项目已完成。 */
#define SENTENCE_CHARS 14
#define SHOWN_CHARS 20
#define MOST_SENTENCES 200
/* Two forms with one score are chance. */
#define FORMS_TO_COMPARE 3

static void
clear_trace (ZpTrace *trace)
{
  g_free (trace->address);
  g_free (trace->text);
  g_free (trace->actual);
}

static GArray *
new_traces (void)
{
  GArray *traces = g_array_new (FALSE, FALSE, sizeof (ZpTrace));

  g_array_set_clear_func (traces, (GDestroyNotify) clear_trace);
  return traces;
}

/* FNV-1a: it is kept in databases, so it must never change. */
static gint64
hash_text (const char *salt, const char *text)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (const char *p = salt; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (1099511628211);
  for (const char *p = text; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (1099511628211);
  return (gint64) (hash >> 1);
}

static void
add_trace (GArray *traces, gint64 hash, const char *address, const char *text, const char *actual)
{
  ZpTrace trace = { hash, g_strdup (address), g_strdup (text), g_strdup (actual) };

  g_array_append_val (traces, trace);
}

/* --- sentences --- */

static gboolean
ends_sentence (gunichar c)
{
  return c == '\n' || c == ';'
         || c == 0x3002 /* 。 */ || c == 0xff1b /* ； */ || c == 0xff01 /* ！ */;
}

/* Letters and digits only, so that spaces and commas hide nothing. */
static void
take_sentence (GArray *traces, const char *address, const char *start, const char *end)
{
  g_autoptr (GString) plain = g_string_new ("s");
  guint n = 0;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c))
        continue;
      g_string_append_unichar (plain, g_unichar_tolower (c));
      n++;
    }
  if (n >= SENTENCE_CHARS && traces->len < MOST_SENTENCES)
    add_trace (traces, hash_text ("sentence", plain->str), address, "", "");
}

static void
take_sentences (GArray *traces, const char *address, const char *text)
{
  const char *start = text;
  const char *p = text;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    if (ends_sentence (g_utf8_get_char (p)))
      {
        take_sentence (traces, address, start, p);
        start = g_utf8_next_char (p);
      }
  take_sentence (traces, address, start, p);
}

static void
take_rows (GArray *traces, const ZpForm *form, const ZpTableSpec *table)
{
  guint n = zp_form_get_n_rows (form, table->key);

  for (guint i = 0; i < n; i++)
    {
      const ZpRow *row = zp_form_get_row (form, table->key, i);

      for (guint j = 0; j < table->columns->len; j++)
        {
          const ZpColumnSpec *column = g_ptr_array_index (table->columns, j);
          g_autofree char *address = NULL;

          if (column->type != ZP_TYPE_PARAGRAPH || column->role == ZP_ROLE_LEVEL3)
            continue;
          address = zp_check_cell (table->key, row->id, column->key);
          take_sentences (traces, address, zp_row_get (row, column->key));
        }
    }
}

/* --- indicators --- */

static void
take_indicator (GArray *traces,
                const ZpForm *form,
                const ZpScorecard *card,
                const ZpScoreLine *line)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (card->template_);
  const ZpColumnSpec *target = indicators->roles[ZP_ROLE_TARGET];
  g_autofree char *salt = g_strconcat ("indicator/", zp_form_get_field (form, "unit"), "/", NULL);
  g_autofree char *address = NULL;
  ZpPlain plain;

  zp_plain_init (&plain, line->level3);
  zp_plain_trim (&plain);
  if (plain.length == 0 || target == NULL || zp_check_is_placeholder (line->level3)
      || line->target_quantity.kind != ZP_QUANTITY_NUMBER)
    return;
  address = zp_check_cell (indicators->key, line->row_id, target->key);
  add_trace (
      traces, hash_text (salt, plain.text), address, line->target_quantity.unit, line->actual);
}

/**
 * zp_traces_list:
 * @form: a form
 * @card: its scorecard
 *
 * Returns: (transfer full) (element-type ZpTrace): its sentences and indicators
 */
GArray *
zp_traces_list (const ZpForm *form, const ZpScorecard *card)
{
  GArray *traces = new_traces ();
  GPtrArray *fields = zp_template_get_fields (card->template_);
  GPtrArray *tables = zp_template_get_tables (card->template_);

  for (guint i = 0; i < fields->len; i++)
    {
      const ZpColumnSpec *field = g_ptr_array_index (fields, i);

      if (field->type == ZP_TYPE_PARAGRAPH)
        take_sentences (traces, field->key, zp_form_get_field (form, field->key));
    }
  for (guint i = 0; i < tables->len; i++)
    take_rows (traces, form, g_ptr_array_index (tables, i));
  for (guint i = 0; i < card->lines->len; i++)
    take_indicator (traces, form, card, &g_array_index (card->lines, ZpScoreLine, i));
  return traces;
}

/* --- other forms --- */

/** zp_other_form_new: (transfer full): another form, of which nothing more is known yet. */
ZpOtherForm *
zp_other_form_new (const char *id, const char *project, const char *unit, const char *year)
{
  ZpOtherForm *self = g_new0 (ZpOtherForm, 1);

  self->id = g_strdup (id);
  self->project = g_strdup (project);
  self->unit = g_strdup (unit);
  self->year = g_strdup (year);
  self->traces = new_traces ();
  return self;
}

/** zp_other_form_new_from_form: (transfer full): all that is known of a form at hand. */
ZpOtherForm *
zp_other_form_new_from_form (const ZpForm *form, const ZpScorecard *card)
{
  ZpOtherForm *self = zp_other_form_new (zp_form_get_id (form),
                                         zp_form_get_field (form, "project_name"),
                                         zp_form_get_field (form, "unit"),
                                         zp_form_get_field (form, "year"));

  self->has_score = card->scored && card->grade != NULL;
  self->score = card->total;
  self->has_budget = zp_form_get_money (form, ZP_ROLE_BUDGET, &self->budget);
  g_array_unref (self->traces);
  self->traces = zp_traces_list (form, card);
  return self;
}

/** zp_other_form_add_trace: notes something that stands in it. */
void
zp_other_form_add_trace (
    ZpOtherForm *self, gint64 hash, const char *address, const char *text, const char *actual)
{
  add_trace (self->traces, hash, address, text, actual);
}

/** zp_other_form_free: frees what is known of a form. */
void
zp_other_form_free (ZpOtherForm *self)
{
  g_free (self->id);
  g_free (self->project);
  g_free (self->unit);
  g_free (self->year);
  g_array_unref (self->traces);
  g_free (self);
}

/* --- the checks --- */

typedef struct
{
  const ZpForm *form;
  const ZpScorecard *card;
  GPtrArray *findings;
} Across;

static gboolean
wants (const Across *across, const char *check, ZpSeverity *severity)
{
  static const char *const words[] = { "error", "warning", "hint" };
  const char *wanted = zp_profile_get_severity (across->card->profile, check);

  for (guint i = 0; wanted != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], wanted))
      {
        *severity = i;
        return TRUE;
      }
  return wanted == NULL;
}

/* Takes address, message and remedy over. */
static void
report (Across *across,
        const char *check,
        ZpSeverity severity,
        char *address,
        const ZpOtherForm *other,
        char *message,
        char *remedy)
{
  ZpFinding *finding = g_new0 (ZpFinding, 1);
  const ZpScoreLine *line = NULL;
  ZpAddress a;

  if (address != NULL && zp_address_parse (address, &a) && a.table != NULL)
    line = zp_scorecard_find (across->card, a.row);
  finding->check = check;
  finding->severity = severity;
  finding->address = address;
  finding->row = line != NULL ? line->number : 0;
  finding->message = message;
  finding->remedy = remedy;
  if (other != NULL)
    {
      finding->other_id = g_strdup (other->id);
      finding->other_name = g_strdup (other->project);
    }
  g_ptr_array_add (across->findings, finding);
}

/* Whoever compares several forms need not take out each one in its turn. */
static gboolean
is_same_form (const Across *across, const ZpOtherForm *other)
{
  return g_strcmp0 (other->id, zp_form_get_id (across->form)) == 0;
}

/* J1: every form of the unit has one score. */
static void
check_scores (Across *across, GPtrArray *others)
{
  const char *unit = zp_form_get_field (across->form, "unit");
  const char *year = zp_form_get_field (across->form, "year");
  ZpSeverity severity = ZP_SEVERITY_WARNING;
  g_autofree char *score = NULL;
  guint n = 1;

  if (!across->card->scored || across->card->grade == NULL || *unit == '\0'
      || !wants (across, "J1", &severity))
    return;
  for (guint i = 0; i < others->len; i++)
    {
      const ZpOtherForm *other = g_ptr_array_index (others, i);

      if (is_same_form (across, other) || !other->has_score || !g_str_equal (other->unit, unit)
          || !g_str_equal (other->year, year))
        continue;
      if (!zp_decimal_equal (other->score, across->card->total))
        return;
      n++;
    }
  if (n < FORMS_TO_COMPARE)
    return;
  score = zp_check_number (across->card->total);
  report (across,
          "J1",
          severity,
          g_strdup ("total/score"),
          NULL,
          g_strdup_printf (_ ("all %u forms of the unit have %s points this year"), n, score),
          g_strdup (_ (
              "A reviewer doubts such scores: check whether the projects really came out alike.")));
}

/* Where a form says what was done, and not what it was meant to do. */
static gboolean
is_result (const char *address)
{
  return strstr (address, "actual") != NULL || strstr (address, "deviation") != NULL
         || strstr (address, "reason") != NULL || strstr (address, "problem") != NULL;
}

static char *
dup_beginning (const Across *across, const char *address)
{
  const char *text = zp_form_get (across->form, address);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), SHOWN_CHARS));

  return g_strdelimit (g_steal_pointer (&start), "\n", ' ');
}

/* J2: the next year's form of the same project may have the same goal, but not the same result. */
static void
check_sentence (Across *across, const ZpTrace *own, const ZpOtherForm *other)
{
  const char *project = zp_form_get_field (across->form, "project_name");
  ZpSeverity severity = ZP_SEVERITY_WARNING;
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;

  /* The form of a department repeats what those of its projects say. */
  if (*project == '\0' || *other->project == '\0')
    return;
  if (!wants (across, "J2", &severity)
      || (g_str_equal (other->project, project) && !is_result (own->address)))
    return;
  place = zp_word_address (across->form, own->address);
  words = dup_beginning (across, own->address);
  report (across,
          "J2",
          severity,
          g_strdup (own->address),
          other,
          g_strdup_printf (_ ("%s: “%s…” stands word for word in “%s” (%s)"),
                           place,
                           words,
                           other->project,
                           other->year),
          g_strdup (_ ("Write what this project did this year.")));
}

static gboolean
is_last_year (const Across *across, const ZpOtherForm *other)
{
  guint64 year = g_ascii_strtoull (zp_form_get_field (across->form, "year"), NULL, 10);
  const char *project = zp_form_get_field (across->form, "project_name");

  return year > 0 && g_ascii_strtoull (other->year, NULL, 10) + 1 == year && *project != '\0'
         && g_str_equal (other->project, project)
         && g_str_equal (other->unit, zp_form_get_field (across->form, "unit"));
}

/* B8 against last year's form of the same project. */
static void
check_budget (Across *across, const ZpOtherForm *other)
{
  const ZpExecutionSpec *execution = zp_template_get_execution (across->card->template_);
  const ZpRow *row = zp_form_get_execution_row (across->form);
  ZpSeverity severity = ZP_SEVERITY_HINT;
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;
  ZpDecimal budget;

  if (!is_last_year (across, other) || !other->has_budget
      || !zp_form_get_money (across->form, ZP_ROLE_BUDGET, &budget)
      || !zp_check_is_slip (budget, other->budget) || !wants (across, "B8", &severity))
    return;
  now = zp_check_number (budget);
  then = zp_check_number (other->budget);
  report (
      across,
      "B8",
      severity,
      execution->table != NULL && row != NULL ? zp_check_cell (
          execution->table, zp_row_get_id (row), execution->columns->roles[ZP_ROLE_BUDGET]->key)
                                              : NULL,
      other,
      g_strdup_printf (
          _ ("the budget is %s万元, in “%s” (%s) it was %s万元: about 10,000 times more or less"),
          now,
          other->project,
          other->year,
          then),
      g_strdup (_ ("Check the unit: 元 or 万元?")));
}

/* J5 */
static void
check_unit (Across *across, const ZpTrace *own, const ZpTrace *theirs, const ZpOtherForm *other)
{
  ZpSeverity severity = ZP_SEVERITY_HINT;
  g_autofree char *place = NULL;

  if (g_str_equal (own->text, theirs->text) || *own->text == '\0' || *theirs->text == '\0'
      || !wants (across, "J5", &severity))
    return;
  place = zp_word_address (across->form, own->address);
  report (across,
          "J5",
          severity,
          g_strdup (own->address),
          other,
          g_strdup_printf (_ ("%s is in %s, in “%s” (%s) in %s"),
                           place,
                           own->text,
                           other->project,
                           other->year,
                           theirs->text),
          g_strdup (_ ("Measure one indicator in the same unit in all projects.")));
}

/* E8 against last year's form of the same project, unless this form was carried over from it and
 * says itself what was reached. */
static void
check_easier (Across *across, const ZpTrace *own, const ZpTrace *theirs, const ZpOtherForm *other)
{
  ZpSeverity severity = ZP_SEVERITY_HINT;
  const ZpScoreLine *line;
  ZpQuantity reached;
  g_autofree char *name = NULL;
  ZpAddress a;

  if (!is_last_year (across, other) || !zp_address_parse (own->address, &a)
      || *zp_form_get_last_actual (across->form, a.row) != '\0' || !wants (across, "E8", &severity))
    return;
  line = zp_scorecard_find (across->card, a.row);
  zp_quantity_parse (theirs->actual, &reached);
  if (line == NULL || !zp_check_is_easier (&line->target_quantity, &reached))
    return;
  name = zp_check_line_name (line);
  report (across,
          "E8",
          severity,
          g_strdup (own->address),
          other,
          g_strdup_printf (_ ("%s: the target %s is easier than what %s came to: %s"),
                           name,
                           line->target,
                           other->year,
                           theirs->actual),
          g_strdup (_ ("Raise the target, or say in the goal why less is planned.")));
}

static gboolean
is_target (const Across *across, const char *address)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (across->card->template_);
  ZpAddress a;

  return indicators != NULL && indicators->roles[ZP_ROLE_TARGET] != NULL
         && zp_address_parse (address, &a) && a.table == indicators->key
         && a.key == indicators->roles[ZP_ROLE_TARGET]->key;
}

/**
 * zp_check_across:
 * @form: a form
 * @card: its scorecard
 * @others: (element-type ZpOtherForm): other forms, or what is known of them
 *
 * Looks for what only shows beside other forms (group J).  Of several forms that say the same the
 * first is named.
 *
 * Returns: (transfer full) (element-type ZpFinding): what was found
 */
GPtrArray *
zp_check_across (const ZpForm *form, const ZpScorecard *card, GPtrArray *others)
{
  Across across = { form, card, g_ptr_array_new_with_free_func ((GDestroyNotify) zp_finding_free) };
  g_autoptr (GArray) own = zp_traces_list (form, card);
  g_autoptr (GHashTable) by_hash = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  /* From the end on, so that of a sentence that stands twice the first place is named. */
  for (guint i = own->len; i > 0; i--)
    g_hash_table_replace (
        by_hash, &g_array_index (own, ZpTrace, i - 1).hash, &g_array_index (own, ZpTrace, i - 1));
  check_scores (&across, others);
  for (guint i = 0; i < others->len; i++)
    {
      const ZpOtherForm *other = g_ptr_array_index (others, i);

      if (!is_same_form (&across, other))
        check_budget (&across, other);
      for (guint j = 0; !is_same_form (&across, other) && j < other->traces->len; j++)
        {
          const ZpTrace *theirs = &g_array_index (other->traces, ZpTrace, j);
          ZpTrace *mine = g_hash_table_lookup (by_hash, &theirs->hash);
          guint before = across.findings->len;

          if (mine == NULL || g_hash_table_contains (told, mine->address))
            continue;
          if (is_target (&across, mine->address))
            {
              check_unit (&across, mine, theirs, other);
              check_easier (&across, mine, theirs, other);
            }
          else
            check_sentence (&across, mine, other);
          if (across.findings->len > before)
            g_hash_table_add (told, mine->address);
        }
    }
  return across.findings;
}
