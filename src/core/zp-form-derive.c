/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-derive.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-error.h"
#include "zp-form-private.h"

/* Figures of a form, taken over into a document that sums it up.  What somebody wrote in the
 * document stays: only the figures that the template names are set. */

#define LEVELS "levels/"
#define ALL_LEVELS "*"

typedef struct
{
  const ZpForm *form;
  const ZpScorecard *card;
  const char *table; /* the row that is derived, or NULL */
  const char *row;
} Source;

/* levels/产出指标/score, or /weight: of the goal that is derived, else of all goals. */
static char *
dup_level (const Source *source,
           const char   *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 2);
  ZpDecimal sum = ZP_DECIMAL_ZERO;
  gboolean weight = g_strcmp0 (parts[1], "weight") == 0;
  gboolean any = FALSE;
  ZpDigits digits = weight ? source->card->profile->weight_digits : source->card->profile->total_digits;

  for (guint i = 0; i < source->card->levels->len; i++)
    {
      const ZpScoreLevel *level = &g_array_index (source->card->levels, ZpScoreLevel, i);

      if ((!g_str_equal (parts[0], ALL_LEVELS) && !g_str_equal (parts[0], level->level1)) ||
          (source->row != NULL && !g_str_equal (source->row, level->goal)))
        continue;
      any = zp_decimal_add (sum, weight ? level->weight : level->score, &sum);
    }
  return any ? zp_decimal_format (sum, digits.min, digits.max) : g_strdup ("");
}

static char *
dup_execution_weight (const ZpScorecard *card)
{
  ZpDigits digits = card->profile->weight_digits;

  return card->has_execution ? zp_decimal_format (card->execution_weight, digits.min, digits.max) : g_strdup ("");
}

static char *
dup_source (const Source *source,
            const char   *path)
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

/* --- the document --- */

static void
derive_fields (ZpForm       *document,
               const Source *source,
               GArray       *pairs)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const ZpDerivePair *pair = &g_array_index (pairs, ZpDerivePair, i);
      g_autofree char *text = dup_source (source, pair->source);

      zp_history_set (document->history, NULL, NULL, pair->key, text);
    }
}

static void
derive_row (ZpForm              *document,
            const Source        *source,
            const ZpDeriveTable *table,
            guint                position)
{
  if (zp_form_find_row (document, table->key, source->row) == NULL)
    {
      g_autoptr (ZpRow) row = zp_row_new (source->row, FALSE);

      zp_history_insert (document->history, table->key, row, position);
    }
  for (guint i = 0; i < table->columns->len; i++)
    {
      const ZpDerivePair *pair = &g_array_index (table->columns, ZpDerivePair, i);
      g_autofree char *text = dup_source (source, pair->source);

      zp_history_set (document->history, table->key, source->row, pair->key, text);
    }
}

/* A row whose origin is gone keeps what was written in it, but no figures. */
static void
empty_row (ZpForm              *document,
           const ZpDeriveTable *table,
           const char          *id)
{
  for (guint i = 0; i < table->columns->len; i++)
    zp_history_set (document->history, table->key, id, g_array_index (table->columns, ZpDerivePair, i).key, "");
}

static void
derive_table (ZpForm              *document,
              const Source        *all,
              const ZpDeriveTable *table)
{
  guint n = zp_form_get_n_rows (all->form, table->each);

  (void) zp_form_ensure_table (document, table->key);
  for (guint i = 0; i < n; i++)
    {
      Source source = *all;

      source.table = table->each;
      source.row = zp_row_get_id (zp_form_get_row (all->form, table->each, i));
      derive_row (document, &source, table, MIN (i, zp_form_get_n_rows (document, table->key)));
    }
  for (guint i = 0; i < zp_form_get_n_rows (document, table->key); i++)
    {
      const char *id = zp_row_get_id (zp_form_get_row (document, table->key, i));

      if (zp_form_find_row (all->form, table->each, id) == NULL)
        empty_row (document, table, id);
    }
}

/**
 * zp_form_can_derive:
 * @document: a form
 * @from: another form
 *
 * Returns: whether the template of @document says how it sums up forms like @from
 */
gboolean
zp_form_can_derive (const ZpForm *document,
                    const ZpForm *from)
{
  const ZpDeriveSpec *spec = zp_template_get_derive (zp_form_get_template (document));

  return spec->from != NULL &&
         g_strv_contains ((const char *const *) spec->from, zp_template_get_id (zp_form_get_template (from)));
}

/**
 * zp_form_derive:
 * @document: a document that sums up a form
 * @from: the form
 * @card: the scorecard of @from
 * @error: return location
 *
 * Sets the figures of @document, exactly those that its template names, to what @from says now, as
 * one undo step.  Everything else stays as it was written.
 *
 * Returns: whether @document sums up forms of this kind (%ZP_ERROR_FORMAT)
 */
gboolean
zp_form_derive (ZpForm            *document,
                const ZpForm      *from,
                const ZpScorecard *card,
                GError           **error)
{
  const ZpDeriveSpec *spec;
  Source source = { .form = from, .card = card };

  g_return_val_if_fail (ZP_IS_FORM (document), FALSE);
  g_return_val_if_fail (card != NULL, FALSE);

  if (!zp_form_can_derive (document, from))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT, _("“%s” is not derived from “%s”; choose another form"),
                   zp_template_get_title (zp_form_get_template (document)),
                   zp_template_get_title (zp_form_get_template (from)));
      return FALSE;
    }
  spec = zp_template_get_derive (document->template_);
  zp_history_begin (document->history, ZP_STEP_GROUP, "");
  derive_fields (document, &source, spec->fields);
  for (guint i = 0; i < spec->tables->len; i++)
    derive_table (document, &source, &g_array_index (spec->tables, ZpDeriveTable, i));
  zp_history_end (document->history);
  zp_form_emit_changed (document);
  return TRUE;
}
