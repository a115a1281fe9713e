/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-sources.h"

#include "zp-error.h"
#include "zp-form-record.h"

#include <glib/gi18n-lib.h>

/* The forms of a document, with what is needed to derive figures from them. */
typedef struct
{
  GArray *sources; /* ZpDeriveSource; owns form and card */
  guint n_gone;
} Sources;

static void
clear_source (gpointer data)
{
  ZpDeriveSource *source = data;

  g_object_unref ((gpointer) source->form);
  zp_scorecard_unref ((ZpScorecard *) source->card);
}

/* What lies in the recycle bin is gone as well. */
static ZpForm *
load_form (ZpStore *store, ZpCatalog *catalog, const char *id, GError **error)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (store, id, error);
  ZpForm *form = NULL;

  if (record != NULL && record->deleted != 0)
    g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
                 _ ("“%s” is in the recycle bin; restore it first"), record->project);
  else if (record != NULL)
    form = zp_form_from_record (record, catalog, error);
  if (form != NULL)
    zp_form_set_id (form, record->id);
  return form;
}

/* FALSE when one of them is not there and all are needed. */
static gboolean
load_sources (Sources *self,
              ZpStore *store,
              ZpCatalog *catalog,
              const char *const *ids,
              gboolean all,
              GError **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      ZpForm *form = load_form (store, catalog, ids[i], all ? error : NULL);
      ZpDeriveSource source = { .form = form };

      if (form == NULL && all)
        return FALSE;
      if (form == NULL)
        {
          self->n_gone++;
          continue;
        }
      source.card = zp_score_form (form);
      g_array_append_val (self->sources, source);
    }
  return TRUE;
}

static char *
dup_name (const Sources *self)
{
  const ZpForm *form
      = self->sources->len > 0 ? g_array_index (self->sources, ZpDeriveSource, 0).form : NULL;
  const char *project = form != NULL ? zp_form_get_field (form, "project_name") : NULL;

  if (form == NULL)
    return NULL;
  return g_strdup (*project != '\0' ? project
                                    : zp_template_get_title (zp_form_get_template (form)));
}

static gboolean
follow (ZpForm *document,
        ZpStore *store,
        ZpCatalog *catalog,
        const char *const *ids,
        gboolean take,
        ZpFollowed *out_followed,
        GError **error)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (ZpDeriveSource));
  Sources sources = { .sources = array };
  const ZpDeriveSource *first;
  guint n_changed = 0;
  gboolean done = TRUE;

  g_array_set_clear_func (array, clear_source);
  if (!load_sources (&sources, store, catalog, ids, take, error))
    return FALSE;
  first = (const ZpDeriveSource *) (gpointer) array->data;
  if (array->len > 0)
    done = take ? zp_form_derive_all (document, first, array->len, &n_changed, error)
                : zp_form_refresh_figures (document, first, array->len, &n_changed, error);
  if (done && out_followed != NULL)
    {
      out_followed->n_sources = g_strv_length ((char **) ids);
      out_followed->n_gone = sources.n_gone;
      out_followed->n_changed = n_changed;
      out_followed->name = dup_name (&sources);
    }
  return done;
}

/** zp_followed_clear: frees what @self owns. */
void
zp_followed_clear (ZpFollowed *self)
{
  g_clear_pointer (&self->name, g_free);
}

/**
 * zp_form_take_sources:
 * @document: a document that sums up forms
 * @store: where the forms are
 * @catalog: their templates
 * @ids: (array zero-terminated=1): the forms, at least one
 * @out_followed: (out) (optional): what was done
 * @error: return location
 *
 * Takes the figures of @document from these forms, and remembers them; see zp_form_derive_all().
 *
 * Returns: whether they were taken; %FALSE when one of the forms is not there
 */
gboolean
zp_form_take_sources (ZpForm *document,
                      ZpStore *store,
                      ZpCatalog *catalog,
                      const char *const *ids,
                      ZpFollowed *out_followed,
                      GError **error)
{
  g_return_val_if_fail (ZP_IS_FORM (document), FALSE);
  g_return_val_if_fail (ids != NULL && ids[0] != NULL, FALSE);

  return follow (document, store, catalog, ids, TRUE, out_followed, error);
}

/**
 * zp_form_follow_sources:
 * @document: any form
 * @store: where the forms are that it remembers, if it does
 * @catalog: their templates
 * @out_followed: (out) (optional): what was done
 * @error: return location
 *
 * Brings the figures of @document up to date with the forms they came from, in memory; see
 * zp_form_refresh_figures().  The figures of a form that is gone stay, and so do all of a document
 * that is handed in.  May be called in any thread that owns @document.
 *
 * Returns: whether nothing was wrong; also for a form that is no such document
 */
gboolean
zp_form_follow_sources (
    ZpForm *document, ZpStore *store, ZpCatalog *catalog, ZpFollowed *out_followed, GError **error)
{
  g_auto (GStrv) ids = NULL;

  g_return_val_if_fail (ZP_IS_FORM (document), FALSE);

  if (zp_template_get_derive (zp_form_get_template (document))->from != NULL
      && !zp_form_is_read_only (document))
    ids = zp_form_dup_sources (document);
  else
    ids = g_new0 (char *, 1);
  return follow (document, store, catalog, (const char *const *) ids, FALSE, out_followed, error);
}
