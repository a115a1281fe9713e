/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-matcher.h"

#include <glib/gi18n-lib.h>

#include "zp-error.h"
#include "zp-matcher-align.h"
#include "zp-matcher-map.h"
#include "zp-matcher-take.h"
#include "zp-paper.h"
#include "zp-plan-scores.h"

/* Forms in workbooks are known by their fixed words, and read by the map of their own sheet. */

/* Of a hundred words of the form so many must be there. */
#define MIN_WORDS 50
/* And so many when somebody says which form it is. */
#define MIN_WORDS_NAMED 25
#define MAX_TIME (2 * G_USEC_PER_SEC)

/**
 * ZpMatcher:
 * @maps: of all templates in question; made once for any number of workbooks
 */
struct _ZpMatcher
{
  ZpCatalog *catalog;
  GStringChunk *chunk;
  GPtrArray *maps;
  guint min_words;
};

typedef struct
{
  ZpMatcher *matcher;
  GPtrArray *plans;
  GPtrArray *rest;
  gint64 deadline;
} Matching;

static gboolean
add_map (ZpMatcher *self, ZpTemplate *template_, GError **error)
{
  ZpMap *map = zp_map_new (template_, self->catalog, self->chunk, 1, error);

  if (map != NULL)
    g_ptr_array_add (self->maps, map);
  return map != NULL;
}

static gboolean
make_maps (ZpMatcher *self, const char *template_id, GError **error)
{
  GPtrArray *templates = zp_catalog_get_templates (self->catalog);
  ZpTemplate *one;

  if (template_id != NULL)
    {
      one = zp_catalog_find_template (self->catalog, template_id, error);
      return one != NULL && add_map (self, one, error);
    }
  for (guint i = 0; i < templates->len; i++)
    if (!add_map (self, g_ptr_array_index (templates, i), error))
      return FALSE;
  return TRUE;
}

static guint
get_end (const GArray *starts, const ZpPage *page, guint index)
{
  return index + 1 < starts->len ? g_array_index (starts, guint, index + 1) : page->rows->len;
}

static guint
rate (ZpMap *map, ZpPage *page)
{
  g_autoptr (GArray) starts = zp_align_find_starts (map, page);
  guint score = zp_align (map, page, 0, get_end (starts, page, 0));

  return map->full_score > 0 ? MIN (score * 100 / map->full_score, 100) : 0;
}

/* Forms that differ only in their levels are told apart by these. */
static ZpMap *
recognise (const Matching *matching, ZpPage *page, guint *out_confidence)
{
  ZpMap *best = NULL;
  guint best_rating = 0;

  for (guint i = 0;
       i < matching->matcher->maps->len && g_get_monotonic_time () < matching->deadline; i++)
    {
      ZpMap *map = g_ptr_array_index (matching->matcher->maps, i);
      guint words = rate (map, page);
      guint rating = words * 10 + zp_align_count_skeleton (map, page);

      if (words >= matching->matcher->min_words && rating > best_rating)
        {
          best = map;
          best_rating = rating;
          *out_confidence = words;
        }
    }
  return best;
}

/* Sentences that the form makes of its values are not typed.  Only a form says them, so that they are found
 * in the form that the first look gives.  Returns: whether there are such cells */
static gboolean
mark_own_words (Matching *matching, const ZpPlan *plan, ZpPage *page, guint begin, guint end)
{
  g_autoptr (ZpForm) form = zp_import_apply (plan, matching->matcher->catalog, NULL);
  g_autoptr (ZpSheet) sheet = form != NULL ? zp_paper_make_sheet (form) : NULL;
  g_autoptr (GHashTable) own = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint i = 0; sheet != NULL && i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);

      if (cell->kind == ZP_CELL_FIXED && cell->style >= ZP_STYLE_DOC_TITLE && *cell->text != '\0')
        g_hash_table_add (own, (gpointer) zp_key_make (page->chunk, cell->text).full);
    }
  for (guint r = begin; r < end; r++)
    {
      const ZpPageRow *row = &g_array_index (page->rows, ZpPageRow, r);

      for (guint i = row->first; i < row->first + row->n; i++)
        {
          const char *key = g_array_index (page->keys, ZpKey, i).full;

          page->taken[i] = *key != '\0' && g_hash_table_contains (own, key);
          n += page->taken[i];
        }
    }
  return n > 0;
}

static gboolean
is_text (const ZpMap *map)
{
  for (guint i = 0; i < zp_sheet_get_n_cells (map->sheet); i++)
    if (zp_sheet_get_cell (map->sheet, i)->style >= ZP_STYLE_DOC_TITLE)
      return TRUE;
  return FALSE;
}

static gboolean
take_form (Matching *matching, ZpMap *known, ZpPage *page, guint begin, guint end, GError **error)
{
  guint n_goals = zp_align_count_goals (known, page, begin, end);
  g_autoptr (ZpMap) own = NULL;
  ZpMap *map = known;
  ZpPlan *plan;
  guint score;

  /* With more goals the form has more rows than the map that is kept. */
  if (n_goals > 1)
    map = own = zp_map_new (known->template_, matching->matcher->catalog, matching->matcher->chunk,
                            n_goals, error);
  if (map == NULL)
    return FALSE;
  plan = zp_plan_new (map->template_, page->grid->name);
  score = zp_align (map, page, begin, end);
  plan->confidence = map->full_score > 0 ? MIN (score * 100 / map->full_score, 100) : 0;
  zp_take_all (map, page, begin, end, plan);
  if (is_text (map) && mark_own_words (matching, plan, page, begin, end))
    {
      guint confidence = plan->confidence;

      zp_plan_free (plan);
      plan = zp_plan_new (map->template_, page->grid->name);
      plan->confidence = confidence;
      zp_take_all (map, page, begin, end, plan);
    }
  g_ptr_array_add (matching->plans, plan);
  /* A plan that gives no form says why when it is applied. */
  (void) zp_plan_choose_profile (plan, matching->matcher->catalog, NULL);
  return TRUE;
}

static void
leave_sheet (Matching *matching, const char *name)
{
  zp_plan_rest_add (
      matching->rest, name, "",
      _ ("no official form was recognised on this sheet; if there is one, say which it is"));
}

static gboolean
match_sheet (Matching *matching, const ZpGrid *grid, GError **error)
{
  g_autoptr (ZpPage) page = zp_page_new (grid, matching->matcher->chunk);
  g_autoptr (GArray) starts = NULL;
  guint confidence;
  ZpMap *map;

  if (page->rows->len == 0)
    return TRUE;
  if (page->rows->len == ZP_MATCHER_MAX_ROWS || grid->cells->len > ZP_MATCHER_MAX_CELLS)
    zp_plan_rest_add (matching->rest, grid->name, "",
                      _ ("only the first 3,000 rows and 60,000 cells were looked at"));
  map = recognise (matching, page, &confidence);
  if (map == NULL)
    {
      leave_sheet (matching, grid->name);
      return TRUE;
    }
  starts = zp_align_find_starts (map, page);
  for (guint i = 0; i < starts->len; i++)
    if (!take_form (matching, map, page, g_array_index (starts, guint, i),
                    get_end (starts, page, i), error))
      return FALSE;
  return TRUE;
}

/**
 * zp_matcher_new:
 * @catalog: the official forms there are
 * @template_id: (nullable): the form to look for, or %NULL for whichever is there
 * @error: return location for an error
 *
 * Makes ready what workbooks are compared with.  A matcher is used by one thread at a time.
 *
 * Returns: (transfer full) (nullable): a matcher; %NULL when there is no template @template_id
 *   (%ZP_ERROR_NOT_FOUND)
 */
ZpMatcher *
zp_matcher_new (ZpCatalog *catalog, const char *template_id, GError **error)
{
  g_autoptr (ZpMatcher) self = g_new0 (ZpMatcher, 1);

  self->catalog = g_object_ref (catalog);
  self->chunk = g_string_chunk_new (4096);
  self->maps = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_map_free);
  self->min_words = template_id != NULL ? MIN_WORDS_NAMED : MIN_WORDS;
  return make_maps (self, template_id, error) ? g_steal_pointer (&self) : NULL;
}

/** zp_matcher_free: frees a matcher. */
void
zp_matcher_free (ZpMatcher *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->maps);
  g_string_chunk_free (self->chunk);
  g_object_unref (self->catalog);
  g_free (self);
}

/**
 * zp_matcher_match:
 * @self: a matcher
 * @book: a workbook
 * @out_rest: (out) (transfer full) (element-type ZpPlanRest): sheets that are not taken
 * @error: return location for an error
 *
 * Recognises official forms in a workbook: on several sheets, several below each other, with rows
 * and columns added and cells merged in other ways.
 *
 * Returns: (transfer full) (element-type ZpPlan) (nullable): a plan for each form, maybe none
 */
GPtrArray *
zp_matcher_match (ZpMatcher *self, const ZpWorkbook *book, GPtrArray **out_rest, GError **error)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_plan_free);
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_plan_rest_free);
  Matching matching = { self, plans, rest, g_get_monotonic_time () + MAX_TIME };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (book != NULL, NULL);

  for (guint i = 0; i < zp_workbook_get_n_sheets (book); i++)
    if (!match_sheet (&matching, zp_workbook_get_sheet (book, i), error))
      return NULL;
  *out_rest = g_steal_pointer (&rest);
  return g_steal_pointer (&plans);
}
