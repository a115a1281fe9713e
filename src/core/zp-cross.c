/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cross-private.h"

#include "zp-carry.h"
#include "zp-checks-private.h"
#include "zp-form-facts.h"
#include "zp-paper-words.h"
#include "zp-wording.h"

#include <string.h>

/* What only shows beside other forms: copied sentences and rows, one indicator measured in two
 * ways, targets easier than what was reached.  The others come one after the other, so that nobody
 * must hold all of them; what the unit has in all is in zp-cross-unit.c. */

#define SHOWN_CHARS 20
/* So many rows, and so many of a hundred, are no chance. */
#define COPIED_ROWS 4
#define COPIED_PERCENT 60

/* --- other forms --- */

/** zp_other_form_new: (transfer full): another form, of which nothing more is known yet. */
ZpOtherForm *
zp_other_form_new (
    const char *id, const char *project, const char *unit, const char *department, const char *year)
{
  ZpOtherForm *self = g_new0 (ZpOtherForm, 1);

  self->id = g_strdup (id);
  self->project = g_strdup (project);
  self->unit = g_strdup (unit);
  self->department = g_strdup (department);
  self->year = g_strdup (year);
  self->traces = zp_traces_new ();
  return self;
}

/** zp_other_form_new_from_form: (transfer full): all that is known of a form at hand. */
ZpOtherForm *
zp_other_form_new_from_form (const ZpForm *form, const ZpScorecard *card)
{
  ZpOtherForm *self
      = zp_other_form_new (zp_form_get_id (form), zp_form_get_field (form, "project_name"),
                           zp_form_get_field (form, "unit"), zp_form_get_field (form, "department"),
                           zp_form_get_field (form, "year"));

  self->has_score = card->has_total;
  self->score = card->total;
  self->has_budget = zp_form_get_money (form, ZP_ROLE_BUDGET, &self->budget);
  self->has_executed = zp_form_get_money (form, ZP_ROLE_EXECUTED, &self->executed);
  g_array_unref (self->traces);
  self->traces = zp_traces_list (form, card);
  return self;
}

static ZpOtherForm *
copy_name (const ZpOtherForm *other)
{
  return zp_other_form_new (other->id, other->project, other->unit, other->department, other->year);
}

/** zp_other_form_free: frees what is known of a form. */
void
zp_other_form_free (ZpOtherForm *self)
{
  g_free (self->id);
  g_free (self->project);
  g_free (self->unit);
  g_free (self->department);
  g_free (self->year);
  g_array_unref (self->traces);
  g_free (self);
}

/* --- reporting --- */

/* zp_across_begin: whether the profile wants the check; it decides how severe it is, too. */
gboolean
zp_across_begin (ZpAcross *self, const char *check, ZpSeverity severity)
{
  static const ZpSeverity all[] = { ZP_SEVERITY_ERROR, ZP_SEVERITY_WARNING, ZP_SEVERITY_HINT };
  const char *wanted = zp_profile_get_severity (self->card->profile, check);

  self->check = check;
  self->severity = severity;
  for (gsize i = 0; wanted != NULL && i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (zp_severity_to_string (all[i]), wanted))
      {
        self->severity = all[i];
        return TRUE;
      }
  return wanted == NULL;
}

/* zp_across_report: takes address, message and remedy over. */
void
zp_across_report (
    ZpAcross *self, char *address, const ZpOtherForm *other, char *message, char *remedy)
{
  ZpFinding *finding = g_new0 (ZpFinding, 1);
  const ZpScoreLine *line = NULL;
  ZpAddress a;

  if (address != NULL && zp_address_parse (address, &a) && a.table != NULL)
    line = zp_scorecard_find (self->card, a.row);
  finding->check = self->check;
  finding->severity = self->severity;
  finding->address = address;
  finding->row = line != NULL ? line->number : 0;
  finding->message = message;
  finding->remedy = remedy;
  if (other != NULL)
    {
      finding->other_id = g_strdup (other->id);
      finding->other_name = g_strdup (other->project);
    }
  g_ptr_array_add (self->findings, finding);
}

/* --- which forms may say the same --- */

/* Whoever compares several forms need not take out each one in its turn.  A second form of the same
 * project and year is the same form under another id: a file beside the library that has it. */
static gboolean
is_same_form (const ZpAcross *self, const ZpOtherForm *other)
{
  return g_strcmp0 (other->id, zp_form_get_id (self->form)) == 0
         || (*other->project != '\0'
             && g_str_equal (other->project, zp_form_get_field (self->form, "project_name"))
             && g_str_equal (other->unit, zp_form_get_field (self->form, "unit"))
             && g_str_equal (other->year, zp_form_get_field (self->form, "year")));
}

/* The stages and years of one project differ in these only: 第二批, 2021年, （三期）. */
static char *
dup_kernel (const char *project)
{
  static const char passing[] = "零一二三四五六七八九十第年批次期";
  GString *kernel = g_string_new (NULL);

  for (const char *p = project; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c) && g_utf8_strchr (passing, -1, c) == NULL)
        g_string_append_unichar (kernel, c);
    }
  return g_string_free (kernel, FALSE);
}

static gboolean
is_same_project (const ZpAcross *self, const ZpOtherForm *other)
{
  g_autofree char *own = dup_kernel (zp_form_get_field (self->form, "project_name"));
  g_autofree char *theirs = dup_kernel (other->project);

  return g_str_equal (own, theirs);
}

/* The form of a department repeats what those of its projects say. */
static gboolean
are_projects (const ZpAcross *self, const ZpOtherForm *other)
{
  return *zp_form_get_field (self->form, "project_name") != '\0' && *other->project != '\0';
}

/**
 * zp_is_last_year:
 *
 * Returns: whether another form is that of the same project a year before @form
 */
gboolean
zp_is_last_year (const ZpForm *form, const char *project, const char *unit, const char *year)
{
  const char *own = zp_form_get_field (form, "project_name");
  guint64 present = g_ascii_strtoull (zp_form_get_field (form, "year"), NULL, 10);

  return present > 0 && g_ascii_strtoull (year, NULL, 10) + 1 == present && *own != '\0'
         && g_str_equal (project, own) && g_str_equal (unit, zp_form_get_field (form, "unit"));
}

static gboolean
is_last_year (const ZpAcross *self, const ZpOtherForm *other)
{
  return zp_is_last_year (self->form, other->project, other->unit, other->year);
}

/* --- J2: copied --- */

/* Where a form says what was done, and not what it was meant to do. */
static gboolean
is_result (const char *address)
{
  return strstr (address, "actual") != NULL || strstr (address, "deviation") != NULL
         || strstr (address, "reason") != NULL || strstr (address, "problem") != NULL;
}

/* J2: the next year's form of the same project may have the same goal, but not the same result. */
static void
check_sentence (ZpAcross *self, const ZpTrace *own, const ZpOtherForm *other)
{
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;

  if (!are_projects (self, other) || !zp_across_begin (self, "J2", ZP_SEVERITY_WARNING)
      || (is_same_project (self, other) && !is_result (own->address)))
    return;
  place = zp_word_address (self->form, own->address);
  words = zp_text_shorten (zp_form_get (self->form, own->address), SHOWN_CHARS);
  zp_across_report (self, g_strdup (own->address), other,
                    g_strdup_printf (_ ("%s: “%s” stands word for word in “%s” (%s)"), place, words,
                                     other->project, other->year),
                    g_strdup (_ ("Write what this project did this year.")));
}

static gboolean
is_copy (const ZpAcross *self, guint n)
{
  return n >= COPIED_ROWS && n * 100 >= self->n_rows * COPIED_PERCENT;
}

/* One indicator may suit two projects; most of a table does not. */
static void
remember_copied (ZpAcross *self, const ZpOtherForm *other, guint n)
{
  if (n <= self->n_copied || !is_copy (self, n) || !are_projects (self, other)
      || is_same_project (self, other))
    return;
  self->n_copied = n;
  g_clear_pointer (&self->copied, zp_other_form_free);
  self->copied = copy_name (other);
}

/* J2: another project's indicators. */
static void
check_copied (ZpAcross *self)
{
  const ZpTrace *first = NULL;

  if (self->copied == NULL || !zp_across_begin (self, "J2", ZP_SEVERITY_WARNING))
    return;
  for (guint i = 0; first == NULL; i++)
    if (g_array_index (self->traces, ZpTrace, i).kind == ZP_TRACE_ROW)
      first = &g_array_index (self->traces, ZpTrace, i);
  zp_across_report (
      self, g_strdup (first->address), self->copied,
      g_strdup_printf (_ ("%u of %u indicators are those of “%s” (%s), with the same targets"),
                       self->n_copied, self->n_rows, self->copied->project, self->copied->year),
      g_strdup (_ ("Choose indicators that show what this project is for.")));
}

/* --- one indicator in two forms --- */

/* J5 */
static void
check_unit (ZpAcross *self, const ZpTrace *own, const ZpTrace *theirs, const ZpOtherForm *other)
{
  g_autofree char *place = NULL;

  if (g_str_equal (own->text, theirs->text) || *own->text == '\0' || *theirs->text == '\0'
      || !zp_across_begin (self, "J5", ZP_SEVERITY_HINT))
    return;
  place = zp_word_address (self->form, own->address);
  zp_across_report (self, g_strdup (own->address), other,
                    g_strdup_printf (_ ("%s is in %s, in “%s” (%s) in %s"), place, own->text,
                                     other->project, other->year, theirs->text),
                    g_strdup (_ ("Measure one indicator in the same unit in all projects.")));
}

/* E8 against last year's form of the same project, unless this form was carried over from it and
 * says itself what was reached. */
static void
check_easier (ZpAcross *self, const ZpTrace *own, const ZpTrace *theirs, const ZpOtherForm *other)
{
  const ZpScoreLine *line;
  ZpQuantity reached;
  g_autofree char *name = NULL;
  ZpAddress a;

  if (!is_last_year (self, other) || !zp_address_parse (own->address, &a)
      || *zp_form_get_last_actual (self->form, a.row) != '\0'
      || !zp_across_begin (self, "E8", ZP_SEVERITY_HINT))
    return;
  line = zp_scorecard_find (self->card, a.row);
  zp_quantity_parse (theirs->actual, &reached);
  if (line == NULL || !zp_check_is_easier (&line->target_quantity, &reached))
    return;
  name = zp_check_line_name (line);
  zp_across_report (self, g_strdup (own->address), other,
                    g_strdup_printf (_ ("%s: the target %s is easier than what %s came to: %s"),
                                     name, line->target, other->year, theirs->actual),
                    g_strdup (_ ("Raise the target, or say in the goal why less is planned.")));
}

/* B8 against last year's form of the same project. */
static void
check_budget (ZpAcross *self, const ZpOtherForm *other)
{
  const ZpExecutionSpec *execution = zp_template_get_execution (self->card->template_);
  const ZpRow *row = zp_form_get_execution_row (self->form);
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;
  ZpDecimal budget;

  if (g_hash_table_contains (self->told, "B8") || !is_last_year (self, other) || !other->has_budget
      || !zp_form_get_money (self->form, ZP_ROLE_BUDGET, &budget)
      || !zp_check_is_slip (budget, other->budget)
      || !zp_across_begin (self, "B8", ZP_SEVERITY_HINT))
    return;
  g_hash_table_add (self->told, (gpointer) "B8");
  now = zp_check_number (budget);
  then = zp_check_number (other->budget);
  zp_across_report (
      self,
      execution->table != NULL && row != NULL ? zp_check_cell (
          execution->table, zp_row_get_id (row), execution->columns->roles[ZP_ROLE_BUDGET]->key)
                                              : NULL,
      other,
      g_strdup_printf (
          _ ("the budget is %s万元, in “%s” (%s) it was %s万元: about 10,000 times more or less"),
          now, other->project, other->year, then),
      g_strdup (_ ("Check the unit: 元 or 万元?")));
}

/* --- comparing --- */

static guint
get_bit (gint64 hash)
{
  return (guint) (hash & (ZP_ACROSS_FILTER * 32 - 1));
}

static ZpTrace *
find_own (const ZpAcross *self, gint64 hash)
{
  guint bit = get_bit (hash);

  return (self->filter[bit / 32] >> bit % 32 & 1) != 0 ? g_hash_table_lookup (self->by_hash, &hash)
                                                       : NULL;
}

static void
add_own (ZpAcross *self, ZpTrace *trace)
{
  guint bit = get_bit (trace->hash);

  self->filter[bit / 32] |= 1u << bit % 32;
  g_hash_table_replace (self->by_hash, &trace->hash, trace);
  self->n_rows += trace->kind == ZP_TRACE_ROW;
}

/**
 * zp_across_new:
 * @form: a form, which must stay as it is meanwhile
 * @card: its scorecard
 *
 * Returns: (transfer full): @form, ready to be compared
 */
ZpAcross *
zp_across_new (const ZpForm *form, const ZpScorecard *card)
{
  ZpAcross *self = g_new0 (ZpAcross, 1);

  self->form = g_object_ref ((ZpForm *) form);
  self->card = zp_scorecard_ref ((ZpScorecard *) card);
  self->traces = zp_traces_list (form, card);
  self->by_hash = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->told = g_hash_table_new (g_str_hash, g_str_equal);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_finding_free);
  /* From the end on, so that of a sentence that stands twice the first place is named. */
  for (guint i = self->traces->len; i > 0; i--)
    add_own (self, &g_array_index (self->traces, ZpTrace, i - 1));
  return self;
}

/** zp_across_free: frees @self, whether it was finished or not. */
void
zp_across_free (ZpAcross *self)
{
  g_object_unref (self->form);
  zp_scorecard_unref (self->card);
  g_hash_table_unref (self->by_hash);
  g_hash_table_unref (self->told);
  g_array_unref (self->traces);
  g_clear_pointer (&self->copied, zp_other_form_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

/**
 * zp_across_knows:
 * @self: a form
 * @data: packed traces of another
 * @size: their bytes
 *
 * Quick, and without memory: most forms need not be looked at any closer.
 *
 * Returns: whether the other form has something that zp_across_compare() would tell
 */
gboolean
zp_across_knows (const ZpAcross *self, gconstpointer data, gsize size)
{
  gboolean both_projects = *zp_form_get_field (self->form, "project_name") != '\0';
  ZpPacked packed;
  guint n_rows = 0;

  if (!zp_packed_init (&packed, data, size))
    return FALSE;
  both_projects = both_projects && packed.is_project;
  for (guint i = 0; i < packed.n; i++)
    {
      const ZpTrace *own = find_own (self, zp_packed_get_hash (&packed, i));

      if (own == NULL)
        continue;
      if (own->kind == ZP_TRACE_ROW)
        n_rows++;
      else if (!g_hash_table_contains (self->told, own->address)
               && (own->kind == ZP_TRACE_SENTENCE
                       ? both_projects
                       : zp_packed_get_mark (&packed, i) != zp_trace_get_mark (own)))
        return TRUE;
    }
  return both_projects && n_rows > self->n_copied && is_copy (self, n_rows);
}

static void
compare_trace (ZpAcross *self, const ZpTrace *own, const ZpTrace *theirs, const ZpOtherForm *other)
{
  guint before = self->findings->len;

  if (g_hash_table_contains (self->told, own->address))
    return;
  if (own->kind == ZP_TRACE_SENTENCE)
    check_sentence (self, own, other);
  else
    {
      check_unit (self, own, theirs, other);
      check_easier (self, own, theirs, other);
    }
  if (self->findings->len > before)
    g_hash_table_add (self->told, own->address);
}

/**
 * zp_across_compare:
 * @self: a form
 * @other: another one, with its traces
 *
 * Compares what the two say.  Of several forms that say the same the first is named.
 */
void
zp_across_compare (ZpAcross *self, const ZpOtherForm *other)
{
  guint n_rows = 0;

  if (is_same_form (self, other))
    return;
  check_budget (self, other);
  for (guint i = 0; i < other->traces->len; i++)
    {
      const ZpTrace *theirs = &g_array_index (other->traces, ZpTrace, i);
      const ZpTrace *own = find_own (self, theirs->hash);

      if (own != NULL && own->kind == ZP_TRACE_ROW)
        n_rows++;
      else if (own != NULL)
        compare_trace (self, own, theirs, other);
    }
  remember_copied (self, other, n_rows);
}

/**
 * zp_across_finish:
 * @self: a form that was compared with all others
 * @list: (nullable): what the year's list says
 *
 * Returns: (transfer full) (element-type ZpFinding): what only shows beside other forms (group J)
 */
GPtrArray *
zp_across_finish (ZpAcross *self, const ZpUnitList *list)
{
  static const struct
  {
    const char *id;
    ZpSeverity severity;
    void (*function) (ZpAcross *self, const ZpUnitList *list);
  } checks[] = {
    { "J1", ZP_SEVERITY_WARNING, zp_across_check_scores },
    { "J3", ZP_SEVERITY_WARNING, zp_across_check_count },
    { "J4", ZP_SEVERITY_WARNING, zp_across_check_sums },
  };

  check_copied (self);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    if (zp_across_begin (self, checks[i].id, checks[i].severity))
      checks[i].function (self, list);
  return g_steal_pointer (&self->findings);
}

/**
 * zp_across_find_place:
 * @form: a form
 * @address: where something was found in it
 * @other: the form that says the same
 *
 * Returns: (transfer full) (nullable): where @other says it
 */
char *
zp_across_find_place (const ZpForm *form, const char *address, const ZpForm *other)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (ZpScorecard) other_card = zp_score_form (other);
  g_autoptr (GArray) own = zp_traces_list (form, card);
  g_autoptr (GArray) theirs = zp_traces_list (other, other_card);

  for (guint i = 0; i < own->len; i++)
    {
      const ZpTrace *mine = &g_array_index (own, ZpTrace, i);

      for (guint j = 0; g_str_equal (mine->address, address) && j < theirs->len; j++)
        if (g_array_index (theirs, ZpTrace, j).hash == mine->hash)
          return g_strdup (g_array_index (theirs, ZpTrace, j).address);
    }
  return NULL;
}

/**
 * zp_check_across:
 * @form: a form
 * @card: its scorecard
 * @others: (element-type ZpOtherForm): other forms
 *
 * Looks for what only shows beside others, without a library.
 *
 * Returns: (transfer full) (element-type ZpFinding): what was found
 */
GPtrArray *
zp_check_across (const ZpForm *form, const ZpScorecard *card, GPtrArray *others)
{
  g_autoptr (ZpAcross) across = zp_across_new (form, card);

  for (guint i = 0; i < others->len; i++)
    {
      zp_across_count (across, g_ptr_array_index (others, i));
      zp_across_compare (across, g_ptr_array_index (others, i));
    }
  return zp_across_finish (across, NULL);
}
