/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-matcher.h"

#include <glib/gi18n-lib.h>

#include "zp-error.h"
#include "zp-matcher-align.h"
#include "zp-matcher-map.h"
#include "zp-matcher-take.h"
#include "zp-plan-scores.h"

/* Forms in workbooks are known by their fixed words, and read by the map of their own sheet. */

/* Of a hundred words of the form so many must be there. */
#define MIN_WORDS 50
/* And so many when somebody says which form it is. */
#define MIN_WORDS_NAMED 25
#define MAX_TIME (2 * G_USEC_PER_SEC)

typedef struct
{
  ZpCatalog *catalog;
  GStringChunk *chunk;
  GPtrArray *maps; /* of all templates in question */
  GPtrArray *plans;
  GPtrArray *rest;
  gint64 deadline;
  guint min_words;
} Matching;

static gboolean
add_map (Matching    *matching,
         ZpTemplate  *template_,
         GError     **error)
{
  ZpMap *map = zp_map_new (template_, matching->catalog, matching->chunk, 1, error);

  if (map != NULL)
    g_ptr_array_add (matching->maps, map);
  return map != NULL;
}

static gboolean
make_maps (Matching    *matching,
           const char  *template_id,
           GError     **error)
{
  GPtrArray *templates = zp_catalog_get_templates (matching->catalog);
  ZpTemplate *one;

  if (template_id != NULL)
    {
      one = zp_catalog_find_template (matching->catalog, template_id, error);
      return one != NULL && add_map (matching, one, error);
    }
  for (guint i = 0; i < templates->len; i++)
    if (!add_map (matching, g_ptr_array_index (templates, i), error))
      return FALSE;
  return TRUE;
}

static guint
get_end (const GArray *starts,
         const ZpPage *page,
         guint         index)
{
  return index + 1 < starts->len ? g_array_index (starts, guint, index + 1) : page->rows->len;
}

static guint
rate (ZpMap  *map,
      ZpPage *page)
{
  g_autoptr (GArray) starts = zp_align_find_starts (map, page);
  guint score = zp_align (map, page, 0, get_end (starts, page, 0));

  return map->full_score > 0 ? MIN (score * 100 / map->full_score, 100) : 0;
}

/* Forms that differ only in their levels are told apart by these. */
static ZpMap *
recognise (const Matching *matching,
           ZpPage         *page,
           guint          *out_confidence)
{
  ZpMap *best = NULL;
  guint best_rating = 0;

  for (guint i = 0; i < matching->maps->len && g_get_monotonic_time () < matching->deadline; i++)
    {
      ZpMap *map = g_ptr_array_index (matching->maps, i);
      guint words = rate (map, page);
      guint rating = words * 10 + zp_align_count_skeleton (map, page);

      if (words >= matching->min_words && rating > best_rating)
        {
          best = map;
          best_rating = rating;
          *out_confidence = words;
        }
    }
  return best;
}

static gboolean
take_form (Matching  *matching,
           ZpMap     *known,
           ZpPage    *page,
           guint      begin,
           guint      end,
           GError   **error)
{
  guint n_goals = zp_align_count_goals (known, page, begin, end);
  g_autoptr (ZpMap) map = zp_map_new (known->template_, matching->catalog, matching->chunk, n_goals, error);
  ZpPlan *plan;
  guint score;

  if (map == NULL)
    return FALSE;
  plan = zp_plan_new (map->template_, page->grid->name);
  score = zp_align (map, page, begin, end);
  plan->confidence = map->full_score > 0 ? MIN (score * 100 / map->full_score, 100) : 0;
  zp_take_all (map, page, begin, end, plan);
  g_ptr_array_add (matching->plans, plan);
  /* A plan that gives no form says why when it is applied. */
  (void) zp_plan_choose_profile (plan, matching->catalog, NULL);
  return TRUE;
}

static void
leave_sheet (Matching   *matching,
             const char *name)
{
  zp_plan_rest_add (matching->rest, name, "",
                    _("no official form was recognised on this sheet; name it with --template if there is one"));
}

static gboolean
match_sheet (Matching      *matching,
             const ZpGrid  *grid,
             GError       **error)
{
  g_autoptr (ZpPage) page = zp_page_new (grid, matching->chunk);
  g_autoptr (GArray) starts = NULL;
  guint confidence;
  ZpMap *map;

  if (page->rows->len == 0)
    return TRUE;
  if (page->rows->len == ZP_MATCHER_MAX_ROWS || grid->cells->len > ZP_MATCHER_MAX_CELLS)
    zp_plan_rest_add (matching->rest, grid->name, "", _("only the first 3,000 rows and 60,000 cells were looked at"));
  map = recognise (matching, page, &confidence);
  if (map == NULL)
    {
      leave_sheet (matching, grid->name);
      return TRUE;
    }
  starts = zp_align_find_starts (map, page);
  for (guint i = 0; i < starts->len; i++)
    if (!take_form (matching, map, page, g_array_index (starts, guint, i), get_end (starts, page, i), error))
      return FALSE;
  return TRUE;
}

/**
 * zp_match_workbook:
 * @book: a workbook
 * @catalog: the official forms there are
 * @template_id: (nullable): the form to look for, or %NULL for whichever is there
 * @out_rest: (out) (transfer full) (element-type ZpPlanRest): sheets that are not taken
 * @error: return location for an error
 *
 * Recognises official forms in a workbook: on several sheets, several below each other, with rows
 * and columns added and cells merged in other ways.
 *
 * Returns: (transfer full) (element-type ZpPlan) (nullable): a plan for each form, maybe none; %NULL
 *   when there is no template @template_id (%ZP_ERROR_NOT_FOUND)
 */
GPtrArray *
zp_match_workbook (const ZpWorkbook  *book,
                   ZpCatalog         *catalog,
                   const char        *template_id,
                   GPtrArray        **out_rest,
                   GError           **error)
{
  g_autoptr (GPtrArray) maps = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_map_free);
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_plan_free);
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_plan_rest_free);
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (4096);
  Matching matching = { catalog, chunk, maps, plans, rest, g_get_monotonic_time () + MAX_TIME,
                        template_id != NULL ? MIN_WORDS_NAMED : MIN_WORDS };
  gboolean ok;

  g_return_val_if_fail (book != NULL, NULL);
  g_return_val_if_fail (out_rest != NULL, NULL);

  ok = make_maps (&matching, template_id, error);
  for (guint i = 0; ok && i < zp_workbook_get_n_sheets (book); i++)
    ok = match_sheet (&matching, zp_workbook_get_sheet (book, i), error);
  if (!ok)
    return NULL;
  *out_rest = g_steal_pointer (&rest);
  return g_steal_pointer (&plans);
}
