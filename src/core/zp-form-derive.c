/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-derive-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-error.h"
#include "zp-form-private.h"

/* Figures of forms, taken over into a document that sums them up.  What somebody wrote in the
 * document stays: only the figures that the template names are set.  The document remembers the
 * forms by their ids, so that its figures can follow them later. */

#define LEVELS "levels/"
#define ALL_LEVELS "*"
#define ROW_ID_MAX 32

typedef struct
{
  const ZpForm *form;
  const ZpScorecard *card;
  const char *table; /* the row that is derived, or NULL */
  const char *row;
} Source;

typedef struct
{
  ZpForm *document;
  guint n_changed; /* figures */
  gboolean rows_changed;
} Target;

/* levels/产出指标/score, or /weight: of the goal that is derived, else of all goals. */
static char *
dup_level (const Source *source, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 2);
  ZpDecimal sum = ZP_DECIMAL_ZERO;
  gboolean weight = g_strcmp0 (parts[1], "weight") == 0;
  gboolean any = FALSE;
  ZpDigits digits
      = weight ? source->card->profile->weight_digits : source->card->profile->total_digits;

  for (guint i = 0; i < source->card->levels->len; i++)
    {
      const ZpScoreLevel *level = &g_array_index (source->card->levels, ZpScoreLevel, i);

      if ((!g_str_equal (parts[0], ALL_LEVELS) && !g_str_equal (parts[0], level->level1))
          || (source->row != NULL && !g_str_equal (source->row, level->goal)))
        continue;
      any = zp_decimal_add (sum, weight ? level->weight : level->score, &sum);
    }
  return any ? zp_decimal_format (sum, digits.min, digits.max) : g_strdup ("");
}

static char *
dup_execution_weight (const ZpScorecard *card)
{
  ZpDigits digits = card->profile->weight_digits;

  return card->has_execution ? zp_decimal_format (card->execution_weight, digits.min, digits.max)
                             : g_strdup ("");
}

static char *
dup_source (const Source *source, const char *path)
{
  g_autofree char *address = NULL;
  ZpPrinted printed;

  if (g_str_has_prefix (path, LEVELS))
    return dup_level (source, path + strlen (LEVELS));
  if (g_str_equal (path, "execution/weight"))
    return dup_execution_weight (source->card);
  if (g_str_equal (path, "total/grade"))
    return g_strdup (source->card->grade != NULL ? source->card->grade : "");
  address = source->row != NULL && strchr (path, '/') == NULL
                ? g_strdup_printf ("%s/%s/%s", source->table, source->row, path)
                : g_strdup (path);
  if (zp_scorecard_compute (source->card, source->form, address, &printed))
    return zp_printed_to_string (&printed);
  return g_strdup (zp_form_get (source->form, address));
}

/* --- figures --- */

static void
set_figure (Target *target, const char *table, const char *row, const char *key, const char *text)
{
  const ZpRow *owner
      = table != NULL ? zp_form_find_row (target->document, table, row) : target->document->fields;

  if (g_str_equal (zp_row_get (owner, key), text))
    return;
  zp_history_set (target->document->history, table, row, key, text);
  target->n_changed++;
}

static void
derive_fields (Target *target, const Source *source, GArray *pairs)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const ZpDerivePair *pair = &g_array_index (pairs, ZpDerivePair, i);
      g_autofree char *text = dup_source (source, pair->source);

      set_figure (target, NULL, NULL, pair->key, text);
    }
}

static void
insert_row (Target *target, const ZpDeriveTable *table, const char *id, guint position)
{
  g_autoptr (ZpRow) row = zp_row_new (id, FALSE);

  zp_history_insert (target->document->history, table->key, row,
                     MIN (position, zp_form_get_n_rows (target->document, table->key)));
  target->rows_changed = TRUE;
}

static void
derive_row (Target *target, const Source *source, const ZpDeriveTable *table, const char *id)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const ZpDerivePair *pair = &g_array_index (table->columns, ZpDerivePair, i);
      g_autofree char *text = dup_source (source, pair->source);

      set_figure (target, table->key, id, pair->key, text);
    }
}

/* A row whose origin is gone keeps what was written in it, but no figures. */
static void
empty_row (Target *target, const ZpDeriveTable *table, const char *id)
{
  for (guint i = 0; i < table->columns->len; i++)
    set_figure (target, table->key, id, g_array_index (table->columns, ZpDerivePair, i).key, "");
}

/* --- a row for each row of the form --- */

static void
derive_table (Target *target, const Source *all, const ZpDeriveTable *table)
{
  guint n = zp_form_get_n_rows (all->form, table->each);

  for (guint i = 0; i < n; i++)
    {
      Source source = *all;

      source.table = table->each;
      source.row = zp_row_get_id (zp_form_get_row (all->form, table->each, i));
      if (zp_form_find_row (target->document, table->key, source.row) == NULL)
        insert_row (target, table, source.row, i);
      derive_row (target, &source, table, source.row);
    }
  for (guint i = 0; i < zp_form_get_n_rows (target->document, table->key); i++)
    {
      const char *id = zp_row_get_id (zp_form_get_row (target->document, table->key, i));

      if (zp_form_find_row (all->form, table->each, id) == NULL)
        empty_row (target, table, id);
    }
}

/* --- a row for each form --- */

/* The id of the row for the form @form_id: a UUID is too long for one, unless its hyphens go. */
char *
zp_derive_dup_row_id (const char *form_id)
{
  GString *id = g_string_new (form_id);

  if (id->len > ROW_ID_MAX)
    g_string_replace (id, "-", "", 0);
  g_string_truncate (id, MIN (id->len, ROW_ID_MAX));
  return g_string_free (id, FALSE);
}

/* The row of a form that is not summed up any more goes, unless somebody wrote in it. */
static void
drop_row (Target *target, const ZpDeriveTable *table, const char *form_id)
{
  g_autofree char *id = zp_derive_dup_row_id (form_id);
  g_autofree const char **figures = g_new0 (const char *, table->columns->len + 1);
  const ZpFormTable *rows = zp_form_find_table (target->document, table->key);
  int position = rows != NULL ? zp_form_table_find (rows, id) : -1;

  if (position < 0)
    return;
  for (guint i = 0; i < table->columns->len; i++)
    figures[i] = g_array_index (table->columns, ZpDerivePair, i).key;
  if (!zp_row_is_empty (g_ptr_array_index (rows->rows, position), figures))
    {
      empty_row (target, table, id);
      return;
    }
  zp_history_remove (target->document->history, table->key, position);
  target->rows_changed = TRUE;
}

/* When figures are only brought up to date, a row that somebody removed stays away. */
static void
derive_forms (Target *target,
              const ZpDeriveSource *sources,
              gsize n_sources,
              const ZpDeriveTable *table,
              gboolean refresh)
{
  for (gsize i = 0; i < n_sources; i++)
    {
      Source source = { .form = sources[i].form, .card = sources[i].card };
      g_autofree char *id = zp_derive_dup_row_id (zp_form_get_id (sources[i].form));
      gboolean there = zp_form_find_row (target->document, table->key, id) != NULL;

      if (!there && refresh)
        continue;
      if (!there)
        insert_row (target, table, id, i);
      derive_row (target, &source, table, id);
    }
}

/* --- which forms --- */

static gboolean
is_source (const ZpDeriveSource *sources, gsize n_sources, const char *id)
{
  for (gsize i = 0; i < n_sources; i++)
    if (g_str_equal (zp_form_get_id (sources[i].form), id))
      return TRUE;
  return FALSE;
}

static void
drop_former (Target *target,
             const ZpDeriveSource *sources,
             gsize n_sources,
             const ZpDeriveTable *table)
{
  g_auto (GStrv) former = zp_form_dup_sources (target->document);

  for (guint i = 0; former[i] != NULL; i++)
    if (!is_source (sources, n_sources, former[i]))
      drop_row (target, table, former[i]);
}

static void
remember (Target *target, const ZpDeriveSource *sources, gsize n_sources)
{
  g_autofree const char **ids = g_new0 (const char *, n_sources + 1);
  g_autofree char *words = NULL;

  for (gsize i = 0; i < n_sources; i++)
    ids[i] = zp_form_get_id (sources[i].form);
  words = zp_value_from_words (ids);
  if (g_str_equal (zp_form_get_field (target->document, ZP_FIELD_SOURCE_FORMS), words))
    return;
  zp_history_set (target->document->history, NULL, NULL, ZP_FIELD_SOURCE_FORMS, words);
  target->rows_changed = TRUE;
}

static void
derive (Target *target, const ZpDeriveSource *sources, gsize n_sources, gboolean refresh)
{
  const ZpDeriveSpec *spec = zp_template_get_derive (target->document->template_);
  Source first = { .form = sources[0].form, .card = sources[0].card };

  derive_fields (target, &first, spec->fields);
  for (guint i = 0; i < spec->tables->len; i++)
    {
      const ZpDeriveTable *table = &g_array_index (spec->tables, ZpDeriveTable, i);

      (void) zp_form_ensure_table (target->document, table->key);
      if (!g_str_equal (table->each, ZP_DERIVE_FORMS))
        {
          derive_table (target, &first, table);
          continue;
        }
      if (!refresh)
        drop_former (target, sources, n_sources, table);
      derive_forms (target, sources, n_sources, table, refresh);
    }
  if (!refresh)
    remember (target, sources, n_sources);
}

static gboolean
check_sources (const ZpForm *document,
               const ZpDeriveSource *sources,
               gsize n_sources,
               GError **error)
{
  for (gsize i = 0; i < n_sources; i++)
    {
      if (zp_form_can_derive (document, sources[i].form))
        continue;
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
                   _ ("“%s” is not derived from “%s”; choose another form"),
                   zp_template_get_title (zp_form_get_template (document)),
                   zp_template_get_title (zp_form_get_template (sources[i].form)));
      return FALSE;
    }
  if (n_sources == 1 || zp_derive_spec_takes_several (zp_template_get_derive (document->template_)))
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT, _ ("“%s” sums up one form; choose only one"),
               zp_template_get_title (zp_form_get_template (document)));
  return FALSE;
}

static gboolean
derive_checked (ZpForm *document,
                const ZpDeriveSource *sources,
                gsize n_sources,
                gboolean refresh,
                guint *out_changed,
                GError **error)
{
  Target target = { .document = document };

  if (!check_sources (document, sources, n_sources, error)
      || !zp_form_check_editable (document, zp_template_get_title (document->template_), error))
    return FALSE;
  zp_history_begin (document->history, ZP_STEP_GROUP, "");
  derive (&target, sources, n_sources, refresh);
  zp_history_end (document->history);
  if (target.n_changed > 0 || target.rows_changed)
    zp_form_emit_changed (document);
  if (out_changed != NULL)
    *out_changed = target.n_changed;
  return TRUE;
}

/**
 * zp_form_can_derive:
 * @document: a form
 * @from: another form
 *
 * Returns: whether the template of @document says how it sums up forms like @from
 */
gboolean
zp_form_can_derive (const ZpForm *document, const ZpForm *from)
{
  const ZpDeriveSpec *spec = zp_template_get_derive (zp_form_get_template (document));

  return spec->from != NULL
         && g_strv_contains ((const char *const *) spec->from,
                             zp_template_get_id (zp_form_get_template (from)));
}

/** zp_form_dup_sources: (transfer full): the ids of the forms that @document sums up, none at first. */
char **
zp_form_dup_sources (const ZpForm *document)
{
  const char *text;

  g_return_val_if_fail (ZP_IS_FORM ((ZpForm *) document), NULL);

  text = zp_form_get_field (document, ZP_FIELD_SOURCE_FORMS);
  if (*text == '\0' || zp_value_is_words (text))
    return zp_value_get_words (text);
  return g_strsplit (text, "\n", 1);
}

/**
 * zp_form_derive:
 * @document: a document that sums up a form
 * @from: the form
 * @card: the scorecard of @from
 * @error: return location
 *
 * zp_form_derive_all() with one form.
 *
 * Returns: whether @document sums up forms of this kind (%ZP_ERROR_FORMAT)
 */
gboolean
zp_form_derive (ZpForm *document, const ZpForm *from, const ZpScorecard *card, GError **error)
{
  const ZpDeriveSource source = { from, card };

  return zp_form_derive_all (document, &source, 1, NULL, error);
}

/**
 * zp_form_derive_all:
 * @document: a document that sums up forms
 * @sources: (array length=n_sources): the forms, in the order in which they are told
 * @n_sources: how many, at least one; more only where the template takes several
 * @out_changed: (out) (optional): how many figures are others now
 * @error: return location
 *
 * Sets the figures of @document, exactly those that its template names, to what the forms say now,
 * and remembers the forms: one undo step.  Everything else stays as it was written.  Fields are
 * taken from the first form.
 *
 * Returns: whether @document sums up forms of this kind (%ZP_ERROR_FORMAT)
 */
gboolean
zp_form_derive_all (ZpForm *document,
                    const ZpDeriveSource *sources,
                    gsize n_sources,
                    guint *out_changed,
                    GError **error)
{
  g_return_val_if_fail (ZP_IS_FORM (document), FALSE);
  g_return_val_if_fail (sources != NULL && n_sources > 0, FALSE);

  return derive_checked (document, sources, n_sources, FALSE, out_changed, error);
}

/**
 * zp_form_refresh_figures:
 * @document: a document that remembers forms
 * @sources: (array length=n_sources): those of them that are still there, in the same order
 * @n_sources: how many, at least one
 * @out_changed: (out) (optional): how many figures are others now
 * @error: return location
 *
 * Brings the figures of @document up to date, as one undo step, or none when all are right.  The
 * figures of forms that are not there any more stay.
 *
 * Returns: whether @document sums up forms of this kind (%ZP_ERROR_FORMAT)
 */
gboolean
zp_form_refresh_figures (ZpForm *document,
                         const ZpDeriveSource *sources,
                         gsize n_sources,
                         guint *out_changed,
                         GError **error)
{
  g_return_val_if_fail (ZP_IS_FORM (document), FALSE);
  g_return_val_if_fail (sources != NULL && n_sources > 0, FALSE);

  return derive_checked (document, sources, n_sources, TRUE, out_changed, error);
}
